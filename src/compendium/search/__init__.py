"""Search that finds it: by number, by need, by mistake, as of any date."""

from compendium.search.answer import Passage, Reply, Result, SearchAnswer, Snippet, Span
from compendium.search.ask import ask
from compendium.search.find import search
from compendium.search.finder import finder_for, index_of
from compendium.search.privacy import private_detail

__all__ = [
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
]
