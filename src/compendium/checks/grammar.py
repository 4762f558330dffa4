"""How a statement binds: must, may or not; who acts; whether it only promises or quotes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import StrEnum
from typing import Final

from compendium.checks.concepts import Marks, Span
from compendium.checks.statements import Statement

REACH: Final = 70
"""How many characters a modal verb reaches forwards to its act."""

NEGATION: Final = 28
"""How many characters a "not" reaches forwards."""

BESIDE: Final = 12
"""How many characters stand at most between a "not" and the modal verb that it denies."""

AFTER: Final = 64
"""How many characters behind a noun its modal verb begins at most."""


class Force(StrEnum):
    """What the words around an act make of it."""

    BINDS = "binds"
    WEAK = "weak"
    DENIED = "denied"


def force_of(marks: Marks, span: Span, act: Span, target: Span | None = None) -> Force:
    """Whether an act is bound, left open or denied by the words of its span."""
    nearest = _nearest_modal(marks, span, act)
    if nearest is Force.DENIED or _denied_after(marks, span, act):
        return Force.DENIED
    if nearest is Force.WEAK or _hedged(marks, span, target or act):
        return Force.WEAK
    return Force.BINDS


def has_modal(marks: Marks, span: Span) -> bool:
    """Whether a modal verb or a "not" stands in a span."""
    return any(marks.has(name, span) for name in ("must", "may", "not"))


def _nearest_modal(marks: Marks, span: Span, act: Span) -> Force:
    before = Span(max(span.start, act.start - REACH), act.end)
    modals = [(hit, Force.BINDS) for hit in marks.within("must", before) if hit.end <= act.start]
    modals += [(hit, Force.WEAK) for hit in marks.within("may", before) if hit.end <= act.start]
    modals = [one for one in modals if ";" not in marks.text[one[0].end : act.start]]
    denials = [hit for hit in marks.within("not", before) if hit.start < act.start]
    last = max(modals, key=lambda one: one[0].end, default=None)
    if last is None:
        if any(_reaches(marks, hit, act.start) for hit in denials):
            return Force.DENIED
        return _modal_after(marks, span, act)
    for hit in denials:
        if _reaches(marks, hit, last[0].start) and last[0].start - hit.end <= BESIDE:
            return Force.DENIED
        if hit.end >= last[0].end and _reaches(marks, hit, act.start):
            return Force.DENIED
    return last[1]


def _reaches(marks: Marks, denial: Span, to: int) -> bool:
    if to - denial.end > NEGATION:
        return False
    return not re.search(r"[,;:]", marks.text[denial.end : max(denial.end, to)])


def _modal_after(marks: Marks, span: Span, act: Span) -> Force:
    """The modal verb behind a noun that is its subject."""
    after = Span(act.end, min(span.end, act.end + AFTER))
    found = [(hit, Force.DENIED) for hit in marks.within("not", after)]
    found += [(hit, Force.BINDS) for hit in marks.within("must", after)]
    found += [(hit, Force.WEAK) for hit in marks.within("may", after)]
    found = [one for one in found if not re.search(r"[,;:]", marks.text[act.end : one[0].start])]
    if not found:
        return Force.BINDS
    first = min(found, key=lambda one: (one[0].start, one[1] is not Force.DENIED))
    beside = [one for one in found if one[0].start - first[0].end <= 2]
    return Force.DENIED if any(one[1] is Force.DENIED for one in beside) else first[1]


_AFTER: Final = re.compile(
    r"[^.;:]{0,40}?\b(?:is|are|was|were|be|shall|will) (?:not|never)(?: \w+){0,2}? "
    r"(?:required|made|needed|necessary|mandatory|given|sent|done|owed|notified|told|informed|contacted|expected)\b"
)
_OPEN_AFTER: Final = re.compile(
    r"[^.;:]{0,60}?\b(?:is|are) (?:optional|encouraged|recommended|voluntary|discretionary|"
    r"suggested|left to)\b|"
    r"[^.;:]{0,40}?\b(?:may|can|could) be (?:made|given|sent|done|considered)\b"
)


def _denied_after(marks: Marks, span: Span, act: Span) -> bool:
    found = _AFTER.match(marks.text, act.end, min(span.end, act.end + 90))
    return bool(found) and not re.search(r"not (?:later|only|more)", found.group() if found else "")


def _hedged(marks: Marks, span: Span, target: Span) -> bool:
    if _OPEN_AFTER.match(marks.text, target.end, min(span.end, target.end + 110)):
        return True
    return any(
        0 <= target.start - hit.end <= 60 or 0 <= hit.start - target.end <= 45
        for hit in marks.within("hedge", span)
    )


_PASSIVE: Final = re.compile(
    r"\b(?:is|are|be|been|being|was|were|gets?|got)"
    r"(?: (?:\w+ly|also|then|first|so|always|all|both|each|at once|not))* $"
)
_ENSURES: Final = re.compile(r"\b(?:ensur\w+|verif\w+|confirm\w*|makes? sure|see to it)\b")
_MADE_BY: Final = re.compile(
    r"[^.;:]{0,80}?\b(?:made|given|sent|filed|done|submitted|completed) by (?:the |a |an )?"
)
_BY: Final = re.compile(r"[^.;:]{0,60}?\bby (?:the |a |an )?")


def acted_by_other(marks: Marks, span: Span, act: Span) -> Span | None:
    """Who else is told to act in place of the county's workers; None where nobody is."""
    if _ENSURES.search(marks.text, span.start, act.start):
        return None
    if _PASSIVE.search(marks.text, max(span.start, act.start - 30), act.start):
        return _agent(marks, span, _BY.match(marks.text, act.end, min(span.end, act.end + 80)))
    made = _MADE_BY.match(marks.text, act.end, min(span.end, act.end + 120))
    return _agent(marks, span, made) if made else _subject(marks, span, act)


def _agent(marks: Marks, span: Span, by: re.Match[str] | None) -> Span | None:
    """Somebody else who stands behind a "by"."""
    if by is None:
        return None
    agent = Span(by.end(), min(span.end, by.end() + 30))
    return next((hit for hit in marks.within("other-actor", agent) if hit.start == by.end()), None)


def _subject(marks: Marks, span: Span, act: Span) -> Span | None:
    before = Span(span.start, act.start)
    modals = [hit for name in ("must", "may") for hit in marks.within(name, before)]
    near = [hit.start for hit in modals if act.start - hit.end <= REACH]
    verb = max(near, default=act.start)
    others = _ending_near(marks.within("other-actor", Span(span.start, verb)), verb)
    ours = _ending_near(marks.within("county-worker", Span(span.start, verb)), verb)
    if not others or (ours and ours[-1].end >= others[-1].end):
        return None
    last = others[-1]
    if _APART.search(marks.text, last.end, verb) or _joined_by_ours(marks, span, last):
        return None
    before_it = marks.text[max(span.start, last.start - 24) : last.start]
    return None if _GOVERNED.search(before_it) else last


def _joined_by_ours(marks: Marks, span: Span, other: Span) -> bool:
    """Whether the county's own stand beside somebody else as subjects of one verb."""
    ours = marks.within("county-worker", Span(max(span.start, other.start - 120), other.start))
    return any(
        re.search(r"\band\b", marks.text[hit.end : other.start])
        and not re.search(r"[.;:]", marks.text[hit.end : other.start])
        for hit in ours
    )


_APART: Final = re.compile(
    r"[,;:|]|\b(?:and|or|was|were|is|are|be|been|has|have|had|left|ran|returns?|goes|who|that|whose|to)\b"
)
"""What stands between a noun and a verb that it is not the subject of."""

_GOVERNED: Final = re.compile(
    r"\b(?:to|into|with|of|from|by|for|in|at|under|notif\w+|inform\w*|tells?|and|whether|if|why|recruit\w*|"
    r"train\w*|asks?|asked|help\w*|supports?|uses?|hires?|gives?|gave|tell|brings?|finds?|funds?|"
    r"pays?) "
    r"(?:the |a |an |their |its )?$"
)
"""What makes a noun an object and no subject."""


def _ending_near(hits: Sequence[Span], verb: int) -> list[Span]:
    return [hit for hit in hits if verb - hit.end <= 26]


def is_void(marks: Marks, statement: Statement) -> bool:
    """Whether a statement is none of the county's own.

    A promise, a blank that waits to be filled, a law's words, a signature.
    """
    if is_blank(marks, statement):
        return True
    if any(marks.has("promise", span) for span in statement.hangs):
        return True
    if marks.has("law-speaks", statement.span):
        return True
    if any(marks.has("law-speaks", span) for span in statement.leads):
        return True
    if _is_signature(marks, statement):
        return True
    below = statement.headings[-1:]
    return any(marks.has("signature-heading", span) for span in below) or any(
        marks.has("legal-heading", span) and _is_whole(marks, "legal-heading", span)
        for span in below
    )


def is_blank(marks: Marks, statement: Statement) -> bool:
    """Whether a statement only holds the place of one: bracketed as a whole, or said so."""
    words = marks.text[statement.span.start : statement.span.end].strip(" .:;–-•")
    if words.startswith("[") and words.endswith("]"):
        return True
    return any(marks.has("blank", span) for span in statement.hangs)


def _is_whole(marks: Marks, concept: str, heading: Span) -> bool:
    """Whether a heading says little besides the concept."""
    hit = marks.within(concept, heading)[0]
    rest = (heading.end - heading.start) - (hit.end - hit.start)
    return rest <= 14


def _is_signature(marks: Marks, statement: Statement) -> bool:
    if not marks.has("signature", statement.span):
        return False
    words = marks.text[statement.span.start : statement.span.end]
    return "__" in words or len(words.split()) <= 12
