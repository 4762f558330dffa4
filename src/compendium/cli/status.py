"""`compendium status`: whether it was in force on that day, and why."""

from __future__ import annotations

import json
import sys
from datetime import date
from pathlib import Path
from typing import Any, Final, TextIO

import click

from compendium.cli.options import answer, dated, paragraph, reader_for, reading, today
from compendium.edition.answers import Plain, status_answer, successors_answer
from compendium.edition.lookup import look_up
from compendium.edition.reader import EditionReader
from compendium.vocabulary.dates import day_in_words, parse_day
from compendium.vocabulary.errors import CompendiumError, UserError

WORDS: Final = {
    "in_force": ("In force", "green"),
    "partially_in_force": ("Partially in force", "yellow"),
    "not_yet_in_force": ("Not yet in force", "yellow"),
    "no_longer_in_force": ("No longer in force", "red"),
    "unknown": ("Unknown", "magenta"),
    None: ("Not a directive: it has no force of its own", "blue"),
}


@click.command("status")
@click.argument("citation", required=False)
@click.option(
    "--batch",
    type=click.Path(path_type=Path, allow_dash=True),
    help="A JSON Lines file of rows with id, document and as_of; one answer per row.",
)
@dated
@reading
def status(
    citation: str | None, batch: Path | None, on: date | None, edition: Path | None, form: str
) -> int:
    r"""Tell whether CITATION was in force on a day, and why.

    \b
    compendium status "ACL 15-49" --on 2016-06-01
    """
    if (citation is None) == (batch is None):
        raise UserError("usage", "Name one citation, or a file with --batch.")
    reader = reader_for(edition)
    if batch is not None:
        return _batch(reader, batch, on or today())
    value = status_answer(reader, look_up(reader, citation or ""), on or today())
    if form == "json":
        answer(value)
    else:
        _print(value)
    return 0


def _print(value: Plain) -> None:
    words, colour = WORDS[value["status"]]
    day = day_in_words(date.fromisoformat(value["as_of"]))
    head = click.style(words, fg=colour, bold=True)
    click.echo(f"{value['document']}, as of {day}: {head}")
    click.echo()
    click.echo(paragraph(value["explanation"]))
    for name, label in (
        ("superseded_by", "Replaced by"),
        ("partly_superseded_by", "Replaced in part by"),
        ("current", "Current"),
        ("would_decide", "Would decide it"),
    ):
        listed = value.get(name)
        if listed and listed != [value["document"]]:
            click.echo(paragraph(f"{label}: {'; '.join(listed)}", indent=2, first=""))
    if value["sources"]:
        click.echo("\nSources")
    for source in value["sources"]:
        where = source.get("url") or source.get("mirror") or ""
        line = f"{source['of']}: {source['title']}. {where}".strip()
        click.echo(paragraph(line, indent=4, first="  - "))


def _batch(reader: EditionReader, batch: Path, default: date) -> int:
    """Answer a file row by row. A bad row becomes an error object; the others go on."""
    try:
        source: TextIO = sys.stdin if str(batch) == "-" else batch.open(encoding="utf-8")
    except OSError as error:
        reason = (error.strerror or "").lower()
        raise UserError("no-file", f"{batch} cannot be read: {reason}.") from None
    worst = 0
    try:
        with source:
            for number, line in enumerate(source, start=1):
                if line.strip():
                    value = _row(reader, line, number, default)
                    worst = max(worst, 2 if "error" in value else 0)
                    answer(value)
    except UnicodeDecodeError:
        raise UserError("bad-file", f"{batch} is not UTF-8 text.") from None
    return worst


def _row(reader: EditionReader, line: str, number: int, default: date) -> Plain:
    name: Any = number
    try:
        row = json.loads(line)
        name = row.get("id", number) if isinstance(row, dict) else number
        if not isinstance(row, dict) or not isinstance(row.get("document"), str):
            raise UserError("bad-row", f"Row {number} has no document to ask about.")
        found = look_up(reader, row["document"])
        if "as_of" in row and row["as_of"] is None:
            return {"id": name, **successors_answer(reader, found.instrument)}
        on = parse_day(str(row["as_of"])) if "as_of" in row else default
        return {"id": name, **status_answer(reader, found, on)}
    except (json.JSONDecodeError, RecursionError):
        error = UserError("bad-row", f"Row {number} is not JSON.")
        return _error(name, error)
    except CompendiumError as error:
        return _error(name, error)


def _error(name: Any, error: CompendiumError) -> Plain:  # noqa: ANN401  whatever the row gave
    return {"id": name, "error": {"code": error.code, "message": error.message}}
