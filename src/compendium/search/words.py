"""Words: how a text is cut, folded and stemmed, the same for documents and queries."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final, NamedTuple

from tantivy import Filter, TextAnalyzer, TextAnalyzerBuilder, Tokenizer

LONGEST_WORD: Final = 60
"""Longer runs of letters are no words; the index leaves them out too."""

_ENDINGS: Final = (
    "ship", "hood", "ness", "ance", "ence", "anc", "enc", "ion", "ori", "or", "er", "ur",
    "iv", "ist", "abl", "ibl", "ful", "al",
)  # fmt: skip
_SHORTEST_ROOT: Final = 5
_WORD = re.compile(r"[^\W_]+")


class Word(NamedTuple):
    """A word of a text: where it stands, and folded (lower case, no accents)."""

    start: int
    end: int
    folded: str


def english() -> TextAnalyzer:
    """Words folded and stemmed, for prose."""
    return (
        TextAnalyzerBuilder(Tokenizer.simple())
        .filter(Filter.remove_long(LONGEST_WORD))
        .filter(Filter.lowercase())
        .filter(Filter.ascii_fold())
        .filter(Filter.stemmer("English"))
        .build()
    )


def plain() -> TextAnalyzer:
    """Words folded but not stemmed, for names and for spelling."""
    return (
        TextAnalyzerBuilder(Tokenizer.simple())
        .filter(Filter.remove_long(LONGEST_WORD))
        .filter(Filter.lowercase())
        .filter(Filter.ascii_fold())
        .build()
    )


_ENGLISH: Final = english()


@lru_cache(maxsize=65536)
def stem(folded: str) -> str:
    """The stem under which the index keeps a folded word; empty where it keeps none."""
    stems = _ENGLISH.analyze(folded)
    return stems[0] if stems else ""


@lru_cache(maxsize=65536)
def root(one: str) -> str:
    """What a stem is derived from, as far as its ending tells: coercion and coerced share one."""
    for ending in _ENDINGS:
        if one.endswith(ending) and len(one) - len(ending) >= _SHORTEST_ROOT:
            return root(one[: -len(ending)])
    return one


def fold(text: str) -> str:
    """Lower case without accents, character for character where that is possible."""
    if text.isascii():
        return text.lower()
    return "".join(_bare(letter) for letter in text)


def words_of(text: str) -> list[Word]:
    """The words of a text, with their places in it."""
    return [
        Word(found.start(), found.end(), fold(found[0]))
        for found in _WORD.finditer(text)
        if found.end() - found.start() <= LONGEST_WORD
    ]


def _bare(letter: str) -> str:
    split = unicodedata.normalize("NFKD", letter)
    kept = "".join(part for part in split if not unicodedata.combining(part))
    return (kept or letter).lower()
