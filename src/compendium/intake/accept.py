"""Drafts become content files, each with a sidecar that says where every field was read."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from compendium.content.check import problems_of
from compendium.content.load import Content, load_content
from compendium.content.rules.rule import Indexed
from compendium.content.write import write_record
from compendium.intake.batch import Drafted
from compendium.intake.known import Duplicate, Known, KnownInstruments
from compendium.intake.record import DraftRecord, record_of
from compendium.intake.writing import put
from compendium.model.instruments import Instrument
from compendium.model.parties import Party
from compendium.vocabulary.kinds import PartyKind
from compendium.vocabulary.problems import Problem

ENGINE: Final = "2"
"""Raised when drafts would come out differently, so that a resumed run reads files anew."""
JOURNAL: Final = Path(".intake") / "journal.jsonl"
SIDECAR: Final = ".provenance.json"
UNPLACED: Final = "unplaced"
WAITS: Final = "waits_for"
"""Says in a sidecar why its letter has no draft."""
NO_NUMBER: Final = "number"
TAKEN: Final = "another-number"
TABLES: Final = Path("funding") / "county-tables"


@dataclass
class Catalogue:
    """The content that drafts are held against: its names, its series, its gaps."""

    content: Content
    known: KnownInstruments = field(init=False)

    def __post_init__(self) -> None:
        self._indexed = Indexed(self.content)
        self.known = KnownInstruments(one.record for one in self.content.of(Instrument))

    def is_held(self, identifier: str) -> bool:
        """Whether a draft may point at an instrument: drafts of this run are none yet."""
        indexed = self._indexed
        return identifier in indexed.instruments or identifier in indexed.gaps_not_held_ids

    def issuer_of(self, series: str | None) -> str:
        """The party that issues a series; the state department where the series is not known."""
        held = self._indexed.series.get((series or "").lower())
        return held.record.issuer if held else "cdss"

    def duplicates(self, drafted: Drafted) -> list[Duplicate]:
        """What a draft repeats."""
        draft = drafted.draft
        if draft is None:
            return []
        issued = draft.issued.value
        day = issued.earliest if issued is not None and issued.is_exact else None
        return self.known.duplicates(draft.citation, draft.subject.value, day)

    @property
    def counties(self) -> dict[str, str]:
        """The counties' names, without the word itself, and their ids."""
        return {
            one.record.name.removesuffix(" County"): one.record.id
            for one in self.content.of(Party)
            if one.record.kind is PartyKind.COUNTY
        }

    def record(self, drafted: Drafted) -> DraftRecord | None:
        """The content record of a draft."""
        if drafted.draft is None:
            return None
        name = Path(drafted.file).name
        issuer = self.issuer_of(drafted.draft.number.series)
        return record_of(drafted.draft, name, issuer, self.is_held)

    def hold(self, made: DraftRecord) -> None:
        """Know a new draft, so that a later file of the same run is seen to repeat it."""
        record = made.record
        issued = record.issued.earliest if record.issued and record.issued.is_exact else None
        known = Known(record.id, record.citation, record.title, issued, has_text=True)
        self.known.add(known)


def write_draft(
    drafted: Drafted,
    made: DraftRecord | None,
    into: Path,
    repeats: Sequence[Duplicate] = (),
) -> str:
    """Write a draft and its sidecar below a directory; what was done, in one word.

    ``written``, ``same`` (already there), ``kept`` (a person's file was left as it is),
    ``unplaced`` (the sidecar alone, under ``unplaced``: the letter has no number that can be
    read, or another letter of the folder has the same). ``repeats`` are the instruments that
    it repeats. Raises UserError ``not-written``.
    """
    if drafted.draft is None:
        return "failed"
    value = {**drafted.sidecar(), "repeats": [one.plain() for one in repeats]}
    if made is None:
        return _unplaced(into, drafted, {**value, WAITS: NO_NUMBER})
    path = into / made.path
    text = write_record(made.record)
    beside = into / f"{made.path.removesuffix('.yaml')}{SIDECAR}"
    if path.exists():
        if path.read_text(encoding="utf-8") == text and beside.exists():
            return "same"
        if _letter_beside(beside) not in (None, drafted.digest):
            return _unplaced(into, drafted, {**value, WAITS: TAKEN})
        return "kept"
    if drafted.counties is not None:
        put(into / TABLES / f"{made.record.id}.csv", drafted.counties.to_csv())
    put(beside, _pretty(value))
    put(path, text)
    return "written"


def _unplaced(into: Path, drafted: Drafted, value: dict[str, Any]) -> str:
    name = f"{Path(drafted.file).stem}-{drafted.digest[:8]}{SIDECAR}"
    put(into / UNPLACED / name, _pretty(value))
    return "unplaced"


def _letter_beside(sidecar: Path) -> str | None:
    """The digest of the letter that a draft was made of; None where that is not known."""
    try:
        digest = json.loads(sidecar.read_text(encoding="utf-8")).get("sha256")
    except (OSError, ValueError, AttributeError):
        return None
    return str(digest) if digest else None


def problems_of_texts(base: Content, made: Mapping[str, str], into: Path) -> list[Problem]:
    """What the content rules say of content files, as they stand among the content that is held.

    ``made`` gives each file's text by its path. ``into`` is an empty directory that may be
    written to; files that the content already holds are replaced for this question alone.
    """
    for path, text in made.items():
        put(into / path, text)
    loaded = load_content(into)
    joined = Content(
        root=base.root,
        texts={path: text for path, text in base.texts.items() if path not in made} | loaded.texts,
        problems=[p for p in base.problems if p.path not in made] + loaded.problems,
    )
    kept = [one for one in base.every() if one.path not in made]
    for located in (*kept, *loaded.every()):
        joined.add(located)
    return [problem for problem in problems_of(joined) if problem.path in made]


def _pretty(value: dict[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"
