"""Days, months, years and fiscal years that a text names."""

from __future__ import annotations

import calendar
import re
from datetime import date
from enum import Enum
from typing import Final, NamedTuple

from compendium.vocabulary.fiscal_years import FiscalYear

_NAMES: Final = {
    name.lower(): number
    for number in range(1, 13)
    for name in (calendar.month_name[number], calendar.month_abbr[number])
} | {"sept": 9}
_MONTH: Final = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?"
    r"|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_YEAR: Final = r"(?P<year>(?:19|20)\d\d)"
_ORDINAL: Final = r"(?:st|nd|rd|th)?"

_FORMS: Final = tuple(
    re.compile(form, re.IGNORECASE | re.ASCII)
    for form in (
        rf"\b(?:the\s+)?(?P<edge>end|close|beginning|start)\s+of\s+{_YEAR}(?![\w/-])",
        rf"(?<![\w/.-]){_YEAR}-(?P<m>\d\d)-(?P<day>\d\d)(?![\w/-])",
        rf"(?<![\w/.-])(?P<m>\d\d?)/(?P<day>\d\d?)/{_YEAR}(?![\w/-])",
        rf"\b(?P<day>\d\d?){_ORDINAL}(?:\s+of)?\s+{_MONTH},?\s+{_YEAR}\b",
        rf"\b{_MONTH}\s+(?P<day>\d\d?){_ORDINAL},?\s+{_YEAR}\b",
        rf"\b{_MONTH},?\s+(?:of\s+)?{_YEAR}\b(?![-/]\d)",
    )
)
_FISCAL: Final = re.compile(
    r"(?<![\w/.-])(?P<fy>(?:fy|fiscal\s+years?|sfy)\s*)?"
    r"(?P<years>(?:20\d\d|\d\d)\s?[-/–—_]\s?(?:20\d\d|\d\d))(?![\w/-]|\.\d)",
    re.IGNORECASE | re.ASCII,
)
_BARE_YEAR: Final = re.compile(rf"(?<![\w/.$,-]){_YEAR}(?![\w/,-]|\.\d)", re.ASCII)


class Grain(Enum):
    """How long a named period is."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"


class Period(NamedTuple):
    """A day, month or year that a text names, and where."""

    start: int
    end: int
    first: date
    last: date
    grain: Grain


class NamedFiscalYear(NamedTuple):
    """A fiscal year that a text names, and where. ``sure``: it can be nothing else."""

    start: int
    end: int
    year: FiscalYear
    sure: bool


def find_periods(text: str) -> list[Period]:
    """The days, months and years named in a text, without overlaps, in order."""
    found: list[Period] = []
    for form in _FORMS:
        for match in form.finditer(text):
            period = _period(match)
            if period is not None and not _taken(found, match.start(), match.end()):
                found.append(period)
    for match in _BARE_YEAR.finditer(text):
        if not _taken(found, match.start(), match.end()):
            year = int(match["year"])
            span = (date(year, 1, 1), date(year, 12, 31))
            found.append(Period(match.start(), match.end(), *span, Grain.YEAR))
    return sorted(found)


def find_fiscal_years(text: str) -> list[NamedFiscalYear]:
    """The fiscal years named in a text: 2018-19, FY 16/17, 2018-2019."""
    found = []
    for match in _FISCAL.finditer(text):
        try:
            year = FiscalYear.parse(match["years"])
        except ValueError:
            continue
        sure = bool(match["fy"]) or len(re.split(r"\D+", match["years"])[0]) == 4
        if 2000 <= year.start <= 2060:
            found.append(NamedFiscalYear(match.start(), match.end(), year, sure))
    return found


def fiscal_word(year: FiscalYear) -> str:
    """The index word of a fiscal year."""
    return f"fy{year.start}"


def year_word(year: int) -> str:
    """The index word of a calendar year."""
    return f"y{year}"


def _period(match: re.Match[str]) -> Period | None:
    parts = match.groupdict()
    if parts.get("edge"):
        ends = parts["edge"].lower() in {"end", "close"}
        day = date(int(parts["year"]), 12 if ends else 1, 31 if ends else 1)
        return Period(match.start(), match.end(), day, day, Grain.DAY)
    month = int(parts["m"]) if parts.get("m") else _NAMES[parts["month"].lower()]
    year = int(parts["year"])
    try:
        if parts.get("day"):
            day = date(year, month, int(parts["day"]))
            return Period(match.start(), match.end(), day, day, Grain.DAY)
        last = calendar.monthrange(year, month)[1]
    except (ValueError, calendar.IllegalMonthError):
        return None
    first = date(year, month, 1)
    return Period(match.start(), match.end(), first, first.replace(day=last), Grain.MONTH)


def _taken(found: list[Period], start: int, end: int) -> bool:
    return any(one.start < end and start < one.end for one in found)
