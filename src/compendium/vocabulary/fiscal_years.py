"""California's fiscal year: July 1 to June 30, written 2016-17."""

from __future__ import annotations

import re
from datetime import date

from compendium.vocabulary.errors import UserError

_FORM = re.compile(
    r"(?:fy\s*|fiscal\s+year\s*)?(?P<first>\d{4}|\d{2})\s*[-/–—_]\s*(?P<second>\d{4}|\d{2})",
    re.IGNORECASE | re.ASCII,
)


class FiscalYear:
    """One fiscal year, named by the calendar year in which it starts."""

    __slots__ = ("start",)

    def __init__(self, start: int) -> None:
        self.start = start

    @classmethod
    def parse(cls, text: str) -> FiscalYear:
        """Read 2016-17, 16/17, FY 2016-2017. Raises ValueError where the years do not follow."""
        found = _FORM.fullmatch(text.strip())
        if not found:
            raise ValueError(f"{text!r} is not a fiscal year: write it like 2016-17")
        first, second = found["first"], found["second"]
        start = int(first) if len(first) == 4 else _century(int(first))
        expected = (start + 1) % (10000 if len(second) == 4 else 100)
        if int(second) != expected:
            raise ValueError(f"{text!r} is not a fiscal year: its two years do not follow")
        return cls(start)

    @classmethod
    def of(cls, day: date) -> FiscalYear:
        """The fiscal year in which a day falls."""
        return cls(day.year if day.month >= 7 else day.year - 1)

    @property
    def first_day(self) -> date:
        """July 1."""
        return date(self.start, 7, 1)

    @property
    def last_day(self) -> date:
        """June 30."""
        return date(self.start + 1, 6, 30)

    def __str__(self) -> str:
        return f"{self.start}-{(self.start + 1) % 100:02d}"

    def __repr__(self) -> str:
        return f"FiscalYear({self})"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, FiscalYear) and self.start == other.start

    def __hash__(self) -> int:
        return hash(self.start)

    def __lt__(self, other: FiscalYear) -> bool:
        return self.start < other.start


def parse_fiscal_year(text: str) -> FiscalYear:
    """A fiscal year as a person types it. Raises UserError ``bad-fiscal-year``."""
    try:
        return FiscalYear.parse(text)
    except ValueError as error:
        raise UserError("bad-fiscal-year", f"{error}.") from None


def _century(two_digits: int) -> int:
    return 1900 + two_digits if two_digits >= 70 else 2000 + two_digits
