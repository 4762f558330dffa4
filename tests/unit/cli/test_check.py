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
