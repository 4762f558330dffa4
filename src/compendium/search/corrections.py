"""Words as they were meant: split, misspelled, mistaken for others, or of another language."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from compendium.search.english import shipped_english
from compendium.search.index import OTHER, PROSE, SearchIndex
from compendium.search.language import Language, longest_known
from compendium.search.neighbours import Neighbours, joined, pairs_of
from compendium.search.spelling import Speller
from compendium.search.words import Word, stem

_DOUBTED: Final = 5
"""Letters of an ordinary word that may have been typed for another."""

_FEW: Final = 5_000
"""Documents of an index whose titles are read for words that stand together."""

Corrections = dict[tuple[int, int], str]
"""Words put right, by where they stand in the query."""


class Spelled(NamedTuple):
    """The words of a query, each as it was meant, and what was put right."""

    words: list[Word]
    read: list[str]
    corrections: Corrections


class Corrector:
    """Puts words right against the words, phrases and titles of one index."""

    def __init__(self, index: SearchIndex, language: Language) -> None:
        self._index = index
        self._language = language
        self._english = shipped_english()
        own = language.spelled | language.plain | language.faint
        self.speller = Speller(index.vocabulary, own)
        self._pointing = {word for phrase in language.pointers for word in phrase}
        self._elsewhere = language.foreign | language.plain_foreign
        titles = [one.title for one in index.headings] if len(index.headings) <= _FEW else []
        self._neighbours = Neighbours({*language.phrases, *pairs_of(titles, language.plain)})

    def spelled(self, split: Sequence[Word], end: int) -> Spelled:
        """The words as meant; one that stands at the query's ``end`` may be half typed."""
        words = joined(split, self._is_held)
        plain = [word.folded for word in words]
        if self._is_of_another_language(plain):
            return Spelled(words, plain, {})
        corrections = {(one.start, one.end): one.folded for one in words if one not in split}
        read: list[str] = []
        for at, word in enumerate(words):
            is_last = at == len(words) - 1 and word.end == end
            better = self._better(word.folded, last=is_last)
            read.append(better or word.folded)
        for at, better in self._by_neighbours(read).items():
            read[at] = better
        corrections |= {
            (word.start, word.end): meant
            for word, meant in zip(words, read, strict=True)
            if meant != word.folded
        }
        return Spelled(words, read, corrections)

    def _is_of_another_language(self, words: Sequence[str]) -> bool:
        """Whether words tell of another language: what is unknown there is not misspelled."""
        theirs = [word for word in words if word in self._elsewhere and not self._is_english(word)]
        if len(theirs) > 1 or any((stem(word),) in self._language.group_of for word in theirs):
            return True
        foreign = sum(not self._is_known(word) and self._is_foreign(word) for word in words)
        return 2 * foreign > len(words)

    def _by_neighbours(self, read: Sequence[str]) -> dict[int, str]:
        """The words that their neighbours tell to be meant otherwise, by place."""
        language = self._language
        stems = [stem(word) for word in read]
        known: set[int] = set()
        for at in range(len(stems)):
            length = longest_known(stems, at, language.group_of, language.longest)
            known.update(range(at, at + length) if length > 1 else ())
        found = {}
        for at, word in enumerate(read):
            if at not in known and not word.isdigit():
                better = self._neighbours.meant(read, at, held=self._is_held(word))
                if better is not None:
                    found[at] = better
        return found

    def otherwise(self, spelled: Spelled) -> Corrections:
        """Ordinary words that no document has, with known words near to them.

        They may have been meant; to look for them takes time, so it is only done on demand.
        """
        found = {}
        for word, meant in zip(spelled.words, spelled.read, strict=True):
            if len(meant) >= _DOUBTED and not self._is_held(meant):
                near = self.speller.correct(meant)
                if near is not None:
                    found[word.start, word.end] = near
        return found

    def _better(self, word: str, *, last: bool) -> str | None:
        """The word that was meant, where it is another one; the last may be half typed."""
        if self._is_held(word) or (last and self.speller.begins(word)):
            return None
        if word in self._language.mistaken:
            return self._language.mistaken[word]
        if self._is_english(word):
            return self.speller.doubled(word)
        return self.speller.correct(word)

    def _is_foreign(self, word: str) -> bool:
        return self._index.frequency(stem(word) or word, (OTHER,)) > 0

    def _is_held(self, word: str) -> bool:
        """Whether documents have a word, or it points to what they are about."""
        if self.speller.knows(word):
            return True
        one = stem(word) or word
        return one in self._pointing or self._index.frequency(one, PROSE) > 0

    def _is_english(self, word: str) -> bool:
        return (stem(word) or word) in self._english.known

    def _is_known(self, word: str) -> bool:
        return self._is_held(word) or self._is_english(word)
