"""Dates as letters print them."""

from __future__ import annotations

import pytest

from compendium.intake.printed_dates import numeric_dates, written_dates


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("January 27, 2009", "2009-01-27"),
        ("JANUARY 27 2009", "2009-01-27"),
        ("Sept. 3rd, 2025", "2025-09-03"),
        ("27 May 2016", "2016-05-27"),
        ("January 2009", "2009-01"),
        ("January __, 2009", "2009-01"),
        ("March      , 2014", "2014-03"),
    ],
)
def test_written_dates(text: str, value: str) -> None:
    [found] = written_dates(f"on {text} we")

    assert str(found.value) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("8/21/14", "2014-08-21"),
        ("08-21-2014", "2014-08-21"),
        ("12/31/99", "1999-12-31"),
        ("2014-08-21", "2014-08-21"),
    ],
)
def test_dates_in_numbers(text: str, value: str) -> None:
    [found] = numeric_dates(f"({text})")

    assert str(found.value) == value


@pytest.mark.parametrize("text", ["98/21/14", "2/30/2014", "13/13/13"])
def test_a_day_that_no_calendar_has_is_not_invented(text: str) -> None:
    [found] = numeric_dates(text)

    assert found.value is None
    assert text in (found.note or "")


def test_fractions_and_versions_are_no_dates() -> None:
    assert numeric_dates("CW 115(7/11), CFL 15/16-41, 1/2/3/4") == []


def test_a_blurred_month_is_read_only_on_request() -> None:
    assert written_dates("Feburary 8, 2011") == []
    assert str(written_dates("Feburary 8, 2011", blurred=True)[0].value) == "2011-02-08"
