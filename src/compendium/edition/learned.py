"""What we learned between two editions: records added, removed and changed."""

from __future__ import annotations

from typing import Any

import msgspec

from compendium.edition.answers import Plain
from compendium.edition.kinds import KINDS, label_of
from compendium.edition.reader import EditionReader
from compendium.model.records import Record, to_plain


class Learned(msgspec.Struct, frozen=True, kw_only=True):
    """One record that differs between two editions; ``fields`` names what changed in it."""

    kind: str
    id: str
    label: str
    change: str
    fields: tuple[str, ...] = ()


def compare_editions(older: EditionReader, newer: EditionReader) -> list[Learned]:
    """Every record that was added, removed or changed, kind by kind, in content order."""
    found: list[Learned] = []
    for word, kind in KINDS.items():
        found.extend(_of_kind(word, kind, older, newer))
    return found


def learned_value(older: EditionReader, newer: EditionReader, found: list[Learned]) -> Plain:
    """A comparison of editions as JSON values."""
    groups: dict[str, list[Any]] = {"added": [], "removed": [], "changed": []}
    for one in found:
        groups[one.change].append(msgspec.to_builtins(one))
    return {
        "from_edition": older.colophon.edition,
        "to_edition": newer.colophon.edition,
        **groups,
    }


def _of_kind(
    word: str, kind: type[Record], older: EditionReader, newer: EditionReader
) -> list[Learned]:
    before, after = older.all(kind), newer.all(kind)
    found = []
    for name, record in after.items():
        old = before.get(name)
        if old is None:
            found.append(_learned(word, name, record, "added"))
        elif old != record:
            found.append(_learned(word, name, record, "changed", _fields(old, record)))
    found.extend(
        _learned(word, name, record, "removed")
        for name, record in before.items()
        if name not in after
    )
    return found


def _learned(
    word: str, name: str, record: Record, change: str, fields: tuple[str, ...] = ()
) -> Learned:
    return Learned(kind=word, id=name, label=label_of(record), change=change, fields=fields)


def _fields(old: Record, new: Record) -> tuple[str, ...]:
    before, after = to_plain(old), to_plain(new)
    return tuple(
        name for name in dict.fromkeys([*before, *after]) if before.get(name) != after.get(name)
    )
