"""Duties, money and what travels with a letter."""

from __future__ import annotations

import pytest

from compendium.intake.draft import draft_letter
from compendium.intake.flow import paragraphs, sentences
from compendium.intake.letter_text import from_plain_text
from compendium.intake.money import dollars
from compendium.intake.obligations import deadline_in, obligations_in


def duties(text: str) -> list[tuple[str, str | None]]:
    letter = from_plain_text(text)
    said = [one for flow in paragraphs(letter.lines) for one in sentences(flow)]
    found = obligations_in(letter, said)
    return [(one.force, one.bearer.value if one.bearer else None) for one in found]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Social workers must report within 24 hours.", ("must", "child-welfare")),
        ("County probation departments shall keep records.", ("must", "probation")),
        ("Counties are required to submit a plan.", ("must", "county")),
        ("Counties may opt in.", ("may", "county")),
        ("Counties are encouraged to train staff.", ("should", "county")),
        ("Providers may not share the address.", ("must-not", "provider")),
    ],
)
def test_the_verb_decides_the_force(text: str, wanted: tuple[str, str]) -> None:
    assert duties(text) == [wanted]


def test_the_month_of_may_is_no_permission() -> None:
    assert duties("The plan of May 5, 2016 was sent.") == []


@pytest.mark.parametrize(
    ("text", "within", "counted"),
    [
        ("report within 24 hours of receiving information", "PT24H", "receiving information"),
        ("no later than thirty (30) calendar days after placement", "P30D", "placement"),
        ("every six months", "every P6M", None),
    ],
)
def test_deadlines_say_from_when_they_count(text: str, within: str, counted: str | None) -> None:
    deadline = deadline_in(text)

    assert deadline is not None
    assert (deadline.within, deadline.counted_from) == (within, counted)


@pytest.mark.parametrize(
    ("printed", "usd"),
    [("$1,234", 1234), ("$18.7 million", 18_700_000), ("($500)", -500), ("$1.25", None)],
)
def test_amounts_in_whole_dollars(printed: str, usd: int | None) -> None:
    assert dollars(printed) == usd


BODY = """
January 5, 2017

COUNTY FISCAL LETTER NO. 16/17-99

TO: ALL COUNTY FISCAL OFFICERS

SUBJECT: CSEC PROGRAM

The final allocation for FY 2015-16 is $1,000,000. Attachment I shows each county.
Plans are due by March 1, 2017. Claim with program code 999.

Sincerely,

PAT EXAMPLE
Deputy Director
Administration Division
"""


def test_money_due_dates_codes_and_office() -> None:
    draft = draft_letter(from_plain_text(BODY))

    [amount] = draft.amounts
    assert (amount.usd, amount.stage.value, str(amount.fiscal_year)) == (
        1_000_000,
        "final",
        "2015-16",
    )
    assert [one.on for one in draft.due_dates] == ["2017-03-01"]
    assert [one.label for one in draft.enclosures] == ["Attachment I"]
    assert [one.code for one in draft.codes] == ["999"]
    assert draft.office == "Deputy Director, Administration Division"


def test_a_sentence_with_two_words_of_force_gives_two_entries() -> None:
    text = "Funds must be spent by June 30, 2018, and counties may not carry them over."

    assert duties(text) == [("must", None), ("must-not", "county")]


def test_whom_a_recommendation_names_stands_behind_it() -> None:
    assert duties("It is recommended that counties update their plans.") == [("should", "county")]


@pytest.mark.parametrize(
    ("text", "within"),
    [
        ("The youth must be at least 18 years old.", None),
        ("They must complete at least 12 hours of training.", None),
        ("They must finish within the first year of employment.", "P1Y"),
        ("Report by telephone immediately, and in writing within 36 hours.", "immediately"),
        ("Enter it as soon as possible, but not later than 45 days after it.", "P45D"),
    ],
)
def test_a_length_of_time_is_a_deadline_only_where_one_is_set(
    text: str, within: str | None
) -> None:
    deadline = deadline_in(text)

    assert (deadline.within if deadline else None) == within
