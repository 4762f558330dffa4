"""Fiscal years as letters, tables and people write them."""

from __future__ import annotations

from datetime import date

import pytest

from compendium.vocabulary.errors import UserError
from compendium.vocabulary.fiscal_years import FiscalYear, parse_fiscal_year


@pytest.mark.parametrize(
    "text",
    ["2016-17", "16/17", "2016-2017", "FY 2016-17", "fiscal year 2016-17", "2016–17", "16-17"],
)
def test_every_usual_spelling_is_the_same_year(text: str) -> None:
    assert str(FiscalYear.parse(text)) == "2016-17"


@pytest.mark.parametrize("text", ["2023-23", "2016", "16/18", "2016-17-18", "", "99-98"])
def test_years_that_do_not_follow_are_refused(text: str) -> None:
    with pytest.raises(UserError, match="fiscal year"):
        parse_fiscal_year(text)


def test_the_turn_of_the_century() -> None:
    assert str(FiscalYear.parse("99/00")) == "1999-00"
    assert str(FiscalYear.parse("1999-2000")) == "1999-00"


def test_july_first_begins_a_year() -> None:
    assert str(FiscalYear.of(date(2016, 6, 30))) == "2015-16"
    assert str(FiscalYear.of(date(2016, 7, 1))) == "2016-17"
