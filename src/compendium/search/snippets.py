"""Pieces of text that show why a document was found."""

from __future__ import annotations

from typing import Final

from tantivy import Occur, Query, SnippetGenerator

from compendium.search.answer import Snippet, Span
from compendium.search.highlight import Marker
from compendium.search.index import BODY, LEAD, OTHER, Hit, SearchIndex
from compendium.search.query import Understood
from compendium.search.words import fold, stem

LONGEST: Final = 240
_TELLING: Final = 3
"""Letters of a stem by which a piece is picked; shorter ones stand in any."""


class Snippets:
    """Makes the snippets of one query's results."""

    def __init__(self, index: SearchIndex, understood: Understood) -> None:
        self._index = index
        words = {w for one in understood.concepts for phrase in one.phrases for w in phrase}
        self._terms = {w for w in words if len(w) >= _TELLING} or words
        self._alone = {p[0] for one in understood.concepts for p in one.phrases if len(p) == 1}
        self._marker = Marker(understood.concepts)
        self._makers: dict[str, SnippetGenerator] = {}

    def of(self, hit: Hit) -> Snippet:
        """The piece of a document's text that has most of the words; else how it begins."""
        document = self._index.searcher.doc(hit.address)
        opening = ""
        for field in (LEAD, BODY, OTHER):
            text = document.get_first(field)
            if not text:
                continue
            opening = opening or str(text)
            if field not in self._makers:
                self._makers[field] = self._maker(field)
            made = self._makers[field].snippet_from_doc(document)
            marked = [(one.start, one.end) for one in made.highlighted()]
            if marked:
                return self._marked(made.fragment(), marked)
        return Snippet(text=_cut(opening))

    def _marked(self, piece: str, spans: list[tuple[int, int]]) -> Snippet:
        """A piece with what it says of the query; the index marks words in bytes of UTF-8.

        Where a word that it marked says nothing alone, phrases are looked for instead.
        """
        if not piece.isascii():
            raw = piece.encode()
            spans = [(len(raw[:start].decode()), len(raw[:end].decode())) for start, end in spans]
        if all(stem(fold(piece[start:end])) in self._alone for start, end in spans):
            return Snippet(text=piece, highlights=tuple(Span(start=a, end=b) for a, b in spans))
        return Snippet(text=piece, highlights=self._marker.spans(piece))

    def _maker(self, field: str) -> SnippetGenerator:
        query = Query.boolean_query(
            [(Occur.Should, self._index.term(field, word)) for word in sorted(self._terms)]
        )
        maker = SnippetGenerator.create(self._index.searcher, query, self._index.schema, field)
        maker.set_max_num_chars(LONGEST)
        return maker


def _cut(text: str) -> str:
    if len(text) <= LONGEST:
        return text
    return text[:LONGEST].rsplit(" ", 1)[0] + "…"
