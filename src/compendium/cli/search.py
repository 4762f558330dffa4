"""`compendium search`: by number, by need, by mistake, as of any date."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from compendium.cli.options import answer, dated, paragraph, reader_for, reading, today
from compendium.cli.status import WORDS
from compendium.search import Result, SearchAnswer
from compendium.search import search as search_edition


@click.command("search")
@click.argument("query", nargs=-1, required=True)
@click.option(
    "--limit",
    type=click.IntRange(1, 200),
    default=20,
    show_default=True,
    help="How many results at most.",
)
@dated
@reading
def search(
    query: tuple[str, ...], limit: int, on: date | None, edition: Path | None, form: str
) -> int:
    r"""Find what answers QUERY: a citation in any spelling, or words.

    \b
    compendium search acl 16-49
    compendium search "who must be told when a child is missing" --on 2016-11-30

    Every character is text; there are no operators. Do not type details about a child.
    """
    reader = reader_for(edition)
    found = search_edition(reader, " ".join(query), on=on or today(), limit=limit)
    if form == "json":
        answer(found.plain())
    else:
        _print(found)
    return 0


def _print(found: SearchAnswer) -> None:
    for said in found.notes:
        click.echo(paragraph(said))
    if found.not_held and not found.results:
        click.echo(paragraph(f"{found.not_held} is not in this compendium. It may exist."))
        if found.list_page:
            click.echo(f"The issuer's list: {found.list_page}")
    elif not found.results and found.query:
        click.echo("Nothing here answers that with confidence.")
    for number, one in enumerate(found.results, start=1):
        _print_result(number, one)
    if found.suggestions:
        lead = "Near" if found.not_held else "Did you mean"
        click.echo(paragraph(f"{lead}: {', '.join(found.suggestions)}"))


def _print_result(number: int, one: Result) -> None:
    words, colour = WORDS[one.status] if one.status else (one.kind.replace("-", " "), "blue")
    head = one.citation if one.kind == "instrument" and one.citation else one.title
    under = one.title if one.kind == "instrument" else f"rests on {one.citation}"
    click.echo(f"{number:>3}  {click.style(head, bold=True)}  {click.style(words, fg=colour)}")
    if one.kind == "instrument" or one.citation:
        click.echo(paragraph(under, indent=5))
    click.echo(paragraph(one.why, indent=5))
