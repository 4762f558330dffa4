"""What a person filled into the fields of a PDF form, read into the lines of its pages.

Only what the fields hold is read: their scripts are never run, and buttons, passwords and
hidden fields are left alone.
"""

from __future__ import annotations

import ctypes
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from statistics import median
from typing import Final

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from compendium.reading.assemble import PartCell
from compendium.reading.document import Box, around
from compendium.reading.layout import Placed
from compendium.reading.tables import Table
from compendium.reading.tickboxes import EMPTY, TICKED

MOST: Final = 4_000
"""Fields of one page that are read."""
LONGEST: Final = 200_000
"""Characters of one field; what is beyond is left out."""
_BYTES: Final = 8 << 20
"""A field with more bytes is left out whole."""

_TEXT: Final = frozenset(
    {raw.FPDF_FORMFIELD_TEXTFIELD, raw.FPDF_FORMFIELD_COMBOBOX, raw.FPDF_FORMFIELD_LISTBOX}
)
_BOXES: Final = frozenset({raw.FPDF_FORMFIELD_CHECKBOX, raw.FPDF_FORMFIELD_RADIOBUTTON})
_PASSWORD: Final = 1 << 13
_UNSEEN: Final = 2 | 32
"""Flags of annotations that are hidden, or not shown."""

_BELOW: Final = 16.0
_BESIDE: Final = 320.0
"""How far, in points, a field stands below or beside its printed label."""
_LINE: Final = 12.0

_BLANKS: Final = re.compile(r"_{3,}|\.{6,}")
_CONTROL: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
_SPACES: Final = re.compile(r"[^\S\n]+")
_NAMED: Final = re.compile(r"[^\W\d_]{2,}[ _-]+[^\W\d_]{2,}")


@dataclass(frozen=True, slots=True)
class Filled:
    """A field: what stands in it, its own name for people where it has one, its place."""

    text: str
    name: str
    box: Box
    tick: bool = False


def form_of(opened: pdfium.PdfDocument) -> pdfium.PdfFormEnv | None:
    """The form of a file, which must be opened before its pages; None where it has none."""
    if opened.get_formtype() not in (raw.FORMTYPE_ACRO_FORM, raw.FORMTYPE_XFA_FOREGROUND):
        return None
    opened.init_forms()
    return opened.formenv


def fields_of(page: pdfium.PdfPage, form: pdfium.PdfFormEnv | None) -> list[Filled]:
    """The fields of a page that hold something, and its boxes to tick, ticked or not."""
    if form is None or page.get_rotation():
        return []
    found = []
    for at in range(min(raw.FPDFPage_GetAnnotCount(page.raw), MOST)):
        annotation = raw.FPDFPage_GetAnnot(page.raw, at)
        if not annotation:
            continue
        try:
            one = _field(annotation, form, page)
        finally:
            raw.FPDFPage_CloseAnnot(annotation)
        if one is not None:
            found.append(one)
    return found


def _field(
    annotation: raw.FPDF_ANNOTATION, form: pdfium.PdfFormEnv, page: pdfium.PdfPage
) -> Filled | None:
    if raw.FPDFAnnot_GetSubtype(annotation) != raw.FPDF_ANNOT_WIDGET:
        return None
    kind = raw.FPDFAnnot_GetFormFieldType(form.raw, annotation)
    hidden = raw.FPDFAnnot_GetFlags(annotation) & _UNSEEN
    secret = raw.FPDFAnnot_GetFormFieldFlags(form.raw, annotation) & _PASSWORD
    if hidden or (secret and kind == raw.FPDF_FORMFIELD_TEXTFIELD):
        return None
    box = _box(annotation, page)
    name = _told(raw.FPDFAnnot_GetFormFieldAlternateName, form, annotation)
    name = name or _readable(_told(raw.FPDFAnnot_GetFormFieldName, form, annotation))
    if kind in _BOXES:
        ticked = bool(raw.FPDFAnnot_IsChecked(form.raw, annotation))
        return Filled(TICKED if ticked else EMPTY, name, box, tick=True)
    if kind not in _TEXT:
        return None
    value = _told(raw.FPDFAnnot_GetFormFieldValue, form, annotation)
    return Filled(value, name, box) if value else None


def _told(ask: Callable[..., int], form: pdfium.PdfFormEnv, annotation: raw.FPDF_ANNOTATION) -> str:
    """A text of a field, in lines without needless space."""
    size = ask(form.raw, annotation, None, 0)
    if not 2 < size <= _BYTES:
        return ""
    held = ctypes.create_string_buffer(size)
    ask(form.raw, annotation, ctypes.cast(held, ctypes.POINTER(ctypes.c_ushort)), size)
    said = held.raw[: min(size - 2, 2 * LONGEST)].decode("utf-16-le", errors="replace")
    said = _CONTROL.sub(" ", said.replace("\r\n", "\n").replace("\r", "\n"))
    lines = (_SPACES.sub(" ", line).strip() for line in said.split("\n"))
    return "\n".join(line for line in lines if line)


def _readable(name: str) -> str:
    """A field's own name where it reads as words and not as a number of the form."""
    last = name.rpartition(".")[2]
    return last.replace("_", " ") if _NAMED.search(last) else ""


def _box(annotation: raw.FPDF_ANNOTATION, page: pdfium.PdfPage) -> Box:
    rect = raw.FS_RECTF()
    raw.FPDFAnnot_GetRect(annotation, rect)
    left, _, _, top = page.get_bbox()
    return Box(
        left=round(rect.left - left, 1),
        top=round(top - rect.top, 1),
        right=round(rect.right - left, 1),
        bottom=round(top - rect.bottom, 1),
    )


def in_cells(tables: Sequence[Table], fields: Sequence[Filled]) -> tuple[list[Table], list[Filled]]:
    """Tables with what was filled into their cells, and the fields that stand in none."""
    left = list(fields)
    made = []
    for table in tables:
        rows = []
        for row in table.rows:
            cells = []
            for cell in row:
                inside = [one for one in left if cell.box is not None and _within(one, cell.box)]
                left = [one for one in left if one not in inside]
                cells.append(_with_values(cell, inside))
            rows.append(cells)
        made.append(replace(table, rows=rows))
    return made, left


def _within(one: Filled, box: Box) -> bool:
    across = (one.box.left + one.box.right) / 2
    down = (one.box.top + one.box.bottom) / 2
    return box.left <= across <= box.right and box.top <= down <= box.bottom


def _with_values(cell: PartCell, inside: Sequence[Filled]) -> PartCell:
    if not inside:
        return cell
    marks = [one.text for one in inside if one.tick]
    values = [" ".join(one.text.split()) for one in inside if not one.tick]
    words = " ".join(part for part in (*marks, cell.text, *values) if part)
    return replace(cell, text=words)


def with_fields(lines: Sequence[Placed], fields: Sequence[Filled]) -> list[Placed]:
    """Lines with the fields among them: in their blank, behind or below their label.

    A field without a printed label has its own name before it, where it has one.
    """
    made = list(lines)
    size = median([line.size for line in lines if line.size] or [10.0])
    for one in sorted(fields, key=lambda field: (field.box.top, field.box.left)):
        at = _row_of(made, one)
        if at is not None:
            made[at] = _joined(made[at], one)
        else:
            made += _alone(one, size, labelled=_is_below_a_label(made, one))
    return made


def _row_of(lines: Sequence[Placed], one: Filled) -> int | None:
    """The printed line that a field stands in or beside: its label."""
    best: tuple[float, int] | None = None
    for at, line in enumerate(lines):
        overlap = min(line.box.bottom, one.box.bottom) - max(line.box.top, one.box.top)
        if overlap < 0.5 * min(line.height, one.box.bottom - one.box.top):
            continue
        if line.box.left - 2 <= one.box.left <= line.box.right - 2:
            away = 0.0
        elif one.tick:
            away = line.box.left - one.box.right
        else:
            away = one.box.left - line.box.right
        if -3 <= away <= (_BELOW * 2 if one.tick else _BESIDE) and (best is None or away < best[0]):
            best = (away, at)
    return best[1] if best else None


def _joined(line: Placed, one: Filled) -> Placed:
    value = " ".join(one.text.split())
    box = around([line.box, one.box]) or line.box
    if one.tick and one.box.left <= line.box.left:
        return replace(line, text=f"{value} {line.text}", box=box)
    blank = None if one.tick else _BLANKS.search(line.text)
    if blank is not None:
        text = f"{line.text[: blank.start()].rstrip()} {value}{line.text[blank.end() :]}"
        return replace(line, text=text.strip(), box=box)
    if one.box.left >= line.box.right - 4:
        return replace(line, text=f"{line.text} {value}", box=box)
    share = (one.box.left - line.box.left) / max(1.0, line.box.right - line.box.left)
    space = line.text.find(" ", int(share * len(line.text)))
    at = len(line.text) if space < 0 else space
    return replace(line, text=f"{line.text[:at]} {value}{line.text[at:]}", box=box)


def _is_below_a_label(lines: Sequence[Placed], one: Filled) -> bool:
    return any(
        -3 <= one.box.top - line.box.bottom <= _BELOW
        and min(line.box.right, one.box.right) > max(line.box.left, one.box.left)
        for line in lines
    )


def _alone(one: Filled, size: float, *, labelled: bool) -> list[Placed]:
    said = one.text.split("\n")
    if one.tick:
        said = [f"{one.text} {one.name}"] if one.name else []
    elif one.name and not labelled:
        said[0] = f"{one.name.rstrip(': ')}: {said[0]}"
    step = min(_LINE, (one.box.bottom - one.box.top) / max(1, len(said)))
    return [
        Placed(
            words,
            Box(
                left=one.box.left,
                top=round(one.box.top + number * step, 1),
                right=one.box.right,
                bottom=round(one.box.top + (number + 1) * step, 1),
            ),
            size,
        )
        for number, words in enumerate(said)
    ]
