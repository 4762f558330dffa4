"""How people say things: the file language.toml, read once."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from importlib.resources import files
from itertools import product
from typing import Any, Final, NamedTuple

from compendium.search.words import fold, stem, words_of

_PIECES: Final = re.compile(r"[{}]")

Phrase = tuple[str, ...]
"""The stems of a phrase, in order."""


class Language(NamedTuple):
    """Plain and faint words, groups of phrases that mean the same, words that wish for a kind.

    ``plain_stems`` are the stems of plain words of three letters and more: with a word its
    forms are plain. ``others`` are the groups that name other programs, ``subjects`` those
    that name what this compendium is about and ``people`` those that name whom,
    ``faint_groups`` those that tell little.
    ``pointers`` are everyday phrases that may mean a group; ``mistaken`` words that sound
    like others. ``foreign`` are words of another language that join groups, and
    ``plain_foreign`` its plain ones. ``phrases`` are all phrases of several words as
    written, to put a word right by its neighbours. ``narrower`` are words of titles of
    something narrower than the subject.
    """

    plain: frozenset[str]
    plain_stems: frozenset[str]
    faint: frozenset[str]
    groups: tuple[tuple[Phrase, ...], ...]
    group_of: Mapping[Phrase, int]
    others: frozenset[int]
    subjects: frozenset[int]
    people: frozenset[int]
    faint_groups: frozenset[int]
    wishes: Mapping[Phrase, tuple[str, ...]]
    longest: int
    spelled: frozenset[str]
    pointers: Mapping[Phrase, int]
    mistaken: Mapping[str, str]
    foreign: frozenset[str]
    plain_foreign: frozenset[str]
    phrases: frozenset[tuple[str, ...]]
    narrower: frozenset[str] = frozenset()


@lru_cache(maxsize=1)
def shipped_language() -> Language:
    """The words that come with this room."""
    room = files("compendium.search")
    own, joining = (
        room.joinpath(name).read_text(encoding="utf-8")
        for name in ("language.toml", "spanish.toml")
    )
    return read_language(own, joining)


def read_language(text: str, joining: str = "") -> Language:
    """A language from TOML, and the words of another that join its groups.

    Raises ValueError where one phrase stands in two groups, or joins none.
    """
    read, more = tomllib.loads(text), tomllib.loads(joining)
    groups = _Groups(read["groups"])
    for join in more.get("joins", ()):
        groups.join(join["like"], join["phrases"])
    pointers = {
        phrase_of(words): groups.number(one["towards"])
        for one in read.get("pointers", ())
        for words in one["phrases"]
    }
    wishes: dict[Phrase, tuple[str, ...]] = {}
    for wish in read["wishes"]:
        for words in wish["words"]:
            phrase = phrase_of(words)
            wishes[phrase] = (*wishes.get(phrase, ()), *wish["prefers"])
    plain = frozenset(read["plain"].split())
    others, subjects, people, faint_groups = (
        frozenset(n for n, group in enumerate(read["groups"]) if group.get(flag))
        for flag in ("other", "subject", "people", "faint")
    )
    return Language(
        plain=plain,
        plain_stems=frozenset(stem(word) for word in plain if len(word) > 2),
        faint=frozenset(read["faint"].split()),
        groups=tuple(tuple(phrases) for phrases in groups.phrases),
        group_of=groups.group_of,
        others=others,
        subjects=subjects,
        people=people,
        faint_groups=faint_groups,
        wishes=wishes,
        longest=max(len(phrase) for phrase in (*groups.group_of, *wishes, *pointers)),
        spelled=frozenset(groups.spelled),
        pointers=pointers,
        mistaken=read.get("mistaken", {}),
        foreign=frozenset(groups.joined),
        plain_foreign=frozenset(fold(word) for word in more.get("plain", "").split()),
        phrases=frozenset(groups.written),
        narrower=frozenset(read.get("narrower", "").split()),
    )


class _Groups:
    """Groups of phrases as they are read: no phrase may stand in two of them."""

    def __init__(self, read: Sequence[Mapping[str, Any]]) -> None:
        self.phrases: list[list[Phrase]] = []
        self.group_of: dict[Phrase, int] = {}
        self.spelled: set[str] = set()
        self.joined: set[str] = set()
        self.written: set[tuple[str, ...]] = set()
        for group in read:
            self.phrases.append([])
            for words in group["phrases"]:
                folded = self._add(words, len(self.phrases) - 1)
                self.spelled.update(folded)
                if len(folded) > 1:
                    self.written.add(folded)
            for words in expanded(group.get("patterns", ())):
                self._add(words, len(self.phrases) - 1, sought=False)

    def number(self, like: str) -> int:
        """The group that has a phrase. Raises ValueError where none has it."""
        number = self.group_of.get(phrase_of(like))
        if number is None:
            raise ValueError(f"{like!r} stands in no group")
        return number

    def join(self, like: str, phrases: Sequence[str]) -> None:
        """Let phrases of another language mean what a group means."""
        for words in phrases:
            self.joined.update(self._add(words, self.number(like)))

    def _add(self, words: str, number: int, *, sought: bool = True) -> tuple[str, ...]:
        phrase = phrase_of(words)
        if self.group_of.setdefault(phrase, number) != number:
            raise ValueError(f"{words!r} stands in two groups")
        if sought and phrase not in self.phrases[number]:
            self.phrases[number].append(phrase)
        return tuple(word.folded for word in words_of(words))


def expanded(patterns: Iterable[str]) -> Iterator[str]:
    """Every phrase of patterns such as ``ran from {the|her|} {placement|care}``."""
    for pattern in patterns:
        pieces = [piece.split("|") for piece in _PIECES.split(pattern)]
        yield from (" ".join("".join(chosen).split()) for chosen in product(*pieces))


def phrase_of(text: str) -> Phrase:
    """The stems of a phrase as written."""
    return tuple(filter(None, (stem(word.folded) for word in words_of(text))))


def longest_known(stems: Sequence[str], at: int, known: Mapping[Phrase, object], most: int) -> int:
    """How many stems from a place on make the longest known phrase; 0 for none."""
    length = _longest(stems, at, known, most)
    for head in range(1, length):
        # "kid ran from the group home": what begins inside may be the longer phrase.
        if (
            tuple(stems[at : at + head]) in known
            and _longest(stems, at + head, known, most) > length
        ):
            return head
    return length


def _longest(stems: Sequence[str], at: int, known: Mapping[Phrase, object], most: int) -> int:
    for length in range(min(most, len(stems) - at), 0, -1):
        if tuple(stems[at : at + length]) in known:
            return length
    return 0
