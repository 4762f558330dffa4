"""The promises of search on the real edition, held against committed questions.

What was measured and the margin below it stand in the evaluation; a change that loses
more answers than that is a regression.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from compendium.edition.reader import EditionReader
from tests.evaluation.search import EXAMPLES, OURS, SETS, ask, floor, is_right, questions


def test_every_citation_question_is_right_at_rank_one(reader: EditionReader) -> None:
    wrong = [
        row["question"]
        for path in (EXAMPLES, OURS)
        for row in questions(path)
        if row["kind"] == "citation" and not is_right(row, ask(reader, row))
    ]
    assert wrong == []


@pytest.mark.parametrize(("key", "path", "half"), [(one[0], *one[2:]) for one in SETS])
def test_no_more_answers_are_lost_than_the_margin(
    reader: EditionReader, key: str, path: Path, half: str | None
) -> None:
    asked = list(questions(path, half))
    missed = [row["question"] for row in asked if not is_right(row, ask(reader, row))]
    assert 1 - len(missed) / len(asked) >= floor(key, len(asked)), missed


def test_outside_questions_get_nothing(reader: EditionReader) -> None:
    outside = [row for row in questions(OURS) if row["kind"] == "outside"]
    answered = [row["question"] for row in outside if ask(reader, row).results]
    assert len(answered) <= 0.02 * len(outside), answered


def test_nothing_of_a_later_year_is_shown(reader: EditionReader) -> None:
    for row in questions(OURS):
        for one in ask(reader, {**row, "as_of": "2015-12-31"}).results:
            first = (one.issued or "").lstrip("./")[:4]
            assert not first.isdigit() or first <= "2015" or (one.issued or "").startswith("..")
