"""Old Word and RTF files: turned into Word files of today by LibreOffice, where it is installed."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Final

import msgspec

from compendium.reading.document import Document
from compendium.reading.limits import Limits
from compendium.reading.word import read_word
from compendium.vocabulary.errors import UserError

_NAMES: Final = ("soffice", "libreoffice")
MOST_SECONDS: Final = 50.0


def read_office(data: bytes, name: str, limits: Limits) -> Document:
    """A document from an old Word or RTF file. Its macros are never run.

    Raises UserError ``old-format`` where there is no LibreOffice, ``damaged-file`` where
    it cannot open the file.
    """
    program = next((found for one in _NAMES if (found := shutil.which(one))), None)
    if program is None:
        raise UserError(
            "old-format",
            "This is an old Word or RTF file, which needs LibreOffice to be read; "
            "save it as a Word file (.docx) or PDF and retry.",
        )
    with tempfile.TemporaryDirectory() as folder:
        made = _converted(program, data, Path(folder), min(limits.seconds, MOST_SECONDS))
    document = read_word(made, name, limits)
    return msgspec.structs.replace(document, format="office")


def _converted(program: str, data: bytes, folder: Path, seconds: float) -> bytes:
    ending = ".rtf" if data.startswith(b"{\\rtf") else ".doc"
    source = folder / f"document{ending}"
    source.write_bytes(data)
    profile = (folder / "profile").as_uri()
    command = [
        program, f"-env:UserInstallation={profile}", "--headless", "--norestore", "--nolockcheck",
        "--convert-to", "docx", "--outdir", str(folder), str(source),
    ]  # fmt: skip
    try:
        subprocess.run(command, capture_output=True, timeout=seconds, check=True)
        return (folder / "document.docx").read_bytes()
    except (subprocess.SubprocessError, OSError):
        raise UserError(
            "damaged-file",
            "This old Word or RTF file could not be opened; save it as .docx or PDF and retry.",
        ) from None
