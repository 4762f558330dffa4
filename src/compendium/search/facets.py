"""By what results can be narrowed, and how many of all that match have each value."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

from compendium.model.duties import Duty
from compendium.model.instruments import Instrument
from compendium.search.entry import Heading
from compendium.search.finder import Finder

FACETS: Final = ("type", "status", "role", "topic", "year")

Values = Mapping[str, frozenset[str]]
"""The values of one thing by facet; it may have none."""

Chosen = Mapping[str, frozenset[str]]
"""The values that somebody ticked by facet; none ticked leaves the facet open."""

Counts = Mapping[str, Mapping[str, int]]
"""How many things have each value, by facet."""


def values_of(finder: Finder, heading: Heading, on: date) -> Values:
    """What something found can be narrowed by, its status that of the day."""
    roles, topics = _about(finder, heading)
    status = finder.status(heading, on)
    year = (heading.issued or "")[:4]
    return {
        "type": frozenset({heading.group}),
        "status": frozenset({status} if status else ()),
        "role": roles,
        "topic": topics,
        "year": frozenset({year} if year.isdigit() else ()),
    }


def topics_of(finder: Finder, kind: str, identifier: str) -> frozenset[str]:
    """The topics of something found; it may have none."""
    heading = finder.heading(f"{kind}/{identifier}")
    return _about(finder, heading)[1] if heading else frozenset()


def fits(values: Values, chosen: Chosen, without: str | None = None) -> bool:
    """Whether something has one of the values ticked in each facet, one facet set aside."""
    return all(
        not ticked or name == without or ticked & values[name] for name, ticked in chosen.items()
    )


def counted(every: Sequence[Values], chosen: Chosen) -> Counts:
    """How many of all that match have each value, given what is ticked in the other facets."""
    counts: dict[str, Counter[str]] = {}
    for name in FACETS:
        counts[name] = Counter(
            value
            for values in every
            if fits(values, chosen, without=name)
            for value in sorted(values[name])
        )
        for value in chosen.get(name, ()):
            counts[name].setdefault(value, 0)
    return counts


def _about(finder: Finder, heading: Heading) -> tuple[frozenset[str], frozenset[str]]:
    """For whom something is, and its topics."""
    if heading.kind == "duty":
        duty = finder.reader.one(Duty, heading.id)
        if duty is not None:
            return frozenset(bearer.value for bearer in duty.bearers), frozenset({duty.topic})
    elif heading.kind in {"instrument", "provision"}:
        held = finder.reader.one(Instrument, heading.id.partition("#")[0])
        if held is not None:
            return frozenset(held.audience), frozenset(held.topics)
    return frozenset(), frozenset()
