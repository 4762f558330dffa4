"""One draft as it stands: its record, what was read and where, what an editor said so far."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from compendium.model.instruments import Instrument
from compendium.model.records import Record, Source
from compendium.vocabulary.identifiers import identifier_of
from compendium.vocabulary.kinds import SourceKind

_SLUG: Final = 48
REVIEW: Final = "review"


@dataclass(frozen=True)
class Draft:
    """One draft. ``made`` are the records of its duties, amounts and codes so far.

    ``topics`` are those that the content defines, ``stamp`` tells one state of its files
    from another.
    """

    path: str
    record: Instrument
    read: dict[str, Any]
    made: tuple[Record, ...] = ()
    topics: tuple[str, ...] = ()
    stamp: str = ""

    def decision(self, key: str) -> str | None:
        """What the editor said of a field, or None."""
        said = self.read.get(REVIEW, {}).get(key)
        return said["decision"] if said else None

    def record_made(self, key: str) -> Record | None:
        """The record that was made of a field, or None."""
        wanted = self.read.get(REVIEW, {}).get(key, {}).get("record")
        return next((one for one in self.made if wanted and _id(one) == wanted), None)

    def source(self, page: int, supports: tuple[str, ...]) -> Source:
        """The letter as the source of a record made of it."""
        return Source(
            id="letter",
            title=f"{self.record.citation}, the letter itself",
            kind=SourceKind.PRIMARY,
            shows=f"what stands on page {page}",
            mirror=self.record.sources[0].mirror,
            page=str(page),
            supports=supports,
        )

    def with_made(self, key: str, record: Record | None) -> tuple[Record, ...]:
        """The records made, with the one of a field put in, changed or taken out."""
        before = self.record_made(key)
        kept = [one for one in self.made if one is not before]
        return tuple(kept if record is None else [*kept, record])

    def free_id(self, key: str, words: str) -> str:
        """An id for a record of a field, from some words, that no other one has."""
        before = self.record_made(key)
        taken = {_id(one) for one in self.made if one is not before}
        slug = identifier_of(words)[:_SLUG].strip("-.")
        name = f"{self.record.id}-{slug or 'one'}"
        at = 2
        free = name
        while free in taken:
            free, at = f"{name}-{at}", at + 1
        return free


def _id(record: Record) -> str:
    return str(getattr(record, "id", ""))
