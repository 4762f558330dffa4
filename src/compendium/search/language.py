"""How people say things: the file language.toml, read once."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple

from compendium.search.words import stem, words_of

Phrase = tuple[str, ...]
"""The stems of a phrase, in order."""


class Language(NamedTuple):
    """Plain and faint words, groups of phrases that mean the same, words that wish for a kind.

    ``plain_stems`` are the stems of plain words of three letters and more: with a word its
    forms are plain. ``others`` are the groups that name other programs, ``subjects`` those
    that name what this compendium is about, ``faint_groups`` those that tell little.
    """

    plain: frozenset[str]
    plain_stems: frozenset[str]
    faint: frozenset[str]
    groups: tuple[tuple[Phrase, ...], ...]
    group_of: Mapping[Phrase, int]
    others: frozenset[int]
    subjects: frozenset[int]
    faint_groups: frozenset[int]
    wishes: Mapping[Phrase, tuple[str, ...]]
    longest: int
    spelled: frozenset[str]


@lru_cache(maxsize=1)
def shipped_language() -> Language:
    """The words that come with this room."""
    text = files("compendium.search").joinpath("language.toml").read_text(encoding="utf-8")
    return read_language(text)


def read_language(text: str) -> Language:
    """A language from TOML. Raises ValueError where one phrase stands in two groups."""
    read = tomllib.loads(text)
    groups: list[tuple[Phrase, ...]] = []
    group_of: dict[Phrase, int] = {}
    spelled: set[str] = set()
    for number, group in enumerate(read["groups"]):
        phrases = tuple(dict.fromkeys(phrase_of(words) for words in group["phrases"]))
        spelled.update(word.folded for words in group["phrases"] for word in words_of(words))
        for phrase in phrases:
            if group_of.setdefault(phrase, number) != number:
                raise ValueError(f"{' '.join(phrase)!r} stands in two groups")
        groups.append(phrases)
    wishes: dict[Phrase, tuple[str, ...]] = {}
    for wish in read["wishes"]:
        for words in wish["words"]:
            phrase = phrase_of(words)
            wishes[phrase] = (*wishes.get(phrase, ()), *wish["prefers"])
    longest = max(len(phrase) for phrase in (*group_of, *wishes))
    plain = frozenset(read["plain"].split())
    others, subjects, faint_groups = (
        frozenset(n for n, group in enumerate(read["groups"]) if group.get(flag))
        for flag in ("other", "subject", "faint")
    )
    return Language(
        plain=plain,
        plain_stems=frozenset(stem(word) for word in plain if len(word) > 2),
        faint=frozenset(read["faint"].split()),
        groups=tuple(groups),
        group_of=group_of,
        others=others,
        subjects=subjects,
        faint_groups=faint_groups,
        wishes=wishes,
        longest=longest,
        spelled=frozenset(spelled),
    )


def phrase_of(text: str) -> Phrase:
    """The stems of a phrase as written."""
    return tuple(filter(None, (stem(word.folded) for word in words_of(text))))


def longest_known(stems: Sequence[str], at: int, known: Mapping[Phrase, object], most: int) -> int:
    """How many stems from a place on make the longest known phrase; 0 for none."""
    for length in range(min(most, len(stems) - at), 0, -1):
        if tuple(stems[at : at + length]) in known:
            return length
    return 0
