"""What a file is: told by its bytes, not by its name."""

from __future__ import annotations

import io
import re
import zipfile
from typing import Final

from compendium.reading.limits import Limits
from compendium.vocabulary.errors import UserError

PDF: Final = "pdf"
DOCX: Final = "docx"
HTML: Final = "html"
MARKDOWN: Final = "markdown"
TEXT: Final = "text"
PICTURE: Final = "picture"
OFFICE: Final = "office"
"""Old Word and RTF: read through LibreOffice where it is installed."""

_PICTURES: Final = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"II*\x00", b"MM\x00*")
_OLD_WORD: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MARKUP: Final = re.compile(
    rb"^\s*(?:<!--.*?-->\s*|<\?xml[^>]*\?>\s*)*<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_TAGS: Final = re.compile(rb"<(?:p|div|h[1-6]|table|ul|ol|br|span|a)\b[^>]*>", re.IGNORECASE)
_SUFFIXES: Final = {
    ".pdf": PDF,
    ".docx": DOCX,
    ".doc": OFFICE,
    ".rtf": OFFICE,
    ".htm": HTML,
    ".html": HTML,
    ".xhtml": HTML,
    ".md": MARKDOWN,
    ".markdown": MARKDOWN,
    ".png": PICTURE,
    ".jpg": PICTURE,
    ".jpeg": PICTURE,
    ".tif": PICTURE,
    ".tiff": PICTURE,
}
_WORDS: Final = {
    PDF: "a PDF",
    DOCX: "a Word document",
    HTML: "a web page",
    MARKDOWN: "Markdown",
    TEXT: "plain text",
    PICTURE: "a picture",
    OFFICE: "an old Word or RTF document",
}


def format_of(data: bytes, name: str, limits: Limits) -> str:
    """The format of a file.

    Raises UserError ``empty-file``, ``too-large``, ``wrong-extension``, ``encrypted``,
    ``unknown-format``, ``unpacks-too-large``.
    """
    if not data.strip(b"\x00 \t\r\n\f"):
        raise UserError("empty-file", "This file is empty; save the document again and retry.")
    if len(data) > limits.size:
        most = limits.size // (1 << 20)
        raise UserError("too-large", f"This file is larger than {most} MB; split it and retry.")
    named = _SUFFIXES.get(_suffix(name), TEXT)
    found = _by_bytes(data, named, limits)
    if found in {TEXT, HTML} and named in {PDF, DOCX, PICTURE}:
        raise UserError(
            "wrong-extension",
            f"The name says that this file is {_WORDS[named]}, but it is not; "
            "save the document again in its own format and retry.",
        )
    return found


def note_on_name(found: str, name: str) -> str:
    """A sentence where name and content disagree, or nothing."""
    named = _SUFFIXES.get(_suffix(name))
    if named is None or named == found or {named, found} <= {TEXT, HTML, MARKDOWN}:
        return ""
    return f"The name says {_WORDS[named]}, but the file is {_WORDS[found]} and was read as such."


def _suffix(name: str) -> str:
    found = re.search(r"\.[A-Za-z0-9]{1,8}$", name)
    return found.group().lower() if found else ""


def _by_bytes(data: bytes, named: str, limits: Limits) -> str:
    if b"%PDF-" in data[:1024]:
        return PDF
    if data.startswith(b"PK\x03\x04"):
        return _in_archive(data, limits)
    if data.startswith(_OLD_WORD):
        if b"E\x00n\x00c\x00r\x00y\x00p\x00t\x00e\x00d\x00P\x00a\x00c\x00k\x00a\x00g\x00e" in data:
            raise encrypted()
        return OFFICE
    if data.startswith(b"{\\rtf"):
        return OFFICE
    if data.startswith(_PICTURES):
        return PICTURE
    if _MARKUP.match(data[:4096]) or (named == HTML and _TAGS.search(data)):
        return HTML
    return MARKDOWN if named == MARKDOWN else TEXT


def encrypted() -> UserError:
    """The refusal of a file that a password protects."""
    return UserError(
        "encrypted",
        "This file is protected by a password; save a copy without one and retry.",
    )


def _in_archive(data: bytes, limits: Limits) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError, EOFError):
        raise UserError(
            "damaged-file", "This file is damaged or cut off; save the document again and retry."
        ) from None
    total = sum(entry.file_size for entry in entries)
    if total > limits.unpacked or len(entries) > 10_000:
        raise UserError("unpacks-too-large", "This file unpacks to more than can be read here.")
    if any(entry.flag_bits & 1 for entry in entries):
        raise encrypted()
    if any(entry.filename == "word/document.xml" for entry in entries):
        return DOCX
    raise UserError(
        "unknown-format",
        "This archive is not a Word document; give a PDF, a Word file (.docx), "
        "a web page or plain text.",
    )
