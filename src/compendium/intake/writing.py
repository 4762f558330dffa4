"""Files written whole or not at all, and one sentence where they cannot be."""

from __future__ import annotations

import contextlib
import errno
from pathlib import Path

from compendium.vocabulary.errors import UserError


def put(path: Path, text: str | None) -> None:
    """Write a file whole or not at all; without a text, take it away.

    Raises UserError ``disk-full``, ``not-written``.
    """
    fresh = path.with_name(f".{path.name}.new")
    try:
        if text is None:
            path.unlink(missing_ok=True)
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        fresh.write_text(text, encoding="utf-8")
        fresh.replace(path)
    except OSError as error:
        with contextlib.suppress(OSError):
            fresh.unlink()
        raise not_written(path, error) from None


def not_written(path: Path, error: OSError) -> UserError:
    """One sentence for a file that cannot be written: a full disk, a folder without leave."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return UserError(
            "disk-full", f"The disk is full: make room, then run it again; {path} was not written."
        )
    why = (error.strerror or "it cannot be written").lower()
    return UserError("not-written", f"{path} cannot be written: {why}.")
