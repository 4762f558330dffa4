"""Where the rows of a county table stand in the letter, so that a person can look."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from compendium.intake.county_tables import CountyRow, CountyTable
from compendium.intake.letter_text import LetterText, Place, TextLine


def row_places(letter: LetterText, table: CountyTable) -> tuple[Place | None, ...]:
    """The place of each row, in the order of the table's rows; None where it was not found."""
    return tuple(_place_of(letter, row) for row in table.rows)


def _place_of(letter: LetterText, row: CountyRow) -> Place | None:
    """The line that prints most of a row: its name, its cells, or both."""
    name = row.printed.casefold()
    cells = [cell.printed for cell in row.cells if cell.printed.strip()]
    best, most = None, 0
    for line in letter.lines:
        held = _held(line, name, cells)
        if held > most:
            best, most = line, held
    return letter.place(best.start, best.end) if best else None


def _held(line: TextLine, name: str, cells: Sequence[str]) -> int:
    """How much of a row a line prints; a name counts with a cell beside it, or twice the cells."""
    here = sum(cell in line.text for cell in cells)
    return 2 * here + (1 if here and name in line.text.casefold() else 0)


def plain_table(table: CountyTable, places: Sequence[Place | None]) -> dict[str, Any]:
    """A table with every cell, its doubts and its rows' places, as JSON values."""
    totals = table.totals
    return {
        **table.plain(),
        "totals": [_number(cell.value) for cell in totals] if totals else None,
        "rows": [
            {
                "county": row.county,
                "printed": row.printed,
                "doubt": row.doubt,
                "cells": [
                    {"printed": cell.printed, "value": _number(cell.value), "doubt": cell.doubt}
                    for cell in row.cells
                ],
                "place": place.plain() if place else None,
            }
            for row, place in zip(table.rows, places, strict=True)
        ],
    }


def _number(value: object) -> str | None:
    return None if value is None else str(value)
