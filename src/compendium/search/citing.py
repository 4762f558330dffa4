"""Citations first: what a query names, whether it is held, and what is near it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple

from compendium.citations import find, normalise, split_pinpoint
from compendium.edition.lookup import near
from compendium.edition.names import fold
from compendium.edition.reader import EditionReader
from compendium.model.instruments import Instrument, ListPage, Series
from compendium.search.amounts import find_amounts
from compendium.search.periods import find_fiscal_years
from compendium.vocabulary.kinds import Weight

LONGEST: Final = 300
"""Characters of what may be one citation as a whole."""

_LONGEST_READ: Final = 2_000
_NUMBERED = re.compile(r"\b[A-Za-z][A-Za-z&.]{0,12}(?=[\s._-]{0,3}(?:no\.?\s*)?[I1l]?[\s-]?\d)")
_SECTION = re.compile(
    r"(?<![\w$.,/-])(?:(?P<bill>bill|proposition|prop)\W{0,2}(?:no\.?\s*)?(?P<act>\d{1,4})"
    r"|(?P<named>section|sections|sec|code|penal|usc|statute)\b\W{0,3}(?P<short>\d{2,5}(?:\.\d{1,3})?)"
    r"|§+\s?(?P<marked>\d{2,5}(?:\.\d{1,3})?)"
    r"|(?P<long>\d{5}(?:\.\d{1,3})?|\d{3,4}\.\d{1,3}))"
    r"(?P<part>(?:\([a-zA-Z0-9]{1,4}\))*)(?![\w/-]|[.,]\d)",
    re.IGNORECASE,
)
"""A section or bill number without the name of its code: 16501.35, section 671, bill 794."""

_BILL_CITED = re.compile(r"\D+ (\d+) \(\d{4}\)")
_SECTION_CITED = re.compile(r"(?:\d+ )?[A-Z]+ (\d+(?:\.\d+)?)(?:-\d{5}[\d.]*)?")

_TIDIED: Final = tuple(
    (re.compile(pattern, re.IGNORECASE | re.ASCII), put)
    for pattern, put in (
        (r"\bltrs?\b", "letter"),
        (r"\bwelf(?:are)?\.?\s?(?:and|&|/|n)?\s?inst(?:itutions?)?\.?\s?(?:code\b|c\b)?", "WIC "),
        (r"\bpen(?:al)?\s?code(?=\s?\d)", "PEN "),
        (
            (
                r"\btitle (\d{1,2}),? (?:of the )?(?:(?:u\.?s\.? ?|united states )c(?:ode|\.)?,? )?"
                r"(?:sections?|sec\.?|§+) ?(?=\d)"
            ),
            r"\1 USC ",
        ),
        (r"(?<=[-/ ])0+(?=\d{1,3}E?\b)", ""),
    )
)
"""Spellings that nobody prints and people type, with what they stand for."""

_WORDS_BETWEEN = re.compile(r"[^\W\d_]{2,}")


class Named(NamedTuple):
    """A citation in a query: as typed, in canonical form, and the instrument if it is held."""

    typed: str
    canonical: str
    instrument: Instrument | None
    pinpoint: str | None = None


class Cited(NamedTuple):
    """The citations of a query and the rest of its words."""

    named: tuple[Named, ...]
    rest: str

    @property
    def held(self) -> tuple[Named, ...]:
        """Those that the edition holds."""
        return tuple(one for one in self.named if one.instrument is not None)

    @property
    def not_held(self) -> Named | None:
        """The first well-formed one that it does not hold."""
        return next((one for one in self.named if one.instrument is None), None)


def cited_in(
    reader: EditionReader, query: str, numbers: Mapping[str, Instrument] | None = None
) -> Cited:
    """The citations that a query is or contains, in any spelling.

    ``numbers`` (see numbers_of) lead from a bare section number to the one law it can be.
    """
    text = query[:_LONGEST_READ].strip()
    if len(text) <= LONGEST:
        whole = _whole(reader, text)
        if whole is None or not whole.held:
            whole = _tidied(reader, text) or whole
        if whole is not None:
            return whole
    found = _inside(reader, text)
    return found if found.named else _numbered(text, numbers or {})


def numbers_of(reader: EditionReader) -> dict[str, Instrument]:
    """Held code sections by number, and bills by ``bill`` and number, where only one has it."""
    held: dict[str, list[Instrument]] = {}
    for one in reader.all(Instrument).values():
        bill = _BILL_CITED.fullmatch(one.citation)
        section = _SECTION_CITED.fullmatch(one.citation)
        run = reader.series_of(one)
        if bill:
            held.setdefault(f"bill {bill[1]}", []).append(one)
        elif section and run is not None and run.weight is Weight.LAW:
            held.setdefault(section[1], []).append(one)
    return {number: some[0] for number, some in held.items() if len(some) == 1}


def bare(canonical: str) -> str:
    """A citation as texts print it: a bill without its year, a provision without its part."""
    return split_pinpoint(re.sub(r" \(\d{4}\)$", "", canonical))[0]


def near_citations(reader: EditionReader, canonical: str, limit: int = 4) -> list[str]:
    """Held citations that look like one that is not held: by looks and by number."""
    digits = [part for part in re.split(r"\D+", canonical) if part]
    tail = digits[-2:]
    same = [
        one.citation
        for one in reader.all(Instrument).values()
        if len(tail) == 2 and re.findall(r"\d+", one.citation)[-2:] == tail
    ]
    looks = [one.citation for one in near(reader, canonical, limit)]
    return list(dict.fromkeys([*looks[:2], *same[:2], *looks, *same]))[:limit]


def list_page_for(reader: EditionReader, canonical: str) -> ListPage | None:
    """Where the issuer lists the series that a citation belongs to."""
    for run in reader.all(Series).values():
        if run.prefix and canonical.startswith(f"{run.prefix} ") and run.list_pages:
            years = re.findall(r"\d+", canonical)
            fitting = [p for p in run.list_pages if p.year and str(p.year)[2:] in years]
            return (fitting or list(run.list_pages))[0]
    return None


def _whole(reader: EditionReader, text: str) -> Cited | None:
    """The query read as one citation, or as a bare number of one."""
    fiscal = find_fiscal_years(text)
    if fiscal and fiscal[0].sure and not re.search(r"[A-Za-z]", text[fiscal[0].end :]):
        return None
    by_name = _held(reader, text)
    if by_name is not None:
        return Cited((Named(text, by_name.citation, by_name),), "")
    read = normalise(text)
    if read.kind == "exact" and read.canonical:
        left = (read.note or "").removeprefix("left aside: ")
        aside = left if read.note and left != read.note else ""
        if read.note == "found among other words":
            return None
        typed = text.removesuffix(aside).strip() if aside else text
        return Cited((_named(reader, typed, read.canonical),), aside)
    if read.kind == "ambiguous" and not _WORDS_BETWEEN.search(text):
        held = [one for c in read.candidates if (one := _named(reader, text, c)).instrument]
        if held:
            return Cited(tuple(held[:1]), "")
        if not fiscal:
            return Cited((_named(reader, text, read.candidates[0]),), "")
    return None


def _tidied(reader: EditionReader, text: str) -> Cited | None:
    """The query read as one held citation after sloppy spellings were put right."""
    tidied = text
    for pattern, put in _TIDIED:
        tidied = pattern.sub(put, tidied)
    whole = _whole(reader, tidied) if tidied != text else None
    if whole is None or not whole.held or whole.rest.strip():
        return None
    return Cited(tuple(one._replace(typed=text) for one in whole.named), "")


def _inside(reader: EditionReader, text: str) -> Cited:
    """The citations among other words."""
    spans: list[tuple[int, int, str]] = [(c.start, c.end, c.canonical) for c in find(text)]
    for start, end, canonical in _loosely(text):
        if not any(one < end and start < other for one, other, _ in spans):
            spans.append((start, end, canonical))
    spans.sort()
    named: dict[str, Named] = {}
    rest = text
    for start, end, canonical in spans:
        named.setdefault(canonical, _named(reader, text[start:end], canonical))
        rest = rest[:start] + " " * (end - start) + rest[end:]
    return Cited(tuple(named.values()), rest)


def _numbered(text: str, numbers: Mapping[str, Instrument]) -> Cited:
    """The first bare number that can only be one held law, and is no amount of money."""
    amounts = find_amounts(text)
    for found in _SECTION.finditer(text):
        if any(one.start < found.end() and found.start() < one.end for one in amounts):
            continue
        section = found["short"] or found["marked"] or found["long"]
        one = numbers.get(section or f"bill {found['act']}")
        if one is not None:
            rest = text[: found.start()] + " " * len(found[0]) + text[found.end() :]
            typed = found[0].strip()
            return Cited((Named(typed, one.citation, one, found["part"] or None),), rest)
    return Cited((), text)


def _loosely(text: str) -> Iterator[tuple[int, int, str]]:
    """Sloppily typed citations: a name in any case before a number."""
    for found in _NUMBERED.finditer(text):
        tail = text[found.start() : found.start() + 60]
        read = normalise(tail)
        if read.kind != "exact" or not read.canonical:
            continue
        left = (read.note or "").removeprefix("left aside: ")
        if read.note and left == read.note:
            continue
        used = tail[: len(tail) - len(left)] if left and tail.endswith(left) else tail
        if not left or tail.endswith(left):
            start = found.start()
            yield start, start + len(used.rstrip()), read.canonical


def _named(reader: EditionReader, typed: str, canonical: str) -> Named:
    instrument = _held(reader, canonical)
    if instrument is not None:
        return Named(typed, canonical, instrument)
    whole, pinpoint = split_pinpoint(canonical)
    if pinpoint:
        instrument = _held(reader, whole)
    return Named(typed, canonical, instrument, pinpoint or None)


def _held(reader: EditionReader, spelling: str) -> Instrument | None:
    """The one instrument that a spelling leads to; its citation settles it between several."""
    ids = reader.named(fold(spelling))
    held = [one for name in ids if (one := reader.one(Instrument, name)) is not None]
    if len(held) == 1:
        return held[0]
    return next((one for one in held if one.citation == spelling), None)
