"""The letters that a claim's verb has for its object, and whether a part is left out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from compendium.citations import Citation

LETTERS: Final = ("ACL ", "ACIN ", "CFL ", "CFIN ", "ACWDL ", "ACYF-CB-")
"""The series whose instruments a letter can change."""

_REACH: Final = 220
_BREAKS: Final = re.compile(
    r"\b(?:pursuant\s+to|in\s+accordance\s+with|as\s+required\s+by|based\s+on|consistent\s+with|"
    r"see|refer(?:s|ence)?\s+to|as\s+(?:described|stated|provided|set)|in\s+response\s+to|"
    r"per|under|and\s+(?:provides?|informs?|transmits?|announces?|implements?|describes?|gives?|"
    r"clarif\w+|includes?|follows?|should)|which|because|since|by|with|issued\s+(?:with|under))\b|;",
    re.IGNORECASE,
)
_JOINS: Final = re.compile(
    r"[\s,;&()]*(?:and|or|as\s+well\s+as|dated|issued(?:\s+on)?|its|their|errata|the|no\.?|"
    r"[A-Z][a-z]+\.?\s+\d{1,2},?\s+\d{4}|\d{1,2}/\d{1,2}/\d{2,4}|[\s,;&()])*",
    re.IGNORECASE,
)
_LIST_GOES_ON: Final = re.compile(
    r"\s*(?:$|[,;.)]|(?:and|or)\b|\(|dated\b|issued\b)", re.IGNORECASE
)
_OPENS_CLAUSE: Final = re.compile(
    r"\s+(?:remains?|continues?|stays?|still|is|are|was|were|has|have|shall|will|should|must)\b",
    re.IGNORECASE,
)
"""A verb behind a letter makes it the subject of what follows, not one more of a list."""
_LISTED: Final = re.compile(r"[^.:;]{0,40}?(?::|\b(?:are|is|include)\b)\s*$", re.IGNORECASE)
_EXCEPT: Final = (
    r"(?:except(?:\s+(?:for|as|that|where))?|with\s+the\s+exception\s+of|other\s+than|"
    r"(?:in)?so\s*far\s+as|insofar\s+as|to\s+the\s+extent|in\s+part\b|only\s+(?:as|with|for|in)|"
    r"as\s+(?:it|they)\s+(?:relates?|pertains?|appl(?:y|ies)))\b"
)
_EXCEPTED_BEFORE: Final = re.compile(
    rf"^\W*(?:{_EXCEPT}|(?:if|where|when|whenever|should|in\s+(?:the\s+)?(?:case|event))\b[^.;]*,)",
    re.IGNORECASE,
)
_EXCEPTED_BEHIND: Final = re.compile(
    rf"[\s,(]*(?:(?:dated|issued)\s[^,;.]{{4,20}}\d{{4}}[\s,)]*)?{_EXCEPT}", re.IGNORECASE
)
"""Words that leave something of the other letter as it is."""


def targets_after(
    text: str, start: int, cited: Sequence[Citation], own: str | None
) -> tuple[tuple[str, ...], str, int]:
    """The letters that stand as the verb's object, the words before the first, and their end."""
    later = [c for c in cited if c.start >= start and c.canonical != own]
    if not later or later[0].start - start > _REACH:
        return (), "", start
    between = text[start : later[0].start]
    if _BREAKS.search(between) or re.search(r"\.\s+[A-Z]", between):
        return (), "", start
    names, last = _listed(text, later)
    return names, between, last


def targets_listed(
    text: str, start: int, cited: Sequence[Citation], own: str | None
) -> tuple[tuple[str, ...], int]:
    """The letters of a list that a colon or "are" opens: "are superseded: ACL 16-02 and …"."""
    later = [c for c in cited if c.start >= start and c.canonical != own]
    if not later or not _LISTED.match(text[start : later[0].start]):
        return (), start
    return _listed(text, later)


def _listed(text: str, later: Sequence[Citation]) -> tuple[tuple[str, ...], int]:
    """The first of some letters and those that are joined to it.

    Behind a semicolon only what is an item of the list itself and opens no clause of its own.
    """
    names, last = [later[0].canonical], later[0].end
    for citation in later[1:]:
        joint = text[last : citation.start]
        if not _JOINS.fullmatch(joint):
            break
        if ";" in joint and not _LIST_GOES_ON.match(text, citation.end):
            break
        if _OPENS_CLAUSE.match(text, citation.end):
            break
        names.append(citation.canonical)
        last = citation.end
    return tuple(dict.fromkeys(names)), last


def excepts(text: str, behind: int) -> bool:
    """Whether a sentence leaves a part out, at its start or right behind what it changes."""
    return bool(_EXCEPTED_BEFORE.search(text) or _EXCEPTED_BEHIND.match(text, behind))
