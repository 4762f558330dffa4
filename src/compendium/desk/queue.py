"""What waits on the desk: one row for each draft, read anew only where its files changed."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from compendium.desk.draft import Draft
from compendium.desk.drafts import Drafts
from compendium.desk.fields import left_of
from compendium.desk.files import sidecar_of
from compendium.vocabulary.errors import UserError


class Row(NamedTuple):
    """One draft in the list. ``why`` says why it cannot be read, where it cannot."""

    name: str
    id: str = ""
    citation: str = ""
    title: str = ""
    left: int = 0
    notes: tuple[str, ...] = ()
    taken: str = ""
    why: str = ""


class Queue:
    """The rows of a folder. A folder may hold thousands: what did not change is remembered."""

    def __init__(self, drafts: Drafts) -> None:
        self._drafts = drafts
        self._held: dict[str, tuple[tuple[int, ...], Row]] = {}

    def rows(self) -> list[Row]:
        """All rows, by path."""
        fresh: dict[str, tuple[tuple[int, ...], Row]] = {}
        for name, path in self._drafts.paths().items():
            mark = _mark(path)
            held = self._held.get(name)
            fresh[name] = held if held and held[0] == mark else (mark, self._row(name))
        self._held = fresh
        return [row for _, row in fresh.values()]

    def after(self, identifier: str) -> Row | None:
        """The next draft with fields to judge, or None."""
        waiting = [row for row in self.rows() if row.left and row.id != identifier]
        later = (row for row in waiting if row.id > identifier)
        return next(later, None) or next(iter(waiting), None)

    def _row(self, name: str) -> Row:
        try:
            draft = self._drafts.read(name)
        except UserError as error:
            return Row(name, why=error.message)
        record = draft.record
        taken = str(draft.read.get("taken", ""))
        left, notes = left_of(draft), tuple(_notes(draft))
        return Row(name, record.id, record.citation, record.title, left, notes, taken)


def _mark(path: Path) -> tuple[int, ...]:
    """What changes when a draft's files do."""
    found = [one.stat() for one in (path, sidecar_of(path)) if one.exists()]
    return tuple(part for one in found for part in (one.st_mtime_ns, one.st_size))


def _notes(draft: Draft) -> list[str]:
    """What an editor should know of a draft before opening it."""
    found = [] if draft.record.issued else ["no issue date"]
    if not draft.read.get("subject") and draft.record.title_basis == "descriptive":
        found.append("no subject")
    for one in draft.read.get("repeats", ()):
        if one["kind"] == "held":
            found.append(f"{one['citation']} is held")
        else:
            found.append(f"much like {one['citation']}")
    return found
