"""Instruments and their effects on each other, ready to be asked about a day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final, NamedTuple, Protocol

import msgspec

from compendium.model.instruments import Effect, Relation
from compendium.model.records import Source
from compendium.vocabulary.dates import PartialDate
from compendium.vocabulary.kinds import REACH, BillOutcome, EffectVerb, Reach


class ForceEntry(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """What the force room needs of an instrument.

    ``issued`` may be a bracket (then ``issued_inferred``). ``directive`` is false for what has
    no force of its own: bills, reports, templates, pages.
    """

    id: str
    citation: str
    issued: PartialDate | None = None
    issued_inferred: bool = False
    in_force_from: PartialDate | None = None
    operative_from: PartialDate | None = None
    expires: PartialDate | None = None
    directive: bool = True
    outcome: BillOutcome | None = None
    dates_note: str | None = None
    effects: tuple[Effect, ...] = ()
    relations: tuple[Relation, ...] = ()
    sources: tuple[Source, ...] = ()

    @property
    def own_start(self) -> PartialDate | None:
        """The first day with force, as far as the record itself says."""
        return self.in_force_from or self.issued


class Acting(NamedTuple):
    """An effect together with the instrument that has it."""

    holder: ForceEntry
    effect: Effect

    @property
    def when(self) -> PartialDate | None:
        """From when the effect acts: its own day, else its holder's start."""
        return self.effect.starts or self.holder.own_start


class EffectGraph(Protocol):
    """Where instruments and the effects on them are looked up, in memory or in an edition."""

    def entry(self, identifier: str) -> ForceEntry | None:
        """An instrument, or None where it is not held."""

    def effects_on(self, identifier: str) -> Sequence[Acting]:
        """The effects that other instruments have on one."""

    def related_to(self, identifier: str) -> Sequence[tuple[ForceEntry, Relation]]:
        """The relations that other instruments have to one."""


class MemoryGraph:
    """An effect graph held whole in memory: what compiling and generated tests use."""

    def __init__(self, entries: Mapping[str, ForceEntry]) -> None:
        self.entries = entries
        self._effects: dict[str, list[Acting]] = {}
        self._relations: dict[str, list[tuple[ForceEntry, Relation]]] = {}
        effects, relations = self._effects, self._relations
        for entry in entries.values():
            for effect in entry.effects:
                acting = Acting(entry, effect)
                listed = effects.get(effect.target)
                if listed is None:
                    effects[effect.target] = [acting]
                else:
                    listed.append(acting)
            for relation in entry.relations:
                relations.setdefault(relation.target, []).append((entry, relation))

    def __iter__(self) -> Iterator[ForceEntry]:
        return iter(self.entries.values())

    def entry(self, identifier: str) -> ForceEntry | None:
        """An instrument, or None where it is not held."""
        return self.entries.get(identifier)

    def effects_on(self, identifier: str) -> Sequence[Acting]:
        """The effects that other instruments have on one."""
        return self._effects.get(identifier, ())

    def related_to(self, identifier: str) -> Sequence[tuple[ForceEntry, Relation]]:
        """The relations that other instruments have to one."""
        return self._relations.get(identifier, ())


def build_graph(entries: Iterable[ForceEntry]) -> MemoryGraph:
    """The graph of instruments, later ones winning where two share an id."""
    return MemoryGraph({entry.id: entry for entry in entries})


_OVER_WHOLE: Final = frozenset(verb for verb, reach in REACH.items() if reach is Reach.ENDS_WHOLE)


def reach_of(effect: Effect) -> Reach:
    """What an effect does to its target's status: a named part is never more than a part."""
    reach = REACH[effect.verb]
    if reach is Reach.ENDS_WHOLE and names_part(effect):
        return Reach.ENDS_PART
    if reach is Reach.STARTS and names_part(effect):
        return Reach.NONE
    return reach


def names_part(effect: Effect) -> bool:
    """Whether an effect speaks of a part, duty, amount or code and not of the whole."""
    return bool(effect.part or effect.duty or effect.allocation or effect.code)


def replaces(effect: Effect) -> bool:
    """Whether an effect puts its holder in the place of its whole target."""
    return effect.verb is EffectVerb.SUPERSEDES and not names_part(effect)
