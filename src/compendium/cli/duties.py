"""`compendium duties`: who must do what, as of a day."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from compendium.cli.options import answer, dated, paragraph, reader_for, reading, today
from compendium.edition.answers import Plain
from compendium.edition.catalogue import duties_on, duty_value
from compendium.vocabulary.dates import day_in_words
from compendium.vocabulary.kinds import Bearer


@click.command("duties")
@click.option(
    "--bearer",
    type=click.Choice([bearer.value for bearer in Bearer]),
    default=None,
    help="Only duties of this bearer.",
)
@click.option("--topic", default=None, help="Only duties of this topic.")
@dated
@reading
def duties(
    bearer: str | None, topic: str | None, on: date | None, edition: Path | None, form: str
) -> int:
    """List the duties that apply on a day, each with its source."""
    reader = reader_for(edition)
    day = on or today()
    found = duties_on(reader, day, Bearer(bearer) if bearer else None, topic)
    values = [duty_value(reader, duty, day) for duty, _ in found]
    if form == "json":
        answer({"as_of": day.isoformat(), "duties": values})
        return 0
    click.echo(f"{len(values)} duties as of {day_in_words(day)}")
    for value in values:
        _print(value)
    return 0


def _print(value: Plain) -> None:
    click.echo()
    click.echo(click.style(value["title"], bold=True) + f"  [{value['id']}]")
    click.echo(paragraph(value["statement"], indent=2))
    if value.get("deadline"):
        click.echo(paragraph(f"By when: {value['deadline']['words']}", indent=2))
    for element in value["elements"]:
        click.echo(paragraph(element["label"], indent=6, first="    - "))
    where = "; ".join(value["citations"]) or "no provision"
    since = value.get("applies_from", "not traced")
    click.echo(paragraph(f"{value['force']}, {where}, since {since}", indent=2))
    if value["state"] == "unknown":
        click.echo(paragraph("Whether it applies on this day cannot be told.", indent=2))
