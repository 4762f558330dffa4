"""What came in a duty's place: a duty of the same kind under a letter that follows its letter.

Nothing is inferred from likeness alone. The one letter must say that it follows or replaces
the other (or both duties rest on the same provision, one after the other), and the duties
must be of one topic and one kind and bind somebody in common.
"""

from __future__ import annotations

from collections.abc import Iterator

from compendium.edition.reader import EditionReader
from compendium.force.graph import replaces
from compendium.model.duties import Duty
from compendium.vocabulary.kinds import RelationType


def successors_of(reader: EditionReader, duty: Duty) -> list[Duty]:
    """The duties that took the place of one that has an end, the nearest in its chain alone."""
    if duty.applies_until is None:
        return []
    same = [one for one in _under(reader, _own(duty)) if _alike(duty, one) and _after(duty, one)]
    if same:
        return same
    seen = set(_own(duty))
    front = _own(duty)
    while front:
        front = [name for old in front for name in _later(reader, old) if name not in seen]
        seen.update(front)
        found = [one for one in _under(reader, front) if _alike(duty, one)]
        if found:
            return found
    return []


def _own(duty: Duty) -> list[str]:
    return list(dict.fromkeys(one.instrument for one in duty.basis))


def _under(reader: EditionReader, instruments: list[str]) -> list[Duty]:
    """The duties that rest on any of some instruments, each once."""
    found = {
        duty.id: duty
        for name in instruments
        for duty in reader.duties_of(name)
        if name in _own(duty)
    }
    return list(found.values())


def _later(reader: EditionReader, instrument: str) -> Iterator[str]:
    """The instruments that say that they follow or replace one."""
    for holder, relation in reader.relations_to(instrument):
        if relation.type is RelationType.FOLLOWS:
            yield holder.id
    for holder, effect in reader.effects_on(instrument):
        if replaces(effect):
            yield holder.id


def _alike(ended: Duty, other: Duty) -> bool:
    return (
        other.id != ended.id
        and (other.topic, other.category) == (ended.topic, ended.category)
        and bool({*other.bearers} & {*ended.bearers})
    )


def _after(ended: Duty, other: Duty) -> bool:
    """Whether a duty under the same provision begins when the other is over."""
    places = {(one.instrument, one.pinpoint) for one in ended.basis}
    if not any((one.instrument, one.pinpoint) in places for one in other.basis):
        return False
    begins = other.applies_from.earliest if other.applies_from is not None else None
    over = ended.applies_until.earliest if ended.applies_until is not None else None
    return begins is not None and over is not None and begins >= over
