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
    say in words what was understood.
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

    def grouped(self) -> list[tuple[str, list[Result]]]:
        """The results by group, the group of the best result first."""
        groups: dict[str, list[Result]] = {}
        for result in self.results:
            groups.setdefault(result.group, []).append(result)
        return list(groups.items())

    def counts(self) -> dict[str, dict[str, int]]:
        """How many results there are by group and by status, for filters."""
        by_group: dict[str, int] = {}
        by_status: dict[str, int] = {}
        for result in self.results:
            by_group[result.group] = by_group.get(result.group, 0) + 1
            if result.status:
                by_status[result.status] = by_status.get(result.status, 0) + 1
        return {"group": by_group, "status": by_status}

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


class Passage(Record, frozen=True, kw_only=True):
    """Words of a record that answer a question, as they stand there."""

    text: str
    citation: str | None
    id: str
    kind: str
    title: str
    status: str | None
    issued: str | None
    highlights: tuple[Span, ...] = ()


class Reply(msgspec.Struct, frozen=True, kw_only=True):
    """What a question got: passages, or where to ask instead."""

    question: str
    on: date
    passages: tuple[Passage, ...]
    said: str
    where_to_ask: tuple[str, ...] = ()
