"""Dates as sources give them, and as readers are told them."""

from __future__ import annotations

from datetime import date

import pytest

from compendium.vocabulary.dates import PartialDate, days_written_out, parse_day
from compendium.vocabulary.errors import UserError

WORDS = {
    "2016-05-23": "May 23, 2016",
    "2016-05": "May 2016, day not known",
    "2016": "2016, day not known",
    "../2015-04-03": "not later than April 3, 2015",
    "2016-05-23/..": "not earlier than May 23, 2016",
    "2016-01-01/2017-01-31": "between January 1, 2016 and January 31, 2017",
}


@pytest.mark.parametrize(("text", "words"), WORDS.items())
def test_a_partial_date_is_said_plainly(text: str, words: str) -> None:
    assert PartialDate.parse(text).in_words() == words


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2016-13",
        "2016-02-30",
        "23.5.2016",
        "../..",
        "2017/2016",
        "16",
        "２０１６",
        "2016-5-3",
        "x/y",
    ],
)
def test_what_is_not_a_date_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"not a|no date|ends before"):
        PartialDate.parse(text)


def test_the_bounds_of_a_month_know_leap_years() -> None:
    assert PartialDate.parse("2016-02").latest == date(2016, 2, 29)


@pytest.mark.parametrize("text", ["2016-6-1", "tomorrow", "2016-02-30", "20160601", "x" * 500])
def test_a_day_typed_wrongly_gets_one_clear_sentence(text: str) -> None:
    with pytest.raises(UserError) as caught:
        parse_day(text)

    assert caught.value.code == "bad-date"
    assert "2016-06-01" in caught.value.message
    assert len(caught.value.message) < 140


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("chaptered on 2024-09-27.", "chaptered on September 27, 2024."),
        ("2014-10-01 to 2019-09-30", "October 1, 2014 to September 30, 2019"),
        ("(2020-01-01)", "(January 1, 2020)"),
        ("2014-13-45", "2014-13-45"),
        ("https://example.org/2014-10-01/page", "https://example.org/2014-10-01/page"),
        ("?from=2014-10-01", "?from=2014-10-01"),
        ("minutes-2014-10-01.pdf", "minutes-2014-10-01.pdf"),
        ("2016-17 and 2016-05", "2016-17 and 2016-05"),
    ],
)
def test_days_in_a_text_are_written_out(text: str, told: str) -> None:
    assert days_written_out(text) == told
