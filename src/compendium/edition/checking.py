"""Checks over an edition: begun, read into, reopened, and what changed in the law between."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from msgspec.structs import replace

from compendium.checks import Jurisdiction, check_document
from compendium.checks.carry import begun, carried, with_document
from compendium.checks.saved import SavedCheck, Setup
from compendium.duties.checklists import lines_on
from compendium.edition.catalogue import cited
from compendium.edition.compare import compare_days
from compendium.edition.reader import EditionReader
from compendium.model.checklists import Checklist
from compendium.model.duties import Duty
from compendium.reading.document import Document
from compendium.vocabulary.errors import UserError
from compendium.vocabulary.kinds import Bearer


def checklist_named(reader: EditionReader, name: str) -> Checklist:
    """A checklist by its id. Raises UserError ``unknown-checklist``, which names those held."""
    held = reader.all(Checklist)
    if name not in held:
        names = ", ".join(held) or "none"
        raise UserError("unknown-checklist", f"There is no checklist {name!r}; there are: {names}.")
    return held[name]


def setup_for(
    reader: EditionReader,
    name: str,
    on: date,
    *,
    counties: Collection[str] = (),
    departments: Collection[Bearer] = (),
    told: Jurisdiction | None = None,
    revised: date | None = None,
) -> Setup:
    """What a check of a checklist as of a day is made of."""
    checklist = checklist_named(reader, name)
    return Setup(
        compendium=reader.compendium.id,
        edition=reader.colophon.edition,
        checklist=checklist.id,
        title=checklist.title,
        as_of=on,
        counties=tuple(counties),
        departments=tuple(departments),
        jurisdiction=told,
        revised=revised,
        gaps=checklist.gaps,
    )


def begin(reader: EditionReader, setup: Setup, document: Document | None = None) -> SavedCheck:
    """A fresh check, with what the program finds where there is a document."""
    checklist, duties = checklist_named(reader, setup.checklist), reader.all(Duty)
    lines = lines_on(checklist, duties, setup.as_of)
    check = begun(setup, lines, lambda basis: cited(reader, basis.instrument, basis.pinpoint))
    if document is None:
        return check
    result = check_document(document, checklist, duties, setup.as_of, setup.jurisdiction)
    return with_document(check, document, result)


def reopen(
    reader: EditionReader, saved: SavedCheck, on: date, document: Document | None = None
) -> SavedCheck:
    """A saved check as of another day or in another edition; no answer is dropped.

    Raises UserError ``other-compendium`` for a check of another compendium.
    """
    if saved.setup.compendium != reader.compendium.id:
        raise UserError(
            "other-compendium",
            f"This check was made with another compendium, {saved.setup.compendium!r}.",
        )
    checklist = checklist_named(reader, saved.setup.checklist)
    setup = replace(
        saved.setup,
        edition=reader.colophon.edition,
        title=checklist.title,
        as_of=on,
        gaps=checklist.gaps,
    )
    return carried(saved, begin(reader, setup, document))


def version_summary(reader: EditionReader, check: SavedCheck) -> str:
    """What changed in the law since the document's last revision, to paste into its history.

    Where no revision was told: since the earlier opening of the check. Empty for neither.
    """
    setup = check.setup
    past = [opening.as_of for opening in check.earlier if opening.as_of < setup.as_of]
    since = setup.revised or (past[-1] if past else None)
    if since is None or since >= setup.as_of:
        return ""
    return compare_days(reader, since, setup.as_of).paragraph
