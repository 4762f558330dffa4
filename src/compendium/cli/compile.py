"""`compendium compile`: checked content becomes a sealed edition."""

from __future__ import annotations

from pathlib import Path

import click

from compendium.cli.options import answer, formatted
from compendium.cli.places import commit_of, compile_to_shelf, content_directory
from compendium.compiler.compile import compile_edition
from compendium.content.check import check_directory


@click.command("compile")
@click.option("--content", type=click.Path(path_type=Path), help="The content directory.")
@click.option("--output", type=click.Path(path_type=Path), help="The edition file to write.")
@formatted
def compile_(content: Path | None, output: Path | None, form: str) -> int:
    """Compile the content into a sealed edition.

    Without --output the edition becomes the current one. The old edition stays
    until the new one is whole and verified.
    """
    root = content or content_directory()
    if output is None:
        colophon, target = compile_to_shelf(root)
    else:
        target = output
        colophon = compile_edition(check_directory(root), output, commit=commit_of(root))
    if form == "json":
        answer({"edition": colophon.edition, "digest": colophon.digest, "counts": colophon.counts})
        return 0
    click.echo(f"Edition {colophon.edition} written to {target}")
    for kind, count in colophon.counts.items():
        click.echo(f"  {count:>6}  {kind}")
    if colophon.warnings:
        click.echo(f"  {colophon.warnings} warnings; `compendium rules` shows them")
    return 0
