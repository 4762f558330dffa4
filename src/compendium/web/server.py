"""The server process: tables for what changes, then granian. Started by `compendium serve`."""

from __future__ import annotations

import os
import sys
from typing import Final

import django
from django.core.management import call_command
from django.db import DatabaseError
from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

from compendium.vocabulary.errors import CompendiumError

_APPLICATION: Final = "compendium.web.wsgi:application"
_OWNER_ALONE: Final = 0o077
_LOOPBACK: Final = frozenset({"127.0.0.1", "localhost", "::1"})


def run(host: str, port: int, workers: int) -> None:
    """Serve until told to end."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "compendium.web.settings")
    django.setup(set_prefix=False)
    _prepare_rows()
    _say(f"The compendium is at {os.environ.get('COMPENDIUM_ADDRESS', '')} (Ctrl-C ends it)")
    if host not in _LOOPBACK:
        _say("Other machines can reach it. docs/how-to/run-it-for-real.md says what that needs.")
    Granian(
        _APPLICATION,
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        # One thread that runs Python per process: more of them only wait for each other.
        blocking_threads=1,
        websockets=False,
        log_level=LogLevels.warning,
        log_access=False,
        respawn_failed_workers=True,
    ).serve()


def _prepare_rows() -> None:
    """Tables for requests and reports, for their owner alone to read.

    Where their database is down, reading the site goes on without them.
    """
    before = os.umask(_OWNER_ALONE)
    try:
        call_command("migrate", verbosity=0, interactive=False)
    except DatabaseError as error:
        reason = str(error).strip().splitlines()[0]
        _say(f"The database for requests cannot be used; pages can be read. ({reason})")
    finally:
        os.umask(before)


def _say(text: str) -> None:
    sys.stderr.write(f"{text}\n")
    sys.stderr.flush()


if __name__ == "__main__":
    try:
        run(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
    except CompendiumError as error:
        _say(f"compendium: {error.message}")
        sys.exit(error.exit_code)
