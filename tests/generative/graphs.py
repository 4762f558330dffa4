"""Generated effect graphs: instruments with partial dates and every kind of effect."""

from __future__ import annotations

from datetime import date

from hypothesis import strategies as st

from compendium.force.graph import ForceEntry, MemoryGraph, build_graph
from compendium.model.instruments import Effect
from compendium.vocabulary.dates import PartialDate
from compendium.vocabulary.kinds import Certainty, EffectVerb

DAYS = st.dates(date(2010, 1, 1), date(2020, 12, 31))
NAMES = [f"x-{number}" for number in range(6)]


@st.composite
def partial_dates(draw: st.DrawFn) -> PartialDate:
    """Days, months, years, brackets and open ends within ten years."""
    first, second = sorted((draw(DAYS), draw(DAYS)))
    one, two = first.isoformat(), second.isoformat()
    texts = [one, one, one, one[:7], one[:4], f"../{two}", f"{one}/..", f"{one}/{two}"]
    return PartialDate.parse(draw(st.sampled_from(texts)))


@st.composite
def effects(draw: st.DrawFn, holder: str) -> Effect:
    """One effect of a holder on any other instrument."""
    maybe = st.none() | partial_dates()
    return Effect(
        verb=draw(st.sampled_from(list(EffectVerb))),
        target=draw(st.sampled_from([name for name in NAMES if name != holder])),
        stated="does it",
        source=draw(st.sampled_from(["one", "two"])),
        part=draw(st.sampled_from([None, None, "a part"])),
        starts=draw(maybe),
        until=draw(st.none() | st.none() | partial_dates()),
        certainty=draw(st.sampled_from([Certainty.STATED, Certainty.STATED, Certainty.INFERRED])),
    )


@st.composite
def entries(draw: st.DrawFn, name: str) -> ForceEntry:
    """One instrument with up to three effects."""
    maybe = st.none() | partial_dates()
    return ForceEntry(
        id=name,
        citation=name.upper(),
        issued=draw(maybe),
        in_force_from=draw(st.none() | maybe),
        expires=draw(st.none() | maybe),
        directive=draw(st.sampled_from([True, True, True, False])),
        effects=tuple(draw(st.lists(effects(name), max_size=3))),
    )


@st.composite
def graphs(draw: st.DrawFn) -> MemoryGraph:
    """Six instruments and what they do to each other, circles included."""
    return build_graph([draw(entries(name)) for name in NAMES])
