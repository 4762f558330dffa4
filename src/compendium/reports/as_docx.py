"""An outline as a Word file with real headings, header rows, a title and a language."""

from __future__ import annotations

import io
import re
from datetime import UTC, datetime
from typing import Any, Final

from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Inches, Pt

from compendium.reports.outline import Grid, Heading, Items, Outline, Piece, Words

_WIDTH: Final = 7.0
"""Inches of text on a Letter page."""

_UNWRITABLE: Final = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def docx_of(outline: Outline, made: datetime) -> bytes:
    """The file. ``made`` goes into its properties."""
    file = Document()
    _prepare(file, outline, made)
    file.add_heading(plain(outline.title), level=1)
    file.add_paragraph().add_run(plain(outline.caution)).bold = True
    for label, words in outline.facts:
        line = file.add_paragraph()
        line.paragraph_format.space_after = Pt(0)
        line.add_run(f"{plain(label)}: ").bold = True
        line.add_run(plain(words))
    for piece in outline.pieces:
        _add(file, piece)
    held = io.BytesIO()
    file.save(held)
    return held.getvalue()


def plain(text: str) -> str:
    """Text without characters that XML does not take."""
    return _UNWRITABLE.sub(" ", text)


def _prepare(file: Any, outline: Outline, made: datetime) -> None:  # noqa: ANN401  the library's
    file.core_properties.title = plain(outline.title)
    file.core_properties.language = "en-US"
    file.core_properties.author = ""
    file.core_properties.created = made.astimezone(UTC).replace(tzinfo=None)
    page = file.sections[0]
    page.page_width, page.page_height = Inches(8.5), Inches(11)
    page.left_margin = page.right_margin = Inches((8.5 - _WIDTH) / 2)
    page.top_margin = page.bottom_margin = Inches(0.7)
    page.footer.paragraphs[0].text = plain(outline.foot)
    normal = file.styles["Normal"]
    normal.font.size = Pt(9 if outline.compact else 10)
    normal.font.name = "Calibri"
    normal.paragraph_format.space_after = Pt(4)


def _add(file: Any, piece: Piece) -> None:  # noqa: ANN401  the library's
    if isinstance(piece, Heading):
        file.add_heading(plain(piece.text), level=piece.level)
    elif isinstance(piece, Words):
        file.add_paragraph().add_run(plain(piece.text)).bold = piece.strong
    elif isinstance(piece, Items):
        for one in piece.items:
            file.add_paragraph(plain(one), style="List Bullet")
    else:
        _add_grid(file, piece)


def _add_grid(file: Any, grid: Grid) -> None:  # noqa: ANN401  the library's
    table = file.add_table(rows=1, cols=len(grid.head), style="Table Grid")
    table.autofit = False
    _describe(table, grid.caption)
    whole = sum(grid.shares)
    for at, words in enumerate(grid.head):
        cell = table.rows[0].cells[at]
        cell.paragraphs[0].add_run(plain(words)).bold = True
    repeated = OxmlElement("w:tblHeader")
    repeated.set(qn("w:val"), "true")
    table.rows[0]._tr.get_or_add_trPr().append(repeated)
    for row in grid.rows:
        for cell, words in zip(table.add_row().cells, row, strict=True):
            cell.text = plain(words)
    for column, share in zip(table.columns, grid.shares, strict=True):
        column.width = Inches(_WIDTH * share / whole)
        for cell in column.cells:
            cell.width = column.width
    file.add_paragraph()


def _describe(table: Any, caption: str) -> None:  # noqa: ANN401  the library's
    """What a screen reader says of a table before it is entered."""
    said = OxmlElement("w:tblCaption")
    said.set(qn("w:val"), plain(caption))
    table._tbl.tblPr.append(said)
