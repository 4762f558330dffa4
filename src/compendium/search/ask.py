"""A question, answered with passages as they stand, or with where to ask instead."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Final

from compendium.edition.reader import EditionReader
from compendium.model.instruments import Series
from compendium.search.answer import Passage, Reply, Result, Span
from compendium.search.find import search
from compendium.search.finder import Finder, finder_for
from compendium.search.index import LEAD
from compendium.search.query import Concept, as_of
from compendium.search.words import Word, stem, words_of

MOST: Final = 3
_LOOKED_AT: Final = 8
_LEAST_SHARE: Final = 0.4
_NEAR_BEST: Final = 0.6
_SENTENCE = re.compile(r"[^.!?]+(?:[.!?](?!\s|$)[^.!?]*)*[.!?]*\s*")


def ask(reader: EditionReader, question: str, on: date) -> Reply:
    """The two or three passages that answer a question as of a day; no text is made up.

    ``passages`` is empty where nothing here answers it; ``where_to_ask`` then names
    places that may.
    """
    finder = finder_for(reader)
    found = search(reader, question, on=on, limit=_LOOKED_AT)
    understood = finder.understand(question)
    told: dict[str, tuple[float, Passage]] = {}
    for result in found.results:
        share, passage = _passage(finder, result, understood.concepts)
        named = found.exact is not None and result.citation == found.exact
        if passage is not None and (share >= _LEAST_SHARE or named):
            told.setdefault(passage.text, (share + result.score / 2, passage))
    ranked = sorted(told.values(), key=lambda one: -one[0])[:MOST]
    passages = [one for weight, one in ranked if weight >= _NEAR_BEST * ranked[0][0]]
    day = as_of(understood.named, on)
    if passages:
        said = "What the records say; read the source before you act on it."
        return Reply(question=question, on=day, passages=tuple(passages), said=said)
    if found.not_held:
        said = f"{found.not_held} is not held here, so nothing here answers that."
    else:
        said = "Nothing here answers that."
    return Reply(
        question=question, on=day, passages=(), said=said, where_to_ask=_where_to_ask(reader)
    )


def _passage(
    finder: Finder, result: Result, concepts: Sequence[Concept]
) -> tuple[float, Passage | None]:
    """The sentence of a result's own words that holds most of the question, and how much."""
    text = _own_words(finder, result)
    total = sum(one.weight for one in concepts) or 1.0
    title = _held(concepts, result.title)
    best = -1.0
    chosen: tuple[str, list[Span]] = ("", [])
    for found in _SENTENCE.finditer(text):
        sentence = found[0].strip()
        held = _held(concepts, sentence)
        # A sentence is read under its title: what the title says need not be said again.
        share = sum(c.weight for c in concepts if c in held or c in title) / total
        share += 0.1 * len(held) / (len(concepts) or 1)
        if sentence and share > best:
            best, chosen = share, (sentence, [span for spans in held.values() for span in spans])
    if not chosen[0]:
        return 0.0, None
    return best, Passage(
        text=chosen[0],
        citation=result.citation,
        id=result.id,
        kind=result.kind,
        title=result.title,
        status=result.status,
        issued=result.issued,
        highlights=tuple(sorted(set(chosen[1]), key=lambda span: span.start)),
    )


def _held(concepts: Sequence[Concept], text: str) -> dict[Concept, list[Span]]:
    """The concepts that a text holds, and where."""
    words = words_of(text)
    stems = [stem(word.folded) for word in words]
    found = {concept: _places(concept, words, stems) for concept in concepts}
    return {concept: places for concept, places in found.items() if places}


def _own_words(finder: Finder, result: Result) -> str:
    """What a record says itself; what others say of it is no part of the passage."""
    at = finder.ordinals.get(f"{result.kind}/{result.id}")
    if at is None:
        return ""
    hits = finder.index.hits(finder.index.numbered(at), 1)
    return str(finder.index.searcher.doc(hits[0].address).get_first(LEAD) or "") if hits else ""


def _places(concept: Concept, words: Sequence[Word], stems: Sequence[str]) -> list[Span]:
    """Where a concept stands in a sentence, in any of its phrases."""
    return [
        Span(start=words[at].start, end=words[at + len(phrase) - 1].end)
        for phrase in concept.phrases
        for at in range(len(stems) - len(phrase) + 1)
        if tuple(stems[at : at + len(phrase)]) == phrase
    ]


def _where_to_ask(reader: EditionReader) -> tuple[str, ...]:
    """The issuers' own lists, and who publishes this compendium."""
    pages = [
        f"{run.list_pages[0].title}: {run.list_pages[0].url}"
        for run in reader.all(Series).values()
        if run.list_pages
    ]
    return tuple(dict.fromkeys([*pages[:3], f"The publisher: {reader.compendium.publisher}"]))
