"""Checklists: what a county's document must or should show, line by line."""

from __future__ import annotations

from enum import StrEnum

from msgspec import field

from compendium.model.duties import Basis
from compendium.model.records import Record, Source
from compendium.vocabulary.dates import PartialDate
from compendium.vocabulary.kinds import Bearer, DutyForce


class Verdict(StrEnum):
    """What a check says of a line. The first three are the matcher's, the others a person's."""

    COVERED = "covered"
    PARTLY = "partly"
    NOT_FOUND = "not-found"
    NOT_FOR_US = "not-for-us"
    NOT_LOOKED_AT = "not-looked-at"


class ChecklistLine(Record, frozen=True, kw_only=True):
    """One line: a duty with its elements, or an element that no duty carries.

    ``duty`` names a duty; its elements follow as lines of their own unless ``whole`` is on,
    and ``elements`` picks some of them. Without a duty the line has its own ``id``,
    ``title``, ``force`` and sources. ``evidence`` says what in a document would count.
    ``from`` and ``until`` narrow the dates of the duty; ``older`` says what holds for
    documents made before ``from``.
    """

    evidence: str
    duty: str | None = None
    elements: tuple[str, ...] = ()
    whole: bool = False
    id: str | None = None
    title: str | None = None
    asks: str | None = None
    force: DutyForce | None = None
    departments: tuple[Bearer, ...] = ()
    optional: bool = False
    starts: PartialDate | None = field(default=None, name="from")
    until: PartialDate | None = None
    older: str | None = None
    basis: tuple[Basis, ...] = ()
    note: str | None = None
    sources: tuple[Source, ...] = ()


class ChecklistSection(Record, frozen=True, kw_only=True):
    """Lines under one heading."""

    title: str
    lines: tuple[ChecklistLine, ...]


class Checklist(Record, frozen=True, kw_only=True):
    """What one kind of document is held against."""

    id: str
    title: str
    about: str
    sections: tuple[ChecklistSection, ...]
    notes: tuple[str, ...] = ()
    gaps: tuple[str, ...] = ()
