"""The open editions: the current one, swapped when the shelf names another, and others by id."""

from __future__ import annotations

import re
import time
from collections import OrderedDict
from pathlib import Path
from threading import Lock
from typing import Final

from django.conf import settings

from compendium.edition.colophon import Colophon
from compendium.edition.kinds import KINDS
from compendium.edition.reader import EditionReader, open_edition
from compendium.edition.shelf import CURRENT, edition_file, editions_on, read_current
from compendium.vocabulary.errors import CompendiumError, FaultError, UserError

_ID: Final = re.compile(r"[0-9a-f]{12}")
_LOOK_AGAIN: Final = 2.0
"""Seconds between looks at the shelf for another current edition."""
_OTHERS_KEPT: Final = 4
HELD_WHOLE: Final = 20_000
"""Editions with at most so many records are read into memory when they are opened."""


class Desk:
    """The editions that this process has open. Safe to use from several threads.

    An edition that is no longer current is closed when its last page is done: nobody
    closes it, the last reference does.
    """

    def __init__(self, edition: Path | None, shelf: Path | None) -> None:
        self._edition = edition
        self._shelf = shelf
        self._lock = Lock()
        self._current: EditionReader | None = None
        self._mark: tuple[int, int] | None = None
        self._looked = 0.0
        self._others: OrderedDict[str, EditionReader] = OrderedDict()

    def current(self) -> EditionReader:
        """The current edition.

        A new one that cannot be opened changes nothing: the old one goes on.
        Raises UserError where there is none at all.
        """
        held = self._current
        if held is not None and time.monotonic() - self._looked < _LOOK_AGAIN:
            return held
        with self._lock:
            self._looked = time.monotonic()
            if self._current is None:
                mark = self._mark_now()
                self._current = _ready(open_edition(self._file()))
                self._mark = mark
            else:
                self._swap()
            return self._current

    def named(self, identifier: str) -> EditionReader:
        """An edition by its id. Raises UserError ``unknown-edition``."""
        held = self.current()
        if identifier == held.colophon.edition:
            return held
        with self._lock:
            if identifier in self._others:
                self._others.move_to_end(identifier)
                return self._others[identifier]
            file = self._shelf and edition_file(self._shelf, identifier)
            if file is None or not _ID.fullmatch(identifier) or not file.is_file():
                raise UserError(
                    "unknown-edition",
                    "That edition is not kept here. The current edition can be read instead.",
                )
            opened = self._others[identifier] = _ready(open_edition(file))
            while len(self._others) > _OTHERS_KEPT:
                self._others.popitem(last=False)
            return opened

    def listed(self) -> list[Colophon]:
        """What can be asked here: the current edition first, then the others on the shelf."""
        held = self.current().colophon
        others = editions_on(self._shelf) if self._shelf is not None else []
        return [held, *(one for one in others if one.edition != held.edition)]

    def history(self) -> list[str]:
        """The ids of the editions kept, as they came, the current one last."""
        held = self.current().colophon
        if self._shelf is None:
            return [held.edition]
        come = {
            one.edition: edition_file(self._shelf, one.edition).stat().st_mtime_ns
            for one in editions_on(self._shelf)
        }
        others = sorted(
            (one for one in editions_on(self._shelf) if one.edition != held.edition),
            key=lambda one: (one.stands_at, come[one.edition]),
        )
        return [*(one.edition for one in others), held.edition]

    def _swap(self) -> None:
        mark = self._mark_now()
        if mark is None or mark == self._mark:
            return
        try:
            self._current = _ready(open_edition(self._file()))
        except CompendiumError:
            return
        self._mark = mark

    def _file(self) -> Path:
        if self._edition is not None:
            return self._edition
        noted = read_current(self._shelf) if self._shelf else None
        if self._shelf is None or noted is None:
            raise FaultError(
                "missing-edition",
                "No edition was named: set COMPENDIUM_EDITION, or use `compendium serve`.",
            )
        return self._shelf / noted.file

    def _mark_now(self) -> tuple[int, int] | None:
        """What changes when another edition takes the place of the current one."""
        watched = self._edition or (self._shelf / CURRENT if self._shelf else None)
        try:
            seen = watched.stat() if watched else None
        except OSError:
            return None
        return (seen.st_mtime_ns, seen.st_ino) if seen else None


def _ready(reader: EditionReader) -> EditionReader:
    """An edition with its records in memory, where it is not too large for that."""
    if sum(reader.colophon.counts.values()) <= HELD_WHOLE:
        for kind in KINDS.values():
            reader.all(kind)
    return reader


_desk: Desk | None = None


def desk() -> Desk:
    """The desk of this process, made from the settings on first use."""
    global _desk  # noqa: PLW0603  one per process, like the settings it is made from
    if _desk is None:
        _desk = Desk(settings.EDITION, settings.SHELF)
    return _desk


def lay_out(edition: Path | None, shelf: Path | None) -> None:
    """Serve from another edition or shelf, for tests."""
    global _desk  # noqa: PLW0603  as above
    _desk = Desk(edition, shelf)


def current() -> EditionReader:
    """The current edition."""
    return desk().current()


def named(identifier: str) -> EditionReader:
    """An edition by id. Raises UserError ``unknown-edition``."""
    return desk().named(identifier)


def listed() -> list[Colophon]:
    """The editions that can be asked, the current one first."""
    return desk().listed()


def put_back(desk: Desk) -> None:
    """Serve from a desk that was in use before."""
    global _desk  # noqa: PLW0603  as above
    _desk = desk
