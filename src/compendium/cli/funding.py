"""`compendium funding`: amounts by fiscal year and stage, each with its letter."""

from __future__ import annotations

from pathlib import Path

import click

from compendium.cli.options import answer, paragraph, reader_for, reading
from compendium.edition.answers import Plain
from compendium.edition.catalogue import money_of
from compendium.edition.reader import EditionReader
from compendium.model.parties import Party
from compendium.vocabulary.errors import UserError
from compendium.vocabulary.fiscal_years import parse_fiscal_year


@click.command("funding")
@click.option("--year", default=None, help="A fiscal year, for example 2018-19.")
@reading
def funding(year: str | None, edition: Path | None, form: str) -> int:
    """List the money: by fiscal year of the money, stage and letter. Never a sum."""
    wanted = parse_fiscal_year(year) if year else None
    reader = reader_for(edition)
    value = money_of(reader, wanted)
    if form == "json":
        answer(value)
        return 0
    if not any(value[part] for part in ("allocations", "statewide", "county")):
        known = sorted({row["fiscal_year"] for row in money_of(reader)["allocations"]} - {None})
        raise UserError(
            "no-money", f"No amount of {wanted} is known here. Years known: {', '.join(known)}."
        )
    for part, label in (
        ("allocations", "Allocations to counties, by letter"),
        ("statewide", "Statewide figures (they overlap with the above; never add them)"),
        ("county", "County figures"),
    ):
        _print(reader, label, value[part])
    return 0


def _print(reader: EditionReader, label: str, rows: list[Plain]) -> None:
    if not rows:
        return
    click.echo(click.style(f"\n{label}", bold=True))
    for row in rows:
        amount = "not seen" if row["amount_usd"] is None else f"${row['amount_usd']:,}"
        year = row["fiscal_year"] or "no year"
        stage = row["stage"].replace("-", " ")
        letter = row["instrument"] or _county(reader, row) or row["kind"].replace("-", " ")
        click.echo(f"  {year:<9} {stage:<16} {amount:>15}  {letter}")
        click.echo(paragraph(row["purpose"], indent=12))


def _county(reader: EditionReader, row: Plain) -> str | None:
    one = reader.one(Party, row.get("county") or "")
    return one.name if one else None
