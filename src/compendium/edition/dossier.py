"""Everything an edition knows of one instrument, gathered for `show`, pages and the API."""

from __future__ import annotations

from datetime import date
from typing import Any, Final
from weakref import WeakKeyDictionary

from compendium.edition.answers import Plain, status_answer
from compendium.edition.lookup import Found
from compendium.edition.reader import EditionReader
from compendium.model.instruments import Instrument, Series
from compendium.model.records import to_plain
from compendium.vocabulary.identifiers import address_of


def dossier(reader: EditionReader, found: Found, on: date) -> Plain:
    """The whole record of an instrument as of a day, as JSON values.

    The record's own fields stand at the top; what is computed (status, the bracketed
    issue date, effects from the other side, duties, money, codes) stands beside them.
    """
    instrument = found.instrument
    return {
        "citation": instrument.citation,
        "id": instrument.id,
        "title": instrument.title,
        "as_of": on.isoformat(),
        "typed": found.typed,
        "address": address_of(instrument.id),
        "status": status_answer(reader, found, on),
        **_lasting(reader, instrument),
    }


_MOST_KEPT: Final = 2_000
_kept: WeakKeyDictionary[EditionReader, dict[str, Plain]] = WeakKeyDictionary()


def _lasting(reader: EditionReader, instrument: Instrument) -> Plain:
    """What does not hang on the day, gathered once: an edition never changes. Not to be changed."""
    kept = _kept.setdefault(reader, {})
    found = kept.get(instrument.id)
    if found is None:
        found = _gathered(reader, instrument)
        if len(kept) < _MOST_KEPT:
            kept[instrument.id] = found
    return found


def _gathered(reader: EditionReader, instrument: Instrument) -> Plain:
    own = to_plain(instrument)
    dated = reader.issue_date(instrument.id)
    value: Plain = {
        "issued": own.pop("issued", None),
        "issued_bracket": {
            "date": str(dated.date) if dated.date else None,
            "inferred": dated.inferred,
            "reasons": list(dated.reasons),
        },
        "effects": [_named(reader, effect) for effect in own.pop("effects", [])],
        "changed_by": _changed_by(reader, instrument),
        "relations": [_named(reader, relation) for relation in own.pop("relations", [])],
        "related_from": _related_from(reader, instrument),
        "duties": duties_value(reader, instrument),
        "money": [to_plain(one) for one in reader.money_of(instrument.id)],
        "codes": [to_plain(one) for one in reader.codes_of(instrument.id)],
        "where_to_get_it": where_to_get(reader, instrument),
    }
    above = {*value, "citation", "id", "title", "address", "status"}
    rest = {name: part for name, part in own.items() if name not in above}
    sources = rest.pop("sources", [])
    return {**value, **rest, "sources": sources}


def where_to_get(reader: EditionReader, instrument: Instrument) -> Plain | None:
    """The verified address of the text, else the issuer's list page, marked as such."""
    held = instrument.whereabouts
    if held is not None:
        kind = "official" if held.official else "publisher"
        checked = held.verified.isoformat() if held.verified else None
        return {"kind": kind, "url": held.url, "verified": checked, "note": held.note}
    run = reader.one(Series, instrument.series)
    if run is None or not run.list_pages:
        return None
    year = _number_year(reader, instrument)
    fitting = [page for page in run.list_pages if page.year is not None and page.year == year]
    page = (fitting or [p for p in run.list_pages if p.year is None] or list(run.list_pages))[0]
    return {"kind": "list-page", "url": page.url, "title": page.title, "verified": None}


def duties_value(reader: EditionReader, instrument: Instrument) -> list[Plain]:
    """The duties that rest on an instrument, and those that it guides."""
    listed = []
    for duty in reader.duties_of(instrument.id):
        rests = any(b.instrument == instrument.id for b in duty.basis)
        listed.append(
            {
                "id": duty.id,
                "title": duty.title,
                "role": "basis" if rests else "guidance",
                "pinpoints": [
                    b.pinpoint for b in duty.basis if b.instrument == instrument.id and b.pinpoint
                ],
            }
        )
    return listed


def _number_year(reader: EditionReader, instrument: Instrument) -> int | None:
    dated = reader.issue_date(instrument.id).date
    return dated.earliest.year if dated and dated.earliest else None


def _named(reader: EditionReader, plain: Plain) -> Plain:
    target = reader.one(Instrument, plain["target"])
    return {**plain, "target_citation": target.citation if target else None}


def _changed_by(reader: EditionReader, instrument: Instrument) -> list[Plain]:
    return [
        {"by": holder.citation, "by_id": holder.id, **_without_target(effect)}
        for holder, effect in reader.effects_on(instrument.id)
    ]


def _related_from(reader: EditionReader, instrument: Instrument) -> list[Plain]:
    return [
        {"from": holder.citation, "from_id": holder.id, **_without_target(relation)}
        for holder, relation in reader.relations_to(instrument.id)
    ]


def _without_target(record: Any) -> Plain:  # noqa: ANN401  an effect or a relation
    plain = to_plain(record)
    plain.pop("target")
    if "from" in plain:
        plain["starts"] = plain.pop("from")
    return plain
