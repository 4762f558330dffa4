"""Tables of amounts by county: read, checked against their printed totals, written as CSV.

Whatever cannot be vouched for is marked: a cell is right or carries a doubt.
"""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import zip_longest
from typing import Any, Final

from compendium.intake.county_cells import (
    CountyCell,
    CountyNames,
    cell_of,
    is_subtotal,
    is_total,
    ungrouped,
)

Rows = Sequence[Sequence[str]]

_LEAST: Final = 3
"""Fewer counties than this make no county table."""
_HEADING_ROWS: Final = 3
_MOST_ROWS_AGREE: Final = 0.8
COLUMN_DOUBT: Final = "the column does not add up to its printed total"
"""Every cell of such a column is doubted; a correction that mends the sum settles it."""


@dataclass(slots=True)
class CountyRow:
    """One county's cells. ``doubt`` is about the name."""

    county: str
    printed: str
    cells: list[CountyCell]
    doubt: str | None = None


@dataclass(slots=True)
class CountyTable:
    """One table: its columns, a row for each county, the printed totals, and what to doubt."""

    columns: list[str] = field(default_factory=list)
    rows: list[CountyRow] = field(default_factory=list)
    totals: list[CountyCell] | None = None
    doubts: list[str] = field(default_factory=list)

    def to_csv(self) -> str:
        """The table as CSV: county id, name as printed, one column each, doubts last."""
        out = io.StringIO()
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(["county", "printed", *self.columns, "doubts"])
        for row in self.rows:
            doubts = [row.doubt] if row.doubt else []
            doubts += [
                f"{name}: {cell.doubt}"
                for name, cell in zip(self.columns, row.cells, strict=True)
                if cell.doubt
            ]
            values = ["" if cell.value is None else str(cell.value) for cell in row.cells]
            writer.writerow([row.county, row.printed, *values, "; ".join(doubts)])
        return out.getvalue()

    def plain(self) -> dict[str, Any]:
        """What the table holds, as JSON values."""
        return {
            "columns": self.columns,
            "counties": len(self.rows),
            "doubtful_cells": sum(1 for row in self.rows for cell in row.cells if cell.doubt),
            "doubts": self.doubts,
        }


def county_table(tables: Iterable[Rows], names: CountyNames) -> CountyTable | None:
    """One table from the rows of a table, or of its parts on several pages.

    None where fewer than three counties are in it. Doubts are in the answer; nothing is raised.
    """
    reader = _Reader(names)
    for rows in tables:
        for row in _exploded(rows, names):
            reader.take(row)
    table = reader.table()
    if len(table.rows) < _LEAST:
        return None
    _check(table)
    return table


def _exploded(rows: Rows, names: CountyNames) -> Iterable[list[str]]:
    """Rows whose cells hold several counties, one below the other, as rows of their own."""
    for row in rows:
        lines = [cell.split("\n") for cell in row]
        named = [sum(names.exactly(line) is not None for line in cell) for cell in lines]
        if max(named, default=0) < 2:  # one county is a row as it is
            yield [" ".join(cell.split()) for cell in row]
            continue
        height = max(len(cell) for cell in lines)
        for at in range(height):
            yield [
                (cell[at] if len(cell) == height else "" if len(cell) < 2 else "?")
                for cell in lines
            ]


class _Reader:
    """Takes row by row and tells headings, counties, continuations and totals apart."""

    def __init__(self, names: CountyNames) -> None:
        self._names = names
        self._heads: list[list[str]] = []
        self._rows: list[CountyRow] = []
        self._totals: list[tuple[str, list[CountyCell]]] = []
        self._open: list[str] | None = None

    def take(self, row: Sequence[str]) -> None:
        """One row more."""
        if not any(cell.strip() for cell in row):
            return
        starts = [at for at, cell in enumerate(row) if self._names.exactly(cell)]
        if self._open is not None and not starts and self._continue(row):
            return
        self._open = None
        if len(starts) > 1:
            for start, end in zip(starts, [*starts[1:], len(row)], strict=True):
                self._add(row[start], row[start + 1 : end])
            return
        if starts:
            self._add(row[starts[0]], row[starts[0] + 1 :])
            return
        self._other(row)

    def _other(self, row: Sequence[str]) -> None:
        name = next((cell for cell in row if cell.strip()), "")
        at = list(row).index(name)
        rest = list(row[at + 1 :])
        numbers = [cell for cell in rest if cell_of(cell).value is not None]
        if is_total(name) and numbers:
            self._totals.append((name, [cell_of(cell) for cell in rest]))
            return
        near = self._names.nearly(name) if numbers else None
        if near is not None:
            self._add(name, rest, near)
            return
        held = list(row)
        if not self._rows:
            self._heads.append(held)
        if not any(character.isdigit() for character in name):
            self._open = held

    def _continue(self, row: Sequence[str]) -> bool:
        """Join a row to the one above where both names together are a county's."""
        above = self._open or []
        name = next((cell for cell in row if cell.strip()), "")
        first = next((cell for cell in above if cell.strip()), "")
        county = self._names.exactly(f"{first} {name}")
        if county is None:
            return False
        rest = [
            f"{one} {two}".strip()
            for one, two in zip_longest(
                above[above.index(first) + 1 :],
                list(row)[list(row).index(name) + 1 :],
                fillvalue="",
            )
        ]
        self._add(f"{first} {name}", rest, county)
        if self._heads and self._heads[-1] is above:
            self._heads.pop()
        self._open = None
        return True

    def _add(self, name: str, cells: Sequence[str], near: str | None = None) -> None:
        exact = self._names.exactly(name)
        county = exact or near
        if county is None:  # pragma: no cover  callers recognised it
            return
        read = [cell_of(cell) for cell in cells]
        doubt = None if exact else f"read {name!r} as {county}"
        self._rows.append(CountyRow(county, " ".join(name.split()), read, doubt))

    def table(self) -> CountyTable:
        """What was taken, every row of the same width."""
        table = CountyTable(rows=self._rows)
        widths = Counter(len(row.cells) for row in self._rows)
        width = max(widths, key=lambda one: (widths[one], one), default=0)
        for row in self._rows:
            row.cells = _fitted(row.cells, width)
        table.columns = _columns(self._heads, width, self._names)
        final = [cells for name, cells in self._totals if not is_subtotal(name)]
        if final:
            table.totals = _fitted(final[-1], width)
        table.rows.sort(key=lambda row: row.county)
        return table


def _fitted(cells: list[CountyCell], width: int) -> list[CountyCell]:
    """Cells at a table's width. Empty ones at either end give way; else all are doubtful."""
    while len(cells) > width and not cells[-1].printed:
        cells = cells[:-1]
    filled = [cell for cell in cells if cell.printed]
    if len(cells) != width and len(filled) == width:
        cells = filled
    if len(cells) == width:
        return cells
    padded = [*cells, *[CountyCell("", None)] * width][:width]
    return [cell.doubted("the row has another number of cells than the others") for cell in padded]


def _columns(heads: Sequence[Sequence[str]], width: int, names: CountyNames) -> list[str]:
    """The headings of the value columns, those of several lines joined."""
    rows = [head for head in heads if len(head) > width][-_HEADING_ROWS:]
    joined: list[str] = []
    for at in range(width):
        words = [head[len(head) - width + at].strip() for head in rows]
        joined.append(
            " ".join(dict.fromkeys(word for word in words if word and not names.exactly(word)))
        )
    seen: Counter[str] = Counter()
    columns = []
    for at, name in enumerate(joined, start=1):
        base = name or f"column {at}"
        seen[base] += 1
        columns.append(base if seen[base] == 1 else f"{base} ({seen[base]})")
    return columns


def _check(table: CountyTable) -> None:
    """Doubt what repeats, what lacks commas that the others have, and what does not add up."""
    for county, number in Counter(row.county for row in table.rows).items():
        if number > 1:
            _doubt_rows(table, county, "the county stands in the table more than once")
    if any("," in cell.printed for row in table.rows for cell in row.cells):
        for row in table.rows:
            row.cells = [
                cell.doubted("no commas, as the other cells have") if ungrouped(cell) else cell
                for cell in row.cells
            ]
    _check_across(table)
    if table.totals is None:
        table.doubts.append("The table prints no total to check against.")
        return
    for at, total in enumerate(table.totals):
        _check_column(table, at, total)


def _doubt_rows(table: CountyTable, county: str, why: str) -> None:
    for row in table.rows:
        if row.county == county:
            row.cells = [cell.doubted(why) for cell in row.cells]


def _check_column(table: CountyTable, at: int, total: CountyCell) -> None:
    name = table.columns[at]
    if total.value is None:
        if any(row.cells[at].value is not None for row in table.rows):
            table.doubts.append(f"{name}: no total is printed.")
        return
    added = sum((row.cells[at].value or Decimal(0) for row in table.rows), Decimal(0))
    if abs(added - total.value) <= _rounding(table, at, total):
        return
    if _settled(table, at, total.value):
        return
    table.doubts.append(f"{name}: the cells add up to {added}, the printed total is {total.value}.")
    for row in table.rows:
        row.cells[at] = row.cells[at].doubted(COLUMN_DOUBT)


def _rounding(table: CountyTable, at: int, total: CountyCell) -> Decimal:
    """How far a column of rounded shares may be from its printed total; of money, not at all."""
    if "%" not in total.printed:
        return Decimal(0)
    places = [cell.value.as_tuple().exponent for row in table.rows if (cell := row.cells[at]).value]
    finest = min((int(one) for one in places), default=0)
    return len(places) * Decimal(5).scaleb(finest - 1)


def _settled(table: CountyTable, at: int, total: Decimal) -> bool:
    """Whether signs that touch numbers are footnotes': if without them the column adds up."""
    cells = [row.cells[at] for row in table.rows]
    if not any(cell.perhaps is not None for cell in cells):
        return False
    values = [cell.value if cell.perhaps is None else cell.perhaps for cell in cells]
    if sum((value or Decimal(0) for value in values), Decimal(0)) != total:
        return False
    for row in table.rows:
        cell = row.cells[at]
        if cell.perhaps is not None:
            row.cells[at] = cell._replace(value=cell.perhaps, doubt=None, perhaps=None)
    return True


def _check_across(table: CountyTable) -> None:
    """Where most rows add up to their last column, doubt those that do not."""
    if len(table.columns) < 3:  # two columns have no sum
        return
    fits = {id(row): _adds_across(row.cells) for row in table.rows}
    known = [fit for fit in fits.values() if fit is not None]
    if not known or sum(known) < _MOST_ROWS_AGREE * len(known):
        return
    for row in table.rows:
        if fits[id(row)] is False:
            row.cells = [
                cell.doubted("the row does not add up to its last column") for cell in row.cells
            ]


def _adds_across(cells: Sequence[CountyCell]) -> bool | None:
    *parts, last = [cell.value for cell in cells]
    if last is None or not any(parts):
        return None
    return sum((part or Decimal(0) for part in parts), Decimal(0)) == last
