"""How the program itself begins and ends: nothing asked, a slip of the hand, nobody reading."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from compendium.cli.main import run

PROGRAM = [sys.executable, "-c", "from compendium.cli.main import main; main()"]


def test_without_a_verb_it_shows_what_there_is(capsys: pytest.CaptureFixture[str]) -> None:
    code = run([])

    said = capsys.readouterr()
    assert (code, said.out) == (2, "")
    assert said.err.startswith("Usage: compendium")
    assert "Tell whether CITATION was in force" in said.err


def test_a_mistyped_verb_is_told_its_neighbour(capsys: pytest.CaptureFixture[str]) -> None:
    code = run(["statsu", "ACL 15-01"])

    assert code == 2
    assert "did you mean 'status'?" in capsys.readouterr().err


def test_a_reader_who_has_seen_enough_is_no_fault(tiny_file: Path) -> None:
    command = [*PROGRAM, "show", "ACL 15-01", "--edition", str(tiny_file)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as program:
        assert program.stdout is not None
        assert program.stderr is not None
        program.stdout.close()
        complaint = program.stderr.read()

    assert (program.returncode, complaint) == (0, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full on this system")
@pytest.mark.parametrize("form", ["text", "json"])
def test_a_full_disk_is_one_sentence(form: str, tiny_file: Path) -> None:
    with Path("/dev/full").open("w") as full:
        ended = subprocess.run(
            [*PROGRAM, "show", "ACL 15-01", "--edition", str(tiny_file), "--format", form],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )

    assert ended.returncode == 3
    assert ended.stderr.startswith("compendium: The output cannot be written: ")
    assert ended.stderr.count("\n") == 1
