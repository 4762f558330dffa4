"""`compendium cite`: a file or a pipe, as text or JSON, of any length."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

Command = Callable[..., Any]


def test_json_has_offsets_in_characters(command: Command, tmp_path: Path) -> None:
    text = "“§” W&IC § 300, ACL\n16-49."
    file = tmp_path / "letter.txt"
    file.write_text(text, encoding="utf-8")

    rows = json.loads(command("cite", file, "--format", "json").out)["citations"]

    assert [(row["text"], row["canonical"]) for row in rows] == [
        ("W&IC § 300", "WIC 300"),
        ("ACL\n16-49", "ACL 16-49"),
    ]
    assert [text[row["start"] : row["end"]] for row in rows] == [row["text"] for row in rows]


def test_a_line_for_people_is_one_line(command: Command, tmp_path: Path) -> None:
    file = tmp_path / "letter.txt"
    file.write_text("See ACL\n16-49.", encoding="utf-8")

    assert command("cite", file).out == f"{4:>8}  {'ACL 16-49':<28}  ACL 16-49\n"


def test_the_context_completes_a_section(command: Command, tmp_path: Path) -> None:
    file = tmp_path / "law.txt"
    file.write_text("Section 300 of this code", encoding="utf-8")

    assert "WIC 300" in command("cite", file, "--context-code", "WIC").out
    assert command("cite", file, "--format", "json").out == '{"citations": []}\n'


def test_a_pipe_is_read(command: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(b"\xef\xbb\xbfACL 16-49")))

    (row,) = json.loads(command("cite", "-", "--format", "json").out)["citations"]
    assert (row["start"], row["canonical"]) == (0, "ACL 16-49")


def test_a_long_text_is_one_answer(command: Command, tmp_path: Path) -> None:
    paragraph = "Counties said so — at length. " * 30 + "See ACL 16-49.\n\n"
    file = tmp_path / "long.txt"
    file.write_text(paragraph * 4_000, encoding="utf-8")

    rows = json.loads(command("cite", file, "--format", "json").out)["citations"]

    assert len(rows) == 4_000
    assert rows[-1]["start"] == len(paragraph) * 3_999 + paragraph.index("ACL")


def test_a_stray_byte_far_into_a_text_is_passed_over(command: Command, tmp_path: Path) -> None:
    file = tmp_path / "long.txt"
    file.write_bytes(b"so it is. " * 150_000 + b"\xff ACL 16-49")

    answer = command("cite", file, "--format", "json")

    (row,) = json.loads(answer.out)["citations"]
    assert row["start"] == 1_500_002
    assert "not UTF-8" in answer.err


@pytest.mark.parametrize(
    ("raw", "code"), [(b"%PDF-1.7 \xff\xfe\x00 ACL 16-49", "bad-file"), (None, "no-file")]
)
def test_what_is_no_text_is_refused_in_one_sentence(
    command: Command, tmp_path: Path, raw: bytes | None, code: str
) -> None:
    file = tmp_path / "letter.txt"
    if raw is not None:
        file.write_bytes(raw)

    answer = command("cite", file, "--format", "json")

    assert answer.code == 2
    assert json.loads(answer.out)["error"]["code"] == code


def test_a_folder_is_refused(command: Command, tmp_path: Path) -> None:
    assert command("cite", tmp_path).code == 2
