"""What the pages of this room show."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from django.conf import settings

from compendium.edition.reader import EditionReader
from compendium.model.parties import Claim, Party
from compendium.model.records import Source
from compendium.model.reference import Page
from compendium.web.consultation.correspondence import in_words
from compendium.web.consultation.doors import CONSULTATION, Door
from compendium.web.consultation.forms import CarefulForm
from compendium.web.consultation.models import Submission
from compendium.web.consultation.words import Words, words_in
from compendium.web.standpoint import Standpoint

BOARD = "advisory-board"


class Told(NamedTuple):
    """A claim about the Board with the source that makes it."""

    claim: Claim
    source: Source | None


@dataclass(frozen=True, slots=True)
class FormPage:
    """A public form: prose above it, the Board where it is about it, and where else to turn."""

    door: Door
    heading: str
    prose: Page | None
    reviewed: bool
    board: Party | None
    counts: list[Told]
    contact: str | None
    other_address: str
    other_language: str
    text: Words


def present_form(here: Standpoint, door: Door, language: str) -> FormPage:
    """The page of a form; English prose where a language has none."""
    prose = _prose(here.reader, door.page, language)
    board = here.reader.one(Party, BOARD) if door is CONSULTATION else None
    other = "en" if language == "es" else "es"
    contact = settings.CONTACT or (board.url if board else None)
    return FormPage(
        door=door,
        heading=door.heading[language],
        prose=prose,
        reviewed=bool(prose and prose.reviewed_by_a_person),
        board=board,
        counts=_counts(board),
        contact=contact or None,
        other_address=door.address(other),
        other_language=other,
        text=words_in(language),
    )


def spoken_answers(form: CarefulForm, language: str) -> list[tuple[str, str]]:
    """The cleaned answers as people read them: question and answer, in order."""
    labels = words_in(language).labels
    return [
        (labels[name], in_words(name, value, language)) for name, value in form.answers().items()
    ]


def told_answers(one: Submission, language: str) -> list[tuple[str, str]]:
    """The stored answers as people read them."""
    labels = words_in(language).labels
    names = {"email": "answer_to"} if "text" in one.PERSONAL else {}
    return [
        (labels[names.get(name, name)], in_words(name, getattr(one, name), language))
        for name in one.PERSONAL
    ]


def _prose(reader: EditionReader, name: str, language: str) -> Page | None:
    return reader.one(Page, f"{language}/{name}") or reader.one(Page, f"en/{name}")


def _counts(board: Party | None) -> list[Told]:
    if board is None:
        return []
    sources = {source.id: source for source in board.sources}
    return [Told(c, sources.get(c.source)) for c in board.claims if c.about == "members"]
