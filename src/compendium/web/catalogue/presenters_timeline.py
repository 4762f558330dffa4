"""The timeline: laws, letters, money and practice by day, listed first and drawn second."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Final, NamedTuple

from compendium.edition.reader import EditionReader
from compendium.force.status import status_of
from compendium.model.instruments import Instrument, Series
from compendium.model.reference import Event
from compendium.vocabulary.dates import PartialDate
from compendium.vocabulary.kinds import EventKind, Status, Weight
from compendium.web.catalogue.charts import Line, Moment, timeline
from compendium.web.standpoint import Standpoint
from compendium.web.wording import BILL_DAY, EVENT_KIND

_KIND_OF: Final = {
    Weight.LAW: EventKind.LAW,
    Weight.BINDING: EventKind.LETTER,
    Weight.INFORMATIONAL: EventKind.LETTER,
    Weight.FISCAL: EventKind.MONEY,
    Weight.NOT_A_DIRECTIVE: EventKind.PRACTICE,
}
_STANDING: Final = (Status.IN_FORCE, Status.PARTIALLY_IN_FORCE)


class Moments(NamedTuple):
    """One line: when, what kind, and either an instrument or an event.

    ``said`` is what happened to the instrument on that day; ``later`` that the day had not
    come; ``inferred`` that the day was worked out, not seen.
    """

    when: PartialDate | None
    kind: EventKind
    said: str
    one: Instrument | None
    event: Event | None
    status: Status | None
    later: bool
    inferred: bool


class YearOfMoments(NamedTuple):
    """What happened, or must have begun, in one year. None: the day is not known at all."""

    year: int | None
    moments: list[Moments]


@dataclass(frozen=True, slots=True)
class TimelinePage:
    """The list, the picture of the same list, and what was chosen."""

    kinds: frozenset[EventKind]
    standing: bool
    years: list[YearOfMoments]
    line: Line
    count: int


def kinds_of(said: list[str]) -> frozenset[EventKind]:
    """The kinds that an address names; all where it names none."""
    named = frozenset(EventKind(one) for one in said if one in {kind.value for kind in EventKind})
    return named or frozenset(EventKind)


def present_timeline(
    here: Standpoint, kinds: frozenset[EventKind], *, standing: bool
) -> TimelinePage:
    """The timeline of some kinds, with ``standing`` only what is in force on the day."""
    found = [
        moment
        for moment in _moments(here)
        if moment.kind in kinds and (not standing or moment.status in _STANDING)
    ]
    found.sort(key=_sort_key, reverse=True)
    years = [
        YearOfMoments(year or None, list(listed))
        for year, listed in groupby(found, key=lambda m: _sort_key(m).year if m.when else 0)
    ]
    return TimelinePage(kinds, standing, years, _line(found, here.on), len(found))


def _moments(here: Standpoint) -> list[Moments]:
    reader = here.reader
    found = []
    for one in reader.all(Instrument).values():
        found.extend(_of_instrument(here, one))
    for event in reader.all(Event).values():
        later = event.date.reached_by(here.on) is False
        found.append(
            Moments(event.date, event.kind, event.title, None, event, None, later, inferred=False)
        )
    return found


def _of_instrument(here: Standpoint, one: Instrument) -> list[Moments]:
    reader = here.reader
    status = status_of(reader.graph, one.id, here.on)
    issue = reader.issue_date(one.id)
    days = [(issue.date, _issued_words(reader, one), issue.inferred)]
    if one.in_force_from is not None and one.in_force_from != issue.date:
        days.append((one.in_force_from, "takes effect", False))
    if one.in_force_from is not None and issue.date is None:
        del days[0]
    if one.expires is not None:
        days.append((one.expires, "expires", False))
    kind = _kind(reader, one)
    return [
        Moments(
            when, kind, said, one, None, status,
            later=when is not None and when.reached_by(here.on) is False, inferred=inferred,
        )
        for when, said, inferred in days
    ]  # fmt: skip


def _issued_words(reader: EditionReader, one: Instrument) -> str:
    if one.outcome is not None:
        return BILL_DAY[one.outcome]
    run = reader.one(Series, one.series)
    return "passed" if run is not None and run.weight is Weight.LAW else "issued"


def _kind(reader: EditionReader, one: Instrument) -> EventKind:
    if one.outcome is not None:
        return EventKind.LAW
    run = reader.one(Series, one.series)
    return _KIND_OF[run.weight] if run else EventKind.PRACTICE


def _sort_key(moment: Moments) -> date:
    when = moment.when
    return (when.earliest or when.latest or date.min) if when else date.min


def _line(found: list[Moments], day: date) -> Line:
    """The picture: what has at least one bound, a dot for a day, a bar for a bracket."""
    drawn = []
    for moment in found:
        when = moment.when
        first = (when.earliest or when.latest) if when else None
        last = (when.latest or when.earliest) if when else None
        if when is None or first is None or last is None:
            continue
        what = moment.one.citation if moment.one else moment.said
        said = f"{what} {moment.said}" if moment.one else what
        drawn.append(Moment(moment.kind.value, first, last, f"{said}: {when.in_words()}"))
    lanes = [kind.value for kind in EventKind if any(m.lane == kind.value for m in drawn)]
    return timeline(drawn, lanes, day)


def lane_words(lane: str) -> str:
    """What a lane of the picture is called."""
    return EVENT_KIND[EventKind(lane)]
