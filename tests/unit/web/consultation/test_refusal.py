"""What looks like a child's details is refused; what people ask about policy is not."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compendium.search.refusal import child_detail, marks
from compendium.web.consultation.words import LANGUAGES, words_in

TODAY = date(2026, 11, 25)
FAMILIAR = frozenset({"contra", "costa", "los", "angeles", "santa", "cruz", "el", "dorado"})


def look(text: str) -> str | None:
    return child_detail(text, today=TODAY, familiar=FAMILIAR)


@pytest.mark.parametrize("text", [text for mark in marks() for text in mark.finds])
def test_every_mark_finds_its_examples(text: str) -> None:
    assert look(text) is not None


@pytest.mark.parametrize("text", [text for mark in marks() for text in mark.leaves])
def test_every_mark_leaves_its_counterexamples(text: str) -> None:
    assert look(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "Rosa Delgado, 03/12/2011",
        "Please help with Rosa Delgado (March 3, 2012).",
        "DELGADO, ROSA 3/12/11",
        "3 de mayo de 2011: Rosa Peña",
        "Rosa M. Delgado 2011-05-03",
        "DOB 03/04/2011",
        "ＤＯＢ 03/04/2011",
        "D\u200bO\u200bB 03/04/2011",
        "date of\nbirth: 03/04/2011",
        "case number J-1234567",
        "123-45-6789",
    ],
)
def test_names_dates_and_numbers_of_a_child(text: str) -> None:
    assert look(text) is not None


@pytest.mark.parametrize(
    "text",
    [
        "Our protocol of October 1, 2015 with Contra Costa County",
        "Los Angeles County policy, revised July 22, 2022",
        "Monterey, Santa Cruz and San Benito MOU of 6/1/2020",
        "ACL 16-49 (May 23, 2016) and CFL 18/19-38",
        "WIC 16501.35(b)(2)(F) as of 1/1/2018",
        "We need it before 03/31/2027; the Board of Supervisors meets on 4/6/2027.",
        "Nonminor dependents 18-20 and youth 13 to 17",
        "Rosa Delgado, program analyst, 530-555-0100",
        "Final Draft, 3/4/2026",
        "Notice within 24 hours, debrief within 2 business days",
        "",
    ],
)
def test_questions_of_policy_pass(text: str) -> None:
    assert look(text) is None


@pytest.mark.parametrize("before", [0, 900, 1_000, 1_400, 1_499, 1_950])
def test_no_place_in_a_long_text_hides_it(before: int) -> None:
    assert look("x " * (before // 2) + " DOB 03/04/2011") is not None


def test_a_date_that_is_too_old_for_a_child_is_none() -> None:
    assert look("Rosa Delgado, 03/12/1981") is None


@given(st.text(max_size=3_000))
def test_any_text_can_be_looked_at(text: str) -> None:
    child_detail(text, today=TODAY)


def test_everything_that_is_said_can_be_said_in_every_language() -> None:
    said = {mark.says for mark in marks()} | {"a name with a date", "a name with an age"}
    for language in LANGUAGES:
        assert said <= set(words_in(language).details)
        assert set(words_in(language).details) == set(words_in("en").details)


def test_every_language_has_the_same_words() -> None:
    english, spanish = words_in("en"), words_in("es")
    for table in ("labels", "hints", "say", "errors", "trouble", "states"):
        assert set(getattr(english, table)) == set(getattr(spanish, table)), table
    for name, choices in english.choices.items():
        assert list(choices) == list(spanish.choices[name]), name
