"""Text that looks like a child's details: it is not searched, kept or logged.

The patterns are narrow: they want a mark of identity (a birth date, a case or social
security number, an age beside a name). A citation or a date alone is none.
"""

from __future__ import annotations

import re
from typing import Final

from compendium.search.language import shipped_language

_DATE: Final = (
    r"(?:\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}|\d{4}-\d{2}-\d{2}"
    r"|[A-Za-z]{3,9}\.? \d{1,2},? \d{4}|\d{1,2} [A-Za-z]{3,9},? \d{4})"
)
_AGED: Final = re.compile(
    r"\b([A-Z][a-z]{1,20}) (?:[A-Z]\.? )?([A-Z][a-z]{1,20})\b[^.?!]{0,30}?"
    r"(?:\b[Aa]ged? \d{1,2}\b|\b\d{1,2} ?(?:y/?o\b|yrs? old|years? old|year-old))"
)
_MARKS: Final = tuple(
    (re.compile(pattern, re.IGNORECASE), said)
    for pattern, said in (
        (
            rf"\b(?:d\.?o\.?b\.?|date of birth|birth ?date|born(?: on)?)\b\W{{0,4}}{_DATE}",
            "a birth date",
        ),
        (r"(?<![\d-])\d{3}-\d{2}-\d{4}(?![\d-])", "a social security number"),
        (r"(?<![\d-])\d{4}-\d{4}-\d{4}-\d{7}(?![\d-])", "a client number"),
        (
            (
                r"\b(?:case|client|court|docket|file|referral) ?(?:no\.?|number|num|#|id)\W{0,3}"
                r"(?=[A-Z]{0,4}-?\d)[A-Z0-9-]{5,}"
            ),
            "a case number",
        ),
    )
)
_LONGEST: Final = 2_000


def private_detail(text: str) -> str | None:
    """What in a text looks like a child's details, in words, or None."""
    read = text[:_LONGEST]
    for mark, said in _MARKS:
        if mark.search(read):
            return said
    if any(_is_name(found[1], found[2]) for found in _AGED.finditer(read)):
        return "a name with an age"
    return None


def _is_name(*words: str) -> bool:
    """Whether capitalised words may be a person's name: none is a word of the field."""
    language = shipped_language()
    known = language.spelled | language.plain | language.faint
    return not any(word.lower() in known for word in words)
