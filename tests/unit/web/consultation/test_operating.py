"""What operators do: tables, accounts, mail, copies that restore whole."""

from __future__ import annotations

import io
import sqlite3
import stat
import threading
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.db import connection
from django.utils import timezone

from compendium.web.consultation import outbox
from compendium.web.consultation.correspondence import Written
from tests.unit.web.consultation.conftest import PASSWORD
from tests.unit.web.consultation.operating import ask, operate, serving, surroundings

pytestmark = pytest.mark.django_db(transaction=True)

PAIRS = 2_000


@pytest.fixture
def site(
    rows_of_our_own: None,
    command: Callable[..., Any],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> Callable[..., Any]:
    """Run `compendium site …` on rows of our own, in this process."""
    if connection.vendor != "sqlite":
        pytest.skip("test_postgres.py does this on PostgreSQL")
    monkeypatch.setenv("COMPENDIUM_HOME", str(tmp_path))

    def run(*arguments: str, typed: str = "") -> Any:
        monkeypatch.setattr("sys.stdin", io.StringIO(typed))
        return command("site", *arguments)

    return run


def place() -> Path:
    return Path(connection.settings_dict["NAME"])


def rows(file: Path, sql: str) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(file)) as opened:
        return opened.execute(sql).fetchall()


def names() -> list[str]:
    return sorted(person.username for person in get_user_model().objects.all())


def test_from_nothing_to_a_copy_in_a_new_home(tmp_path: Path) -> None:
    """The program itself, as an operator runs it."""
    home, fresh, copy = tmp_path / "home", tmp_path / "fresh", tmp_path / "copy.sqlite"
    early = operate(surroundings(home), "expire")
    assert early.returncode == 3
    assert "compendium site migrate" in early.stderr
    assert "Traceback" not in early.stderr
    made = operate(surroundings(home), "migrate")
    assert (made.returncode, made.stderr) == (0, "")
    assert stat.S_IMODE((home / "site.sqlite").stat().st_mode) == 0o600
    assert rows(home / "site.sqlite", "PRAGMA journal_mode") == [("wal",)]
    person = operate(surroundings(home), "create-user", "liaison", typed=f"{PASSWORD}\n")
    assert (person.returncode, person.stdout) == (0, "liaison can sign in now.\n")
    assert operate(surroundings(home), "backup", str(copy)).returncode == 0
    assert operate(surroundings(fresh), "restore", "--yes", str(copy)).returncode == 0
    assert rows(fresh / "site.sqlite", "SELECT username FROM auth_user") == [("liaison",)]


def test_ten_megabytes_sent_to_a_real_server(tiny_file: Path, tmp_path: Path) -> None:
    """A browser has to be let finish, or it shows a broken connection and not our page."""
    told = surroundings(tmp_path, COMPENDIUM_LIAISON="liaison@example.org")
    with serving(told, tiny_file) as address:
        status, page = ask(f"{address}/consultation", {"note": "x" * 10_000_000})
        assert status == 413
        assert "Nothing was stored" in page
        assert ask(f"{address}/consultation")[0] == 200


def test_accounts(site: Callable[..., Any]) -> None:
    assert site("create-user", "liaison", typed=f"{PASSWORD}\n").code == 0
    assert "new password" in site("create-user", "liaison", typed=f"{PASSWORD} again\n").out
    weak = site("create-user", "other", typed="short\n")
    assert weak.code == 2
    assert "at least 12 characters" in weak.err
    assert site("close-user", "nobody").code == 2
    assert site("close-user", "liaison").code == 0
    assert names() == ["liaison"]
    assert not get_user_model().objects.get().is_active


def test_mail_that_waits_is_sent_by_the_command(
    site: Callable[..., Any], broken_mail: pytest.MonkeyPatch
) -> None:
    outbox.write(
        Written("Your request", "Body"),
        reference="REQ-2222-2222",
        purpose="to-sender",
        to=["a@example.org"],
        at=timezone.now(),
    )
    failed = site("send-mail")
    assert failed.code == 3
    assert "1 could not be sent and will be tried again" in failed.err
    broken_mail.undo()
    assert site("send-mail").out.startswith("Sent: 0"), "not due yet"
    sent = site("send-mail", "--all")
    assert (sent.code, sent.out) == (0, "Sent: 1. Not sent, kept for later: 0.\n")


def test_expiring_says_what_went(site: Callable[..., Any]) -> None:
    assert site("expire").out == (
        "Deleted: 0 requests, 0 reports, 0 mails.\n"
        "Deleted: 0 requests for alerts that were not confirmed.\n"
    )


def test_a_copy_made_while_others_write_restores_whole(
    site: Callable[..., Any], tmp_path: Path
) -> None:
    """Pairs of rows are written, each pair in one transaction; no copy ever splits a pair."""
    stop, begun = threading.Event(), threading.Event()

    def write() -> None:
        with closing(sqlite3.connect(place_now, timeout=30)) as opened:
            for number in range(PAIRS):
                with opened:
                    opened.executemany(
                        'INSERT INTO consultation_ratemark ("where", ends_at, times) '
                        "VALUES (?, '2099-01-01', 1)",
                        [(f"left-{number}",), (f"right-{number}",)],
                    )
                begun.set()
                if stop.is_set():
                    return

    place_now = place()
    writer = threading.Thread(target=write)
    writer.start()
    begun.wait(30)
    copies = [tmp_path / f"copy-{number}.sqlite" for number in range(3)]
    made = [site("backup", str(copy)) for copy in copies]
    stop.set()
    writer.join()
    assert [one.code for one in made] == [0, 0, 0], made[0].err
    counted = "SELECT count(*) FROM consultation_ratemark WHERE \"where\" LIKE '{}%'"
    for copy in copies:
        assert stat.S_IMODE(copy.stat().st_mode) == 0o600
        assert site("restore", "--yes", str(copy)).code == 0
        left = rows(place_now, counted.format("left"))
        assert left == rows(place_now, counted.format("right"))
        assert left[0][0] > 0
        assert rows(place_now, "PRAGMA integrity_check") == [("ok",)]
    assert not list(tmp_path.glob(".copy*")), "nothing is left beside"


def test_copies_do_not_overwrite(site: Callable[..., Any], tmp_path: Path) -> None:
    copy = tmp_path / "copy.sqlite"
    assert site("backup", str(copy)).code == 0
    before = copy.read_bytes()
    again = site("backup", str(copy))
    assert again.code == 2
    assert "name a new file" in again.err
    assert copy.read_bytes() == before
    assert site("backup", str(tmp_path / "none" / "copy")).code == 2


@pytest.mark.parametrize("what", ["nothing", "text", "cut", "other", "later"])
def test_what_is_no_copy_changes_nothing(
    site: Callable[..., Any], tmp_path: Path, what: str
) -> None:
    site("create-user", "liaison", typed=f"{PASSWORD}\n")
    copy = tmp_path / "copy.sqlite"
    site("backup", str(copy))
    spoil(copy, what)
    refused = site("restore", "--yes", str(copy))
    assert refused.code == 2, refused.out
    assert len(refused.err.strip().splitlines()) == 1
    assert names() == ["liaison"]


def spoil(copy: Path, what: str) -> None:
    """Make of a copy what is none."""
    whole = copy.read_bytes()
    if what == "text":
        copy.write_text("not a database")
    elif what == "cut":
        copy.write_bytes(whole[: 40 * 1024])
    elif what == "later":
        with closing(sqlite3.connect(copy)) as opened, opened:
            opened.execute(
                "INSERT INTO django_migrations (app, name, applied) "
                "VALUES ('consultation', '9999_later', '2099-01-01')"
            )
    else:
        copy.unlink()
    if what == "other":
        with closing(sqlite3.connect(copy)) as opened, opened:
            opened.execute("CREATE TABLE other (a)")


def test_restoring_asks_first(site: Callable[..., Any], tmp_path: Path) -> None:
    copy = tmp_path / "copy.sqlite"
    site("backup", str(copy))
    refused = site("restore", str(copy), typed="n\n")
    assert refused.code not in (0, 1, 2)
    assert "nothing was changed" in refused.err


@pytest.mark.parametrize(
    ("name", "value"),
    [("DATABASE_URL", "mysql://a/b"), ("COMPENDIUM_MAIL", "pigeon:")],
)
def test_a_wrong_setting_is_named_in_one_line(tmp_path: Path, name: str, value: str) -> None:
    said = operate(surroundings(tmp_path, **{name: value}), "expire")
    assert said.returncode == 2
    assert name in said.stderr
    assert len(said.stderr.strip().splitlines()) == 1
