"""Dates as sources give them: whole, partial, or only bounded (EDTF, ISO 8601-2).

Forms we write and read::

    2016-05-23               the day is known
    2016-05                  only the month is known
    2016                     only the year is known
    ../2015-04-03            not later than that day
    2016-05-23/..            not earlier than that day
    2016-01-01/2017-01-31    some day between the two, both included

A day is California's: where a "today" is needed, a caller passes it in.
"""

from __future__ import annotations

import calendar
import re
from datetime import date
from typing import Final
from zoneinfo import ZoneInfo

from compendium.vocabulary.errors import UserError

CALIFORNIA: Final = ZoneInfo("America/Los_Angeles")
"""The one time zone of legal days here."""

MONTHS: Final = tuple(calendar.month_name[1:])

_DAY = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
_IN_TEXT = re.compile(r"(?<![\w/.=-])\d{4}-\d{2}-\d{2}(?![\w/=-]|\.\w)", re.ASCII)


class PartialDate:
    """A date known to lie between two days, both included.

    ``earliest`` or ``latest`` is None where the source leaves that side open.
    Equal and hashable by its text, ordered by nothing: two partial dates may overlap.
    """

    __slots__ = ("earliest", "latest", "text")

    def __init__(self, earliest: date | None, latest: date | None, text: str) -> None:
        self.earliest = earliest
        self.latest = latest
        self.text = text

    @classmethod
    def parse(cls, text: str) -> PartialDate:
        """Read an EDTF date. Raises ValueError, saying what was expected."""
        if "/" not in text:
            earliest, latest = _span(text)
            return cls(earliest, latest, text)
        left, _, right = text.partition("/")
        start = None if left == ".." else _span(left)[0]
        end = None if right == ".." else _span(right)[1]
        if start is None and end is None:
            raise ValueError(f"{text!r} gives no date at either end")
        if start is not None and end is not None and start > end:
            raise ValueError(f"{text!r} ends before it starts")
        return cls(start, end, text)

    @classmethod
    def on(cls, day: date) -> PartialDate:
        """The date that is exactly this day."""
        return cls(day, day, day.isoformat())

    @classmethod
    def between(cls, earliest: date | None, latest: date | None) -> PartialDate:
        """Some day in a bracket, both ends included; at least one end is given."""
        if earliest is not None and earliest == latest:
            return cls.on(earliest)
        left = earliest.isoformat() if earliest else ".."
        right = latest.isoformat() if latest else ".."
        return cls.parse(f"{left}/{right}")

    @property
    def is_exact(self) -> bool:
        """Whether the day itself is known."""
        return self.earliest is not None and self.earliest == self.latest

    def reached_by(self, day: date) -> bool | None:
        """Whether this date has come on ``day``: yes, no, or None where it cannot be said."""
        if self.latest is not None and day >= self.latest:
            return True
        if self.earliest is not None and day < self.earliest:
            return False
        return None

    def narrowed(self, other: PartialDate) -> PartialDate:
        """Both bounds together. Where they exclude each other, this one stands."""
        starts = [d for d in (self.earliest, other.earliest) if d is not None]
        ends = [d for d in (self.latest, other.latest) if d is not None]
        start = max(starts) if starts else None
        end = min(ends) if ends else None
        if start is not None and end is not None and start > end:
            return self
        if (start, end) == (self.earliest, self.latest):
            return self
        return PartialDate.between(start, end)

    def in_words(self) -> str:
        """The date as a reader wants it, its unknown parts said plainly."""
        if self.is_exact and self.earliest is not None:
            return day_in_words(self.earliest)
        if "/" in self.text:
            return self._bracket_in_words()
        if len(self.text) == 7 and self.earliest is not None:
            return f"{MONTHS[self.earliest.month - 1]} {self.earliest.year}, day not known"
        return f"{self.text}, day not known"

    def _bracket_in_words(self) -> str:
        if self.earliest is None:
            return f"not later than {day_in_words(self.latest)}" if self.latest else "not known"
        if self.latest is None:
            return f"not earlier than {day_in_words(self.earliest)}"
        return f"between {day_in_words(self.earliest)} and {day_in_words(self.latest)}"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, PartialDate) and self.text == other.text

    def __hash__(self) -> int:
        return hash(self.text)

    def __str__(self) -> str:
        return self.text

    def __repr__(self) -> str:
        return f"PartialDate({self.text!r})"


def day_in_words(day: date) -> str:
    """A day written out: September 27, 2024."""
    return f"{MONTHS[day.month - 1]} {day.day}, {day.year}"


def days_written_out(text: str) -> str:
    """Text with the days in it as a reader wants them: 2024-09-27 as September 27, 2024.

    What is no day of the calendar, or part of a number, path or address, stays.
    """
    return _IN_TEXT.sub(_written_out, text)


def _written_out(found: re.Match[str]) -> str:
    try:
        return day_in_words(date.fromisoformat(found[0]))
    except ValueError:
        return found[0]


def parse_day(text: str) -> date:
    """A whole day as a person types it on the command line or in an address.

    Raises UserError ``bad-date`` that shows the form and an example.
    """
    try:
        if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text, re.ASCII):
            return date.fromisoformat(text)
    except ValueError:
        pass
    shown = text if len(text) <= 40 else f"{text[:40]}…"
    raise UserError(
        "bad-date",
        f"{shown!r} is not a date: write year-month-day, for example 2016-06-01.",
    )


def _span(text: str) -> tuple[date, date]:
    found = _DAY.fullmatch(text)
    if not found or not text.isascii():
        raise ValueError(
            f"{text!r} is not a date: write 2016-05-23, 2016-05, 2016, ../2015-04-03 "
            "(not later than) or 2016-01-01/2017-01-31 (between)"
        )
    year, month, day = int(found[1]), *(int(part) if part else None for part in found.groups()[1:])
    try:
        if month is None:
            return date(year, 1, 1), date(year, 12, 31)
        if day is None:
            return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])
        exact = date(year, month, day)
    except (ValueError, calendar.IllegalMonthError):
        raise ValueError(f"{text!r} is not a day of the calendar") from None
    return exact, exact
