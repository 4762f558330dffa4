"""`compendium site`: what an operator does with the rows that change.

Each verb is a thin door to a command of the site.
"""

from __future__ import annotations

from pathlib import Path

import click

from compendium.cli.rows import do
from compendium.vocabulary.errors import UserError


@click.group("site")
def site() -> None:
    """Run the site's rows: requests, reports, accounts, mail.

    Reads the same settings as `compendium serve`, among them DATABASE_URL and
    COMPENDIUM_MAIL.
    """


@site.command("migrate")
def migrate() -> None:
    """Make the tables, or bring them up to this version."""
    do("migrate", interactive=False, verbosity=0)
    click.echo("The tables are up to date.")


@site.command("create-user")
@click.argument("name")
def create_user(name: str) -> None:
    """Let NAME work the queue, or give NAME a new password.

    The password is asked for, or read from standard input.
    """
    do("people", name)


@site.command("close-user")
@click.argument("name")
def close_user(name: str) -> None:
    """End what NAME may do: logins end at the next click."""
    do("people", name, close=True)


@site.command("expire")
def expire() -> None:
    """Delete what was kept long enough (COMPENDIUM_KEEP_DAYS). Run it daily.

    Requests for alerts that nobody confirmed go as well.
    """
    do("expire")
    do("tidy_alerts")


@site.command("send-mail")
@click.option("--all", "everything", is_flag=True, help="Also what is not due yet.")
def send_mail(everything: bool) -> None:  # noqa: FBT001  click's way
    """Send the mail that waits. Run it every few minutes."""
    do("send_mail", all=everything)


@site.command("backup")
@click.argument("file", type=click.Path(path_type=Path))
def backup(file: Path) -> None:
    """Copy all rows to FILE, while the site runs."""
    do("back_up", str(file))


@site.command("restore")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--yes", is_flag=True, help="Do not ask.")
def restore(file: Path, yes: bool) -> None:  # noqa: FBT001  click's way
    """Put the rows of FILE in the place of those that are there."""
    if not file.is_file():
        raise UserError("no-file", f"There is no file at {file}.")
    if not yes:
        click.confirm("All rows that are there now will be replaced. Go on?", abort=True, err=True)
    do("restore", str(file))
