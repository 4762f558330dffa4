"""A run that is killed is gone on with: nothing twice, nothing lost, the summary right."""

from __future__ import annotations

import contextlib
import errno
import json
import os
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from compendium.cli.intake_run import Progress
from compendium.intake.journal import Journal
from tests.conftest import TINY
from tests.spec.intake.corpus import letter

PROGRAM = Path(sys.executable).with_name("compendium")
MANY = 80
NOTICE = "ALL COUNTY INFORMATION NOTICE NO. I-07-16\n\nSUBJECT: A NOTICE\n\nWords.\n"
"""The tiny content has no such series, so that the rules complain of it."""
Command = Callable[..., Any]


@pytest.fixture(autouse=True)
def tiny_content(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("COMPENDIUM_CONTENT", str(TINY))
    monkeypatch.setenv("COMPENDIUM_HOME", str(tmp_path / "home"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Letters as text, one that breaks a rule first, one that cannot be read among them."""
    made = tmp_path / "letters"
    made.mkdir()
    (made / "000.txt").write_text(NOTICE, encoding="utf-8")
    for at in range(1, MANY):
        (made / f"{at:03}.txt").write_text(letter(at), encoding="utf-8")
    (made / "broken.pdf").write_text("no PDF at all")
    return made


def entries(into: Path) -> list[dict[str, Any]]:
    """What the journal says was done."""
    path = into / ".intake" / "journal.jsonl"
    found = []
    for line in path.read_text(encoding="utf-8").splitlines() if path.exists() else ():
        with contextlib.suppress(ValueError):
            found.append(json.loads(line))
    return [one for one in found if "sha256" in one]


@contextlib.contextmanager
def under_way(folder: Path, into: Path, lines: int) -> Iterator[subprocess.Popen[bytes]]:
    """A run that has done some letters; nothing of it is left afterwards."""
    with subprocess.Popen(
        [PROGRAM, "intake", folder, "--accept-into", into],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
    ) as run:  # fmt: skip
        try:
            until = time.monotonic() + 60
            while len(entries(into)) < lines and run.poll() is None:
                assert time.monotonic() < until, "the run does not get on"
                time.sleep(0.01)
            yield run
        finally:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(run.pid, signal.SIGKILL)


def test_a_run_that_is_killed_is_gone_on_with(
    folder: Path, tmp_path: Path, command: Command
) -> None:
    into = tmp_path / "drafts"
    with under_way(folder, into, 20) as run:
        os.killpg(run.pid, signal.SIGKILL)
        run.wait()
    before = len(entries(into))
    second = json.loads(command("intake", folder, "--accept-into", into, "--format", "json").out)
    third = json.loads(command("intake", folder, "--accept-into", into, "--format", "json").out)

    assert second["counts"]["done before"] == before
    assert second["counts"]["read"] == MANY - before
    assert second["counts"]["failed"] == 1
    assert "ACIN" not in {row.get("series") for row in second["drafts"]} or before == 0
    assert "instruments/acin/2016/acin-i-07-16.yaml" in {one["path"] for one in second["problems"]}
    assert third["counts"] == {"done before": MANY, "failed": 1}
    assert third["problems"] == []
    assert set(Counter(one["sha256"] for one in entries(into)).values()) == {1}
    assert len(list(into.rglob("*.yaml"))) == MANY
    assert len(list(into.rglob("*.provenance.json"))) == MANY


def test_workers_go_when_the_program_is_killed_alone(folder: Path, tmp_path: Path) -> None:
    with under_way(folder, tmp_path / "drafts", 5) as run:
        os.kill(run.pid, signal.SIGKILL)
        run.wait()
        until = time.monotonic() + 30
        while time.monotonic() < until:
            try:
                os.killpg(run.pid, 0)
            except ProcessLookupError:
                return
            time.sleep(0.05)
    raise AssertionError("workers outlive the program")


def test_half_a_line_counts_as_none(tmp_path: Path) -> None:
    path = tmp_path / "journal.jsonl"
    Journal(path, "1").note("a" * 64, {"path": "x", "written": "written"})
    with path.open("a") as file:
        file.write('{"sha256": "bbb')
    again = Journal(path, "1")
    again.note("c" * 64, {"path": "y", "written": "written"})
    last = Journal(path, "1")

    assert [last.done(one * 64) for one in "abc"] == [True, False, True]
    assert last.unchecked == ["x", "y"]
    last.note_checked()
    assert Journal(path, "1").unchecked == []
    assert not Journal(path, "2").done("a" * 64)


def test_progress_is_told_after_two_seconds_and_ever_more_seldom(
    capsys: pytest.CaptureFixture[str],
) -> None:
    now = [0.0]
    progress = Progress(100, lambda: now[0])
    for at in range(100):
        now[0] = at / 2
        progress.said(at + 1)
    told = capsys.readouterr().err.splitlines()

    assert told[0] == "5 of 100 letters"
    assert [int(line.split()[0]) for line in told] == [5, 13, 29, 61]


def test_a_full_disk_is_one_sentence_and_the_next_run_goes_on(
    folder: Path, tmp_path: Path, command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    into = tmp_path / "drafts"
    whole = Path.write_text
    left = [30]

    def write_text(path: Path, *given: Any, **more: Any) -> int:
        if into in path.parents:
            left[0] -= 1
            if left[0] < 0:
                raise OSError(errno.ENOSPC, "No space left on device")
        return whole(path, *given, **more)

    with monkeypatch.context() as full:
        full.setattr(Path, "write_text", write_text)
        text = command("intake", folder, "--accept-into", into)
        as_json = command("intake", folder, "--accept-into", into, "--format", "json")
    assert (text.code, as_json.code) == (2, 2)
    assert text.err.splitlines()[-1].startswith("compendium: The disk is full: make room")
    assert json.loads(as_json.out)["error"]["code"] == "disk-full"
    assert not list(into.rglob("*.new"))
    again = json.loads(command("intake", folder, "--accept-into", into, "--format", "json").out)

    assert again["counts"]["done before"] + again["counts"]["read"] == MANY


def test_where_nothing_can_be_written_nothing_is_read(
    folder: Path, tmp_path: Path, command: Command
) -> None:
    (tmp_path / "file").write_text("in the way")
    for into in (tmp_path / "file", tmp_path / "file" / "below"):
        answer = command("intake", folder, "--accept-into", into)
        assert (answer.code, answer.out) == (2, "")
        assert answer.err.count("\n") == 1


def test_a_folder_without_letters_is_one_sentence(tmp_path: Path, command: Command) -> None:
    (tmp_path / "notes.xyz").write_text("x")
    answer = command("intake", tmp_path)

    assert (answer.code, answer.err.count("\n")) == (2, 1)
    assert "holds no letter" in answer.err
