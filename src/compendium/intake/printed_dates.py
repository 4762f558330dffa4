"""Dates as letters and lists print them: whole, partial, or impossible."""

from __future__ import annotations

import re
from datetime import date
from difflib import get_close_matches
from typing import Final, NamedTuple

from compendium.vocabulary.dates import MONTHS, PartialDate

_ABBREVIATED: Final = {name[:3].lower(): at for at, name in enumerate(MONTHS, start=1)}
_WHOLE: Final = {name.lower(): at for at, name in enumerate(MONTHS, start=1)}
_MONTH: Final = r"(?P<month>[A-Z0][A-Za-z|!1]{2,8})\.?"
_YEAR: Final = r"(?P<year>(?:1\s?9|2\s?0)\s?\d\s?\d)(?!\d)"

WRITTEN: Final = re.compile(
    rf"\b(?:{_MONTH}\s*(?P<day>\d{{1,2}}|[_\s]{{1,6}}|[xX]{{2}})?(?:st|nd|rd|th)?\s*[,.]?\s*{_YEAR}"
    rf"|(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?\s+(?P<month2>[A-Z][a-z]{{2,9}})\.?,?\s+(?P<year2>\d{{4}}))"
)
"""January 27, 2009; JANUARY 27 2009; Jan. 27th, 2009; January 2009; January __, 2009; 27 May 2016
(and each of them as printed)."""

NUMERIC: Final = re.compile(
    r"(?<![\d/-])(?P<month>\d{1,2})(?P<mark>[/-])(?P<day>\d{1,2})(?P=mark)(?P<year>\d{4}|\d{2})"
    r"(?![\d/-])"
    r"|(?<![\d/-])(?P<year2>(?:19|20)\d\d)-(?P<month2>\d{2})-(?P<day2>\d{2})(?![\d-])"
)
"""8/21/14, 08-21-2014, 2014-08-21. Month first, as in California."""


_SOME_YEAR: Final = re.compile(r"(?:1\s?9|2\s?0)\s?\d\s?\d")
_SOME_MARK: Final = re.compile(r"\d[/-]\d")


class PrintedDate(NamedTuple):
    """A date where it stands. ``value`` is None, with a note, where no such day exists."""

    start: int
    end: int
    text: str
    value: PartialDate | None
    note: str | None = None


def written_dates(text: str, *, blurred: bool = False) -> list[PrintedDate]:
    """Dates written with a month's name. ``blurred`` also takes misread names of months."""
    found: list[PrintedDate] = []
    if not _SOME_YEAR.search(text):
        return found
    for match in WRITTEN.finditer(text):
        month = _month_of(match["month"] or match["month2"], blurred=blurred)
        if month is None:
            continue
        year = int(re.sub(r"\s", "", match["year"] or match["year2"]))
        day = (match["day"] or match["day2"] or "").strip("_ xX")
        found.append(_dated(match, year, month, int(day) if day else None))
    return found


def numeric_dates(text: str) -> list[PrintedDate]:
    """Dates written in numbers alone."""
    found: list[PrintedDate] = []
    if not _SOME_MARK.search(text):
        return found
    for match in NUMERIC.finditer(text):
        if match["year2"]:
            year, month, day = (int(match[name]) for name in ("year2", "month2", "day2"))
        else:
            year, month, day = (int(match[name]) for name in ("year", "month", "day"))
            year = year if year > 99 else full_year(year)
        found.append(_dated(match, year, month, day))
    return found


def full_year(two_digits: int) -> int:
    """The year that two digits mean: 70 to 99 are of the last century."""
    return (1900 if two_digits >= 70 else 2000) + two_digits


def _dated(match: re.Match[str], year: int, month: int, day: int | None) -> PrintedDate:
    start, end, text = match.start(), match.end(), match[0]
    if day is None:
        return PrintedDate(start, end, text, PartialDate.parse(f"{year:04d}-{month:02d}"))
    try:
        value = PartialDate.on(date(year, month, day))
    except ValueError:
        return PrintedDate(start, end, text, None, f"{text!r} is no day of the calendar")
    return PrintedDate(start, end, text, value)


def _month_of(name: str, *, blurred: bool) -> int | None:
    lower = name.lower()
    if lower in _WHOLE:
        return _WHOLE[lower]
    if lower[:3] in _ABBREVIATED and lower in ("sept", lower[:3]):
        return _ABBREVIATED[lower[:3]]
    if blurred and len(lower) >= 3:  # shorter names are too alike
        close = get_close_matches(lower.replace("1", "l").replace("0", "o"), _WHOLE, 1, 0.75)
        return _WHOLE[close[0]] if close else None
    return None
