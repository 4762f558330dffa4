"""A check as it is kept: a JSON file that its person owns. See docs/reference/check-file.md.

The file holds what was asked, what the program offered, and what a person decided. It
holds passages of the document, never the document, and nothing about any child.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Final, Literal

import msgspec
from msgspec import Meta
from msgspec.structs import replace

from compendium.checks.recognise import Jurisdiction
from compendium.model.checklists import Verdict
from compendium.vocabulary.errors import UserError
from compendium.vocabulary.kinds import Bearer, DutyForce, Modality

FORMAT: Final = "csec-compendium-check"
VERSION: Final = 2
OPENED: Final = (1, 2)
"""The versions that are opened; version 1 had no lines of single counties."""
LARGEST: Final = 16 << 20
"""Bytes of a file that is opened."""

NOTE: Final = 2_000
LINE: Final = 120
_LINES: Final = 4_000
"""A whole checklist for each of 58 counties."""

FOUND: Final = frozenset({Verdict.COVERED, Verdict.PARTLY, Verdict.NOT_FOUND})
"""The verdicts that the program gives."""

Words = Annotated[str, Meta(max_length=4_000)]
Short = Annotated[str, Meta(max_length=LINE)]
Few = Annotated[tuple[Words, ...], Meta(max_length=60)]


class Part(
    msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True
):
    """Base of the parts of the file."""


class SavedPassage(Part, frozen=True, kw_only=True):
    """Words of the document that speak to a line, and the page they stand on."""

    page: Annotated[int, Meta(ge=1)]
    text: Words


class Offer(Part, frozen=True, kw_only=True):
    """What the program found: covered, partly or not-found, and what is missing."""

    verdict: Verdict
    missing: Few = ()
    passages: Annotated[tuple[SavedPassage, ...], Meta(max_length=10)] = ()

    def __post_init__(self) -> None:
        """Raises ValueError for a verdict that only a person gives."""
        if self.verdict not in FOUND:
            raise ValueError(f"a program does not say {self.verdict}")


class Answer(Part, frozen=True, kw_only=True):
    """What a person decided. ``page`` is a place in their document, as they write it."""

    verdict: Verdict = Verdict.NOT_LOOKED_AT
    page: Short = ""
    note: Annotated[str, Meta(max_length=NOTE)] = ""
    owner: Short = ""
    due: date | None = None

    @property
    def texts(self) -> tuple[str, ...]:
        """All that a person wrote freely."""
        return tuple(text for text in (self.page, self.note, self.owner) if text)


NO_ANSWER: Final = Answer()


class LineChange(Part, frozen=True, kw_only=True):
    """What of a line differs from when it was answered. ``what`` is ``new`` for a new line."""

    what: Short
    before: Words = ""
    after: Words = ""


class SavedLine(Part, frozen=True, kw_only=True):
    """One line of the checklist as it stood, the program's offer, and the person's answer.

    ``county`` is set where the line is one county's own in a check of several.
    """

    key: Short
    section: Words
    title: Words
    asks: Words
    force: DutyForce
    evidence: Words
    modality: Modality = Modality.OBLIGATION
    departments: tuple[Bearer, ...] = ()
    citations: Few = ()
    since: Words | None = None
    until: Words | None = None
    deadline: Words | None = None
    optional: bool = False
    part_of: Short | None = None
    county: Short | None = None
    older: Words | None = None
    offer: Offer | None = None
    answer: Answer = NO_ANSWER
    changes: Annotated[tuple[LineChange, ...], Meta(max_length=40)] = ()


class SeenDocument(Part, frozen=True, kw_only=True):
    """The document that the program read: what it is called, and whose it seems to be."""

    name: Words
    format: Short
    pages: int
    title: Words = ""
    jurisdiction: Jurisdiction = Jurisdiction.UNKNOWN
    reason: Words = ""
    notes: Few = ()


class Setup(Part, frozen=True, kw_only=True):
    """What a check is made of, as a person chose it.

    ``revised`` is the day of the document's own last revision, where it was told.
    """

    compendium: Short
    edition: Short
    checklist: Short
    title: Words
    as_of: date
    counties: Annotated[tuple[Short, ...], Meta(max_length=58)] = ()
    departments: tuple[Bearer, ...] = ()
    jurisdiction: Jurisdiction | None = None
    revised: date | None = None
    gaps: Few = ()


class Opening(Part, frozen=True, kw_only=True):
    """An earlier state of the check: the day of law and the edition it was held against."""

    as_of: date
    edition: Short


class SavedCheck(Part, frozen=True, kw_only=True, omit_defaults=False):
    """A whole check. ``left`` are lines that no longer apply, ``earlier`` its past."""

    format: Literal["csec-compendium-check"] = FORMAT
    version: Literal[1, 2] = VERSION
    setup: Setup
    document: SeenDocument | None = None
    lines: Annotated[tuple[SavedLine, ...], Meta(max_length=_LINES)] = ()
    left: Annotated[tuple[SavedLine, ...], Meta(max_length=_LINES)] = ()
    earlier: Annotated[tuple[Opening, ...], Meta(max_length=200)] = ()


class _Head(msgspec.Struct):
    format: Any = None
    version: Any = None


def written(check: SavedCheck) -> bytes:
    """The file of a check: indented JSON, the same for the same check."""
    return msgspec.json.format(msgspec.json.encode(check), indent=2) + b"\n"


def opened(data: bytes) -> SavedCheck:
    """The check in a file.

    Raises UserError ``bad-check-file`` for what is no such file, ``newer-check-file`` for
    a version that is not known here.
    """
    if len(data) > LARGEST:
        raise UserError("bad-check-file", "This file is too large to be a saved check.")
    try:
        head = msgspec.json.decode(data, type=_Head)
    except (msgspec.DecodeError, RecursionError, UnicodeDecodeError):
        raise _not_ours() from None
    if head.format != FORMAT:
        raise _not_ours()
    if head.version not in OPENED:
        raise UserError(
            "newer-check-file",
            f"This check was saved in version {head.version!r} of the format; only versions up "
            f"to {VERSION} can be opened here.",
        )
    try:
        return replace(msgspec.json.decode(data, type=SavedCheck), version=VERSION)
    except (msgspec.DecodeError, RecursionError, UnicodeDecodeError) as error:
        raise UserError(
            "bad-check-file", f"This saved check was damaged or changed by hand: {error}."
        ) from None


def version_of(data: bytes) -> int:
    """The version of the format that a saved check was written in; it must open."""
    version: int = msgspec.json.decode(data, type=_Head).version
    return version


def schema() -> dict[str, Any]:
    """The JSON Schema of the file, as docs/reference/check-file.schema.json shows it."""
    made = msgspec.json.decode(msgspec.json.encode(msgspec.json.schema(SavedCheck)))
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A saved check of the California CSEC Policy Compendium, version 2",
        **made,
    }


def _not_ours() -> UserError:
    return UserError(
        "bad-check-file", "This is not a saved check; open the .json file that was saved here."
    )
