"""Letters without a draft: no number that can be read, or one that another letter has."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

from compendium.content.load import Content
from compendium.desk.draft import REVIEW
from compendium.desk.field import Decision
from compendium.desk.files import sidecar_of
from compendium.desk.letters import Letters
from compendium.desk.link_fields import citation_of
from compendium.desk.record_fields import day_of
from compendium.intake.accept import SIDECAR, TAKEN, UNPLACED, WAITS, Catalogue, write_draft
from compendium.intake.batch import draft_file
from compendium.intake.draft import LetterDraft
from compendium.intake.flow import squeezed
from compendium.intake.reading_of import FieldReading
from compendium.intake.writing import put
from compendium.vocabulary.errors import UserError

_TYPED: Final = {"citation": "citation", "issued": "issued", "subject": "title"}
"""The inputs of the form, and the field of the draft that each fills."""


@dataclass(frozen=True)
class Unplaced:
    """One such letter. ``name`` is its sidecar's without the ending."""

    name: str
    read: dict[str, Any]

    @property
    def file(self) -> str:
        """The letter's file, without its folder."""
        return Path(self.read["file"]).name

    @property
    def missing(self) -> list[str]:
        """What stands between this letter and a draft, in sentences."""
        found = []
        if self.read.get(WAITS) == TAKEN:
            found.append(
                f"Another letter of this folder is {self.read['citation']} already: "
                "the number was misread, or this is a second copy."
            )
        elif not self.read.get("citation"):
            found.append("No number was found in the text.")
        if not self.read.get("issued"):
            found.append("No issue date was found in the text.")
        if not self.read.get("subject"):
            found.append("No subject line was found in the text.")
        return found


class UnplacedLetters:
    """The unplaced letters of a folder of drafts."""

    def __init__(self, root: Path, base: Content | None, letters: Letters) -> None:
        self._root = root
        self._catalogue = Catalogue(base if base is not None else Content(root))
        self._letters = letters

    def all(self) -> list[Unplaced]:
        """All of them that can be read, by name."""
        found = sorted((self._root / UNPLACED).glob(f"*{SIDECAR}"))
        names = [one.name.removesuffix(SIDECAR) for one in found]
        return [one for name in names if (one := self.get(name)) is not None]

    def get(self, name: str) -> Unplaced | None:
        """One of them by its name."""
        try:
            read = json.loads(self._path(name).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return None
        known = isinstance(read, dict) and {"file", "sha256"} <= set(read)
        return Unplaced(name, read) if known else None

    def place(self, one: Unplaced, given: Mapping[str, str]) -> str:
        """Make the draft of a letter with what was typed; the id of the draft.

        Raises UserError with one sentence; then the letter waits as before.
        """
        citation = citation_of(given.get("citation", ""))
        drafted = draft_file(self._letters.path_of(one.read), self._catalogue.counties)
        if drafted.draft is None:
            raise UserError(drafted.code, drafted.message)
        draft, typed = _filled(drafted.draft, citation, given)
        filled = replace(drafted, draft=draft)
        made = self._catalogue.record(filled)
        if made is None:  # pragma: no cover  it has a number now
            raise UserError("no-number", "Type the letter's number.")
        if (self._root / made.path).exists():
            raise UserError(
                "taken",
                f"There is a draft of {citation} already: type another number, "
                "or set this letter aside.",
            )
        write_draft(filled, made, self._root, self._catalogue.duplicates(filled))
        _remember(sidecar_of(self._root / made.path), typed)
        self.set_aside(one)
        return made.record.id

    def set_aside(self, one: Unplaced) -> None:
        """Let go of a letter: its file stays where it is, the folder forgets it."""
        put(self._path(one.name), None)

    def _path(self, name: str) -> Path:
        return self._root / UNPLACED / f"{Path(name).name}{SIDECAR}"


def _filled(
    draft: LetterDraft, citation: str, given: Mapping[str, str]
) -> tuple[LetterDraft, list[str]]:
    """The draft with what was typed where it differs, and the names of what differs."""
    issued, subject = day_of(given.get("issued", "").strip()), squeezed(given.get("subject", ""))
    typed = []
    if citation != draft.citation:
        typed.append("citation")
        number = draft.number._replace(
            citation=FieldReading(citation), is_errata=citation.endswith("E")
        )
        draft = replace(draft, number=number)
    if issued is not None and issued != draft.issued.value:
        typed.append("issued")
        draft = replace(draft, issued=FieldReading(issued))
    if subject and subject != draft.subject.value:
        typed.append("subject")
        draft = replace(draft, subject=FieldReading(subject))
    return draft, typed


def _remember(sidecar: Path, typed: list[str]) -> None:
    """Note in a sidecar what a person typed: those fields are judged."""
    read = json.loads(sidecar.read_text(encoding="utf-8"))
    read[REVIEW] = {
        _TYPED[name]: {"decision": Decision.CORRECT.value, "before": ""} for name in typed
    }
    put(sidecar, json.dumps(read, ensure_ascii=False, indent=1) + "\n")


def shown(one: Unplaced) -> dict[str, str]:
    """What the form of an unplaced letter begins with."""
    taken = one.read.get(WAITS) == TAKEN
    return {
        "citation": "" if taken else one.read.get("citation") or "",
        "issued": one.read.get("issued") or "",
        "subject": one.read.get("subject") or "",
    }
