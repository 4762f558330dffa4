"""Words and definitions by date, what to write and what to avoid; and the shelf of templates."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, NamedTuple

from compendium.duties.bounds import ENDED, NOT_YET, applies
from compendium.edition.answers import Plain
from compendium.edition.dossier import where_to_get
from compendium.model.instruments import Instrument, Series
from compendium.model.parties import CountyDocument, Party
from compendium.model.reference import Term
from compendium.vocabulary.kinds import RelationType, TermKind, Weight
from compendium.web.standpoint import Standpoint


class Defined(NamedTuple):
    """A term as of the day. ``state`` as in edition.catalogue."""

    term: Term
    state: str


@dataclass(frozen=True, slots=True)
class TermsPage:
    """Definitions in the law on the day, advice on wording, and words of the field."""

    definitions: list[Defined]
    not_now: list[Defined]
    wording: list[Term]
    field: list[Defined]


class Shelved(NamedTuple):
    """A template or report: what it came with, and where to get it."""

    one: Instrument
    came_with: list[str]
    where: Plain | None


class Sample(NamedTuple):
    """A county's own document."""

    county: Party
    document: CountyDocument


@dataclass(frozen=True, slots=True)
class TemplatesPage:
    """Templates, reports and pages, and documents of counties, each dated and linked."""

    shelves: list[tuple[str, list[Shelved]]]
    samples: dict[str, list[Sample]]


DOCUMENT_TYPE: Final = {
    "protocol": "Protocols",
    "mou": "Agreements between agencies (MOU)",
    "plan": "County plans",
    "policy": "Policies",
    "agreement": "Agreements with providers",
}
_WITH: Final = frozenset({RelationType.ATTACHES, RelationType.INTRODUCES})


def present_terms(here: Standpoint) -> TermsPage:
    """Terms as of a day, each kind in alphabetical order."""
    terms = sorted(here.reader.all(Term).values(), key=lambda term: term.term.casefold())
    found = [
        Defined(term, applies(term.starts, term.until, here.on))
        for term in terms
        if term.kind is TermKind.DEFINITION
    ]
    gone = (NOT_YET, ENDED)
    return TermsPage(
        definitions=[one for one in found if one.state not in gone],
        not_now=[one for one in found if one.state in gone],
        wording=[t for t in here.reader.all(Term).values() if t.kind is TermKind.WORDING],
        field=[
            Defined(term, applies(term.starts, term.until, here.on))
            for term in terms
            if term.kind is TermKind.FIELD
        ],
    )


def present_templates(here: Standpoint) -> TemplatesPage:
    """The shelf: what has no force of its own and helps to write what has."""
    reader = here.reader
    shelves = []
    for run in reader.all(Series).values():
        own = [
            one
            for one in reader.all(Instrument).values()
            if one.series == run.id and one.outcome is None
        ]
        if run.weight is Weight.NOT_A_DIRECTIVE and own:
            shelves.append((run.name, [_shelved(here, one) for one in own]))
    samples: dict[str, list[Sample]] = {}
    for party in reader.all(Party).values():
        for document in party.documents:
            heading = document_words(document.type)
            samples.setdefault(heading, []).append(Sample(party, document))
    order = list(DOCUMENT_TYPE.values())
    ranked = sorted(samples, key=lambda h: order.index(h) if h in order else len(order))
    return TemplatesPage(shelves, {heading: samples[heading] for heading in ranked})


def document_words(kind: str) -> str:
    """The heading over county documents of a type."""
    return DOCUMENT_TYPE.get(kind, kind.replace("-", " ").capitalize())


def _shelved(here: Standpoint, one: Instrument) -> Shelved:
    reader = here.reader
    came = [holder.id for holder, r in reader.relations_to(one.id) if r.type in _WITH]
    came += [r.target for r in one.relations if r.type in _WITH]
    return Shelved(one, list(dict.fromkeys(came)), where_to_get(reader, one))
