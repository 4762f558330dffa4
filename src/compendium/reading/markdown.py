"""Markdown: the blocks that a CommonMark parser finds."""

from __future__ import annotations

from markdown_it import MarkdownIt
from markdown_it.token import Token

from compendium.reading.assemble import Part, PartCell, PartLine, PartPage, assemble
from compendium.reading.document import BlockKind, Document
from compendium.reading.limits import Limits
from compendium.reading.plain import decoded

_PARSER = MarkdownIt("commonmark", {"html": False, "maxNesting": 50}).enable("table")


def read_markdown(data: bytes, name: str, limits: Limits) -> Document:
    """A document from Markdown; markup of other kinds in it counts as text."""
    walker = _Walker()
    for token in _PARSER.parse(decoded(data)):
        walker.take(token)
    return assemble(name, "markdown", [PartPage(walker.parts)], limits)


class _Walker:
    """Keeps where in lists and tables the parser stands while its tokens go by."""

    def __init__(self) -> None:
        self.parts: list[Part] = []
        self._lists: list[str] = []
        self._marker = ""
        self._heading = 0
        self._rows: list[list[PartCell]] | None = None
        self._header = False

    def take(self, token: Token) -> None:
        kind = token.type
        if kind in {"bullet_list_open", "ordered_list_open"}:
            self._lists.append(token.markup)
        elif kind in {"bullet_list_close", "ordered_list_close"}:
            self._lists.pop()
        elif kind == "list_item_open":
            self._marker = f"{token.info}{token.markup}" if token.info else token.markup
        elif kind == "heading_open":
            self._heading = int(token.tag[1:])
        elif kind == "heading_close":
            self._heading = 0
        elif kind in {"fence", "code_block"}:
            self._add(BlockKind.PARAGRAPH, token.content.rstrip("\n"))
        elif kind == "inline" and self._rows is None:
            self._take_text(_words(token))
        else:
            self._take_table(token)

    def _take_table(self, token: Token) -> None:
        if token.type == "table_open":
            self._rows = []
        elif token.type == "table_close" and self._rows:
            self.parts.append(Part(BlockKind.TABLE, rows=self._rows))
            self._rows = None
        elif token.type == "tr_open" and self._rows is not None:
            self._rows.append([])
        elif token.type in {"th_open", "td_open"}:
            self._header = token.type == "th_open"
        elif token.type == "inline" and self._rows:
            self._rows[-1].append(PartCell(_words(token), header=self._header))

    def _take_text(self, text: str) -> None:
        if self._heading:
            self._add(BlockKind.HEADING, text, self._heading)
        elif self._lists and self._marker:
            self._add(BlockKind.LIST_ITEM, text, len(self._lists), self._marker)
            self._marker = ""
        else:
            self._add(BlockKind.PARAGRAPH, text)

    def _add(self, kind: BlockKind, text: str, level: int = 0, marker: str = "") -> None:
        self.parts.append(Part(kind, [PartLine(one) for one in text.split("\n")], level, marker))


def _words(token: Token) -> str:
    pieces = []
    for child in token.children or ():
        if child.type in {"softbreak", "hardbreak"}:
            pieces.append("\n")
        elif child.type in {"text", "code_inline", "image"}:
            pieces.append(child.content)
    return "".join(pieces)
