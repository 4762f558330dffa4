"""The original factsheet, line by line: every item is found in the compiled edition."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from compendium.edition.lookup import look_up
from compendium.edition.reader import EditionReader
from compendium.model.instruments import Instrument
from compendium.model.money import Allocation

LINES: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parents[2] / "fixtures" / "factsheet.yaml").read_text(encoding="utf-8")
)


def name(line: dict[str, Any]) -> str:
    return f"{line['section']}: {line['printed']} {line.get('amount', '')}".strip()


@pytest.mark.parametrize("line", LINES, ids=name)
def test_the_printed_spelling_leads_to_its_record(
    line: dict[str, Any], reader: EditionReader
) -> None:
    instrument = look_up(reader, line["printed"]).instrument

    assert line.get("names", instrument.citation) == instrument.citation
    places = {(at.section, str(at.year) if at.year else None) for at in instrument.factsheet}
    assert (line["section"], line.get("year")) in places


@pytest.mark.parametrize("line", [line for line in LINES if "amount" in line], ids=name)
def test_the_amount_stands_under_its_letter_and_the_year_of_its_money(
    line: dict[str, Any], reader: EditionReader
) -> None:
    letter = look_up(reader, line["printed"]).instrument
    rows = [
        row
        for row in reader.all(Allocation).values()
        if row.instrument == letter.id and row.amount_usd == line["amount"]
    ]

    assert rows
    assert {str(row.fiscal_year) for row in rows} == {line["money_of"]}
    if "stage" in line:
        assert {row.stage.value for row in rows} == {line["stage"]}


@pytest.mark.parametrize(
    "line", [line for line in LINES if "money_of" in line and "amount" not in line], ids=name
)
def test_an_amount_that_the_factsheet_does_not_print_is_unknown_and_not_zero(
    line: dict[str, Any], reader: EditionReader
) -> None:
    letter = look_up(reader, line["printed"]).instrument
    rows = [row for row in reader.all(Allocation).values() if row.instrument == letter.id]

    assert [(row.amount_usd, str(row.fiscal_year), row.stage.value) for row in rows] == [
        (None, line["money_of"], line["stage"])
    ]


@pytest.mark.parametrize("line", [line for line in LINES if "acts_on" in line], ids=name)
def test_the_relation_stands_in_the_later_instrument_and_shows_from_the_earlier(
    line: dict[str, Any], reader: EditionReader
) -> None:
    later = look_up(reader, line["printed"]).instrument
    earlier = look_up(reader, line["acts_on"]).instrument

    assert earlier.id in {effect.target for effect in later.effects}
    assert later.id in {holder.id for holder, _ in reader.effects_on(earlier.id)}


def test_no_line_of_the_factsheet_is_left_over(reader: EditionReader) -> None:
    """Every line that a record says it stands in is one of those above, and the other way."""
    wanted = {look_up(reader, line["printed"]).instrument.id for line in LINES}
    held = {one.id for one in reader.all(Instrument).values() if one.factsheet}

    assert wanted <= held
    only_named = {  # in a heading, or behind a link of the introduction: not line items
        "ab-2992-2018",
        "page-advisory-board-consultation-form",
        "page-csec-action-team-timeline",
    }
    assert held - wanted <= only_named


def test_there_are_thirty_seven_distinct_letters() -> None:
    """The count that the project set out with; the list above must not lose one."""
    letters = {line["names"] for line in LINES if line.get("names", "").startswith(("AC", "CFL"))}

    assert len(letters) == 37
