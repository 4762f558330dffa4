"""The commands that write to the site's rows, run by name.

Django is loaded by name, and only here: no verb waits for it that does not need it.
"""

from __future__ import annotations

import os
from importlib import import_module

from compendium.cli.places import state_directory
from compendium.vocabulary.errors import FaultError

_OWNER_ALONE = 0o077


def do(name: str, *given: str, **named: object) -> None:
    """Run one of the site's commands. Raises CompendiumError as the commands do."""
    home = state_directory()
    os.environ.setdefault("COMPENDIUM_HOME", str(home))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "compendium.web.settings")
    before = os.umask(_OWNER_ALONE)
    try:
        home.mkdir(parents=True, exist_ok=True)
        _call(name, *given, **named)
    finally:
        os.umask(before)


def _call(name: str, *given: str, **named: object) -> None:
    import_module("django").setup(set_prefix=False)
    database = import_module("django.db")
    try:
        import_module("django.core.management").call_command(name, *given, **named)
    except database.Error as error:
        said = str(error).strip().splitlines()
        reason = said[0] if said else type(error).__name__
        raise FaultError(
            "database",
            f"The database cannot be used: {reason}. Is DATABASE_URL right, and was "
            "`compendium site migrate` run?",
        ) from None
    finally:
        database.connections.close_all()
