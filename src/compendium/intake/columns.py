"""The top of a letter in one column: what stands to the right of it is set apart.

State letters print the boxes of "Reason for this transmittal" beside date and addressees,
and some print a number there; a flat text then mixes the two columns line by line.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from compendium.intake.letter_text import LetterText, TextLine

BOX_MARKS: Final = "\u2610\u2611\u2612\u2713\u2714\u2717\u2718\uf0a8\uf06f\uf0fe\uf078"
_ASIDE: Final = re.compile(
    rf"\s{{3,}}(?=\[|\(\s?[xX ]?\s?\)|[{BOX_MARKS}]|REASON FOR TH|Reason for th|(?i:letter\s+no\b))"
)
_GAP: Final = re.compile(r"\s{3,}(?=\S)")
_LABEL_INSIDE: Final = re.compile(
    r"(?<=\s)(?=(?:TO|FROM|SUBJECT|REFERENCES?|REFERENCE\(S\)):\s)"
    r"|(?<=\S\s)(?=REASON FOR THIS TRANSMITTAL\b)"
)
_NEAR: Final = 10
_TOP: Final = 120
"""How many lines a letter's head may take, executive summary included."""


class Columns(NamedTuple):
    """The lines of a letter's top, and the pieces that stood to their right."""

    lines: list[TextLine]
    aside: list[TextLine]


def columns_of(letter: LetterText) -> Columns:
    """All lines of a letter, those of its top parted into columns and at labels."""
    kept = [line for line in letter.lines if not line.running]
    top, rest = kept[:_TOP], kept[_TOP:]
    column = _aside_column(top)
    lines: list[TextLine] = []
    aside: list[TextLine] = []
    for line in top:
        left, right = _parted(line, column)
        if right is not None:
            aside.append(right)
        if left is not None:
            lines.extend(_at_labels(left))
    return Columns([*lines, *rest], aside)


def piece(line: TextLine, start: int, end: int | None = None) -> TextLine | None:
    """A part of a line as a line of its own; None where it is empty."""
    last = len(line.text) if end is None else end
    words = line.text[start:last]
    lead = len(words) - len(words.lstrip())
    words = words.strip()
    if not words:
        return None
    begin = line.start + start + lead
    gap = line.gap and start == 0
    return line._replace(
        start=begin,
        end=begin + len(words),
        text=words,
        indent=line.indent + (start + lead) * line.unit,
        gap=gap,
    )


def _aside_column(lines: Sequence[TextLine]) -> float | None:
    """The column at which the right side starts, where some line shows one."""
    columns = [line.indent + found.end() for line in lines if (found := _ASIDE.search(line.text))]
    return min(columns) if columns else None


def _parted(line: TextLine, column: float | None) -> tuple[TextLine | None, TextLine | None]:
    found = _ASIDE.search(line.text)
    if found:
        return piece(line, 0, found.start()), piece(line, found.end())
    if column is None:
        return line, None
    for gap in _GAP.finditer(line.text):
        if abs(line.indent + gap.end() - column) <= _NEAR:
            return piece(line, 0, gap.start()), piece(line, gap.end())
    if line.indent >= column - 1 and line.indent > _NEAR:
        return None, line
    return line, None


def _at_labels(line: TextLine) -> Iterable[TextLine]:
    cuts = [found.start() for found in _LABEL_INSIDE.finditer(line.text)]
    if not cuts:
        return (line,)
    bounds = [0, *cuts, len(line.text)]
    pieces = (piece(line, a, b) for a, b in pairwise(bounds))
    return [one for one in pieces if one is not None]
