"""Printed lines joined into running text that still knows where every character stood."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from compendium.intake.letter_text import LetterText, Place, Span, TextLine

_KEEPS_ON: Final = re.compile(r"[A-Za-z0-9][-/\u2010\u2011]$")
_SPACED: Final = re.compile(r"\s+")
_EVENLY_SPACED: Final = re.compile(r"\S+(?: \S+)*")
_ABBREVIATION: Final = re.compile(
    r"(?:\b(?:No|Nos|NO|NOS|NO[’']S|Sec|Secs|Ch|Stats?|Pub|Dr|Mr|Mrs|Ms|vs?|i\.e|e\.g|etc|Inc|U\.S|"
    r"Rev|Art|Div|Cal|Code|Welf|Inst|Pen|Fam|Fed|Reg|para?|approx|Jan|Feb|Aug|Sept?|Oct|Nov|Dec)"
    r"|\b[A-Z])\.$"
)
_LONGEST: Final = 20
"""More characters than any abbreviation has: what stands before them says nothing."""
_LETTERED: Final = re.compile(
    r"\b(?:attachment|enclosure|appendix|exhibit|part|option|phase|table|schedule)\s+[A-Z]\.$",
    re.IGNORECASE,
)
_SENTENCE_END: Final = re.compile(r"[.!?][\"”’)\]]*(?=\s+[\"“(\[]?[A-Z0-9•]|\s*$)")


class Flow(NamedTuple):
    """Joined text. ``starts`` pairs offsets of ``text`` with offsets of the letter."""

    text: str
    starts: tuple[tuple[int, int], ...]

    def source(self, offset: int) -> int:
        """The letter's offset of a character of this text."""
        at = max(0, bisect_right(self.starts, (offset, 1 << 60)) - 1)
        mine, theirs = self.starts[at]
        return theirs + offset - mine

    def span(self, start: int, end: int) -> Span:
        """The letter's span of a piece of this text."""
        last = self.source(max(start, end - 1)) + 1
        return Span(self.source(start), last)

    def place(self, letter: LetterText, start: int, end: int) -> Place:
        """The place of a piece of this text."""
        return letter.place(*self.span(start, end))


class Sentence(NamedTuple):
    """One sentence: its words, the flow it stands in and where."""

    text: str
    flow: Flow
    start: int

    def place(self, letter: LetterText, start: int = 0, end: int | None = None) -> Place:
        """Where the sentence, or a piece of it, stands in the letter."""
        last = len(self.text) if end is None else end
        return self.flow.place(letter, self.start + start, self.start + last)


def flow_of(pieces: Iterable[tuple[int, str]]) -> Flow:
    """Lines (offset and words) joined by spaces; a hyphen at a line's end keeps on.

    Whether such a hyphen belongs to the word cannot be seen in plain text, so it stays.
    """
    parts: list[str] = []
    starts: list[tuple[int, int]] = []
    length, tail = 0, ""
    for offset, words in pieces:
        for found in _EVENLY_SPACED.finditer(words):
            if parts and not (found.start() == 0 and _KEEPS_ON.search(tail)):
                parts.append(" ")
                length += 1
            starts.append((length, offset + found.start()))
            parts.append(found[0])
            length += len(found[0])
            tail = found[0][-2:]
    return Flow("".join(parts), tuple(starts) or ((0, 0),))


def flow_of_lines(lines: Iterable[TextLine]) -> Flow:
    """The flow of whole lines."""
    return flow_of((line.start, line.text) for line in lines)


def paragraphs(lines: Iterable[TextLine]) -> Iterator[Flow]:
    """The paragraphs of lines: a gap parts two, unless the sentence visibly goes on."""
    held: list[TextLine] = []
    for line in lines:
        if held and line.gap and not _goes_on(held[-1], line):
            yield flow_of_lines(held)
            held = []
        held.append(line)
    if held:
        yield flow_of_lines(held)


def sentences(flow: Flow) -> Iterator[Sentence]:
    """The sentences of a flow; an abbreviation's full stop ends none."""
    begin = 0
    for found in _SENTENCE_END.finditer(flow.text):
        upto = flow.text[begin : found.start() + 1]
        short = _ABBREVIATION.search(upto[-_LONGEST:]) and not _LETTERED.search(upto)
        if short and found.end() < len(flow.text):
            continue
        yield from _sentence(flow, begin, found.end())
        begin = found.end()
    yield from _sentence(flow, begin, len(flow.text))


def _sentence(flow: Flow, start: int, end: int) -> Iterator[Sentence]:
    words = flow.text[start:end]
    lead = len(words) - len(words.lstrip())
    if words.strip():
        yield Sentence(words.strip(), flow, start + lead)


def _goes_on(before: TextLine, line: TextLine) -> bool:
    """Whether a sentence was cut by a page's end: no full stop, and a small letter after."""
    return before.text[-1:] not in ".!?:;" and line.text[:1].islower()


def squeezed(text: str) -> str:
    """Text with every run of white space as one space."""
    return _SPACED.sub(" ", text).strip()
