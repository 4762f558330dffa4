"""The boxes of "Reason for this transmittal": which of them are ticked."""

from __future__ import annotations

import re
from typing import Final

from compendium.intake.letter_text import LetterText
from compendium.intake.reading_of import FieldReading

REASONS: Final[tuple[tuple[str, str], ...]] = (
    ("State Law Change", r"State\s+Law(?:\s+or\s+Regulation)?\s+Change"),
    (
        "Federal Law or Regulation Change",
        r"Federal\s+Law(?:\s+or\s+Regulation)?(?:[\s\S]{0,60}?Change)?",
    ),
    ("Court Order", r"Court\s+Order(?:\s+or\s+Settlement)?(?:\s+Change|\s+Agreement)?"),
    (
        "Clarification Requested by One or More Counties",
        r"Clarification\s+Requested(?:\s+by)?(?:[\s\S]{0,60}?Counties)?",
    ),
    ("Initiated by CDSS", r"Initiated\s+by\s*(?:CDSS|DCSS|DHCS|CDHS|DSS)"),
)
"""The five reasons, as printed and as they may be broken over lines."""

_HEADING: Final = re.compile(r"reason\s+for\s+th(?:is|e)\s+transmittal", re.IGNORECASE)
_TICKED: Final = re.compile(r"[xX×✓✔✗✘☒☑\u2611\u2612\uf0fe\uf078√]|[Kk¥](?=[\])}])")
_MARK: Final = re.compile(
    r"(?:[\[({|\uf0a8\uf06f\u2610-\u2612\u2713-\u2718\uf0fe\uf078√]|^|(?<=\s)[xXLI])"
    r"[\s_xXKk¥×✓✔✗✘☒☑√]{0,4}[\])}|lIJ]?\s*$"
)
_ODD: Final = re.compile(r"[\[(]\s?([^\s\])_\[(]{1,2})\s?[\])]\s*$")
_OPEN: Final = re.compile(r"[\[(][\s_]*[\])]\s*$")
_REACH: Final = 4_000


def reason_boxes(letter: LetterText) -> FieldReading[tuple[str, ...]]:
    """The ticked reasons in the order of the form."""
    top = letter.text[:_REACH]
    if not _HEADING.search(top) and not re.search(r"\[.{0,3}\]\s*State\s+Law", top):
        return FieldReading(())
    ticked = _in_order([*_ticked(top, _MARK, _TICKED), *_ticked_items(letter)])
    sure = 0.7 if letter.scanned else 0.95
    if not ticked and not letter.scanned and _some_open(top):
        ticked, sure = _ticked(top, _ODD, _ODD), 0.6
    names = tuple(_as_printed(name, found[0]) for name, found, _ in ticked)
    places = [letter.place(found.start() - length, found.end()) for _, found, length in ticked]
    return FieldReading(names, tuple(places), sure)


def _ticked(
    top: str, mark: re.Pattern[str], tick: re.Pattern[str]
) -> list[tuple[str, re.Match[str], int]]:
    """The reasons before which a mark stands that is a tick, and how long the mark is."""
    found_all = []
    for name, pattern in REASONS:
        for found in re.finditer(pattern, top, re.IGNORECASE):
            before = mark.search(top[max(0, found.start() - 8) : found.start()])
            if before and before[0].strip() and tick.search(before[0]):
                found_all.append((name, found, len(before[0])))
                break
    return found_all


def _in_order(ticked: list[tuple[str, re.Match[str], int]]) -> list[tuple[str, re.Match[str], int]]:
    """Each reason once, in the order of the form."""
    by_name = {one[0]: one for one in reversed(ticked)}
    return [by_name[name] for name, _ in REASONS if name in by_name]


def _ticked_items(letter: LetterText) -> list[tuple[str, re.Match[str], int]]:
    """The reasons of a list whose marks are ticks; a reader keeps such marks beside the text."""
    blocks = letter.document.blocks if letter.document is not None else ()
    starts = [block.start for block in blocks if _TICKED.fullmatch(block.marker)]
    return [
        (name, found, 0)
        for name, pattern in REASONS
        for start in starts
        if start < _REACH
        and (found := re.compile(pattern, re.IGNORECASE).match(letter.text, start))
    ]


def _some_open(top: str) -> bool:
    """Whether some reason has an empty box, so that any other sign in a box is a tick."""
    return any(
        _OPEN.search(top[max(0, found.start() - 8) : found.start()])
        for _, pattern in REASONS
        for found in re.finditer(pattern, top, re.IGNORECASE)
    )


def _as_printed(name: str, words: str) -> str:
    """The form's own label; another department's "Initiated by" keeps its name."""
    initiated = re.fullmatch(r"Initiated\s+by\s*(\w+)", words, re.IGNORECASE)
    return f"Initiated by {initiated[1].upper()}" if initiated else name
