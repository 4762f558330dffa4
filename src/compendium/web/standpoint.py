"""Where a reader stands: the edition (what we knew) and the day (legal time)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.http import HttpRequest

from compendium.edition.reader import EditionReader
from compendium.vocabulary.dates import CALIFORNIA, day_in_words


@dataclass(frozen=True, slots=True)
class Standpoint:
    """What a page is seen from: an edition, a day, and the prefix that says so.

    ``path`` is the address without the prefix, ``today`` the reader's day in
    California, ``edition`` the id in the address where the edition is fixed.
    """

    reader: EditionReader
    on: date
    today: date
    path: str
    prefix: str = ""
    edition: str | None = None

    @property
    def is_today(self) -> bool:
        """Whether the day shown is today."""
        return self.on == self.today

    @property
    def is_future(self) -> bool:
        """Whether the day shown is yet to come, so that what is said of it is projected."""
        return self.on > self.today

    @property
    def is_fixed(self) -> bool:
        """Whether the address names a day or an edition."""
        return bool(self.prefix)

    @property
    def day(self) -> str:
        """The day in words."""
        return day_in_words(self.on)

    def address(self, path: str) -> str:
        """The address of another page as seen from here."""
        return self.prefix + path if self.prefix and path.startswith("/") else path

    def at(self, on: date | None, path: str | None = None) -> str:
        """The address of this page (or another) as of another day; None: as of today."""
        return prefix_of(self.edition, on) + (self.path if path is None else path)

    @property
    def permanent(self) -> str:
        """The address that shows this page, day and edition for ever."""
        return prefix_of(self.reader.colophon.edition, self.on) + self.path

    @property
    def canonical(self) -> str:
        """The address of this page as of today, in the current edition."""
        return self.path


def today() -> date:
    """Today in California, or the day that the settings put in its place."""
    return settings.TODAY or datetime.now(CALIFORNIA).date()


def prefix_of(edition: str | None, on: date | None) -> str:
    """What stands in front of a path for an edition and a day."""
    first = f"/edition/{edition}" if edition else ""
    return first + (f"/on/{on.isoformat()}" if on else "")


def here(request: HttpRequest) -> Standpoint:
    """Where a request stands."""
    found: Standpoint = request.standpoint
    return found
