"""`compendium mcp`: read-only tools for assistants, over standard input and output."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

import click

from compendium.cli.options import reader_for, today
from compendium.vocabulary.errors import UserError


@click.command("mcp")
@click.option(
    "--edition",
    type=click.Path(path_type=Path),
    default=None,
    help="The edition to read. Default: the current one, compiled on first use.",
)
def mcp(edition: Path | None) -> int:
    """Answer an assistant's questions, on this machine alone.

    Speaks the Model Context Protocol. Needs the extra: `pip install csec-compendium[mcp]`.
    """
    if find_spec("mcp") is None:
        raise UserError(
            "no-mcp", "The library for this is missing: pip install 'csec-compendium[mcp]'."
        )
    server = import_module("compendium.publish.assistants").server_for(reader_for(edition), today())
    server.run("stdio")
    return 0
