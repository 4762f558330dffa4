"""Search that finds it: by number, by need, by mistake, as of any date."""

from compendium.search.answer import Fact, Passage, Reply, Result, SearchAnswer, Snippet, Span
from compendium.search.ask import ask
from compendium.search.facets import FACETS, topics_of
from compendium.search.find import search
from compendium.search.finder import finder_for, index_of
from compendium.search.privacy import private_detail

__all__ = [
    "FACETS",
    "Fact",
    "Passage",
    "Reply",
    "Result",
    "SearchAnswer",
    "Snippet",
    "Span",
    "ask",
    "finder_for",
    "index_of",
    "private_detail",
    "search",
    "topics_of",
]
