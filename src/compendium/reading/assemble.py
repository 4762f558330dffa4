"""From the parts that a reader found to a document with one flat text and its offsets."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from compendium.reading.document import (
    Block,
    BlockKind,
    Box,
    Cell,
    Document,
    Line,
    Link,
    Page,
    around,
)
from compendium.reading.limits import Limits
from compendium.vocabulary.errors import UserError

BETWEEN_BLOCKS: Final = "\n\n"
BETWEEN_CELLS: Final = " | "


@dataclass(frozen=True, slots=True)
class PartLine:
    """A line of a part. ``glued`` lines follow without a break: a mended word goes on."""

    text: str
    box: Box | None = None
    glued: bool = False


@dataclass(frozen=True, slots=True)
class PartCell:
    """A cell of a table before it has offsets."""

    text: str
    header: bool = False
    box: Box | None = None


@dataclass(slots=True)
class Part:
    """A block before it has offsets. ``links`` are spans of the part's own text."""

    kind: BlockKind
    lines: list[PartLine] = field(default_factory=list)
    level: int = 0
    marker: str = ""
    contents: bool = False
    rows: list[list[PartCell]] = field(default_factory=list)
    links: list[tuple[int, int, str]] = field(default_factory=list)
    box: Box | None = None


@dataclass(slots=True)
class PartPage:
    """A page before it has offsets."""

    parts: list[Part] = field(default_factory=list)
    width: float = 0.0
    height: float = 0.0
    scanned: bool = False


def part_of(kind: BlockKind, text: str, level: int = 0, marker: str = "") -> Part:
    """A part from plain text, one line each."""
    return Part(kind, [PartLine(line) for line in text.split("\n")], level, marker)


def assemble(
    name: str,
    form: str,
    pages: Sequence[PartPage],
    limits: Limits,
    *,
    title: str = "",
    notes: Sequence[str] = (),
) -> Document:
    """The document made of pages of parts. Raises UserError ``too-long``."""
    writer = _Writer(limits.characters)
    made: list[Page] = []
    for number, page in enumerate(pages, start=1):
        start = writer.next_start() if page.parts else writer.length
        for part in page.parts:
            writer.add(part, number)
        made.append(
            Page(
                number=number,
                start=min(start, writer.length),
                end=writer.length,
                width=page.width,
                height=page.height,
                scanned=page.scanned,
            )
        )
    return Document(
        name=name,
        format=form,
        text="".join(writer.pieces),
        pages=tuple(made),
        blocks=tuple(writer.blocks),
        title=title or _first_heading(writer.blocks),
        notes=tuple(notes),
    )


class _Writer:
    """Puts parts behind one another and remembers where each came to stand."""

    def __init__(self, most: int) -> None:
        self.pieces: list[str] = []
        self.length = 0
        self.blocks: list[Block] = []
        self._most = most

    def next_start(self) -> int:
        return self.length + (len(BETWEEN_BLOCKS) if self.blocks else 0)

    def add(self, part: Part, page: int) -> None:
        begin = self.next_start()
        rows = _placed_rows(part, begin) if part.rows else ()
        lines = _row_lines(rows) if rows else _placed_lines(part.lines, begin)
        text = _table_text(part) if part.rows else _text(part.lines)
        if not text.strip():
            return
        if begin + len(text) > self._most:
            raise UserError("too-long", "This document holds more text than can be checked.")
        if self.blocks:
            self.pieces.append(BETWEEN_BLOCKS)
        self.pieces.append(text)
        self.length = begin + len(text)
        boxes = [line.box for line in lines if line.box is not None]
        self.blocks.append(
            Block(
                kind=part.kind,
                page=page,
                start=begin,
                end=self.length,
                text=text,
                level=part.level,
                marker=part.marker,
                contents=part.contents,
                box=part.box or around(boxes),
                lines=lines,
                rows=rows,
                links=tuple(
                    Link(start=begin + start, end=begin + end, target=target)
                    for start, end, target in part.links
                ),
            )
        )


def _text(lines: Sequence[PartLine]) -> str:
    pieces: list[str] = []
    for line in lines:
        if pieces and not line.glued:
            pieces.append("\n")
        pieces.append(line.text)
    return "".join(pieces)


def _placed_lines(lines: Sequence[PartLine], begin: int) -> tuple[Line, ...]:
    placed = []
    at = begin
    for number, line in enumerate(lines):
        if number and not line.glued:
            at += 1
        placed.append(Line(start=at, end=at + len(line.text), box=line.box))
        at += len(line.text)
    return tuple(placed)


def _table_text(part: Part) -> str:
    return "\n".join(BETWEEN_CELLS.join(cell.text for cell in row) for row in part.rows)


def _placed_rows(part: Part, begin: int) -> tuple[tuple[Cell, ...], ...]:
    at = begin
    rows = []
    for row in part.rows:
        cells = []
        for number, cell in enumerate(row):
            if number:
                at += len(BETWEEN_CELLS)
            end = at + len(cell.text)
            cells.append(Cell(text=cell.text, start=at, end=end, header=cell.header, box=cell.box))
            at = end
        rows.append(tuple(cells))
        at += 1
    return tuple(rows)


def _row_lines(rows: tuple[tuple[Cell, ...], ...]) -> tuple[Line, ...]:
    return tuple(
        Line(
            start=row[0].start,
            end=row[-1].end,
            box=around([cell.box for cell in row if cell.box is not None]),
        )
        for row in rows
        if row
    )


def _first_heading(blocks: Sequence[Block]) -> str:
    for block in blocks[:12]:
        if block.kind is BlockKind.HEADING:
            return " ".join(block.text.split())
    return ""
