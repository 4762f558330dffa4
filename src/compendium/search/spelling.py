"""Misspelled words put right against the words that the documents use."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Final

_DOUBLED: Final = re.compile(r"(.)\1")
_SHORTEST: Final = 4
_MANY: Final = 50_000
"""In vocabularies larger than this, words of one single document are mostly misspelled too."""


class Speller:
    """Finds the word that was meant among known words.

    Words are kept by how they begin and by how they end: a misspelled word mostly has
    one of the two right, so that only few must be looked at.
    """

    def __init__(self, frequencies: Mapping[str, int], others: Iterable[str] = ()) -> None:
        self._frequency = dict.fromkeys(others, 1)
        self._frequency.update(frequencies)
        self._sorted = sorted(self._frequency)
        self._alike: dict[tuple[int, str], list[tuple[int, str]]] = defaultdict(list)
        self._undoubled: dict[str, str] = {}
        least = 2 if len(self._frequency) > _MANY else 1
        for word, count in self._frequency.items():
            if len(word) >= _SHORTEST and count >= least and word.isalpha():
                for key in _ends(word):
                    self._alike[len(word), key].append((_letters(word), word))
                if _DOUBLED.search(word):
                    self._undoubled[_DOUBLED.sub(r"\1", word)] = word

    def knows(self, word: str) -> bool:
        """Whether a word needs no putting right."""
        return word in self._frequency

    def completions(self, prefix: str, limit: int = 8) -> list[str]:
        """Known words that start so, the commonest first."""
        start = bisect_left(self._sorted, prefix)
        end = bisect_left(self._sorted, f"{prefix}\uffff", start)
        longer = self._sorted[start:end]
        return sorted(longer, key=lambda word: (-self._frequency[word], word))[:limit]

    def doubled(self, word: str) -> str | None:
        """The known word that differs in a doubled letter only: planing, planning."""
        return self._undoubled.get(_DOUBLED.sub(r"\1", word))

    def begins(self, prefix: str) -> bool:
        """Whether a known word starts so."""
        start = bisect_left(self._sorted, prefix)
        return start < len(self._sorted) and self._sorted[start].startswith(prefix)

    def correct(self, word: str) -> str | None:
        """The known word nearest to this one, or None where none is near enough."""
        if len(word) < _SHORTEST or any(letter.isdigit() for letter in word):
            return None
        if len(word) == _SHORTEST:
            return self._completed(word)
        reach = 1 if len(word) <= 7 else 2
        near = self._near(word, reach)
        # Few people miss the first letter: another one is believed only a letter away.
        same = [one for one in near if one[2][0] == word[0]]
        near = same or [one for one in near if one[0] == 1]
        return min(near)[2] if near else None

    def _completed(self, word: str) -> str | None:
        """The known word that a short one is with a letter left out; names stay as they are."""
        near = [one for one in self._near(word, 1) if len(one[2]) > len(word)]
        near = [one for one in near if one[2][0] == word[0]]
        return min(near)[2] if near else None

    def _near(self, word: str, reach: int) -> list[tuple[int, int, str]]:
        """Known words within reach: how far each is, how rare (negative), and the word."""
        letters = _letters(word)
        near = {}
        for length in range(len(word) - reach, len(word) + reach + 1):
            # A changed letter makes two bits differ, one put in or left out only one.
            most = 2 * reach - abs(len(word) - length)
            for key in _ends(word):
                for mask, known in self._alike.get((length, key), ()):
                    if (mask ^ letters).bit_count() > most or known in near:
                        continue
                    distance = edit_distance(word, known, reach)
                    if distance <= reach:
                        near[known] = (distance, -self._frequency[known], known)
        return list(near.values())


def edit_distance(one: str, other: str, most: int) -> int:
    """How many letters to insert, drop, change or swap; ``most + 1`` where it is more."""
    if abs(len(one) - len(other)) > most:
        return most + 1
    while one and other and one[0] == other[0]:
        one, other = one[1:], other[1:]
    while one and other and one[-1] == other[-1]:
        one, other = one[:-1], other[:-1]
    if not one or not other:
        return len(one) + len(other)
    before: list[int] = []
    row = list(range(len(other) + 1))
    for at, letter in enumerate(one, start=1):
        fresh = [at]
        for to, target in enumerate(other, start=1):
            cost = min(row[to] + 1, fresh[to - 1] + 1, row[to - 1] + (letter != target))
            if at > 1 and to > 1 and letter == other[to - 2] and one[at - 2] == target:
                cost = min(cost, before[to - 2] + 1)
            fresh.append(cost)
        if min(fresh) > most:
            return most + 1
        before, row = row, fresh
    return row[-1]


def _ends(word: str) -> tuple[str, str]:
    """How a word begins and how it ends; a hyphen tells the two apart."""
    return f"{word[:2]}-", f"-{word[-3:]}"


def _letters(word: str) -> int:
    """Which letters a word has once and which more often, as bits; near words share most."""
    mask = 0
    for letter in word:
        bit = 1 << 2 * (ord(letter) % 61)
        mask |= bit << 1 if mask & bit else bit
    return mask
