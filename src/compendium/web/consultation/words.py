"""The words of the forms in each language: ``words.toml``, read once."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from importlib.resources import files
from typing import Final, NamedTuple

LANGUAGES: Final = ("en", "es")

Table = dict[str, str]


class Words(NamedTuple):
    """All the words of one language, by what they are for."""

    choices: dict[str, Table]
    labels: Table
    hints: Table
    say: Table
    errors: Table
    details: Table
    trouble: Table
    mail: Table
    states: Table


@lru_cache(maxsize=len(LANGUAGES))
def words_in(language: str) -> Words:
    """The words of a language; English for one that is not held."""
    text = files(__package__).joinpath("words.toml").read_text(encoding="utf-8")
    read = tomllib.loads(text)
    return Words(**read[language if language in LANGUAGES else "en"])
