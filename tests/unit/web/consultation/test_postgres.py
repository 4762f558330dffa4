"""The same on PostgreSQL: a cluster of our own, started for these tests and thrown away."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import psycopg
import pytest

from tests.unit.web.consultation.asking import REQUEST, hidden_fields
from tests.unit.web.consultation.conftest import PASSWORD
from tests.unit.web.consultation.operating import ask, free_port, operate, serving, surroundings

pytestmark = pytest.mark.postgres

HERE = Path(__file__).parent
ROOT = HERE.parents[3]
_UNPRIVILEGED = ("postgres", "nobody")


class Cluster(NamedTuple):
    """A PostgreSQL server of these tests."""

    programs: Path
    place: Path
    port: int
    user: str | None

    @property
    def url(self) -> str:
        return f"postgresql://compendium@127.0.0.1:{self.port}/postgres"

    def run(self, program: str, *arguments: str) -> None:
        done = subprocess.run(
            [str(self.programs / program), *arguments],
            user=self.user,
            cwd=self.place,
            env={**os.environ, "HOME": str(self.place)},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=120,
            check=False,
        )
        assert done.returncode == 0, f"{program} ended with {done.returncode}"

    def start(self) -> None:
        options = f"-p {self.port} -k {self.place} -c listen_addresses=127.0.0.1 -c fsync=off"
        log = str(self.place / "log")
        self.run("pg_ctl", "-D", str(self.place / "data"), "-l", log, "-o", options, "-w", "start")

    def stop(self) -> None:
        self.run("pg_ctl", "-D", str(self.place / "data"), "-m", "immediate", "-w", "stop")


def programs() -> Path | None:
    """Where PostgreSQL's programs are, or None."""
    known = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), reverse=True)
    found = known[0] if known else shutil.which("initdb")
    return Path(found).resolve().parent if found else None


def unprivileged() -> str | None:
    """Whom to run the server as: root may not. None: whoever runs the tests."""
    if os.geteuid() != 0:
        return None
    held = {one.pw_name for one in pwd.getpwall()}
    return next(name for name in _UNPRIVILEGED if name in held)


@pytest.fixture(scope="module")
def cluster() -> Iterator[Cluster]:
    """A running server; it and all it wrote go afterwards."""
    found = programs()
    if found is None:
        if os.environ.get("CI") == "true":
            pytest.fail("PostgreSQL is not installed, and CI must test on it")
        pytest.skip("PostgreSQL is not installed (on Debian: apt install postgresql)")
    with tempfile.TemporaryDirectory(prefix="rows-") as made:
        place, user = Path(made), unprivileged()
        if user is not None:
            shutil.chown(place, user)
        one = Cluster(found, place, free_port(), user)
        data = str(place / "data")
        one.run("initdb", "-D", data, "-U", "compendium", "-A", "trust", "--no-sync", "-E", "UTF8")
        one.start()
        try:
            yield one
        finally:
            one.stop()


@pytest.fixture
def here(cluster: Cluster, tmp_path: Path) -> dict[str, str]:
    """Surroundings whose rows are in a database of this test."""
    name = f"rows_{os.urandom(4).hex()}"
    with psycopg.connect(cluster.url, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    url = cluster.url.removesuffix("postgres") + name
    return surroundings(tmp_path, DATABASE_URL=url, PATH=f"{cluster.programs}:{os.environ['PATH']}")


def test_every_test_of_this_room_passes_on_postgresql(cluster: Cluster, tmp_path: Path) -> None:
    done = subprocess.run(
        [
            *(sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-n", "0"),
            *("-m", "not postgres and not slow", str(HERE)),
        ],
        cwd=ROOT,
        env=surroundings(tmp_path, DATABASE_URL=cluster.url),
        capture_output=True,
        text=True,
        timeout=500,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-4_000:]
    assert "does this on PostgreSQL" in done.stdout, "it ran on something else"


def people(environment: dict[str, str]) -> list[tuple[str, ...]]:
    with psycopg.connect(environment["DATABASE_URL"]) as connection:
        return connection.execute("SELECT username FROM auth_user ORDER BY 1").fetchall()


def test_a_copy_restores_whole(here: dict[str, str], tmp_path: Path) -> None:
    assert operate(here, "migrate").returncode == 0
    operate(here, "create-user", "liaison", typed=f"{PASSWORD}\n")
    copy = tmp_path / "copy.dump"
    made = operate(here, "backup", str(copy))
    assert made.returncode == 0, made.stderr
    operate(here, "create-user", "later", typed=f"{PASSWORD}\n")
    assert people(here) == [("later",), ("liaison",)]
    restored = operate(here, "restore", "--yes", str(copy))
    assert restored.returncode == 0, restored.stderr
    assert people(here) == [("liaison",)]
    copy.write_text("nonsense")
    refused = operate(here, "restore", "--yes", str(copy))
    assert refused.returncode == 2
    assert people(here) == [("liaison",)]


def test_the_database_goes_away_and_comes_back(
    cluster: Cluster, here: dict[str, str], tiny_file: Path
) -> None:
    """A real server: what was typed survives an outage, and is stored once it is over."""
    told = {**here, "COMPENDIUM_LIAISON": "liaison@example.org"}
    with serving(told, tiny_file) as address:
        form = f"{address}/consultation"
        assert ask(form, {**REQUEST, "step": "check"})[0] == 200
        carried = hidden_fields(ask(form, {**REQUEST, "step": "check"})[1])
        cluster.stop()
        try:
            status, page = ask(form, {**carried, "step": "send"})
            assert status == 503
            assert "Nothing is lost" in page
            assert hidden_fields(page) == carried
            assert ask(form)[0] == 200, "reading goes on"
            assert ask(f"{address}/consultation/queue/sign-in")[0] == 200
            said = operate(here, "send-mail")
            assert said.returncode == 3
            assert "Traceback" not in said.stderr
        finally:
            cluster.start()
        status, page = ask(form, {**carried, "step": "send"})
        assert status == 200
        assert "Reference REQ-" in page
