"""Concepts: what documents call things, as data. The files under ``words/`` hold them.

A phrase is lowercase words. ``*`` at the end of a word stands for any ending, ``~`` for up
to four words between two others, ``(a|b)`` for a choice and ``?`` behind it for "or not".
"""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_left
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any, Final, NamedTuple

import re2

FILES: Final = ("acts.toml", "agencies.toml", "subjects.toml", "language.toml", "places.toml")
_BETWEEN: Final = r"(?: +[^ .;:|]+){0,4}"


class Span(NamedTuple):
    """A stretch of a document's text."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Concept:
    """A name, the pattern of its phrases, and the pattern of what only looks like it."""

    name: str
    pattern: Any
    unless: Any | None


def phrase_pattern(phrase: str) -> str:
    """The regular expression of a phrase."""
    pieces = [_words(piece.strip()) for piece in phrase.split(" ~ ")]
    return (_BETWEEN + " +").join(pieces)


def _words(piece: str) -> str:
    return re.sub(r"(?<=[a-z)])\*", "[a-z]*", piece).replace(" ", " +")


def compiled(phrases: Iterable[str]) -> Any:  # noqa: ANN401  re2 has no types
    """One pattern for phrases, whole words only."""
    options = re2.Options()
    options.max_mem = 64 << 20
    return re2.compile("|".join(_bounded(phrase) for phrase in phrases), options)


def _bounded(phrase: str) -> str:
    opens = r"\b" if phrase[0].isalnum() or phrase[0] == "(" else ""
    closes = r"\b" if phrase[-1].isalnum() or (phrase[-1] in "*?)" and phrase[-2:] != r"\)") else ""
    return f"{opens}(?:{phrase_pattern(phrase)}){closes}"


@lru_cache(maxsize=1)
def shipped_concepts() -> tuple[Concept, ...]:
    """The concepts that come with this room."""
    rows: dict[str, Mapping[str, list[str]]] = {}
    for name in FILES:
        text = files("compendium.checks").joinpath("words", name).read_text(encoding="utf-8")
        rows |= tomllib.loads(text)
    return tuple(
        Concept(
            name,
            compiled(row["phrases"]),
            compiled(row["unless"]) if row.get("unless") else None,
        )
        for name, row in rows.items()
    )


class Marks:
    """Where each concept stands in one text."""

    def __init__(self, text: str, concepts: Iterable[Concept]) -> None:
        self.text = text
        self._hits = {one.name: _hits(text, one) for one in concepts}
        self._starts = {name: [hit.start for hit in hits] for name, hits in self._hits.items()}

    def within(self, name: str, span: Span) -> list[Span]:
        """The hits of a concept that lie in a span, in order."""
        hits = self._hits[name]
        found = []
        for at in range(bisect_left(self._starts[name], span.start), len(hits)):
            if hits[at].start >= span.end:
                break
            if hits[at].end <= span.end:
                found.append(hits[at])
        return found

    def has(self, name: str, span: Span) -> bool:
        """Whether a concept stands in a span."""
        hits = self._hits[name]
        at = bisect_left(self._starts[name], span.start)
        return at < len(hits) and hits[at].end <= span.end

    def any_of(self, names: Iterable[str], spans: Iterable[Span]) -> bool:
        """Whether one of some concepts stands in one of some spans."""
        kept = tuple(spans)
        return any(self.has(name, span) for name in names for span in kept)

    def count(self, name: str) -> int:
        """How often a concept stands in the whole text."""
        return len(self._hits[name])


def words_at(marks: Marks, span: Span) -> str:
    """The words of a span on one line."""
    return " ".join(marks.text[span.start : span.end].split())


def _hits(text: str, concept: Concept) -> list[Span]:
    found = [Span(*hit.span()) for hit in concept.pattern.finditer(text)]
    if concept.unless is None or not found:
        return found
    masks = [Span(*hit.span()) for hit in concept.unless.finditer(text)]
    kept = []
    at = 0
    for hit in found:
        while at < len(masks) and masks[at].end <= hit.start:
            at += 1
        if at == len(masks) or masks[at].start >= hit.end:
            kept.append(hit)
    return kept
