"""From a file to a letter's text: plain text as it is, all else through the reading room."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path
from typing import Final

from compendium.intake.letter_text import LetterText, from_document, from_plain_text
from compendium.reading import DEFAULT_LIMITS, Limits, Reader
from compendium.reading.plain import decoded
from compendium.vocabulary.errors import UserError

SUFFIXES: Final = frozenset(
    {
        ".txt",
        ".pdf",
        ".docx",
        ".doc",
        ".rtf",
        ".htm",
        ".html",
        ".md",
        ".png",
        ".jpg",
        ".jpeg",
        ".tif",
        ".tiff",
    }
)
"""What a folder of letters may hold; other files in it are left alone."""


def bytes_of(path: Path, limits: Limits = DEFAULT_LIMITS) -> bytes:
    """The bytes of a file. Raises UserError ``no-file``, ``empty-file``, ``too-large``."""
    try:
        if path.is_dir():
            raise UserError("no-file", f"{path} is a folder; name the file in it.")
        with path.open("rb") as file:
            data = file.read(limits.size + 1)
    except FileNotFoundError:
        raise UserError("no-file", f"There is no file at {path}.") from None
    except OSError as error:
        reason = (error.strerror or "unreadable").lower()
        raise UserError("no-file", f"{path} cannot be read: {reason}.") from None
    if not data.strip():
        raise UserError("empty-file", f"{path.name} is empty; save the letter again and retry.")
    if len(data) > limits.size:
        raise UserError("too-large", f"{path.name} is larger than {limits.size >> 20} MB.")
    return data


def digest_of(data: bytes) -> str:
    """What tells one file from another: the SHA-256 of its bytes."""
    return hashlib.sha256(data).hexdigest()


def letter_of(data: bytes, name: str) -> LetterText:
    """The text of a letter in bytes. Raises UserError with one sentence where there is none."""
    if Path(name).suffix.lower() in ("", ".txt", ".text") and not data.startswith(b"%PDF"):
        text = decoded(data)
        if len(text) > DEFAULT_LIMITS.characters:
            raise UserError("too-long", f"{name} holds more text than can be read.")
        return from_plain_text(text)
    return from_document(_reader().read(data, name))


@cache
def _reader() -> Reader:
    """One guarded reader for each process; it replaces its own worker when a file kills it."""
    return Reader(DEFAULT_LIMITS)


def close_reader() -> None:
    """End this process's reader, where it has one."""
    if _reader.cache_info().currsize:
        _reader().close()
        _reader.cache_clear()
