"""Where a reader stands: days and editions in addresses, kept on every link."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.test import Client

from compendium.compiler.compile import compile_edition
from compendium.content.check import check_directory
from compendium.edition.shelf import Current, edition_file, set_current
from compendium.web import editions

TINY = Path(__file__).parents[2] / "corpora" / "tiny"


def text(client: Client, path: str, status: int = 200) -> str:
    answer = client.get(path)
    assert answer.status_code == status, path
    return answer.content.decode()


def test_a_page_without_a_day_shows_today(tiny: Client) -> None:
    page = text(tiny, "/acl/15-01")

    assert "June 1, 2026" in page
    assert "older date" not in page
    assert 'href="/acl/16-03"' in page


def test_a_day_in_the_address_is_kept_on_every_link_and_said_on_the_page(tiny: Client) -> None:
    page = text(tiny, "/on/2016-01-01/acl/15-01")

    assert "You are looking at an older date" in page
    assert 'href="/acl/15-01">Back to today</a>' in page
    assert 'href="/on/2016-01-01/acl/16-03"' in page
    own = [
        a
        for a in re.findall(r'href="(/[^"#]*)"', page)
        if not a.startswith(("/static", "/edition"))
    ]
    elsewhere = {"/acl/15-01", "/help", "/es/help", "/consultation", "/alerts"}
    stray = [a for a in own if not a.startswith("/on/2016-01-01") and a not in elsewhere]
    assert [a for a in stray if not a.startswith("/report-a-problem")] == []


def test_a_day_to_come_is_marked_as_projected(tiny: Client) -> None:
    assert "Projected." in text(tiny, "/on/2030-01-01/acl/15-01")


@pytest.mark.parametrize("day", ["2016-02-30", "2016", "yesterday", "", "2016-6-1", "0000-00-00"])
def test_what_is_no_day_gets_a_page_that_says_how_to_write_one(day: str, tiny: Client) -> None:
    page = text(tiny, f"/on/{day}/acl/15-01", 400)

    assert "write year-month-day" in page


@pytest.mark.parametrize("identifier", ["abc", "000000000000", "..", "%2e%2e", ""])
def test_an_edition_that_is_not_kept_gets_a_page_that_says_so(
    identifier: str, tiny: Client
) -> None:
    assert "not kept here" in text(tiny, f"/edition/{identifier}/acl/15-01", 404)


def test_a_permanent_link_names_edition_and_day_and_shows_the_same(tiny: Client) -> None:
    page = text(tiny, "/on/2016-01-01/acl/15-01")
    link = re.search(r'href="(/edition/[0-9a-f]{12}/on/2016-01-01/acl/15-01)"', page)

    assert link
    fixed = tiny.get(link[1])
    main = re.compile(r"<main.*?</main>", re.DOTALL)
    without_prefix = re.sub(r"/edition/[0-9a-f]{12}(?=/on/)", "", fixed.content.decode())
    assert main.search(without_prefix)[0] == main.search(page)[0]  # type: ignore[index]
    assert "max-age" in fixed.headers["Cache-Control"]


def test_a_fixed_edition_as_of_today_keeps_the_edition_on_links(tiny: Client) -> None:
    edition = editions.current().colophon.edition
    page = text(tiny, f"/edition/{edition}/acl/15-01")

    assert f'href="/edition/{edition}/acl/16-03"' in page
    assert "Latest edition" in page


@pytest.mark.parametrize(
    ("query", "target"),
    [
        ("date=2016-06-01&page=/acl/15-01", "/on/2016-06-01/acl/15-01"),
        ("date=2026-06-01&page=/acl/15-01", "/acl/15-01"),
        ("date=2016-06-01", "/on/2016-06-01/"),
        ("date=2016-06-01&page=//evil.example/x", "/on/2016-06-01/"),
        ("date=2026-06-01&page=https://evil.example", "/"),
        ("date=2026-06-01&page=/%5Cevil.example", "/"),
    ],
)
def test_choosing_a_day_leads_to_the_same_page_and_never_off_the_site(
    query: str, target: str, tiny: Client
) -> None:
    answer = tiny.get(f"/on?{query}")

    assert (answer.status_code, answer.headers["Location"]) == (302, target)


def test_choosing_no_day_is_said(tiny: Client) -> None:
    assert "write year-month-day" in text(tiny, "/on?date=&page=/", 400)


def test_an_edition_compiled_meanwhile_takes_the_place_of_the_old_one(
    today: object, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(editions, "_LOOK_AGAIN", 0.0)
    first = _shelve(tmp_path, TINY)
    editions.lay_out(None, tmp_path)
    client = Client(headers={"host": "127.0.0.1"})
    assert f"Edition {first}" in text(client, "/about")

    changed = tmp_path / "content"
    _copy_with(changed, "Invented.", "Invented once more.")
    second = _shelve(tmp_path, changed)

    assert f"Edition {second}" in text(client, "/about")
    assert f"Edition {first}" in text(client, f"/edition/{first}/about")
    edition_file(tmp_path, second).with_name("bad.sqlite").write_bytes(b"not an edition")
    set_current(tmp_path, Current("bad", "bad.sqlite", ""))
    assert f"Edition {second}" in text(client, "/about")
    editions.lay_out(None, None)


def _shelve(shelf: Path, content: Path) -> str:
    fresh = shelf / "fresh.sqlite"
    colophon = compile_edition(check_directory(content), fresh)
    target = edition_file(shelf, colophon.edition)
    fresh.replace(target)
    set_current(shelf, Current(colophon.edition, target.name, ""))
    return colophon.edition


def _copy_with(target: Path, old: str, new: str) -> None:
    for file in TINY.rglob("*"):
        if file.is_file():
            copy = target / file.relative_to(TINY)
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_text(file.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
