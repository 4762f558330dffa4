"""`compendium compare`: what changed between two days, or between two editions."""

from __future__ import annotations

from pathlib import Path

import click

from compendium.cli.options import answer, paragraph, reader_for, reading
from compendium.edition.compare import Change, Changes, compare_days, comparison_value
from compendium.edition.learned import compare_editions, learned_value
from compendium.edition.reader import open_edition
from compendium.vocabulary.dates import day_in_words, parse_day
from compendium.vocabulary.errors import UserError


@click.command("compare")
@click.argument("first", required=False)
@click.argument("second", required=False)
@click.option(
    "--editions",
    nargs=2,
    type=click.Path(path_type=Path),
    default=None,
    help="Compare two edition files instead: what was learned between them.",
)
@reading
def compare(
    first: str | None,
    second: str | None,
    editions: tuple[Path, Path] | None,
    edition: Path | None,
    form: str,
) -> int:
    r"""Tell what changed from day FIRST to day SECOND.

    \b
    compendium compare 2024-12-31 2025-01-01
    compendium compare --editions old.sqlite new.sqlite
    """
    if editions is not None:
        return _editions(*editions, form)
    if first is None or second is None:
        raise UserError("usage", "Name two days, for example: compare 2024-12-31 2025-01-01.")
    found = compare_days(reader_for(edition), parse_day(first), parse_day(second))
    if form == "json":
        answer(comparison_value(found))
        return 0
    click.echo(f"From {day_in_words(found.first)} to {day_in_words(found.second)}")
    for label, changes in (
        ("Duties", found.duties),
        ("Laws and letters", found.instruments),
        ("Partners", found.partners),
        ("Documentation codes", found.codes),
        ("Money", found.money),
    ):
        _print(label, changes)
    click.echo(click.style("\nTo paste", bold=True))
    click.echo(paragraph(found.paragraph))
    return 0


def _print(label: str, changes: Changes) -> None:
    if not changes:
        return
    click.echo(click.style(f"\n{label}", bold=True))
    groups: tuple[tuple[str, tuple[Change, ...]], ...] = (
        ("added", changes.added),
        ("ended", changes.ended),
        ("changed", changes.changed),
        ("uncertain", changes.uncertain),
    )
    for name, found in groups:
        for one in found:
            click.echo(paragraph(f"{name}: {one.sentence}", indent=4, first="  - "))


def _editions(older: Path, newer: Path, form: str) -> int:
    before, after = open_edition(older), open_edition(newer)
    found = compare_editions(before, after)
    if form == "json":
        answer(learned_value(before, after, found))
        return 0
    click.echo(f"From edition {before.colophon.edition} to {after.colophon.edition}")
    for one in found:
        fields = f" ({', '.join(one.fields)})" if one.fields else ""
        click.echo(
            paragraph(f"{one.change} {one.kind} {one.label}{fields}", indent=4, first="  - ")
        )
    if not found:
        click.echo("  nothing differs")
    return 0
