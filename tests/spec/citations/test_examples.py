"""The promises of the citations room, held against labelled passages and real spellings."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from compendium.citations import find, is_canonical, normalise, propose_form
from tests.evaluation.citations import passages, scored

FIXTURES = Path(__file__).parents[2] / "fixtures"


def rows(name: str) -> list[dict[str, Any]]:
    lines = (FIXTURES / name).read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


@pytest.fixture(scope="module")
def labelled() -> list[dict[str, Any]]:
    return list(passages())


def test_f1_on_the_labelled_passages(labelled: list[dict[str, Any]]) -> None:
    total = scored(labelled)["all"]

    assert total.f1 >= 0.97, "\n".join(total.lines)


def test_no_distractor_is_taken_for_a_citation(labelled: list[dict[str, Any]]) -> None:
    traps = [row for row in labelled if not row["citations"]]

    assert traps
    assert [find(row["text"], context_code=row["context_code"]) for row in traps] == [[]] * len(
        traps
    )


def test_every_labelled_citation_has_a_form(labelled: list[dict[str, Any]]) -> None:
    without = [
        propose_form(label["text"], label["canonical"])
        for row in labelled
        for label in row["citations"]
        if not is_canonical(label["canonical"])
    ]

    assert not without, "try these forms:\n" + "\n".join(without)


@pytest.mark.parametrize("around", ["{}", "See {}; then.", "({})"])
def test_spellings_of_letters_bills_codes_and_courts(around: str) -> None:
    wrong = []
    for row in rows("citations/spellings.jsonl"):
        text = around.format(row["text"])
        found = [one.canonical for one in find(text, context_code=row["context_code"])]
        if found != row["citations"]:
            wrong.append(f"{text!r}: want {row['citations']}, got {found}")

    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("row", rows("citations/typed.jsonl"), ids=lambda row: row["typed"] or "-")
def test_what_people_type(row: dict[str, Any]) -> None:
    assert normalise(row["typed"]).canonical == row["canonical"]


def test_every_spelling_of_the_original_factsheet() -> None:
    lines = (FIXTURES / "citations" / "factsheet.tsv").read_text(encoding="utf-8").splitlines()

    for printed, canonical in (line.split("\t") for line in lines):
        assert normalise(printed).canonical == canonical
        assert normalise(printed.lower()).canonical == canonical
        assert [one.canonical for one in find(f"The page prints ({printed}).")] == [canonical]


def test_every_line_of_a_letter_list() -> None:
    listed = rows("examples/letter_index_dev.jsonl")

    assert [normalise(row["listing_line"]).canonical for row in listed] == [
        row["citation"] for row in listed
    ]
    targets = [relation["target"] for row in listed for relation in row["relations"]]
    assert [one for one in targets if not is_canonical(one)] == []


def test_every_citation_of_the_search_questions() -> None:
    questions = rows("examples/search_questions_dev.jsonl")

    for row in questions:
        for expected in [*row["expected"], *row["also_acceptable"], *row.get("expected_any", [])]:
            assert is_canonical(expected)
        if row["kind"] == "citation" and row["expected"]:
            assert normalise(row["question"]).canonical == row["expected"][0]
