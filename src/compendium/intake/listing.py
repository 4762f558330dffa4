"""A list of letters, line by line: what each is called, when it was issued, what it changes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, NamedTuple

from compendium.citations import find, normalise
from compendium.intake.claim_verbs import Kind
from compendium.intake.claims import Claim, Level, claims_of
from compendium.intake.flow import flow_of, sentences, squeezed
from compendium.intake.list_page import PageLine
from compendium.intake.numbering import (
    SERIES,
    canonical_number,
    number_year,
    series_and_number,
)
from compendium.intake.printed_dates import NUMERIC, PrintedDate, numeric_dates, written_dates
from compendium.vocabulary.dates import PartialDate
from compendium.vocabulary.kinds import EffectVerb, RelationType

_NAMES: Final = "|".join(f"(?P<{name}>{words})S?" for name, words in SERIES.items())
_NUMBER: Final = (
    r"(?:[I1l]\s?[-–_]\s?)?(?:\d\d-\d\d-\d{1,3}(?!\d)|\d{1,4}(?:[/_]\d{2,4})?\s?[-–—_]\s?\d{1,4})"
)
_ENTRY: Final = re.compile(
    rf"[\W_]*(?:\d{{1,3}}[.)]\s+)?(?:(?:new|updated|revised|letter|notice)\b[\W_]*)?(?P<errata>(?:errat(?:a|um)|corrections?)\s+(?:to|for)\s+)?"
    rf"(?:(?:CDSS|DSS|DHCS|DHS)\s+)?(?:{_NAMES})(?:\s*\((?:[A-Z]+)\))?(?:\s+errata)?"
    rf"[-\s]*(?:no\.?|number|#)?\s*:?\s*"
    rf"(?P<number>{_NUMBER})(?P<suffix>\s?\(?E\)?(?![A-Za-z])|\s+\(?errata\)?)?",
    re.IGNORECASE,
)
_FEDERAL: Final = re.compile(
    r"[\W_]*(?:new\b[\W_]*)?(?=(?:ACF-)?ACYF-CB-)(?P<number>[A-Z]+(?:-[A-Z]+)+-\d\d-\d{1,3})",
    re.IGNORECASE,
)
_BARE: Final = re.compile(
    rf"[\W_]*(?P<number>{_NUMBER})(?P<suffix>\s?E(?![A-Za-z]))?(?=\s|$|[:(|])"
)
_HEADING: Final = re.compile(
    rf"(?:\d{{4}}\s+)?[^|:]{{0,40}}?(?:{_NAMES})\b[^|:]{{0,40}}", re.IGNORECASE
)
_SEPARATOR: Final = re.compile(r"[\s|:;,.–—-]+")
_PROSE: Final = re.compile(
    r"\s*,?\s*(?:[a-z]{2,}\s|\((?!(?i:super|replac|rescin|revis|errat|reissu|see\b)|.{0,24}\d{4}\)|[\d/]+\)|[A-Z]))"
)
_BRACKETED: Final = re.compile(r"\(\s*([^()]{4,40}?)\s*\)")
_SIZE: Final = re.compile(
    r"\(\s*[\d.]+\s*[KMG]B\s*\)|[\[(]\s*(?:download|PDF)\s*[\])]", re.IGNORECASE
)
_LOOSE_DATE: Final = re.compile(
    r"[(\s]\s*\d{1,3}/\d{1,3}/\d{2,4}\s*\)?\s*$|\(?\s*(?=[\d/ ]*/)[\d/ ]{4,11}\)\s*$"
)
_LONGEST_DATE: Final = 30
_ROW_GOES_ON: Final = re.compile(r"\)?\s*[|–—:-]|\s{2,}")
_OF_ITSELF: Final = re.compile(
    r"(?:\w+\s+)?(?:errat(?:a|um)|corrections?)\s+(?:to|of|for)\b", re.IGNORECASE
)
_SENTENCE: Final = re.compile(r"\d\s?[-–/]\s?\d|[.?!]$|\b(?:this|which|supersedes?|see)\b", re.I)
_LONGEST_HEADING: Final = 80
_NOT_ISSUED: Final = re.compile(
    r"\b(?:effective|by|due|through|until|of|ending|beginning|starting|before|after|on|for|from|"
    r"to|and|dates?)\W*$",
    re.IGNORECASE,
)
_LATE_ERRATA: Final = 6

LIST_TYPES: Final[dict[Kind, str]] = {
    EffectVerb.SUPERSEDES: "supersedes",
    EffectVerb.WITHDRAWS: "supersedes",
    EffectVerb.SUPERSEDES_IN_PART: "supersedes-in-part",
    EffectVerb.REPLACES_CODES: "supersedes-in-part",
    EffectVerb.REVISES: "supersedes-in-part",
    EffectVerb.CORRECTS: "corrects",
    RelationType.CONFIRMS_IN_EFFECT: "confirms-in-effect",
    RelationType.SUPPLEMENTS: "supplements",
    RelationType.CLARIFIES: "clarifies",
    RelationType.FOLLOWS: "follows",
    RelationType.RESTATES: "restates",
    RelationType.EXPLAINS: "explains",
}
"""The words of a list for what letters do, the strongest first.

A list has one word for every change in part: a letter that only updates another changes a
part of it, and its words are kept beside so that a reader can judge.
"""


class ListRelation(NamedTuple):
    """What a list says that one letter does to another, and in which words."""

    type: str
    target: str
    stated: str
    guess: str

    def plain(self) -> dict[str, str]:
        """The relation as JSON values."""
        return self._asdict()


@dataclass(slots=True)
class ListEntry:
    """One letter of a list. ``issued`` is None where the list prints no usable date."""

    citation: str
    line: str
    issued: PartialDate | None = None
    printed_date: str | None = None
    title: str | None = None
    relations: list[ListRelation] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    url: str | None = None
    about: list[PageLine] = field(default_factory=list)

    @property
    def is_errata(self) -> bool:
        """Whether the number ends in E."""
        return self.citation.endswith("E")

    def plain(self) -> dict[str, Any]:
        """The entry as JSON values."""
        series, number = series_and_number(self.citation)
        return {
            "citation": self.citation,
            "series": series,
            "number": number,
            "is_errata": self.is_errata,
            "issued": str(self.issued) if self.issued else None,
            "title": self.title,
            "relations": [one.plain() for one in self.relations],
            "line": self.line,
            "url": self.url,
            "notes": self.notes,
        }


def entries_of(lines: Iterable[PageLine]) -> list[ListEntry]:
    """The letters of a list page, in its order; prose between them belongs to the one before."""
    entries: list[ListEntry] = []
    series: str | None = None
    for line in lines:
        entry = _entry(line, series)
        if entry is not None and not (entries and _is_title_of(entry, entries[-1])):
            entries.append(entry)
            continue
        named = _named_series(line)
        if named is not None:
            series = named
        elif entries:
            entries[-1].about.append(line)
    for entry in entries:
        _take_about(entry)
        _mark_errata(entry)
        entry.relations = _relations(entry)
    return entries


def _is_title_of(entry: ListEntry, before: ListEntry) -> bool:
    """Whether a line is the title of the entry above: "Correction To ACL 07-45" below 07-45E."""
    return before.title is None and not before.about and before.citation == entry.citation


def _named_series(line: PageLine) -> str | None:
    """The series that a short heading names: "2022 All County Information Notices (ACINs)"."""
    if len(line.text) > _LONGEST_HEADING or _SENTENCE.search(line.text):
        return None
    found = _HEADING.fullmatch(line.text)
    return next((name for name in SERIES if found[name]), None) if found else None


def _entry(line: PageLine, series: str | None) -> ListEntry | None:
    first = _leading_date(line.text)
    if first is not None:
        return _dated_first(line, first, series)
    federal = _FEDERAL.match(line.text)
    if federal:
        return _entered(line, normalise(federal["number"]).canonical, federal.end())
    found = _ENTRY.match(line.text)
    if found:
        series = next(name for name in SERIES if found[name])
    else:
        found = _BARE.match(line.text) if series else None
    if not found or series is None or _is_prose(line.text[found.end() :]):
        return None
    words = found.groupdict()
    errata = bool(words.get("errata") or words.get("suffix"))
    citation = canonical_number(series, found["number"], errata=errata)
    return _entered(line, citation, found.end())


def _leading_date(text: str) -> PrintedDate | None:
    """The date that a row begins with, a dash or a cell's edge behind it."""
    found = _dates(text[:_LONGEST_DATE])
    if not found or text[: found[0].start].strip(" *•|("):
        return None
    return found[0] if _ROW_GOES_ON.match(text, found[0].end) else None


def _dated_first(line: PageLine, date: PrintedDate, series: str | None) -> ListEntry | None:
    """The entry of a row that prints its date before its number."""
    entry = _entry(line._replace(text=line.text[date.end :].lstrip(" |–—-:)")), series)
    if entry is None:
        return None
    entry.line = line.text
    if entry.printed_date is None:
        entry.issued, entry.printed_date = date.value, date.text
        entry.notes += [date.note] if date.note else []
    return entry


def _entered(line: PageLine, citation: str | None, behind: int) -> ListEntry | None:
    if citation is None:
        return None
    entry = ListEntry(citation, line.text, url=line.url)
    _take_rest(entry, line.text[behind:])
    return entry


def _is_prose(rest: str) -> bool:
    """Whether a sentence goes on behind the number, so that the line is no entry."""
    return bool(_PROSE.match(rest)) and not _dates(rest[:60])


def _take_rest(entry: ListEntry, rest: str) -> None:
    """The date and the title behind the number."""
    rest = _SIZE.sub(" ", rest)
    date = _issue_date(rest)
    if date is not None:
        entry.issued, entry.printed_date = date.value, date.text
        if date.note:
            entry.notes.append(date.note)
        rest = f"{rest[: date.start]} {rest[date.end :]}"
    else:
        odd = _LOOSE_DATE.search(rest)
        if odd:
            entry.printed_date = odd[0].strip()
            entry.notes.append(f"{odd[0].strip()!r} is no date that can be read")
            rest = rest[: odd.start()]
    entry.title = _title(rest)
    doubt = _far_from_number(entry)
    if doubt:
        entry.notes.append(doubt)


def _title(text: str) -> str | None:
    words = re.sub(r"^[\s,(]*(?:dated|issued)\b[\s,]*", "", squeezed(text), flags=re.IGNORECASE)
    lead = _SEPARATOR.match(words)
    words = words[lead.end() :] if lead else words
    return words.rstrip(" |:;,–—-").removesuffix("()").strip() or None


def _issue_date(rest: str) -> PrintedDate | None:
    """The date of issue: in brackets, in a cell of its own, or at either end."""
    for found in _BRACKETED.finditer(rest):
        whole = [
            d for d in _dates(found[1], blurred=True) if d.start == 0 and d.end >= len(found[1]) - 1
        ]
        if whole:
            date = whole[0]
            return date._replace(start=found.start(), end=found.end())
    for date in _dates(rest):
        before, after = rest[: date.start].strip(), rest[date.end :].strip()
        before = re.sub(r"[,\s]*(?:dated|issued)\s*$", "", before, flags=re.IGNORECASE)
        alone = not before.strip("|:,;–—- ") or (before.endswith("|") and after[:1] in ("|", ""))
        closed = after == ")" or (
            not after and before.endswith(("(", "–", "—", "-", ",", ";", "|"))
        )
        ends = not after.strip(" .)") and NUMERIC.fullmatch(date.text)
        if alone or ((closed or ends) and not _NOT_ISSUED.search(before.rstrip(" ,;"))):
            return date._replace(end=date.end + (1 if after.startswith(")") else 0))
    return None


def _dates(text: str, *, blurred: bool = False) -> Sequence[PrintedDate]:
    return sorted(written_dates(text, blurred=blurred) + numeric_dates(text), key=_start)


def _start(date: PrintedDate) -> int:
    return date.start


def _far_from_number(entry: ListEntry) -> str | None:
    """A sentence where date and number are years apart; an erratum may come years later."""
    year = number_year(entry.citation)
    if year is None or entry.issued is None or entry.issued.earliest is None:
        return None
    apart = entry.issued.earliest.year - year
    if -1 <= apart <= (_LATE_ERRATA if entry.is_errata else 1):
        return None
    return f"the date {entry.issued} is far from the year in the number"


def _take_about(entry: ListEntry) -> None:
    """Where the entry's own line has no title, the block below it is the title."""
    about = entry.about
    if entry.title is None and about:
        taken = [about.pop(0)]
        while about and not about[0].gap:
            taken.append(about.pop(0))
        _take_rest_of_title(entry, " ".join(line.text for line in taken))
    elif entry.issued is None and entry.printed_date is None and about and not about[0].gap:
        date = _issue_date(about[0].text)
        if date is not None and not about[0].text[date.end :].strip():
            entry.issued, entry.printed_date = date.value, date.text
            more = squeezed(about.pop(0).text[: date.start])
            entry.title = squeezed(f"{entry.title} {more}")


def _take_rest_of_title(entry: ListEntry, text: str) -> None:
    text = _SIZE.sub(" ", text)
    if entry.issued is None:
        date = _issue_date(text)
        if date is not None:
            entry.issued, entry.printed_date = date.value, date.text
            text = f"{text[: date.start]} {text[date.end :]}"
    entry.title = _title(text)


def _mark_errata(entry: ListEntry) -> None:
    """An entry whose title corrects the letter of its own number is that letter's erratum."""
    found = _OF_ITSELF.match(entry.title or "")
    if found and not entry.is_errata:
        corrected = find((entry.title or "")[found.end() :])
        if corrected and corrected[0].canonical == entry.citation:
            entry.citation += "E"


def _relations(entry: ListEntry) -> list[ListRelation]:
    """One relation for each target: the strongest that the words bear."""
    claims = list(_claims(entry))
    if entry.is_errata:
        parent = (entry.citation[:-1],)
        claims.insert(0, Claim(EffectVerb.CORRECTS, parent, "E", None, Level.STATED, 0, 0))
    order = list(dict.fromkeys(LIST_TYPES.values()))
    best: dict[str, ListRelation] = {}
    for claim in claims:
        name = LIST_TYPES.get(claim.kind)
        for target in claim.targets if name else ():
            relation = ListRelation(name or "", target, claim.stated, claim.level.value)
            held = best.get(target)
            if held is None or _rank(relation, order) < _rank(held, order):
                best[target] = relation
    return list(best.values())


def _rank(relation: ListRelation, order: Sequence[str]) -> tuple[int, bool]:
    return order.index(relation.type), relation.guess != Level.STATED.value


def _claims(entry: ListEntry) -> Iterator[Claim]:
    if entry.title:
        yield from claims_of(entry.title, entry.citation, as_title=True)
    about = flow_of((0, line.text) for line in entry.about)
    for sentence in sentences(about):
        yield from claims_of(sentence.text, entry.citation)
