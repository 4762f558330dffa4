"""Web pages: the blocks of the markup, without what only moves or decorates."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from lxml import etree, html

from compendium.reading.assemble import Part, PartCell, PartLine, PartPage, assemble
from compendium.reading.document import BlockKind, Document
from compendium.reading.limits import Limits
from compendium.reading.plain import decoded
from compendium.vocabulary.errors import UserError

_SILENT_TAGS: Final = """
script style template noscript nav footer svg math object embed iframe canvas audio video
select option button textarea datalist head
"""
_BREAKING_TAGS: Final = """
address article aside blockquote body caption center dd details div dl dt fieldset figure
figcaption form h1 h2 h3 h4 h5 h6 header hr html li main ol p pre section summary table ul legend
"""
_SILENT: Final = frozenset(_SILENT_TAGS.split())
_BREAKING: Final = frozenset(_BREAKING_TAGS.split())
_HEADINGS: Final = {f"h{level}": level for level in range(1, 7)}
_SPACE: Final = re.compile(r"\s+")
_HIDDEN: Final = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)


def read_html(data: bytes, name: str, limits: Limits) -> Document:
    """A document from a web page. Nothing it refers to is loaded, nothing in it is run."""
    parser = html.HTMLParser(
        no_network=True, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = html.document_fromstring(_without_declaration(_text_of(data)), parser=parser)
    except (etree.LxmlError, ValueError, AssertionError):
        raise UserError("empty-document", "This web page holds no text.") from None
    walker = _Walker(limits.nesting)
    walker.walk(root)
    found = root.find(".//title")
    title = _SPACE.sub(" ", found.text_content()).strip() if found is not None else ""
    heading = next((p for p in walker.parts if p.kind is BlockKind.HEADING), None)
    title = heading.lines[0].text if heading and heading.level == 1 else title
    return assemble(name, "html", [PartPage(walker.parts)], limits, title=title)


def _text_of(data: bytes) -> str:
    found = re.search(
        rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([\w-]+)", data[:4096], re.IGNORECASE
    )
    if found:
        try:
            return data.decode(found[1].decode("ascii"))
        except (LookupError, UnicodeDecodeError):
            pass
    return decoded(data)


def _without_declaration(text: str) -> str:
    return re.sub(r"^\s*<\?xml[^>]*\?>", "", text)


class _Walker:
    """Gathers words as the tree goes by and closes a part wherever a block begins or ends."""

    def __init__(self, nesting: int) -> None:
        self.parts: list[Part] = []
        self._nesting = nesting
        self._words: list[str] = []
        self._links: list[tuple[int, int, str]] = []
        self._open_links: list[tuple[int, str]] = []
        self._kind = (BlockKind.PARAGRAPH, 0, "")
        self._lists: list[list[int]] = []
        self._skip_until: etree._Element | None = None

    def walk(self, root: html.HtmlElement) -> None:
        depth = 0
        for event, element in etree.iterwalk(root, events=("start", "end")):
            if event == "start":
                depth += 1
                if depth > self._nesting:
                    raise UserError("too-deep", "This web page is nested too deeply to be read.")
                self._start(element)
            else:
                depth -= 1
                self._end(element)
        self._close()

    def _start(self, element: etree._Element) -> None:
        if self._skip_until is not None:
            return
        tag = str(element.tag)
        if tag in _SILENT or _is_hidden(element):
            self._skip_until = element
            return
        if tag == "table" and not _is_layout(element):
            self._close()
            rows = list(_rows(element))
            if rows:
                self.parts.append(Part(BlockKind.TABLE, rows=rows))
            self._skip_until = element
            return
        if tag in _BREAKING or tag in {"tr", "td", "th"}:
            self._close()
            self._open(tag)
        elif tag == "br":
            self._words.append("\n")
        elif tag == "a" and element.get("href"):
            self._open_links.append((self._length(), str(element.get("href"))))
        self._take(element.text)

    def _end(self, element: etree._Element) -> None:
        if self._skip_until is not None:
            if element is not self._skip_until:
                return
            self._skip_until = None
            self._take(element.tail)
            return
        tag = str(element.tag)
        if tag in _BREAKING or tag in {"tr", "td", "th"}:
            self._close()
            if tag in {"ul", "ol"} and self._lists:
                self._lists.pop()
        elif tag == "a" and element.get("href") and self._open_links:
            start, target = self._open_links.pop()
            self._links.append((start, self._length(), target))
        self._take(element.tail)

    def _open(self, tag: str) -> None:
        if tag in {"ul", "ol"}:
            self._lists.append([0 if tag == "ol" else -1])
        elif tag == "li":
            self._kind = (BlockKind.LIST_ITEM, max(1, len(self._lists)), self._marker())
        elif tag in _HEADINGS:
            self._kind = (BlockKind.HEADING, _HEADINGS[tag], "")

    def _marker(self) -> str:
        if not self._lists or self._lists[-1][0] < 0:
            return "•"
        self._lists[-1][0] += 1
        return f"{self._lists[-1][0]}."

    def _take(self, text: str | None) -> None:
        if text:
            self._words.append(_SPACE.sub(" ", text))

    def _length(self) -> int:
        return len(_tidy("".join(self._words)))

    def _close(self) -> None:
        text = _tidy("".join(self._words)).rstrip()
        if text.strip():
            kind, level, marker = self._kind
            lines = [PartLine(line) for line in text.split("\n")]
            links = [(s, min(e, len(text)), t) for s, e, t in self._links if s < len(text)]
            self.parts.append(Part(kind, lines, level, marker, links=links))
            self._kind = (BlockKind.PARAGRAPH, 0, "")
        self._words = []
        self._links = []
        self._open_links = [(0, target) for _, target in self._open_links]


def _tidy(text: str) -> str:
    return re.sub(r" *\n *", "\n", re.sub(r" {2,}", " ", text)).lstrip()


def _is_hidden(element: etree._Element) -> bool:
    if element.get("hidden") is not None or element.get("aria-hidden") == "true":
        return True
    return bool(_HIDDEN.search(str(element.get("style") or "")))


def _is_layout(table: etree._Element) -> bool:
    """Whether a table only arranges a page: it holds blocks or tables, or a single column."""
    if table.get("role") in {"presentation", "none"}:
        return True
    if table.find(".//table") is not None or table.find(".//h1") is not None:
        return True
    rows = table.findall(".//tr")
    return all(len(row) <= 1 for row in rows)


def _rows(table: etree._Element) -> Iterator[list[PartCell]]:
    for row in table.iter("tr"):
        cells = [
            PartCell(_SPACE.sub(" ", _cell_text(cell)).strip(), header=cell.tag == "th")
            for cell in row
            if cell.tag in {"td", "th"}
        ]
        if any(cell.text for cell in cells):
            yield cells


def _cell_text(cell: etree._Element) -> str:
    pieces: list[str] = []
    for element in cell.iter():
        if str(element.tag) in _SILENT:
            continue
        if str(element.tag) in _BREAKING or element.tag == "br":
            pieces.append(" ")
        pieces.append(element.text or "")
        if element is not cell:
            pieces.append(element.tail or "")
            if str(element.tag) in _BREAKING:
                pieces.append(" ")
    return "".join(pieces)
