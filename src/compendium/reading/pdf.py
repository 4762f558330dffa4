"""PDF files: text with places from PDFium, tables from pdfplumber, pictures by recognition."""

from __future__ import annotations

import re
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from compendium.reading.assemble import Part, PartLine, PartPage, assemble
from compendium.reading.detect import encrypted
from compendium.reading.document import BlockKind, Document
from compendium.reading.furniture import without_furniture
from compendium.reading.join import listed
from compendium.reading.layout import Placed, body_size, in_order, parts_of
from compendium.reading.limits import Limits
from compendium.reading.lines import mends, without_break
from compendium.reading.pdf_fields import Filled, fields_of, form_of, in_cells, with_fields
from compendium.reading.pdf_lines import lines_of
from compendium.reading.scan import PictureError, recognised
from compendium.reading.tables import Table, has_rules, outside, tables_of
from compendium.vocabulary.errors import UserError

DPI: Final = 200
"""How finely a page is drawn for recognition."""

POINTS: Final = 72


_TABLE: Final = "\x1dtable "
"""How a table is named where it stands among lines; no PDF text holds this sign."""


@dataclass(slots=True)
class _Sheet:
    """A page on its way: its lines, its tables, its size."""

    lines: list[Placed]
    width: float
    height: float
    picture: bool = False
    scanned: bool = False
    ruled: bool = False
    tables: list[Table] = field(default_factory=list)
    fields: list[Filled] = field(default_factory=list)


def read_pdf(data: bytes, name: str, limits: Limits) -> Document:
    """A document from a PDF. Its scripts are never run, its links never followed.

    Raises UserError ``encrypted``, ``damaged-file``, ``too-many-pages``, ``only-pictures``.
    """
    with closing(_opened(data)) as opened:
        if len(opened) > limits.pages:
            raise UserError("too-many-pages", f"This file has more than {limits.pages} pages.")
        if len(opened) == 0:
            raise UserError("damaged-file", "This PDF has no pages; save it again and retry.")
        form = form_of(opened)
        sheets = [_sheet(opened, at, form) for at in range(len(opened))]
        notes = _scripts(opened, data)
        notes += _recognise(opened, sheets, limits)
    ruled = [at for at, sheet in enumerate(sheets) if sheet.ruled and not sheet.scanned]
    for at, found in tables_of(data, ruled).items():
        sheets[at].tables = found
    notes += _fill_in(sheets)
    return assemble(name, "pdf", _pages(sheets), limits, notes=notes)


def _opened(data: bytes) -> pdfium.PdfDocument:
    try:
        return pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        if "password" in str(error).lower() or "security" in str(error).lower():
            raise encrypted() from None
        raise UserError(
            "damaged-file", "This PDF is damaged or cut off; save it again and retry."
        ) from None


def _fill_in(sheets: Sequence[_Sheet]) -> list[str]:
    """Put what fields hold into cells and lines. The note that says so."""
    filled = [sheet for sheet in sheets if sheet.fields]
    for sheet in filled:
        sheet.tables, loose = in_cells(sheet.tables, sheet.fields)
        sheet.lines = with_fields(sheet.lines, loose)
    if not filled:
        return []
    return ["This PDF is a form; what was filled into its fields was read as part of the text."]


def _sheet(opened: pdfium.PdfDocument, at: int, form: pdfium.PdfFormEnv | None) -> _Sheet:
    with closing(opened[at]) as page:
        width, height = page.get_size()
        with closing(page.get_textpage()) as text:
            lines = lines_of(text, page)
        fields = fields_of(page, form)
        picture = False
        if not any(line.text.strip() for line in lines):
            kinds = (raw.FPDF_PAGEOBJ_IMAGE, *(() if fields else (raw.FPDF_PAGEOBJ_PATH,)))
            picture = any(True for _ in page.get_objects(filter=kinds, max_depth=3))
        return _Sheet(lines, width, height, picture, ruled=has_rules(page), fields=fields)


_SCRIPT: Final = re.compile(rb"/S\s*/JavaScript\b")


def _scripts(opened: pdfium.PdfDocument, data: bytes) -> list[str]:
    """The note on scripts: those with a name, and actions (on opening, on a page) in plain sight.

    An action inside a packed stream is not looked for: nothing here runs it either.
    """
    if raw.FPDFDoc_GetJavaScriptActionCount(opened.raw) > 0 or _SCRIPT.search(data):
        return ["This PDF carries scripts; they were not run."]
    return []


def _recognise(opened: pdfium.PdfDocument, sheets: list[_Sheet], limits: Limits) -> list[str]:
    """Fill in the lines of pages that are pictures. The notes on what could not be read."""
    pictures = [at for at, sheet in enumerate(sheets) if sheet.picture]
    if not pictures:
        return []
    missed: list[tuple[int, str]] = []
    for at in pictures:
        try:
            sheets[at].lines = _read_picture(opened, at, sheets[at], limits)
            sheets[at].scanned = True
        except PictureError as error:
            missed.append((at + 1, error.reason))
            if error.lasting:
                missed += [(after + 1, error.reason) for after in pictures if after > at]
                break
    if len(missed) == len(sheets):
        raise UserError("only-pictures", missed[0][1])
    notes = [f"Page {number} was left out: {why}" for number, why in missed]
    read = len(pictures) - len(missed)
    if read:
        where = f"{read} of {len(sheets)} pages are pictures"
        notes.insert(0, f"{where}; their text was recognised and may hold errors.")
    return notes


def _read_picture(
    opened: pdfium.PdfDocument, at: int, sheet: _Sheet, limits: Limits
) -> list[Placed]:
    if not limits.scans:
        raise PictureError("This page is a picture and recognition is switched off.", lasting=True)
    scale = DPI / POINTS
    pixels = sheet.width * sheet.height * scale * scale
    if pixels > limits.pixels:
        scale *= (limits.pixels / pixels) ** 0.5
    if scale < 1:
        raise PictureError("The page is too large to be drawn.")
    with closing(opened[at]) as page:
        image = page.render(scale=scale, grayscale=True).to_pil()
    return recognised(image, 1 / scale)


def _pages(sheets: Sequence[_Sheet]) -> list[PartPage]:
    loose = [_loose(sheet) for sheet in sheets]
    kept = without_furniture(loose, lambda line: line.text)
    ordered = [_in_order(sheet, lines) for sheet, lines in zip(sheets, kept, strict=True)]
    body = body_size(kept)
    pages = []
    for sheet, lines in zip(sheets, ordered, strict=True):
        parts = _parts(sheet, lines, body)
        parts = listed(parts) if sheet.scanned else parts
        pages.append(PartPage(parts, sheet.width, sheet.height, sheet.scanned))
    _mend_over_pages(pages)
    return pages


def _loose(sheet: _Sheet) -> list[Placed]:
    """The lines of a page that stand in no table, from the top down."""
    return sorted(outside(sheet.lines, sheet.tables), key=lambda line: line.box.top)


def _in_order(sheet: _Sheet, kept: list[Placed]) -> list[Placed]:
    """Lines in reading order, as recognised where they were; each table stands as one line."""
    if sheet.scanned:
        places = {id(line) for line in kept}
        return [line for line in sheet.lines if id(line) in places]
    tables = [Placed(f"{_TABLE}{number}", table.box) for number, table in enumerate(sheet.tables)]
    return in_order([*kept, *tables], sheet.width)


def _parts(sheet: _Sheet, lines: Sequence[Placed], body: float) -> list[Part]:
    """The parts of a page's lines, which are in order."""
    parts: list[Part] = []
    group: list[Placed] = []
    for line in lines:
        if not line.text.startswith(_TABLE):
            group.append(line)
            continue
        parts += parts_of(group, body, sheet.height)
        group = []
        table = sheet.tables[int(line.text.removeprefix(_TABLE))]
        parts.append(Part(BlockKind.TABLE, rows=table.rows, box=table.box))
    return parts + parts_of(group, body, sheet.height)


def _mend_over_pages(pages: Sequence[PartPage]) -> None:
    """Make words whole that a page's end broke; the tail goes where the word begins."""
    for above, below in pairwise(pages):
        last = next((p for p in reversed(above.parts) if p.kind is not BlockKind.FOOTNOTE), None)
        first = below.parts[0] if below.parts else None
        if last is None or first is None or not last.lines or not first.lines:
            continue
        ending, opening = last.lines[-1], first.lines[0]
        if not mends(ending.text, opening.text):
            continue
        tail, _, rest = opening.text.partition(" ")
        last.lines[-1] = PartLine(without_break(ending.text) + tail, ending.box, ending.glued)
        first.lines[0] = PartLine(rest, opening.box)
        if not rest:
            first.lines.pop(0)
        if not first.lines:
            below.parts.pop(0)
