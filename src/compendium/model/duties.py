"""Duties: who must do what, by when, counted from what, since when, and who says so."""

from __future__ import annotations

from datetime import date

from msgspec import field

from compendium.model.records import Record, Source
from compendium.vocabulary.dates import PartialDate
from compendium.vocabulary.kinds import (
    Bearer,
    DutyCategory,
    DutyForce,
    Modality,
    Verification,
)


class Deadline(Record, frozen=True, kw_only=True):
    """By when: an ISO 8601 duration counted from something, a day, or a rhythm.

    ``words`` carries what neither says: "immediately, and never later than …".
    """

    words: str
    within: str | None = None
    counted_from: str | None = None
    by: date | None = None
    every: str | None = None


class Basis(Record, frozen=True, kw_only=True):
    """The provision a duty rests on."""

    instrument: str
    pinpoint: str | None = None
    note: str | None = None


class Guidance(Record, frozen=True, kw_only=True):
    """A letter that restates, explains or serves a duty."""

    instrument: str
    note: str | None = None


class Element(Record, frozen=True, kw_only=True):
    """One addressable part of a duty: a recipient, a partner, a required content."""

    id: str
    label: str
    kind: str
    pinpoint: str | None = None
    condition: str | None = None
    optional: bool = False
    starts: PartialDate | None = field(default=None, name="from")
    until: PartialDate | None = None
    note: str | None = None


class Variant(Record, frozen=True, kw_only=True):
    """What differs for some: nonminor dependents, Indian children, probation."""

    applies_to: str = field(name="for")
    text: str


class Duty(Record, frozen=True, kw_only=True):
    """An obligation, prohibition or permission, with its bearer and its source."""

    id: str
    title: str
    statement: str
    topic: str
    category: DutyCategory
    bearers: tuple[Bearer, ...]
    modality: Modality
    force: DutyForce
    verification: Verification
    trigger: str | None = None
    deadline: Deadline | None = None
    applies_from: PartialDate | None = None
    applies_until: PartialDate | None = None
    dates_note: str | None = None
    opted_in_only: bool = False
    elements: tuple[Element, ...] = ()
    variants: tuple[Variant, ...] = ()
    basis: tuple[Basis, ...] = ()
    guidance: tuple[Guidance, ...] = ()
    notes: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()
    gaps: tuple[str, ...] = ()
    sources: tuple[Source, ...]
