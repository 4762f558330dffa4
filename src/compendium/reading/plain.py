"""Plain text: paragraphs by blank lines, pages by form feeds, tables by tabs or bars."""

from __future__ import annotations

import codecs
import re
from typing import Final

from compendium.reading.assemble import Part, PartCell, PartLine, PartPage, assemble
from compendium.reading.document import BlockKind, Document
from compendium.reading.furniture import without_furniture
from compendium.reading.join import listed, parts_of_lines
from compendium.reading.limits import Limits
from compendium.vocabulary.errors import UserError

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CONTROL: Final = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_UNDERLINE: Final = re.compile(r"\s*(?:={3,}|-{3,}|_{3,})\s*$")
MOST_CONTROL: Final = 0.01


def decoded(data: bytes) -> str:
    """The text of bytes: by their mark, else UTF-8, else the usual Western encoding.

    Raises UserError ``not-text`` where the bytes are no text at all.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _checked(data.decode(encoding, errors="replace"))
    try:
        return _checked(data.decode("utf-8"))
    except UnicodeDecodeError:
        return _checked(data.decode("cp1252", errors="replace"))


def _checked(text: str) -> str:
    sample = text[:100_000]
    if len(_CONTROL.findall(sample)) > MOST_CONTROL * max(len(sample), 100):
        raise UserError(
            "not-text",
            "This file is not a document that can be read here; "
            "give a PDF, a Word file (.docx), a web page or plain text.",
        )
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x0b", "\n")
    return _CONTROL.sub("", text)


def read_plain(data: bytes, name: str, limits: Limits) -> Document:
    """A document from plain text."""
    sheets = [sheet.split("\n") for sheet in decoded(data).split("\f")]
    if len(sheets) > limits.pages:
        raise UserError("too-many-pages", f"This file has more than {limits.pages} pages.")
    while len(sheets) > 1 and not any(line.strip() for line in sheets[-1]):
        sheets.pop()
    pages = [PartPage(_parts(sheet)) for sheet in without_furniture(sheets, lambda line: line)]
    return assemble(name, "text", pages, limits)


def _parts(sheet: list[str]) -> list[Part]:
    parts: list[Part] = []
    for lines in _groups(sheet):
        group = lines
        if len(lines) > 1 and _UNDERLINE.match(lines[1]) and len(lines[0]) < 100:
            parts.append(Part(BlockKind.HEADING, [PartLine(lines[0].strip())], 1))
            group = lines[2:]
        rows = _rows(group)
        if rows:
            parts.append(Part(BlockKind.TABLE, rows=rows))
        elif group:
            parts += parts_of_lines([PartLine(line) for line in group])
    return listed(parts)


def _groups(sheet: list[str]) -> list[list[str]]:
    groups: list[list[str]] = [[]]
    for line in sheet:
        if line.strip():
            groups[-1].append(line)
        elif groups[-1]:
            groups.append([])
    return [group for group in groups if group]


def _rows(group: list[str]) -> list[list[PartCell]]:
    """The rows of lines that are all divided alike by tabs or bars; none where they are not."""
    for sign in ("\t", "|"):
        kept = [line for line in group if not re.fullmatch(r"[\s|+:=-]*", line)]
        if len(kept) > 1 and all(sign in line.strip().strip(sign) for line in kept):
            split = [
                [cell.strip() for cell in line.strip().strip(sign).split(sign)] for line in kept
            ]
            return [
                [PartCell(cell, header=number == 0) for cell in row]
                for number, row in enumerate(split)
            ]
    return []
