"""Whoever does the work, the drafts are the same; a lost worker costs one file."""

from __future__ import annotations

import json
import multiprocessing
import os
import signal
import tempfile
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from compendium.intake import batch
from compendium.intake.batch import Drafted, draft_files
from compendium.intake.executors import Crew, cluster, local
from compendium.vocabulary.errors import UserError
from tests.conftest import TINY
from tests.evaluation.letters import EXAMPLES
from tests.spec.intake.corpus import letters

LETTERS = sorted(path.resolve() for path in (EXAMPLES / "letters").glob("*.txt"))
Command = Callable[..., Any]


def drafted(files: list[Path], crew: Crew | None = None) -> list[str]:
    """The sidecars of files as the bytes that would be written."""
    return [json.dumps(one.sidecar(), ensure_ascii=False) for one in draft_files(files, crew)]


def test_executors_agree(tmp_path: Path) -> None:
    files = [*LETTERS, *letters(tmp_path, 9)]
    alone = [text for path in files for text in drafted([path])]
    processes = drafted(files)
    with ThreadPoolExecutor(2) as pool:
        passed_in = drafted(files, Crew(pool, 2))

    assert processes == alone
    assert passed_in == alone


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore")
def test_a_dask_cluster_gives_the_same_drafts(tmp_path: Path) -> None:
    distributed = pytest.importorskip("distributed")
    files = [*LETTERS, *letters(tmp_path, 300)]
    here = drafted(files)
    with (
        distributed.LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as made,
        cluster(made.scheduler_address) as crew,
    ):
        assert crew is not None
        shared = drafted(files, crew)

    assert shared == here


def falls(path: Path, counties: object) -> Drafted:
    """What a worker does that the system kills over one file."""
    if path.name == "bad.txt" and multiprocessing.parent_process() is not None:
        os.kill(os.getpid(), signal.SIGKILL)
    return Drafted(str(path), "read")


def test_a_file_that_kills_its_worker_costs_no_other_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batch, "draft_file", falls)
    files = [Path(f"{at}.txt") for at in range(12)]
    files[3] = Path("bad.txt")
    with local(2) as crew:
        got = list(draft_files(files, crew))

    assert [one.file for one in got] == [str(path) for path in files]
    assert [one.file for one in got if one.code == "worker-lost"] == ["bad.txt"]


class Gone(ThreadPoolExecutor):
    """An executor whose workers never answer."""

    def submit(self, *given: Any, **more: Any) -> Future[Any]:
        return Future()


def test_a_cluster_that_is_lost_stops_the_run_in_one_sentence(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(batch, "_LOOK", 0.01)
    with pytest.raises(UserError, match="run this again to go on"):
        list(draft_files(LETTERS, Crew(Gone(), 2, lambda: False)))


def test_workers_leave_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "letters"
    folder.mkdir()
    files = [path for path in letters(folder, 12) if path.suffix != ".txt"]
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "made"))
    (tmp_path / "made").mkdir()
    assert all(one.draft is not None for one in draft_files(files))

    assert list((tmp_path / "made").iterdir()) == []


@pytest.mark.parametrize("address", ["not an address", "tcp://127.0.0.1:1"])
def test_a_scheduler_that_cannot_be_had_is_one_sentence(
    command: Command, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COMPENDIUM_CONTENT", str(TINY))
    monkeypatch.setattr("compendium.intake.executors._ANSWERS_WITHIN", 1)
    answer = command("intake", LETTERS[0], "--scheduler", address)

    assert answer.code == 2
    assert answer.err.count("\n") == 1
    assert "extra `cluster`" in answer.err or "No Dask scheduler answers" in answer.err
