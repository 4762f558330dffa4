"""The duties as an OSCAL catalogue: https://pages.nist.gov/OSCAL, version 1.2.1.

Ids are those of the duties and stay the same. A duty that has ended is kept, marked
withdrawn, and leads to the duty that came in its place where one is held; what OSCAL has no
word for is a property in our own namespace.
"""

from __future__ import annotations

from datetime import date
from typing import Any, Final
from uuid import UUID, uuid5

from compendium.duties.bounds import ENDED, applies
from compendium.edition.catalogue import cited
from compendium.edition.reader import EditionReader
from compendium.edition.succession import successors_of
from compendium.model.duties import Duty, Element
from compendium.model.instruments import Instrument

VERSION: Final = "1.2.1"
_NAMESPACE: Final = "urn:csec-compendium:oscal"
_SPACE: Final = UUID("6f7d6c0e-6a0f-5f0a-9c36-0b8f6f2f7a11")

Plain = dict[str, Any]


def oscal_catalog(reader: EditionReader, on: date) -> Plain:
    """The catalogue as of a day, grouped by topic."""
    duties = list(reader.all(Duty).values())
    used = dict.fromkeys(name for duty in duties for name in _named(duty))
    topics = dict.fromkeys(duty.topic for duty in duties)
    labels = {topic.id: topic.label for topic in reader.compendium.topics}
    said = reader.colophon
    return {
        "catalog": {
            "uuid": _uuid(f"catalog/{said.digest}/{on.isoformat()}"),
            "metadata": {
                "title": f"{said.title}: duties",
                "last-modified": f"{said.stands_at}T00:00:00Z",
                "version": said.edition,
                "oscal-version": VERSION,
                "props": [_prop("as-of", on.isoformat())],
                "remarks": "Policy information, not legal advice. An absent date is not known.",
            },
            "groups": [
                {
                    "id": f"topic-{topic}",
                    "class": "topic",
                    "title": labels.get(topic, topic),
                    "controls": [_control(reader, d, on) for d in duties if d.topic == topic],
                }
                for topic in topics
            ],
            "back-matter": {"resources": [_resource(reader, name) for name in used]},
        }
    }


def _control(reader: EditionReader, duty: Duty, on: date) -> Plain:
    ended = applies(duty.applies_from, duty.applies_until, on) == ENDED
    props = [
        *([{"name": "status", "value": "withdrawn"}] if ended else []),
        _prop("force", duty.force.value),
        _prop("modality", duty.modality.value),
        _prop("category", duty.category.value),
        _prop("verification", duty.verification.value),
        *(_prop("bearer", bearer.value) for bearer in duty.bearers),
    ]
    for name, value in (("applies-from", duty.applies_from), ("applies-until", duty.applies_until)):
        if value is not None:
            props.append(_prop(name, str(value)))
    links = [{"href": f"#{_uuid(name)}", "rel": "reference"} for name in _named(duty)]
    if ended:
        links = [*(_moved(one) for one in successors_of(reader, duty)), *links]
    return {
        "id": duty.id,
        "class": "duty",
        "title": duty.title,
        "props": props,
        **({"links": links} if links else {}),
        "parts": _parts(reader, duty),
    }


def _moved(successor: Duty) -> Plain:
    """Where a withdrawn duty went."""
    return {"href": f"#{successor.id}", "rel": "moved-to", "text": successor.title}


def _named(duty: Duty) -> list[str]:
    """The instruments that a duty rests on, then those that guide it, each once."""
    basis = [one.instrument for one in duty.basis]
    return list(dict.fromkeys([*basis, *(one.instrument for one in duty.guidance)]))


def _parts(reader: EditionReader, duty: Duty) -> list[Plain]:
    statement: Plain = {"id": f"{duty.id}_smt", "name": "statement", "prose": duty.statement}
    if duty.elements:
        statement["parts"] = [_element(duty, one) for one in duty.elements]
    where = "; ".join(cited(reader, b.instrument, b.pinpoint) for b in duty.basis)
    parts = [statement]
    if where:
        parts.append({"id": f"{duty.id}_src", "name": "guidance", "prose": f"Rests on {where}."})
    if duty.deadline is not None:
        prose = f"By when: {duty.deadline.words}"
        parts.append({"id": f"{duty.id}_due", "name": "guidance", "prose": prose})
    return parts


def _element(duty: Duty, one: Element) -> Plain:
    props = [_prop("kind", one.kind)]
    if one.starts is not None:
        props.append(_prop("applies-from", str(one.starts)))
    if one.until is not None:
        props.append(_prop("applies-until", str(one.until)))
    said = f"{one.label} ({one.condition})" if one.condition else one.label
    return {"id": f"{duty.id}_smt.{one.id}", "name": "item", "props": props, "prose": said}


def _resource(reader: EditionReader, identifier: str) -> Plain:
    one = reader.one(Instrument, identifier)
    if one is None:
        return {"uuid": _uuid(identifier), "title": identifier}
    held = one.whereabouts
    return {
        "uuid": _uuid(identifier),
        "title": one.title,
        "citation": {"text": one.citation},
        **({"rlinks": [{"href": held.url}]} if held else {}),
    }


def _prop(name: str, value: str) -> Plain:
    return {"name": name, "ns": _NAMESPACE, "value": value}


def _uuid(name: str) -> str:
    return str(uuid5(_SPACE, name))
