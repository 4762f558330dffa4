"""Amounts of money: what each is, at which stage and of which year."""

from __future__ import annotations

import pytest

from compendium.intake.flow import paragraphs, sentences
from compendium.intake.letter_text import from_plain_text
from compendium.intake.money import amounts_in


def amounts(text: str) -> list[tuple[str, int | None, str, str | None]]:
    letter = from_plain_text(text)
    said = [one for flow in paragraphs(letter.lines) for one in sentences(flow)]
    return [
        (one.printed, one.usd, one.stage.value, str(one.fiscal_year) if one.fiscal_year else None)
        for one in amounts_in(letter, said)
    ]


def test_each_amount_takes_the_stage_and_year_that_stand_by_it() -> None:
    text = (
        "In FY 2017-18 the final allocation was $8,000,000 and in FY 2018-19 the planning "
        "allocation is $8,250,000."
    )

    assert amounts(text) == [
        ("$8,000,000", 8_000_000, "final", "2017-18"),
        ("$8,250,000", 8_250_000, "planning", "2018-19"),
    ]


@pytest.mark.parametrize(
    ("text", "printed", "usd"),
    [
        ("The first share ($25,000) was paid.", "$25,000", 25_000),
        ("The adjustment is ($12,500) for the county.", "($12,500)", -12_500),
        ("The sum of $10M covers two years.", "$10M", 10_000_000),
        ("The sum of $2.5B is for the state.", "$2.5B", 2_500_000_000),
        ("They get $1,500/month.", "$1,500", 1_500),
    ],
)
def test_signs_and_scales(text: str, printed: str, usd: int) -> None:
    assert amounts(text) == [(printed, usd, "not-stated", None)]


def test_the_year_behind_an_amount_is_its_own() -> None:
    text = "Unspent funds of $812,455 from FY 2016-17 are rolled over to FY 2017-18."

    assert amounts(text) == [("$812,455", 812_455, "rollover", "2016-17")]
