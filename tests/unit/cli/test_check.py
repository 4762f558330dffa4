"""`compendium check` as people and programs meet it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Command = Callable[..., Any]

TEXT = "The worker shall report the missing child to NCMEC within 48 hours.\n"


@pytest.fixture
def protocol(tmp_path: Path) -> Path:
    file = tmp_path / "protocol.txt"
    file.write_text(TEXT, encoding="utf-8")
    return file


def test_json(command: Command, protocol: Path, edition_file: Path) -> None:
    given = ["--against", "missing-from-care", "--on", "2026-06-01", "--jurisdiction", "county"]
    answer = command("check", protocol, *given, "--edition", edition_file, "--format", "json")
    value = json.loads(answer.out)
    assert answer.code == 1
    assert value["checklist"] == "missing-from-care"
    assert value["as_of"] == "2026-06-01"
    assert value["document"]["pages"] == 1
    by_duty = {one["duty"]: one for one in value["findings"]}
    found = by_duty["report-missing-exploited-child#ncmec"]
    assert found["verdict"] == "partly"
    assert found["citations"] == ["PEN 11166(j)(3)(A)"] or found["citations"][0].startswith(
        "PEN 11166(j)(3)"
    )
    passage = found["passages"][0]
    assert set(passage) >= {"page", "start", "end", "text", "score"}
    assert TEXT[passage["start"] : passage["end"]] == passage["text"]
    assert {one["verdict"] for one in value["findings"]} <= {"covered", "partly", "not-found"}


def test_words_begin_with_the_gaps(command: Command, protocol: Path, edition_file: Path) -> None:
    answer = command("check", protocol, "--against", "missing-from-care", "--edition", edition_file)
    assert answer.code == 1
    assert answer.out.index("Not found") < answer.out.index("Partly") < answer.out.index("Covered")
    assert "not an approval by CDSS" in answer.out
    assert "does not show whose document" in answer.out


@pytest.mark.parametrize(
    ("name", "checklist", "code"),
    [
        ("protocol.txt", "no-such-list", "unknown-checklist"),
        ("nowhere.pdf", "mou", "no-file"),
        ("empty.pdf", "mou", "empty-file"),
        ("false.pdf", "mou", "wrong-extension"),
    ],
)
def test_wrong_input(
    command: Command, protocol: Path, edition_file: Path, name: str, checklist: str, code: str
) -> None:
    (protocol.parent / "empty.pdf").write_bytes(b"")
    (protocol.parent / "false.pdf").write_bytes(b"words")
    file = protocol.parent / name
    given = ["check", file, "--against", checklist, "--edition", edition_file]
    plain = command(*given, "--format", "json")
    words = command(*given)
    assert (plain.code, words.code) == (2, 2)
    assert json.loads(plain.out)["error"]["code"] == code
    assert words.out == ""
    assert words.err.count("\n") == 1


REGION = """# Children missing from care

When a child is missing from care, the social worker shall notify the parents within 24 hours.

## Inyo County

When a child is missing from care, the social worker shall notify the juvenile court within 24
hours.

## Mono County

Nothing yet.
"""


@pytest.fixture
def region(tmp_path: Path) -> Path:
    file = tmp_path / "region.md"
    file.write_text(REGION, encoding="utf-8")
    return file


def test_a_region_has_one_verdict_per_line_and_county(
    command: Command, region: Path, edition_file: Path
) -> None:
    given = ["--against", "missing-from-care", "--on", "2026-06-01", "--counties", "Inyo,Mono"]
    answer = command("check", region, *given, "--edition", edition_file, "--format", "json")
    value = json.loads(answer.out)
    assert value["counties"] == ["Inyo", "Mono"]
    told = [(one["duty"], county) for one in value["findings"] for county in one["counties"]]
    assert len(told) == len(set(told)) == 2 * len({duty for duty, _ in told})
    court = {
        one["counties"][0]: one["verdict"]
        for one in value["findings"]
        if one["duty"] == "notify-when-missing#court"
    }
    assert court == {"Inyo": "covered", "Mono": "not-found"}


def test_a_region_in_words_has_each_countys_own_lines_apart(
    command: Command, region: Path, edition_file: Path
) -> None:
    given = ["--against", "missing-from-care", "--on", "2026-06-01", "--county", "Inyo"]
    answer = command("check", region, *given, "--county", "Mono", "--edition", edition_file)
    order = ["Common to Inyo and Mono", "Inyo County’s own lines", "Mono County’s own lines"]
    places = [answer.out.index(part) for part in order]
    assert places == sorted(places)


@pytest.mark.parametrize("counties", ["Inyo,Momo", "Momo", "Inyo,Mono,Momo"])
def test_a_county_that_there_is_not_ends_with_2(
    command: Command, region: Path, edition_file: Path, counties: str
) -> None:
    answer = command(
        "check", region, "--against", "missing-from-care", "--counties", counties,
        "--edition", edition_file,
    )  # fmt: skip
    assert answer.code == 2
    assert "Did you mean Mono" in answer.err
