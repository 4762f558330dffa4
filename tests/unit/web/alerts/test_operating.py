"""The program itself, on rows of its own: a run that is killed is taken up by the next."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.unit.web.alerts.conftest import Editions
from tests.unit.web.alerts.operating import (
    LETTING_GO,
    SUBSCRIBING,
    addressees,
    cut_off,
    inside,
    run,
)
from tests.unit.web.consultation.operating import surroundings

SUBSCRIBERS = 5


@pytest.fixture
def home(tmp_path: Path) -> dict[str, str]:
    """Surroundings with rows on SQLite."""
    return surroundings(tmp_path)


def killed_and_taken_up(here: Mapping[str, str], two: Editions, folder: Path) -> None:
    """Five subscribers; the power goes with the third mail in hand; the next run ends it."""
    told = {**here, "COMPENDIUM_MAIL": f"files:{folder}"}
    send = ("alerts", "send", "--from", two.files[0], "--to", two.files[1])
    assert run(told, "site", "migrate").returncode == 0
    inside(told, SUBSCRIBING.format(number=SUBSCRIBERS))
    assert cut_off(told, 2, *send).returncode == 9
    assert len(addressees(folder)) == 2
    again = run(told, *send)
    assert again.returncode == 3, "the one in hand is left alone until its holder lets go"
    assert "1 could not be sent" in again.stderr
    assert len(addressees(folder)) == SUBSCRIBERS - 1
    inside(told, LETTING_GO)
    last = run(told, *send)
    assert last.returncode == 0, last.stderr
    assert f"Written before: {SUBSCRIBERS}" in last.stdout
    everybody = [f"s{number}@example.org" for number in range(SUBSCRIBERS)]
    assert addressees(folder) == everybody
    assert run(told, *send).returncode == 0
    assert addressees(folder) == everybody, "nobody twice, nobody left out"
    assert "@" not in "".join(one.stdout + one.stderr for one in (again, last))


def test_a_run_that_is_killed_is_taken_up(
    home: dict[str, str], two: Editions, tmp_path: Path
) -> None:
    killed_and_taken_up(home, two, tmp_path / "mail")


def test_what_is_wrong_is_one_sentence(home: dict[str, str], two: Editions, tmp_path: Path) -> None:
    older, newer = two.files
    shelf = str(tmp_path / "shelf")
    for words, code, said in (
        (("send", "--from", older), 2, "--to"),
        (("send", "--from", "0123456789ab", "--to", newer, "--shelf", shelf), 2, "no edition"),
        (("send", "--from", "../nowhere", "--to", newer, "--shelf", shelf), 2, "no edition"),
        (("send", "--from", newer, "--to", newer), 2, "same edition"),
        (("send", "--from", older, "--to", newer), 2, "COMPENDIUM_MAIL"),
        (("send", "--from", older, "--to", newer, "--preview"), 3, "site migrate"),
    ):
        answer = run(home, "alerts", *words)
        assert answer.returncode == code, (words, answer.stderr)
        assert said in answer.stderr
        assert "Traceback" not in answer.stderr


def test_what_was_deleted_is_not_left_in_the_files(
    home: dict[str, str], two: Editions, tmp_path: Path
) -> None:
    assert run(home, "site", "migrate").returncode == 0
    inside(home, SUBSCRIBING.format(number=1))
    ending = (
        "import django\n"
        "django.setup(set_prefix=False)\n"
        "from compendium.web.alerts import actions\n"
        "from compendium.web.alerts.models import Subscription\n"
        "actions.end(key=Subscription.objects.get().key)\n"
    )
    inside(home, ending)
    tidied = run(home, "alerts", "tidy")
    assert tidied.stdout == "Deleted: 0 requests for alerts that were not confirmed.\n"
    left = b"".join(file.read_bytes() for file in tmp_path.glob("site.sqlite*"))
    assert left
    assert b"s0@example.org" not in left
