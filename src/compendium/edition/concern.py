"""Whom and what a record concerns: topics, departments and a county, in one vocabulary.

Letters name topics to browse by and an audience; duties name a topic of their own and who
is bound. Feeds and alerts ask one question of both.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

import msgspec

from compendium.edition.reader import EditionReader
from compendium.model.documentation import DocumentationCode
from compendium.model.duties import Duty
from compendium.model.instruments import Instrument
from compendium.model.money import Allocation, ClaimingCode
from compendium.model.parties import HelpLine, Party
from compendium.model.records import Record
from compendium.model.reference import Term
from compendium.vocabulary.kinds import Bearer, PartyKind

_BEARERS: Final = frozenset(bearer.value for bearer in Bearer)


class Concern(msgspec.Struct, frozen=True, kw_only=True):
    """What a record is about. A county is given only where it is that county's own.

    ``departments`` are empty where the record names nobody: it may concern all of them.
    """

    topics: tuple[str, ...] = ()
    departments: tuple[str, ...] = ()
    county: str | None = None


class Choices(msgspec.Struct, frozen=True, kw_only=True):
    """What somebody follows: everything, or topics, departments and counties."""

    everything: bool = False
    topics: tuple[str, ...] = ()
    departments: tuple[str, ...] = ()
    counties: tuple[str, ...] = ()

    def want(self, concern: Concern) -> bool:
        """Whether a record is among what was chosen.

        What is one county's own goes to those who chose that county. Of what the state
        asks, topics and departments each narrow, where any are chosen; what names no
        department counts for all of them.
        """
        if self.everything:
            return True
        if concern.county is not None:
            return concern.county in self.counties
        if not (self.topics or self.departments or self.counties):
            return False
        return _among(self.topics, concern.topics) and (
            not concern.departments or _among(self.departments, concern.departments)
        )


def concern_of(reader: EditionReader, record: Record) -> Concern:
    """What a record concerns, itself or by the letters and laws that it stands on."""
    if isinstance(record, Instrument):
        return Concern(topics=record.topics, departments=departments(record.audience))
    if isinstance(record, Duty):
        topics = (record.topic, *_topics(reader, rests_on(record)))
        bound = tuple(bearer.value for bearer in record.bearers)
        return Concern(topics=_once(topics), departments=bound)
    if isinstance(record, Party):
        return Concern(county=record.id if record.kind is PartyKind.COUNTY else None)
    held = list(_held(reader, rests_on(record)))
    return Concern(
        topics=_once(topic for one in held for topic in one.topics),
        departments=_once(who for one in held for who in departments(one.audience)),
        county=record.county if isinstance(record, (Allocation, HelpLine)) else None,
    )


def rests_on(record: Record) -> tuple[str, ...]:
    """The ids of the letters and laws that a record stands on, itself among them."""
    if isinstance(record, Instrument):
        return (record.id,)
    if isinstance(record, Duty):
        return _once(
            (*(b.instrument for b in record.basis), *(g.instrument for g in record.guidance))
        )
    named: tuple[str | None, ...] = ()
    if isinstance(record, DocumentationCode):
        named = (record.instrument, record.statute)
    elif isinstance(record, (Allocation, ClaimingCode, Term)):
        named = (record.instrument,)
    return tuple(name for name in named if name)


def departments(audience: Iterable[str]) -> tuple[str, ...]:
    """An audience in the words of those who are bound by duties: courts are the court."""
    return _once(_singular(who) for who in audience)


def departments_in(reader: EditionReader) -> list[str]:
    """Every department that a letter or duty names: bearers first, then others by name."""
    named = {who for one in reader.all(Instrument).values() for who in departments(one.audience)}
    return [*(bearer.value for bearer in Bearer), *sorted(named - _BEARERS)]


def counties_in(reader: EditionReader) -> dict[str, str]:
    """The name of each county by its id, in content order."""
    held = reader.all(Party).values()
    return {one.id: one.name for one in held if one.kind is PartyKind.COUNTY}


def _singular(who: str) -> str:
    one = who.removesuffix("s")
    return one if who not in _BEARERS and one in _BEARERS else who


def _among(chosen: tuple[str, ...], named: tuple[str, ...]) -> bool:
    return not chosen or any(one in chosen for one in named)


def _topics(reader: EditionReader, instruments: Iterable[str]) -> Iterator[str]:
    return (topic for one in _held(reader, instruments) for topic in one.topics)


def _held(reader: EditionReader, instruments: Iterable[str]) -> Iterator[Instrument]:
    for name in instruments:
        one = reader.one(Instrument, name)
        if one is not None:
            yield one


def _once(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(words))
