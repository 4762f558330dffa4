"""Terms, events, pages, gaps, and what the compendium says of itself."""

from __future__ import annotations

from datetime import date

from msgspec import field

from compendium.model.records import Record, Source
from compendium.vocabulary.dates import PartialDate
from compendium.vocabulary.kinds import EventKind, GapKind, TermKind


class Term(Record, frozen=True, kw_only=True):
    """A definition, a word of the field, or advice on wording (``avoid``: what not to write)."""

    id: str
    term: str
    kind: TermKind
    text: str
    avoid: tuple[str, ...] = ()
    except_where: str | None = None
    instrument: str | None = None
    pinpoint: str | None = None
    starts: PartialDate | None = field(default=None, name="from")
    until: PartialDate | None = None
    notes: tuple[str, ...] = ()
    gaps: tuple[str, ...] = ()
    sources: tuple[Source, ...]


class Event(Record, frozen=True, kw_only=True):
    """Something that happened on the timeline beside instruments themselves."""

    id: str
    date: PartialDate
    title: str
    text: str
    kind: EventKind
    instruments: tuple[str, ...] = ()
    sources: tuple[Source, ...]


class KnownGap(Record, frozen=True, kw_only=True):
    """Something that we do not hold, have not read, or cannot decide."""

    id: str
    kind: GapKind
    text: str
    citation: str | None = None
    about: tuple[str, ...] = ()


class LinkCheck(Record, frozen=True, kw_only=True):
    """What an address answered on a day."""

    url: str
    checked: date
    result: str


class Page(Record, frozen=True, kw_only=True):
    """Short prose in Markdown."""

    id: str
    title: str
    language: str
    text: str
    reviewed_by_a_person: bool = False


class Topic(Record, frozen=True, kw_only=True):
    """A subject to browse by."""

    id: str
    label: str
    about: str


class FactsheetSection(Record, frozen=True, kw_only=True):
    """A section of the original factsheet, in its order."""

    id: str
    label: str
    order: int


class Compendium(Record, frozen=True, kw_only=True):
    """The compendium's statement about itself."""

    id: str
    title: str
    scope: str
    publisher: str
    stands_at: date
    stands_at_note: str
    topics: tuple[Topic, ...]
    factsheet_sections: tuple[FactsheetSection, ...] = ()
    known_gaps: tuple[KnownGap, ...] = ()
