"""One document of several counties: which of its words are whose.

Words that name one of the counties, or stand under a heading, label, column or row that
does, are that county's. Words that name none, all of them, or "each county" are for all.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from msgspec.structs import replace as replace_shape

from compendium.checks.concepts import Span
from compendium.checks.findings import CheckResult, Passage
from compendium.checks.statements import sentences, title_of
from compendium.reading.document import Block, BlockKind, Cell, Document

Whose = frozenset[str] | None
"""The counties that words are for; None for all."""

_ALL: Final = re.compile(
    r"\b(?:each|every|all|both|either|any|the (?:participating|partner|member|two|three|four|"
    r"five|six|other)|participating|member) (?:of the )?(?:\w+ )?count(?:y|ies)\b|"
    r"\beach of the count|\bthe counties\b|\bregardless of (?:the )?county\b",
    re.IGNORECASE,
)
_EACH: Final = re.compile(
    r"\b(?:each|every|all|both|the)(?: of the)? (?:participating |partner |member |two |three |"
    r"four |five |six )?count(?:y|ies)"
    r"(?= (?:shall|must|will|may|should|agrees?|is|are|has|have)\b)",
    re.IGNORECASE,
)
"""The counties of a region as the subject of a sentence."""

_GOES_ON: Final = re.compile(
    r"\s*(?:They|It|Its|Their|These|Those|Then|There|He|She|This (?:county|department|agency)|"
    r"That county|The county|The department|Such|Also|In addition|Additionally|Afterwards)\b"
)
"""How a sentence begins that goes on about the county of the sentence before it."""

_COUNTIES_OF: Final = re.compile(
    r"\bcount(?:y|ies) of (?:[\w ,&]*(?:,| and| &) ?)?$", re.IGNORECASE
)
"""What stands before a name in "the counties of Inyo, Mono and Alpine"."""

_COMMON: Final = frozenset({"imperial", "kings", "lake", "nevada", "orange", "sierra", "trinity"})
"""Names that are words, or parts of other names, as well."""

_OFFICE: Final = re.compile(
    r"['’]s\b|\s*:|\s+(?:Probation|Sheriff|Behavioral|Mental|Public|Health|Child|Children|Social|"
    r"Human|Superior|Juvenile|Office|Board|District|Department|HHSA?|CPS|CWS|DSS|staff)\b"
)
"""What follows a name that can only be the county's."""

_ENDS: Final = re.compile(r"\s*(?:[,;.)/|–—-]|$)|\s+(?:and|AND)\b|\s+(?![A-Z])")
"""What follows a name that is not the first word of a longer one."""

_BEGINS: Final = re.compile(r"(?:City of|Fort|Old|New|North|South|East|West|Lake|Mount) $")
"""What stands before a name that is the last word of another."""

_JOINED: Final = re.compile(
    r"(?:['’]s|\s|[,&/]|\b(?:county|counties|and|or|of|in|for|by|the|both|as|well)\b)*",
    re.IGNORECASE,
)
"""What stands between two names of which one thing is said."""

_OPENS: Final = "¡"
"""Stands where the beginning of a sentence was: what is left of it is no end of the one before."""

_CUT: Final = re.compile(r"[,;:—–]|\b(?:and|or|but|while|whereas)\b", re.IGNORECASE)
"""Where a sentence goes on from one county to another."""

_LABEL: Final = 48
"""Characters beside the names in a line that only says whose the next words are."""


@dataclass(slots=True)
class Names:
    """Where counties are named: those asked about, and those there are besides."""

    asked: Sequence[str]
    known: Collection[str]
    _pattern: re.Pattern[str] = field(init=False)
    _listed: re.Pattern[str] = field(init=False)
    _by_name: dict[str, str] = field(init=False)

    def __post_init__(self) -> None:
        """One pattern for all names, the longest first."""
        names = sorted({*self.known, *self.asked}, key=len, reverse=True)
        one = "|".join(re.escape(name) for name in names)
        self._pattern = re.compile(rf"\b(?P<name>{one}|{one.upper()})\b")
        self._listed = re.compile(
            rf"(?:,? (?:and |& )?|\s*[/&]\s*)(?:{one}|{one.upper()})\b", re.IGNORECASE
        )
        self._by_name = {name.casefold(): name for name in (*self.known, *self.asked)}

    def within(self, text: str, *, alone: bool = False) -> frozenset[str]:
        """The counties that a text names. ``alone``: it is a heading, label or cell."""
        return frozenset(name for _, name in self.mentions(text, alone=alone))

    def mentions(self, text: str, *, alone: bool = False) -> list[tuple[Span, str]]:
        """Where a text names a county, and which."""
        found = []
        for hit in self._pattern.finditer(text):
            name = self._by_name[hit["name"].casefold()]
            if self._is_county(text, hit, name, alone=alone):
                found.append((Span(*hit.span()), name))
        return found

    def _is_county(self, text: str, hit: re.Match[str], name: str, *, alone: bool) -> bool:
        before, after = text[max(0, hit.start() - 90) : hit.start()], text[hit.end() :][:120]
        if _COUNTIES_OF.search(before):
            return True
        rest = after
        while listed := self._listed.match(rest):
            rest = rest[listed.end() :]
        if re.match(r"(?:['’]s)? +count(?:y|ies)\b", rest, re.IGNORECASE):
            return True
        if name not in self.asked or _BEGINS.search(before):
            return False
        if _OFFICE.match(after):
            return True
        return bool(_ENDS.match(after)) and (alone or name.casefold() not in _COMMON)


def documents_by_county(
    document: Document, counties: Sequence[str], known: Collection[str]
) -> dict[str, Document]:
    """For each county the same document without the words that are another's alone.

    Every character keeps its place, so that pages and passages stay what they are.
    """
    names = Names(counties, known)
    spans = list(_spans(document, names))
    return {
        county: _without(document, [span for span, whose in spans if whose and county not in whose])
        for county in counties
    }


def unnamed(document: Document, counties: Sequence[str], known: Collection[str]) -> list[str]:
    """The counties that no words of a document name."""
    names = Names(counties, known)
    said = {
        name
        for block in document.blocks
        for name in names.within(block.text, alone=block.kind is BlockKind.HEADING)
    }
    return [county for county in counties if county not in said]


@dataclass(slots=True)
class _Place:
    """Where the walk stands: the headings with their counties, the last label, the last lead."""

    headings: list[tuple[int, Whose]] = field(default_factory=list)
    label: Whose = None
    lead: Whose = None

    @property
    def around(self) -> Whose:
        """Whose the words here are, before they name anybody themselves."""
        return self.label or (self.headings[-1][1] if self.headings else None)

    def enter(self, level: int, own: Whose) -> Whose:
        """Go under a heading; what it does not say it has from the heading above it."""
        self.headings = [one for one in self.headings if one[0] < level]
        self.headings.append((level, own or (self.headings[-1][1] if self.headings else None)))
        self.label = self.lead = None
        return self.headings[-1][1]


def in_words_of(document: Document, part: Document, result: CheckResult) -> CheckResult:
    """A result for one county, its passages in the words of the document as it was read.

    What in a passage is another county's alone stands as an ellipsis.
    """
    subjects = [Span(*hit.span()) for hit in _EACH.finditer(document.text)]

    def left_of(start: int, end: int) -> str:
        if any(one.start <= start and end <= one.end for one in subjects):
            return document.text[start:end]
        return part.text[start:end].strip(f" {_OPENS}") or "…"

    def worded(passage: Passage) -> Passage:
        whole = document.text[passage.start : passage.end]
        if part.text[passage.start : passage.end] == whole:
            return passage
        places = (Span(*hit.span()) for hit in re.finditer(r"\S+", whole))
        words: list[str] = []
        for start, end in places:
            word = left_of(passage.start + start, passage.start + end)
            if word != "…" or words[-1:] != ["…"]:
                words.append(word)
        return replace(passage, text=" ".join(words))

    return replace(
        result,
        findings=tuple(
            replace(one, passages=tuple(worded(passage) for passage in one.passages))
            for one in result.findings
        ),
    )


def _spans(document: Document, names: Names) -> Iterator[tuple[Span, Whose]]:
    """The spans of the text, and whose they are. What names the document is always kept."""
    title = title_of(document.blocks)
    place = _Place()
    for block in document.blocks:
        if block.kind is BlockKind.HEADING:
            named = not (block is title and _is_over_all(block, document.blocks))
            own = place.enter(
                block.level or 1, _whose(names, block.text, alone=True) if named else None
            )
            if block is not title:
                yield Span(block.start, block.end), own
        elif block is title:
            continue
        elif block.kind is BlockKind.TABLE:
            yield from _of_table(block, names, place.around)
        elif _is_label(block.text, names):
            place.label = _whose(names, block.text, alone=True)
        else:
            yield from _of_prose(document.text, block, names, place)


def _is_over_all(title: Block, blocks: Sequence[Block]) -> bool:
    """Whether a first heading heads the whole document, and not its first section alone."""
    level = title.level or 1
    return not any(
        block.kind is BlockKind.HEADING and block is not title and (block.level or 1) <= level
        for block in blocks
    )


def _whose(names: Names, text: str, *, alone: bool = False) -> Whose:
    """Whose a text is by what it names; None where it names none, or all."""
    if _ALL.search(text):
        return None
    found = names.within(text, alone=alone)
    return None if not found or found >= frozenset(names.asked) else found


def _is_label(text: str, names: Names) -> bool:
    found = names.within(text, alone=True)
    beside = len(text.strip()) - sum(len(name) for name in found)
    short = beside <= _LABEL and len(text.split()) <= 8
    return bool(found) and short and not text.rstrip().endswith((".", ";"))


def _of_prose(text: str, block: Block, names: Names, place: _Place) -> Iterator[tuple[Span, Whose]]:
    item = block.kind is BlockKind.LIST_ITEM
    around = before = (place.lead if item else None) or place.around
    for span in sentences(text, Span(block.start, block.end)):
        words = text[span.start : span.end]
        if _ALL.search(words):
            before = None
        elif names.within(words):
            before = _whose(names, words)
            for part, own in _clauses(names, words):
                yield Span(span.start + part.start, span.start + part.end), own
            continue
        else:
            before = before if _GOES_ON.match(words) else around
        yield span, before
    if not item:
        place.lead = before if block.text.rstrip().endswith(":") else None


def _clauses(names: Names, sentence: str) -> Iterator[tuple[Span, Whose]]:
    """A sentence that names counties; apart where it says one thing of one, one of another.

    "Inyo in 24 hours and Mono in 48" has two parts, "Inyo and Mono in 24 hours" has one.
    """
    groups: list[tuple[int, set[str]]] = []
    begins = 0
    last_end = 0
    for place, name in names.mentions(sentence):
        between = sentence[last_end : place.start]
        cuts = list(_CUT.finditer(between))
        if groups and (_JOINED.fullmatch(between) or not cuts):
            groups[-1][1].add(name)
        else:
            begins = last_end + cuts[-1].start() if groups else 0
            groups.append((begins, {name}))
        last_end = place.end
    ends = [start for start, _ in groups[1:]] + [len(sentence)]
    for (start, found), end in zip(groups, ends, strict=True):
        yield Span(start, end), None if found >= set(names.asked) else frozenset(found)


def _of_table(block: Block, names: Names, around: Whose) -> Iterator[tuple[Span, Whose]]:
    """Each cell: its column's county, else its row's, else what the table stands under."""
    if not block.rows:
        return
    heads = [_whose(names, cell.text, alone=True) for cell in block.rows[0]]
    if len({one for one in heads if one}) > 1:
        yield from _of_columns(block, heads, names)
        return
    for row in block.rows:
        named = frozenset(name for cell in row for name in names.within(cell.text, alone=True))
        everyone = any(_ALL.search(cell.text) for cell in row)
        whole = not named or everyone or named >= frozenset(names.asked)
        for cell in row:
            yield Span(cell.start, cell.end), around if whole else named


def _of_columns(block: Block, heads: Sequence[Whose], names: Names) -> Iterator[tuple[Span, Whose]]:
    """A table with a column for each county: a row is only those counties' who fill it in."""
    for number, row in enumerate(block.rows):
        owners = [heads[at] if at < len(heads) else None for at in range(len(row))]
        filled = {
            name
            for cell, own in zip(row, owners, strict=True)
            if own and cell.text.strip()
            for name in own
        }
        shared = None if number == 0 or filled >= set(names.asked) else frozenset(filled)
        for cell, own in zip(row, owners, strict=True):
            yield Span(cell.start, cell.end), own or shared


def _without(document: Document, gone: Sequence[Span]) -> Document:
    """The document with spans emptied; blocks and rows that hold nothing more are left out.

    What each county does is read as what the county does: here it is no law that speaks.
    """
    letters = list(document.text)
    for span in gone:
        letters[span.start : span.end] = " " * (span.end - span.start)
        after = document.text[span.end : span.end + 2].lstrip()[:1]
        if after.islower() or after in (",", ";"):
            letters[span.start] = _OPENS
    text = _EACH.sub(lambda hit: "the county".ljust(len(hit.group())), "".join(letters))
    if text == document.text:
        return document
    kept = (_shown(block, text) for block in document.blocks)
    return replace_shape(document, text=text, blocks=tuple(block for block in kept if block))


def _shown(block: Block, text: str) -> Block | None:
    words = text[block.start : block.end]
    if words == block.text:
        return block
    rows = tuple(
        tuple(_cell(cell, text) for cell in row)
        for row in block.rows
        if any(text[cell.start : cell.end].strip() for cell in row)
    )
    gone = not rows if block.rows else not words.strip()
    return None if gone else replace_shape(block, text=words, rows=rows)


def _cell(cell: Cell, text: str) -> Cell:
    return replace_shape(cell, text=text[cell.start : cell.end])
