"""The status of an instrument as of a day: five answers, never a guess.

Rules, in this order. Periods are half-open: an instrument is in force on its first day and
no longer on the day its successor is. A question inside a date's own uncertainty is unknown.

1. What has no force of its own has no status.
2. Before its start: not yet in force. Where the day cannot be told from the start: unknown.
3. From the day the whole was ended, or expired: no longer in force.
4. Where an end may or may not have come, or sources disagree on it: unknown.
5. From the day a part was ended: partially in force; otherwise in force.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

import msgspec

from compendium.force.claims import Claims, claims_on, disagree, is_doubted
from compendium.force.graph import Acting, EffectGraph, ForceEntry, replaces
from compendium.vocabulary.kinds import Status


class StatusAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """A status with what it rests on.

    ``ended_by`` and ``partly_ended_by`` are effects that act on the day, ``perhaps`` those
    of which it cannot be told. ``superseded_by`` and ``current`` are ids; ``current`` is
    followed to the end of the chain. ``decides`` says what would turn *unknown* into an
    answer. ``source_ids`` are pairs of an instrument's id and the id of one of its sources.
    """

    id: str
    on: date
    status: Status | None
    claims: Claims
    ended_by: tuple[Acting, ...] = ()
    partly_ended_by: tuple[Acting, ...] = ()
    perhaps: tuple[Acting, ...] = ()
    superseded_by: tuple[str, ...] = ()
    partly_superseded_by: tuple[str, ...] = ()
    current: tuple[str, ...] = ()
    expired: bool | None = False
    decides: tuple[str, ...] = ()
    source_ids: tuple[tuple[str, str], ...] = ()


def status_at(graph: EffectGraph, identifier: str, on: date) -> StatusAnswer:
    """The status of a held instrument on a day. Raises KeyError where it is not held."""
    entry = _held(graph, identifier)
    claims = claims_on(graph, entry)
    if not entry.directive:
        return StatusAnswer(
            id=identifier, on=on, status=None, claims=claims, source_ids=_own_sources(entry)
        )
    status, whole, parts, perhaps, expired = _weighed(claims, on)
    began = status is not Status.NOT_YET_IN_FORCE
    successors = _holders(a for a in whole if replaces(a.effect)) if began else ()
    return StatusAnswer(
        id=identifier,
        on=on,
        status=status,
        claims=claims,
        ended_by=whole,
        partly_ended_by=parts,
        perhaps=perhaps,
        superseded_by=successors,
        partly_superseded_by=_holders(parts) if began else (),
        current=_current(graph, identifier, status, successors, on),
        expired=expired,
        decides=_decides(entry, claims, status, perhaps, expired, on),
        source_ids=_sources(entry, (*whole, *parts, *perhaps)),
    )


def status_of(graph: EffectGraph, identifier: str, on: date) -> Status | None:
    """The bare status, without what it rests on: for sweeping over many instruments."""
    entry = _held(graph, identifier)
    if not entry.directive:
        return None
    return _weighed(claims_on(graph, entry), on)[0]


def acts_on(acting: Acting, on: date) -> bool | None:
    """Whether an effect acts on a day: yes, no, or None where it cannot be told."""
    when = acting.when
    begun = when.reached_by(on) if when is not None else None
    if begun is False:
        return False
    until = acting.effect.until
    over = until.reached_by(on) if until is not None else False
    if over:
        return False
    return None if begun is None or over is None else True


Weighed = tuple[Status, tuple[Acting, ...], tuple[Acting, ...], tuple[Acting, ...], bool | None]


def _weighed(claims: Claims, on: date) -> Weighed:
    """The status on a day, the effects that act, those that may, and whether it expired."""
    begun = claims.start.reached_by(on) if claims.start is not None else None
    if begun is False:
        return Status.NOT_YET_IN_FORCE, (), (), (), False
    whole, perhaps = _sorted(
        claims.whole, on, lambda acting: is_doubted(acting) or disagree(claims, acting)
    )
    parts, also = _sorted(claims.parts, on, is_doubted)
    perhaps += also
    expired = expired_by(claims, on)
    if begun is None:
        status = Status.UNKNOWN
    elif whole or expired:
        status = Status.NO_LONGER_IN_FORCE
    elif perhaps or expired is None:
        status = Status.UNKNOWN
    else:
        status = Status.PARTIALLY_IN_FORCE if parts else Status.IN_FORCE
    return status, tuple(whole), tuple(parts), tuple(perhaps), expired


def _sorted(
    effects: Iterable[Acting], on: date, doubted: Callable[[Acting], bool]
) -> tuple[list[Acting], list[Acting]]:
    """The effects that surely act on a day, and those of which it cannot be told."""
    sure, perhaps = [], []
    for acting in effects:
        acts = acts_on(acting, on)
        if acts and not doubted(acting):
            sure.append(acting)
        elif acts is not False:
            perhaps.append(acting)
    return sure, perhaps


def expired_by(claims: Claims, on: date) -> bool | None:
    """Whether an instrument ran out by a day, extensions counted; None where untold."""
    ran_out = claims.expires.reached_by(on) if claims.expires is not None else False
    if ran_out is False or claims.expires is None:
        return False
    for acting in claims.extensions:
        begun = acting.when.reached_by(on) if acting.when is not None else None
        over = acting.effect.until.reached_by(on) if acting.effect.until is not None else True
        if over:
            continue
        if begun and over is False and not is_doubted(acting):
            return False
        if begun is not False:
            ran_out = None
    return ran_out


def _held(graph: EffectGraph, identifier: str) -> ForceEntry:
    entry = graph.entry(identifier)
    if entry is None:
        raise KeyError(identifier)
    return entry


def _holders(acting: Iterable[Acting]) -> tuple[str, ...]:
    """Who has these effects, the first to act first, each once."""
    ordered = sorted(acting, key=lambda a: (first_day(a), a.holder.citation))
    return tuple(dict.fromkeys(a.holder.id for a in ordered))


def first_day(acting: Acting) -> date:
    """The first day on which an effect may act, for putting effects in order."""
    when = acting.when
    return (when.earliest or when.latest or date.min) if when is not None else date.min


def _current(
    graph: EffectGraph, identifier: str, status: Status, successors: tuple[str, ...], on: date
) -> tuple[str, ...]:
    """What stands in an instrument's place on a day: itself, or the ends of its chain.

    A circle of replacements has no end, so nothing of it is current.
    """
    if status in (Status.IN_FORCE, Status.PARTIALLY_IN_FORCE):
        return (identifier,)
    ends: dict[str, None] = {}
    seen = {identifier}
    waiting = list(reversed(successors))
    while waiting:
        name = waiting.pop()
        entry = graph.entry(name)
        if name in seen or entry is None:
            continue
        seen.add(name)
        found, whole, *_ = _weighed(claims_on(graph, entry), on)
        if found in (Status.IN_FORCE, Status.PARTIALLY_IN_FORCE):
            ends[name] = None
        waiting.extend(reversed(_holders(a for a in whole if replaces(a.effect))))
    return tuple(ends)


def _decides(
    entry: ForceEntry,
    claims: Claims,
    status: Status,
    perhaps: tuple[Acting, ...],
    expired: bool | None,  # noqa: FBT001  three-valued
    on: date,
) -> tuple[str, ...]:
    if status is not Status.UNKNOWN:
        return ()
    if claims.start is None or claims.start.reached_by(on) is None:
        what = "the first day in force" if entry.in_force_from else "the day of issue"
        return (f"{what} of {entry.citation}",)
    said = []
    for acting in perhaps:
        name = acting.holder.citation
        if acts_on(acting, on) is None:
            said.append(f"the day from which {name} acts on {entry.citation}")
        else:
            verb = acting.effect.verb.value.replace("-", " ")
            said.append(f"the text of {name}: whether it {verb} {entry.citation}")
    if expired is None:
        said.append(f"the day on which {entry.citation} expires")
    return tuple(dict.fromkeys(said))


_DATES = frozenset({"issued", "in_force_from", "operative_from", "expires", "outcome"})


def _own_sources(entry: ForceEntry) -> tuple[tuple[str, str], ...]:
    """The sources of an instrument's own dates; without any, those that know it at all."""
    dated = [source for source in entry.sources if _DATES & {*source.supports}]
    return tuple((entry.id, source.id) for source in dated or entry.sources)


def _sources(entry: ForceEntry, effects: tuple[Acting, ...]) -> tuple[tuple[str, str], ...]:
    named = [*_own_sources(entry), *((a.holder.id, a.effect.source) for a in effects)]
    return tuple(dict.fromkeys(named))
