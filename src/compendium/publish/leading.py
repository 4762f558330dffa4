"""Where links of a copy lead: to a file of it, to the version that held on a day, or nowhere."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from posixpath import dirname, relpath
from typing import Final

from compendium.publish.dated import Versions, at

_ON: Final = re.compile(r"/on/(\d{4}-\d{2}-\d{2})(?=/|$)")
_ANY: Final[Mapping[str, frozenset[str]]] = {}


@lru_cache(maxsize=65_536)
def _between(folder: str, file: str) -> str:
    return relpath(file, folder)


@dataclass(frozen=True)
class Leads:
    """The addresses of one copy.

    ``where`` tells the file of an address, or None. ``edition`` and ``on`` are what the copy
    is of. ``versions`` are the first days of pages that change; ``places`` the names of
    places in each file: a link to a place that is not there on that day leads to the page.
    """

    where: Callable[[str], str | None]
    edition: str
    on: date
    versions: Versions = field(default_factory=dict)
    places: Mapping[str, frozenset[str]] = field(default_factory=lambda: _ANY)

    def read(self, address: str) -> tuple[str, date | None]:
        """An address without this edition and without a day, and the day, where it has one."""
        rest = address.removeprefix(f"/edition/{self.edition}")
        found = _ON.match(rest)
        if found is None:
            return rest or "/", None
        try:
            return rest[found.end() :] or "/", date.fromisoformat(found[1])
        except ValueError:
            return address, None

    def version(self, path: str, day: date) -> str:
        """The address under which a page as of a day stands in this copy."""
        days = self.versions.get(path, [])
        place = bisect_right(days, day) - 1
        if place < 0 or place == bisect_right(days, self.on) - 1:
            return path
        return at(path, days[place])

    def file(self, address: str, seen_from: date | None = None) -> str | None:
        """The file that a link leads to; ``seen_from`` is the day of a page of another day."""
        path, day = self.read(address)
        if day is None or day == self.on:
            return self.where(path)
        if path in self.versions:
            return self.where(self.version(path, day))
        return self.where(path) if day == seen_from else None

    def relative(self, file: str, target: str, seen_from: date | None = None) -> str | None:
        """A link as it stands in a file, or None where this copy has nothing to lead to."""
        address, _, fragment = target.partition("#")
        found = self.file(address, seen_from)
        if found is None:
            return None
        led = _between(dirname(file) or ".", found)
        there = fragment in self.places.get(found, frozenset({fragment}))
        return f"{led}#{fragment}" if fragment and there else led
