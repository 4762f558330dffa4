"""When an instrument was issued: the day where it is known, else the days it must lie between.

A letter's number carries a year, its dated neighbours carry days, and a letter that we hold
was issued before we held it. None of these is the date itself, so what they give is labelled
*inferred*, and every bound keeps its reason in words.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import Final, NamedTuple

import msgspec

from compendium.vocabulary.dates import PartialDate, day_in_words
from compendium.vocabulary.fiscal_years import FiscalYear
from compendium.vocabulary.kinds import NumberYear

_CALENDAR: Final = re.compile(r"(?:[A-Z]-)?(\d+)-(\d{2})(E?)", re.ASCII)
_FISCAL: Final = re.compile(r"(\d{2}/\d{2})-(\d+)(E?)", re.ASCII)


class IssueDate(msgspec.Struct, frozen=True, kw_only=True):
    """A day, a bracket, or nothing; whether it was inferred; what each bound rests on."""

    date: PartialDate | None
    inferred: bool = False
    reasons: tuple[str, ...] = ()


class Number(NamedTuple):
    """A letter's number: the first day it can have, its place in the year, whether it corrects."""

    first_day: date
    last_day: date
    place: int
    is_errata: bool


class _Bound(NamedTuple):
    day: date
    reason: str


def issue_bracket(
    number_year: NumberYear,
    number: str,
    *,
    own: PartialDate | None,
    neighbours: Sequence[tuple[str, PartialDate]] = (),
    margin_days: int | None = None,
    held_by: date | None = None,
) -> IssueDate:
    """The issue date of an instrument, as exact as its sources and its number allow.

    ``own`` is the date of its record. ``neighbours`` are exactly dated numbers of the same
    series, used with a margin of ``margin_days`` either way since numbers run nearly, not
    quite, in order. ``held_by`` is the day on which we knew the instrument to exist.
    A bound that would contradict the record's own date is dropped.
    """
    if own is not None and own.is_exact:
        return IssueDate(date=own)
    read = read_number(number_year, number)
    if read is None:
        return IssueDate(date=own)
    starts = [_Bound(read.first_day, f"its number begins with {_year(number_year, number)}")]
    ends = [] if read.is_errata else [_Bound(read.last_day, "a number's year ends a month late")]
    if margin_days is not None and not read.is_errata:
        before, after = _beside(number_year, read, neighbours, timedelta(days=margin_days))
        starts.extend(before)
        ends.extend(after)
    if held_by is not None:
        ends.append(_Bound(held_by, f"it was known by {day_in_words(held_by)}"))
    return _joined(own, starts, ends)


def read_number(number_year: NumberYear, number: str) -> Number | None:
    """A number taken apart, or None where it does not carry a year.

    >>> read_number(NumberYear.CALENDAR, "16-49").last_day
    datetime.date(2017, 1, 31)
    """
    reader = _READERS.get(number_year)
    return reader(number) if reader else None


def _calendar(number: str) -> Number | None:
    found = _CALENDAR.fullmatch(number)
    if not found:
        return None
    first, second = int(found[1]), int(found[2])
    notice = number[0].isalpha()
    year, place = (second, first) if notice else (first, second)
    if year > 99:
        return None
    whole = 1900 + year if year >= 70 else 2000 + year
    return Number(date(whole, 1, 1), date(whole + 1, 1, 31), place, bool(found[3]))


def _fiscal(number: str) -> Number | None:
    found = _FISCAL.fullmatch(number)
    if not found:
        return None
    try:
        year = FiscalYear.parse(found[1])
    except ValueError:
        return None
    last = date(year.start + 1, 7, 31)
    return Number(year.first_day, last, int(found[2]), bool(found[3]))


_READERS: Final[dict[NumberYear, Callable[[str], Number | None]]] = {
    NumberYear.CALENDAR: _calendar,
    NumberYear.FISCAL: _fiscal,
}


def _year(number_year: NumberYear, number: str) -> str:
    if number_year is NumberYear.FISCAL:
        return f"the fiscal year {number.partition('-')[0]}"
    read = _calendar(number)
    return f"the year {read.first_day.year}" if read else "a year"


def _beside(
    number_year: NumberYear,
    read: Number,
    neighbours: Sequence[tuple[str, PartialDate]],
    margin: timedelta,
) -> tuple[list[_Bound], list[_Bound]]:
    """The bounds that the nearest dated neighbours of the same year give, with the margin."""
    lower: tuple[int, str, date] | None = None
    upper: tuple[int, str, date] | None = None
    for number, issued in neighbours:
        other = read_number(number_year, number)
        if other is None or other.is_errata or other.first_day != read.first_day:
            continue
        day = issued.earliest
        if day is None or not issued.is_exact or other.place == read.place:
            continue
        if other.place < read.place and (lower is None or other.place > lower[0]):
            lower = (other.place, number, day)
        if other.place > read.place and (upper is None or other.place < upper[0]):
            upper = (other.place, number, day)
    days = margin.days
    before = (
        [
            _Bound(
                lower[2] - margin,
                f"number {lower[1]}, before it, is dated "
                f"{day_in_words(lower[2])}; {days} days of margin",
            )
        ]
        if lower
        else []
    )
    after = (
        [
            _Bound(
                upper[2] + margin,
                f"number {upper[1]}, after it, is dated "
                f"{day_in_words(upper[2])}; {days} days of margin",
            )
        ]
        if upper
        else []
    )
    return before, after


def _joined(own: PartialDate | None, starts: list[_Bound], ends: list[_Bound]) -> IssueDate:
    """The tightest bounds that agree with the record's own date, with the reasons used."""
    start = max(starts, key=lambda bound: bound.day)
    end = min(ends, key=lambda bound: bound.day) if ends else None
    if end is not None and start.day > end.day:
        start, end = starts[0], ends[0]
    inferred = PartialDate.between(start.day, end.day if end else None)
    if own is None:
        return IssueDate(date=inferred, inferred=True, reasons=_reasons(start, end))
    narrowed = own.narrowed(inferred)
    used_start = start if narrowed.earliest != own.earliest else None
    used_end = end if narrowed.latest != own.latest else None
    return IssueDate(
        date=narrowed, inferred=narrowed is not own, reasons=_reasons(used_start, used_end)
    )


def _reasons(start: _Bound | None, end: _Bound | None) -> tuple[str, ...]:
    said = []
    if start is not None:
        said.append(f"not before {day_in_words(start.day)}: {start.reason}")
    if end is not None:
        said.append(f"not after {day_in_words(end.day)}: {end.reason}")
    return tuple(said)
