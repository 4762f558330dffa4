"""What commands and pages say of an instrument: one shape, stable, plain JSON values."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

from compendium.edition.lookup import Found
from compendium.edition.reader import EditionReader
from compendium.force.chains import chain_of
from compendium.force.explain import explain
from compendium.force.numbering import ProvisionAnswer, provision_at
from compendium.force.status import StatusAnswer, status_at
from compendium.model.instruments import Instrument
from compendium.model.records import Source, to_plain
from compendium.vocabulary.kinds import Status

COARSE: Final = {
    Status.NOT_YET_IN_FORCE: "not_yet_issued",
    Status.IN_FORCE: "in_force",
    Status.PARTIALLY_IN_FORCE: "in_force",
    Status.NO_LONGER_IN_FORCE: "obsoleted",
    Status.UNKNOWN: "unknown",
}

Plain = dict[str, Any]


def status_answer(reader: EditionReader, found: Found, on: date) -> Plain:
    """The status of an instrument as of a day, with its reasons, as JSON values."""
    instrument = found.instrument
    answer = status_at(reader.graph, instrument.id, on)
    explanation = explain(reader.graph, answer)
    value: Plain = {
        "document": instrument.citation,
        "as_of": on.isoformat(),
        "status": answer.status.value if answer.status else None,
        "state": COARSE[answer.status] if answer.status else None,
        "explanation": explanation,
        "superseded_by": citations(reader, answer.superseded_by),
        "partly_superseded_by": citations(reader, answer.partly_superseded_by),
        "current": citations(reader, answer.current),
        "sources": sources_of(reader, answer),
    }
    if answer.decides:
        value["would_decide"] = list(answer.decides)
    if found.pinpoint:
        part = provision_at(instrument, found.pinpoint, on)
        value["provision"] = provision_value(found.pinpoint, part)
        value["explanation"] = f"{part.sentence} {explanation}"
    return value


def successors_answer(reader: EditionReader, instrument: Instrument) -> Plain:
    """Who replaces an instrument at any time, for a question without a date."""
    chain = chain_of(reader.graph, instrument.id)
    return {
        "document": instrument.citation,
        "as_of": None,
        "superseded_by": citations(reader, chain.replaced_by),
        "partly_superseded_by": citations(reader, chain.partly_replaced_by),
        "current": citations(reader, chain.ends),
    }


def provision_value(pinpoint: str, part: ProvisionAnswer) -> Plain:
    """A pinpoint as it was called on the day asked about, and what it is called now."""
    return {
        "asked": pinpoint,
        "label": part.label,
        "numbered_then": part.numbered_then,
        "numbered_now": part.numbered_now,
    }


def citations(reader: EditionReader, ids: tuple[str, ...]) -> list[str]:
    """Ids as citations; an id that is not held stays as it is."""
    return [one.citation if (one := reader.one(Instrument, name)) else name for name in ids]


def sources_of(reader: EditionReader, answer: StatusAnswer) -> list[Plain]:
    """The sources that a status rests on, each with the instrument it speaks of."""
    listed: list[Plain] = []
    for holder, source_id in answer.source_ids:
        instrument = reader.one(Instrument, holder)
        if instrument is None:
            continue
        listed.extend(
            {"of": instrument.citation, **source_value(source)}
            for source in instrument.sources
            if source.id == source_id
        )
    return listed


def source_value(source: Source) -> Plain:
    """A source as JSON values."""
    return to_plain(source)
