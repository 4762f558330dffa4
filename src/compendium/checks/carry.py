"""A check over time: begun, answered, and carried to another day or edition of the law.

Nothing that a person wrote is ever dropped: answers of lines that no longer apply are
kept apart, and come back with their line.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Final

from msgspec.structs import replace

from compendium.checks.apart import apart_like, base_of, with_region
from compendium.checks.findings import CheckResult, Finding
from compendium.checks.saved import (
    NO_ANSWER,
    Answer,
    LineChange,
    Offer,
    Opening,
    SavedCheck,
    SavedLine,
    SavedPassage,
    SeenDocument,
    Setup,
)
from compendium.duties.checklists import DueLine
from compendium.model.checklists import Verdict
from compendium.model.duties import Basis
from compendium.reading.document import Document
from compendium.vocabulary.kinds import Bearer

Cite = Callable[[Basis], str]

_DEPARTMENTS: Final = frozenset({Bearer.CHILD_WELFARE, Bearer.PROBATION})
_PASSAGE: Final = 1_500
"""Characters kept of one passage."""

NEW: Final = "new"


def begun(setup: Setup, lines: Iterable[DueLine], cite: Cite) -> SavedCheck:
    """A check that nobody has looked at yet, without a document."""
    asked = tuple(_line(line, cite) for line in lines if _concerns(line.bearers, setup.departments))
    return SavedCheck(setup=setup, lines=asked)


def with_document(check: SavedCheck, document: Document, result: CheckResult) -> SavedCheck:
    """The same check with what the program found in a document."""
    offers = {finding.line.key: _offer(finding) for finding in result.findings}
    lines = tuple(replace(line, offer=offers.get(line.key)) for line in check.lines)
    return replace(check, document=_seen(document, result), lines=lines)


def with_documents(
    check: SavedCheck, document: Document, whole: CheckResult, results: Mapping[str, CheckResult]
) -> SavedCheck:
    """The same check with what the program found for each county of a region, by its name.

    ``whole`` is what was found in the document without regard to counties.
    """
    return replace(with_region(check, results, _offer), document=_seen(document, whole))


def _seen(document: Document, result: CheckResult) -> SeenDocument:
    return SeenDocument(
        name=document.name[:200],
        format=document.format,
        pages=len(document.pages),
        title=document.title[:400],
        jurisdiction=result.recognition.jurisdiction,
        reason=result.recognition.reason,
        notes=document.notes[:60],
    )


def answered(
    check: SavedCheck, answers: Mapping[str, Answer], again: Collection[str] = ()
) -> SavedCheck:
    """The check with a person's answers. ``again``: lines looked at again since they changed."""

    def one(line: SavedLine) -> SavedLine:
        answer = answers.get(line.key, line.answer)
        seen = line.key in again or answer.verdict is not line.answer.verdict
        return replace(line, answer=answer, changes=() if seen else line.changes)

    return replace(check, lines=tuple(one(line) for line in check.lines))


def carried(saved: SavedCheck, fresh: SavedCheck) -> SavedCheck:
    """A saved check brought to the day and edition of a fresh one.

    Answers go over by the line's key; each line says what of it changed since it was
    answered. Offers come from the fresh check where it has a document of its own. What no
    longer applies is listed, answered or not; what was answered stays listed for good.
    """
    fresh, saved = apart_like(fresh, saved)
    before = {line.key: line for line in (*saved.left, *saved.lines)}
    moved = _point(saved) != _point(fresh)
    lines = tuple(
        _carried_line(before.get(line.key), line, keep_offer=fresh.document is None, moved=moved)
        for line in fresh.lines
    )
    held = {line.key for line in lines}
    gone = _gone(before.values(), held)
    past = {line.key for line in saved.left} if moved else frozenset[str]()
    left = [line for line in gone if line.answer != NO_ANSWER or line.key not in past]
    return replace(
        fresh,
        document=fresh.document or saved.document,
        lines=lines,
        left=tuple(left),
        earlier=(*saved.earlier, _point(saved))[-200:] if moved else saved.earlier,
    )


def changed_lines(check: SavedCheck) -> list[SavedLine]:
    """The lines that changed since the check was last answered."""
    return [line for line in check.lines if line.changes and not _is_new(line)]


def new_lines(check: SavedCheck) -> list[SavedLine]:
    """The lines that are new since the check was last answered."""
    return [line for line in check.lines if _is_new(line)]


def _is_new(line: SavedLine) -> bool:
    return any(change.what == NEW for change in line.changes)


def _point(check: SavedCheck) -> Opening:
    return Opening(as_of=check.setup.as_of, edition=check.setup.edition)


def _gone(before: Iterable[SavedLine], held: Collection[str]) -> list[SavedLine]:
    """The lines that are not held any more; one county's own without an answer is joined again."""
    bases = {base_of(key) for key in held}
    return [
        line
        for line in before
        if line.key not in held
        and (line.answer != NO_ANSWER or line.county is None or base_of(line.key) not in bases)
    ]


def _concerns(bearers: Collection[Bearer], departments: Collection[Bearer]) -> bool:
    """Whether a line is for the departments chosen; what binds neither of the two is for all."""
    bound = _DEPARTMENTS & set(bearers)
    return not departments or not bound or bool(bound & set(departments))


def _line(line: DueLine, cite: Cite) -> SavedLine:
    return SavedLine(
        key=line.key,
        section=line.section,
        title=line.title,
        asks=line.asks,
        force=line.force,
        modality=line.modality,
        evidence=line.evidence,
        departments=line.bearers,
        citations=tuple(cite(basis) for basis in line.basis),
        since=str(line.starts) if line.starts else None,
        until=str(line.until) if line.until else None,
        deadline=line.deadline.words if line.deadline else None,
        optional=line.optional,
        part_of=line.parent,
        older=line.older,
    )


def _offer(finding: Finding) -> Offer:
    verdict = finding.verdict
    if verdict not in (Verdict.COVERED, Verdict.PARTLY):
        return Offer(verdict=Verdict.NOT_FOUND)
    return Offer(
        verdict=verdict,
        missing=finding.missing,
        passages=tuple(
            SavedPassage(page=one.page, text=" ".join(one.text.split())[:_PASSAGE])
            for one in finding.passages
        ),
    )


def _carried_line(
    old: SavedLine | None, fresh: SavedLine, *, keep_offer: bool, moved: bool
) -> SavedLine:
    if old is None:
        return replace(fresh, changes=(LineChange(what=NEW),) if moved else ())
    return replace(
        fresh,
        offer=old.offer if keep_offer else fresh.offer,
        answer=old.answer,
        changes=_merged(old.changes, _differences(old, fresh)),
    )


def _differences(old: SavedLine, fresh: SavedLine) -> list[LineChange]:
    """What a line now says otherwise, field by field, in words."""
    told = ((name, _field(old, name), _field(fresh, name)) for name in _COMPARED)
    return [
        LineChange(what=name, before=before, after=after)
        for name, before, after in told
        if before != after
    ]


_COMPARED: Final = (
    "title", "asks", "force", "modality", "deadline", "departments", "citations", "since",
    "until", "optional", "older",
)  # fmt: skip


def _field(line: SavedLine, name: str) -> str:
    value = getattr(line, name)
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return ", ".join(value) if isinstance(value, tuple) else str(value)


def _merged(earlier: Iterable[LineChange], later: Iterable[LineChange]) -> tuple[LineChange, ...]:
    """Changes since the answer: from the first state to the last, none where it came back."""
    made = {change.what: change for change in earlier}
    for change in later:
        first = made.get(change.what)
        before = change.before if first is None else first.before
        made[change.what] = LineChange(what=change.what, before=before, after=change.after)
    return tuple(one for one in made.values() if one.what == NEW or one.before != one.after)
