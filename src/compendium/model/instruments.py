"""Instruments and what they do to each other."""

from __future__ import annotations

from datetime import date

from msgspec import field

from compendium.model.records import Record, Source
from compendium.vocabulary.dates import PartialDate
from compendium.vocabulary.fiscal_years import FiscalYear
from compendium.vocabulary.kinds import (
    Asserter,
    BillOutcome,
    Certainty,
    EffectVerb,
    NumberYear,
    RelationType,
    TitleBasis,
    Verification,
    Weight,
)


class Effect(Record, frozen=True, kw_only=True):
    """What the instrument that holds it does to another one.

    Written once, in the later instrument. ``part`` names a part of the target in
    words or by pinpoint; ``duty``, ``allocation`` and ``code`` name a record.
    ``starts`` is the day from which; absent, it is the holder's own start.
    ``stated`` is the verb as the source puts it, ``source`` the id of that source.
    ``asserted_by`` is given where records of both sides were read: who of them says so.
    """

    verb: EffectVerb
    target: str
    stated: str
    source: str
    part: str | None = None
    duty: str | None = None
    allocation: str | None = None
    code: str | None = None
    starts: PartialDate | None = field(default=None, name="from")
    until: PartialDate | None = None
    page: str | None = None
    certainty: Certainty = Certainty.STATED
    asserted_by: tuple[Asserter, ...] = ()
    note: str | None = None


class Relation(Record, frozen=True, kw_only=True):
    """How an instrument belongs with another without changing it."""

    type: RelationType
    target: str
    source: str
    part: str | None = None
    certainty: Certainty = Certainty.STATED
    note: str | None = None


class Numbering(Record, frozen=True, kw_only=True):
    """The pinpoint that a provision had from a day until a day (half-open)."""

    pinpoint: str
    starts: PartialDate | None = field(default=None, name="from")
    until: PartialDate | None = None


class Provision(Record, frozen=True, kw_only=True):
    """An addressable part of a law, under every number that it has had."""

    id: str
    label: str
    numbering: tuple[Numbering, ...]
    summary: str | None = None
    in_force_from: PartialDate | None = None
    in_force_until: PartialDate | None = None
    note: str | None = None


class FactsheetLine(Record, frozen=True, kw_only=True):
    """A line of the original factsheet: where it stood and how it was printed."""

    section: str
    order: int
    printed: str
    year: FiscalYear | None = None
    note: str | None = None


class Whereabouts(Record, frozen=True, kw_only=True):
    """Where to get the text itself: an address that somebody verified."""

    url: str
    official: bool
    verified: date | None = None
    note: str | None = None


class Instrument(Record, frozen=True, kw_only=True):
    """A document with legal or directive effect, or one that travels with it.

    Status is never a field: it follows from dates and effects.
    """

    id: str
    citation: str
    title: str
    title_basis: TitleBasis
    series: str
    issuer: str
    summary: str
    verification: Verification
    topics: tuple[str, ...] = ()
    audience: tuple[str, ...] = ()
    issued: PartialDate | None = None
    issued_note: str | None = None
    in_force_from: PartialDate | None = None
    operative_from: PartialDate | None = None
    expires: PartialDate | None = None
    dates_note: str | None = None
    fiscal_year: FiscalYear | None = None
    chapter: str | None = None
    outcome: BillOutcome | None = None
    outcome_note: str | None = None
    aliases: tuple[str, ...] = ()
    factsheet: tuple[FactsheetLine, ...] = ()
    contents: tuple[str, ...] = ()
    provisions: tuple[Provision, ...] = ()
    effects: tuple[Effect, ...] = ()
    relations: tuple[Relation, ...] = ()
    whereabouts: Whereabouts | None = None
    notes: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()
    gaps: tuple[str, ...] = ()
    reviewed: date | None = None
    review_by: date | None = None
    sources: tuple[Source, ...]


class ListPage(Record, frozen=True, kw_only=True):
    """Where an issuer lists a series: for a year, or for all."""

    title: str
    url: str
    year: int | None = None
    source: str | None = None


class DatedNeighbour(Record, frozen=True, kw_only=True):
    """A letter of the series that we do not hold, whose date helps to place others."""

    citation: str
    issued: date
    source: str


class Series(Record, frozen=True, kw_only=True):
    """A run of instruments: who issues it, what weight it has, how it is numbered.

    ``prefix`` is what its canonical citations start with; None where documents of
    the series are cited by their names.
    """

    id: str
    name: str
    short_name: str
    issuer: str
    weight: Weight
    number_year: NumberYear
    about: str
    prefix: str | None = None
    list_pages: tuple[ListPage, ...] = ()
    neighbours: tuple[DatedNeighbour, ...] = ()
    neighbour_margin_days: int | None = None
    sources: tuple[Source, ...]
