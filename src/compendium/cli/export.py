"""`compendium export`: an edition in the forms that others read."""

from __future__ import annotations

import os
import tempfile
from datetime import date
from pathlib import Path

import click

from compendium.cli.options import answer, dated, reader_for, reading, today
from compendium.edition.exports.forms import FORMS, Form
from compendium.edition.reader import EditionReader
from compendium.vocabulary.errors import UserError


@click.command("export")
@click.argument("kind", metavar="FORMAT", type=click.Choice(list(FORMS)))
@click.argument("target", type=click.Path(path_type=Path))
@dated
@reading
def export(kind: str, target: Path, on: date | None, edition: Path | None, form: str) -> int:
    r"""Write the edition to TARGET as FORMAT.

    \b
    csv      a folder of tables with a data dictionary
    jsonl    every record on a line
    xlsx     a workbook for analysts
    sqlite   one file of plain tables, as Datasette opens it
    csl, bibtex   every instrument as a reference
    oscal    the duties as an OSCAL catalogue
    jsonld   every instrument in the words of schema.org

    A TARGET that is a folder gets a file of the usual name; - is the standard output, for
    every form but csv. The same edition and day give the same file.
    """
    chosen, day = FORMS[kind], on or today()
    if str(target) == "-":
        return _piped(chosen, reader_for(edition), day)
    file = target / chosen.file if target.is_dir() and kind != "csv" else target
    reader = reader_for(edition)
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        chosen.write(reader, day, _address(), file)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise UserError("no-file", f"{file} cannot be written: {reason}.") from None
    if form == "json":
        answer({"edition": reader.colophon.edition, "format": kind, "path": str(file)})
    else:
        click.echo(f"Edition {reader.colophon.edition} written to {file}")
    return 0


def _piped(chosen: Form, reader: EditionReader, day: date) -> int:
    """Write to standard output, and nothing beside it."""
    if chosen.name == "csv":
        raise UserError("no-file", "csv is a folder of tables: name the folder to write.")
    with tempfile.TemporaryDirectory(prefix="compendium-export-") as folder:
        file = Path(folder) / chosen.file
        chosen.write(reader, day, _address(), file)
        click.echo(file.read_bytes(), nl=False)
    return 0


def _address() -> str:
    return os.environ.get("COMPENDIUM_ADDRESS", "http://127.0.0.1:8000").rstrip("/")
