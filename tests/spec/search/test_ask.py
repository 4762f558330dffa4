"""The promises of ``ask`` on the real edition, held against committed questions."""

from __future__ import annotations

from datetime import date

import pytest

from compendium.edition.reader import EditionReader
from compendium.search import ask
from tests.evaluation.ask import HALVES, TODAY, floor, questions, score, totals


@pytest.mark.parametrize("half", HALVES)
def test_no_more_answers_or_refusals_are_lost_than_the_margin(
    reader: EditionReader, half: str
) -> None:
    answered, refused = totals(score(reader, questions(half)))
    for part, is_refused in ((answered, False), (refused, True)):
        least = floor(half, part.asked, refused=is_refused)
        assert part.right / part.asked >= least, part.misses


def test_who_must_be_told_of_a_missing_child_is_the_duty_with_its_recipients_and_limit(
    reader: EditionReader,
) -> None:
    best = ask(reader, "who must be told when a child is missing", TODAY).passages[0]

    assert (best.kind, best.id) == ("duty", "notify-when-missing")
    facts = {fact.label: fact.words for fact in best.facts}
    assert len(facts["Who is told"]) == 9
    assert "24 hours" in facts["By when"][0]
    assert best.facts[0].label == "Who is told"


def test_an_answer_of_an_earlier_day_has_nothing_that_came_later(reader: EditionReader) -> None:
    reply = ask(reader, "who must be told when a child is missing", date(2016, 6, 1))

    assert "notify-when-missing" not in {one.id for one in reply.passages}
    years = [(one.issued or "").lstrip("./")[:4] for one in reply.passages]
    assert all(not year.isdigit() or year <= "2016" for year in years)


def test_every_passage_is_made_of_words_that_its_record_holds(reader: EditionReader) -> None:
    for row in questions():
        for one in ask(reader, row["question"], TODAY).passages:
            assert one.text
            assert one.title
            assert all(word for fact in one.facts for word in fact.words)


def test_an_amount_that_no_record_names_is_said_to_be_unnamed(reader: EditionReader) -> None:
    reply = ask(reader, "how much was the CSEC allocation for 2023-24", TODAY)

    assert reply.said.startswith("The nearest record names no amount.")
    assert "ACL 23-76" in {one.citation for one in reply.passages}


@pytest.mark.parametrize(
    ("question", "duty"),
    [
        ("what happens if the prosecutor does not answer a vacatur petition",
         "respond-to-vacatur-petition"),
        ("can a county keep its protocol from before 2018", "leave-older-protocol"),
        ("what must be written into the case plan for an exploited child",
         "record-services-in-case-plan"),
    ],
)  # fmt: skip
def test_a_duty_stands_before_the_statute_that_it_restates(
    reader: EditionReader, question: str, duty: str
) -> None:
    assert ask(reader, question, TODAY).passages[0].id == duty


@pytest.mark.parametrize(
    ("question", "citation"),
    [
        ("which notice tells counties about SB 1322", "ACIN I-79-17"),
        ("which letter introduced the special project codes", "ACL 15-49"),
        ("is SB 1322 still in effect", "SB 1322 (2016)"),
        ("when did the CSEC Grid letter come out", "ACL 16-49"),
    ],
)
def test_who_asks_which_paper_says_something_gets_the_paper(
    reader: EditionReader, question: str, citation: str
) -> None:
    best = ask(reader, question, TODAY).passages[0]

    assert (best.kind, best.citation) == ("instrument", citation)
