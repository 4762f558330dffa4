"""Feeds and the calendar, read by the libraries that others read them with."""

from __future__ import annotations

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
from compendium.edition.exports.calendar import due_days
from compendium.edition.reader import EditionReader, open_edition
from compendium.edition.shelf import Current, edition_file, set_current
from compendium.web import editions

FEEDS = [
    "/feeds/letters.atom",
    "/feeds/changes.atom",
    "/feeds/changes/department/probation.atom",
    "/feeds/log.atom",
]


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
    for path in [*FEEDS, "/feeds/due.ics"]:
        assert f'href="{path}"' in page


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
