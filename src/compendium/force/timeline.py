"""The whole course of an instrument's status, piecewise constant: the edition's quick answer.

This is a second engine beside ``status_at``: it sweeps once over the days on which anything
may change, instead of asking a day at a time. Tests hold the two to one answer.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable
from datetime import date
from functools import partial
from typing import Final, NamedTuple

from compendium.force.claims import Claims, claims_on, disagree, is_doubted
from compendium.force.graph import Acting, EffectGraph
from compendium.vocabulary.dates import PartialDate
from compendium.vocabulary.kinds import Status

Truth = bool | None


class Period(NamedTuple):
    """A status from a day (None: ever) until a day (None: for good), the last one excluded."""

    starts: date | None
    until: date | None
    status: Status | None


class Steps(NamedTuple):
    """A yes, a no or a don't-know over all days: ``values[i]`` holds from ``days[i - 1]``."""

    days: tuple[date, ...]
    values: tuple[Truth, ...]

    def at(self, day: date) -> Truth:
        """The value on a day."""
        return self.values[bisect_right(self.days, day)]


_NO: Final = Steps((), (False,))
_UNTOLD: Final = Steps((), (None,))


def periods_of(graph: EffectGraph, identifier: str) -> list[Period]:
    """The periods of a held instrument, in order, without gaps, neighbours different."""
    entry = graph.entry(identifier)
    if entry is None:
        raise KeyError(identifier)
    if not entry.directive:
        return [Period(None, None, None)]
    claims = claims_on(graph, entry)
    begun = reached(claims.start)
    whole = [_acting(a, doubted=is_doubted(a) or disagree(claims, a)) for a in claims.whole]
    parts = [_acting(a, doubted=is_doubted(a)) for a in claims.parts]
    expired = _expired(claims)
    days = sorted({day for steps in (begun, expired, *whole, *parts) for day in steps.days})
    periods: list[Period] = []
    for at in range(len(days) + 1):
        day = days[at - 1] if at else date.min
        status = _status(begun.at(day), _ended(whole, day), expired.at(day), _partly(parts, day))
        if at and periods[-1].status is status:
            continue
        if at:
            periods[-1] = periods[-1]._replace(until=day)
        periods.append(Period(day if at else None, None, status))
    return periods


def reached(day: PartialDate | None) -> Steps:
    """Whether a partial date has come, over all days."""
    if day is None:
        return _UNTOLD
    if day.earliest is None:
        return Steps((day.latest,), (None, True)) if day.latest else _UNTOLD
    if day.latest is None:
        return Steps((day.earliest,), (False, None))
    if day.earliest == day.latest:
        return Steps((day.earliest,), (False, True))
    return Steps((day.earliest, day.latest), (False, None, True))


def _status(begun: Truth, ended: Truth, expired: Truth, partly: Truth) -> Status:
    if begun is False:
        return Status.NOT_YET_IN_FORCE
    if begun is None:
        return Status.UNKNOWN
    if ended or expired:
        return Status.NO_LONGER_IN_FORCE
    if ended is None or expired is None or partly is None:
        return Status.UNKNOWN
    return Status.PARTIALLY_IN_FORCE if partly else Status.IN_FORCE


def _ended(steps: Iterable[Steps], day: date) -> Truth:
    """Whether the whole was ended: one sure end is enough."""
    values = {one.at(day) for one in steps}
    return True if True in values else None if None in values else False


def _partly(steps: Iterable[Steps], day: date) -> Truth:
    """Whether parts were ended: where one more may be gone, it cannot be told."""
    values = {one.at(day) for one in steps}
    return None if None in values else True in values


def _acting(acting: Acting, *, doubted: bool) -> Steps:
    begun = reached(acting.when)
    until = acting.effect.until
    over = reached(until) if until is not None else _NO
    return _combined(begun, over, partial(_acts, sure=not doubted))


def _acts(begun: Truth, over: Truth, *, sure: bool) -> Truth:
    if begun is False or over is True:
        return False
    return True if begun and over is False and sure else None


def _expired(claims: Claims) -> Steps:
    if claims.expires is None:
        return _NO
    steps = reached(claims.expires)
    for acting in claims.extensions:
        begun, over = reached(acting.when), reached(acting.effect.until)
        saved = _combined(begun, over, partial(_acts, sure=not is_doubted(acting)))
        steps = _combined(steps, saved, _unless)
    return steps


def _unless(expired: Truth, saved: Truth) -> Truth:
    if expired is False or saved is True:
        return False
    return None if saved is None else expired


def _combined(first: Steps, second: Steps, join: Callable[[Truth, Truth], Truth]) -> Steps:
    days = tuple(sorted({*first.days, *second.days}))
    values = [join(first.values[0], second.values[0])]
    values.extend(join(first.at(day), second.at(day)) for day in days)
    return Steps(days, tuple(values))
