"""`compendium check --save`: the check and its reports as files, and answers that are not lost."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from compendium.checks.saved import Answer, opened, written
from compendium.model.checklists import Verdict

TEXT = "Alpine County policy. The social worker shall report the missing child to NCMEC."
Ask = Callable[..., Any]


@pytest.fixture
def ask(command: Ask, edition_file: Path, tmp_path: Path) -> Ask:
    policy = tmp_path / "policy.txt"
    policy.write_text(TEXT, encoding="utf-8")
    return lambda *more: command(
        "check", policy, "--against", "missing-from-care", "--edition", edition_file, *more
    )


@pytest.mark.parametrize(
    ("report", "name", "start"),
    [
        ("gap", "a.html", b"<!doctype html>"),
        ("full", "a.docx", b"PK"),
        ("brief", "a.pdf", b"%PDF"),
        ("csv", "a.csv", b"\xef\xbb\xbfgroup"),
        ("docx", "b.docx", b"PK"),
        ("pdf", "b.pdf", b"%PDF"),
        ("oscal", "a.json", b'{\n  "assessment-results"'),
    ],
)
def test_each_report_is_written(
    ask: Ask, tmp_path: Path, report: str, name: str, start: bytes
) -> None:
    target = tmp_path / name
    assert ask("--report", report, "--save", target, "--on", "2026-06-01").code == 1
    assert target.read_bytes().startswith(start)


def test_a_check_is_carried_to_another_day_with_its_answers(ask: Ask, tmp_path: Path) -> None:
    first, second = tmp_path / "first.json", tmp_path / "second.json"
    ask("--save", first, "--on", "2024-06-01", "--county", "Alpine")
    check = opened(first.read_bytes())
    line = check.lines[0]
    file = json.loads(written(check))
    file["lines"][0]["answer"] = {"verdict": "partly", "note": "Add the day."}
    first.write_text(json.dumps(file), encoding="utf-8")
    answer = ask("--saved", first, "--save", second, "--on", "2026-06-01")
    assert "Since the check of June 1, 2024: 0 lines changed, 2" in answer.err
    assert "1 no longer apply" in answer.err
    later = opened(second.read_bytes())
    kept = {one.key: one.answer for one in (*later.lines, *later.left)}
    assert kept[line.key] == Answer(verdict=Verdict.PARTLY, note="Add the day.")
    assert later.setup.counties == ("Alpine",)


def test_a_saved_check_is_not_overwritten_unseen(ask: Ask, tmp_path: Path) -> None:
    target = tmp_path / "check.json"
    ask("--save", target)
    before = target.read_bytes()
    answer = ask("--save", target)
    assert answer.code == 2
    assert "--saved" in answer.err
    assert target.read_bytes() == before
    assert ask("--save", target, "--saved", target).code == 1


@pytest.mark.parametrize(
    "options",
    [
        ("--report", "gap"),
        ("--report", "gap", "--save", "a.txt"),
        ("--saved", "missing.json", "--save", "b.json"),
        ("--save", "no/such/folder/a.json"),
    ],
)
def test_what_cannot_be_written_is_one_sentence(ask: Ask, options: tuple[str, ...]) -> None:
    answer = ask(*options)
    assert answer.code == 2
    assert answer.err.startswith("compendium: ")
