"""A document against the lines of a checklist: findings with passages, gaps named."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Final

from compendium.checks.concepts import Marks, Span, shipped_concepts
from compendium.checks.findings import CheckResult, Finding, Passage
from compendium.checks.folding import folded
from compendium.checks.judge import Candidate, judged
from compendium.checks.recognise import Jurisdiction, recognised
from compendium.checks.rules import Rule, shipped_rules
from compendium.checks.statements import statements_of, title_of
from compendium.checks.times import allowed_hours
from compendium.checks.view import View
from compendium.duties.checklists import DueLine, lines_on
from compendium.model.checklists import Checklist, Verdict
from compendium.model.duties import Duty
from compendium.reading.document import Document

PASSAGES: Final = 3
"""How many passages a finding shows."""


def check_document(
    document: Document,
    checklist: Checklist,
    duties: Mapping[str, Duty],
    on: date,
    jurisdiction: Jurisdiction | None = None,
) -> CheckResult:
    """Hold a document against a checklist as of a day.

    ``jurisdiction`` is what the person says of the document; what is not a California
    county's is never credited, whoever says so.
    """
    marks = Marks(folded(document.text), shipped_concepts())
    first = document.blocks[0].text if document.blocks else ""
    recognition = recognised(marks, folded(document.title), jurisdiction, folded(first))
    lines = lines_on(checklist, duties, on)
    view = View(marks, statements_of(document), _title(document))
    rules = shipped_rules()
    found: dict[str, Finding] = {}
    for line in lines:
        candidates = _candidates(view, rules.get(line.key, ()), line)
        if not recognition.credited:
            candidates = []
        found[line.key] = _finding(document, line, candidates)
    return CheckResult(
        checklist=checklist.id,
        title=checklist.title,
        as_of=on,
        recognition=recognition,
        findings=tuple(_with_parts(found[line.key], found) for line in lines),
    )


def _title(document: Document) -> Span:
    """The span that names the document, empty where nothing does."""
    block = title_of(document.blocks)
    return Span(block.start, block.end) if block else Span(0, 0)


def _candidates(view: View, rules: Sequence[Rule], line: DueLine) -> list[Candidate]:
    hours = (
        allowed_hours(line.deadline.within, line.deadline.words)
        if line.deadline is not None
        else None
    )
    best: dict[Span, Candidate] = {}
    for rule in rules:
        focus = rule.to or (rule.needs[0] if rule.needs else ())
        starts = (*focus, *(name for group in rule.weak[:1] for name in group))
        for statement in view.with_any(starts):
            one = judged(view, rule, statement, hours)
            if one is None:
                continue
            kept = best.get(statement.span)
            if kept is None or _rank(one) > _rank(kept):
                best[statement.span] = one
    return sorted(best.values(), key=_rank, reverse=True)


def _rank(one: Candidate) -> tuple[bool, float]:
    return one.verdict is Verdict.COVERED, one.score


def _finding(document: Document, line: DueLine, candidates: Sequence[Candidate]) -> Finding:
    if not candidates:
        return Finding(line, Verdict.NOT_FOUND)
    best = candidates[0]
    return Finding(
        line,
        best.verdict,
        tuple(_passage(document, one) for one in candidates[:PASSAGES]),
        best.missing,
    )


def _passage(document: Document, one: Candidate) -> Passage:
    span = one.statement.span
    return Passage(
        page=document.page_of(span.start),
        start=span.start,
        end=span.end,
        text=document.text[span.start : span.end],
        score=one.score,
        missing=one.missing,
        rests_on=one.rests_on,
    )


def _with_parts(finding: Finding, found: Mapping[str, Finding]) -> Finding:
    """A duty of several parts: covered when all are, partly when some are, each gap named."""
    parts = [found[key] for key in finding.line.parts if key in found]
    if not parts:
        return finding
    open_parts = [part for part in parts if part.verdict is not Verdict.COVERED]
    if not open_parts:
        verdict = Verdict.COVERED
    elif all(part.verdict is Verdict.NOT_FOUND for part in parts):
        verdict = finding.verdict if finding.verdict is Verdict.NOT_FOUND else Verdict.PARTLY
    else:
        verdict = Verdict.PARTLY
    passages = _merged(finding.passages, (p for part in parts for p in part.passages))
    missing = tuple(
        f"{part.line.title}: {part.missing[0] if part.missing else 'not found'}"
        for part in open_parts
    )
    return Finding(finding.line, verdict, passages, missing if passages else ())


def _merged(first: Iterable[Passage], rest: Iterable[Passage]) -> tuple[Passage, ...]:
    kept: dict[tuple[int, int], Passage] = {}
    for passage in (*first, *rest):
        kept.setdefault((passage.start, passage.end), passage)
    return tuple(sorted(kept.values(), key=lambda one: -one.score)[:PASSAGES])
