"""What a file is once it has been read: pages, blocks in reading order, and one flat text."""

from __future__ import annotations

from enum import StrEnum

import msgspec


class BlockKind(StrEnum):
    """What a block of text is on its page."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list-item"
    TABLE = "table"
    FOOTNOTE = "footnote"


class Shape(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Base of what the room returns: immutable, and cheap to carry between processes."""


class Box(Shape, frozen=True, kw_only=True):
    """A place on a page in points, measured from its top left corner."""

    left: float
    top: float
    right: float
    bottom: float


class Line(Shape, frozen=True, kw_only=True):
    """One printed line of a block: its span of the document's text, and its place."""

    start: int
    end: int
    box: Box | None = None


class Cell(Shape, frozen=True, kw_only=True):
    """One cell of a table: its text and its span of the document's text."""

    text: str
    start: int
    end: int
    header: bool = False
    box: Box | None = None


class Link(Shape, frozen=True, kw_only=True):
    """A span of the document's text that leads to an address."""

    start: int
    end: int
    target: str


class Block(Shape, frozen=True, kw_only=True):
    """A heading, paragraph, list item, table or footnote.

    ``text`` is ``document.text[start:end]``; a line break inside it is the page's own,
    and a word that the page broke with a hyphen is whole again. ``level`` is the depth
    of a heading (1 the highest) or of a list item (1 the outermost). ``marker`` is the
    bullet or number of a list item or the sign of a footnote. A table's text has one
    line a row, its cells apart by `` | ``. Headings with ``contents`` on are lines of a
    table of contents, not headings of a text below them.
    """

    kind: BlockKind
    page: int
    start: int
    end: int
    text: str
    level: int = 0
    marker: str = ""
    contents: bool = False
    box: Box | None = None
    lines: tuple[Line, ...] = ()
    rows: tuple[tuple[Cell, ...], ...] = ()
    links: tuple[Link, ...] = ()


class Page(Shape, frozen=True, kw_only=True):
    """One page: its number from 1 and its span of the document's text.

    ``width`` and ``height`` are in points, 0 where the format has no pages of its own.
    ``scanned`` says that the text came from a picture by optical recognition.
    """

    number: int
    start: int
    end: int
    width: float = 0.0
    height: float = 0.0
    scanned: bool = False


class Document(Shape, frozen=True, kw_only=True):
    """A file as read. ``notes`` are sentences on what was left out or could not be read."""

    name: str
    format: str
    text: str
    pages: tuple[Page, ...]
    blocks: tuple[Block, ...]
    title: str = ""
    notes: tuple[str, ...] = ()

    def page_of(self, offset: int) -> int:
        """The number of the page that a character of the text stands on."""
        found = 1
        for page in self.pages:
            if page.start > offset:
                break
            found = page.number
        return found

    def box_of(self, start: int, end: int) -> Box | None:
        """The box around the lines that a span of the text touches on its first page."""
        page = self.page_of(start)
        boxes = [
            line.box
            for block in self.blocks
            if block.page == page and block.start < end and block.end > start
            for line in block.lines
            if line.box is not None and line.start < end and line.end > start
        ]
        return around(boxes)


def around(boxes: list[Box]) -> Box | None:
    """The smallest box that holds all others, or None where there is none."""
    if not boxes:
        return None
    return Box(
        left=min(box.left for box in boxes),
        top=min(box.top for box in boxes),
        right=max(box.right for box in boxes),
        bottom=max(box.bottom for box in boxes),
    )
