"""The effect graph of an edition, looked up as it is asked for."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from compendium.force.graph import Acting, ForceEntry
from compendium.model.instruments import Effect, Instrument, Relation


class EditionGraph:
    """An effect graph that reads an instrument and its neighbours when they are asked for.

    What was read is kept: an edition never changes.
    """

    def __init__(
        self,
        read: Callable[[str], ForceEntry | None],
        effects: Callable[[str], Sequence[tuple[Instrument, Effect]]],
        relations: Callable[[str], Sequence[tuple[Instrument, Relation]]],
    ) -> None:
        self._read = read
        self._effects_to = effects
        self._relations_to = relations
        self._entries: dict[str, ForceEntry | None] = {}
        self._effects: dict[str, tuple[Acting, ...]] = {}

    def entry(self, identifier: str) -> ForceEntry | None:
        """An instrument, or None where it is not held."""
        if identifier not in self._entries:
            self._entries[identifier] = self._read(identifier)
        return self._entries[identifier]

    def effects_on(self, identifier: str) -> Sequence[Acting]:
        """The effects that other instruments have on one."""
        found = self._effects.get(identifier)
        if found is None:
            acting = (
                (self.entry(holder.id), effect) for holder, effect in self._effects_to(identifier)
            )
            found = tuple(Acting(entry, effect) for entry, effect in acting if entry is not None)
            self._effects[identifier] = found
        return found

    def related_to(self, identifier: str) -> Sequence[tuple[ForceEntry, Relation]]:
        """The relations that other instruments have to one."""
        related = (
            (self.entry(holder.id), relation) for holder, relation in self._relations_to(identifier)
        )
        return [(entry, relation) for entry, relation in related if entry is not None]
