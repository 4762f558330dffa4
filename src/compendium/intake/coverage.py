"""A letter list against an edition: what is held, what is lacking, what disagrees."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

from compendium.edition.reader import EditionReader
from compendium.intake.claim_targets import LETTERS
from compendium.intake.known import same_title
from compendium.intake.listing import LIST_TYPES, ListEntry
from compendium.intake.numbering import number_year
from compendium.model.instruments import Instrument
from compendium.vocabulary.identifiers import identifier_of
from compendium.vocabulary.kinds import Certainty


def coverage_of(entries: Sequence[ListEntry], reader: EditionReader) -> dict[str, Any]:
    """The report as JSON values.

    ``held``, ``lacking``, ``errata_without_parents``, ``titles_differ``, ``dates_differ``,
    ``relations_held``: what the edition knows a listed letter to do to another where the
    list does not say so, and ``not_listed``: letters of the list's series and years that
    only the edition has.
    """
    held = reader.all(Instrument)
    listed = {identifier_of(entry.citation): entry for entry in entries}
    return {
        "held": [one.citation for name, one in listed.items() if name in held],
        "lacking": [one.citation for name, one in listed.items() if name not in held],
        "errata_without_parents": _orphans(entries, listed, held),
        "titles_differ": _titles(listed, held),
        "dates_differ": _dates(listed, held),
        "relations_held": _relations(listed, held),
        "not_listed": _unlisted(entries, listed, held.values()),
    }


def _orphans(
    entries: Iterable[ListEntry],
    listed: dict[str, ListEntry],
    held: Any,  # noqa: ANN401
) -> list[str]:
    return [
        entry.citation
        for entry in entries
        if entry.is_errata
        and identifier_of(entry.citation[:-1]) not in listed
        and identifier_of(entry.citation[:-1]) not in held
    ]


def _titles(listed: dict[str, ListEntry], held: Any) -> list[dict[str, str]]:  # noqa: ANN401
    return [
        {"citation": one.citation, "listed": one.title, "held": held[name].title}
        for name, one in listed.items()
        if name in held and one.title and not same_title(one.title, held[name].title)
    ]


def _dates(listed: dict[str, ListEntry], held: Any) -> list[dict[str, str | None]]:  # noqa: ANN401
    return [
        {
            "citation": one.citation,
            "listed": str(one.issued),
            "held": str(held[name].issued) if held[name].issued else None,
        }
        for name, one in listed.items()
        if name in held and one.issued and held[name].issued != one.issued
    ]


def _relations(listed: dict[str, ListEntry], held: Any) -> list[dict[str, str]]:  # noqa: ANN401
    """What only the edition says, never mixed with what the list says."""
    return [
        {"citation": entry.citation, "type": kind, "target": held[target].citation}
        for name, entry in listed.items()
        if name in held
        for kind, target in _said_by(held[name])
        if target in held and held[target].citation not in _targets(entry)
    ]


def _said_by(one: Instrument) -> list[tuple[str, str]]:
    effects = [(effect.verb.value, effect.target) for effect in one.effects]
    others = [
        (relation.type.value, relation.target)
        for relation in one.relations
        if relation.type in LIST_TYPES and relation.certainty is Certainty.STATED
    ]
    return list(dict.fromkeys([*effects, *others]))


def _targets(entry: ListEntry) -> set[str]:
    return {relation.target for relation in entry.relations}


def _unlisted(
    entries: Sequence[ListEntry], listed: dict[str, ListEntry], held: Iterable[Instrument]
) -> list[str]:
    runs = {_run(entry.citation) for entry in entries}
    return [
        one.citation
        for one in held
        if one.citation.startswith(LETTERS) and one.id not in listed and _run(one.citation) in runs
    ]


def _run(citation: str) -> tuple[str, int | None]:
    return re.split(r"[ -]", citation)[0], number_year(citation)
