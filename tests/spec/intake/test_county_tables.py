"""County tables: every cell is right, or says that it may be wrong."""

from __future__ import annotations

import random
import re
import shutil
from decimal import Decimal

import pytest

from compendium.intake.county_cells import CountyNames, cell_of
from compendium.intake.county_tables import CountyTable
from compendium.intake.county_text import county_table_of
from compendium.intake.letter_text import from_plain_text
from tests.spec.intake.county_layouts import COUNTIES, LAYOUTS, aligned_columns
from tests.spec.intake.county_layouts_of_old import LAYOUTS as OLD_LAYOUTS
from tests.spec.intake.county_layouts_of_old import scanned

NAMES = CountyNames(COUNTIES)
SEEDS = range(6)


def judged(table: CountyTable, cells: dict[str, list[int | None]]) -> tuple[int, int, list[str]]:
    """How many cells are right, how many doubtful, and which are silently wrong."""
    rows = {row.county: row for row in table.rows}
    right, doubtful, wrong = 0, 0, []
    for county, values in cells.items():
        row = rows.get(COUNTIES[county])
        if row is None or len(row.cells) != len(values):
            if not table.doubts:
                wrong.append(county)
            continue
        for cell, value in zip(row.cells, values, strict=True):
            if cell.doubt or row.doubt:
                doubtful += 1
            elif cell.value == value:
                right += 1
            else:
                wrong.append(f"{county}: {cell.printed!r} read as {cell.value}, is {value}")
    return right, doubtful, wrong


ALL_LAYOUTS = {**LAYOUTS, **OLD_LAYOUTS}


@pytest.mark.parametrize("layout", ALL_LAYOUTS)
@pytest.mark.parametrize("seed", SEEDS)
def test_no_cell_is_silently_wrong(layout: str, seed: int) -> None:
    wanted = ALL_LAYOUTS[layout](seed)
    table = county_table_of(wanted.letter, NAMES)

    assert table is not None
    right, doubtful, wrong = judged(table, wanted.cells)
    assert wrong == []
    assert right >= (0.9 if layout != "marks_that_touch" else 0.5) * (right + doubtful)
    assert len(table.rows) == len(COUNTIES)


@pytest.mark.skipif(shutil.which("tesseract") is None, reason="needs tesseract")
def test_a_scanned_table_without_rules_is_read_by_place() -> None:
    wanted = scanned(0)
    table = county_table_of(wanted.letter, NAMES)

    assert table is not None
    right, _, wrong = judged(table, wanted.cells)
    assert wrong == []
    assert right >= 0.9 * 2 * len(COUNTIES)


def test_a_county_without_any_amount_is_doubted() -> None:
    text = "Alameda $1 $2\nAlpine\nAmador $4 $5\nButte $6 $7\n"
    table = county_table_of(from_plain_text(text), NAMES)

    assert table is not None
    [alpine] = [row for row in table.rows if row.county == "alpine"]
    assert all(cell.doubt for cell in alpine.cells)


def test_figures_that_are_no_amount_put_a_row_in_doubt() -> None:
    text = "Alameda $1 $2\nAlpine 1,234-5,678 $3\nAmador $4 $5\nButte $6 $7\n"
    table = county_table_of(from_plain_text(text), NAMES)

    assert table is not None
    [alpine] = [row for row in table.rows if row.county == "alpine"]
    assert all(cell.doubt for cell in alpine.cells)


def test_a_mark_that_touches_a_number_counts_where_the_total_agrees() -> None:
    text = "Alameda $1,2341/ $2\nAlpine $3 $4\nAmador $5 $6\nTotal $1,242 $12\n"
    table = county_table_of(from_plain_text(text), NAMES)

    assert table is not None
    [alameda] = [row for row in table.rows if row.county == "alameda"]
    assert (alameda.cells[0].value, alameda.cells[0].doubt) == (Decimal(1234), None)
    assert alameda.cells[0].mark == "1/"


@pytest.mark.parametrize("seed", SEEDS)
def test_a_lost_digit_is_noticed(seed: int) -> None:
    wanted = aligned_columns(seed)
    dice = random.Random(seed)
    lines = wanted.letter.text.split("\n")
    at = dice.randrange(1, len(lines) - 1)
    digits = [m.start() for m in re.finditer(r"\d(?=\d|,)", lines[at])]
    cut = digits[0] if digits else 30
    lines[at] = f"{lines[at][:cut]} {lines[at][cut + 1 :]}"
    table = county_table_of(from_plain_text("\n".join(lines)), NAMES)

    assert table is not None
    assert judged(table, wanted.cells)[2] == []
    assert table.doubts


def test_a_cell_whose_column_cannot_be_told_is_doubted() -> None:
    text = "Alameda $1 $2\nAlpine $3\nAmador $4 $5\nButte $6 $7\n"
    table = county_table_of(from_plain_text(text), NAMES)

    assert table is not None
    [alpine] = [row for row in table.rows if row.county == "alpine"]
    assert all(cell.doubt for cell in alpine.cells)


@pytest.mark.parametrize(
    ("printed", "value", "doubtful"),
    [
        ("$1,234,567", 1234567, False),
        ("(1,234)", -1234, False),
        ("$ (1,234)", -1234, False),
        ("-", 0, False),
        ("", None, False),
        ("N/A", None, False),
        ("1,234*", 1234, False),
        ("1,234¹", 1234, False),
        ("1,2341", None, True),
        ("(1,234", None, True),
        ("1,2 34", 1234, True),
        ("1,O34", None, True),
        ("12 or 13", None, True),
    ],
)
def test_cells(printed: str, value: int | None, doubtful: bool) -> None:
    cell = cell_of(printed)

    assert (cell.value, cell.doubt is not None) == (value, doubtful)


def test_a_misread_county_is_named_and_doubted() -> None:
    text = aligned_columns(1).letter.text.replace("Sacramento", "Sacrarnento")
    table = county_table_of(from_plain_text(text), NAMES)

    assert table is not None
    [row] = [row for row in table.rows if row.county == "sacramento"]
    assert row.doubt


def test_csv_carries_doubts() -> None:
    wanted = aligned_columns(2)
    table = county_table_of(wanted.letter, NAMES)

    assert table is not None
    lines = table.to_csv().splitlines()
    assert lines[0] == "county,printed,Base Funds,Augmentation,State Share,doubts"
    assert lines[1].startswith("alameda,Alameda,")
    assert len(lines) == len(COUNTIES) + 1


def test_prose_is_no_county_table() -> None:
    text = "Counties such as Fresno and Kern took part. Fresno received $5,000."

    assert county_table_of(from_plain_text(text), NAMES) is None
