"""The drafts of a folder, as `compendium intake --accept-into` writes them: read, judged, kept."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final

import msgspec

from compendium.content.load import Content
from compendium.content.paths import instrument_path
from compendium.content.write import write_record
from compendium.content.yaml_nodes import UnreadableFileError, read_yaml
from compendium.desk.fields import Decision, Field, fields_of, finished, judged
from compendium.intake.accept import SIDECAR, problems_of_drafts
from compendium.intake.numbering import number_year
from compendium.intake.record import DraftRecord
from compendium.model.instruments import Instrument
from compendium.model.records import from_plain
from compendium.vocabulary.errors import UserError
from compendium.vocabulary.problems import Problem

_INSTRUMENTS: Final = "instruments"
_REVIEW: Final = "review"


@dataclass(frozen=True)
class Draft:
    """One draft: its record, what was read and where, and what an editor said so far."""

    path: str
    record: Instrument
    read: dict[str, Any]

    @property
    def fields(self) -> list[Field]:
        """The fields to judge."""
        return fields_of(self.record, self.read)

    def decision(self, field: Field) -> str | None:
        """What the editor said of a field, or None."""
        said = self.read.get(_REVIEW, {}).get(field.key)
        return said["decision"] if said else None

    @property
    def left(self) -> int:
        """How many fields wait to be judged."""
        return sum(self.decision(field) is None for field in self.fields)


class Drafts:
    """A folder of drafts. ``base`` is the content whose rules they are held against."""

    def __init__(self, root: Path, base: Content | None) -> None:
        if not (root / _INSTRUMENTS).is_dir():
            raise UserError(
                "no-drafts",
                f"{root} holds no drafts: make some with `compendium intake FILE… "
                "--accept-into FOLDER` and name that folder.",
            )
        self.root = root
        self._base = base
        self._checked: tuple[str, list[Problem]] | None = None

    @property
    def checks(self) -> bool:
        """Whether there is content to hold drafts against."""
        return self._base is not None

    def all(self) -> list[Draft]:
        """The drafts that can be read, by path."""
        return [one for name in self._paths() if (one := self._read(name)) is not None]

    def get(self, identifier: str) -> Draft | None:
        """One draft by the id of its record."""
        for name, path in self._paths().items():
            if path.name == f"{identifier}.yaml":
                return self._read(name)
        return None

    def after(self, identifier: str) -> Draft | None:
        """The next draft with fields to judge, or None."""
        waiting = [one for one in self.all() if one.left and one.record.id != identifier]
        return next((one for one in waiting if one.record.id > identifier), None) or next(
            iter(waiting), None
        )

    def judge(
        self, draft: Draft, field: Field, decision: Decision, given: Mapping[str, str], today: date
    ) -> Draft:
        """Write down a judgement and what it makes of the record; the draft as it is now.

        Raises UserError with one sentence; then nothing was written.
        """
        record = judged(draft.record, field, decision, given)
        review = dict(draft.read.get(_REVIEW, {}))
        review.pop(field.key, None)
        after = Draft(draft.path, record, {**draft.read, _REVIEW: review})
        there = [one.key for one in draft.fields]
        now = next((one for one in after.fields if one.key not in there), field)
        review[now.key] = {"decision": decision.value, "before": field.value}
        if after.left == 0:
            after = Draft(draft.path, finished(record, today), after.read)
        return self._write(after, draft.path)

    def problems(self, draft: Draft) -> list[Problem]:
        """What the content rules say of a draft; none where there is no content to hold it to."""
        if self._base is None:
            return []
        text = write_record(draft.record)
        if self._checked is None or self._checked[0] != text:
            made = DraftRecord(draft.path, draft.record)
            with tempfile.TemporaryDirectory(prefix="compendium-desk-") as folder:
                self._checked = text, problems_of_drafts(self._base, [made], Path(folder))
        return self._checked[1]

    def _paths(self) -> dict[str, Path]:
        found = sorted((self.root / _INSTRUMENTS).glob(f"*/*/*{SIDECAR}"))
        yaml = [one.with_name(one.name.removesuffix(SIDECAR) + ".yaml") for one in found]
        return {one.relative_to(self.root).as_posix(): one for one in yaml if one.is_file()}

    def _read(self, name: str) -> Draft | None:
        file = self.root / name
        try:
            plain, _ = read_yaml(file)
            read = json.loads(_sidecar(file).read_text(encoding="utf-8"))
            return Draft(name, from_plain(plain, Instrument), read)
        except (UnreadableFileError, OSError, ValueError, msgspec.ValidationError):
            return None

    def _write(self, draft: Draft, before: str) -> Draft:
        record = draft.record
        name = before
        if Path(before).stem != record.id:
            name = instrument_path(record.id, number_year(record.citation))
            if (self.root / name).exists():
                raise UserError("taken", f"There is a draft of {record.citation} already.")
        file = self.root / name
        _put(file, write_record(record))
        _put(_sidecar(file), json.dumps(draft.read, ensure_ascii=False, indent=1) + "\n")
        if name != before:
            old = self.root / before
            old.unlink()
            _sidecar(old).unlink()
        return Draft(name, record, draft.read)


def _sidecar(file: Path) -> Path:
    return file.with_name(f"{file.stem}{SIDECAR}")


def _put(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_name(f".{path.name}.new")
    fresh.write_text(text, encoding="utf-8")
    fresh.replace(path)
