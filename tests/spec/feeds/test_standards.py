"""Feeds and calendar held to what their standards say: RFC 4287, RFC 5005, RFC 5545."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from datetime import date
from urllib.parse import urlsplit

import pytest
import vobject
from lxml import etree

from compendium.edition.course import course_of
from compendium.edition.exports.calendar import due_days, icalendar_of
from compendium.edition.exports.feeds import Entry, Feed, atom, feeds_of, log
from compendium.edition.learned import Learned
from compendium.edition.reader import EditionReader

ADDRESS = "https://compendium.example.org"
ON = date(2026, 6, 1)
ATOM = "{http://www.w3.org/2005/Atom}"
INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)")
MEDIA_TYPE = re.compile(r"[\w.+-]+/[\w.+-]+")
IN_FEED = {"author", "category", "entry", "id", "link", "rights", "subtitle", "title", "updated"}
IN_ENTRY = {"author", "category", "content", "id", "link", "published", "rights", "summary",
            "title", "updated"}  # fmt: skip


def faults(document: str) -> list[str]:
    """What an Atom document does against the musts of RFC 4287."""
    feed = etree.fromstring(document.encode())
    assert feed.tag == f"{ATOM}feed"
    found = _element_faults("feed", feed, IN_FEED)
    found += [] if feed.findall(f"{ATOM}author") else ["4.1.1 no author"]
    entries = feed.findall(f"{ATOM}entry")
    names = Counter((one.findtext(f"{ATOM}id"), one.findtext(f"{ATOM}updated")) for one in entries)
    found += [f"4.1.1 twice: {name}" for name, number in names.items() if number > 1]
    for one in entries:
        found += _element_faults("entry", one, IN_ENTRY)
        alternate = [link for link in one.findall(f"{ATOM}link") if link.get("rel") == "alternate"]
        if one.find(f"{ATOM}content") is None and not alternate:
            found.append("4.1.2 neither content nor an alternate link")
        found += [] if one.findtext(f"{ATOM}summary") else ["no summary"]
    return found


def _element_faults(what: str, element: etree._Element, known: set[str]) -> list[str]:
    found = []
    children = Counter(etree.QName(child).localname for child in element)
    found += [f"{what} holds {name}" for name in children if name not in known]
    for name in ("id", "title", "updated"):
        if children[name] != 1:
            found.append(f"{what} has {children[name]} {name}")
    if not urlsplit(element.findtext(f"{ATOM}id") or "").scheme:
        found.append(f"4.2.6 {what}: its id is no IRI")
    if not INSTANT.fullmatch(element.findtext(f"{ATOM}updated") or ""):
        found.append(f"3.3 {what}: not an instant")
    kinds = Counter()
    for link in element.findall(f"{ATOM}link"):
        if not urlsplit(link.get("href", "")).scheme:
            found.append("4.2.7.1 link without an absolute address")
        if not MEDIA_TYPE.fullmatch(link.get("type", "")):
            found.append("4.2.7.3 link without a media type")
        kinds[(link.get("rel"), link.get("type"), link.get("hreflang"))] += 1
    found += [f"4.1 two links {kind}" for kind, number in kinds.items() if number > 1]
    for category in element.findall(f"{ATOM}category"):
        found += [] if category.get("term") else ["4.2.2.1 category without a term"]
    return found


def every_page(feed: Feed, reader: EditionReader) -> list[str]:
    return [atom(feed, reader, ADDRESS, number) for number in range(1, feed.pages + 1)]


def test_every_page_of_every_feed_is_atom(reader: EditionReader) -> None:
    seen = 0
    for feed in feeds_of(reader, ON):
        for page in every_page(feed, reader):
            assert faults(page) == [], feed.path
            seen += 1
    assert seen > 50


def test_the_log_is_atom_and_tells_of_withdrawals(reader: EditionReader) -> None:
    gone = Learned(kind="instrument", id="acl-1", label="ACL 1", change="removed")
    page = atom(log([(reader, reader, [gone])]), reader, ADDRESS)
    assert faults(page) == []
    assert "1 withdrawn" in page
    assert "withdrawn instrument ACL 1" in page


def test_a_feed_without_entries_is_atom(reader: EditionReader) -> None:
    assert faults(atom(Feed("/feeds/x.atom", "/changes", "none", []), reader, ADDRESS)) == []


def test_the_checks_see_what_is_wrong(reader: EditionReader) -> None:
    """An oracle that finds nothing is worth nothing."""
    entry = Entry("a", "", "", "/a", "yesterday", ("",))
    page = atom(Feed("/f.atom", "/", "t", [entry, entry]), reader, "")
    said = " ".join(faults(page))
    for fault in ("twice", "no IRI", "not an instant", "absolute", "without a term", "no summary"):
        assert fault in said


def test_pages_of_a_feed_are_rfc_5005(reader: EditionReader) -> None:
    feed = max(feeds_of(reader, ON), key=lambda one: len(one.entries))
    assert feed.pages > 1
    rels = []
    for page in every_page(feed, reader):
        tree = etree.fromstring(page.encode())
        rels.append({one.get("rel"): one.get("href") for one in tree.findall(f"{ATOM}link")})
    for before, after in itertools.pairwise(rels):
        assert before["next"] == after["self"]
        assert after["previous"] == before["self"]
    assert "previous" not in rels[0]
    assert "next" not in rels[-1]
    assert {one["first"] for one in rels} == {rels[0]["self"]}
    assert {one["last"] for one in rels} == {rels[-1]["self"]}


def test_an_entry_keeps_its_name_from_day_to_day(reader: EditionReader) -> None:
    names = [
        [entry.name for feed in feeds_of(reader, on) for entry in feed.entries]
        for on in (ON, date(2030, 1, 1))
    ]
    assert sorted(names[0]) == sorted(names[1])


def test_no_entry_bears_a_day_to_come(reader: EditionReader) -> None:
    stands = reader.compendium.stands_at
    for feed in feeds_of(reader, ON):
        for entry in feed.entries:
            assert date.fromisoformat(entry.day) <= max(ON, stands)


def test_topics_and_departments_are_parts_of_the_whole(reader: EditionReader) -> None:
    every = {one.id for one in course_of(reader) if one.kind != "issued"}
    for feed in feeds_of(reader, ON):
        if "/topic/" in feed.path or "/department/" in feed.path:
            assert {entry.name for entry in feed.entries} <= every


def test_the_calendar_is_icalendar_by_a_reader_that_did_not_write_it(
    reader: EditionReader,
) -> None:
    written = icalendar_of(reader, ADDRESS)
    (calendar,) = vobject.readComponents(written.decode())
    assert calendar.validate(raiseException=True)
    events = list(calendar.vevent_list)
    assert [one.dtstart.value for one in events] == [one.day for one in due_days(reader)]
    for event in events:
        assert event.validate(raiseException=True)
        assert (event.dtend.value - event.dtstart.value).days == 1
        assert event.url.value.startswith(f"{ADDRESS}/")
        assert event.summary.value


def test_the_calendars_lines_are_short_and_end_as_they_must(reader: EditionReader) -> None:
    lines = icalendar_of(reader, ADDRESS).split(b"\r\n")
    assert lines.pop() == b""
    assert all(len(line) <= 75 and b"\n" not in line for line in lines)
    assert lines[0] == b"BEGIN:VCALENDAR"


@pytest.mark.parametrize("number", [1, 2])
def test_the_same_edition_day_and_page_give_the_same_bytes(
    reader: EditionReader, number: int
) -> None:
    first, second = (next(iter(feeds_of(reader, ON))) for _ in range(2))
    assert atom(first, reader, ADDRESS, number) == atom(second, reader, ADDRESS, number)
