"""Pages of other days, kept between changes.

Between two days on which anything in an edition changes, a page says the same but for the
day that it names. Such a page is rendered once, for a day of that stretch which stands
nowhere in the edition's own text, so that putting another day in its place is exact. The
stretch may have no such day; then the page is rendered anew each time.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import OrderedDict
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from threading import Lock
from typing import Any, Final, NamedTuple
from weakref import WeakKeyDictionary

import msgspec
from django.conf import settings

from compendium.edition.kinds import KINDS
from compendium.edition.reader import EditionReader
from compendium.model.instruments import Instrument
from compendium.model.records import Record, to_json
from compendium.vocabulary.dates import MONTHS, PartialDate, day_in_words
from compendium.web.editions import HELD_WHOLE
from compendium.web.standpoint import Standpoint, prefix_of

_MOST: Final = 1_000
"""Pages kept at most, each some twenty kilobytes."""
_DAY: Final = timedelta(days=1)
_PRINTED: Final = re.compile(
    rf"(\d{{4}})-(\d{{2}})-(\d{{2}})|({'|'.join(MONTHS)}) (\d{{1,2}}), (\d{{4}})", re.ASCII
)

Making = Callable[[Standpoint], str]


class Page(NamedTuple):
    """A page in pieces, between which the day stands, as a date or in words."""

    pieces: tuple[str, ...]

    def on(self, day: date) -> str:
        """The page as of a day: odd pieces are the places where it stands."""
        iso, words = day.isoformat(), day_in_words(day)
        return "".join(
            piece if number % 2 == 0 else iso if piece == "iso" else words
            for number, piece in enumerate(self.pieces)
        )


class Calendar:
    """The days on which anything in an edition changes, and those that its text names."""

    def __init__(self, reader: EditionReader) -> None:
        changes: set[date] = set()
        printed: set[date] = set()
        for kind in KINDS.values():
            for record in reader.all(kind).values():
                changes.update(days_in(record))
                printed.update(_named(to_json(record)))
        for name in reader.all(Instrument):
            dated = reader.issue_date(name)
            changes.update(days_in(dated.date))
            printed.update(_named(" ".join(dated.reasons)))
        self._changes = sorted(changes)
        self._printed = printed | changes

    def stretch(self, day: date) -> tuple[date, date]:
        """The days around one between which nothing changes; the second not included."""
        at = bisect_right(self._changes, day)
        first = self._changes[at - 1] if at else date.min
        after = self._changes[at] if at < len(self._changes) else date.max
        return first, after

    def stand_in(self, first: date, after: date) -> date | None:
        """A day of a stretch that stands nowhere in the edition's text."""
        day = first
        while day < after:
            if day not in self._printed:
                return day
            day += _DAY
        return None


class Keeper:
    """Pages of one process, the last ones used."""

    def __init__(self) -> None:
        self._pages: OrderedDict[tuple[object, ...], Page] = OrderedDict()
        self._calendars: WeakKeyDictionary[EditionReader, Calendar] = WeakKeyDictionary()
        self._lock = Lock()

    def page(self, here: Standpoint, make: Making) -> str:
        """A page as of a day: put together from what is kept, or made."""
        if not self._may_keep(here):
            return make(here)
        first, after = self._stretch(here)
        key = (here.reader.colophon.edition, here.edition, here.path, first, after, here.today)
        with self._lock:
            kept = self._pages.get(key)
            if kept is not None:
                self._pages.move_to_end(key)
        if kept is None:
            stand_in = self._calendar(here.reader).stand_in(first, after)
            if stand_in is None:
                return make(here)
            kept = _cut(make(_at(here, stand_in)), stand_in)
            with self._lock:
                self._pages[key] = kept
                while len(self._pages) > _MOST:
                    self._pages.popitem(last=False)
        return kept.on(here.on)

    def ready(self, reader: EditionReader) -> None:
        """Work out beforehand when an edition changes."""
        self._calendar(reader)

    def _may_keep(self, here: Standpoint) -> bool:
        """Whether a page is worth keeping: another day's, of an edition read whole."""
        small = sum(here.reader.colophon.counts.values()) <= HELD_WHOLE
        return bool(settings.KEEP_PAGES) and not here.is_today and "/on/" in here.prefix and small

    def _stretch(self, here: Standpoint) -> tuple[date, date]:
        """The stretch around a day, cut at today: the page says whether a day is past."""
        first, after = self._calendar(here.reader).stretch(here.on)
        if here.is_future:
            return max(first, here.today + _DAY), after
        return first, min(after, here.today)

    def _calendar(self, reader: EditionReader) -> Calendar:
        found = self._calendars.get(reader)
        if found is None:
            found = self._calendars[reader] = Calendar(reader)
        return found


keeper: Final = Keeper()


def _at(here: Standpoint, day: date) -> Standpoint:
    return replace(here, on=day, prefix=prefix_of(here.edition, day))


def _cut(html: str, day: date) -> Page:
    """A page cut wherever it names a day, as 2016-06-01 or as June 1, 2016."""
    iso, words = day.isoformat(), day_in_words(day)
    pieces = re.split(f"({re.escape(iso)}|{re.escape(words)})", html)
    return Page(
        tuple(
            piece if number % 2 == 0 else "iso" if piece == iso else "words"
            for number, piece in enumerate(pieces)
        )
    )


def days_in(value: Any) -> Iterator[date]:  # noqa: ANN401  any part of a record
    """Every day on which something in a record may turn."""
    if isinstance(value, PartialDate):
        yield from (day for day in (value.earliest, value.latest) if day is not None)
    elif isinstance(value, date):
        yield value
        if value < date.max:
            yield value + _DAY
    elif isinstance(value, (Record, msgspec.Struct)):
        for name in value.__struct_fields__:
            yield from days_in(getattr(value, name))
    elif isinstance(value, tuple):
        for one in value:
            yield from days_in(one)


def _named(text: str) -> Iterator[date]:
    """Every day that a text names."""
    for found in _PRINTED.finditer(text):
        try:
            if found[1]:
                yield date(int(found[1]), int(found[2]), int(found[3]))
            else:
                yield date(int(found[6]), MONTHS.index(found[4]) + 1, int(found[5]))
        except ValueError:
            continue
