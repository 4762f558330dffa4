"""What commands answer, to people and to programs, to good and to bad input."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from compendium.cli.options import WIDTH

Command = Callable[..., Any]

BAD_INPUT = {
    "a wrong citation": (["status", "ACL 99-99"], "unknown-citation"),
    "words that are no citation": (["status", "the letter about codes"], "unknown-citation"),
    "nothing at all": (["status", "  "], "no-citation"),
    "a citation of a megabyte": (["status", "A" * 1_000_000], "no-citation"),
    "a wrong date": (["status", "ACL 15-01", "--on", "2016-02-30"], "bad-date"),
    "a date in words": (["status", "ACL 15-01", "--on", "yesterday"], "bad-date"),
    "neither citation nor batch": (["status"], "usage"),
    "an unknown option": (["status", "ACL 15-01", "--of", "x"], "usage"),
    "a topic that no duty has": (["duties", "--topic", "weather"], "unknown-topic"),
    "an unknown bearer": (["duties", "--bearer", "everybody"], "usage"),
    "a fiscal year that does not follow": (["funding", "--year", "2018-20"], "bad-fiscal-year"),
    "a batch that is not there": (["status", "--batch", "/nowhere.jsonl"], "no-file"),
}


@pytest.mark.parametrize(("arguments", "code"), BAD_INPUT.values(), ids=BAD_INPUT)
def test_bad_input_gets_one_clear_sentence_and_exit_code_2(
    arguments: list[str], code: str, command: Command, tiny_file: Path
) -> None:
    full = [*arguments, "--edition", tiny_file]

    words = command(*full)
    plain = command(*full, "--format", "json")

    assert (words.code, words.out) == (2, "")
    assert words.err.startswith("compendium: ")
    assert words.err.count("\n") == 1
    assert len(words.err) < 400
    assert (plain.code, plain.err) == (2, "")
    assert json.loads(plain.out)["error"]["code"] == code


@pytest.mark.parametrize("name", ["missing", "damaged", "folder"])
def test_an_edition_that_cannot_be_read_is_said_plainly(
    name: str, command: Command, tmp_path: Path
) -> None:
    path = tmp_path / "edition.sqlite"
    if name == "damaged":
        path.write_bytes(b"SQLite format 3\0 and then nothing of use" * 100)
    if name == "folder":
        path.mkdir()

    answer = command("show", "ACL 15-01", "--edition", path)

    assert (answer.code, answer.out, answer.err.count("\n")) == (2, "", 1)


def test_status_answers_in_the_promised_shape(command: Command, tiny_file: Path) -> None:
    answer = command(
        "status", "acl15-01", "--on", "2016-06-01", "--edition", tiny_file, "--format", "json"
    )
    value = json.loads(answer.out)

    assert answer.code == 0
    assert list(value)[:9] == [
        "document",
        "as_of",
        "status",
        "state",
        "explanation",
        "superseded_by",
        "partly_superseded_by",
        "current",
        "sources",
    ]
    assert (value["document"], value["status"]) == ("ACL 15-01", "partially_in_force")
    assert value["partly_superseded_by"] == ["ACL 16-03"]


def test_text_fits_into_eighty_columns_and_has_no_colour_codes_in_a_pipe(
    command: Command, tiny_file: Path
) -> None:
    for arguments in (["status", "ACL 15-01"], ["show", "ACL 16-03"], ["duties"], ["funding"]):
        answer = command(*arguments, "--edition", tiny_file)

        assert answer.code == 0
        assert "\x1b" not in answer.out
        too_long = [
            line for line in answer.out.splitlines() if len(line) > WIDTH and "http" not in line
        ]
        assert too_long == []


def test_a_batch_answers_row_by_row_in_order_and_names_bad_rows(
    command: Command, tiny_file: Path, tmp_path: Path
) -> None:
    rows = [
        '{"id": "a", "document": "ACL 15-01", "as_of": "2015-01-01"}',
        "not json",
        '{"id": "c", "document": "ACL 15-01", "as_of": "soon"}',
        '{"id": "d", "as_of": "2015-01-01"}',
        '{"id": "e", "document": "ACL 15-01", "as_of": null}',
        '{"id": "f", "document": "ACL 77-77", "as_of": "2015-01-01"}',
    ]
    batch = tmp_path / "rows.jsonl"
    batch.write_text("\n".join(rows) + "\n", encoding="utf-8")

    answer = command("status", "--batch", batch, "--edition", tiny_file, "--format", "json")
    values = [json.loads(line) for line in answer.out.splitlines()]

    assert [value["id"] for value in values] == ["a", 2, "c", "d", "e", "f"]
    assert values[0]["state"] == "not_yet_issued"
    assert [value.get("error", {}).get("code") for value in values] == [
        None,
        "bad-row",
        "bad-date",
        "bad-row",
        None,
        "unknown-citation",
    ]
    assert answer.code == 2


def test_rules_prints_every_problem_with_its_place(command: Command, tmp_path: Path) -> None:
    (tmp_path / "notes.yaml").write_text("a: b\n", encoding="utf-8")

    words = command("rules", "--content", tmp_path)
    plain = command("rules", "--content", tmp_path, "--format", "json")

    assert words.code == plain.code == 1
    assert "notes.yaml:1: unknown-file " in words.out
    problem = json.loads(plain.out)["problems"][0]
    assert {"code", "message", "path", "line"} <= set(problem)


def test_compile_names_edition_digest_and_counts(command: Command, tmp_path: Path) -> None:
    tiny = Path(__file__).parents[2] / "corpora" / "tiny"

    answer = command(
        "compile", "--content", tiny, "--output", tmp_path / "e.sqlite", "--format", "json"
    )
    value = json.loads(answer.out)

    assert set(value) == {"edition", "digest", "counts"}
    assert value["counts"]["instrument"] == 8
    assert (tmp_path / "e.sqlite").is_file()


def test_content_with_problems_is_not_compiled(command: Command, tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "notes.yaml").write_text("a: b\n", encoding="utf-8")

    answer = command(
        "compile", "--content", tmp_path / "content", "--output", tmp_path / "e.sqlite"
    )

    assert answer.code == 1
    assert not (tmp_path / "e.sqlite").exists()


def test_cite_gives_offsets_into_the_text(command: Command, tmp_path: Path) -> None:
    text = "Siehe § – see ACL No. 16-49 and Welfare and Institutions Code section 300(b)(4)."
    file = tmp_path / "text.txt"
    file.write_text(text, encoding="utf-8")

    value = json.loads(command("cite", file, "--format", "json").out)

    found = {text[c["start"] : c["end"]]: c["canonical"] for c in value["citations"]}
    assert found["ACL No. 16-49"] == "ACL 16-49"
    assert "WIC 300(b)(4)" in found.values()
    assert all(text[c["start"] : c["end"]] == c["text"] for c in value["citations"])


def test_no_list_of_commands_cuts_what_it_says_of_one(command: Command) -> None:
    for group in ((), ("edition",), ("site",), ("alerts",)):
        listed = command(*group, "--help").out.partition("Commands:")[2]
        assert listed
        assert "..." not in listed


def test_every_command_explains_itself(command: Command) -> None:
    listed = command("--help").out

    for name in (
        "compile",
        "rules",
        "status",
        "show",
        "cite",
        "search",
        "duties",
        "funding",
        "new",
        "import",
        "serve",
        "links",
        "format",
    ):
        assert f"\n  {name} " in listed, name
        assert command(name, "--help").code == 0
