"""What the page of an instrument shows. An undated letter that nobody here read is the rule."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final, NamedTuple

from compendium.duties.bounds import ENDED, NOT_YET, applies
from compendium.edition.answers import Plain
from compendium.edition.dossier import where_to_get
from compendium.edition.reader import EditionReader
from compendium.force.brackets import IssueDate
from compendium.force.explain import explain
from compendium.force.status import StatusAnswer, status_at
from compendium.model.documentation import DocumentationCode
from compendium.model.duties import Duty
from compendium.model.instruments import Effect, Instrument, Provision, Series
from compendium.model.money import Allocation, ClaimingCode
from compendium.model.records import Source
from compendium.model.reference import LinkCheck, Topic
from compendium.vocabulary.dates import PartialDate
from compendium.vocabulary.kinds import Verification
from compendium.web.catalogue.chain import ChainShown, present_chain
from compendium.web.catalogue.citing import in_words, issuer_of, permanent_address
from compendium.web.standpoint import Standpoint
from compendium.web.wording import DOES, RELATES, TITLE_BASIS, UNDERGOES, WEIGHT

FIRST: Final = 5
"""How many duties the first view names."""


class Asked(NamedTuple):
    """A duty that an instrument carries. ``state``: applies, not-yet, ended or unknown."""

    duty: Duty
    pinpoints: str
    rests: bool
    state: str


class Deed(NamedTuple):
    """What one instrument does to another, as seen from one of the two.

    ``when`` is None where the day is not known; ``later`` when it had not come yet.
    """

    verb: str
    other: str
    part: str | None
    when: PartialDate | None
    later: bool
    inferred: bool
    note: str | None


class Part(NamedTuple):
    """A provision as it was numbered on the day shown; ``was`` are its other numbers."""

    provision: Provision
    pinpoint: str
    was: tuple[str, ...]
    state: str


class Printed(NamedTuple):
    """A line of the original factsheet."""

    section: str
    section_id: str
    printed: str
    year: str | None
    note: str | None


@dataclass(frozen=True, slots=True)
class InstrumentPage:
    """Everything the page shows, in the order in which it shows it."""

    one: Instrument
    series: Series | None
    answer: StatusAnswer
    explanation: str
    asks: list[Asked]
    issued: IssueDate
    issuer: str
    kind: str
    title_basis: str
    topics: list[Topic]
    does: list[Deed]
    undergoes: list[Deed]
    related: list[Deed]
    chain: ChainShown | None
    money: list[Allocation]
    claiming: list[ClaimingCode]
    recorded: list[DocumentationCode]
    parts: list[Part]
    printed: list[Printed]
    where: Plain | None
    checks: dict[str, LinkCheck]
    citation: str
    permanent: str

    @property
    def is_read(self) -> bool:
        """Whether we have read the text itself."""
        return self.one.verification is Verification.PRIMARY

    @property
    def known_from(self) -> tuple[Source, ...]:
        """What it is known from."""
        return self.one.sources


def present_instrument(here: Standpoint, one: Instrument) -> InstrumentPage:
    """An instrument as seen from a standpoint."""
    reader = here.reader
    answer = status_at(reader.graph, one.id, here.on)
    series = reader.one(Series, one.series)
    return InstrumentPage(
        one=one,
        series=series,
        answer=answer,
        explanation=explain(reader.graph, answer, here.today),
        asks=_asks(reader, one, here.on),
        issued=reader.issue_date(one.id),
        issuer=issuer_of(reader, one),
        kind=WEIGHT[series.weight] if series else "",
        title_basis=TITLE_BASIS[one.title_basis],
        topics=[topic for topic in reader.compendium.topics if topic.id in one.topics],
        does=[_deed(DOES[e.verb], e.target, e, one, here.on) for e in one.effects],
        undergoes=_undergoes(reader, one, here.on),
        related=_related(reader, one),
        chain=present_chain(here, one),
        money=[m for m in reader.all(Allocation).values() if m.instrument == one.id],
        claiming=[c for c in reader.all(ClaimingCode).values() if c.instrument == one.id],
        recorded=[
            c for c in reader.all(DocumentationCode).values() if one.id in (c.instrument, c.statute)
        ],
        parts=[_part(provision, here.on) for provision in one.provisions],
        printed=_printed(reader, one),
        where=where_to_get(reader, one),
        checks=_checks(reader, one),
        citation=in_words(here, one),
        permanent=permanent_address(here, one),
    )


def _asks(reader: EditionReader, one: Instrument, on: date) -> list[Asked]:
    """Its duties: those that rest on it and apply first."""
    asked = []
    for duty in reader.duties_of(one.id):
        pins = [b.pinpoint for b in duty.basis if b.instrument == one.id and b.pinpoint]
        rests = any(b.instrument == one.id for b in duty.basis)
        state = applies(duty.applies_from, duty.applies_until, on)
        asked.append(Asked(duty, ", ".join(pins), rests, state))
    return sorted(asked, key=lambda a: (a.state in (NOT_YET, ENDED), not a.rests))


def _deed(verb: str, other: str, effect: Effect, holder: Instrument, on: date) -> Deed:
    when = effect.starts or holder.in_force_from or holder.issued
    return Deed(
        verb=verb,
        other=other,
        part=effect.part or effect.duty or effect.allocation or effect.code,
        when=when,
        later=when is not None and when.reached_by(on) is False,
        inferred=effect.certainty.value == "inferred",
        note=effect.note,
    )


def _undergoes(reader: EditionReader, one: Instrument, on: date) -> list[Deed]:
    """What others do to it, the latest first, undated ones last."""
    deeds = [
        _deed(UNDERGOES[effect.verb], holder.id, effect, holder, on)
        for holder, effect in reader.effects_on(one.id)
    ]
    return sorted(deeds, key=lambda deed: _first_day(deed.when), reverse=True)


def _first_day(when: PartialDate | None) -> date:
    return (when.earliest or when.latest or date.min) if when else date.min


def _related(reader: EditionReader, one: Instrument) -> list[Deed]:
    """How it belongs with others, both ways."""
    own = [
        Deed(RELATES[r.type][0], r.target, r.part, None, False,  # noqa: FBT003  later
             r.certainty.value == "inferred", r.note)
        for r in one.relations
    ]  # fmt: skip
    others = [
        Deed(RELATES[r.type][1], holder.id, r.part, None, False,  # noqa: FBT003  later
             r.certainty.value == "inferred", r.note)
        for holder, r in reader.relations_to(one.id)
    ]  # fmt: skip
    return own + others


def _part(provision: Provision, on: date) -> Part:
    """A provision under the number that it had on a day, or its present one."""
    held = [
        n for n in provision.numbering if applies(n.starts, n.until, on) not in (NOT_YET, ENDED)
    ]
    shown = (held or list(provision.numbering))[-1].pinpoint
    was = tuple(n.pinpoint for n in provision.numbering if n.pinpoint != shown)
    state = applies(provision.in_force_from, provision.in_force_until, on)
    return Part(provision, shown, was, state)


def _printed(reader: EditionReader, one: Instrument) -> list[Printed]:
    labels = {section.id: section.label for section in reader.compendium.factsheet_sections}
    return [
        Printed(
            labels.get(line.section, line.section),
            line.section,
            line.printed,
            str(line.year) if line.year else None,
            line.note,
        )
        for line in one.factsheet
    ]


def _checks(reader: EditionReader, one: Instrument) -> dict[str, LinkCheck]:
    """When each of its addresses was last asked, and what it answered."""
    addresses = {source.url for source in one.sources if source.url}
    if one.whereabouts is not None:
        addresses.add(one.whereabouts.url)
    held = reader.all(LinkCheck)
    return {address: held[address] for address in addresses if address in held}
