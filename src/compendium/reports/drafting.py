"""A draft made and held against its own checklist, for whoever offers it to people."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import NamedTuple

from compendium.checks import Jurisdiction
from compendium.checks.saved import SavedCheck
from compendium.edition.checking import begin, setup_for
from compendium.edition.reader import EditionReader
from compendium.model.checklists import Verdict
from compendium.reading import parse
from compendium.reports.draft import draft_of, unresolved
from compendium.reports.draft_filled import Answers, DraftLine, drafted
from compendium.reports.draft_words import wording_of


class MadeDraft(NamedTuple):
    """A draft as a Word file: its lines, and the keys of those that our check does not credit."""

    body: bytes
    check: SavedCheck
    lines: Sequence[DraftLine]
    unsure: frozenset[str]

    @property
    def open_words(self) -> list[str]:
        """What is open, left out, or filled with words that our check does not credit."""
        return unresolved(self.check, self.lines, self.unsure)


def asked_for(reader: EditionReader, template: str, on: date) -> SavedCheck:
    """The lines that a draft answers. Raises UserError ``unknown-checklist``."""
    return begin(reader, setup_for(reader, template, on, told=Jurisdiction.COUNTY))


def make_draft(
    reader: EditionReader, check: SavedCheck, answers: Answers, made: datetime
) -> MadeDraft:
    """The draft of a county's answers. Raises UserError ``bad-answers``."""
    lines = drafted(check, answers, wording_of(check.setup.checklist))
    first = draft_of(check, lines, answers.whose, made)
    found = begin(reader, check.setup, parse(first, "draft.docx"))
    covered = {
        line.key for line in found.lines if line.offer and line.offer.verdict is Verdict.COVERED
    }
    unsure = frozenset({one.line.key for one in lines if one.filled} - covered)
    body = draft_of(check, lines, answers.whose, made, unsure) if unsure else first
    return MadeDraft(body, check, lines, unsure)
