"""Who still points at something that was replaced: the list to walk after a change."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import msgspec

from compendium.edition.reader import EditionReader
from compendium.model.documentation import DocumentationCode
from compendium.model.duties import Duty
from compendium.model.instruments import Instrument
from compendium.model.money import Allocation, ClaimingCode
from compendium.model.reference import Event, Term
from compendium.vocabulary.identifiers import address_of
from compendium.vocabulary.kinds import Status

_REPLACED = (Status.PARTIALLY_IN_FORCE, Status.NO_LONGER_IN_FORCE)


class Mention(msgspec.Struct, frozen=True, kw_only=True):
    """One record that points at an instrument: its kind, what it is called, how it points."""

    kind: str
    id: str
    label: str
    how: str
    address: str


def mentions_of(reader: EditionReader, instrument: str) -> list[Mention]:
    """Every record that points at an instrument, except what itself changes it."""
    changers = {holder.id for holder, _ in reader.effects_on(instrument)}
    return [one for one in _all(reader, instrument) if one.id not in changers]


def replaced_and_cited(reader: EditionReader, on: date) -> list[tuple[Instrument, list[Mention]]]:
    """What was replaced, whole or in part, by a day, with the records that still point at it."""
    found = []
    for one in reader.all(Instrument).values():
        if reader.status_on(one.id, on) in _REPLACED:
            mentions = mentions_of(reader, one.id)
            if mentions:
                found.append((one, mentions))
    return found


def _all(reader: EditionReader, instrument: str) -> Iterator[Mention]:
    for holder, relation in reader.relations_to(instrument):
        yield Mention(
            kind="instrument",
            id=holder.id,
            label=holder.citation,
            how=relation.type.value.replace("-", " "),
            address=address_of(holder.id),
        )
    for duty in reader.duties_of(instrument):
        yield _duty(duty, instrument)
    yield from _money(reader, instrument)
    yield from _words(reader, instrument)


def _money(reader: EditionReader, instrument: str) -> Iterator[Mention]:
    for row in reader.all(Allocation).values():
        if row.instrument == instrument:
            address = f"/funding/{row.fiscal_year}" if row.fiscal_year else "/funding"
            yield Mention(
                kind="allocation", id=row.id, label=row.purpose, how="amount", address=address
            )
    for claiming in reader.all(ClaimingCode).values():
        if claiming.instrument == instrument:
            yield _named("claiming-code", claiming.id, claiming.purpose, "claiming code", "/codes")


def _words(reader: EditionReader, instrument: str) -> Iterator[Mention]:
    for code in reader.all(DocumentationCode).values():
        if instrument in (code.instrument, code.statute):
            label = code.label or code.meaning
            yield _named("documentation-code", code.id, label, "code", "/documentation")
    for term in reader.all(Term).values():
        if term.instrument == instrument:
            yield _named("term", term.id, term.term, "definition", "/terms")
    for event in reader.all(Event).values():
        if instrument in event.instruments:
            yield _named("event", event.id, event.title, "event", "/timeline")


def _named(kind: str, identifier: str, label: str, how: str, address: str) -> Mention:
    return Mention(kind=kind, id=identifier, label=label, how=how, address=address)


def _duty(duty: Duty, instrument: str) -> Mention:
    rests = any(basis.instrument == instrument for basis in duty.basis)
    return Mention(
        kind="duty",
        id=duty.id,
        label=duty.title,
        how="rests on it" if rests else "is guided by it",
        address=f"/duties/{duty.id}",
    )
