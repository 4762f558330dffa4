"""Running heads and feet: lines that stand at the edge of page after page."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from typing import Final, TypeVar

L = TypeVar("L")

EDGE: Final = 4
"""How many lines from the top or the bottom of a page may be furniture."""

_NUMBERS: Final = re.compile(r"\d+|\b[ivxl]+\b", re.IGNORECASE)
_PAGE_NUMBER: Final = re.compile(
    r"\s*(?:[-–—]\s*)?(?:(?:page|página|pág\.?|p\.)\s*)?(?:\d{1,4}|[ivxl]{1,6})"
    r"(?:\s*(?:of|de|/|\|)\s*\d{1,4})?(?:\s*[-–—])?\s*$",
    re.IGNORECASE,
)
_WORDS: Final = re.compile(r"[^\W\d_]{3,}")
"""A running line says something; rows of figures only look alike."""

SHARE: Final = 0.5
FEWEST: Final = 2


def without_furniture(pages: Sequence[list[L]], text_of: Callable[[L], str]) -> list[list[L]]:
    """Pages of lines without running heads, feet and page numbers.

    A line at the edge goes where, numbers apart, it stands at the same edge of at least
    two pages and half of all; a lone page number goes from any edge. A line between two
    running ones goes with them, never one beyond. The head of the first page stays: a
    letter prints its number there and repeats it over every later page.
    """
    if len(pages) < 2:
        return [list(page) for page in pages]
    heads = _running(pages, text_of, top=True)
    feet = _running(pages, text_of, top=False)
    made = []
    for number, page in enumerate(pages):
        filled = [at for at, line in enumerate(page) if text_of(line).strip()]
        deep = _depth(filled)
        gone = _edge(page, filled[:deep], text_of, heads) if number else set()
        gone |= _edge(page, filled[::-1][:deep], text_of, feet)
        made.append([line for at, line in enumerate(page) if at not in gone])
    return made


def _edge(
    page: Sequence[L], places: Sequence[int], text_of: Callable[[L], str], known: frozenset[str]
) -> set[int]:
    """The places of furniture from an edge inwards."""
    gone: set[int] = set()
    for number, at in enumerate(places):
        text = text_of(page[at])
        if number > len(gone) + 1:
            break
        if _key(text) in known or (number == 0 and _PAGE_NUMBER.match(text)):
            gone.update(places[: number + 1])
    return gone


def _depth(filled: Sequence[object]) -> int:
    """How deep an edge is: on a short page no deeper than a third of it."""
    return min(EDGE, max(1, len(filled) // 3))


def _running(pages: Sequence[list[L]], text_of: Callable[[L], str], *, top: bool) -> frozenset[str]:
    seen: Counter[str] = Counter()
    for page in pages:
        filled = [text_of(line) for line in page if text_of(line).strip()]
        deep = _depth(filled)
        edge = filled[:deep] if top else filled[::-1][:deep]
        seen.update({_key(line) for line in edge})
    needed = max(FEWEST, SHARE * len(pages))
    return frozenset(key for key, count in seen.items() if count >= needed and _WORDS.search(key))


def _key(text: str) -> str:
    return _NUMBERS.sub("#", " ".join(text.split()))
