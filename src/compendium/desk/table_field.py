"""A table of counties as an editor judges it: every cell with its doubt, checked by its totals."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any, Final

from compendium.desk.draft import Draft
from compendium.desk.field import Decision, Field, Group, Input
from compendium.intake.county_cells import CountyCell, cell_of
from compendium.intake.county_tables import COLUMN_DOUBT, CountyRow, CountyTable
from compendium.vocabulary.errors import UserError

KEY: Final = "county-table"
Plain = dict[str, Any]


def table_of(read: Mapping[str, Any]) -> Plain | None:
    """The table of a sidecar, with its rows; None where the letter holds none."""
    table = read.get("county_table")
    return table if table and table.get("rows") else None


def table_fields(draft: Draft) -> Iterator[Field]:
    """The table as one field."""
    table = table_of(draft.read)
    if table is None:
        return
    doubtful = sum(
        bool(cell["doubt"] or row["doubt"]) for row in table["rows"] for cell in row["cells"]
    )
    value = f"{len(table['rows'])} counties, {doubtful} doubtful cells"
    inputs = tuple(
        Input(cell_name(at, to), f"{row['printed']}, {name}", cell["value"] or "")
        for at, row in enumerate(table["rows"])
        for to, (name, cell) in enumerate(zip(table["columns"], row["cells"], strict=True))
    )
    yield Field(
        KEY, Group.TABLE, "Table of counties", value, inputs, table["rows"][0]["place"],
        "Compare the doubtful cells with the letter. Accept: every cell is as the letter prints "
        "it. Correct: your figures take the place of what was read. Reject: the table goes.",
    )  # fmt: skip


def cell_name(row: int, column: int) -> str:
    """The name of a cell's input."""
    return f"cell-{row}-{column}"


def table_judged(table: Plain, decision: Decision, given: Mapping[str, str]) -> Plain:
    """The table after a judgement: cells set anew, doubts settled or found. Raises UserError."""
    rows = [{**row, "cells": [dict(cell) for cell in row["cells"]]} for row in table["rows"]]
    for at, row in enumerate(rows):
        for to, cell in enumerate(row["cells"]):
            typed = given.get(cell_name(at, to))
            if decision is Decision.CORRECT and typed is not None:
                _type_in(cell, typed, f"{row['printed']}, {table['columns'][to]}")
            if decision is Decision.ACCEPT:
                cell["doubt"] = None
        if decision is Decision.ACCEPT:
            row["doubt"] = None
    doubts = sums(table["columns"], rows, table["totals"])
    for at, name in enumerate(table["columns"]):
        if not any(doubt.startswith(f"{name}: ") for doubt in doubts):
            _settle(rows, at)
    return {**table, "rows": rows, "doubts": doubts}


def _settle(rows: list[Plain], column: int) -> None:
    """Take the doubt about a column's sum from its cells: the column adds up now."""
    for row in rows:
        cell = row["cells"][column]
        left = [one for one in (cell["doubt"] or "").split("; ") if one and one != COLUMN_DOUBT]
        cell["doubt"] = "; ".join(left) or None


def _type_in(cell: Plain, typed: str, where: str) -> None:
    if typed.strip() == (cell["value"] or ""):
        return
    read = cell_of(typed)
    if read.doubt or (read.value is None and typed.strip()):
        raise UserError("bad-cell", f"{where}: “{typed.strip()[:30]}” is no amount.")
    cell.update(value=None if read.value is None else str(read.value), doubt=None)


def sums(columns: list[str], rows: list[Plain], totals: list[str | None] | None) -> list[str]:
    """The columns that do not add up to what the letter prints below them."""
    if totals is None:
        return ["The table prints no total to check against."]
    found = []
    for at, (name, total) in enumerate(zip(columns, totals, strict=True)):
        added = sum((Decimal(row["cells"][at]["value"] or 0) for row in rows), Decimal(0))
        if total is not None and added != Decimal(total):
            found.append(f"{name}: the cells add up to {added}, the printed total is {total}.")
    return found


def csv_of(table: Plain) -> str:
    """The table as the CSV file that content holds: county id, printed name, columns, doubts."""
    rows = [
        CountyRow(row["county"], row["printed"], list(map(_cell, row["cells"])), row["doubt"])
        for row in table["rows"]
    ]
    return CountyTable(columns=table["columns"], rows=rows).to_csv()


def _cell(plain: Plain) -> CountyCell:
    value = plain["value"]
    return CountyCell(plain["printed"], None if value is None else Decimal(value), plain["doubt"])
