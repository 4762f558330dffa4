"""Status over time: two engines, one answer; what comes later changes nothing before."""

from __future__ import annotations

import itertools
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from compendium.force.explain import explain
from compendium.force.graph import ForceEntry, MemoryGraph, build_graph
from compendium.force.status import status_at, status_of
from compendium.force.timeline import Period, periods_of
from compendium.model.instruments import Effect
from compendium.vocabulary.dates import PartialDate
from compendium.vocabulary.kinds import EffectVerb, Status
from tests.generative.graphs import DAYS, NAMES, graphs, partial_dates

DECIDED = {Status.IN_FORCE, Status.PARTIALLY_IN_FORCE, Status.NO_LONGER_IN_FORCE}


def period_on(periods: list[Period], day: date) -> Period:
    """The one period that holds a day."""
    (found,) = [
        one
        for one in periods
        if (one.starts is None or one.starts <= day) and (one.until is None or day < one.until)
    ]
    return found


@given(graphs(), DAYS)
def test_the_two_engines_give_one_answer(graph: MemoryGraph, day: date) -> None:
    for name in NAMES:
        told = status_at(graph, name, day).status

        assert period_on(periods_of(graph, name), day).status is told
        assert status_of(graph, name, day) is told


@given(graphs())
def test_periods_cover_all_time_once_and_never_repeat_a_status(graph: MemoryGraph) -> None:
    for name in NAMES:
        periods = periods_of(graph, name)

        assert periods[0].starts is None
        assert periods[-1].until is None
        for earlier, later in itertools.pairwise(periods):
            assert earlier.until == later.starts
            assert earlier.status is not later.status


@given(graphs(), st.sampled_from(NAMES), st.sampled_from(NAMES), DAYS, st.integers(1, 900))
def test_an_effect_dated_after_a_day_changes_nothing_before_it(
    graph: MemoryGraph, holder: str, target: str, day: date, later: int
) -> None:
    verbs = [verb for verb in EffectVerb if verb not in (EffectVerb.ENACTS, EffectVerb.COMMENCES)]
    starts = PartialDate.on(day + timedelta(days=later))
    more = tuple(
        Effect(verb=verb, target=target, stated="later", source="three", starts=starts)
        for verb in verbs
    )
    changed = [
        entry if entry.id != holder else _with_effects(entry, (*entry.effects, *more))
        for entry in graph
    ]

    for name in NAMES:
        before, after = status_at(graph, name, day), status_at(build_graph(changed), name, day)
        assert after.status is before.status
        assert after.current == before.current


@given(graphs(), DAYS)
def test_a_date_never_gives_a_definite_answer_inside_its_own_uncertainty(
    graph: MemoryGraph, day: date
) -> None:
    for name in NAMES:
        answer = status_at(graph, name, day)
        start = answer.claims.start
        if answer.status is not None and (start is None or start.reached_by(day) is None):
            assert answer.status is Status.UNKNOWN
            assert answer.decides


@given(partial_dates(), partial_dates(), DAYS)
def test_a_successors_uncertainty_is_its_predecessors(
    first: PartialDate, second: PartialDate, day: date
) -> None:
    graph = build_graph(
        [
            ForceEntry(id="x-0", citation="X 0", issued=first),
            ForceEntry(
                id="x-1",
                citation="X 1",
                issued=second,
                effects=(
                    Effect(verb=EffectVerb.SUPERSEDES, target="x-0", stated="s", source="one"),
                ),
            ),
        ]
    )

    answer = status_at(graph, "x-0", day)

    begun, over = first.reached_by(day), second.reached_by(day)
    if begun and over is not None:
        assert answer.status is (Status.NO_LONGER_IN_FORCE if over else Status.IN_FORCE)
        assert answer.superseded_by == (("x-1",) if over else ())
    elif begun:
        assert answer.status is Status.UNKNOWN
        assert "X 1" in answer.decides[0]


@given(graphs(), DAYS)
def test_status_equals_replay_of_effects(graph: MemoryGraph, day: date) -> None:
    """What surely ended, surely acts on the day; what is in force has no end that acts."""
    for name in NAMES:
        answer = status_at(graph, name, day)
        if answer.status is Status.NO_LONGER_IN_FORCE:
            assert answer.ended_by or answer.expired
        if answer.status in (Status.IN_FORCE, Status.PARTIALLY_IN_FORCE):
            assert not answer.ended_by
            assert not answer.perhaps
            assert answer.current == (name,)
        if answer.status is Status.PARTIALLY_IN_FORCE:
            assert answer.partly_ended_by


@given(graphs(), DAYS)
def test_circles_end_and_every_answer_can_be_told(graph: MemoryGraph, day: date) -> None:
    for name in NAMES:
        answer = status_at(graph, name, day)
        text = explain(graph, answer)

        assert text.endswith(".")
        assert name.upper() in text
        for one in answer.current:
            assert status_of(graph, one, day) in DECIDED - {Status.NO_LONGER_IN_FORCE}


def _with_effects(entry: ForceEntry, more: tuple[Effect, ...]) -> ForceEntry:
    fields = {name: getattr(entry, name) for name in entry.__struct_fields__}
    return ForceEntry(**{**fields, "effects": more})
