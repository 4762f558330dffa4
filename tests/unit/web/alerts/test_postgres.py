"""The same on PostgreSQL, on a cluster that is started for these tests and thrown away."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.unit.web.alerts.conftest import Editions
from tests.unit.web.alerts.operating import EARLIER, SUBSCRIBING, inside, run
from tests.unit.web.alerts.test_operating import killed_and_taken_up
from tests.unit.web.consultation.operating import surroundings
from tests.unit.web.consultation.test_postgres import ROOT, Cluster, cluster, here

__all__ = ["cluster", "here"]

pytestmark = pytest.mark.postgres

PLACE = Path(__file__).parent


def test_every_test_of_this_room_passes_on_postgresql(cluster: Cluster, tmp_path: Path) -> None:
    done = subprocess.run(
        [
            *(sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-n", "0"),
            *(str(PLACE / name) for name in ("test_asking.py", "test_sending.py")),
            str(PLACE / "test_concurrency.py"),
        ],
        cwd=ROOT,
        env=surroundings(tmp_path, DATABASE_URL=cluster.url),
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-4_000:]


def test_a_run_that_is_killed_is_taken_up(
    here: dict[str, str], two: Editions, tmp_path: Path
) -> None:
    killed_and_taken_up(here, two, tmp_path / "mail")


def test_a_copy_from_before_there_were_alerts_restores_whole(
    here: dict[str, str], two: Editions, tmp_path: Path
) -> None:
    copy = tmp_path / "copy.dump"
    assert run(here, "site", "migrate").returncode == 0
    inside(here, EARLIER)
    assert run(here, "site", "backup", str(copy)).returncode == 0
    assert run(here, "site", "migrate").returncode == 0
    inside(here, SUBSCRIBING.format(number=1))
    restored = run(here, "site", "restore", "--yes", str(copy))
    assert restored.returncode == 0, restored.stderr
    look = run(here, "alerts", "send", "--from", two.files[0], "--to", two.files[1], "--preview")
    assert "Mails that would be sent: 0" in look.stdout, look.stderr
