"""An editor who does not program writes a letter by answering questions."""

from __future__ import annotations

import shutil
from pathlib import Path

from click.testing import CliRunner

from compendium.cli.new import new
from compendium.content.check import problems_of
from compendium.content.load import load_content

TINY = Path(__file__).parents[2] / "corpora" / "tiny"

ANSWERS = [
    "hello",  # not a citation
    "ACL 15-01",  # already held
    "acl no. 17-5",
    "",  # a title is needed
    "A subject",
    "official",
    "2017-13",  # not a date
    "2017-02",
    "What it says.",
    "mising",  # not a topic
    "missing",
    "The issuer's list",
    "example.org",  # not an address
    "https://example.org/letters",
    "official",
    "number and date",
]


def test_the_answers_become_a_file_that_satisfies_every_rule(tmp_path: Path) -> None:
    content = tmp_path / "content"
    shutil.copytree(TINY, content)

    result = CliRunner().invoke(new, ["letter", "--content", str(content)], "\n".join(ANSWERS))

    assert result.exit_code == 0, result.output
    assert result.output.count("Sorry:") == 6
    assert (content / "instruments/acl/2017/acl-17-05.yaml").is_file()
    assert problems_of(load_content(content)) == []


def test_stopping_half_way_writes_nothing(tmp_path: Path) -> None:
    content = tmp_path / "content"
    shutil.copytree(TINY, content)
    before = sorted(path for path in content.rglob("*"))

    CliRunner().invoke(new, ["letter", "--content", str(content)], "acl 17-5\nA subject\n")

    assert sorted(path for path in content.rglob("*")) == before
