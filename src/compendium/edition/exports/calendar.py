"""Days to keep in mind, as an iCalendar: what is due, what begins, ends or expires."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import Final, NamedTuple

from icalendar import Calendar, Event

from compendium.edition.reader import EditionReader
from compendium.model.duties import Duty
from compendium.model.instruments import Instrument
from compendium.vocabulary.dates import PartialDate
from compendium.vocabulary.identifiers import address_of

_NAME: Final = "-//California CSEC Policy Compendium//EN"


class Due(NamedTuple):
    """A day: a lasting name, what it is, its text, where it is explained."""

    name: str
    day: date
    title: str
    text: str
    path: str


def due_days(reader: EditionReader) -> list[Due]:
    """Every exact day on which something is due, begins, ends or expires, in order."""
    return sorted((*_of_duties(reader), *_of_instruments(reader)), key=lambda d: (d.day, d.name))


def icalendar_of(reader: EditionReader, address: str) -> bytes:
    """The days as an iCalendar (RFC 5545), each a whole day."""
    calendar = Calendar()
    calendar.add("prodid", _NAME)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", f"{reader.compendium.title}: days")
    stamp = datetime.combine(reader.compendium.stands_at, time(), UTC)
    for one in due_days(reader):
        event = Event()
        event.add("uid", f"{one.name}@csec-compendium")
        event.add("dtstamp", stamp)
        event.add("dtstart", one.day)
        event.add("dtend", one.day + timedelta(days=1))
        event.add("summary", one.title)
        event.add("description", one.text)
        event.add("url", f"{address}{one.path}")
        event.add("transp", "TRANSPARENT")
        calendar.add_component(event)
    written: bytes = calendar.to_ical()
    return written


def _of_duties(reader: EditionReader) -> Iterator[Due]:
    for duty in reader.all(Duty).values():
        path = f"/duties/{duty.id}"
        if duty.deadline is not None and duty.deadline.by is not None:
            title = f"Due: {duty.title}"
            yield Due(f"{duty.id}-due", duty.deadline.by, title, duty.statement, path)
        for day in _exact(duty.applies_from):
            yield Due(f"{duty.id}-begins", day, f"Begins: {duty.title}", duty.statement, path)
        for day in _exact(duty.applies_until):
            yield Due(f"{duty.id}-ends", day, f"No longer applies: {duty.title}", "", path)


def _of_instruments(reader: EditionReader) -> Iterator[Due]:
    for one in reader.all(Instrument).values():
        name, path = f"{one.citation}, {one.title}", address_of(one.id)
        for day in _exact(one.operative_from or one.in_force_from):
            yield Due(f"{one.id}-begins", day, f"In force: {name}", one.summary, path)
        for day in _exact(one.expires):
            yield Due(f"{one.id}-expires", day, f"Expires: {name}", one.summary, path)


def _exact(when: PartialDate | None) -> Iterator[date]:
    if when is not None and when.is_exact and when.earliest is not None:
        yield when.earliest
