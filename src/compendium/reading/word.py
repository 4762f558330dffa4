"""Word documents: paragraphs, lists, tables and footnotes in the order of the body."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from typing import Any, Final

import docx
from docx.document import Document as WordDocument
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml.ns import qn
from lxml import etree

from compendium.reading.assemble import Part, PartCell, PartLine, PartPage, assemble
from compendium.reading.document import BlockKind, Document
from compendium.reading.limits import Limits
from compendium.reading.lines import heading_level, is_contents_line, marker_of
from compendium.vocabulary.errors import UserError

_HEADING: Final = re.compile(r"(?:heading|título)\s*(\d)", re.IGNORECASE)
_CONTENTS: Final = re.compile(r"(?:toc|tdc)\s*\d", re.IGNORECASE)
_FALLBACK: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_GONE: Final = frozenset({qn("w:del"), qn("w:moveFrom"), qn("w:pPr"), qn("w:rPr"), _FALLBACK})
"""What a reader does not see: deletions, properties, and second copies of drawings."""

_NOTES: Final = "/footnotes"

BODY_LEVEL: Final = 9
"""The outline level that Word gives to plain text, counted from 0."""


def read_word(data: bytes, name: str, limits: Limits) -> Document:
    """A document from a Word file. Macros, links and embedded files are never touched."""
    try:
        opened = docx.Document(io.BytesIO(data))
    except (PackageNotFoundError, KeyError, ValueError, zipfile.BadZipFile, etree.LxmlError):
        raise UserError(
            "damaged-file", "This Word file is damaged or cut off; save it again and retry."
        ) from None
    walker = _Walker(opened, limits)
    walker.walk(opened.element.body)
    title = str(opened.core_properties.title or "")
    notes = ["The pages are those that Word last saved; their numbers may differ in print."]
    return assemble(
        name, "docx", walker.pages, limits, title=walker.title or title,
        notes=notes if len(walker.pages) > 1 else (),
    )  # fmt: skip


class _Walker:
    """Goes through the body once and turns pages where Word did."""

    def __init__(self, opened: WordDocument, limits: Limits) -> None:
        self.pages = [PartPage()]
        self.title = ""
        self._limits = limits
        self._styles = {one.style_id: str(one.name or "") for one in opened.styles}
        self._notes = _footnotes(opened)

    def walk(self, body: Any) -> None:  # noqa: ANN401  an untyped tree
        for element in body:
            if element.tag == qn("w:p"):
                self._paragraph(element)
            elif element.tag == qn("w:tbl"):
                self._turn(element)
                rows = list(_rows(element))
                if rows:
                    self.pages[-1].parts.append(Part(BlockKind.TABLE, rows=rows))
            elif element.tag == qn("w:sdt"):
                content = element.find(qn("w:sdtContent"))
                if content is not None:
                    self.walk(content)

    def _paragraph(self, element: Any) -> None:  # noqa: ANN401  an untyped tree
        self._turn(element)
        text = _text(element)
        if text.strip():
            self.pages[-1].parts.append(self._part(element, text.strip()))
        for box in element.iter(qn("w:txbxContent")):
            if not _inside_fallback(box):
                self.walk(box)
        for reference in element.iter(qn("w:footnoteReference")):
            note = self._notes.get(reference.get(qn("w:id")), "")
            if note:
                sign = str(reference.get(qn("w:id")))
                self.pages[-1].parts.append(Part(BlockKind.FOOTNOTE, [PartLine(note)], marker=sign))

    def _part(self, element: Any, text: str) -> Part:  # noqa: ANN401  an untyped tree
        properties = element.find(qn("w:pPr"))
        style = self._styles.get(_value(properties, "w:pStyle"), "")
        lines = [PartLine(line.strip()) for line in text.split("\n")]
        if _CONTENTS.match(style) or (len(lines) == 1 and is_contents_line(text)):
            return Part(BlockKind.HEADING, lines, 1, contents=True)
        level = _styled_level(style) or _outline_level(properties)
        if level or (level := _bold_level(element, text)):
            self.title = self.title or (text if style == "Title" else "")
            return Part(BlockKind.HEADING, lines, level)
        depth = _list_depth(properties, style)
        marker, rest = marker_of(lines[0].text)
        if marker:
            lines[0] = PartLine(rest)
        if depth or marker:
            return Part(BlockKind.LIST_ITEM, lines, max(1, depth), marker or "•")
        return Part(BlockKind.PARAGRAPH, lines)

    def _turn(self, element: Any) -> None:  # noqa: ANN401  an untyped tree
        turns = sum(1 for _ in element.iter(qn("w:lastRenderedPageBreak")))
        hard = sum(1 for b in element.iter(qn("w:br")) if b.get(qn("w:type")) == "page")
        turns = max(
            turns, hard, element.find(f"{qn('w:pPr')}/{qn('w:pageBreakBefore')}") is not None
        )
        for _ in range(turns if self.pages[-1].parts else 0):
            self.pages.append(PartPage())
        if len(self.pages) > self._limits.pages:
            raise UserError(
                "too-many-pages", f"This file has more than {self._limits.pages} pages."
            )


def _text(element: Any) -> str:  # noqa: ANN401  an untyped tree
    """The visible text of a paragraph; boxes inside it are not part of it."""
    pieces: list[str] = []
    waiting = [iter(element)]
    while waiting:
        child = next(waiting[-1], None)
        if child is None:
            waiting.pop()
            continue
        tag = child.tag
        if tag in _GONE or tag == qn("w:txbxContent"):
            continue
        if tag == qn("w:t"):
            pieces.append(child.text or "")
        elif tag == qn("w:tab"):
            pieces.append("\t")
        elif tag == qn("w:noBreakHyphen"):
            pieces.append("-")
        elif tag == qn("w:cr") or (tag == qn("w:br") and child.get(qn("w:type")) != "page"):
            pieces.append("\n")
        else:
            waiting.append(iter(child))
    return "".join(pieces)


def _inside_fallback(element: Any) -> bool:  # noqa: ANN401  an untyped tree
    return any(above.tag == _FALLBACK for above in element.iterancestors())


def _rows(table: Any) -> Iterator[list[PartCell]]:  # noqa: ANN401  an untyped tree
    for number, row in enumerate(table.iterchildren(qn("w:tr"))):
        cells = []
        for cell in row.iter(qn("w:tc")):
            if any(above.tag == qn("w:tc") for above in cell.iterancestors()):
                continue
            words = " ".join(filter(None, (_text(p).strip() for p in cell.iter(qn("w:p")))))
            cells.append(PartCell(" ".join(words.split()), header=number == 0))
        if any(cell.text for cell in cells):
            yield cells


def _styled_level(style: str) -> int:
    if style == "Title":
        return 1
    found = _HEADING.match(style)
    return int(found[1]) if found else 0


def _value(parent: Any, tag: str) -> str:  # noqa: ANN401  an untyped tree
    """The value of a property of a paragraph or run, empty where it has none."""
    found = parent.find(qn(tag)) if parent is not None else None
    return str(found.get(qn("w:val")) or "") if found is not None else ""


def _outline_level(properties: Any) -> int:  # noqa: ANN401  an untyped tree
    value = _value(properties, "w:outlineLvl")
    return int(value) + 1 if value.isdigit() and int(value) < BODY_LEVEL else 0


def _bold_level(element: Any, text: str) -> int:  # noqa: ANN401  an untyped tree
    """A short bold line that looks like a heading is one, whatever its style."""
    level = 0 if "\n" in text else heading_level(text)
    if not level:
        return 0
    runs = [run for run in element.iter(qn("w:r")) if _text(run).strip()]
    bold = bool(runs) and all(_is_bold(run) for run in runs)
    return level if bold or text.isupper() else 0


def _is_bold(run: Any) -> bool:  # noqa: ANN401  an untyped tree
    properties = run.find(qn("w:rPr"))
    mark = properties.find(qn("w:b")) if properties is not None else None
    return mark is not None and mark.get(qn("w:val")) not in {"0", "false", "off"}


def _list_depth(properties: Any, style: str) -> int:  # noqa: ANN401  an untyped tree
    numbering = properties.find(qn("w:numPr")) if properties is not None else None
    if numbering is not None:
        depth = _value(numbering, "w:ilvl")
        return 1 + int(depth) if depth.isdigit() else 1
    if style.startswith(("List Bullet", "List Number")):
        return int(style[-1]) if style[-1].isdigit() else 1
    return 0


def _footnotes(opened: WordDocument) -> dict[str, str]:
    for relation in opened.part.rels.values():
        if relation.is_external or not relation.reltype.endswith(_NOTES):
            continue
        parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
        root = etree.fromstring(relation.target_part.blob, parser)
        return {
            str(note.get(qn("w:id"))): " ".join(
                " ".join(_text(p) for p in note.iter(qn("w:p"))).split()
            )
            for note in root.iter(qn("w:footnote"))
            if note.get(qn("w:type")) is None
        }
    return {}
