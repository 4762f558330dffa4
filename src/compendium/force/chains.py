"""Chains of replacement: through several hops, splits and merges, forward and back."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

import msgspec

from compendium.force.graph import Acting, EffectGraph, reach_of, replaces
from compendium.vocabulary.dates import PartialDate
from compendium.vocabulary.kinds import Reach


class Link(NamedTuple):
    """One replacement: the newer one's id, the older one's, from when, whole or in part."""

    newer: str
    older: str
    when: PartialDate | None
    whole: bool


class Chain(msgspec.Struct, frozen=True, kw_only=True):
    """Everything that an instrument replaced or was replaced by, near and far.

    ``ends`` are the last of the whole replacements, the instrument itself where nothing
    replaced it. ``circle`` is the first circle of replacements met, or empty.
    """

    id: str
    replaced_by: tuple[str, ...] = ()
    partly_replaced_by: tuple[str, ...] = ()
    ends: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()
    circle: tuple[str, ...] = ()


def chain_of(graph: EffectGraph, identifier: str) -> Chain:
    """The chain through an instrument, whatever the day. Circles are told, never followed."""
    forward, ends, circle = _walk(identifier, lambda name: _newer(graph, name))
    back, _, circle_back = _walk(identifier, lambda name: _older(graph, name))
    on = graph.effects_on(identifier)
    return Chain(
        id=identifier,
        replaced_by=_holders(a for a in on if replaces(a.effect)),
        partly_replaced_by=_holders(a for a in on if reach_of(a.effect) is Reach.ENDS_PART),
        ends=ends,
        links=tuple(dict.fromkeys([*reversed(back), *forward])),
        circle=circle or circle_back,
    )


def _walk(
    start: str, step: Callable[[str], list[tuple[str, Link]]]
) -> tuple[list[Link], tuple[str, ...], tuple[str, ...]]:
    """The links met from a start, the ends of whole replacements, and the first circle."""
    links: list[Link] = []
    ends: dict[str, None] = {}
    circle: tuple[str, ...] = ()
    seen: set[str] = set()
    waiting: list[tuple[str, tuple[str, ...]]] = [(start, (start,))]
    while waiting:
        name, path = waiting.pop()
        if name in seen:
            continue
        seen.add(name)
        onward = step(name)
        links.extend(link for _, link in onward)
        if not any(link.whole for _, link in onward):
            ends[name] = None
        for other, link in reversed(onward):
            if other in path:
                circle = circle or path[path.index(other) :]
            elif link.whole:
                waiting.append((other, (*path, other)))
    return links, tuple(ends), circle


def _newer(graph: EffectGraph, name: str) -> list[tuple[str, Link]]:
    return [
        (a.holder.id, Link(a.holder.id, name, a.when, replaces(a.effect)))
        for a in graph.effects_on(name)
        if replaces(a.effect) or reach_of(a.effect) is Reach.ENDS_PART
    ]


def _older(graph: EffectGraph, name: str) -> list[tuple[str, Link]]:
    entry = graph.entry(name)
    if entry is None:
        return []
    return [
        (
            effect.target,
            Link(name, effect.target, Acting(entry, effect).when, replaces(effect)),
        )
        for effect in entry.effects
        if replaces(effect) or reach_of(effect) is Reach.ENDS_PART
    ]


def _holders(acting: Iterable[Acting]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(a.holder.id for a in acting))
