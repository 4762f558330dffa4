"""`compendium edition`: the editions kept here, checked, chosen, handed on."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import click
import msgspec

from compendium.cli.options import answer, formatted
from compendium.cli.places import content_directory, shelf_of
from compendium.edition.colophon import Colophon
from compendium.edition.handing import offer, pull, use, verify_file
from compendium.edition.shelf import editions_on, read_current
from compendium.vocabulary.errors import UserError

_SHELF: Final = click.option(
    "--shelf",
    type=click.Path(path_type=Path),
    default=None,
    help="The directory of editions. Default: that of the content in use.",
)


@click.group("edition")
def edition() -> None:
    """Editions: each is one sealed file. List, check, choose and hand them on."""


@edition.command("list")
@click.option("--offer", "offering", is_flag=True, help="Write editions.json, to be pulled from.")
@_SHELF
@formatted
def list_(offering: bool, shelf: Path | None, form: str) -> int:  # noqa: FBT001  click's way
    """List the editions that are kept, the current one marked."""
    place = _shelf(shelf)
    noted = read_current(place)
    current = noted.edition if noted else None
    if offering and not place.is_dir():
        raise UserError("no-shelf", f"There is no shelf of editions at {place}.")
    if offering:
        offer(place, current)
    found = editions_on(place)
    if form == "json":
        answer({"current": current, "editions": [msgspec.to_builtins(one) for one in found]})
        return 0
    for one in found:
        mark = "*" if one.edition == current else " "
        click.echo(f"{mark} {one.edition}  {one.stands_at}  {one.counts.get('instrument', 0)} held")
    if not found:
        click.echo("No edition is kept here; `compendium compile` makes one.")
    return 0


@edition.command("verify")
@click.argument("file", type=click.Path(path_type=Path))
@formatted
def verify(file: Path, form: str) -> int:
    """Check that the edition FILE is whole: its digest fits its content."""
    said = verify_file(file)
    _say(said, f"Edition {said.edition} is whole. Digest {said.digest}", form)
    return 0


@edition.command("use")
@click.argument("name", metavar="EDITION")
@_SHELF
@formatted
def use_(name: str, shelf: Path | None, form: str) -> int:
    """Make EDITION the current one. A running site takes it up within seconds.

    The next command that reads the content itself compiles anew where the content differs.
    """
    said = use(_shelf(shelf), name)
    _say(said, f"Edition {said.edition} is the current one.", form)
    return 0


@edition.command("pull")
@click.argument("place")
@click.option("--edition", "name", default=None, help="Which one. Default: the current one there.")
@click.option("--use", "use_it", is_flag=True, help="Make it the current one here.")
@_SHELF
@formatted
def pull_(
    place: str,
    name: str | None,
    use_it: bool,  # noqa: FBT001  click's way
    shelf: Path | None,
    form: str,
) -> int:
    """Bring an edition from PLACE, its checksums compared.

    PLACE is a directory or an https address. It holds editions.json, which
    `compendium edition list --offer` writes.
    """
    target = _shelf(shelf)
    said, fresh = pull(place, target, name)
    if use_it:
        use(target, said.edition)
    words = "brought" if fresh else "already here"
    _say(said, f"Edition {said.edition} is {words} and whole.", form)
    return 0


def _shelf(named: Path | None) -> Path:
    return named or shelf_of(content_directory())


def _say(said: Colophon, words: str, form: str) -> None:
    if form == "json":
        answer(msgspec.to_builtins(said))
    else:
        click.echo(words)
