"""What bears on one instrument's status, whatever the day: its start, its ends, its parts."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from compendium.force.graph import Acting, EffectGraph, ForceEntry, reach_of
from compendium.vocabulary.dates import PartialDate
from compendium.vocabulary.kinds import Certainty, EffectVerb, Reach


class Claims(NamedTuple):
    """Everything that is claimed of an instrument's force.

    ``start`` is its first day with force (None: nothing is known). ``whole`` ends it,
    ``parts`` end a part of it, ``extensions`` move its expiry, ``other`` changes no status.
    """

    start: PartialDate | None
    expires: PartialDate | None
    whole: tuple[Acting, ...] = ()
    parts: tuple[Acting, ...] = ()
    extensions: tuple[Acting, ...] = ()
    other: tuple[Acting, ...] = ()


def claims_on(graph: EffectGraph, entry: ForceEntry) -> Claims:
    """The claims on an instrument, effects sorted by what they reach.

    An instrument that names no start of its own has that of a commencement, else its day
    of issue, else that of the act which made it.
    """
    effects = graph.effects_on(entry.id)
    if not effects:
        return Claims(entry.in_force_from or entry.issued, entry.expires)
    sorted_by: dict[Reach, list[Acting]] = {}
    for acting in effects:
        if acting.effect.target != acting.holder.id:
            sorted_by.setdefault(reach_of(acting.effect), []).append(acting)
    return Claims(
        _start(entry, sorted_by.get(Reach.STARTS, ())),
        entry.expires,
        tuple(sorted_by.get(Reach.ENDS_WHOLE, ())),
        tuple(sorted_by.get(Reach.ENDS_PART, ())),
        tuple(a for a in sorted_by.get(Reach.PROLONGS, ()) if a.effect.until is not None),
        tuple(sorted_by.get(Reach.NONE, ())),
    )


def is_doubted(acting: Acting) -> bool:
    """Whether an effect is an editor's reading and not a source's word."""
    return acting.effect.certainty is Certainty.INFERRED


def disagree(claims: Claims, acting: Acting) -> bool:
    """Whether two sources put one act differently: the whole ended, or only a part.

    Both claims stay; neither is believed over the other.
    """
    return any(
        part.holder.id == acting.holder.id and part.effect.source != acting.effect.source
        for part in claims.parts
    )


def _start(entry: ForceEntry, starting: tuple[Acting, ...] | list[Acting]) -> PartialDate | None:
    if entry.in_force_from is not None:
        return entry.in_force_from
    commenced = _first(starting, EffectVerb.COMMENCES)
    if commenced is not None:
        return commenced
    return entry.issued or _first(starting, EffectVerb.ENACTS)


def _first(starting: tuple[Acting, ...] | list[Acting], verb: EffectVerb) -> PartialDate | None:
    days = [a.when for a in starting if a.effect.verb is verb and a.when is not None]
    return min(days, key=_known_by, default=None)


def _known_by(day: PartialDate) -> date:
    return day.latest or day.earliest or date.max
