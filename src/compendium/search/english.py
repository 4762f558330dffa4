"""Ordinary English words: the file english.txt, read once."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple

from compendium.search.words import stem

_MARK = "----"


class English(NamedTuple):
    """Stems of ordinary words: ``everyday`` those of the commonest, ``known`` all of them."""

    everyday: frozenset[str]
    known: frozenset[str]


@lru_cache(maxsize=1)
def shipped_english() -> English:
    """The words that come with this room."""
    return read_english(files("compendium.search").joinpath("english.txt").read_text("utf-8"))


def read_english(text: str) -> English:
    """Words from a text: the commonest, a line ``----``, then the others; ``#`` starts a note."""
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    common, _, other = "\n".join(lines).partition(_MARK)
    everyday = frozenset(stem(word) for word in common.split())
    return English(everyday, everyday | frozenset(stem(word) for word in other.split()))
