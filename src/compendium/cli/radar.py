"""`compendium radar`: what may be out of date, overdue, or was never seen."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click
import msgspec

from compendium.cli.options import answer, dated, paragraph, reader_for, reading, today
from compendium.edition.radar import REASONS
from compendium.edition.radar import radar as blips_on
from compendium.vocabulary.dates import day_in_words


@click.command("radar")
@dated
@reading
def radar(on: date | None, edition: Path | None, form: str) -> int:
    """List what may be stale: unchecked, overdue, not seen, and more."""
    day = on or today()
    found = blips_on(reader_for(edition), day)
    if form == "json":
        answer({"as_of": day.isoformat(), "blips": msgspec.to_builtins(found)})
        return 0
    click.echo(f"{len(found)} things to look after as of {day_in_words(day)}")
    said = None
    for one in found:
        label = REASONS[one.reason]
        if label != said:
            click.echo(click.style(f"\n{label}", bold=True))
            said = label
        click.echo(paragraph(one.sentence, indent=4, first="  - "))
    return 0
