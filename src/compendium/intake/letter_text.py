"""A letter as intake reads it: one flat text, its lines, and which page each stands on.

Two ways in: ``from_plain_text`` for text as it is, ``from_document`` for what the reading
room made of a file. Offsets everywhere count characters of ``LetterText.text``.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Final, NamedTuple

from compendium.reading.document import Box, Document, around

PAGE_BREAK: Final = "\f"

_PAGE_WORDS: Final = (
    r"(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen"
    r"|sixteen|seventeen|eighteen|nineteen|twenty(?:[- ][a-z]+)?|\d{1,3})"
)
_SERIES_WORDS: Final = (
    r"(?:all[- ]county|county fiscal|ACL\b|ACIN\b|CFL\b|CFIN\b|ACWDL\b|letter no)"
)
_PAGE_LINE: Final = re.compile(
    rf"\s*(?:[-–—]\s*)?page\s+{_PAGE_WORDS}(?:\s+of\s+{_PAGE_WORDS})?\s*(?:[-–—]\s*)?",
    re.IGNORECASE,
)
_HEAD_WITH_PAGE: Final = re.compile(
    rf"\s*{_SERIES_WORDS}.{{0,70}}?[,;|\s]\s*page\s+{_PAGE_WORDS}\s*", re.IGNORECASE
)
_HEAD_LINE: Final = re.compile(rf"\s*{_SERIES_WORDS}.{{0,70}}", re.IGNORECASE)


_LONE_LABEL: Final = re.compile(
    r"(?-i:TO|SUBJECT|REFERENCES?)|(?:[TIO0Q1][O0QT]|SUBJECT|REFERENCES?)\s*[:;.]", re.IGNORECASE
)
"""A label that stands alone; recognition of pictures may read TO as OQ."""
_SHORT: Final = 5
_GAP_BELOW: Final = 7.0
"""How far apart, in widths of a character, lines of one section may be."""
_ROW: Final = 0.8
"""How far above its label, in widths of a character, a line of the same row may begin."""


class Span(NamedTuple):
    """A piece of the text, half-open."""

    start: int
    end: int


class Place(NamedTuple):
    """Where something was read: its page, its span, its words, and a box where one is known."""

    page: int
    start: int
    end: int
    text: str
    box: Box | None = None

    def plain(self) -> dict[str, Any]:
        """The place as JSON values."""
        value: dict[str, Any] = {
            "page": self.page,
            "start": self.start,
            "end": self.end,
            "text": self.text,
        }
        if self.box is not None:
            value["box"] = [self.box.left, self.box.top, self.box.right, self.box.bottom]
        return value


class TextLine(NamedTuple):
    """One printed line without the space around it.

    ``indent`` says how far from the left it starts: columns in plain text, points where
    the file has boxes. ``gap`` is true where an empty line or the end of a block stands
    before it. ``unit`` is the width of one character, 1 in plain text, and ``top`` how far
    down its page it stands, where that is known. ``running`` marks a running head.
    """

    start: int
    end: int
    text: str
    indent: float
    gap: bool
    running: bool = False
    unit: float = 1.0
    top: float | None = None


@dataclass(frozen=True)
class LetterText:
    """One letter's text. ``scanned`` says that it was recognised from pictures."""

    text: str
    page_starts: tuple[tuple[int, int], ...] = ((0, 1),)
    lines: tuple[TextLine, ...] = ()
    scanned: bool = False
    indented: bool = False
    notes: tuple[str, ...] = ()
    document: Document | None = field(default=None, compare=False, repr=False)

    @cached_property
    def _starts(self) -> list[int]:
        return [start for start, _ in self.page_starts]

    def page_of(self, offset: int) -> int:
        """The number of the page that a character stands on."""
        return self.page_starts[max(0, bisect_right(self._starts, offset) - 1)][1]

    def place(self, start: int, end: int) -> Place:
        """The place of a span."""
        return Place(self.page_of(start), start, end, self.text[start:end], self._box(start, end))

    @cached_property
    def _boxed(self) -> tuple[list[int], list[tuple[int, int, Box]]]:
        """The lines that have boxes, by where they end and start."""
        blocks = self.document.blocks if self.document is not None else ()
        lines = [
            (line.end, line.start, line.box)
            for block in blocks
            for line in block.lines
            if line.box is not None
        ]
        return [end for end, _, _ in lines], lines

    def _box(self, start: int, end: int) -> Box | None:
        """The box around the lines that a span touches on the page where it starts."""
        ends, lines = self._boxed
        page = self.page_of(start)
        boxes = []
        for at in range(bisect_right(ends, start), len(lines)):
            _, begins, box = lines[at]
            if begins >= end or self.page_of(begins) != page:
                break
            boxes.append(box)
        return around(boxes)

    def between(self, start: int, end: int) -> Iterator[TextLine]:
        """The lines that a span touches, running heads left out."""
        for line in self.lines:
            if line.start < end and line.end > start and not line.running:
                yield line


def from_plain_text(text: str) -> LetterText:
    """A letter from text as it is; form feeds part its pages.

    Where there are none, a running head ("All County Letter No. 24-36, Page Two") does.
    """
    lines = mark_running(list(_plain_lines(text)))
    starts = _pages_by_breaks(text) if PAGE_BREAK in text else _pages_by_heads(lines)
    return LetterText(text, starts, tuple(lines), indented=any(line.indent > 0 for line in lines))


def from_document(document: Document) -> LetterText:
    """A letter from what the reading room made of a file."""
    lines = mark_running(beside_labels(list(_document_lines(document))))
    starts = tuple((page.start, page.number) for page in document.pages) or ((0, 1),)
    if len(starts) == 1:
        starts = _pages_by_heads(lines)
    return LetterText(
        document.text,
        starts,
        tuple(lines),
        scanned=any(page.scanned for page in document.pages),
        indented=any(line.indent > 0 for line in lines),
        notes=document.notes,
        document=document,
    )


def beside_labels(lines: Sequence[TextLine]) -> list[TextLine]:
    """Lines with what stands to the right of a lone label (TO:, SUBJECT:) put behind it.

    A page read in columns gives all labels first and then all that belongs to them; how far
    down each line stands tells to which label it belongs.
    """
    labels = [at for at, line in enumerate(lines) if line.top is not None and _is_lone(line)]
    if not labels or len({_page_key(lines[at], lines[labels[0]]) for at in labels}) != 1:
        return list(lines)
    belongs: dict[int, list[TextLine]] = {at: [] for at in labels}
    rest: list[tuple[int, TextLine]] = []
    for at, line in enumerate(lines):
        owner = _owner(line, lines, labels) if at > labels[0] and at not in belongs else None
        if owner is None:
            rest.append((at, line))
        else:
            belongs[owner].append(line._replace(gap=False))
    joined: list[TextLine] = []
    late: list[TextLine] = []
    for at, line in rest:
        joined.append(
            line._replace(text="TO:") if at in belongs and len(line.text) < _SHORT else line
        )
        near, far = _unbroken(line, belongs.get(at, []))
        joined += near
        late += far
    return joined + late


def _unbroken(label: TextLine, lines: list[TextLine]) -> tuple[list[TextLine], list[TextLine]]:
    """The lines that follow a label without a wide gap, and those below such a gap."""
    held = sorted(lines, key=lambda one: one.top or 0)
    above = label.top or 0
    for at, line in enumerate(held):
        if (line.top or 0) - above > _GAP_BELOW * line.unit:
            return held[:at], [one._replace(gap=True) for one in held[at:]]
        above = line.top or 0
    return held, []


def _is_lone(line: TextLine) -> bool:
    return _LONE_LABEL.fullmatch(line.text) is not None


def _page_key(line: TextLine, first: TextLine) -> bool:
    """Whether a label stands below the first one, as on one page."""
    return (line.top or 0) >= (first.top or 0)


def _owner(line: TextLine, lines: Sequence[TextLine], labels: Sequence[int]) -> int | None:
    """The label to whose right a line stands: the lowest that does not stand below it."""
    if line.top is None:
        return None
    above = [
        at
        for at in labels
        if (lines[at].top or 0) <= line.top + _ROW * lines[at].unit
        and line.indent > lines[at].indent + len(lines[at].text) * lines[at].unit
    ]
    return max(above, key=lambda at: lines[at].top or 0, default=None)


def mark_running(lines: Sequence[TextLine]) -> list[TextLine]:
    """Mark "Page Two" and the head above it; the first page's own heading is never marked."""
    marked = list(lines)
    for at, line in enumerate(lines):
        alone = _PAGE_LINE.fullmatch(line.text) is not None
        if not alone and not _HEAD_WITH_PAGE.fullmatch(line.text):
            continue
        marked[at] = line._replace(running=True)
        if alone and at and _HEAD_LINE.fullmatch(lines[at - 1].text):
            marked[at - 1] = lines[at - 1]._replace(running=True)
    return marked


def _plain_lines(text: str) -> Iterator[TextLine]:
    position, gap = 0, True
    for raw in re.split(r"(\n|\f)", text):
        if raw in ("\n", PAGE_BREAK):
            position += 1
            gap = gap or raw == PAGE_BREAK
            continue
        words = raw.strip()
        if words:
            indent = len(raw) - len(raw.lstrip())
            start = position + indent
            columns = float(len(raw[:indent].expandtabs(8)))
            yield TextLine(start, start + len(words), words, columns, gap)
        gap = not words
        position += len(raw)


def _document_lines(document: Document) -> Iterator[TextLine]:
    for block in document.blocks:
        gap = True
        spans = [(line.start, line.end, line.box) for line in block.lines] or [
            (found.start() + block.start, found.end() + block.start, None)
            for found in re.finditer(r"[^\n]+", block.text)
        ]
        for start, end, box in spans:
            raw = document.text[start:end]
            words = raw.strip()
            if not words:
                continue
            indent = len(raw) - len(raw.lstrip())
            begin = start + indent
            line = TextLine(begin, begin + len(words), words, float(indent), gap)
            if box is not None:
                unit = max(0.1, (box.right - box.left) / len(words))
                line = line._replace(indent=box.left, unit=unit, top=box.top)
            yield line
            gap = False


def _pages_by_breaks(text: str) -> tuple[tuple[int, int], ...]:
    starts = [(0, 1)]
    for number, found in enumerate(re.finditer(PAGE_BREAK, text), start=2):
        starts.append((found.end(), number))
    return tuple(starts)


def _pages_by_heads(lines: Sequence[TextLine]) -> tuple[tuple[int, int], ...]:
    starts = [(0, 1)]
    previous: TextLine | None = None
    for line in lines:
        if line.running and not (previous and previous.running):
            starts.append((line.start, len(starts) + 1))
        previous = line
    return tuple(starts)
