"""Lines with places on a page: their reading order, and the blocks they make."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from compendium.reading.assemble import Part, PartLine
from compendium.reading.document import BlockKind, Box
from compendium.reading.join import mended, parts_of_lines
from compendium.reading.lines import HEADING_WORDS, is_contents_line, marker_of

LINES_OF_A_COLUMN: Final = 4
"""A column has at least so many lines, or it is none."""

GAP: Final = 0.55
"""Space between two lines, as a share of a line's height, from which a new block begins."""

LARGER: Final = 1.12
SMALLER: Final = 0.9
BOTTOM: Final = 0.55
"""Footnotes stand below this share of the page's height."""

_NOTE: Final = re.compile(r"(?P<sign>\d{1,2}|[*†‡§]+)\s*(?=\S)")


@dataclass(frozen=True, slots=True)
class Placed:
    """A line as printed: its words, its place, its size in points, whether it is bold."""

    text: str
    box: Box
    size: float = 0.0
    bold: bool = False
    block: int = -1
    """The block that a recognition program put the line in; -1 where nobody did."""

    @property
    def height(self) -> float:
        """How tall the line is, at least a point."""
        return max(1.0, self.box.bottom - self.box.top)


def in_order(lines: Sequence[Placed], width: float) -> list[Placed]:
    """Lines in reading order: down the page, or down one column and then the other."""
    by_place = sorted(lines, key=lambda line: (line.box.top, line.box.left))
    gutter = _gutter(by_place, width)
    if gutter is None:
        return _rows_left_to_right(by_place)
    ordered: list[Placed] = []
    band: list[Placed] = []
    for line in by_place:
        if line.box.left < gutter < line.box.right:
            ordered += _columns(band, gutter)
            band = []
            ordered.append(line)
        else:
            band.append(line)
    return ordered + _columns(band, gutter)


def _columns(band: Sequence[Placed], gutter: float) -> list[Placed]:
    left = [line for line in band if line.box.right <= gutter]
    right = [line for line in band if line.box.right > gutter]
    return _rows_left_to_right(left) + _rows_left_to_right(right)


def _gutter(lines: Sequence[Placed], width: float) -> float | None:
    """The middle of an empty upright strip with a column of text on either side, or None."""
    if width <= 0 or len(lines) < 2 * LINES_OF_A_COLUMN:
        return None
    best: tuple[int, float] | None = None
    starts = sorted(line.box.left for line in lines)
    ends = sorted(line.box.right for line in lines)
    for step in range(30, 71, 2):
        at = width * step / 100
        before, behind = bisect_right(ends, at), len(lines) - bisect_left(starts, at)
        crossing = len(lines) - before - behind
        if min(before, behind) < LINES_OF_A_COLUMN or crossing > len(lines) // 3:
            continue
        left = [line for line in lines if line.box.right <= at]
        right = [line for line in lines if line.box.left >= at]
        if not _both_are_text(left, right, width):
            continue
        if best is None or crossing < best[0]:
            best = (crossing, at)
    return best[1] if best else None


def _both_are_text(left: Sequence[Placed], right: Sequence[Placed], width: float) -> bool:
    """Columns of running text are wide and stand side by side; a table's cells are narrow."""
    wide = [_usual_width(side) for side in (left, right)]
    beside = min(max(one.box.bottom for one in left), max(one.box.bottom for one in right)) - max(
        min(one.box.top for one in left), min(one.box.top for one in right)
    )
    return min(wide) > 0.22 * width and beside > 3 * left[0].height


def _usual_width(lines: Sequence[Placed]) -> float:
    """The width that the longer third of some lines reach; short ones say little."""
    widths = sorted(line.box.right - line.box.left for line in lines)
    return widths[2 * len(widths) // 3]


def _rows_left_to_right(lines: Sequence[Placed]) -> list[Placed]:
    """Lines by height, those on one level from left to right."""
    ordered: list[Placed] = []
    row: list[Placed] = []
    for line in lines:
        if row and line.box.top > row[0].box.top + 0.5 * row[0].height:
            ordered += sorted(row, key=lambda one: one.box.left)
            row = []
        row.append(line)
    return ordered + sorted(row, key=lambda one: one.box.left)


def body_size(pages: Sequence[Sequence[Placed]]) -> float:
    """The size that most characters of a document are set in; 0 where sizes are unknown."""
    sizes: Counter[float] = Counter()
    for page in pages:
        for line in page:
            sizes[round(line.size * 2) / 2] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else 0.0


def parts_of(lines: Sequence[Placed], body: float, height: float) -> list[Part]:
    """The blocks of one page's lines, which are in reading order."""
    parts: list[Part] = []
    group: list[Placed] = []
    for line in lines:
        if group and _breaks(group, line):
            parts += _group_parts(group, body, height)
            group = []
        group.append(line)
    return parts + (_group_parts(group, body, height) if group else [])


def _breaks(group: Sequence[Placed], line: Placed) -> bool:
    last = group[-1]
    if last.block >= 0 and line.block != last.block:
        return True
    gap = line.box.top - last.box.bottom
    if line.box.bottom < last.box.top or gap > _usual_gap(group) + GAP * last.height:
        return True
    if abs(last.size - line.size) > 0.08 * max(last.size, line.size) and last.size and line.size:
        return True
    return last.bold != line.bold and (last.bold or bool(marker_of(line.text)[0]))


def _usual_gap(group: Sequence[Placed]) -> float:
    gaps = [below.box.top - above.box.bottom for above, below in pairwise(group)]
    return max(0.0, min(gaps)) if gaps else 0.35 * group[0].height


def _group_parts(group: Sequence[Placed], body: float, height: float) -> list[Part]:
    lines = [PartLine(line.text, line.box) for line in group]
    first = group[0]
    if first.size and body and first.size < SMALLER * body and first.box.top > BOTTOM * height:
        note = _NOTE.match(first.text)
        if note:
            return _footnotes(lines)
    if _is_heading(group, body):
        level = 1 if first.size > 1.35 * body else 2 if first.size > LARGER * body else 3
        return [Part(BlockKind.HEADING, mended(lines), level)]
    return parts_of_lines(lines, by_words=not body)


def _is_heading(group: Sequence[Placed], body: float) -> bool:
    words = " ".join(line.text for line in group)
    if len(words.split()) > HEADING_WORDS + 2 or is_contents_line(words) or not body:
        return False
    if words.rstrip().endswith((".", ";", ",")) or not any(letter.isalpha() for letter in words):
        return False
    large = all(line.size > LARGER * body for line in group)
    bold = all(line.bold for line in group) and len(group) <= 2
    return large or (bold and not words.rstrip().endswith(":"))


def _footnotes(lines: Sequence[PartLine]) -> list[Part]:
    parts: list[Part] = []
    for line in lines:
        found = _NOTE.match(line.text)
        if found or not parts:
            sign = found["sign"] if found else ""
            rest = PartLine(line.text[found.end() :] if found else line.text, line.box)
            parts.append(Part(BlockKind.FOOTNOTE, [rest], marker=sign))
        else:
            parts[-1].lines.append(line)
    for part in parts:
        part.lines = mended(part.lines)
    return parts
