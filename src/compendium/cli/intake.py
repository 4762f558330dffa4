"""`compendium intake`: letters become drafts, a letter list becomes a coverage report."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from compendium.cli.intake_run import Run
from compendium.cli.options import answer, content_for_drafts, formatted, note, paragraph
from compendium.cli.places import current_edition
from compendium.edition.reader import EditionReader, open_edition
from compendium.intake.batch import letter_files
from compendium.intake.coverage import coverage_of
from compendium.intake.executors import cluster
from compendium.intake.list_page import page_lines
from compendium.intake.listing import ListEntry, entries_of
from compendium.intake.open_letter import bytes_of
from compendium.reading.plain import decoded
from compendium.vocabulary.errors import CompendiumError, UserError

_READ = "PDF, Word, RTF, HTML, text and pictures are read"


@click.command("intake")
@click.argument("files", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--listing",
    type=click.Path(path_type=Path),
    default=None,
    help="A saved page that lists letters: what is held, what is lacking.",
)
@click.option(
    "--accept-into",
    "into",
    type=click.Path(path_type=Path, file_okay=False),
    default=None,
    help="Write drafts and their provenance below this folder; a later run goes on from there.",
)
@click.option("--content", type=click.Path(path_type=Path), help="The content directory.")
@click.option(
    "--edition",
    type=click.Path(path_type=Path),
    default=None,
    help="With --listing: the edition to compare with. Default: the current one.",
)
@click.option(
    "--scheduler",
    "address",
    default=None,
    metavar="ADDRESS",
    help="Share the work on the Dask cluster of this scheduler (tcp://…:8786). "
    "Default: this machine's processors.",
)
@formatted
def intake(
    files: tuple[Path, ...],
    listing: Path | None,
    into: Path | None,
    content: Path | None,
    edition: Path | None,
    address: str | None,
    form: str,
) -> int:
    """Read letters and show a draft of each.

    Each FILE is a letter or a folder of them. A draft shows where each field was read. It is
    checked by the content rules at once; a person reviews it before it counts.
    """
    if listing is not None:
        return _listing(listing, edition, as_json=form == "json")
    if not files:
        raise UserError("no-file", "Name at least one letter, or a page with --listing.")
    letters = [str(path) for path in letter_files(files)]
    if not letters:
        raise UserError("no-letters", f"{files[0]} holds no letter: {_READ}.")
    run = Run(content_for_drafts(content), into, as_json=form == "json")
    with cluster(address) as crew:
        return run.over(letters, crew)


def _listing(path: Path, edition: Path | None, *, as_json: bool) -> int:
    entries = entries_of(page_lines(decoded(bytes_of(path))))
    if not entries:
        raise UserError("no-letters", f"{path} lists no letter that can be recognised.")
    coverage = _coverage(entries, edition)
    if as_json:
        answer({"lines": [entry.plain() for entry in entries], "coverage": coverage})
        return 0
    for entry in entries:
        _print_entry(entry)
    if coverage is not None:
        _print_coverage(coverage)
    return 0


def _coverage(entries: list[ListEntry], edition: Path | None) -> dict[str, Any] | None:
    """The report, or None where no edition can be had; an edition that was named must be there."""
    opened: Callable[[], EditionReader] = (
        (lambda: open_edition(edition)) if edition is not None else current_edition
    )
    try:
        return coverage_of(entries, opened())
    except CompendiumError as error:
        if edition is not None:
            raise
        note(f"No coverage report: {error.message}")
        return None


def _print_entry(entry: ListEntry) -> None:
    day = str(entry.issued) if entry.issued else "no date"
    click.echo(paragraph(f"{entry.citation}, {day}: {entry.title or '–'}", indent=4, first=""))
    for relation in entry.relations:
        click.echo(f"    {relation.type} {relation.target} ({relation.guess}: {relation.stated})")
    for doubt in entry.notes:
        click.echo(paragraph(f"note: {doubt}", indent=6, first="    "))


def _print_coverage(coverage: dict[str, Any]) -> None:
    click.echo()
    for name, label in (
        ("held", "Held"),
        ("lacking", "Lacking"),
        ("errata_without_parents", "Errata without their letter"),
        ("not_listed", "Held, not in this list"),
    ):
        listed = coverage[name]
        if listed:
            click.echo(
                paragraph(f"{label} ({len(listed)}): {', '.join(listed)}", indent=2, first="")
            )
    for one in coverage["relations_held"]:
        words = f"The edition holds: {one['citation']} {one['type']} {one['target']}"
        click.echo(paragraph(words, indent=2, first=""))
    for name, label in (("titles_differ", "Title"), ("dates_differ", "Date")):
        for one in coverage[name]:
            held = repr(one["held"]) if one["held"] else "none is held"
            words = f"{label} of {one['citation']}: listed {one['listed']!r}, held {held}"
            click.echo(paragraph(words, indent=2, first=""))
