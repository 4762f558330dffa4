"""Counties: what is known of each, from where, and all that is not known."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from compendium.model.money import Allocation
from compendium.model.parties import Claim, HelpLine, Participation, Party
from compendium.model.records import Source
from compendium.model.reference import KnownGap
from compendium.vocabulary.kinds import PartyKind
from compendium.web.catalogue.presenters_money import dollars
from compendium.web.standpoint import Standpoint


class CountyRow(NamedTuple):
    """A county in the list."""

    party: Party
    hotlines: int
    amounts: int

    @property
    def is_seen(self) -> bool:
        """Whether a source shows its part in a programme."""
        return bool(self.party.participation)


class Stated(NamedTuple):
    """A value that a source gives, with that source."""

    claim: Claim
    source: Source | None


class Disputed(NamedTuple):
    """A fact that sources put differently."""

    about: str
    values: list[Stated]


@dataclass(frozen=True, slots=True)
class CountiesPage:
    """All counties, and what sources say of how many take part."""

    rows: list[CountyRow]
    disputed: list[Disputed]
    gaps: list[KnownGap]

    @property
    def seen(self) -> int:
        """How many counties a source shows as taking part at some time."""
        return sum(row.is_seen for row in self.rows)


class Part(NamedTuple):
    """A county's part in a programme with its source."""

    part: Participation
    source: Source | None


class CountyMoney(NamedTuple):
    """An amount of the county's own."""

    row: Allocation
    amount: str


@dataclass(frozen=True, slots=True)
class CountyPage:
    """One county: participation, money, documents, hotline, and the whole list of gaps."""

    party: Party
    parts: list[Part]
    money: list[CountyMoney]
    sources: dict[str, Source]
    hotlines: list[HelpLine]
    statewide: list[HelpLine]
    general: list[KnownGap]


def present_counties(here: Standpoint) -> CountiesPage:
    """The list of counties."""
    reader = here.reader
    lines = reader.all(HelpLine).values()
    money = reader.all(Allocation).values()
    rows = [
        CountyRow(
            party,
            sum(line.county == party.id for line in lines),
            sum(row.county == party.id for row in money),
        )
        for party in _counties(here)
    ]
    disputed = [
        one
        for party in reader.all(Party).values()
        if party.kind is PartyKind.TEAM and any("count" in c.about for c in party.claims)
        for one in disputes(party)
    ]
    return CountiesPage(rows, disputed, _county_gaps(here))


def present_county(here: Standpoint, party: Party) -> CountyPage:
    """One county."""
    sources = {source.id: source for source in party.sources}
    lines = list(here.reader.all(HelpLine).values())
    own = [line for line in lines if line.county == party.id]
    return CountyPage(
        party=party,
        parts=[Part(part, sources.get(part.source)) for part in party.participation],
        money=[
            CountyMoney(row, dollars(row.amount_usd))
            for row in here.reader.all(Allocation).values()
            if row.county == party.id
        ],
        sources=sources,
        hotlines=own,
        statewide=[line for line in lines if line.county is None and "county" in line.id],
        general=_county_gaps(here),
    )


def county_named(here: Standpoint, typed: str) -> Party | None:
    """The county that a spelling means: fresno, Fresno County, san-diego."""
    folded = "-".join(typed.lower().replace("_", " ").replace("-", " ").split())
    folded = folded.removesuffix("-county").removeprefix("county-of-")
    party = here.reader.one(Party, folded)
    return party if party is not None and party.kind is PartyKind.COUNTY else None


def disputes(party: Party) -> list[Disputed]:
    """The claims about a party, those about one thing side by side."""
    sources = {source.id: source for source in party.sources}
    found: dict[str, list[Stated]] = {}
    for claim in party.claims:
        found.setdefault(claim.about, []).append(Stated(claim, sources.get(claim.source)))
    return [Disputed(about, values) for about, values in found.items()]


def _counties(here: Standpoint) -> list[Party]:
    return [p for p in here.reader.all(Party).values() if p.kind is PartyKind.COUNTY]


def _county_gaps(here: Standpoint) -> list[KnownGap]:
    """Known gaps that speak of counties as such."""
    return [
        gap
        for gap in here.reader.compendium.known_gaps
        if "county" in gap.id or "counties" in gap.id
    ]
