"""`compendium site`: what an operator does with the rows that change.

Each verb is a thin door to a command of the site. Django is loaded by name, and only
here: no other verb waits for it.
"""

from __future__ import annotations

import os
from importlib import import_module
from pathlib import Path

import click

from compendium.cli.places import state_directory
from compendium.vocabulary.errors import FaultError

_OWNER_ALONE = 0o077


@click.group("site")
def site() -> None:
    """Run the site's rows: requests, reports, accounts, mail.

    Reads the same settings as `compendium serve`, among them DATABASE_URL and
    COMPENDIUM_MAIL.
    """


@site.command("migrate")
def migrate() -> None:
    """Make the tables, or bring them up to this version."""
    _do("migrate", interactive=False, verbosity=0)
    click.echo("The tables are up to date.")


@site.command("create-user")
@click.argument("name")
def create_user(name: str) -> None:
    """Let NAME work the queue, or give NAME a new password.

    The password is asked for, or read from standard input.
    """
    _do("people", name)


@site.command("close-user")
@click.argument("name")
def close_user(name: str) -> None:
    """End what NAME may do: logins end at the next click."""
    _do("people", name, close=True)


@site.command("expire")
def expire() -> None:
    """Delete what was kept long enough (COMPENDIUM_KEEP_DAYS). Run it daily."""
    _do("expire")


@site.command("send-mail")
@click.option("--all", "everything", is_flag=True, help="Also what is not due yet.")
def send_mail(everything: bool) -> None:  # noqa: FBT001  click's way
    """Send the mail that waits. Run it every few minutes."""
    _do("send_mail", all=everything)


@site.command("backup")
@click.argument("file", type=click.Path(path_type=Path))
def backup(file: Path) -> None:
    """Copy all rows to FILE, while the site runs."""
    _do("back_up", str(file))


@site.command("restore")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--yes", is_flag=True, help="Do not ask.")
def restore(file: Path, yes: bool) -> None:  # noqa: FBT001  click's way
    """Put the rows of FILE in the place of those that are there."""
    if not yes:
        click.confirm("All rows that are there now will be replaced. Go on?", abort=True, err=True)
    _do("restore", str(file))


def _do(name: str, *given: str, **named: object) -> None:
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
