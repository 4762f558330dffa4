"""The files of one draft: its record, what was made of its duties, amounts and codes, its table."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, Final, TypeVar

import msgspec
from msgspec.structs import replace

from compendium.content.write import write_record, write_records
from compendium.content.yaml_nodes import UnreadableFileError, read_yaml
from compendium.desk.draft import Draft
from compendium.desk.field import Decision
from compendium.desk.table_field import KEY as TABLE
from compendium.desk.table_field import csv_of, table_of
from compendium.intake.accept import SIDECAR, TABLES
from compendium.model.duties import Duty
from compendium.model.instruments import Instrument
from compendium.model.money import Allocation, ClaimingCode
from compendium.model.records import Record, from_plain
from compendium.vocabulary.errors import UserError

CODES: Final = "funding/claiming-codes.yaml"
R = TypeVar("R", bound=Record)


def sidecar_of(file: Path) -> Path:
    """The sidecar beside a draft's file."""
    return file.with_name(f"{file.stem}{SIDECAR}")


def duties_path(identifier: str) -> str:
    """Where the duties of a letter's draft stand."""
    return f"duties/{identifier}.yaml"


def money_path(identifier: str) -> str:
    """Where the amounts of a letter's draft stand."""
    return f"funding/{identifier}.yaml"


def table_path(identifier: str) -> str:
    """Where the county table of a letter's draft stands."""
    return (TABLES / f"{identifier}.csv").as_posix()


def read_draft(root: Path, name: str, topics: tuple[str, ...]) -> Draft:
    """A draft from its files. Raises UserError ``unreadable-draft`` with the reason."""
    file = root / name
    try:
        stamp = stamp_of(root, name)
        plain, _ = read_yaml(file)
        record = from_plain(plain, Instrument)
        read = json.loads(sidecar_of(file).read_text(encoding="utf-8"))
        if not isinstance(read, dict) or not {"file", "sha256"} <= set(read):
            raise UserError("unreadable-draft", f"{sidecar_of(file).name} is not what it was.")
        made = (
            *records_in(root / duties_path(record.id), Duty),
            *records_in(root / money_path(record.id), Allocation),
            *(one for one in records_in(root / CODES, ClaimingCode) if one.instrument == record.id),
        )
    except UnreadableFileError as error:
        raise UserError("unreadable-draft", f"{name}, line {error.line}: {error.reason}.") from None
    except (OSError, ValueError, msgspec.ValidationError) as error:
        raise UserError("unreadable-draft", f"{name} cannot be read: {error}.") from None
    return Draft(name, record, read, made, topics, stamp)


def stamp_of(root: Path, name: str) -> str:
    """What tells one state of a draft's files from another."""
    held = hashlib.sha256()
    file = root / name
    for path in (
        file, sidecar_of(file), root / duties_path(file.stem), root / money_path(file.stem),
    ):  # fmt: skip
        held.update(path.read_bytes() if path.is_file() else b"-")
        held.update(b"\0")
    return held.hexdigest()


def records_in(path: Path, kind: type[R]) -> list[R]:
    """The records of a file that holds a list of them; none where there is no file."""
    if not path.is_file():
        return []
    plain, _ = read_yaml(path)
    return [from_plain(one, kind) for one in plain or ()]


def texts_of(draft: Draft, other_codes: Sequence[ClaimingCode]) -> dict[str, str | None]:
    """The text of every content file that a draft has; None for one that it does not have.

    ``other_codes`` are those of other letters in the file that all share.
    """
    identifier = draft.record.id
    codes = [*other_codes, *_of(draft.made, ClaimingCode)]
    return {
        draft.path: write_record(draft.record),
        duties_path(identifier): _listing(_of(draft.made, Duty)),
        money_path(identifier): _listing(_of(draft.made, Allocation)),
        CODES: _listing(codes),
    }


def table_text(draft: Draft) -> str | None:
    """The county table as CSV; None where there is none or it was rejected."""
    table = table_of(draft.read)
    if table is None or draft.decision(TABLE) == Decision.REJECT:
        return None
    return csv_of(table)


def _of(made: Iterable[Record], kind: type[R]) -> list[R]:
    return [one for one in made if isinstance(one, kind)]


def _listing(records: Sequence[Record]) -> str | None:
    return write_records(sorted(records, key=_by_id)) if records else None


def _by_id(record: Record) -> str:
    return str(getattr(record, "id", ""))


def renamed(draft: Draft, before: Instrument) -> Draft:
    """The draft whose records speak of its new number instead of the one before."""
    now = draft.record
    review = {
        key: {**said, "record": _moved(said["record"], before.id, now.id)}
        if said.get("record")
        else said
        for key, said in draft.read.get("review", {}).items()
    }
    made = tuple(_renamed(one, before, now) for one in draft.made)
    return Draft(draft.path, now, {**draft.read, "review": review}, made, draft.topics, draft.stamp)


def _moved(identifier: str, before: str, now: str) -> str:
    return now + identifier.removeprefix(before) if identifier.startswith(before) else identifier


def _renamed(one: Record, before: Instrument, now: Instrument) -> Record:
    changes: dict[str, Any] = {"id": _moved(str(getattr(one, "id", "")), before.id, now.id)}
    changes["sources"] = tuple(
        replace(source, title=source.title.replace(before.citation, now.citation))
        for source in getattr(one, "sources", ())
    )
    if isinstance(one, Duty):
        changes["basis"] = tuple(
            replace(basis, instrument=_moved(basis.instrument, before.id, now.id))
            for basis in one.basis
        )
    else:
        changes["instrument"] = now.id
    return replace(one, **changes)
