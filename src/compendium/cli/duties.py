"""`compendium duties`: who must do what, as of a day."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from compendium.cli.options import answer, dated, paragraph, reader_for, reading, today
from compendium.duties.words import duty_words
from compendium.edition.answers import Plain
from compendium.edition.catalogue import duties_on, duty_value
from compendium.edition.reader import EditionReader
from compendium.model.duties import Duty
from compendium.vocabulary.dates import PartialDate, day_in_words
from compendium.vocabulary.errors import UserError
from compendium.vocabulary.kinds import Bearer, DutyForce, Modality


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
    _check_topic(reader, topic)
    found = duties_on(reader, day, Bearer(bearer) if bearer else None, topic)
    values = [duty_value(reader, duty, day) for duty, _ in found]
    if form == "json":
        answer({"as_of": day.isoformat(), "duties": values})
        return 0
    noun = "duty" if len(values) == 1 else "duties"
    click.echo(f"{len(values)} {noun} as of {day_in_words(day)}")
    for value in values:
        _print(value)
    return 0


def _check_topic(reader: EditionReader, topic: str | None) -> None:
    """Refuse a topic that no duty has, so that a typing mistake does not look like an answer."""
    topics = sorted({duty.topic for duty in reader.all(Duty).values()})
    if topic is not None and topic not in topics:
        raise UserError(
            "unknown-topic",
            f"No duty has the topic {topic!r}. The topics of duties are: {', '.join(topics)}.",
        )


def _print(value: Plain) -> None:
    click.echo()
    click.echo(click.style(value["title"], bold=True) + f"  [{value['id']}]")
    click.echo(paragraph(value["statement"], indent=2))
    if value.get("deadline"):
        click.echo(paragraph(f"By when: {value['deadline']['words']}", indent=2))
    for element in value["elements"]:
        click.echo(paragraph(element["label"], indent=6, first="    - "))
    where = "; ".join(value["citations"]) or "no provision"
    first = value.get("applies_from")
    since = f"since {PartialDate.parse(first).in_words()}" if first else "start not traced"
    firm = duty_words(DutyForce(value["force"]), Modality(value["modality"]))
    click.echo(paragraph(f"{firm}, {where}, {since}", indent=2))
    if value["state"] == "unknown":
        click.echo(paragraph("Whether it applies on this day cannot be told.", indent=2))
