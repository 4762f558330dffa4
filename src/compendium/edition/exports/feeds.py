"""Atom feeds of what is dated, and of what was learned from edition to edition.

The same edition, day and address give the same bytes: nothing here reads a clock. A long
feed goes on over several pages that lead to each other (RFC 5005, section 3).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Final, NamedTuple
from xml.etree import ElementTree as ET

from compendium.edition.concern import counties_in, departments_in
from compendium.edition.course import Happening, course_of, course_of_county
from compendium.edition.learned import Learned
from compendium.edition.reader import EditionReader

_ATOM: Final = "http://www.w3.org/2005/Atom"
_ENDING: Final = ".atom"
PAGE: Final = 100
"""Entries of one page of a feed, the latest first."""
_NAMED: Final = 30


class Entry(NamedTuple):
    """An entry: a lasting name, a title, a text, where it leads, the day it bears."""

    name: str
    title: str
    text: str
    path: str
    day: str
    categories: tuple[str, ...] = ()


class Feed(NamedTuple):
    """A feed: its own path, the page it belongs to, what it is called, what it holds."""

    path: str
    page: str
    title: str
    entries: list[Entry]

    @property
    def pages(self) -> int:
        """How many pages it has, one at least."""
        return max(1, -(-len(self.entries) // PAGE))

    def path_of(self, number: int) -> str:
        """The path of one of its pages; the first is the feed itself."""
        return self.path if number == 1 else f"{self.path.removesuffix(_ENDING)}/{number}{_ENDING}"


def letters(reader: EditionReader, on: date) -> Feed:
    """Letters and laws as they were issued."""
    found = [one for one in course_of(reader) if one.kind == "issued"]
    return Feed("/feeds/letters.atom", "/browse", "letters and laws", _entries(reader, found, on))


def changes(reader: EditionReader, on: date) -> Feed:
    """Effects, and duties that begin or end."""
    return _changes(reader, on, "", "", _of_law(reader))


def changes_of_topic(reader: EditionReader, on: date, topic: str) -> Feed | None:
    """The same of one topic; None where there is no such topic."""
    named = {one.id: one.label for one in reader.compendium.topics}
    found = [one for one in _of_law(reader) if topic in one.topics]
    where = f"/topic/{topic}"
    return _changes(reader, on, where, named[topic], found) if topic in named else None


def changes_of_department(reader: EditionReader, on: date, department: str) -> Feed | None:
    """The same of one department; None where nothing names it."""
    found = [one for one in _of_law(reader) if department in one.departments]
    where = f"/department/{department}"
    known = department in departments_in(reader)
    return _changes(reader, on, where, department, found) if known else None


def changes_of_county(reader: EditionReader, on: date, county: str) -> Feed | None:
    """The same, for every county asks them, with that county's own money and documents."""
    named = counties_in(reader)
    if county not in named:
        return None
    found = [*course_of_county(reader, county), *_of_law(reader)]
    made = _changes(reader, on, f"/county/{county}", named[county], found)
    return made._replace(page=f"/counties/{county}")


def feeds_of(reader: EditionReader, on: date) -> Iterator[Feed]:
    """Every feed of an edition, without the log, which is of several."""
    yield from (letters(reader, on), changes(reader, on))
    named: tuple[Feed | None, ...] = (
        *(changes_of_topic(reader, on, one.id) for one in reader.compendium.topics),
        *(changes_of_department(reader, on, one) for one in departments_in(reader)),
        *(changes_of_county(reader, on, one) for one in counties_in(reader)),
    )
    yield from (one for one in named if one is not None)


def _of_law(reader: EditionReader) -> list[Happening]:
    return [one for one in course_of(reader) if one.kind != "issued"]


def _changes(
    reader: EditionReader, on: date, where: str, about: str, found: list[Happening]
) -> Feed:
    title = f"effects and duties: {about}" if about else "effects and duties"
    path = f"/feeds/changes{where}{_ENDING}"
    return Feed(path, "/changes", title, _entries(reader, found, on))


def log(steps: Iterable[tuple[EditionReader, EditionReader, list[Learned]]]) -> Feed:
    """What was learned from each edition to the next, the latest first; withdrawals too."""
    entries = [
        Entry(
            name=f"log/{after.colophon.edition}",
            title=f"Edition {after.colophon.edition}: {_counted(found)}",
            text=_said(found),
            path=f"/edition/{after.colophon.edition}/data",
            day=after.colophon.stands_at,
        )
        for _, after, found in steps
    ]
    return Feed("/feeds/log.atom", "/data", "publication log", entries)


def atom(feed: Feed, reader: EditionReader, address: str, number: int = 1) -> str:
    """One page of a feed as Atom (RFC 4287)."""
    ET.register_namespace("", _ATOM)
    said = reader.compendium
    root = ET.Element(f"{{{_ATOM}}}feed")
    _text(root, "title", f"{said.title}: {feed.title}")
    _text(root, "id", f"{address}{feed.path}")
    for rel, at in _around(number, feed.pages):
        _link(root, f"{address}{feed.path_of(at)}", rel=rel, type="application/atom+xml")
    _link(root, f"{address}{feed.page}", rel="alternate", type="text/html")
    _text(root, "updated", _instant(max((e.day for e in feed.entries), default=_stands(reader))))
    _text(ET.SubElement(root, f"{{{_ATOM}}}author"), "name", said.publisher)
    _text(root, "rights", "CC0 1.0")
    for one in feed.entries[(number - 1) * PAGE : number * PAGE]:
        entry = ET.SubElement(root, f"{{{_ATOM}}}entry")
        _text(entry, "title", one.title)
        _text(entry, "id", f"{address}/feeds/entries/{one.name}")
        _link(entry, f"{address}{one.path}", rel="alternate", type="text/html")
        _text(entry, "updated", _instant(one.day))
        for word in one.categories:
            ET.SubElement(entry, f"{{{_ATOM}}}category", {"term": word})
        _text(entry, "summary", one.text)
    ET.indent(root, " ")
    written: str = ET.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="utf-8"?>\n{written}\n'


def _around(number: int, pages: int) -> Iterator[tuple[str, int]]:
    """A page itself and, where there are several, those before and after it."""
    yield "self", number
    if pages > 1:
        yield from (("first", 1), ("last", pages))
    if number > 1:
        yield "previous", number - 1
    if number < pages:
        yield "next", number + 1


def _entries(reader: EditionReader, found: list[Happening], on: date) -> list[Entry]:
    """Entries with the day they bear: no later than ``on``; unknown, the edition's own."""
    entries = [
        Entry(
            name=one.id,
            title=f"{_when(one)}: {one.sentence}",
            text=_summary(one),
            path=one.address,
            day=_day(one, on, _stands(reader)),
            categories=(*one.topics, *one.departments),
        )
        for one in found
    ]
    return sorted(entries, key=lambda one: one.day, reverse=True)


def _when(one: Happening) -> str:
    when = one.when
    if when is None:
        return "Day not known"
    return f"{when.in_words()} (inferred)" if one.inferred else when.in_words()


def _summary(one: Happening) -> str:
    who = f" Concerns: {', '.join(one.departments)}." if one.departments else ""
    return f"{one.sentence}{who} Verification: {one.verification}."


def _day(one: Happening, on: date, stands: str) -> str:
    when = one.when
    day = (when.latest or when.earliest) if when is not None else None
    return min(day, on).isoformat() if day is not None else stands


def _counted(found: list[Learned]) -> str:
    counts = {word: sum(one.change == word for one in found) for word in _CHANGES}
    return ", ".join(f"{number} {_CHANGES[word]}" for word, number in counts.items())


_CHANGES: Final = {"added": "added", "changed": "changed", "removed": "withdrawn"}


def _said(found: list[Learned]) -> str:
    lines = [f"{_CHANGES[one.change]} {one.kind} {one.label}" for one in found[:_NAMED]]
    more = f"; and {len(found) - _NAMED} more" if len(found) > _NAMED else ""
    return ("; ".join(lines) or "Nothing differs") + more + "."


def _stands(reader: EditionReader) -> str:
    return reader.colophon.stands_at


def _instant(day: str) -> str:
    return f"{day}T00:00:00Z"


def _text(parent: ET.Element, name: str, text: str) -> None:
    ET.SubElement(parent, f"{{{_ATOM}}}{name}").text = text


def _link(parent: ET.Element, href: str, **more: str) -> None:
    ET.SubElement(parent, f"{{{_ATOM}}}link", {"href": href, **more})
