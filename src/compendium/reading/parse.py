"""Bytes to a document, in this process. Hostile files belong into a worker: see ``reader``."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import msgspec

from compendium.reading import detect
from compendium.reading.document import Document
from compendium.reading.html import read_html
from compendium.reading.limits import DEFAULT_LIMITS, Limits
from compendium.reading.markdown import read_markdown
from compendium.reading.office import read_office
from compendium.reading.pdf import read_pdf
from compendium.reading.plain import read_plain
from compendium.reading.scan import read_picture
from compendium.reading.word import read_word
from compendium.vocabulary.errors import UserError

_READERS: Final[dict[str, Callable[[bytes, str, Limits], Document]]] = {
    detect.TEXT: read_plain,
    detect.MARKDOWN: read_markdown,
    detect.HTML: read_html,
    detect.DOCX: read_word,
    detect.PDF: read_pdf,
    detect.PICTURE: read_picture,
    detect.OFFICE: read_office,
}


def parse(data: bytes, name: str, limits: Limits = DEFAULT_LIMITS) -> Document:
    """The document in a file's bytes. Raises UserError with one sentence where there is none."""
    found = detect.format_of(data, name, limits)
    document = _READERS[found](data, name, limits)
    if not document.blocks:
        raise UserError("empty-document", "This document holds no text that can be read.")
    note = detect.note_on_name(found, name)
    if not note:
        return document
    return msgspec.structs.replace(document, notes=(note, *document.notes))
