"""One statement against one rule: does it speak to the line, and what is missing in it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from compendium.checks.concepts import Marks, Span, words_at
from compendium.checks.deadlines import lateness
from compendium.checks.governing import governing
from compendium.checks.grammar import Force, acted_by_other, force_of, has_modal
from compendium.checks.rules import Rule
from compendium.checks.statements import Statement
from compendium.checks.view import View
from compendium.model.checklists import Verdict

LABEL: Final = 50
"""Within so many characters the colon behind a label stands."""

WORDS_OF_A_NAME: Final = 6

AROUND: Final = 500
"""How far around a label other labels stand."""

BEHIND: Final = 240
"""How far behind a statement the next sentence may complete it, in characters."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A statement that speaks to a line. ``missing`` says why it does not cover it."""

    statement: Statement
    verdict: Verdict
    score: float
    missing: tuple[str, ...] = ()
    rests_on: tuple[str, ...] = ()


def judged(view: View, rule: Rule, statement: Statement, hours: float | None) -> Candidate | None:
    """What one statement says to one rule; None where it says nothing."""
    marks = view.marks
    if marks.any_of(rule.bars, statement.hangs):
        return None
    if not _in_context(view, rule, statement):
        return None
    full = _holds(marks, rule, statement)
    if not full:
        weak = rule.weak and all(marks.any_of(group, statement.hangs) for group in rule.weak)
        if not weak:
            return None
        return _candidate(view, rule, statement, ["it is only touched on"])
    if rule.to:
        return _addressed(view, rule, statement, hours)
    return _stated(view, rule, statement, hours)


def _in_context(view: View, rule: Rule, statement: Statement) -> bool:
    for group in rule.context:
        if view.marks.any_of(group, statement.hangs):
            continue
        if any(view.surrounds(statement, name) for name in group):
            continue
        if (view.is_short or not rule.close) and any(view.is_theme(name) for name in group):
            continue
        return False
    return True


def _holds(marks: Marks, rule: Rule, statement: Statement) -> bool:
    focus = rule.to or (rule.needs[0] if rule.needs else ())
    if rule.least > 1 and _named(marks, rule, statement) < rule.least:
        return False
    if rule.label and not _is_label(marks, focus, statement):
        return False
    if focus and not any(marks.has(name, statement.span) for name in focus):
        return False
    if not all(marks.any_of(group, statement.hangs) for group in rule.needs):
        return False
    return not rule.near or _near(marks, rule, statement)


def _named(marks: Marks, rule: Rule, statement: Statement) -> int:
    """How many concepts of a rule a sentence names, or the section around a label."""
    spans = (*statement.hangs, statement.whole)
    if rule.label:
        around = Span(
            max(statement.section.start, statement.span.start - AROUND),
            min(statement.section.end, statement.span.end + AROUND),
        )
        spans = (*spans, around)
    return sum(any(marks.has(name, span) for span in spans) for name in rule.many)


_BEHIND_A_NAME: Final = re.compile(
    r"(?: \([^)]{1,40}\))?(?:(?: [a-z]+)?:| (?:shall|will|must|agrees to)\b)"
)


def _is_label(marks: Marks, focus: Sequence[str], statement: Statement) -> bool:
    """Whether a statement is what a name does: "Probation: tells ...", "Probation shall ..."."""
    span = statement.span
    opening = Span(span.start, min(span.end, span.start + LABEL))
    return any(
        _BEHIND_A_NAME.match(marks.text, hit.end)
        and len(marks.text[span.start : hit.end].split()) <= WORDS_OF_A_NAME
        for name in focus
        for hit in marks.within(name, opening)
    )


def _near(marks: Marks, rule: Rule, statement: Statement) -> bool:
    """Whether the first two groups stand close together, or the second governs from before."""
    first = [hit for name in rule.needs[0] for hit in marks.within(name, statement.span)]
    second = [hit for name in rule.needs[1] for hit in marks.within(name, statement.span)]
    if not second:
        return True
    return any(
        max(one.start, two.start) - min(one.end, two.end) <= rule.near
        for one in first
        for two in second
    )


def _stated(view: View, rule: Rule, statement: Statement, hours: float | None) -> Candidate | None:
    """A statement without recipients: bound, by the county, in time."""
    marks = view.marks
    span, act = _act_of(marks, rule, statement)
    missing: list[str] = []
    if not rule.free and act is not None:
        force = _best_force(marks, rule, span, act)
        if force is Force.DENIED and not rule.forbids:
            return None
        if force is not Force.DENIED and rule.forbids:
            return None
        if force is Force.WEAK and not rule.may:
            missing.append("it is left open (may, should, or at discretion), not required")
        other = None if rule.others else acted_by_other(marks, span, act)
        if other is not None:
            missing.append(f"it is given to {words_at(marks, other)}, not to the county's workers")
    if rule.timed:
        missing += lateness(view, statement, None, hours)
    if rule.any_time and not any(view.limits(one) for one in statement.hangs):
        missing.append("no time is given")
    return _candidate(view, rule, statement, missing)


def _best_force(marks: Marks, rule: Rule, span: Span, first: Span) -> Force:
    """How a statement binds its acts: what its modal verbs say of any of them, the best."""
    names = rule.act or (rule.needs[0] if rule.needs else ())
    hits = sorted(hit for name in names for hit in marks.within(name, span))
    said = [force_of(marks, span, first)]
    for before, hit in pairwise(hits):
        if has_modal(marks, Span(before.end, hit.start)):
            said.append(force_of(marks, span, hit))
    bound = has_modal(marks, Span(span.start, first.start)) or len(said) == 1
    return min(said if bound else said[1:], key=list(Force).index)


def _act_of(marks: Marks, rule: Rule, statement: Statement) -> tuple[Span, Span | None]:
    names = rule.act or (rule.needs[0] if rule.needs else ())
    for span in statement.hangs:
        hits = sorted(hit for name in names for hit in marks.within(name, span))
        if hits:
            return span, hits[0]
    return statement.span, None


def _addressed(
    view: View, rule: Rule, statement: Statement, hours: float | None
) -> Candidate | None:
    """A statement with recipients: each is looked at with the act that governs it; best wins."""
    found = []
    for name in rule.to:
        for hit in view.marks.within(name, statement.span):
            one = _told(view, rule, statement, hit, hours)
            if one is not None:
                found.append(one)
    return max(found, key=lambda one: (one.verdict is Verdict.COVERED, one.score), default=None)


def _told(
    view: View, rule: Rule, statement: Statement, target: Span, hours: float | None
) -> Candidate | None:
    marks = view.marks
    governed = governing(marks, statement, target, rule.act or ("tell",))
    if governed is None:
        return None
    span, act = governed
    own = span == statement.span
    force = force_of(marks, span, act, target) if own else _force_of_leads(marks, statement, rule)
    if force is Force.DENIED:
        return None
    missing = []
    if force is Force.WEAK or (not own and marks.has("hedge", statement.span)):
        missing.append("it is left open (may, should, or at discretion), not required")
    other = None if rule.others else acted_by_other(marks, span, act)
    if other is not None and not _overlap(other, target):
        missing.append(f"it is given to {words_at(marks, other)}, not to the county's workers")
    if rule.also and not _says_also(view, rule, statement):
        missing.append(rule.unsaid)
    if rule.timed:
        missing += lateness(view, statement, target, hours)
    return _candidate(view, rule, statement, missing)


def _overlap(one: Span, two: Span) -> bool:
    """Whether who acts is who is told: "the police get the report"."""
    return one.start < two.end and two.start < one.end


def _says_also(view: View, rule: Rule, statement: Statement) -> bool:
    """Whether a statement, what it hangs on or the words right behind it name a thing more."""
    behind = Span(statement.span.end, min(statement.section.end, statement.span.end + BEHIND))
    spans = (*statement.hangs, *statement.headings[-1:], behind)
    return view.marks.any_of(rule.also, spans)


def _force_of_leads(marks: Marks, statement: Statement, rule: Rule) -> Force:
    """What the words before a list make of it: the weakest of them counts."""
    forces = {
        force_of(marks, lead, max(hits))
        for lead in (*statement.leads, *statement.headings[-1:])
        if (hits := [hit for name in rule.act or ("tell",) for hit in marks.within(name, lead)])
    }
    for force in (Force.DENIED, Force.WEAK):
        if force in forces:
            return force
    return Force.BINDS


def _candidate(view: View, rule: Rule, statement: Statement, missing: Sequence[str]) -> Candidate:
    verdict = Verdict.PARTLY if missing else Verdict.COVERED
    marks = view.marks
    groups = [*rule.needs, *([rule.to] if rule.to else ()), *rule.context]
    words = []
    own = 0
    for group in groups:
        hit = next((h for n in group for h in marks.within(n, statement.span)), None)
        own += hit is not None
        if hit is not None:
            words.append(words_at(marks, hit))
    score = (own + 1) / (len(groups) + 1)
    if missing:
        score *= 0.6 ** len(missing)
    return Candidate(
        statement, verdict, round(score, 3), tuple(missing), tuple(dict.fromkeys(words))
    )
