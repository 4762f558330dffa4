"""What a search answers."""

from __future__ import annotations

from datetime import date
from typing import Any

import msgspec

from compendium.model.records import Record


class Span(Record, frozen=True, kw_only=True):
    """A stretch of a text, in characters."""

    start: int
    end: int


class Snippet(Record, frozen=True, kw_only=True):
    """A piece of a document's text, with the words that were found."""

    text: str
    highlights: tuple[Span, ...] = ()


class Result(Record, frozen=True, kw_only=True):
    """One thing found.

    ``kind`` is the record's kind and ``id`` its id (a provision's is that of its
    instrument, ``#`` and its own); ``citation`` is the instrument it is or rests on.
    ``status`` is that of the answer's day, None for what has no force of its own.
    ``group`` is how results stand together on a page; ``issued`` an EDTF date.
    """

    citation: str | None
    id: str
    kind: str
    title: str
    status: str | None
    score: float
    why: str
    group: str
    snippet: Snippet
    issued: str | None = None
    issued_inferred: bool = False


class SearchAnswer(Record, frozen=True, kw_only=True):
    """What a query found as of a day.

    ``exact`` is the citation that the query is or contains, ``typed`` how it was
    typed. ``not_held`` is a well-formed citation that the edition does not hold, and
    ``list_page`` where its issuer lists the series. ``results`` is empty where nothing
    is confident. ``corrected`` is the query as read where words were put right, ``notes``
    say in words what was understood. ``total`` is how many there are beyond the results
    given, ``facets`` how many have each value by facet (see facets.py); both only where
    they were asked for.
    """

    query: str
    on: date
    exact: str | None = None
    typed: str | None = None
    not_held: str | None = None
    list_page: str | None = None
    results: tuple[Result, ...] = ()
    suggestions: tuple[str, ...] = ()
    corrected: str | None = None
    notes: tuple[str, ...] = ()
    total: int | None = None
    facets: dict[str, dict[str, int]] = msgspec.field(default_factory=dict)

    def grouped(self) -> list[tuple[str, list[Result]]]:
        """The results by group, the group of the best result first."""
        groups: dict[str, list[Result]] = {}
        for result in self.results:
            groups.setdefault(result.group, []).append(result)
        return list(groups.items())

    def plain(self) -> dict[str, Any]:
        """The answer as the command line and the API print it."""
        shown = ("citation", "id", "kind", "title", "status", "score", "why")
        return {
            "query": self.query,
            "exact": self.exact,
            "not_held": self.not_held,
            "results": [{name: getattr(result, name) for name in shown} for result in self.results],
            "suggestions": list(self.suggestions),
        }


class Fact(Record, frozen=True, kw_only=True):
    """A field of a record in its own words: by when, who is told, how much, which code."""

    label: str
    words: tuple[str, ...]


class Passage(Record, frozen=True, kw_only=True):
    """Words of a record that answer a question, as they stand there.

    ``facts`` are fields of the same record, the one that was asked for first. ``status``
    is that of the answer's day, ``issued`` an EDTF date, perhaps inferred.
    """

    text: str
    citation: str | None
    id: str
    kind: str
    title: str
    status: str | None
    issued: str | None
    issued_inferred: bool = False
    facts: tuple[Fact, ...] = ()
    highlights: tuple[Span, ...] = ()


class Reply(msgspec.Struct, frozen=True, kw_only=True):
    """What a question got: passages, or where to ask instead.

    ``asked_for`` is the kind of fact that the question wants (see asking.toml). A question
    that looks like a child's details is neither answered nor given back.
    """

    question: str
    on: date
    passages: tuple[Passage, ...]
    said: str
    asked_for: str = "anything"
    where_to_ask: tuple[str, ...] = ()
