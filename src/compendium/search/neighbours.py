"""Words put right by the words beside them: "missing form care", "county plane"."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from itertools import pairwise
from typing import Final

from compendium.search.spelling import edit_distance
from compendium.search.words import Word, stem, words_of

_LONGEST: Final = 5
"""Words of the longest phrase that is looked at."""

_TELLING: Final = 4
"""Letters of a neighbour that tells something; shorter words stand beside any other."""

_SHORTEST: Final = 3
_LONG: Final = 5
"""Letters of a word in which two may be wrong."""


class Neighbours:
    """Known phrases of several words, by what is left when one of them is taken out."""

    def __init__(self, phrases: Iterable[tuple[str, ...]]) -> None:
        self._between: dict[tuple[int, tuple[str, ...]], set[str]] = defaultdict(set)
        for phrase in phrases:
            stems = [stem(word) for word in phrase]
            if not 1 < len(phrase) <= _LONGEST:
                continue
            for at, word in enumerate(phrase):
                beside = phrase[:at] + phrase[at + 1 :]
                if len(word) > _SHORTEST and any(len(one) >= _TELLING for one in beside):
                    self._between[at, (*stems[:at], *stems[at + 1 :])].add(word)

    def meant(self, read: Sequence[str], at: int, *, held: bool) -> str | None:
        """The word that makes a known phrase with its neighbours, where one is near enough.

        A word that documents have (``held``) is only doubted by two neighbours, and for
        one letter, or two that changed places.
        """
        word = read[at]
        if len(word) < _SHORTEST:
            return None
        stems = [stem(one) for one in read]
        found: list[tuple[int, str]] = []
        for length in range(3 if held else 2, _LONGEST + 1):
            for start in range(max(0, at - length + 1), min(at, len(read) - length) + 1):
                beside = (*stems[start:at], *stems[at + 1 : start + length])
                for other in self._between.get((at - start, beside), ()):
                    if stem(other) == stems[at]:
                        return None
                    most = 1 if held or len(word) < _LONG or other[0] != word[0] else 2
                    distance = edit_distance(word, other, most)
                    if distance <= most:
                        found.append((distance, other))
        return min(found)[1] if found else None


def pairs_of(titles: Iterable[str], plain: Collection[str]) -> Iterable[tuple[str, str]]:
    """The pairs of telling words that stand beside each other in titles."""
    for title in titles:
        words = [word.folded for word in words_of(title)]
        for pair in pairwise(words):
            if all(len(one) >= _TELLING and one.isalpha() and one not in plain for one in pair):
                yield pair


def joined(words: Sequence[Word], held: Callable[[str], bool]) -> list[Word]:
    """The same words, two that only make sense as one written as one: traffic king."""
    kept: list[Word] = []
    for word in words:
        before = kept[-1] if kept else None
        if (
            before is not None
            and word.start - before.end == 1
            and min(len(before.folded), len(word.folded)) > _SHORTEST - 1
            and not (held(before.folded) and held(word.folded))
            and held(before.folded + word.folded)
        ):
            kept[-1] = Word(before.start, word.end, before.folded + word.folded)
        else:
            kept.append(word)
    return kept
