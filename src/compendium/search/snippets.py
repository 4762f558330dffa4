"""Pieces of text that show why a document was found."""

from __future__ import annotations

from typing import Final

from tantivy import Occur, Query, SnippetGenerator

from compendium.search.answer import Snippet, Span
from compendium.search.index import BODY, LEAD, OTHER, Hit, SearchIndex
from compendium.search.query import Understood

LONGEST: Final = 240


class Snippets:
    """Makes the snippets of one query's results."""

    def __init__(self, index: SearchIndex, understood: Understood) -> None:
        self._index = index
        self._terms = {w for one in understood.concepts for phrase in one.phrases for w in phrase}
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
            marked = made.highlighted()
            if marked:
                return _in_characters(made.fragment(), [(one.start, one.end) for one in marked])
        return Snippet(text=_cut(opening))

    def _maker(self, field: str) -> SnippetGenerator:
        query = Query.boolean_query(
            [(Occur.Should, self._index.term(field, word)) for word in sorted(self._terms)]
        )
        maker = SnippetGenerator.create(self._index.searcher, query, self._index.schema, field)
        maker.set_max_num_chars(LONGEST)
        return maker


def _in_characters(text: str, spans: list[tuple[int, int]]) -> Snippet:
    """A snippet whose spans count characters; the index counts bytes of UTF-8."""
    if not text.isascii():
        raw = text.encode()
        spans = [(len(raw[:start].decode()), len(raw[:end].decode())) for start, end in spans]
    return Snippet(text=text, highlights=tuple(Span(start=a, end=b) for a, b in spans))


def _cut(text: str) -> str:
    if len(text) <= LONGEST:
        return text
    return text[:LONGEST].rsplit(" ", 1)[0] + "…"
