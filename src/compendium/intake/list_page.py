"""A saved page that lists letters, as lines with the addresses that they lead to."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html.parser import HTMLParser
from typing import Final, NamedTuple

from compendium.intake.flow import squeezed

_BLOCKS: Final = frozenset(
    re.findall(
        r"\w+",
        "address article aside blockquote br center dd div dl dt fieldset footer form h1 h2 h3 h4 "
        "h5 h6 header hr li main nav ol p pre section table tbody tfoot thead tr ul",
    )
)
_PARTING: Final = _BLOCKS - {"br"}
_CELLS: Final = frozenset({"td", "th"})
_SILENT: Final = frozenset({"script", "style", "noscript", "template", "title", "svg", "select"})
_MARKUP: Final = re.compile(
    r"<(?:!doctype|html|body|div|p|li|ul|table|a|h[1-6]|br)\b", re.IGNORECASE
)
CELL: Final = " | "


class PageLine(NamedTuple):
    """One line of a list page. ``gap``: something parts it from the line before."""

    text: str
    gap: bool = False
    url: str | None = None


def page_lines(text: str) -> list[PageLine]:
    """The lines of a page, HTML or plain text."""
    if _MARKUP.search(text[:20_000]):
        parser = _ListParser()
        parser.feed(text)
        parser.close()
        return parser.lines()
    return list(_plain(text.splitlines()))


def _plain(lines: Iterable[str]) -> Iterator[PageLine]:
    gap = True
    for line in lines:
        words = squeezed(line)
        if words:
            yield PageLine(words, gap)
        gap = not words


class _ListParser(HTMLParser):
    """Keeps text by block, cells apart, and the first link of each line. Never recurses."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._lines: list[PageLine] = []
        self._pieces: list[str] = []
        self._url: str | None = None
        self._gap = True
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Blocks end lines; a link is remembered for its line."""
        if tag in _SILENT:
            self._silent += 1
        elif tag in _BLOCKS:
            self._end_line(parting=tag in _PARTING)
        elif tag in _CELLS and self._pieces:
            self._pieces.append(CELL)
        elif tag == "a" and self._url is None:
            self._url = dict(attrs).get("href")

    def handle_endtag(self, tag: str) -> None:
        """Blocks end lines on both sides."""
        if tag in _SILENT:
            self._silent = max(0, self._silent - 1)
        elif tag in _BLOCKS:
            self._end_line(parting=tag in _PARTING)

    def handle_data(self, data: str) -> None:
        """Words, unless they belong to a script."""
        if not self._silent:
            self._pieces.append(data)

    def lines(self) -> list[PageLine]:
        """All lines so far."""
        self._end_line(parting=True)
        return self._lines

    def _end_line(self, *, parting: bool) -> None:
        words = squeezed("".join(self._pieces)).strip("| ")
        if words:
            self._lines.append(PageLine(words, self._gap, self._url))
            self._gap = False
        self._gap = self._gap or parting
        self._pieces, self._url = [], None
