"""Lines of county tables made into one county a line: halves side by side, names in three."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby, pairwise
from statistics import median
from typing import Final

from compendium.intake.county_cells import CountyNames, is_total
from compendium.intake.letter_text import LetterText, TextLine

_RUN: Final = re.compile(r"[A-Za-z][A-Za-z.'’/-]*(?: [A-Za-z][A-Za-z.'’/-]*)*")
_VALUES: Final = re.compile(r"[$(<]?\s*\d")
_LEVEL: Final = 1.0
"""How far below another, in widths of a character, a line of the same row may begin."""
_FEWEST: Final = 3
_DEEP: Final = 3
"""A name is broken over so many lines at most."""


def level(letter: LetterText) -> list[str]:
    """The lines of a letter whose places are known, those on one level as one line.

    A table without rules that is recognised from a picture comes column by column: all the
    counties first, then all the amounts. How far down each stands tells what belongs together.
    """
    lines = [line for line in letter.lines if not line.running]
    placed = [line for line in lines if line.top is not None]
    if len(placed) < len(lines) or not placed:
        return [line.text for line in lines]
    unit = median(line.unit for line in placed)
    made: list[str] = []
    for _, page in groupby(placed, key=lambda line: letter.page_of(line.start)):
        row: list[TextLine] = []
        for line in sorted(page, key=_top):
            if row and _top(line) > _top(row[0]) + _LEVEL * unit:
                made.append(_printed(row, unit))
                row = []
            row.append(line)
        made.append(_printed(row, unit))
    return made


def _top(line: TextLine) -> float:
    return line.top or 0.0


def _printed(row: Sequence[TextLine], unit: float) -> str:
    """The lines of one row at their columns, at least two spaces apart."""
    text = ""
    for line in sorted(row, key=lambda one: one.indent):
        column = round(line.indent / unit)
        text = f"{text:<{column}}" if len(text) + 2 <= column or not text else f"{text}  "
        text += line.text
    return text


def halves(lines: Sequence[str], names: CountyNames) -> list[str]:
    """Lines that each print two counties, side by side, as two lines each.

    Right halves keep the columns that they would have if they stood on the left, so that
    cells still stand below their headings.
    """
    seconds = [_second(line, names) for line in lines]
    if sum(at is not None for at in seconds) < _FEWEST:
        return list(lines)
    left: list[str] = []
    right: list[str] = []
    column = min(at for at in seconds if at is not None)
    for line, at in zip(lines, seconds, strict=True):
        cut = at if at is not None else _total_in(line, column)
        if cut is None:
            left.append(line)
            continue
        left.append(line[:cut].rstrip())
        right.append(line[cut:])
    return [*left, *right]


def _second(line: str, names: CountyNames) -> int | None:
    """Where the second county of a line begins, amounts standing before it."""
    known = [run for run in _RUN.finditer(line) if names.exactly(run[0])]
    for first, second in pairwise(known):
        if _VALUES.search(line, first.end(), second.start()):
            return second.start()
    return None


def _total_in(line: str, column: int) -> int | None:
    """Where the right half of a line begins that ends with the totals."""
    for run in _RUN.finditer(line):
        if run.start() >= column - 2 and is_total(run[0]):
            return run.start()
    return None


def together(lines: Sequence[str], names: CountyNames) -> list[str]:
    """Lines of which three, or two parted by a page's end, print one county as one line.

    "San", "Luis $1,234" and "Obispo" are one; so are a county at the foot of a page and
    the amounts that open the next one.
    """
    made: list[str] = []
    at = 0
    while at < len(lines):
        joined = _three(lines[at : at + _DEEP], names)
        if joined is not None:
            made.append(joined)
            at += _DEEP
            continue
        made.append(lines[at])
        at += 1
    return _over_pages(made, names)


def _three(lines: Sequence[str], names: CountyNames) -> str | None:
    if len(lines) < _DEEP:
        return None
    parts = [_words_of(line) for line in lines]
    with_values = [line for line in lines if _VALUES.search(line)]
    if len(with_values) != 1 or any(part and names.exactly(part) for part in parts):
        return None
    if not (parts[0] and parts[2]):
        return None
    name = " ".join(part for part in parts if part)
    if names.exactly(name) is None:
        return None
    return _named(name, with_values[0])


def _named(name: str, line: str) -> str:
    """A line with a name in place of what stands before its first amount."""
    values = _VALUES.search(line)
    start = values.start() if values else 0
    lead = f"{name:<{start}}" if len(name) < start else f"{name} "
    return lead + line[start:]


def _words_of(line: str) -> str:
    """The words of a line that stand before its first amount."""
    values = _VALUES.search(line)
    return line[: values.start() if values else None].strip(" *†‡.")


def _over_pages(lines: Sequence[str], names: CountyNames) -> list[str]:
    """Amounts without a name given to the county that stands alone before the page's end.

    Only where the table prints a total: amounts that are no county's would not add up.
    """
    made = list(lines)
    if not any(is_total(_words_of(line)) for line in lines):
        return made
    alone: int | None = None
    for at, line in enumerate(lines):
        words = _words_of(line)
        if not _VALUES.search(line):
            if words and names.exactly(words):
                alone = at
            continue
        if alone is not None and not words and _is_amounts(line):
            made[at] = _named(_words_of(lines[alone]), line)
            made[alone] = ""
        alone = None
    return made


def _is_amounts(line: str) -> bool:
    return not re.search(r"[A-Za-z]{2}", line)
