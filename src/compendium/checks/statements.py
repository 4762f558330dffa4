"""What a document says, sentence by sentence, each with the words that it hangs on.

A statement is a sentence, a list item or a table row. It hangs on the words before its
list, on the head of its table and on the headings above it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from compendium.checks.concepts import Span
from compendium.reading.document import Block, BlockKind, Document

SPLIT_FROM: Final = 3
"""A sentence with so many parts between semicolons is a list."""

WORDS_OF_A_HEAD: Final = 7
"""A first row with more words may be one like all others: a table that a page broke."""

LONGEST: Final = 2_000
"""Characters of a sentence; beyond, text without full stops is cut."""

_ABBREVIATION: Final = re.compile(
    r"(?:\b(?:no|nos|sec|secs|subd|subds|e\.g|i\.e|dr|mr|ms|mrs|st|etc|dept|div|ch|art|u\.s|w\.i\.c|"
    r"p\.c|vs|approx|att|cal|inst|stats|fig|ext|tel)|(?:^|\s)[A-Za-z])\.$",
    re.IGNORECASE,
)
_STOP: Final = re.compile(r"[.!?][\"'”’)\]]*(?=\s+[\"'“‘(\[]?[A-Z0-9¿¡])|[.!?][\"'”’)\]]*\s*$")
_OPEN_END: Final = re.compile(r"[^.!?:;\"”]\s*$")


NOWHERE: Final = Span(0, 0)


@dataclass(frozen=True, slots=True)
class Statement:
    """A span of the text, what it hangs on, and the section that it stands in."""

    span: Span
    page: int
    kind: BlockKind
    leads: tuple[Span, ...] = ()
    headings: tuple[Span, ...] = ()
    section: Span = NOWHERE
    before: Span | None = None
    """The sentence just before it in the same block."""
    whole: Span = NOWHERE
    """The sentence that a clause is a part of; empty where it is no part."""

    @property
    def hangs(self) -> tuple[Span, ...]:
        """The statement and the words that it continues."""
        return (self.span, *self.leads)


@dataclass(slots=True)
class _Place:
    """Where the walk stands: headings with their levels, open lists, the last lead."""

    headings: list[tuple[int, Span]] = field(default_factory=list)
    section_start: int = 0
    leads: list[tuple[int, Span]] = field(default_factory=list)
    in_contents: bool = False


_CONTENTS: Final = re.compile(
    r"\s*(?:table of )?contents\s*$|\s*(?:tabla de contenido|indice|índice)\s*$", re.IGNORECASE
)


_SENTENCE_END: Final = re.compile(r"[.!?:;][\"'”’)\]]*\s*$")
WORDS_OF_A_TITLE: Final = 24


def title_of(blocks: Sequence[Block]) -> Block | None:
    """The block that names a document: a first heading, or a first line that is no sentence.

    Plain text has no headings; its first line alone stands for one.
    """
    for block in blocks[:6]:
        if block.kind is BlockKind.HEADING and not block.contents:
            return block
    if len(blocks) < 2 or blocks[0].kind is not BlockKind.PARAGRAPH:
        return None
    words = blocks[0].text
    if _SENTENCE_END.search(words) or len(words.split()) > WORDS_OF_A_TITLE:
        return None
    return blocks[0]


def statements_of(document: Document) -> list[Statement]:
    """The statements of a document in reading order; headings and contents give none."""
    blocks = [block for block in document.blocks if not block.contents]
    title = title_of(blocks)
    ends = _section_ends(blocks, len(document.text))
    place = _Place()
    found: list[Statement] = []
    at = 0
    while at < len(blocks):
        block = blocks[at]
        if block.kind is BlockKind.HEADING or block is title:
            _enter(place, block)
        elif not place.in_contents or _is_prose(block):
            last = _run_on(blocks, at)
            section = Span(place.section_start, ends[at])
            found += _of_block(document.text, block, blocks[last].end, place, section)
            at = last
        at += 1
    return found


_PROSE_END: Final = re.compile(r"[^\W_][)\"”’]*\.\s*$")


def _is_prose(block: Block) -> bool:
    return block.kind is BlockKind.PARAGRAPH and bool(_PROSE_END.search(block.text))


def _enter(place: _Place, block: Block) -> None:
    level = block.level or 1
    place.headings = [one for one in place.headings if one[0] < level]
    place.headings.append((level, Span(block.start, block.end)))
    place.section_start = block.start
    place.leads = []
    place.in_contents = bool(_CONTENTS.match(block.text))


def _section_ends(blocks: Sequence[Block], end: int) -> list[int]:
    """For each block the offset where the section around it ends."""
    ends = [end] * len(blocks)
    upcoming = end
    for at in range(len(blocks) - 1, -1, -1):
        ends[at] = upcoming
        if blocks[at].kind is BlockKind.HEADING:
            upcoming = blocks[at].start
    return ends


def _run_on(blocks: Sequence[Block], at: int) -> int:
    """The last block of a paragraph that a page or column broke."""
    while (
        at + 1 < len(blocks)
        and blocks[at].kind in (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM)
        and blocks[at + 1].kind is BlockKind.PARAGRAPH
        and _OPEN_END.search(blocks[at].text)
        and blocks[at + 1].text[:1].islower()
    ):
        at += 1
    return at


def _of_block(
    text: str, block: Block, end: int, place: _Place, section: Span
) -> Iterator[Statement]:
    headings = tuple(span for _, span in place.headings)
    if block.kind is BlockKind.TABLE:
        yield from _rows(block, place, headings, section)
        place.leads = []
        return
    leads: tuple[Span, ...] = ()
    if block.kind is BlockKind.LIST_ITEM:
        place.leads = [one for one in place.leads if one[0] < block.level]
        leads = tuple(span for _, span in place.leads)
    elif block.kind is BlockKind.PARAGRAPH:
        place.leads = []
    before = None
    last = None
    for sentence in sentences(text, Span(block.start, end)):
        for span, lead in _clauses(text, sentence):
            own = (*_with_lead(text, lead, before), *leads) if lead else leads
            whole = sentence if span != sentence else NOWHERE
            yield Statement(span, block.page, block.kind, own, headings, section, before, whole)
        before, last = sentence, sentence
    if last is not None and block.kind is not BlockKind.FOOTNOTE and _leads(text, last):
        place.leads.append((block.level if block.kind is BlockKind.LIST_ITEM else 0, last))


WORDS_OF_A_LABEL: Final = 4
"""A lead of so few words, such as "Topics:", only labels what the sentence before begins."""


def _with_lead(text: str, lead: Span, before: Span | None) -> tuple[Span, ...]:
    if before is None or len(text[lead.start : lead.end].split()) > WORDS_OF_A_LABEL:
        return (lead,)
    return (lead, before)


_POINTS_DOWN: Final = re.compile(
    r"\b(?:following|below|these|this table|table|chart|listed|list)\b", re.IGNORECASE
)


def _leads(text: str, sentence: Span) -> bool:
    words = text[sentence.start : sentence.end].rstrip()
    return words.endswith((":", "-", "–", "—")) or bool(_POINTS_DOWN.search(words))


def _rows(
    block: Block, place: _Place, headings: tuple[Span, ...], section: Span
) -> Iterator[Statement]:
    head: Span | None = None
    leads = tuple(span for _, span in place.leads)
    for number, row in enumerate(block.rows):
        span = Span(row[0].start, row[-1].end)
        if number == 0 and any(cell.header for cell in row) and len(block.rows) > 1:
            head = span
            if len(block.text[: span.end - span.start].split()) < WORDS_OF_A_HEAD:
                continue
        own = (head, *leads) if head and head != span else leads
        yield Statement(span, block.page, block.kind, own, headings, section)


def sentences(text: str, span: Span) -> Iterator[Span]:
    """The sentences in a span of text."""
    start = span.start
    for stop in _STOP.finditer(text, span.start, span.end):
        if _ABBREVIATION.search(text, max(start, stop.end() - 12), stop.start() + 1):
            continue
        yield from _trimmed(text, Span(start, stop.end()))
        start = stop.end()
    yield from _trimmed(text, Span(start, span.end))


def _trimmed(text: str, span: Span) -> Iterator[Span]:
    words = text[span.start : span.end]
    start = span.start + len(words) - len(words.lstrip())
    end = span.start + len(words.rstrip())
    while start < end:
        yield Span(start, min(end, start + LONGEST))
        start += LONGEST


def _clauses(text: str, sentence: Span) -> list[tuple[Span, Span | None]]:
    """A sentence, or its parts where semicolons make it a list, each with the words before."""
    words = text[sentence.start : sentence.end]
    if words.count(";") < SPLIT_FROM - 1:
        return [(sentence, None)]
    colon = words.find(":", 0, words.find(";"))
    lead = Span(sentence.start, sentence.start + colon + 1) if colon > 0 else None
    start = sentence.start + colon + 1 if lead else sentence.start
    parts = []
    for piece in text[start : sentence.end].split(";"):
        parts += [(part, lead) for part in _trimmed(text, Span(start, start + len(piece)))]
        start += len(piece) + 1
    if lead is None and len(parts) > 1:
        first = parts[0][0]
        return [parts[0], *((part, first) for part, _ in parts[1:])]
    return parts
