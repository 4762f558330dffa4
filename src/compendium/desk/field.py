"""What an editor judges: one field with its words now, its place, its form."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class Decision(StrEnum):
    """What an editor says of a field."""

    ACCEPT = "accept"
    CORRECT = "correct"
    REJECT = "reject"


class Group(StrEnum):
    """What a field is part of; the words stand above its fields."""

    LETTER = "The letter"
    LINKS = "Effects and relations"
    DUTIES = "Duties and due dates"
    MONEY = "Amounts"
    TABLE = "Table of counties"
    CODES = "Codes"
    ENCLOSURES = "Attachments"
    REMARKS = "Gaps and doubts"


@dataclass(frozen=True, slots=True)
class Input:
    """One input of a field's form. ``choices`` are the words it may have, with their labels.

    ``many`` lets several of them be chosen; the form then gives them with commas between.
    """

    name: str
    label: str
    value: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    rows: int = 1
    many: bool = False

    @property
    def chosen(self) -> frozenset[str]:
        """The words chosen where several may be."""
        return frozenset(listed(self.value))


@dataclass(frozen=True, slots=True)
class Field:
    """One field: its words now, where it was read, and how it may be corrected.

    ``place`` is the sidecar's entry (page, start, end, text, box, confidence) or None.
    ``guess`` says how sure the program is of what the letter does; ``judgeable`` is false
    where more must be typed before the field can be accepted as it stands.
    """

    key: str
    group: Group
    label: str
    value: str
    inputs: tuple[Input, ...]
    place: Mapping[str, Any] | None = None
    hint: str = ""
    guess: str = ""
    rejectable: bool = True

    def seen(self, decision: str | None) -> str:
        """What tells whether a field is still as it was when its page was made."""
        parts = [self.value, decision or "", *(one.value for one in self.inputs)]
        return digest("\0".join(parts))


def digest(text: str) -> str:
    """A short name for a text."""
    return hashlib.sha256(text.encode()).hexdigest()[:10]


def choices_of(words: Iterable[str], empty: str | None = None) -> tuple[tuple[str, str], ...]:
    """Choices whose labels are the words themselves; ``empty`` is a first one without a word."""
    first = ((("", empty),)) if empty is not None else ()
    return (*first, *((str(word), str(word).replace("-", " ")) for word in words))


def listed(text: str) -> tuple[str, ...]:
    """The words of a list with commas between."""
    return tuple(one.strip() for one in text.split(",") if one.strip())
