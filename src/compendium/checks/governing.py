"""Which act reaches a recipient: the verb that a notice hangs on."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from compendium.checks.concepts import Marks, Span
from compendium.checks.statements import Statement
from compendium.reading.document import BlockKind

FRAGMENT: Final = 14
"""A statement of at most so many words may hang on the heading above it."""

PASSIVE: Final = 60
"""How far behind a recipient the verb of "is notified" stands at most."""


LISTED: Final = 280
"""How far it stands behind the first of several recipients in a list."""

_GETS: Final = re.compile(r"(?:get|got|receive|hear)")
"""Acts whose subject is the recipient: "the court gets word"."""

_DONE: Final = re.compile(r"(?:told|notified|informed|contacted|called|alerted|advised)\b")

_BEING: Final = re.compile(r"\b(?:is|are|was|were|be|been|has|have|gets?|receives?)\b|[:|(]")
_ASKS: Final = re.compile(r"contact|call|phon|telephon|reach|email|e-mail")


def governing(
    marks: Marks, statement: Statement, target: Span, acts: Sequence[str]
) -> tuple[Span, Span] | None:
    """The act that reaches a recipient, with its span; None where another act has it."""
    if statement.kind is BlockKind.TABLE:
        found = _in_leads(marks, statement, acts)
        if found is not None:
            return found
    span = statement.span
    told = _acts_in(marks, span, acts)
    other = [hit for hit in marks.within("other-act", span) if hit not in told]
    before = [hit for hit in (*told, *other) if hit.end <= target.start]
    after = [hit for hit in told if hit.start >= target.end]
    last = max(before, key=lambda hit: hit.end, default=None)
    if last is not None and not (last not in told and _is_passive_after(marks, target, after)):
        taken = last not in told or _inquires(marks, span, last, target)
        return None if taken else (span, last)
    if after and _is_passive_after(marks, target, after):
        return span, min(after)
    return _in_leads(marks, statement, acts) or _in_heading(marks, statement, acts)


def _acts_in(marks: Marks, span: Span, acts: Sequence[str]) -> list[Span]:
    found = [hit for name in acts for hit in marks.within(name, span)]
    if "tell" in acts and marks.has("aware", span):
        found += marks.within("make-aware", span)
    return found


def _in_leads(marks: Marks, statement: Statement, acts: Sequence[str]) -> tuple[Span, Span] | None:
    for lead in statement.leads:
        if hits := _acts_in(marks, lead, acts):
            return lead, max(hits)
    return None


def _in_heading(
    marks: Marks, statement: Statement, acts: Sequence[str]
) -> tuple[Span, Span] | None:
    words = marks.text[statement.span.start : statement.span.end].split()
    for heading in statement.headings[-1:] if len(words) <= FRAGMENT else ():
        if hits := _acts_in(marks, heading, acts):
            return heading, max(hits)
    return None


def _is_passive_after(marks: Marks, target: Span, after: Sequence[Span]) -> bool:
    if not after:
        return False
    act = min(after)
    between = marks.text[target.end : act.start]
    if not between.strip():
        return True
    passive = _GETS.match(marks.text, act.start) or _BEING.search(between[-PASSIVE:])
    if len(between) < PASSIVE and passive:
        return True
    if len(between) >= LISTED or re.search(r"[.;:|]", between):
        return False
    return bool(passive and "," in between) or _asks_whether_done(marks, act)


def _asks_whether_done(marks: Marks, act: Span) -> bool:
    """Whether an act is asked for as done, as in a checklist: "parents, tribe, court told?"."""
    end = re.compile(r"[^.;:?]*\?").match(marks.text, act.end)
    return bool(end) and bool(_DONE.match(marks.text, act.start))


def _inquires(marks: Marks, span: Span, act: Span, target: Span) -> bool:
    """Whether a contact is made to ask, not to give notice."""
    if not _ASKS.match(marks.text, act.start):
        return False
    return bool(marks.within("inquiry", Span(min(act.end, target.start), span.end)))
