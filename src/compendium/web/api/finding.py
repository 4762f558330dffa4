"""The question that takes any words: search."""

from __future__ import annotations

from typing import Final

from compendium.edition.answers import Plain
from compendium.search import FACETS
from compendium.search import search as search_edition
from compendium.web.api.declared import Asked, Question, Schema
from compendium.web.api.parameters import LIMIT, STANDING, USUAL, words
from compendium.web.api.schemas import MAYBE, TEXT, TEXTS, array, fields

_LONGEST: Final = 2_000
_COUNTS: Final[Schema] = {
    "type": "object",
    "description": "How many of all that match have each value.",
    "additionalProperties": {"type": "integer"},
}


def search(asked: Asked) -> Plain:
    """What answers a query, with how many there are by facet; nothing where nothing is sure."""
    limit = min(asked["limit"] or USUAL, USUAL)
    found = search_edition(asked.reader, asked["q"], on=asked.on, limit=limit, chosen={})
    return {
        **found.plain(),
        "notes": list(found.notes),
        "total": found.total or 0,
        "facets": {name: found.facets.get(name, {}) for name in FACETS},
    }


QUESTIONS: Final = (
    Question(
        name="search",
        path="search",
        summary="Find by number, by need, by mistake. Do not send details about a child",
        answer=search,
        kept=False,
        parameters=(
            words("q", "A citation in any spelling, or words.", most=_LONGEST, required=True,
                  example="missing from care"),
            LIMIT,
            *STANDING,
        ),
        answer_schema=fields(
            query=TEXT, exact=MAYBE, not_held=MAYBE, suggestions=TEXTS, notes=TEXTS,
            results=array(fields(
                citation=MAYBE, id=TEXT, kind=TEXT, title=TEXT, status=MAYBE,
                score={"type": "number"}, why=TEXT,
            )),
            total={"type": "integer", "description": "How many match, at most 500 counted."},
            facets=fields(**dict.fromkeys(FACETS, _COUNTS)),
        ),
    ),
)  # fmt: skip
