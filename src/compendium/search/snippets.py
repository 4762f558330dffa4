"""Pieces of text that show why a document was found."""

from __future__ import annotations

from typing import Final

from tantivy import Occur, Query, SnippetGenerator

from compendium.search.answer import Snippet
from compendium.search.highlight import Marker
from compendium.search.index import BODY, LEAD, OTHER, Hit, SearchIndex
from compendium.search.query import Understood

LONGEST: Final = 240
_TELLING: Final = 3
"""Letters of a stem by which a piece is picked; shorter ones stand in any."""


class Snippets:
    """Makes the snippets of one query's results."""

    def __init__(self, index: SearchIndex, understood: Understood) -> None:
        self._index = index
        words = {w for one in understood.concepts for phrase in one.phrases for w in phrase}
        self._terms = {w for w in words if len(w) >= _TELLING} or words
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
            if made.highlighted():
                piece = made.fragment()
                return Snippet(text=piece, highlights=self._marker.spans(piece))
        return Snippet(text=_cut(opening))

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
