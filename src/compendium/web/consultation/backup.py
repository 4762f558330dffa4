"""Copies of the rows, made while the site runs, that restore whole.

SQLite is copied with its own backup call, which waits for no reader and is one moment's
state; PostgreSQL with pg_dump and pg_restore. A copy holds personal data: it is readable
by its owner alone, and goes when what it holds must go.
"""

from __future__ import annotations

import os
import sqlite3
import subprocess
import time
from contextlib import closing
from pathlib import Path
from typing import Any, Final

from django.db import connection
from django.db.migrations.loader import MigrationLoader

from compendium.vocabulary.errors import FaultError, UserError

_APP: Final = "consultation"
_PATIENCE: Final = 30.0
"""Seconds to wait for others to let go of the database."""


def back_up(target: Path) -> None:
    """Write a copy of all rows to a file that is not there yet.

    Raises UserError ``file-exists`` or ``no-directory``, FaultError ``backup-failed``.
    A failure leaves no file.
    """
    if target.exists():
        raise UserError("file-exists", f"{target} is there already: name a new file.")
    if not target.parent.is_dir():
        raise UserError("no-directory", f"There is no directory {target.parent}.")
    fresh = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        fresh.touch(mode=0o600)
        if connection.vendor == "sqlite":
            _copy_out(fresh)
        else:
            _run("pg_dump", "--format=custom", f"--file={fresh}", "--no-owner")
        _sync(fresh)
        fresh.replace(target)
    except (OSError, sqlite3.Error) as error:
        raise FaultError("backup-failed", f"The copy could not be written: {error}.") from None
    finally:
        fresh.unlink(missing_ok=True)


def restore(source: Path) -> None:
    """Put the rows of a copy in the place of those that are there, all or none.

    Raises UserError ``no-backup`` for what is no copy of ours or a damaged one,
    ``newer-backup`` for one of a later version; FaultError ``restore-failed``.
    """
    if not source.is_file():
        raise UserError("no-backup", f"There is no file {source}.")
    if connection.vendor == "sqlite":
        with closing(_opened(source)) as copy:
            _check(copy, source)
            _copy_in(copy)
        return
    listed = _run("pg_restore", "--list", str(source), wrong="no-backup")
    if f"{_APP}_consultationrequest" not in listed:
        raise UserError("no-backup", f"{source} is no copy of this site's rows.")
    _run(
        "pg_restore",
        "--clean",
        "--if-exists",
        "--no-owner",
        "--single-transaction",
        "--exit-on-error",
        f"--dbname={connection.settings_dict['NAME']}",
        str(source),
    )
    _drop_what_came_later(listed)


def _drop_what_came_later(listed: str) -> None:
    """Drop our tables that a copy of an earlier version does not have: they are made anew."""
    with connection.cursor() as cursor:
        for table in connection.introspection.django_table_names(only_existing=True):
            if f"TABLE public {table} " not in listed:
                cursor.execute(f"DROP TABLE {connection.ops.quote_name(table)} CASCADE")


def _copy_out(target: Path) -> None:
    connection.ensure_connection()
    with closing(sqlite3.connect(target)) as copy:
        connection.connection.backup(copy)
        copy.execute("PRAGMA journal_mode=DELETE")  # one file, nothing beside it


def _copy_in(copy: sqlite3.Connection) -> None:
    place = Path(connection.settings_dict["NAME"])
    connection.close()
    place.parent.mkdir(parents=True, exist_ok=True)
    deadline = time.monotonic() + _PATIENCE

    def patient(*_: int) -> None:
        if time.monotonic() > deadline:
            raise TimeoutError

    try:
        with closing(sqlite3.connect(place, timeout=_PATIENCE)) as live:
            copy.backup(live, progress=patient, sleep=0.1)
            live.execute("PRAGMA journal_mode=WAL")
    except TimeoutError:
        raise FaultError(
            "database-busy", "The site did not let go of the database: stop it, then restore."
        ) from None
    except (OSError, sqlite3.Error) as error:
        raise FaultError("restore-failed", f"The rows could not be restored: {error}.") from None


def _opened(source: Path) -> sqlite3.Connection:
    """A copy, opened for reading. Raises UserError ``no-backup``."""
    try:
        copy = sqlite3.connect(f"{source.resolve().as_uri()}?mode=ro", uri=True)
        copy.execute("SELECT 1 FROM sqlite_master")
    except sqlite3.Error as error:
        raise UserError("no-backup", f"{source} is no copy of this site's rows: {error}.") from None
    return copy


def _check(copy: sqlite3.Connection, source: Path) -> None:
    """Whether a copy is whole, ours, and not of a later version."""
    try:
        sound = copy.execute("PRAGMA integrity_check").fetchone()[0]
        rows = copy.execute("SELECT name FROM django_migrations WHERE app = ?", (_APP,))
        steps = {row[0] for row in rows}
    except sqlite3.Error:
        sound, steps = "damaged", set()
    if sound != "ok" or not steps:
        raise UserError("no-backup", f"{source} is damaged, or no copy of this site's rows.")
    known = {name for app, name in MigrationLoader(None).disk_migrations if app == _APP}
    if not steps <= known:
        raise UserError(
            "newer-backup", f"{source} was made by a later version: install that one first."
        )


def _run(program: str, *arguments: str, wrong: str = "") -> str:
    """Run one of PostgreSQL's programs against our database; what it printed.

    Raises UserError with the code ``wrong`` where given, else FaultError.
    """
    try:
        run = subprocess.run(
            [program, *arguments],
            capture_output=True,
            text=True,
            check=False,
            env={**os.environ, **_place(connection.settings_dict)},
        )
    except FileNotFoundError:
        raise FaultError(
            "no-program",
            f"{program} is not installed: it comes with PostgreSQL's client (postgresql-client).",
        ) from None
    if run.returncode:
        said = (run.stderr.strip().splitlines() or ["it gave no reason"])[0]
        kind: type[UserError] | type[FaultError] = UserError if wrong else FaultError
        raise kind(wrong or "postgresql-failed", f"{program} failed: {said}")
    return run.stdout


def _place(settings: dict[str, Any]) -> dict[str, str]:
    """Where our database is, as PostgreSQL's programs read it; the password on no command line."""
    names = {
        "PGDATABASE": "NAME",
        "PGUSER": "USER",
        "PGPASSWORD": "PASSWORD",
        "PGHOST": "HOST",
        "PGPORT": "PORT",
    }
    return {name: str(settings[key]) for name, key in names.items() if settings.get(key)}


def _sync(file: Path) -> None:
    descriptor = os.open(file, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
