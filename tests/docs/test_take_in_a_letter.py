"""The commands of the page for editors do what the page says."""

from __future__ import annotations

import json
import re
import shlex
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import CONTENT, ROOT

PAGE = ROOT / "docs" / "how-to" / "take-in-a-letter.md"
PROGRAM = ".venv/bin/compendium"
LIST = ROOT / "tests" / "fixtures" / "examples" / "letter_index_dev.jsonl"


def commands() -> list[list[str]]:
    blocks = re.findall(r"```sh\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    return [shlex.split(line) for block in blocks for line in block.splitlines()]


def test_every_command_of_the_page(
    command: Callable[..., Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(CONTENT, tmp_path / "content" / "california-csec")
    (tmp_path / "tests").symlink_to(ROOT / "tests")
    rows = map(json.loads, LIST.read_text(encoding="utf-8").splitlines())
    page = "".join(f"<p>{row['listing_line']}</p>" for row in rows)
    (tmp_path / "list.html").write_text(f"<html><body>{page}</body></html>", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COMPENDIUM_HOME", str(tmp_path / "home"))
    done = []
    for words in commands():
        if words[0] == PROGRAM and words[1] != "desk":  # it runs until it is ended
            answer = command(*words[1:])
            assert answer.code == 0, (words, answer.err)
        done.append(words[1])

    assert done == ["intake", "desk", "rules", "intake"]
    assert Path("var/drafts/instruments/acl/2011/acl-11-78.provenance.json").is_file()
