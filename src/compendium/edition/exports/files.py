"""Tables as files: CSV, JSON Lines, one SQLite file, one workbook. Same bytes each time."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
from contextlib import closing
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any, Final

import xlsxwriter

from compendium.edition.exports.tables import (
    Table,
    dictionary,
    guarded,
    tables,
    unguarded,
)
from compendium.edition.kinds import KINDS, key_of
from compendium.edition.reader import EditionReader
from compendium.model.records import Record, from_plain, to_plain
from compendium.vocabulary.dates import day_in_words

_LONGEST_CELL: Final = 32_000
"""A workbook takes so many characters in a cell; what is longer is in the other forms."""
_SHEETS: Final = (
    "instrument", "status", "duty", "allocation", "claiming-code", "documentation-code", "effect",
    "party", "term", "event", "source", "data-dictionary",
)  # fmt: skip
_WIDE: Final = 40


def write_csv(reader: EditionReader, on: date, folder: Path) -> list[Path]:
    """A file a table and the data dictionary, into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    listed = tables(reader, on)
    written = []
    for table in [*listed, dictionary(listed)]:
        file = folder / f"{table.name}.csv"
        file.write_text(csv_of(table), encoding="utf-8", newline="")
        written.append(file)
    return written


def csv_of(table: Table) -> str:
    """A table as CSV with a header; unknown is empty, formulas are guarded."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([column.name for column in table.columns])
    writer.writerows([guarded(cell) for cell in row] for row in table.rows)
    return out.getvalue()


def read_csv(text: str, shape: Table) -> Table:
    """The table that ``csv_of`` wrote; ``shape`` names its columns."""
    lines = csv.reader(io.StringIO(text, newline=""))
    next(lines)
    rows = tuple(tuple(unguarded(cell) if cell else None for cell in line) for line in lines)
    return shape._replace(rows=rows)


def jsonl_of(reader: EditionReader) -> str:
    """Every record on a line of its own, under a line about the edition."""
    said = reader.colophon
    first = {"edition": said.edition, "digest": said.digest, "stands_at": said.stands_at}
    lines = [_line(first)]
    for word, kind in KINDS.items():
        lines.extend(
            _line({"kind": word, "id": key_of(record), "record": to_plain(record)})
            for record in reader.all(kind).values()
        )
    return "".join(lines)


def read_jsonl(text: str) -> dict[str, list[Record]]:
    """The records that ``jsonl_of`` wrote, by kind."""
    found: dict[str, list[Record]] = {}
    for line in text.splitlines()[1:]:
        value = json.loads(line)
        record = from_plain(value["record"], KINDS[value["kind"]])
        found.setdefault(value["kind"], []).append(record)
    return found


def write_sqlite(reader: EditionReader, on: date, file: Path) -> None:
    """All tables in one SQLite file, with the dictionary, as Datasette opens them."""
    file.unlink(missing_ok=True)
    listed = tables(reader, on)
    with closing(sqlite3.connect(file)) as connection, connection:
        for table in [*listed, dictionary(listed), _about(reader, on)]:
            _create(connection, table)
        connection.execute("CREATE INDEX source_record ON source (kind, record)")
        connection.execute("CREATE INDEX effect_target ON effect (target)")


def write_xlsx(reader: EditionReader, on: date, file: Path) -> None:
    """A workbook: what it is first, then a sheet a table with its head frozen."""
    listed = tables(reader, on)
    by_name = {table.name: table for table in [*listed, dictionary(listed)]}
    # Text stays text: nothing in a workbook is a formula or turns into a link.
    options = {"strings_to_formulas": False, "strings_to_urls": False, "in_memory": True}
    with xlsxwriter.Workbook(str(file), options) as book:
        stands = datetime.combine(reader.compendium.stands_at, time(), UTC).replace(tzinfo=None)
        book.set_properties({"title": reader.colophon.title, "created": stands})
        bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        plain = book.add_format({"text_wrap": True, "valign": "top"})
        _front(book.add_worksheet("Read me"), reader, on, bold, plain)
        for name in _SHEETS:
            _sheet(book.add_worksheet(name), by_name[name], bold, plain)


def _line(value: Any) -> str:  # noqa: ANN401  a JSON value
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")) + "\n"


def _about(reader: EditionReader, on: date) -> Table:
    said = reader.colophon
    rows = (
        ("edition", said.edition), ("digest", said.digest), ("title", said.title),
        ("stands_at", said.stands_at), ("as_of", on.isoformat()), ("license", "CC0-1.0"),
    )  # fmt: skip
    shape = dictionary([]).columns[:2]
    columns = (shape[0]._replace(name="name"), shape[1]._replace(name="value"))
    return Table("about", "What this file is.", columns, rows)


def _create(connection: sqlite3.Connection, table: Table) -> None:
    names = [f'"{column.name}"' for column in table.columns]
    whole = {"amount_usd", "how_many", "order"}
    kinds = ["INTEGER" if column.name in whole else "TEXT" for column in table.columns]
    declared = ", ".join(f"{name} {kind}" for name, kind in zip(names, kinds, strict=True))
    connection.execute(f'CREATE TABLE "{table.name}" ({declared})')
    places = ", ".join("?" for _ in names)
    connection.executemany(f'INSERT INTO "{table.name}" VALUES ({places})', table.rows)  # noqa: S608  our own names


def _front(sheet: Any, reader: EditionReader, on: date, bold: Any, plain: Any) -> None:  # noqa: ANN401  xlsxwriter has no types
    said = reader.colophon
    lines = (
        (said.title, ""),
        ("Edition", f"{said.edition} (digest {said.digest})"),
        ("The facts stand at", said.stands_at),
        ("Status is shown as of", day_in_words(on)),
        ("An empty cell", "means not known. It never means zero or no."),
        ("Amounts", "Rows of one year overlap. Do not add them up."),
        ("verification", "says how close we came to the text. Carry it along."),
        ("Columns", "are explained on the sheet data-dictionary."),
        ("License", "CC0: use it freely. Policy information, not legal advice."),
    )
    sheet.set_column(0, 0, 28)
    sheet.set_column(1, 1, 90)
    for number, (name, words) in enumerate(lines):
        sheet.write_string(number, 0, name, bold)
        sheet.write_string(number, 1, words, plain)


def _sheet(sheet: Any, table: Table, bold: Any, plain: Any) -> None:  # noqa: ANN401  the same
    for place, column in enumerate(table.columns):
        sheet.write_string(0, place, column.name, bold)
        sheet.set_column(place, place, _WIDE if "JSON" in column.about else 22)
    for number, row in enumerate(table.rows, start=1):
        for place, cell in enumerate(row):
            if isinstance(cell, int):
                sheet.write_number(number, place, cell, plain)
            elif cell is not None:
                sheet.write_string(number, place, cell[:_LONGEST_CELL], plain)
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, max(1, len(table.rows)), len(table.columns) - 1)
