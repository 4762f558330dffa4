"""Atom feeds of what is dated, and of what was learned from edition to edition.

The same edition, day and address give the same bytes: nothing here reads a clock.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Final, NamedTuple
from xml.etree import ElementTree as ET

from compendium.edition.course import Happening, course_of
from compendium.edition.learned import Learned
from compendium.edition.reader import EditionReader

_ATOM: Final = "http://www.w3.org/2005/Atom"
MOST: Final = 200
"""Entries of a feed at most, the latest ones."""
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


def letters(reader: EditionReader, on: date, path: str) -> Feed:
    """Letters and laws as they were issued."""
    found = [one for one in course_of(reader) if one.kind == "issued"]
    return Feed(path, "/browse", "letters and laws", _entries(reader, found, on))


def changes(
    reader: EditionReader,
    on: date,
    path: str,
    *,
    topic: str | None = None,
    department: str | None = None,
) -> Feed:
    """Effects, and duties that begin or end, all or those of a topic or a department."""
    found = [
        one
        for one in course_of(reader)
        if one.kind != "issued"
        and (topic is None or topic in one.topics)
        and (department is None or department in one.departments)
    ]
    about = topic or department
    title = f"effects and duties: {about}" if about else "effects and duties"
    return Feed(path, "/changes", title, _entries(reader, found, on))


def log(steps: Iterable[tuple[EditionReader, EditionReader, list[Learned]]], path: str) -> Feed:
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
    return Feed(path, "/data", "publication log", entries)


def atom(feed: Feed, reader: EditionReader, address: str) -> str:
    """A feed as Atom (RFC 4287)."""
    ET.register_namespace("", _ATOM)
    said = reader.compendium
    root = ET.Element(f"{{{_ATOM}}}feed")
    _text(root, "title", f"{said.title}: {feed.title}")
    _text(root, "id", f"{address}{feed.path}")
    _link(root, f"{address}{feed.path}", rel="self", type="application/atom+xml")
    _link(root, f"{address}{feed.page}", rel="alternate", type="text/html")
    _text(root, "updated", _instant(max((e.day for e in feed.entries), default=_stands(reader))))
    _text(ET.SubElement(root, f"{{{_ATOM}}}author"), "name", said.publisher)
    _text(root, "rights", "CC0 1.0")
    for one in feed.entries[:MOST]:
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
