"""What belongs with an instrument that was named: what changed it, what rests on it."""

from __future__ import annotations

from datetime import date
from typing import Final

from compendium.edition.reader import EditionReader
from compendium.force.status import status_at
from compendium.model.instruments import Instrument

_DONE_BY: Final = {
    "supersedes": "replaced by it", "supersedes-in-part": "replaced by it in part",
    "amends": "amended by it", "corrects": "corrected by it", "enacts": "enacted by it",
}  # fmt: skip


def related_to(reader: EditionReader, one: Instrument, on: date) -> dict[str, str]:
    """Ids of related instruments and duties, the most telling first, each with why.

    Instruments are keyed ``instrument/<id>``, duties ``duty/<id>``.
    """
    found: dict[str, str] = {}
    name = one.citation
    answer = status_at(reader.graph, one.id, on)
    for identifier in (*answer.superseded_by, *answer.partly_superseded_by):
        found.setdefault(f"instrument/{identifier}", f"Replaces {name} or a part of it")
    for holder, effect in reader.effects_on(one.id):
        found.setdefault(f"instrument/{holder.id}", f"{_verb(effect.verb.value)} {name}")
    for effect in one.effects:
        done = _DONE_BY.get(effect.verb.value, f"{name} {effect.verb.value.replace('-', ' ')} it")
        found.setdefault(f"instrument/{effect.target}", f"{name}: {done}")
    for duty in reader.duties_of(one.id):
        rests = any(basis.instrument == one.id for basis in duty.basis)
        said = f"A duty that rests on {name}" if rests else f"A duty that {name} guides"
        found.setdefault(f"duty/{duty.id}", said)
    for holder, relation in reader.relations_to(one.id):
        found.setdefault(f"instrument/{holder.id}", f"{_verb(relation.type.value)} {name}")
    for relation in one.relations:
        said = f"{name} {relation.type.value.replace('-', ' ')} it"
        found.setdefault(f"instrument/{relation.target}", said)
    found.pop(f"instrument/{one.id}", None)
    return found


def replacements_of(reader: EditionReader, identifier: str, on: date) -> tuple[str, ...]:
    """What had replaced an instrument, whole or in part, by a day."""
    answer = status_at(reader.graph, identifier, on)
    return tuple(dict.fromkeys((*answer.superseded_by, *answer.partly_superseded_by)))


def _verb(word: str) -> str:
    return word.replace("-", " ").capitalize()
