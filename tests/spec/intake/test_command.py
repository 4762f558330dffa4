"""`compendium intake` as people and programs meet it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from compendium.content.check import problems_of
from compendium.content.load import load_content
from tests.conftest import TINY
from tests.evaluation.letters import EXAMPLES
from tests.spec.intake.county_layouts import aligned_columns

LETTERS = sorted((EXAMPLES / "letters").glob("*.txt"))
Command = Callable[..., Any]

LETTER = """
May 23, 2016

ALL COUNTY LETTER NO. 16-03

TO: ALL COUNTY WELFARE DIRECTORS

SUBJECT: THE GRID

REFERENCE: ACL 15-01; ACL 14-07; ACL 03-33

This letter supersedes the four codes in ACL 15-01. This letter rescinds ACL 02-02.
"""


@pytest.fixture(autouse=True)
def tiny_content(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Every run of this module holds drafts against the tiny content."""
    monkeypatch.setenv("COMPENDIUM_CONTENT", str(TINY))
    monkeypatch.setenv("COMPENDIUM_HOME", str(tmp_path / "home"))


def test_drafts_as_json(command: Command) -> None:
    answer = command("intake", *LETTERS[1:3], "--format", "json")

    assert answer.code == 0, answer.err
    drafts = json.loads(answer.out)["drafts"]
    assert [draft["citation"] for draft in drafts] == ["ACL 09-06", "ACL 11-53"]
    assert drafts[0]["provenance"]["subject"]["page"] == 1


def test_one_bad_file_stops_nothing(command: Command, tmp_path: Path) -> None:
    (tmp_path / "empty.pdf").write_bytes(b"")
    (tmp_path / "fake.pdf").write_text("no PDF at all")
    answer = command(
        "intake", tmp_path / "empty.pdf", LETTERS[0], tmp_path / "fake.pdf", tmp_path / "gone.txt",
        "--format", "json",
    )  # fmt: skip

    assert answer.code == 2
    rows = json.loads(answer.out)["drafts"]
    assert [("error" in row) for row in rows] == [True, False, True, True]
    assert all(row["error"]["message"].endswith(".") for row in rows if "error" in row)
    assert rows[0]["id"].endswith("empty.pdf")


def test_accepted_drafts_pass_the_rules_and_a_second_run_goes_on(
    command: Command, tmp_path: Path
) -> None:
    into = tmp_path / "drafts"
    first = json.loads(
        command("intake", EXAMPLES / "letters", "--accept-into", into, "--format", "json").out
    )
    written = sorted(path.name for path in into.rglob("*.yaml"))
    second = json.loads(
        command("intake", EXAMPLES / "letters", "--accept-into", into, "--format", "json").out
    )

    assert first["counts"]["written"] == len(LETTERS)
    assert len(written) == len(LETTERS)
    assert second["counts"] == {"done before": len(LETTERS)}
    known = {"word-resolves", "citation-canonical", "compendium-record"}
    codes = {problem.code for problem in problems_of(load_content(into))}
    assert codes <= known, codes


def test_without_content_drafts_are_written_unchecked(
    command: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COMPENDIUM_CONTENT", str(tmp_path / "none"))
    letter = tmp_path / "letter.txt"
    letter.write_text(LETTER)
    answer = command("intake", letter, "--accept-into", tmp_path / "drafts")

    assert answer.code == 0
    assert "drafts are not checked" in answer.err
    assert (tmp_path / "drafts/instruments/acl/2016/acl-16-03.yaml").is_file()


def test_a_persons_file_is_left_alone(command: Command, tmp_path: Path) -> None:
    letter = tmp_path / "letter.txt"
    letter.write_text(LETTER)
    into = tmp_path / "drafts"
    path = into / "instruments/acl/2016/acl-16-03.yaml"
    path.parent.mkdir(parents=True)
    path.write_text("mine")
    answer = json.loads(command("intake", letter, "--accept-into", into, "--format", "json").out)

    assert answer["drafts"][0]["written"] == "kept"
    assert path.read_text() == "mine"


def test_effects_only_point_at_what_is_held(command: Command, tmp_path: Path) -> None:
    letter = tmp_path / "letter.txt"
    letter.write_text(LETTER)
    into = tmp_path / "drafts"
    answer = json.loads(command("intake", letter, "--accept-into", into, "--format", "json").out)
    text = (into / "instruments/acl/2016/acl-16-03.yaml").read_text()

    assert answer["problems"] == []
    assert answer["drafts"][0]["duplicates"][0]["citation"] == "ACL 16-03"
    assert "target: acl-15-01" in text
    assert "withdraws ACL 02-02, which is not held" in text
    assert "acl-03-33" not in text


def test_a_county_table_becomes_csv(command: Command, tmp_path: Path) -> None:
    letter = tmp_path / "fiscal.txt"
    letter.write_text(
        "July 1, 2016\n\nCOUNTY FISCAL LETTER NO. 16/17-13\n\nSUBJECT: ALLOCATIONS\n\n"
        + aligned_columns(0).letter.text
    )
    into = tmp_path / "drafts"
    content = Path(__file__).parents[3] / "content" / "california-csec"
    answer = json.loads(
        command(
            "intake", letter, "--accept-into", into, "--content", content, "--format", "json"
        ).out
    )

    table = answer["drafts"][0]["county_table"]
    assert (table["counties"], table["doubtful_cells"]) == (58, 0)
    csv = (into / "funding/county-tables/cfl-16-17-13.csv").read_text()
    assert csv.startswith("county,printed,Base Funds")


def test_a_listing_gives_lines_and_coverage(
    command: Command, tmp_path: Path, tiny_file: Path
) -> None:
    page = tmp_path / "list.txt"
    page.write_text(
        "ACL 16-03 (May 23, 2016)\nAnother Title Altogether\n\nACL 15-99E (June 1, 2015)\nErrata\n"
    )
    answer = command("intake", "--listing", page, "--edition", tiny_file, "--format", "json")
    value = json.loads(answer.out)

    assert [line["citation"] for line in value["lines"]] == ["ACL 16-03", "ACL 15-99E"]
    coverage = value["coverage"]
    assert coverage["held"] == ["ACL 16-03"]
    assert coverage["lacking"] == ["ACL 15-99E"]
    assert coverage["errata_without_parents"] == ["ACL 15-99E"]
    assert [one["citation"] for one in coverage["titles_differ"]] == ["ACL 16-03"]
    assert set(coverage["not_listed"]) == {"ACL 15-01", "ACL 15-02", "ACL 16-03E"}


def test_words_for_people(command: Command, tmp_path: Path) -> None:
    letters = command("intake", LETTERS[0])
    page = tmp_path / "list.txt"
    page.write_text("ACL 16-49: The Grid (5/23/16)\n")
    listing = command("intake", "--listing", page)

    assert "ACIN I-46-25" in letters.out
    assert "[page 1" in letters.out
    assert "ACL 16-49, May 23, 2016: The Grid" in listing.out


def test_nothing_named_is_a_clear_error(command: Command, tmp_path: Path) -> None:
    page = tmp_path / "list.txt"
    page.write_text("No letters here.\n")

    assert command("intake").code == 2
    assert command("intake", "--listing", page).code == 2
    assert command("intake", "--listing", tmp_path / "gone").code == 2
