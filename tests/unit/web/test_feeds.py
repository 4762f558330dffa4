"""Feeds and the calendar, read by the libraries that others read them with."""

from __future__ import annotations

import re
import shutil
from datetime import date
from pathlib import Path
from typing import Any

import feedparser
import pytest
from django.test import Client
from icalendar import Calendar

from compendium.compiler.compile import compile_edition
from compendium.content.check import check_directory
from compendium.edition.exports import feeds
from compendium.edition.exports.calendar import due_days
from compendium.edition.reader import EditionReader, open_edition
from compendium.edition.shelf import Current, edition_file, set_current
from compendium.model.duties import Duty
from compendium.model.instruments import Instrument
from compendium.model.parties import Party
from compendium.web import editions

FEEDS = [
    "/feeds/letters.atom",
    "/feeds/changes.atom",
    "/feeds/changes/topic/missing.atom",
    "/feeds/changes/department/probation.atom",
    "/feeds/changes/county/fresno.atom",
    "/feeds/log.atom",
]
LINKED = ["/feeds/letters.atom", "/feeds/changes.atom", "/feeds/log.atom", "/feeds/due.ics"]


def read(client: Client, path: str) -> Any:
    answer = client.get(path)
    assert answer.status_code == 200, path
    assert answer.headers["Content-Type"].startswith("application/atom+xml")
    found = feedparser.parse(answer.content)
    assert not found.bozo, found.get("bozo_exception")
    assert found.version == "atom10"
    return found


@pytest.mark.parametrize("path", FEEDS)
def test_a_feed_is_read_and_says_whose_it_is(real: Client, path: str) -> None:
    found = read(real, path)
    assert found.feed.title
    assert found.feed.author
    assert found.feed.updated_parsed
    assert found.feed.id.endswith(path)
    ids = [one.id for one in found.entries]
    assert len(ids) == len(set(ids))
    days = [one.updated for one in found.entries]
    assert days == sorted(days, reverse=True)
    assert all(day <= "2026-06-01T" or day.startswith("2026") for day in days)


def test_letters_lead_to_their_pages(real: Client) -> None:
    for one in read(real, "/feeds/letters.atom").entries[:20]:
        path = one.link.partition("8000")[2]
        assert real.get(path).status_code == 200


def test_a_feed_of_a_department_is_a_part_of_the_whole(real: Client) -> None:
    whole = {one.id for one in read(real, "/feeds/changes.atom").entries}
    own = read(real, "/feeds/changes/department/probation.atom").entries
    assert own
    for one in own:
        assert "probation" in {tag.term for tag in one.tags}
    assert whole


def test_every_topic_has_a_feed_and_nothing_else_has(real: Client, reader: EditionReader) -> None:
    for topic in reader.compendium.topics:
        read(real, f"/feeds/changes/topic/{topic.id}.atom")
    assert real.get("/feeds/changes/topic/nothing.atom").status_code == 404
    assert real.get("/feeds/changes/department/nobody.atom").status_code == 404


def test_every_feed_is_linked_from_the_data_page(real: Client) -> None:
    page = real.get("/data").content.decode()
    for path in [*LINKED, "/feeds/changes/department/probation.atom"]:
        assert f'href="{path}"' in page


@pytest.mark.parametrize(
    ("page", "feed"),
    [
        ("/", "/feeds/letters.atom"),
        ("/browse", "/feeds/letters.atom"),
        ("/duties", "/feeds/changes.atom"),
        ("/changes", "/feeds/changes.atom"),
        ("/browse/topic/missing", "/feeds/changes/topic/missing.atom"),
        ("/counties/fresno", "/feeds/changes/county/fresno.atom"),
        ("/on/2016-01-01/counties/fresno", "/on/2016-01-01/feeds/changes/county/fresno.atom"),
    ],
)
def test_a_page_tells_a_reader_program_of_its_feed(real: Client, page: str, feed: str) -> None:
    found = re.findall(
        r'<link rel="alternate" type="application/atom\+xml"[^>]*href="([^"]+)"',
        real.get(page).content.decode(),
    )
    assert feed in found
    for path in found:
        assert real.get(path).status_code == 200


def test_a_topic_has_the_duties_that_rest_on_its_laws(real: Client, reader: EditionReader) -> None:
    found = {one.link.partition("8000")[2] for one in read(real, FEEDS[2]).entries}
    laws = {one.id for one in reader.all(Instrument).values() if "missing" in one.topics}
    duties = [
        duty
        for duty in reader.all(Duty).values()
        if duty.applies_from is not None and any(b.instrument in laws for b in duty.basis)
    ]
    assert duties
    for duty in duties:
        assert f"/duties/{duty.id}" in found


def test_a_county_has_its_own_and_what_every_county_is_asked(
    real: Client, reader: EditionReader
) -> None:
    def every(path: str) -> set[str]:
        first = read(real, path)
        rest = [link.href for link in first.feed.links if link.rel == "next"]
        more = every(rest[0].partition("8000")[2]) if rest else set()
        return {one.id.partition("/entries/")[2] for one in first.entries} | more

    own = {one for one in every("/feeds/changes/county/fresno.atom") if "counties/" in one}
    party = reader.one(Party, "fresno")
    assert party is not None
    for document in party.documents:
        assert f"counties/fresno/documents/{document.id}" in own
    assert any("/money/" in one for one in own)
    assert all(one.startswith("counties/fresno/") for one in own), "no other county's"
    assert every("/feeds/changes.atom") <= every("/feeds/changes/county/fresno.atom")
    assert not any("counties/" in one for one in every("/feeds/changes.atom"))
    assert real.get("/feeds/changes/county/atlantis.atom").status_code == 404
    assert real.get("/feeds/changes/planet/earth.atom").status_code == 404


def test_a_long_feed_goes_on_over_pages_that_lead_to_each_other(
    real: Client, reader: EditionReader, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(feeds, "PAGE", 30)
    seen: list[str] = []
    path: str | None = "/feeds/letters.atom"
    before = None
    while path:
        page = read(real, path)
        links = {one.rel: one.href.partition("8000")[2] for one in page.feed.links}
        assert links["self"] == path
        assert links["first"] == "/feeds/letters.atom"
        assert links.get("previous") == before
        assert page.feed.id.endswith("/feeds/letters.atom"), "one feed, however many pages"
        assert len(page.entries) <= 30
        seen += [one.id for one in page.entries]
        before, path = path, links.get("next")
    assert before == links["last"]
    assert len(seen) == len(set(seen)) == len(reader.all(Instrument))
    for number in ("0", "1", "01", "99", "x"):
        assert real.get(f"/feeds/letters/{number}.atom").status_code == 404


def test_the_log_tells_what_each_edition_added_and_withdrew(
    tiny: Client, tiny_file: Path, tmp_path: Path
) -> None:
    corpus = tmp_path / "corpus"
    shutil.copytree(Path(__file__).parents[2] / "corpora" / "tiny", corpus)
    terms = corpus / "terms.yaml"
    terms.write_text(terms.read_text(encoding="utf-8").replace("text: ", "text: Anew, ", 1))
    shelf = tmp_path / "shelf"
    shelf.mkdir()
    new = shelf / "new.sqlite"
    after = compile_edition(check_directory(corpus), new)
    new.rename(edition_file(shelf, after.edition))
    before = open_edition(tiny_file)
    shutil.copy(tiny_file, edition_file(shelf, before.colophon.edition))
    set_current(shelf, Current(after.edition, f"{after.edition}.sqlite", "x"))
    editions.lay_out(None, shelf)
    entries = read(tiny, "/feeds/log.atom").entries
    assert len(entries) == 1
    assert after.edition in entries[0].title
    assert "1 changed" in entries[0].title
    assert "0 withdrawn" in entries[0].title


def test_the_calendar_is_read_and_holds_every_day(real: Client, reader: EditionReader) -> None:
    answer = real.get("/feeds/due.ics")
    assert answer.headers["Content-Type"].startswith("text/calendar")
    events = list(Calendar.from_ical(answer.content).walk("VEVENT"))
    due = due_days(reader)
    assert len(events) == len(due) > 0
    assert len({str(one["UID"]) for one in events}) == len(events)
    for event, one in zip(events, due, strict=True):
        assert event.decoded("DTSTART") == one.day
        assert isinstance(event.decoded("DTSTART"), date)
        assert str(event["SUMMARY"]) == one.title


def test_feeds_say_the_same_for_the_same_edition_and_day(real: Client) -> None:
    for path in [*FEEDS, "/feeds/due.ics"]:
        assert real.get(path).content == real.get(path).content
