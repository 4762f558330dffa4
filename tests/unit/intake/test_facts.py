"""Importing lists of facts: joined claims, contradictions with both sides, patience with rows."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from compendium.compiler.compile import compile_edition
from compendium.content.check import check_directory, problems_of
from compendium.content.load import load_content
from compendium.edition.answers import status_answer, successors_answer
from compendium.edition.lookup import look_up
from compendium.edition.reader import EditionReader, open_edition
from compendium.intake.fact_files import write_content
from compendium.intake.fact_rows import Facts, read_facts
from compendium.intake.facts import Imported, facts_to_content
from compendium.model.instruments import Instrument
from compendium.vocabulary.dates import PartialDate, parse_day
from compendium.vocabulary.errors import UserError

ROWS: list[dict[str, Any]] = [
    {"id": "X 1", "title": "First", "date": "2001-01", "obsoleted_by": ["X 2"]},
    {"id": "X 2", "title": "Second", "date": "2002-02-02", "obsoletes": ["X 1", "X 9"]},
    {"id": "X 3", "title": "Third", "date": "2003", "status": "Final", "updates": ["X 2"]},
    {"id": "X 4", "title": "Fourth", "date": "2004-04-04", "obsoletes": ["X 3"]},
    {"id": "x 4", "title": "Another name that folds into one", "obsoleted_by": ["X 4"]},
]


def written(tmp_path: Path, rows: list[dict[str, Any]]) -> Path:
    facts = tmp_path / "facts.jsonl"
    facts.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return facts


def made(tmp_path: Path, rows: list[dict[str, Any]]) -> tuple[Facts, Imported]:
    read = read_facts(written(tmp_path, rows))
    return read, facts_to_content(read)


def opened(tmp_path: Path, rows: list[dict[str, Any]]) -> EditionReader:
    _, found = made(tmp_path, rows)
    write_content(found, tmp_path / "content", "facts", PartialDate.parse("2010-01-01"))
    compile_edition(check_directory(tmp_path / "content"), tmp_path / "edition.sqlite")
    return open_edition(tmp_path / "edition.sqlite")


def codes(read: Facts) -> list[str]:
    return [problem.code for problem in read.problems]


def test_claims_of_both_sides_become_one_effect(tmp_path: Path) -> None:
    _, found = made(tmp_path, ROWS)

    effects = {(e.target, tuple(map(str, e.asserted_by))) for e in found.instruments["x-2"].effects}
    assert effects == {("x-1", ("holder", "target")), ("x-9", ("holder",))}
    assert found.not_held == {"X 9"}


def test_one_sided_claims_are_reported_with_both_sides(tmp_path: Path) -> None:
    read, found = made(tmp_path, ROWS)

    assert {"newer": "X 4", "older": "X 3", "said_by": "X 4"} in found.one_sided
    assert {"newer": "X 4", "older": "x 4", "said_by": "x 4"} in found.one_sided
    said = [problem.message for problem in read.problems if problem.code == "claim-one-sided"]
    assert "X 4 says that X 4 replaces X 3; X 3 does not say so" in said


def test_a_list_that_keeps_one_direction_contradicts_nobody(tmp_path: Path) -> None:
    rows = [{"id": "X 1"}, {"id": "X 2", "obsoletes": ["X 1"]}]

    read, found = made(tmp_path, rows)

    assert (codes(read), found.one_sided) == ([], [])


def test_the_imported_content_satisfies_every_rule(
    tmp_path: Path, command: Callable[..., Any]
) -> None:
    answer = command("import", written(tmp_path, ROWS), "--into", tmp_path / "new")

    assert answer.code == 0
    assert "X 4 says that X 4 replaces X 3; X 3 does not say so" in answer.out
    codes = {warning.code for warning in check_directory(tmp_path / "new").warnings}
    assert codes == {"claim-one-sided", "name-unambiguous"}
    assert not [
        p for p in problems_of(load_content(tmp_path / "new")) if p.code == "canonical-form"
    ]


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        ([{"id": "X 1"}, {"id": "X 1", "title": "again"}], "repeated-id"),
        ([{"id": "X 1"}, {"id": "X &number;"}], "unusable-id"),
        ([{"id": "X 1"}, {"id": 5}], "unusable-id"),
        ([{"id": "X 1"}, {"title": "nameless"}], "unusable-id"),
        ([{"id": "X 1", "obsoletes": ["X 1"]}], "self-reference"),
        ([{"id": "X 1", "obsoletes": ["X 2"]}], "missing-target"),
        ([{"id": "X 1", "obsoletes": 7}], "unusable-id"),
        ([{"id": "X 1", "date": "last week"}], "impossible-date"),
        (
            [{"id": "X 1", "date": "2001"}, {"id": "X 2", "date": "2003", "obsoleted_by": "X 1"}],
            "successor-older",
        ),
        ([{"id": "X 1", "obsoletes": ["X 2"]}, {"id": "X 2", "obsoletes": ["X 1"]}], "circle"),
        ([{"newer": "X 2", "relation": "rumoured", "older": "X 1"}], "unknown-verb"),
    ],
)
def test_contradictions_are_reported_and_the_rest_is_used(
    rows: list[dict[str, Any]], code: str, tmp_path: Path
) -> None:
    read, found = made(tmp_path, rows)

    assert codes(read) == [code]
    assert "x-1" in found.instruments
    write_content(found, tmp_path / "content", "facts", PartialDate.parse("2010-01-01"))
    assert check_directory(tmp_path / "content")


def test_a_successor_outside_the_list_makes_the_answer_unknown(tmp_path: Path) -> None:
    reader = opened(tmp_path, [{"id": "X 1", "date": "2001-01-01", "obsoleted_by": ["X 7"]}])

    answer = status_answer(reader, look_up(reader, "X 1"), parse_day("2005-01-01"))

    assert answer["status"] == "unknown"
    assert "X 7" in answer["would_decide"][0]
    assert successors_answer(reader, look_up(reader, "X 1").instrument)["superseded_by"] == ["X 7"]


def test_relations_keep_the_verb_that_was_written(tmp_path: Path) -> None:
    rows = [
        {"newer": "ACL 11-52", "newer_date": "2011-07-19", "relation": "supersedes-in-part",
         "older": "ACL 11-38", "part": "portions touched by a later act"},
        {"newer": "ACL 08-50", "relation": "confirms-in-effect", "older": "ACL 99-65"},
        {"newer": "FYI 08-31", "relation": "cancels", "older": "FYI 07-32"},
    ]  # fmt: skip
    reader = opened(tmp_path, rows)

    partly = status_answer(reader, look_up(reader, "ACL 11-38"), parse_day("2012-01-01"))
    assert partly["partly_superseded_by"] == ["ACL 11-52"]
    (kept,) = look_up(reader, "ACL 08-50").instrument.relations
    assert (kept.type.value, kept.target) == ("confirms-in-effect", "acl-99-65")
    (cancelled,) = look_up(reader, "FYI 08-31").instrument.effects
    assert (cancelled.verb.value, cancelled.stated) == ("withdraws", "cancels")


def test_export_then_import_gives_the_same_answers(tmp_path: Path) -> None:
    reader = opened(tmp_path, ROWS)
    by_id = {one.id: one.citation for one in reader.all(Instrument).values()}
    again = [
        {
            "id": one.citation,
            "title": one.title,
            "date": str(one.issued) if one.issued else None,
            "obsoletes": [
                by_id.get(e.target, e.target.upper().replace("-", " "))
                for e in one.effects
                if e.verb.value == "supersedes"
            ],
        }
        for one in reader.all(Instrument).values()
    ]
    (tmp_path / "again").mkdir()
    second = opened(tmp_path / "again", again)

    for one in reader.all(Instrument).values():
        for day in ("2001-06-01", "2003-06-01", "2005-01-01"):
            asked = [
                status_answer(edition, look_up(edition, one.citation), parse_day(day))
                for edition in (reader, second)
            ]
            assert asked[0]["status"] == asked[1]["status"]
            assert asked[0]["superseded_by"] == asked[1]["superseded_by"]


@pytest.mark.parametrize(("text", "word"), [("{", "not JSON"), ("[1]", "with an id")])
def test_what_is_no_list_of_rows_is_refused_in_one_sentence(
    text: str, word: str, tmp_path: Path
) -> None:
    facts = tmp_path / "facts.jsonl"
    facts.write_text(text, encoding="utf-8")

    with pytest.raises(UserError, match=word):
        read_facts(facts)


def test_a_list_without_usable_rows_is_refused(tmp_path: Path, command: Callable[..., Any]) -> None:
    answer = command("import", written(tmp_path, [{"id": 5}]), "--into", tmp_path / "new")

    assert (answer.code, answer.out) == (2, "")
    assert not (tmp_path / "new").exists()


def test_a_directory_that_holds_something_is_left_alone(
    tmp_path: Path, command: Callable[..., Any]
) -> None:
    (tmp_path / "new").mkdir()
    (tmp_path / "new" / "keep.txt").write_text("mine", encoding="utf-8")

    answer = command("import", written(tmp_path, ROWS), "--into", tmp_path / "new")

    assert (answer.code, answer.out) == (2, "")
    assert "already holds" in answer.err
    assert [path.name for path in (tmp_path / "new").iterdir()] == ["keep.txt"]
