"""`compendium alerts`: tell those who asked what changed between two editions."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Final

import click

from compendium.cli.options import dated
from compendium.cli.places import content_directory, shelf_of
from compendium.cli.rows import do
from compendium.edition.shelf import edition_file, read_current
from compendium.vocabulary.errors import UserError

_CURRENT: Final = "current"


@click.group("alerts")
def alerts() -> None:
    """Alerts by e-mail: send what changed, forget what is over.

    Reads the same settings as `compendium serve`, among them DATABASE_URL,
    COMPENDIUM_ADDRESS and COMPENDIUM_MAIL.
    """


@alerts.command("send")
@click.option(
    "--from", "older", metavar="EDITION", required=True, help="The earlier edition: id or file."
)
@click.option(
    "--to",
    "newer",
    metavar="EDITION",
    required=True,
    help="The later edition: id or file, or `current`.",
)
@click.option("--preview", is_flag=True, help="Show the mails; write and send nothing.")
@click.option(
    "--shelf",
    type=click.Path(path_type=Path),
    default=None,
    help="The directory of editions. Default: that of the content in use.",
)
@dated
def send(
    older: str,
    newer: str,
    preview: bool,  # noqa: FBT001  click's way
    shelf: Path | None,
    on: date | None,
) -> None:
    """Tell every subscriber once what changed from one edition to another.

    Run it again after an interruption: nobody is written to twice, nobody is left out.
    Who follows nothing that changed gets no mail.

    For example: compendium alerts send --from 1a9b1aebefda --to current
    """
    files = [str(_file(name, shelf)) for name in (older, newer)]
    do("send_alerts", *files, preview=preview, on=on)


@alerts.command("tidy")
def tidy() -> None:
    """Delete requests that were not confirmed within two days. Run it daily."""
    do("tidy_alerts")


def _file(name: str, shelf: Path | None) -> Path:
    """The file of an edition. Raises UserError ``unknown-edition``."""
    if Path(name).is_file():
        return Path(name)
    place = shelf or shelf_of(content_directory())
    noted = read_current(place) if name == _CURRENT else None
    file = place / noted.file if noted is not None else edition_file(place, name)
    if "/" in name or not file.is_file():
        raise UserError(
            "unknown-edition",
            f"There is no edition {name} on the shelf; `compendium edition list` shows them.",
        )
    return file
