"""Where editions stand and which of them is current."""

from __future__ import annotations

import json
import os
import re
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Final

import msgspec

from compendium.edition.colophon import Colophon, read_colophon
from compendium.vocabulary.errors import UserError

CURRENT: Final = "current.json"
_ID: Final = re.compile(r"[0-9a-f]{12}")


class Current(msgspec.Struct, frozen=True):
    """Which edition is current, and from which content it was compiled."""

    edition: str
    file: str
    fingerprint: str


def edition_file(shelf: Path, edition: str) -> Path:
    """The file of an edition on a shelf."""
    return shelf / f"{edition}.sqlite"


def editions_on(shelf: Path) -> list[Colophon]:
    """What the editions on a shelf say of themselves, by id; what is none of ours is left out.

    Their digests are not checked here: that is done when one is opened.
    """
    found = []
    for file in sorted(shelf.glob("*.sqlite")):
        if not _ID.fullmatch(file.stem):
            continue
        try:
            found.append(colophon_at(file))
        except UserError:
            continue
    return found


def colophon_at(file: Path) -> Colophon:
    """What an edition file says of itself. Raises UserError ``damaged-edition``."""
    address = f"{file.resolve().as_uri()}?mode=ro&immutable=1"
    try:
        with closing(sqlite3.connect(address, uri=True)) as connection:
            return read_colophon(connection)
    except (sqlite3.Error, ValueError, TypeError) as error:
        raise UserError(
            "damaged-edition", f"The edition at {file} is damaged or not an edition: {error}."
        ) from None


def read_current(shelf: Path) -> Current | None:
    """The current edition of a shelf, or None where none is named or the note is damaged."""
    try:
        return msgspec.json.decode((shelf / CURRENT).read_bytes(), type=Current)
    except (OSError, msgspec.MsgspecError):
        return None


def set_current(shelf: Path, current: Current) -> None:
    """Name the current edition, in one step that a crash cannot leave half done."""
    shelf.mkdir(parents=True, exist_ok=True)
    beside = shelf / f".{CURRENT}.{os.getpid()}"
    beside.write_text(json.dumps(msgspec.to_builtins(current)), encoding="utf-8")
    beside.replace(shelf / CURRENT)
