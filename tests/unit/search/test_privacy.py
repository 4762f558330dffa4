"""Text that looks like a child's details is not searched; questions of policy are."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from compendium.edition.reader import open_edition
from compendium.search import private_detail, search
from tests.evaluation.search import EXAMPLES, OURS, questions


@pytest.mark.parametrize(
    "text",
    [
        "missing youth DOB 03/04/2011",
        "date of birth: March 4, 2011",
        "Jane Doe 14 years old AWOL from placement",
        "Jane Doe, aged 14, ran away",
        "case number J-1234567 protocol",
        "Case No. 19CV00123",
        "123-45-6789",
        "0123-4567-8901-2345678",
        "Jane Q. Doe is a 14 year-old",
    ],
)
def test_details_are_noticed(text: str) -> None:
    assert private_detail(text) is not None


@pytest.mark.parametrize(
    "text",
    [
        "ACL 16-49",
        "CFL 16/17-13",
        "42 USC 671(a)(34)",
        "county plan in force on 1 March 2017",
        "March 1, 2017 county plan",
        "child is 18 or older",
        "Foster Care candidacy of youth 18 and over",
        "special project code number",
        "what is the case number of referrals in 2016-17",
        "missing for 24 hours",
        "Foster Youth aged 16",
        "Nonminor Dependents 18 years old",
        "County Fiscal Letter 18/19-38",
        "Luke Madrigal Act",
        "Los Angeles protocol 2022",
        "All County Letter No. 17-71",
        "",
    ],
)
def test_policy_is_not(text: str) -> None:
    assert private_detail(text) is None


def test_no_committed_question_is_taken_for_details() -> None:
    for path in (EXAMPLES, OURS):
        for row in questions(path):
            assert private_detail(row["question"]) is None, row["question"]


def test_nothing_is_searched_and_the_answer_says_why(tiny_file: Path) -> None:
    reader = open_edition(tiny_file)
    found = search(reader, "missing child DOB 03/04/2011", on=date(2020, 1, 1))
    assert found.results == ()
    assert "birth date" in found.notes[0]
    assert "2011" not in json.dumps(found.plain())
    reader.close()
