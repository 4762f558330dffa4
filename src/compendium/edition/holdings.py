"""An edition as the resolver of citations: what is held, and how its provisions were numbered."""

from __future__ import annotations

from collections.abc import Sequence

from compendium.citations import Holding, Numbered
from compendium.edition.names import fold
from compendium.edition.reader import EditionReader
from compendium.model.instruments import Instrument, Numbering


class Holdings:
    """What ``citations.resolve`` asks of a catalogue, answered by an edition."""

    def __init__(self, reader: EditionReader) -> None:
        self._reader = reader

    def held(self, citation: str) -> Sequence[Holding]:
        """Every instrument that a citation without pinpoint names."""
        found = [self._reader.one(Instrument, name) for name in self._reader.named(fold(citation))]
        return [Holding(one.id, one.citation) for one in found if one is not None]

    def numberings(self, identifier: str) -> Sequence[Sequence[Numbered]]:
        """For each provision whose number has a first or last day, its numbers over time."""
        one = self._reader.one(Instrument, identifier)
        if one is None:
            return []
        moved = [p for p in one.provisions if any(n.starts or n.until for n in p.numbering)]
        return [[_numbered(number) for number in provision.numbering] for provision in moved]


def _numbered(number: Numbering) -> Numbered:
    """A numbering with whole days: a start is taken at its latest, an end at its earliest."""
    starts = number.starts.latest if number.starts is not None else None
    until = number.until.earliest if number.until is not None else None
    return Numbered(number.pinpoint, starts, until)
