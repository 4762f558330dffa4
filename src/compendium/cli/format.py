"""`compendium format`: content files in canonical form."""

from __future__ import annotations

from pathlib import Path

import click

from compendium.cli.places import content_directory
from compendium.content.format import format_content


@click.command("format")
@click.option("--content", type=click.Path(path_type=Path), help="The content directory.")
def format_(content: Path | None) -> int:
    """Rewrite content files in canonical form. Comments are not kept."""
    changed = format_content(content or content_directory())
    for path in changed:
        click.echo(f"formatted {path}")
    click.echo(f"{len(changed)} files changed.", err=True)
    return 0
