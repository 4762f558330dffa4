"""An edition open for search: its index, its words, and statuses by day."""

from __future__ import annotations

import os
from collections.abc import Sequence
from datetime import date
from functools import cached_property, lru_cache
from pathlib import Path
from threading import Lock
from typing import Final
from weakref import WeakKeyDictionary, ref

from compendium.duties.bounds import APPLIES, ENDED, NOT_YET, applies
from compendium.edition.reader import EditionReader
from compendium.model.instruments import Instrument
from compendium.search.citing import numbers_of
from compendium.search.documents import entries_of
from compendium.search.entry import Heading
from compendium.search.index import DamagedIndexError, SearchIndex, build, open_index
from compendium.search.language import shipped_language
from compendium.search.query import Reader, Understood
from compendium.vocabulary.dates import PartialDate
from compendium.vocabulary.errors import FaultError
from compendium.vocabulary.kinds import Status

_STATUS_OF: Final = {
    APPLIES: Status.IN_FORCE.value,
    NOT_YET: Status.NOT_YET_IN_FORCE.value,
    ENDED: Status.NO_LONGER_IN_FORCE.value,
}
_DAYS_KEPT: Final = 16
_opening: Final = Lock()
_open: WeakKeyDictionary[EditionReader, Finder] = WeakKeyDictionary()


class Finder:
    """Everything that searching one edition needs."""

    def __init__(self, reader: EditionReader, index: SearchIndex) -> None:
        self._reader = ref(reader)
        self.index = index
        self.queries = Reader(index, shipped_language(), reader.compendium.title)
        self.ordinals = {
            f"{heading.kind}/{heading.id}": at for at, heading in enumerate(index.headings)
        }
        self._statuses: dict[date, dict[str, str | None]] = {}

    @property
    def reader(self) -> EditionReader:
        """The edition. It is not kept alive from here, so that it can be let go of."""
        reader = self._reader()
        if reader is None:
            raise FaultError("closed-edition", "The edition searched here was let go of.")
        return reader

    @cached_property
    def numbers(self) -> dict[str, Instrument]:
        """The held law of each section or bill number that only one of them has."""
        return numbers_of(self.reader)

    @cached_property
    def resting(self) -> dict[str, list[int]]:
        """The numbers of the documents that rest on each instrument, but for its own."""
        found: dict[str, list[int]] = {}
        for at, heading in enumerate(self.index.headings):
            if heading.instrument is not None and heading.kind != "instrument":
                found.setdefault(heading.instrument, []).append(at)
        return found

    def understand(self, query: str, cited: Sequence[str] = ()) -> Understood:
        """What a query means here; ``cited`` are citations already taken out of it."""
        return self.queries.read(query, cited)

    def status(self, heading: Heading, on: date) -> str | None:
        """The status of a document on a day; None for what has no force of its own."""
        if heading.starts or heading.until:
            state = applies(_parsed(heading.starts), _parsed(heading.until), on)
            return _STATUS_OF.get(state, Status.UNKNOWN.value)
        if heading.instrument is None:
            return None
        kept = self._statuses.get(on)
        if kept is None:
            while len(self._statuses) >= _DAYS_KEPT:
                self._statuses.pop(next(iter(self._statuses)))
            kept = self._statuses[on] = {}
        if heading.instrument not in kept:
            status = self.reader.status_on(heading.instrument, on)
            kept[heading.instrument] = status.value if status else None
        return kept[heading.instrument]

    def heading(self, key: str) -> Heading | None:
        """The heading of a document by ``kind/id``."""
        at = self.ordinals.get(key)
        return None if at is None else self.index.headings[at]


def is_visible(heading: Heading, on: date) -> bool:
    """Whether something may have existed on a day: only what is certainly later is not.

    Neither is what rests on an instrument that is certainly later.
    """
    days = (_earliest(heading.starts), _earliest(heading.issued))
    return all(day is None or day <= on for day in days)


def finder_for(reader: EditionReader, directory: Path | None = None) -> Finder:
    """The finder of an edition, opened once.

    The index stands in ``directory`` (default: beside the edition), in a folder named
    by the edition. Where nothing can be written there, it is kept in memory.
    """
    found = _open.get(reader)
    if found is None:
        with _opening:
            found = _open.get(reader)
            if found is None:
                found = _open[reader] = Finder(reader, index_of(reader, directory))
    return found


def index_of(reader: EditionReader, directory: Path | None = None) -> SearchIndex:
    """The index of an edition: opened, or made anew where missing or damaged."""
    edition = reader.colophon.edition
    place = (directory or reader.path.parent / "search") / edition
    try:
        return open_index(place, edition)
    except DamagedIndexError:
        pass
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        writable = os.access(place.parent, os.W_OK)
        if writable:
            return build(entries_of(reader), place, edition)
    except (OSError, DamagedIndexError):
        pass
    return build(entries_of(reader))


@lru_cache(maxsize=4096)
def _parsed(text: str | None) -> PartialDate | None:
    return PartialDate.parse(text) if text else None


@lru_cache(maxsize=4096)
def _earliest(text: str | None) -> date | None:
    parsed = _parsed(text)
    return parsed.earliest if parsed else None
