"""`compendium desk`: compare drafts with their letters, on this machine alone."""

from __future__ import annotations

from pathlib import Path

import click

from compendium.cli.options import content_for_drafts, today
from compendium.desk.app import Desk
from compendium.desk.drafts import Drafts
from compendium.desk.guard import Guard
from compendium.desk.handover import Handover
from compendium.desk.letters import Letters
from compendium.desk.server import listening, serve


@click.command("desk")
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@click.option("--port", default=8010, show_default=True, type=click.IntRange(0, 65535),
              help="The port; 0 takes any free one.")  # fmt: skip
@click.option("--letters", type=click.Path(path_type=Path, file_okay=False),
              help="Where the letters are, if they moved since they were read.")  # fmt: skip
@click.option("--content", type=click.Path(path_type=Path), help="The content directory.")
def desk(folder: Path, port: int, letters: Path | None, content: Path | None) -> None:
    """Review the drafts of FOLDER beside their letters. Ctrl-C ends it.

    FOLDER is what `compendium intake --accept-into` wrote. Only this machine's browser is
    answered, at the address that is printed.
    """
    base = content_for_drafts(content)
    drafts = Drafts(folder, base)
    handover = Handover(base.root) if base is not None else None
    server = listening(port)
    guard = Guard(server.server_port)
    click.echo(f"The desk is open at {guard.address}")
    serve(server, Desk(drafts, Letters(letters), guard, today, handover))
