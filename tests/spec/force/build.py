"""Short ways to write instruments and effects for the chapters on force."""

from __future__ import annotations

from typing import Any

from compendium.force.graph import ForceEntry, MemoryGraph, build_graph
from compendium.model.instruments import Effect, Relation
from compendium.model.records import Source
from compendium.vocabulary.dates import PartialDate
from compendium.vocabulary.kinds import Certainty, EffectVerb, RelationType, SourceKind

SOURCE = Source(
    id="list", title="The list", kind=SourceKind.OFFICIAL, shows="dates", supports=("issued",)
)


def day(text: str | None) -> PartialDate | None:
    return PartialDate.parse(text) if text else None


def does(verb: str, target: str, **more: Any) -> Effect:
    """An effect: ``does("supersedes", "a", starts="2016-05-23")``."""
    certainty = Certainty(more.pop("certainty", "stated"))
    for name in ("starts", "until"):
        if name in more:
            more[name] = day(more[name])
    return Effect(
        verb=EffectVerb(verb),
        target=target,
        stated=more.pop("stated", verb),
        source=more.pop("source", "list"),
        certainty=certainty,
        **more,
    )


def keeps(kind: str, target: str, part: str | None = None) -> Relation:
    return Relation(type=RelationType(kind), target=target, source="list", part=part)


def letter(name: str, issued: str | None, *effects: Effect, **more: Any) -> ForceEntry:
    """An instrument called by its id in capitals: ``letter("acl-a", "2016-05-23")``."""
    for field in ("in_force_from", "operative_from", "expires"):
        if field in more:
            more[field] = day(more[field])
    return ForceEntry(
        id=name,
        citation=name.upper().replace("-", " "),
        issued=day(issued),
        effects=effects,
        sources=(SOURCE,),
        **more,
    )


def graph(*entries: ForceEntry) -> MemoryGraph:
    return build_graph(entries)
