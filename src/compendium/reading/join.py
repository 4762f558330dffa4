"""Putting printed lines together again: words that a line's end broke are made whole."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from compendium.reading.assemble import Part, PartLine
from compendium.reading.document import BlockKind
from compendium.reading.lines import (
    contents_lines,
    heading_level,
    marker_of,
    mends,
    plain_hyphen,
    without_break,
)

TALLEST: Final = 3
"""A heading takes no more lines."""

SHORT: Final = 0.75
"""A heading above its text is shorter than this share of the text's longest line."""


def mended(lines: Sequence[PartLine]) -> list[PartLine]:
    """The lines of one block with every broken word whole on the line where it begins."""
    made: list[PartLine] = []
    for line in lines:
        text = plain_hyphen(line.text.rstrip())
        before = made[-1].text if made else ""
        if mends(before, text.lstrip()):
            tail, _, rest = text.lstrip().partition(" ")
            last = made[-1]
            made[-1] = PartLine(without_break(before) + tail, last.box, last.glued)
            if not rest:
                continue
            text = rest
        elif made and before.endswith("-") and before[-2:-1].isalnum() and text[:1].isalnum():
            made.append(PartLine(text, line.box, glued=True))
            continue
        made.append(PartLine(text, line.box))
    return made


def parts_of_lines(lines: Sequence[PartLine], *, by_words: bool = True) -> list[Part]:
    """The list items, contents lines, headings and paragraphs of lines without a gap between.

    Without ``by_words`` the page shows its headings by size or weight, and only lines in
    capitals are headings by their words.
    """
    gatherer = _Gatherer()
    contents = contents_lines([line.text for line in lines])
    for at, line in enumerate(lines):
        gatherer.take(line, contents=at in contents)
    gatherer.close()
    parts = gatherer.parts
    items = sum(part.kind is BlockKind.LIST_ITEM for part in parts)
    made: list[Part] = []
    for part in parts:
        made += _with_heading(part, lone=items == 1, by_words=by_words)
    return made


def listed(parts: Sequence[Part]) -> list[Part]:
    """Parts where headings that only look so are the list items they are.

    Numbered ones with nothing between them, and short lines behind words that end in a
    colon, are a list. Only for text whose headings were told by their words.
    """
    made: list[Part] = []
    for at, part in enumerate(parts):
        marker, rest = marker_of(part.lines[0].text) if _may_be_item(part) else ("", "")
        neighbours = (*parts[max(0, at - 1) : at], *parts[at + 1 : at + 2])
        beside = any(_may_be_item(one) and marker_of(one.lines[0].text)[0] for one in neighbours)
        if marker and beside:
            line = PartLine(rest, part.lines[0].box)
            made.append(Part(BlockKind.LIST_ITEM, [line], 1, marker))
        elif made and _may_be_item(part) and _announces(made[-1]):
            made.append(Part(BlockKind.LIST_ITEM, part.lines, 1))
        else:
            made.append(part)
    return made


def _announces(part: Part) -> bool:
    """Whether a part ends in a colon, or is an item behind one that has no marker of its own."""
    if part.kind is BlockKind.LIST_ITEM:
        return not part.marker
    return part.kind is BlockKind.PARAGRAPH and part.lines[-1].text.rstrip().endswith(":")


def _may_be_item(part: Part) -> bool:
    return part.kind is BlockKind.HEADING and not part.contents and len(part.lines) == 1


class _Gatherer:
    """Collects lines until the next marker, contents line or the end."""

    def __init__(self) -> None:
        self.parts: list[Part] = []
        self._lines: list[PartLine] = []
        self._marker = ""
        self._level = 0

    def take(self, line: PartLine, *, contents: bool) -> None:
        marker, rest = marker_of(line.text)
        if contents:
            self.close()
            self.parts.append(Part(BlockKind.HEADING, [line], 1, contents=True))
        elif marker:
            self.close()
            self._marker, self._level = marker, _depth(line.text)
            self._lines = [PartLine(rest, line.box)]
        else:
            self._lines.append(PartLine(line.text.strip(), line.box))

    def close(self) -> None:
        if self._lines:
            kind = BlockKind.LIST_ITEM if self._marker else BlockKind.PARAGRAPH
            self.parts.append(Part(kind, mended(self._lines), self._level, self._marker))
        self._lines, self._marker, self._level = [], "", 0


def _depth(text: str) -> int:
    indent = len(text.expandtabs(4)) - len(text.expandtabs(4).lstrip())
    return 1 + min(indent // 4, 5)


def _with_heading(part: Part, *, lone: bool, by_words: bool) -> list[Part]:
    """A part, or a heading in its place or split off before it."""
    if part.contents:
        return [part]
    numbered = part.marker[:1].isalnum() and not part.marker.endswith(")")
    if part.kind is BlockKind.LIST_ITEM and not (numbered and lone):
        return [part]
    if 1 < len(part.lines) <= TALLEST and not part.marker:
        whole = " ".join(line.text for line in part.lines)
        if by_words and heading_level(whole) and not part.lines[0].text.endswith(":"):
            return [Part(BlockKind.HEADING, part.lines, heading_level(whole))]
    first, rest = part.lines[0], part.lines[1:]
    text = f"{part.marker} {first.text}" if part.marker else first.text
    level = heading_level(text)
    if not by_words and level and not first.text.isupper():
        level = 0
    if not level or (rest and not _stands_above(first.text, rest)):
        return [part]
    heading = Part(BlockKind.HEADING, [PartLine(text, first.box)], level)
    return [heading, Part(BlockKind.PARAGRAPH, rest)] if rest else [heading]


def _stands_above(first: str, rest: Sequence[PartLine]) -> bool:
    longest = max(len(line.text) for line in rest)
    opens = rest[0].text[:1]
    return len(first) < SHORT * longest and (opens.isupper() or not opens.isalpha())
