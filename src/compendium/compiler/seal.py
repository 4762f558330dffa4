"""Writing a file that is either whole or not there."""

from __future__ import annotations

import errno
import os
import sqlite3
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Final

from compendium.edition.reader import open_edition
from compendium.vocabulary.errors import FaultError, UserError

_FULL: Final = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


def write_sealed(target: Path, write: Callable[[sqlite3.Connection], None]) -> None:
    """Write an edition beside its target, sync and verify it, then rename it.

    ``write`` fills an empty database. Whatever goes wrong, the target is untouched
    and nothing half-written stays. Raises UserError where the place cannot be
    written, FaultError ``disk-full`` or ``not-written`` where the machine fails.
    """
    beside = target.with_name(f".{target.name}.{os.getpid()}.new")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        beside.unlink(missing_ok=True)
        _fill(beside, write)
        open_edition(beside).close()
        beside.replace(target)
        _sync(target.parent)
    except sqlite3.Error as error:
        raise _fault(target, error) from None
    except (PermissionError, FileExistsError, NotADirectoryError, IsADirectoryError):
        raise UserError(
            "not-writable",
            f"The edition cannot be written to {target}: name another place; "
            "what was there is unchanged.",
        ) from None
    except OSError as error:
        raise _fault(target, error) from None
    finally:
        for left in (beside, beside.with_name(f"{beside.name}-journal")):
            with suppress(OSError):
                left.unlink(missing_ok=True)


def _fill(beside: Path, write: Callable[[sqlite3.Connection], None]) -> None:
    connection = sqlite3.connect(beside)
    try:
        connection.execute("PRAGMA page_size = 4096")
        write(connection)
        connection.commit()
        connection.execute("VACUUM")
    finally:
        connection.close()
    _sync(beside)


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _fault(target: Path, error: Exception) -> FaultError:
    text = str(error).lower()
    full = getattr(error, "errno", None) in _FULL or "full" in text or "disk i/o" in text
    if full:
        return FaultError(
            "disk-full",
            f"There is no room to write the edition in {target.parent}; "
            "the edition that was there is unchanged.",
        )
    return FaultError(
        "not-written",
        f"The edition could not be written to {target} ({error}); what was there is unchanged.",
    )
