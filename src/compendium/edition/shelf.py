"""Where editions stand and which of them is current."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Final

import msgspec

CURRENT: Final = "current.json"


class Current(msgspec.Struct, frozen=True):
    """Which edition is current, and from which content it was compiled."""

    edition: str
    file: str
    fingerprint: str


def edition_file(shelf: Path, edition: str) -> Path:
    """The file of an edition on a shelf."""
    return shelf / f"{edition}.sqlite"


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
