"""Chapter 2. The days between which an unknown date must lie, and what each bound rests on."""

from __future__ import annotations

from datetime import date

import pytest

from compendium.force.brackets import IssueDate, issue_bracket
from compendium.vocabulary.dates import PartialDate
from compendium.vocabulary.kinds import NumberYear

CALENDAR, FISCAL, NONE = NumberYear.CALENDAR, NumberYear.FISCAL, NumberYear.NONE


def bracket(
    number: str, own: str | None = None, series: NumberYear = CALENDAR, **more
) -> IssueDate:  # type: ignore[no-untyped-def]
    given = PartialDate.parse(own) if own else None
    return issue_bracket(series, number, own=given, **more)


@pytest.mark.parametrize(
    ("number", "series", "expected"),
    [
        ("16-85", CALENDAR, "2016-01-01/2017-01-31"),
        ("I-83-16", CALENDAR, "2016-01-01/2017-01-31"),
        ("99-65", CALENDAR, "1999-01-01/2000-01-31"),
        ("16/17-13", FISCAL, "2016-07-01/2017-07-31"),
    ],
)
def test_a_number_gives_its_year_and_the_month_after(
    number: str, series: NumberYear, expected: str
) -> None:
    found = bracket(number, series=series)

    assert (str(found.date), found.inferred) == (expected, True)
    assert len(found.reasons) == 2


def test_a_date_that_was_seen_is_not_inferred() -> None:
    assert bracket("16-49", "2016-05-23") == IssueDate(date=PartialDate.parse("2016-05-23"))


def test_a_series_whose_numbers_carry_no_year_gives_no_bracket() -> None:
    assert bracket("template", series=NONE) == IssueDate(date=None)
    assert bracket("not a number") == IssueDate(date=None)


def test_not_later_than_a_day_narrows_the_number() -> None:
    found = bracket("I-57-17", "../2018-01-12")

    assert str(found.date) == "2017-01-01/2018-01-12"
    assert found.reasons == ("not before January 1, 2017: its number begins with the year 2017",)


def test_dated_neighbours_count_with_a_margin() -> None:
    neighbours = [
        ("16-80", PartialDate.parse("2016-09-01")),
        ("16-90", PartialDate.parse("2016-11-01")),
    ]

    found = bracket("16-85", neighbours=neighbours, margin_days=30)

    assert str(found.date) == "2016-08-02/2016-12-01"
    assert "16-80" in found.reasons[0]
    assert "30 days of margin" in found.reasons[0]


def test_neighbours_of_another_year_and_errata_do_not_count() -> None:
    neighbours = [
        ("15-80", PartialDate.parse("2015-09-01")),
        ("16-80E", PartialDate.parse("2018-09-01")),
    ]

    assert (
        str(bracket("16-85", neighbours=neighbours, margin_days=30).date) == "2016-01-01/2017-01-31"
    )


def test_an_erratum_may_come_years_after_its_number() -> None:
    assert str(bracket("I-17-21E").date) == "2021-01-01/.."
    held = bracket("I-17-21E", held_by=date(2026, 11, 24))
    assert str(held.date) == "2021-01-01/2026-11-24"


def test_what_is_held_was_issued_by_the_day_it_was_held() -> None:
    found = bracket("25-67", held_by=date(2025, 9, 30))

    assert str(found.date) == "2025-01-01/2025-09-30"
    assert "known by September 30, 2025" in found.reasons[1]


def test_a_record_that_contradicts_its_number_keeps_its_own_date() -> None:
    assert str(bracket("16-85", "2019").date) == "2019"
