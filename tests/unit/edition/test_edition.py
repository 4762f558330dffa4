"""The sealed edition: same content, same digest; whole or not there; damage is noticed."""

from __future__ import annotations

import resource
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from compendium.compiler.compile import compile_edition
from compendium.content.check import CheckedContent, check_directory
from compendium.content.load import load_content
from compendium.edition.reader import open_edition
from compendium.model.instruments import Instrument
from compendium.vocabulary.errors import CompendiumError, UserError

TINY = Path(__file__).parents[2] / "corpora" / "tiny"


def test_the_same_content_gives_the_same_digest(tmp_path: Path) -> None:
    first = compile_edition(check_directory(TINY), tmp_path / "a.sqlite", commit="one")
    second = compile_edition(check_directory(TINY), tmp_path / "b.sqlite", commit="two")

    assert first.digest == second.digest
    assert first.edition == first.digest[:12]
    assert (first.commit, second.commit) == ("one", "two")


def test_any_change_of_content_changes_the_digest(tmp_path: Path) -> None:
    shutil.copytree(TINY, tmp_path / "content")
    file = tmp_path / "content" / "terms.yaml"
    file.write_text(file.read_text().replace("The statute", "A statute"), encoding="utf-8")

    before = compile_edition(check_directory(TINY), tmp_path / "a.sqlite")
    after = compile_edition(check_directory(tmp_path / "content"), tmp_path / "b.sqlite")

    assert before.digest != after.digest


def test_records_come_back_as_they_went_in(tmp_path: Path) -> None:
    checked = check_directory(TINY)
    compile_edition(checked, tmp_path / "a.sqlite")

    assert list(open_edition(tmp_path / "a.sqlite").all(Instrument).values()) == checked.of(
        Instrument
    )


def test_only_the_gate_makes_checked_content() -> None:
    with pytest.raises(CompendiumError, match="check"):
        CheckedContent(object(), load_content(TINY), ())


@pytest.mark.parametrize("damage", ["byte", "row", "cut", "text", "empty", "form"])
def test_a_damaged_edition_is_refused_in_one_sentence(damage: str, tmp_path: Path) -> None:
    path = tmp_path / "a.sqlite"
    compile_edition(check_directory(TINY), path)
    raw = path.read_bytes()
    if damage == "byte":
        at = raw.index(b"Look for a child")
        path.write_bytes(raw[:at] + b"l" + raw[at + 1 :])
    elif damage == "cut":
        path.write_bytes(raw[: len(raw) // 2])
    elif damage == "text":
        path.write_text("not a database", encoding="utf-8")
    elif damage == "empty":
        path.write_bytes(b"")
    else:
        sql = (
            "DELETE FROM names"
            if damage == "row"
            else "UPDATE colophon SET value = 9 WHERE name = 'form'"
        )
        with sqlite3.connect(path) as connection:
            connection.execute(sql)
        connection.close()

    with pytest.raises(UserError) as caught:
        open_edition(path)

    assert caught.value.code == "damaged-edition"
    assert "\n" not in caught.value.message


def test_a_missing_edition_is_said_plainly(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="There is no edition at"):
        open_edition(tmp_path / "none.sqlite")


FULL_DISK = """
import resource, sys
from pathlib import Path
from compendium.cli.main import run
resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, resource.RLIM_INFINITY))
sys.exit(run(["compile", "--content", sys.argv[1], "--output", sys.argv[2]]))
"""


def test_a_full_disk_leaves_the_old_edition_as_it_was(tmp_path: Path) -> None:
    target = tmp_path / "edition.sqlite"
    compile_edition(check_directory(TINY), target)
    before = target.read_bytes()

    run = subprocess.run(
        [sys.executable, "-c", FULL_DISK, str(TINY), str(target)],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )

    assert run.returncode == 3
    assert run.stderr.count("\n") == 1
    assert "no room" in run.stderr
    assert target.read_bytes() == before
    assert [path.name for path in tmp_path.iterdir()] == ["edition.sqlite"]
    assert resource.getrlimit(resource.RLIMIT_FSIZE)[0] == resource.RLIM_INFINITY


def test_a_place_that_cannot_be_written_is_the_users_to_mend(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")

    with pytest.raises(CompendiumError) as caught:
        compile_edition(check_directory(TINY), tmp_path / "file" / "edition.sqlite")

    assert caught.value.exit_code == 2
    assert "unchanged" in caught.value.message
