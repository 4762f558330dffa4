"""What a question asks for: who, by when, how much, which code; the file asking.toml, read once."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files
from typing import Final, NamedTuple

from compendium.search.words import stem, words_of

_LONGEST: Final = 400
"""Characters of a question in which its aim is looked for."""


_DO: Final = "(?:must|may|can|should|shall|could|has to|have to|needs? to|had to|do|does|did)"
_BEFORE: Final = rf"\b{_DO} (?:(?:the|a|an|our|each|every|all|any|local) ){{0,2}}"
_AFTER: Final = rf"{_DO}\b"
_TITLE: Final = 0.15


class Aim(NamedTuple):
    """A kind of fact that questions ask for.

    ``wants`` is the fact, ``having`` how much more a record with it counts, ``prefers``
    how much records of a kind count, ``lacks`` what to say where none has the fact.
    ``phrasing`` are stems that only put such a question, ``title`` what a
    title counts that the question spells out in full.
    """

    name: str
    wants: str
    having: float
    prefers: Mapping[str, float]
    lacks: str | None
    phrasing: frozenset[str] = frozenset()
    title: float = _TITLE

    def liking(self, kind: str, group: str) -> float:
        """How well a record of a kind suits the question."""
        return self.prefers.get(group, self.prefers.get(kind, self.prefers["else"]))


ANYTHING: Final = Aim("anything", "", 1.0, {"duty": 1.0, "term": 0.9, "else": 0.95}, None)
"""The aim of what is no question in particular."""


def aim_of(question: str) -> Aim:
    """What a question asks for."""
    said = " ".join(word.folded for word in words_of(question[:_LONGEST]))
    return next((aim for pattern, aim in _aims() if pattern.search(said)), ANYTHING)


def bearers_in(question: str) -> frozenset[str]:
    """Those whom a question asks about: what they must do, may do, or do."""
    said = " ".join(word.folded for word in words_of(question[:_LONGEST]))
    return frozenset(name for name, pattern in _bearers() if pattern.search(said))


@lru_cache(maxsize=1)
def _bearers() -> tuple[tuple[str, re.Pattern[str]], ...]:
    read = tomllib.loads(_shipped())["bearers"]
    return tuple(
        (name, re.compile(rf"{_BEFORE}(?:{called})\b|\b(?:{called}) {_AFTER}"))
        for name, called in read.items()
    )


@lru_cache(maxsize=1)
def _aims() -> tuple[tuple[re.Pattern[str], Aim], ...]:
    return read_aims(_shipped())


def _shipped() -> str:
    return files(__package__).joinpath("asking.toml").read_text(encoding="utf-8")


def read_aims(text: str) -> tuple[tuple[re.Pattern[str], Aim], ...]:
    """Aims from TOML, each with the pattern of the questions that have it, in order."""
    read = tomllib.loads(text)
    return tuple(
        (
            re.compile(_whole(one["pattern"], read["words"])),
            Aim(
                name=one["name"],
                wants=one["wants"],
                having=one["having"],
                prefers=one["prefers"],
                lacks=one.get("lacks"),
                phrasing=frozenset(stem(word) for word in one.get("phrasing", "").split()),
                title=one.get("title", _TITLE),
            ),
        )
        for one in read["aims"]
    )


def _whole(pattern: str, words: Mapping[str, str]) -> str:
    """A pattern with its pieces put in."""
    for name, piece in words.items():
        pattern = pattern.replace(f"{{{name}}}", piece)
    return pattern
