"""The drafts of a folder, as `compendium intake --accept-into` writes them: read, judged, kept."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Final

import msgspec

from compendium.content.load import Content
from compendium.content.paths import instrument_path
from compendium.content.rules.rule import Indexed
from compendium.content.yaml_nodes import UnreadableFileError
from compendium.desk.draft import Draft
from compendium.desk.field import Decision, Field
from compendium.desk.fields import fields_of, judged
from compendium.desk.files import (
    CODES,
    read_draft,
    records_in,
    renamed,
    sidecar_of,
    stamp_of,
    table_path,
    table_text,
    texts_of,
)
from compendium.intake.accept import SIDECAR, UNPLACED, problems_of_texts
from compendium.intake.numbering import number_year
from compendium.intake.writing import put
from compendium.model.money import ClaimingCode
from compendium.vocabulary.errors import UserError
from compendium.vocabulary.problems import Problem, Severity

_INSTRUMENTS: Final = "instruments"
CHANGED: Final = (
    "This draft was changed since the page was opened, in another tab or in its file. "
    "Nothing was written; look at it again."
)


class Drafts:
    """A folder of drafts. ``base`` is the content whose rules they are held against."""

    def __init__(self, root: Path, base: Content | None) -> None:
        if not ((root / _INSTRUMENTS).is_dir() or (root / UNPLACED).is_dir()):
            raise UserError(
                "no-drafts",
                f"{root} holds no drafts: make some with `compendium intake FILE… "
                "--accept-into FOLDER` and name that folder.",
            )
        self.root = root
        self.base = base
        known = Indexed(base).compendium if base is not None else None
        self._topics = tuple(one.id for one in known.record.topics) if known else ()
        self._checked: tuple[dict[str, str], list[Problem]] | None = None

    @property
    def checks(self) -> bool:
        """Whether there is content to hold drafts against."""
        return self.base is not None

    def read(self, name: str) -> Draft:
        """The draft in a file. Raises UserError where it cannot be read."""
        return read_draft(self.root, name, self._topics)

    def get(self, identifier: str) -> Draft | None:
        """One draft by the id of its record. Raises UserError where its files cannot be read."""
        for name, path in self.paths().items():
            if path.name == f"{identifier}.yaml":
                return self.read(name)
        return None

    def judge(
        self, draft: Draft, field: Field, decision: Decision, given: Mapping[str, str], today: date
    ) -> Draft:
        """Write down a judgement and what it makes of the draft; the draft as it is now.

        Raises UserError with one sentence; then nothing was written.
        """
        after = judged(draft, field, decision, given, today)
        if after.made != draft.made:
            self._hold(after, self._errors(draft))
        return self._write(after, draft)

    def rejected(self, draft: Draft, group: str, today: date) -> Draft:
        """The draft with every field of a group rejected that waits to be judged."""
        after = draft
        for field in fields_of(draft):
            waits = draft.decision(field.key) is None and field.rejectable
            if field.group == group and waits:
                after = judged(after, field, Decision.REJECT, {}, today)
        return self._write(after, draft)

    def discard(self, draft: Draft) -> None:
        """Take away everything of a draft."""
        empty = replace(draft, made=())
        for name, text in texts_of(empty, self._other_codes(draft)).items():
            put(self.root / name, text if name == CODES else None)
        put(self.root / table_path(draft.record.id), None)
        put(sidecar_of(self.root / draft.path), None)

    def problems(self, draft: Draft) -> list[Problem]:
        """What the content rules say of a draft; none where there is no content to hold it to."""
        if self.base is None:
            return []
        texts = self.texts(draft)
        if self._checked is None or self._checked[0] != texts:
            with tempfile.TemporaryDirectory(prefix="compendium-desk-") as folder:
                self._checked = texts, problems_of_texts(self.base, texts, Path(folder))
        return self._checked[1]

    def texts(self, draft: Draft) -> dict[str, str]:
        """The content files of a draft, as they stand among the content that is held."""
        base = self.base.by_path.get(CODES, []) if self.base is not None else []
        held = [one.record for one in base if one.record.instrument != draft.record.id]
        made = any(isinstance(one, ClaimingCode) for one in draft.made)
        texts = texts_of(draft, held if made else [])
        return {path: text for path, text in texts.items() if text is not None}

    def _errors(self, draft: Draft) -> list[str]:
        return [str(one) for one in self.problems(draft) if one.severity is Severity.ERROR]

    def _hold(self, after: Draft, before: list[str]) -> None:
        """Refuse what breaks a rule that was kept before."""
        fresh = [
            one
            for one in self.problems(after)
            if one.severity is Severity.ERROR and one.path != after.path and str(one) not in before
        ]
        if fresh:
            raise UserError("breaks-a-rule", f"A rule forbids it: {fresh[0].message}.")

    def _other_codes(self, draft: Draft) -> list[ClaimingCode]:
        try:
            held = records_in(self.root / CODES, ClaimingCode)
        except (UnreadableFileError, OSError, ValueError, msgspec.ValidationError):
            raise UserError("unreadable-draft", f"{CODES} cannot be read; mend it first.") from None
        return [one for one in held if one.instrument != draft.record.id]

    def paths(self) -> dict[str, Path]:
        """The files of drafts that have their sidecar, by their names below the folder."""
        found = sorted((self.root / _INSTRUMENTS).glob(f"*/*/*{SIDECAR}"))
        yaml = [one.with_name(one.name.removesuffix(SIDECAR) + ".yaml") for one in found]
        return {one.relative_to(self.root).as_posix(): one for one in yaml if one.is_file()}

    def _write(self, after: Draft, before: Draft) -> Draft:
        if stamp_of(self.root, before.path) != before.stamp:
            raise UserError("changed", CHANGED)
        codes = self._other_codes(before)
        moves = after.record.id != before.record.id
        if moves:
            name = instrument_path(after.record.id, number_year(after.record.citation))
            if (self.root / name).exists():
                raise UserError("taken", f"There is a draft of {after.record.citation} already.")
            after = replace(renamed(after, before.record), path=name)
        held = texts_of(before, codes)
        for name, text in texts_of(after, codes).items():
            if held.get(name) != text:
                put(self.root / name, text)
        if table_text(after) != table_text(before) or moves:
            put(self.root / table_path(after.record.id), table_text(after))
        text = json.dumps(after.read, ensure_ascii=False, indent=1) + "\n"
        put(sidecar_of(self.root / after.path), text)
        if moves:
            self._leave(before)
        return replace(after, stamp=stamp_of(self.root, after.path))

    def _leave(self, before: Draft) -> None:
        """Take away the files of the number that a draft had before."""
        for name in (*texts_of(before, ()), table_path(before.record.id)):
            if name != CODES:
                put(self.root / name, None)
        put(sidecar_of(self.root / before.path), None)
