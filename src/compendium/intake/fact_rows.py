"""Rows of facts about documents, read with patience: what is wrong is said, the rest is used.

Two shapes of row may stand in one file, one JSON object a line::

    {"id", "title", "date", "status", "obsoletes", "obsoleted_by", "updates", "updated_by"}
    {"newer", "newer_date", "relation", "older", "older_date", "part", "source_url", "note"}

Only ``id``, or ``newer``, ``relation`` and ``older``, are needed.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from compendium.vocabulary.dates import PartialDate
from compendium.vocabulary.errors import UserError
from compendium.vocabulary.problems import Problem, Severity

_UNUSABLE: Final = re.compile(r"[&<>{}|\\^`\x00-\x1f]|^\W*$")
_LONGEST_ID: Final = 200
_LISTS: Final = ("obsoletes", "obsoleted_by", "updates", "updated_by")


@dataclass
class DocumentRow:
    """What a list says of one document."""

    id: str
    line: int
    title: str | None = None
    date: PartialDate | None = None
    status: str | None = None
    obsoletes: tuple[str, ...] = ()
    obsoleted_by: tuple[str, ...] = ()
    updates: tuple[str, ...] = ()
    updated_by: tuple[str, ...] = ()


@dataclass(frozen=True)
class RelationRow:
    """What somebody says that one document does to another, with the verb as written."""

    newer: str
    relation: str
    older: str
    line: int
    newer_date: PartialDate | None = None
    older_date: PartialDate | None = None
    part: str | None = None
    source_url: str | None = None
    note: str | None = None


@dataclass
class Facts:
    """The rows of a file, and what was wrong with some of them."""

    name: str
    documents: dict[str, DocumentRow] = field(default_factory=dict)
    relations: list[RelationRow] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def warn(self, code: str, message: str, line: int) -> None:
        """Note something that the reader of the import should know."""
        self.problems.append(Problem(code, message, self.name, line, Severity.WARNING))


def read_facts(path: Path) -> Facts:
    """The rows of a JSON Lines file.

    Raises UserError where the file cannot be read, or a line is not a JSON object. Rows with
    unusable or repeated ids, impossible dates and documents that replace themselves are
    reported in ``problems``; the rest of them is used.
    """
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except OSError as error:
        reason = (error.strerror or "unreadable").lower()
        raise UserError("no-file", f"{path} cannot be read: {reason}.") from None
    except UnicodeDecodeError:
        raise UserError("bad-file", f"{path} is not UTF-8 text.") from None
    facts = Facts(path.name)
    for number, line in enumerate(lines, start=1):
        if line.strip():
            _take(facts, _object(line, number, path), number)
    return facts


def _object(line: str, number: int, path: Path) -> dict[str, Any]:
    try:
        row = json.loads(line)
    except (json.JSONDecodeError, RecursionError):
        raise UserError("bad-row", f"{path}, line {number} is not JSON.") from None
    if not isinstance(row, dict):
        raise UserError("bad-row", f"{path}, line {number} is not an object with an id.")
    return row


def _take(facts: Facts, row: dict[str, Any], line: int) -> None:
    if "relation" in row and "id" not in row:
        _take_relation(facts, row, line)
        return
    name = _name(row.get("id"))
    if name is None:
        facts.warn("unusable-id", f"the row's id {_shown(row.get('id'))} cannot be cited", line)
        return
    if name in facts.documents:
        first = facts.documents[name].line
        facts.warn("repeated-id", f"{name} stands in line {first} already; that row is kept", line)
        return
    lists = {key: _named(facts, name, key, row.get(key), line) for key in _LISTS}
    facts.documents[name] = DocumentRow(
        id=name,
        line=line,
        title=str(row["title"]).strip() or None if row.get("title") else None,
        date=_date(facts, name, row.get("date"), line),
        status=str(row["status"]) if row.get("status") else None,
        **lists,
    )


def _take_relation(facts: Facts, row: dict[str, Any], line: int) -> None:
    newer, older = _name(row.get("newer")), _name(row.get("older"))
    if newer is None or older is None or not isinstance(row["relation"], str):
        facts.warn("unusable-id", "the row does not name two documents and a relation", line)
        return
    if newer == older:
        facts.warn("self-reference", f"{newer} is said to change itself", line)
        return
    texts = {
        key: str(row[key]).strip() if row.get(key) else None
        for key in ("part", "source_url", "note")
    }
    facts.relations.append(
        RelationRow(
            newer=newer,
            relation=row["relation"],
            older=older,
            line=line,
            newer_date=_date(facts, newer, row.get("newer_date"), line),
            older_date=_date(facts, older, row.get("older_date"), line),
            **texts,
        )
    )


def _named(facts: Facts, name: str, key: str, value: object, line: int) -> tuple[str, ...]:
    """The documents that a row names under a key, each once, itself never."""
    if value is None:
        return ()
    listed = [value] if isinstance(value, str) else value
    if not isinstance(listed, list):
        facts.warn("unusable-id", f"{name}: {key} is not a list of ids", line)
        return ()
    found: dict[str, None] = {}
    for one in listed:
        other = _name(one)
        if other is None:
            facts.warn("unusable-id", f"{name}: {key} names {_shown(one)}", line)
        elif other == name:
            facts.warn("self-reference", f"{name} names itself under {key}", line)
        else:
            found[other] = None
    return tuple(found)


def _name(value: object) -> str | None:
    """An id as a citation: spaces folded; None where it cannot be one."""
    if not isinstance(value, str):
        return None
    name = " ".join(value.split())
    return None if not name or len(name) > _LONGEST_ID or _UNUSABLE.search(name) else name


def _date(facts: Facts, name: str, value: object, line: int) -> PartialDate | None:
    if value is None or value == "":
        return None
    try:
        return PartialDate.parse(str(value))
    except ValueError:
        facts.warn("impossible-date", f"{name}: {_shown(value)} is not a date", line)
        return None


def _shown(value: object) -> str:
    text = repr(value)
    return text if len(text) <= 60 else f"{text[:60]}…"
