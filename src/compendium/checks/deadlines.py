"""Which time limit belongs to a recipient, and whether it is short enough."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from compendium.checks.concepts import Marks, Span
from compendium.checks.statements import Statement
from compendium.checks.times import AT_ONCE, TimeLimit
from compendium.checks.view import View

RECIPIENTS: Final = (
    "law-enforcement", "ncmec", "parents", "guardians", "parents-attorneys", "childs-attorney",
    "casa", "court", "tribe", "siblings",
)  # fmt: skip
NEIGHBOURS: Final = 3_000
"""How far away, in characters, a sentence on all notices of a section may stand."""

NEXT: Final = 200
"""How far behind a report "this report" may stand."""

DAYS_FROM: Final = 96
"""From so many hours on a limit is said in days."""


def lateness(
    view: View, statement: Statement, target: Span | None, hours: float | None
) -> list[str]:
    """What is wrong with the time limit of a statement, in words; nothing where it fits."""
    limit = _limit_for(view, statement, target)
    if hours is None:
        return []
    if limit is None:
        return [f"the deadline ({_hours(hours)}) is missing"]
    if limit.hours is None:
        said = limit.words(view.marks.text)
        return [f"the deadline ({_hours(hours)}) is missing: it only says '{said}'"]
    if limit.hours > hours:
        said = limit.words(view.marks.text)
        return [f"the deadline is longer: it says '{said}', the duty {_hours(hours)}"]
    return []


def _hours(hours: float) -> str:
    if hours <= AT_ONCE:
        return "at once"
    return f"{hours:g} hours" if hours <= DAYS_FROM else f"{hours / 24:g} days"


def _limit_for(view: View, statement: Statement, target: Span | None) -> TimeLimit | None:
    own = _usable(view.limits(statement.span))
    if own:
        assigned = _assigned(view, statement.span, own, target)
        return assigned if assigned.hours else _said_of_it(view, statement) or assigned
    same = _same_as_before(view, statement)
    if same is not None:
        return same
    for lead in statement.leads:
        found = _usable(view.limits(lead))
        if found:
            return _strictest(found)
    said = _said_of_all(view, statement)
    if said is not None:
        return said
    for heading in reversed(statement.headings):
        found = _usable(view.limits(heading))
        if found:
            return _strictest(found)
    return None


_SAME: Final = re.compile(
    r"\b(?:in|within|by|inside) (?:that|the) same "
    r"(?:time(?: ?frame)?|period|limit|deadline|window)\b"
)


def _same_as_before(view: View, statement: Statement) -> TimeLimit | None:
    """The limit of the sentence before, where a statement says that it has the same."""
    span = statement.span
    if statement.before is None or not _SAME.search(view.marks.text, span.start, span.end):
        return None
    found = _usable(view.limits(statement.before))
    return _strictest(found) if found else None


def _usable(limits: Sequence[TimeLimit]) -> list[TimeLimit]:
    kept = [one for one in limits if not one.returning]
    first = [one for one in kept if not one.follow_up]
    return first or kept


def _strictest(limits: Sequence[TimeLimit]) -> TimeLimit:
    """Limits around the same recipients: the longest number is the limit."""
    numbers = [one for one in limits if one.hours]
    return max(numbers, key=lambda one: one.hours or 0.0) if numbers else limits[0]


def _assigned(
    view: View, span: Span, limits: Sequence[TimeLimit], target: Span | None
) -> TimeLimit:
    """Which of several limits belongs to a recipient: they go before or behind their own."""
    if len(limits) == 1 or target is None:
        return _strictest(limits)
    named = [hit for name in RECIPIENTS for hit in view.marks.within(name, span)]
    places = sorted({*named, target})
    first, last = places[0], places[-1]
    inner = [one for one in limits if one.span.start > first.start and one.span.end < last.end]
    if not inner:
        return _strictest(limits)
    before = [one for one in limits if one.span.start < target.start]
    after = [one for one in limits if one.span.start > target.start]
    if limits[0].span.start < first.start:
        return before[-1] if before else limits[0]
    return after[0] if after else before[-1]


def _said_of_it(view: View, statement: Statement) -> TimeLimit | None:
    """A number that the next sentence sets: "at once", and then "the call is made in 48 hours"."""
    said = _said_of_all(view, statement)
    return said if said is not None and said.hours else None


def _said_of_all(view: View, statement: Statement) -> TimeLimit | None:
    """A limit that a neighbouring sentence of the section sets for all notices in it."""
    marks, section = view.marks, statement.section
    near = Span(
        max(section.start, statement.span.start - NEIGHBOURS),
        min(section.end, statement.span.end + NEIGHBOURS),
    )
    for hit in marks.within("such-step", near):
        if not _reaches(statement, hit, marks):
            continue
        end = marks.text.find(".", hit.end, near.end)
        start = max(marks.text.rfind(". ", near.start, hit.start) + 1, near.start)
        found = _usable(view.limits(Span(start, near.end if end < 0 else end + 1)))
        if found:
            return _strictest(found)
    return None


def _reaches(statement: Statement, hit: Span, marks: Marks) -> bool:
    """Words on "this report" speak of the sentence before; words on "all notices" of all."""
    said = marks.text[hit.start : hit.end]
    if re.match(r"(?:this|that|such|the) ", said):
        return 0 <= hit.start - statement.span.end <= NEXT
    return True
