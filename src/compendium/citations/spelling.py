"""Pieces of patterns that every form shares: spaces, dashes, joiners, spelled names.

The pieces are written in the syntax that google-re2 and the standard library
share, so that the scanner (bytes, linear time) and the readers of a single
region (str) can never drift apart. Nothing here looks ahead or behind.
"""

from __future__ import annotations

import re
from typing import Final

_SPACES = (
    "\u00a0",
    "\u1680",
    "\u2000",
    "\u2001",
    "\u2002",
    "\u2003",
    "\u2004",
    "\u2005",
    "\u2006",
    "\u2007",
    "\u2008",
    "\u2009",
    "\u200a",
    "\u200b",
    "\u2028",
    "\u2029",
    "\u202f",
    "\u205f",
    "\u2060",
    "\u3000",
    "\ufeff",
)
_DASHES = (
    "\u00ad",
    "\u2010",
    "\u2011",
    "\u2012",
    "\u2013",
    "\u2014",
    "\u2015",
    "\u2043",
    "\u2212",
    "\u30fc",
    "\ufe58",
    "\ufe63",
    "\uff0d",
)

SPACE: Final = r"[\s\x0b" + "".join(_SPACES) + "]"
GAP: Final = SPACE + "*"
SPACES: Final = SPACE + "+"
DASH: Final = "[-_" + "".join(_DASHES) + "]"
APOSTROPHE: Final = "['\u2019\u2018`]"

AND: Final = r"(?:&(?:amp;)?|\band\b)"
JOINER: Final = (
    rf"(?:{GAP}[,;/+]{GAP}(?:(?:and|or|{AND}){SPACES})?|{GAP}&(?:amp;)?{GAP}"
    rf"|{SPACES}(?:and|or|to|through|thru){SPACES})"
)
"""What stands between two numbers of a list."""

PAREN: Final = rf"\({GAP}(?:[A-Za-z]{{1,5}}|\d{{1,3}}){GAP}\)"
"""A pinpoint in brackets: "(b)", "(26)", "(iii)"."""
UNIT: Final = (
    r"(?:(?:sub)?(?:subdivisions?|divisions?|paragraphs?|clauses?|sections?)"
    r"|(?:sub)?(?:subdivs?|subds?|subsecs?|paras?|pars?|cls?)\.?)"
)
"""A part of a section by its name: "subdivision", "subds."."""

SECTION_SIGN: Final = "\u00a7"
SECTION_WORD: Final = (
    rf"(?:sections?\b|sect?s?\b\.?|{SECTION_SIGN}(?:{GAP}{SECTION_SIGN})?|(?:&sect;)+)"
)
SECTION_WORD_STARTING: Final = (
    rf"(?:\bsections?\b|\bsect?s?\b\.?|{SECTION_SIGN}(?:{GAP}{SECTION_SIGN})?|(?:&sect;)+)"
)
"""The same where nothing else stands guard before it."""
ORDINAL: Final = (
    r"(?:\d{1,2}(?:st|nd|rd|th|d)|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth)"
)
NUMERO_SIGN: Final = "\u2116"
NUMERO: Final = rf"(?:n(?:o|r|um|umber)(?:s|{APOSTROPHE}s)?\b{GAP}\.?|#|{NUMERO_SIGN})"
SEAM: Final = rf"{GAP}(?:[.:,#(\[]{GAP}|{DASH}{GAP})?(?:{NUMERO}{GAP}[:#(\[]?{GAP})?"
"""What may stand between a series' name and its number: "ACL No. 16-49", "ACL [16-49]"."""
TIGHT_SEAM: Final = rf"{GAP}(?:[.:#]{GAP}|{DASH}{GAP})?(?:{NUMERO}{GAP}[:#]?{GAP})?"
"""The same for a number without a dash: "In re S.B. (2004) ..." names a child, not a bill."""

_WORD = re.compile(r"[A-Za-z0-9]+|&|\(s\)|['\u2019]|[.,()-]")


def spelled(name: str) -> str:
    """A pattern for a name: any spaces, optional dots, "&" or "and", "(s)" optional."""
    parts: list[str] = []
    for piece in _WORD.findall(name):
        if piece == "(s)":
            parts.append(rf"(?:{APOSTROPHE}?s|\(s\))?")
        elif piece == "&" or piece.lower() == "and":
            parts.append(rf"{GAP}(?:&(?:amp;)?|and){GAP}")
        elif piece in ".,":
            parts.append(rf"\{piece}?")
        elif piece in "'\u2019":
            parts.append(APOSTROPHE + "?")
        elif piece in "()":
            parts.append(rf"{GAP}\{piece}{GAP}")
        elif piece == "-":
            parts.append(rf"(?:{DASH}|{SPACES})?")
        else:
            parts.append(piece)
    return _joined(parts)


def _joined(parts: list[str]) -> str:
    """Put a gap between two words that stand side by side."""
    pieces: list[str] = []
    previous_is_word = False
    for part in parts:
        is_word = part.isalnum()
        if is_word and previous_is_word:
            pieces.append(rf"(?:{SPACE}|{DASH})+")
        elif is_word and pieces and pieces[-1] in {r"\.?", r"\,?", APOSTROPHE + "?"}:
            pieces.append(GAP)
        elif is_word and pieces and pieces[-1].endswith(r"\(s\))?"):
            pieces.append(SPACES)
        pieces.append(part)
        previous_is_word = is_word
    return "".join(pieces)


def caseless(pattern: str) -> str:
    """The pattern in any case."""
    return f"(?i:{pattern})"


def any_of(patterns: list[str]) -> str:
    """One group that matches any of the patterns.

    They stand in an order in which equal beginnings are neighbours, which the engine
    shares, and a name stands before any shorter one that it begins with.
    """
    return "(?:" + "|".join(sorted(set(patterns), reverse=True)) + ")"
