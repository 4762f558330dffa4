"""Every question of the API, and how one is answered."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

from compendium.edition.answers import Plain
from compendium.edition.reader import EditionReader
from compendium.web.api import finding, instruments, practice, time
from compendium.web.api.declared import Asked, Question, Shelf

QUESTIONS: Final[tuple[Question, ...]] = (
    *instruments.QUESTIONS,
    *practice.QUESTIONS,
    *time.QUESTIONS,
    *finding.QUESTIONS,
)
BY_NAME: Final = {one.name: one for one in QUESTIONS}


def answered(
    question: Question,
    given: dict[str, Any],
    shelf: Shelf,
    *,
    reader: EditionReader,
    on: date,
    today: date,
) -> Plain:
    """The answer to a question, with the edition and the day that it holds for.

    ``given`` are parsed parameters; its ``edition`` and ``on`` win over ``reader`` and ``on``.
    """
    if given.get("edition") is not None:
        reader = shelf.named(given["edition"])
    day = given.get("on") or on
    found = question.answer(Asked(reader, day, today, given, shelf))
    return {
        "edition": reader.colophon.edition,
        "as_of": day.isoformat(),
        "projected": day > today,
        **found,
    }
