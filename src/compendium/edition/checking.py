"""Checks over an edition: begun, read into, reopened, and what changed in the law between."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import NamedTuple

from msgspec.structs import replace

from compendium.checks import CheckResult, Jurisdiction, check_document
from compendium.checks.carry import begun, carried, with_document, with_documents
from compendium.checks.regional import documents_by_county, in_words_of, unnamed
from compendium.checks.saved import SavedCheck, Setup
from compendium.duties.checklists import lines_on
from compendium.edition.catalogue import cited
from compendium.edition.compare import compare_days
from compendium.edition.counties import counties_named, county_names
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
    """What a check of a checklist as of a day is made of.

    Raises UserError ``unknown-checklist`` and ``unknown-county``.
    """
    checklist = checklist_named(reader, name)
    return Setup(
        compendium=reader.compendium.id,
        edition=reader.colophon.edition,
        checklist=checklist.id,
        title=checklist.title,
        as_of=on,
        counties=counties_named(reader, counties),
        departments=tuple(departments),
        jurisdiction=told,
        revised=revised,
        gaps=checklist.gaps,
    )


class Read(NamedTuple):
    """What a document says to a checklist: as a whole, and for each county of a region.

    ``by_county`` is empty where a check is of one county or none; ``document`` has the
    sentences on counties that it does not name among its notes.
    """

    document: Document
    whole: CheckResult
    by_county: dict[str, CheckResult]


def read_against(reader: EditionReader, setup: Setup, document: Document) -> Read:
    """Hold a document against the checklist of a check as of its day."""
    checklist, duties = checklist_named(reader, setup.checklist), reader.all(Duty)
    whole = check_document(document, checklist, duties, setup.as_of, setup.jurisdiction)
    if len(setup.counties) < 2:
        return Read(document, whole, {})
    known = county_names(reader)
    # Whose document it is shows in the whole; a part of it may not name any county.
    seen = whole.recognition.jurisdiction
    told = setup.jurisdiction or (None if seen is Jurisdiction.UNKNOWN else seen)

    # Counties of whom nothing is said apart read the same words, and need one look.
    looked_at: dict[str, CheckResult] = {document.text: whole}

    def for_one(part: Document) -> CheckResult:
        if part.text not in looked_at:
            result = check_document(part, checklist, duties, setup.as_of, told)
            looked_at[part.text] = in_words_of(document, part, result)
        return looked_at[part.text]

    parts = documents_by_county(document, setup.counties, known)
    notes = tuple(
        f"{county} County is not named in the document; only words that name no county, or all "
        "of them, count for it."
        for county in unnamed(document, setup.counties, known)
    )
    noted = replace(document, notes=(*document.notes, *notes))
    return Read(noted, whole, {county: for_one(part) for county, part in parts.items()})


def begin(reader: EditionReader, setup: Setup, document: Document | None = None) -> SavedCheck:
    """A fresh check, with what the program finds where there is a document."""
    return begin_with(reader, setup, read_against(reader, setup, document) if document else None)


def begin_with(reader: EditionReader, setup: Setup, read: Read | None) -> SavedCheck:
    """A fresh check with what was found already."""
    checklist = checklist_named(reader, setup.checklist)
    lines = lines_on(checklist, reader.all(Duty), setup.as_of)
    check = begun(setup, lines, lambda basis: cited(reader, basis.instrument, basis.pinpoint))
    if read is None:
        return check
    if read.by_county:
        return with_documents(check, read.document, read.whole, read.by_county)
    return with_document(check, read.document, read.whole)


def setup_again(reader: EditionReader, saved: SavedCheck, on: date) -> Setup:
    """What a saved check is made of when it is opened as of another day, in this edition.

    Raises UserError ``other-compendium`` for a check of another compendium.
    """
    if saved.setup.compendium != reader.compendium.id:
        raise UserError(
            "other-compendium",
            f"This check was made with another compendium, {saved.setup.compendium!r}.",
        )
    checklist = checklist_named(reader, saved.setup.checklist)
    return replace(
        saved.setup,
        edition=reader.colophon.edition,
        title=checklist.title,
        as_of=on,
        gaps=checklist.gaps,
    )


def reopen(
    reader: EditionReader, saved: SavedCheck, on: date, document: Document | None = None
) -> SavedCheck:
    """A saved check as of another day or in another edition; no answer is dropped.

    Raises UserError ``other-compendium`` for a check of another compendium.
    """
    return carried(saved, begin(reader, setup_again(reader, saved, on), document))


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
