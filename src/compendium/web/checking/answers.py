"""What a person wrote on the lines of a check, and what of it is refused."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from django.http import QueryDict

from compendium.checks.apart import stood_apart
from compendium.checks.carry import answered
from compendium.checks.saved import LINE, NOTE, Answer, SavedCheck, SavedLine
from compendium.model.checklists import Verdict
from compendium.search.refusal import child_detail

_CONTROL: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}")
_VERDICTS: Final = frozenset(Verdict)
_FREE: Final = (("page", LINE), ("note", NOTE), ("owner", LINE))


@dataclass(frozen=True, slots=True)
class Read:
    """A check with a person's answers, and what is wrong with them: (key, field) to words."""

    check: SavedCheck
    wrong: dict[tuple[str, str], str] = field(default_factory=dict)


def read_answers(
    check: SavedCheck, sent: QueryDict, today: date, familiar: Collection[str]
) -> Read:
    """The check with the answers of a form. Fields are numbered as the lines stand."""
    answers: dict[str, Answer] = {}
    again = []
    apart = []
    wrong: dict[tuple[str, str], str] = {}
    for at, line in enumerate(check.lines):
        if f"verdict-{at}" not in sent:
            continue
        answers[line.key], faults = _answer(line, at, sent)
        wrong.update({(line.key, name): words for name, words in faults})
        if sent.get(f"again-{at}"):
            again.append(line.key)
        if sent.get(f"apart-{at}"):
            apart.append(line.key)
    made = answered(check, answers, again)
    wrong |= refused(made, today, familiar)
    return Read(made if wrong else stood_apart(made, apart), wrong)


def refused(
    check: SavedCheck, today: date, familiar: Collection[str]
) -> dict[tuple[str, str], str]:
    """Where a person's words look like a child's details."""
    return {
        (line.key, name): f"This looks like {said}. Nothing was saved. Take out everything about "
        "a young person, then go on. For the date of a document, its month and year will do."
        for line in check.lines
        for name, _ in _FREE
        if (said := child_detail(getattr(line.answer, name), today=today, familiar=familiar))
    }


def _answer(line: SavedLine, at: int, sent: QueryDict) -> tuple[Answer, list[tuple[str, str]]]:
    verdict = sent.get(f"verdict-{at}", "")
    faults = list(_faults(at, sent))
    due = sent.get(f"due-{at}", "").strip()
    day = _day(due)
    if due and day is None:
        faults.append(("due", "Write the day as year-month-day, such as 2026-09-30."))
    return (
        Answer(
            verdict=Verdict(verdict) if verdict in _VERDICTS else line.answer.verdict,
            page=_text(sent, f"page-{at}", LINE),
            note=_text(sent, f"note-{at}", NOTE),
            owner=_text(sent, f"owner-{at}", LINE),
            due=day,
        ),
        faults,
    )


def _faults(at: int, sent: QueryDict) -> Iterator[tuple[str, str]]:
    for name, most in _FREE:
        if len(_plain(sent.get(f"{name}-{at}", ""))) > most:
            yield name, f"This is longer than {most:,} characters; its end was cut off. Shorten it."


def _text(sent: QueryDict, name: str, most: int) -> str:
    return _plain(sent.get(name, ""))[:most]


def _plain(text: str) -> str:
    return _CONTROL.sub(" ", "\n".join(text.splitlines())).strip()


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if _DAY.fullmatch(text) else None
    except ValueError:
        return None
