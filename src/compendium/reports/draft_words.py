"""Our own sentences for drafts, and the questions that fill them: the files under ``wording/``.

A line ``says`` a sentence. Words in braces are a county's answers, or ``{county}``,
``{worker}`` (whom the line binds) and ``{limit}`` (its time limit). ``more`` is a second
sentence that waits for its own answers. A line with ``choice`` on is taken in only where
the county answers yes. ``said`` names a line whose words say this one too. ``since`` is the
day from which a sentence holds. ``head`` is the line's heading in the draft, where it is
not its title; ``[[section]]`` names the headings of sections anew.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Final

import msgspec

SHARED: Final = ("program", "missing-from-care")
"""Files whose sentences go into several drafts; a draft's own file goes before them."""

GIVEN: Final = frozenset({"county", "worker", "limit"})
"""Slots that no question fills."""

_SLOT: Final = re.compile(r"\{([a-z-]+)\}")


class Sentence(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a draft says for one line. See the module for the fields."""

    key: str
    says: str = ""
    more: str = ""
    said: str = ""
    head: str = ""
    choice: bool = False
    since: date | None = None


class Question(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A question to the county, and an answer as an example."""

    id: str
    asks: str
    example: str


class Section(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A section of the checklist, and its heading in the draft."""

    title: str
    head: str


class Wording(msgspec.Struct, frozen=True, kw_only=True):
    """The sentences of a draft by the key of their line, and its questions by their id.

    ``sections`` are headings by the titles of the checklist's sections.
    """

    lines: Mapping[str, Sentence]
    questions: Mapping[str, Question]
    sections: Mapping[str, str]


class _File(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    line: tuple[Sentence, ...] = ()
    question: tuple[Question, ...] = ()
    section: tuple[Section, ...] = ()


@cache
def wording_of(template: str) -> Wording:
    """The sentences and questions of a draft; those shared alone where it has none of its own."""
    held = [_file(name) for name in (*SHARED, template)]
    return Wording(
        lines={one.key: one for file in held for one in file.line},
        questions={one.id: one for file in held for one in file.question},
        sections={one.title: one.head for file in held for one in file.section},
    )


def slots_in(sentence: str) -> tuple[str, ...]:
    """The names in braces, each once, in the order of the sentence."""
    return tuple(dict.fromkeys(_SLOT.findall(sentence)))


def with_slots(sentence: str, values: Mapping[str, str]) -> str:
    """A sentence with its slots filled; what an answer holds in braces stays as it is."""
    return _SLOT.sub(lambda hit: values[hit.group(1)], sentence)


def _file(name: str) -> _File:
    place = files(__package__).joinpath("wording", f"{name}.toml")
    if not place.is_file():
        return _File()
    return msgspec.convert(tomllib.loads(place.read_text(encoding="utf-8")), _File)
