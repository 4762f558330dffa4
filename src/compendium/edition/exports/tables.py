"""The records of an edition as tables: one a kind, and one each for effects and sources."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from typing import Any, Final, NamedTuple

import msgspec

from compendium.edition.kinds import KINDS, key_of
from compendium.edition.reader import EditionReader
from compendium.model.instruments import Instrument
from compendium.model.records import Record, to_plain
from compendium.vocabulary.dates import PartialDate
from compendium.vocabulary.fiscal_years import FiscalYear

Cell = str | int | None
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "'")
"""What a spreadsheet may take for a formula, and the sign that keeps it from doing so."""

_SAID: Final = {
    bool: "yes or no",
    int: "whole number",
    str: "text",
    date: "day, year-month-day",
    PartialDate: "EDTF date",
    FiscalYear: "fiscal year",
}


class Column(NamedTuple):
    """A column: its name, what is in it, whether it may be empty, whether it holds JSON."""

    name: str
    about: str
    may_be_empty: bool
    is_json: bool


class Table(NamedTuple):
    """A table with what it is; rows have a cell for each column."""

    name: str
    about: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]


def tables(reader: EditionReader, on: date) -> list[Table]:
    """All tables. Only ``status`` and the ``issue`` bounds hang on the day or are computed."""
    made = [_of_kind(reader, word, kind) for word, kind in KINDS.items()]
    return [*made, _statuses(reader, on), _effects(reader), _sources(reader)]


def records_of(table: Table) -> list[Record]:
    """The records that the table of a kind was written from."""
    kind = KINDS[table.name]
    found = []
    for row in table.rows:
        plain = {
            column.name: json.loads(cell) if column.is_json and isinstance(cell, str) else cell
            for column, cell in zip(table.columns, row, strict=True)
            if cell is not None
        }
        for column, cell in zip(table.columns, row, strict=True):
            if cell is None and not column.may_be_empty:
                plain[column.name] = None
        found.append(msgspec.convert(plain, kind, strict=False, dec_hook=_decode))
    return found


def guarded(cell: Cell) -> Cell:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell


def unguarded(text: str) -> str:
    """The cell as it was before ``guarded``."""
    return text[1:] if text.startswith("'") and text[1:].startswith(_FORMULA) else text


def dictionary(listed: list[Table]) -> Table:
    """The data dictionary: every column of every table, in words."""
    columns = tuple(
        Column(name, about, False, False)  # noqa: FBT003  a record by position
        for name, about in (
            ("table", "the table"),
            ("about_table", "what a row of the table is"),
            ("column", "the column"),
            ("holds", "what is in it; empty means not known"),
            ("may_be_empty", "yes or no"),
            ("is_json", "whether a cell is a JSON list or object"),
        )
    )
    words = {True: "yes", False: "no"}
    rows = tuple(
        (t.name, t.about, c.name, c.about, words[c.may_be_empty], words[c.is_json])
        for t in listed
        for c in t.columns
    )
    return Table("data-dictionary", "Every column of every table.", columns, rows)


def _of_kind(reader: EditionReader, word: str, kind: type[Record]) -> Table:
    columns = tuple(
        Column(f.encode_name, _words(f.type), not f.required, _is_json(f.type))
        for f in msgspec.structs.fields(kind)
    )
    rows = tuple(
        tuple(_cell(to_plain(record).get(column.name), column) for column in columns)
        for record in reader.all(kind).values()
    )
    about = " ".join((kind.__doc__ or "").replace("``", "").split()).partition(". ")[0]
    return Table(word, f"{about.rstrip('.')}.", columns, rows)


def _cell(value: Any, column: Column) -> Cell:  # noqa: ANN401  a plain JSON value
    if value is None:
        return None
    if column.is_json:
        return json.dumps(value, ensure_ascii=False, sort_keys=True)
    if isinstance(value, bool):
        return json.dumps(value)
    return value if isinstance(value, int) else str(value)


def _plain_types(declared: Any) -> list[Any]:  # noqa: ANN401  a type as it was annotated
    members = getattr(declared, "__args__", (declared,))
    if getattr(declared, "__origin__", None) is tuple:
        return [declared]
    return [one for one in members if one is not type(None)]


def _is_json(declared: Any) -> bool:  # noqa: ANN401  the same
    """Whether a field holds a list or a record."""
    return any(
        getattr(one, "__origin__", None) is tuple
        or (isinstance(one, type) and issubclass(one, Record))
        for one in _plain_types(declared)
    )


def _words(declared: Any) -> str:  # noqa: ANN401  the same
    if _is_json(declared):
        return "JSON"
    said = []
    for one in _plain_types(declared):
        if isinstance(one, type) and issubclass(one, StrEnum):
            said.append(f"one of: {', '.join(one)}")
        else:
            said.append(_SAID.get(one, "text"))
    return " or ".join(said)


def _statuses(reader: EditionReader, on: date) -> Table:
    columns = (
        Column("instrument", "id of an instrument", False, False),  # noqa: FBT003  a record
        Column("citation", "its citation", False, False),  # noqa: FBT003  the same
        Column("as_of", "the day the status is of", False, False),  # noqa: FBT003  the same
        Column("status", "its status; empty: not a directive", True, False),  # noqa: FBT003  the same
        Column("issued", "EDTF date, bracketed where inferred", True, False),  # noqa: FBT003  the same
        Column("issued_inferred", "true or false", False, False),  # noqa: FBT003  the same
    )
    rows = []
    for one in reader.all(Instrument).values():
        status, dated = reader.status_on(one.id, on), reader.issue_date(one.id)
        day = str(dated.date) if dated.date else None
        word = status.value if status else None
        rows.append((one.id, one.citation, on.isoformat(), word, day, json.dumps(dated.inferred)))
    return Table("status", "The status of each instrument on a day.", columns, tuple(rows))


def _effects(reader: EditionReader) -> Table:
    names = ("holder", "verb", "target", "part", "from", "until", "stated", "certainty", "source")
    columns = tuple(
        Column(name, "text", name in ("part", "from", "until"), False)  # noqa: FBT003  a record
        for name in names
    )
    rows = tuple(
        tuple({"holder": one.id, **_with_certainty(effect)}.get(name) for name in names)
        for one in reader.all(Instrument).values()
        for effect in one.effects
    )
    return Table("effect", "What one instrument does to another.", columns, rows)


def _with_certainty(effect: Any) -> dict[str, Any]:  # noqa: ANN401  an effect
    return {**to_plain(effect), "certainty": effect.certainty.value}


def _sources(reader: EditionReader) -> Table:
    names = ("kind", "record", "id", "title", "source_kind", "shows", "url", "page", "read")
    optional = ("url", "page", "read")
    columns = tuple(
        Column(name, "text", name in optional, False)  # noqa: FBT003  a record
        for name in names
    )
    return Table(
        "source", "Where the facts of a record were seen.", columns, tuple(_source_rows(reader))
    )


def _source_rows(reader: EditionReader) -> Iterator[tuple[Cell, ...]]:
    for word, kind in KINDS.items():
        for record in reader.all(kind).values():
            for source in getattr(record, "sources", ()):
                read = source.read.isoformat() if source.read else None
                yield (
                    word, key_of(record), source.id, source.title, source.kind.value,
                    source.shows, source.url, source.page, read,
                )  # fmt: skip


def _decode(kind: type, value: Any) -> Any:  # noqa: ANN401  msgspec's hook
    return PartialDate.parse(str(value)) if kind is PartialDate else FiscalYear.parse(str(value))
