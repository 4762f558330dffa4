"""`compendium search` as a command."""

from __future__ import annotations

import json
from pathlib import Path

from click.testing import CliRunner

from compendium.cli.search import search


def run(tiny_file: Path, *arguments: str) -> str:
    result = CliRunner().invoke(
        search, [*arguments, "--edition", str(tiny_file), "--on", "2020-01-01"]
    )
    assert result.exception is None, result.output
    return result.stdout


def test_json(tiny_file: Path) -> None:
    answer = json.loads(run(tiny_file, "acl", "15-01", "--format", "json"))
    assert answer["query"] == "acl 15-01"
    assert answer["exact"] == "ACL 15-01"
    assert answer["results"][0]["citation"] == "ACL 15-01"


def test_words_for_people(tiny_file: Path) -> None:
    shown = run(tiny_file, "the grid")
    assert "ACL 16-03" in shown
    assert "In force" in shown


def test_not_held(tiny_file: Path) -> None:
    shown = run(tiny_file, "ACL 16-04")
    assert "ACL 16-04 is not in this compendium" in shown
    assert "https://example.org/letters" in shown


def test_nothing_confident(tiny_file: Path) -> None:
    assert "Nothing here answers that" in run(tiny_file, "best pizza in town")


def test_limit(tiny_file: Path) -> None:
    answer = json.loads(run(tiny_file, "invented", "--limit", "1", "--format", "json"))
    assert len(answer["results"]) == 1
