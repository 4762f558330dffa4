"""Tables of PDF pages: found by their rules, read by pdfplumber."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import pdfplumber
import pypdfium2 as pdfium
import pypdfium2.raw as raw
from pdfminer.pdfexceptions import PDFException
from pdfplumber.utils.exceptions import PdfminerException

from compendium.reading.assemble import PartCell, PartLine
from compendium.reading.document import Box
from compendium.reading.join import mended
from compendium.reading.layout import Placed

RULES: Final = 6
"""A ruled table draws at least so many lines or boxes."""

MOST_PATHS: Final = 20_000
"""A drawing with more paths is a picture, not a table."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table on a page: its place and its rows."""

    box: Box
    rows: list[list[PartCell]]


def has_rules(page: pdfium.PdfPage) -> bool:
    """Whether the drawn lines of a page could make a table."""
    count = raw.FPDFPage_CountObjects(page.raw)
    if not RULES <= count < MOST_PATHS:
        return False
    paths = 0
    for number in range(count):
        one = raw.FPDFPage_GetObject(page.raw, number)
        paths += raw.FPDFPageObj_GetType(one) == raw.FPDF_PAGEOBJ_PATH
        if paths >= RULES:
            return True
    return False


def tables_of(data: bytes, places: Sequence[int]) -> dict[int, list[Table]]:
    """The tables on some pages, by page. What pdfplumber cannot open has none."""
    if not places:
        return {}
    try:
        with pdfplumber.open(io.BytesIO(data)) as opened:
            found = {}
            for at in places:
                page = opened.pages[at]
                found[at] = [t for one in page.find_tables() if (t := _table(one, page))]
                page.close()
            return found
    except (PDFException, PdfminerException, ValueError, TypeError, KeyError, IndexError):
        return {}


def _table(one: pdfplumber.table.Table, page: pdfplumber.page.Page) -> Table | None:
    """A table with at least two rows and two columns; anything else is a frame around text."""
    texts = one.extract()
    if len(texts) < 2 or max(len(row) for row in texts) < 2:
        return None
    x, y = page.bbox[0], page.bbox[1]
    rows = []
    for number, (row, words) in enumerate(zip(one.rows, texts, strict=True)):
        cells = [
            PartCell(_cell_text(text), header=number == 0, box=_box(place, x, y))
            for place, text in zip(row.cells, words, strict=True)
            if place is not None
        ]
        if any(cell.text for cell in cells):
            rows.append(cells)
    filled = sum(bool(cell.text) for row in rows for cell in row)
    if len(rows) < 2 or filled < 4:
        return None
    place = _box(one.bbox, x, y)
    return Table(place, rows) if place else None


def _cell_text(text: str | None) -> str:
    """The words of a cell on one line, broken words whole."""
    lines = mended([PartLine(line.strip()) for line in (text or "").split("\n")])
    pieces = [
        line.text if line.glued or not at else f" {line.text}" for at, line in enumerate(lines)
    ]
    return " ".join("".join(pieces).split())


def _box(place: tuple[float, float, float, float] | None, x: float, y: float) -> Box | None:
    if place is None:
        return None
    left, top, right, bottom = place
    return Box(
        left=round(left - x, 1),
        top=round(top - y, 1),
        right=round(right - x, 1),
        bottom=round(bottom - y, 1),
    )


def outside(lines: Sequence[Placed], tables: Sequence[Table]) -> list[Placed]:
    """The lines whose middle stands in no table."""
    return [line for line in lines if not any(_holds(table.box, line.box) for table in tables)]


def _holds(outer: Box, inner: Box) -> bool:
    across = (inner.left + inner.right) / 2
    down = (inner.top + inner.bottom) / 2
    return outer.left - 1 <= across <= outer.right + 1 and outer.top - 1 <= down <= outer.bottom + 1
