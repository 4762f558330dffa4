"""Instruments in the words of schema.org, as of a day: https://schema.org/Legislation.

Where the vocabulary has no word (unknown, not yet in force), nothing is said in it.
"""

from __future__ import annotations

from datetime import date
from typing import Any, Final

from compendium.edition.reader import EditionReader
from compendium.model.instruments import Instrument
from compendium.model.parties import Party
from compendium.vocabulary.identifiers import address_of
from compendium.vocabulary.kinds import EffectVerb, RelationType, Status, Weight

_FORCE: Final = {
    Status.IN_FORCE: "https://schema.org/InForce",
    Status.PARTIALLY_IN_FORCE: "https://schema.org/PartiallyInForce",
    Status.NO_LONGER_IN_FORCE: "https://schema.org/NotInForce",
    Status.NOT_YET_IN_FORCE: "https://schema.org/NotInForce",
}
_VERBS: Final = {
    EffectVerb.AMENDS: "legislationAmends",
    EffectVerb.REPEALS: "legislationRepeals",
    EffectVerb.CORRECTS: "legislationCorrects",
    EffectVerb.COMMENCES: "legislationCommences",
    EffectVerb.ENACTS: "legislationCommences",
}
_FEDERAL: Final = frozenset({"usc", "pl", "cfr"})

Plain = dict[str, Any]


def jsonld_of(reader: EditionReader, one: Instrument, on: date, address: str) -> Plain:
    """One instrument as a JSON-LD object; ``address`` is where the site stands."""
    return {"@context": "https://schema.org", **_legislation(reader, one, on, address)}


def jsonld_graph(reader: EditionReader, on: date, address: str) -> Plain:
    """All instruments as one JSON-LD graph."""
    held = reader.all(Instrument).values()
    return {
        "@context": "https://schema.org",
        "@graph": [_legislation(reader, one, on, address) for one in held],
    }


def webpage_of(
    reader: EditionReader,
    path: str,
    on: date,
    address: str,
    language: str,
    about: tuple[str, ...] = (),
) -> Plain:
    """A page of the site as a JSON-LD object, with what it is about.

    ``about`` are ids of instruments; the one whose own page it is stands in it whole.
    """
    value: Plain = {
        "@context": "https://schema.org",
        "@type": "WebPage",
        "url": f"{address}{path}",
        "inLanguage": language,
        "temporalCoverage": on.isoformat(),
        "version": reader.colophon.edition,
        "isAccessibleForFree": True,
        "license": "https://creativecommons.org/publicdomain/zero/1.0/",
        "isPartOf": {"@type": "WebSite", "name": reader.compendium.title, "url": f"{address}/"},
    }
    own = reader.one(Instrument, about[0]) if about else None
    if own is not None and address_of(own.id) == path:
        value["mainEntity"] = _legislation(reader, own, on, address)
        about = about[1:]
    if about:
        value["about"] = [_reference(reader, name, address) for name in about]
    return value


def _legislation(reader: EditionReader, one: Instrument, on: date, address: str) -> Plain:
    url = f"{address}{address_of(one.id)}"
    issuer = reader.one(Party, one.issuer)
    run = reader.series_of(one)
    value: Plain = {
        "@type": "Legislation",
        "@id": url,
        "url": url,
        "name": one.title,
        "description": one.summary,
        "legislationIdentifier": one.citation,
        "legislationType": run.name if run else one.series,
        "legislationJurisdiction": "United States" if one.series in _FEDERAL else "California",
        "legislationPassedBy": {
            "@type": "Organization",
            "name": issuer.name if issuer else one.issuer,
        },
        "legislationDateVersion": on.isoformat(),
        "isAccessibleForFree": True,
    }
    if run is not None and run.weight is Weight.NOT_A_DIRECTIVE:
        value["additionalType"] = "not a directive: it has no force of its own"
    force = _FORCE.get(reader.status_on(one.id, on) or Status.UNKNOWN)
    if force:
        value["legislationLegalForce"] = force
    if one.issued is not None and one.issued.is_exact:
        value["legislationDate"] = str(one.issued)
    starts = one.operative_from or one.in_force_from
    if starts is not None and starts.is_exact:
        value["legislationDateOfApplicability"] = str(starts)
    if one.aliases:
        value["alternateName"] = list(one.aliases)
    if one.whereabouts is not None:
        value["sameAs"] = one.whereabouts.url
    return {**value, **_acts(reader, one, address)}


def _acts(reader: EditionReader, one: Instrument, address: str) -> Plain:
    """What an instrument changes, with the nearest word that the vocabulary has."""
    found: Plain = {}
    for effect in one.effects:
        word = _VERBS.get(effect.verb, "legislationChanges")
        _add(found, word, _reference(reader, effect.target, address))
    for relation in one.relations:
        if relation.type is RelationType.IMPLEMENTS:
            _add(found, "legislationApplies", _reference(reader, relation.target, address))
    return found


def _add(found: Plain, word: str, reference: Plain) -> None:
    listed = found.setdefault(word, [])
    if reference not in listed:
        listed.append(reference)


def _reference(reader: EditionReader, identifier: str, address: str) -> Plain:
    other = reader.one(Instrument, identifier)
    value: Plain = {"@type": "Legislation"}
    if other is not None:
        value["@id"] = f"{address}{address_of(identifier)}"
    return {**value, "legislationIdentifier": other.citation if other else identifier}
