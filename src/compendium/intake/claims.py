"""What a letter says that it does to other letters. A citation alone is never an effect.

Each sentence with such a verb is asked three things: who acts (this letter, or another that
is only spoken of), on whom, and whether the verb is meant (not denied, asked or feared). Only
where this letter acts is a claim *stated*; where nobody is named it is *likely*; else none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from enum import StrEnum
from functools import cache
from typing import Final, NamedTuple

from compendium.citations import Citation, find
from compendium.intake.claim_verbs import ANY_VERB, REMAINS, VERBS, ClaimVerb, Kind, kind_of
from compendium.vocabulary.kinds import EffectVerb, RelationType

LETTERS: Final = ("ACL ", "ACIN ", "CFL ", "CFIN ", "ACWDL ")
"""The series whose instruments a letter can change."""

_TAIL: Final = re.compile(r"\s+(?:(?:issued|contained|given|set\s+out)\s+)?(?:in|of|from|by|with)$")
_REACH: Final = 220
_FEW_WORDS: Final = 6
_THIS: Final = re.compile(
    r"\b(?:this|these|the\s+(?:present|attached|enclosed|above|below|instant))\s+(?:\S+\s+){0,4}?"
    r"(?:letters?|ACL|ACIN|CFL|CFIN|ACWDL|notice|errata|erratum|guidance|instructions?|polic(?:y|ies)|"
    r"information|forms?|attachments?|templates?|methodology|grid|codes?|rates?|procedures?|"
    r"directive|document|update|memo(?:randum)?|allocations?|table|chart)\b"
    r"|\b(?:letter|notice|ACL|ACIN|CFL)\s+(?:hereby|also)\b|\bhereby\b|\bthis\s+(?:also\s+)?$",
    re.IGNORECASE,
)
_AGENCY: Final = re.compile(
    r"\b(?:CDSS|DSS|DHCS|the\s+department|the\s+state)\b[^,;]*$", re.IGNORECASE
)
_OTHER: Final = re.compile(
    r"\b(?:(?:an?|the|any|another|later|some)\s+)?(?:separate|forthcoming|future|subsequent|later|"
    r"upcoming|other|new(?:er)?|earlier|previous|prior|next)\s+(?:\S+\s+){0,3}?"
    r"(?:letters?|ACLs?|ACINs?|CFLs?|notices?|guidance|instructions?|law|statute|regulations?)\b"
    r"|\b(?:federal|state)\s+(?:law|statute|regulations?)\b|\b(?:bill|statute|legislation|court)\b",
    re.IGNORECASE,
)
_NOT_MEANT: Final = re.compile(
    r"\b(?:not|never|neither|nor|nothing|without|cannot|n[’']t|(?-i:may)|might|could|would|if|"
    r"unless|until|whether|no\s+\w+|intend(?:s|ed)?\s+to|pending)\b[^.;]{0,30}$",
    re.IGNORECASE,
)
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
_CLAUSE: Final = re.compile(
    r"[;:]\s|[.]\s(?=[A-Z])|\b(?:that|because|since|when|while|although|whereas)\s"
)
_STOP: Final = re.compile(r"[;:]\s|[.]\s(?=[A-Z])")
_BY: Final = re.compile(
    r"\s*(?:and\s+\w+\s+)?(?:in\s+(?:its|their)\s+entirety\s+)?by\s+", re.IGNORECASE
)
_BE_NOW: Final = re.compile(
    r"\b(?:is|are|be|being|hereby|shall\s+be|will\s+be)\s+(?:hereby\s+|now\s+|also\s+|therefore\s+|"
    r"considered\s+|deemed\s+|fully\s+|partially\s+)*$",
    re.IGNORECASE,
)
_UNNUMBERED: Final = re.compile(
    r"\b(?:letters?|notices?|ACLs?|ACINs?|CFLs?|instructions?|guidance|polic(?:y|ies)|"
    r"information|version|directives?)\b",
    re.IGNORECASE,
)
_IN_LIEU: Final = ClaimVerb(
    EffectVerb.SUPERSEDES,
    "",
    "",
    "",
    noun=r"in\s+(?:lieu|place)\s+of",
    partial=EffectVerb.SUPERSEDES_IN_PART,
)
_BE_PAST: Final = re.compile(
    r"\b(?:was|were|been|had|has|have|which|that)\s+(?:since\s+|recently\s+|later\s+)*$",
    re.IGNORECASE,
)


_ACTING: Final = r"\b(?:(?:{active})|(?P<joining>{joining}))\b"
_WORDS: Final = r"\b(?:{})\b"


@cache
def _pattern(text: str) -> re.Pattern[str]:
    return re.compile(text, re.IGNORECASE)


class Level(StrEnum):
    """How sure a claim is: the letter states it of itself, or it is only likely."""

    STATED = "stated"
    LIKELY = "likely"


class Claim(NamedTuple):
    """One claim. Offsets count in the text given; ``stated`` is the verb as written.

    ``targets`` may be empty: "supersedes all earlier instructions" names none.
    """

    kind: Kind
    targets: tuple[str, ...]
    stated: str
    part: str | None
    level: Level
    start: int
    end: int


def claims_of(text: str, own: str | None = None, *, as_title: bool = False) -> list[Claim]:
    """The claims that one sentence, or one title, makes for the letter it belongs to.

    ``own`` is the letter's own citation. ``as_title`` also reads nouns ("Errata to").
    """
    if not ANY_VERB.lets(text):
        return []
    cited = [c for c in find(text) if c.canonical.startswith(LETTERS)]
    found: list[Claim] = []
    for verb in VERBS:
        found += _active(text, cited, verb, own, as_title=as_title)
        found += _passive(text, cited, verb, own)
        if verb.noun and as_title:
            found += _nouns(text, cited, verb, own)
    if not as_title:
        found += _nouns(text, cited, _IN_LIEU, own)
    found += _remaining(text, cited, own)
    return _unique(found)


def _active(
    text: str, cited: Sequence[Citation], verb: ClaimVerb, own: str | None, *, as_title: bool
) -> Iterator[Claim]:
    for found in _pattern(_ACTING.format(active=verb.active, joining=verb.joining)).finditer(text):
        if _inside(found, cited):
            continue
        before = text[_clause_start(text, found.start()) : found.start()]
        level = _actor(text, before, found, cited, own, as_title=as_title)
        if level is None or _NOT_MEANT.search(before):
            continue
        targets, between, last = _targets(text, found.end(), cited, own)
        if not targets and not (level is Level.STATED and _names_letters(text, found, verb)):
            continue
        kind = kind_of(verb, between if targets else text[found.end() : found.end() + 80], before)
        yield _claim(kind, targets, between, level, found, last)


def _actor(
    text: str,
    before: str,
    found: re.Match[str],
    cited: Sequence[Citation],
    own: str | None,
    *,
    as_title: bool,
) -> Level | None:
    """Whether this letter does what the verb says; None where another does."""
    lead = before.strip(' ,(-–—"“*')
    joined = re.search(r"\b(?:which|that|who)\s+(?:\w+ly\s+)?$", text[: found.start()], re.I)
    if joined or before.rstrip().endswith("("):
        before = text[_start_after(text, found.start(), _STOP) : found.start()]
    begin = found.start() - len(before)
    named = [c for c in cited if begin <= c.start and c.end <= found.start()]
    this = [match.end() for match in _THIS.finditer(before)]
    this += [c.end - begin for c in named if own is not None and c.canonical == own]
    other = [c.end - begin for c in named if c.canonical != own]
    other += [match.end() for match in _OTHER.finditer(before)]
    if joined or before.rstrip().endswith("("):
        nearest_is_this = max(this, default=-1) >= max(other, default=-1)
        return Level.STATED if nearest_is_this else None
    if this:
        return Level.STATED
    if other:
        return None
    if not lead:
        after_citation = any(
            c.end <= found.start() and not text[c.end : found.start()].strip(" (,")
            for c in cited
            if c.canonical != own
        )
        return None if after_citation else Level.STATED
    if _AGENCY.search(before):
        return Level.STATED
    if found["joining"] and before.rstrip().endswith(","):
        return Level.STATED
    return (
        Level.STATED if as_title and re.fullmatch(r"(?:it|and|also)", lead, re.I) else Level.LIKELY
    )


def _names_letters(text: str, found: re.Match[str], verb: ClaimVerb) -> bool:
    """Whether a verb that ends letters has letters for its object, though none by number."""
    ends = verb.kind in (EffectVerb.SUPERSEDES, EffectVerb.WITHDRAWS)
    return ends and bool(_UNNUMBERED.search(text[found.end() : found.end() + 100]))


def _passive(
    text: str, cited: Sequence[Citation], verb: ClaimVerb, own: str | None
) -> Iterator[Claim]:
    for found in _pattern(_WORDS.format(verb.passive)).finditer(text):
        begin = _clause_start(text, found.start())
        before = text[begin : found.start()]
        targets = tuple(
            dict.fromkeys(
                c.canonical
                for c in cited
                if begin <= c.start and c.end <= found.start() and c.canonical != own
            )
        )
        if not targets or _inside(found, cited):
            continue
        agent = _BY.match(text, found.end())
        if agent:
            rest = text[agent.end() : agent.end() + 60]
            by_this = _THIS.match(rest) or (
                own
                and any(
                    c.canonical == own and agent.end() <= c.start < agent.end() + 30 for c in cited
                )
            )
            if not by_this:
                continue
        elif not _BE_NOW.search(before):
            continue
        if _NOT_MEANT.search(before) or (not agent and _BE_PAST.search(before)):
            continue
        first = next(c for c in cited if c.canonical == targets[0] and c.start >= begin)
        kind = kind_of(verb, text[begin : first.start], before)
        part = text[begin : first.start].strip() if kind is verb.partial else None
        yield Claim(kind, targets, found[0], part, Level.STATED, begin, found.end())


def _nouns(
    text: str, cited: Sequence[Citation], verb: ClaimVerb, own: str | None
) -> Iterator[Claim]:
    for found in _pattern(_WORDS.format(verb.noun)).finditer(text):
        targets, between, last = _targets(text, found.end(), cited, own)
        if targets and (
            verb is _IN_LIEU or len(between.split()) <= 6
        ):  # "Update to (CDSS) All County Letter"
            kind = kind_of(verb, between, "")
            opens = verb is not _IN_LIEU and not text[: found.start()].strip(" (–—-:")
            level = Level.STATED if opens else Level.LIKELY
            yield _claim(kind, targets, between, level, found, last)


def _remaining(text: str, cited: Sequence[Citation], own: str | None) -> Iterator[Claim]:
    for found in REMAINS.finditer(text):
        begin = _clause_start(text, found.start())
        targets = tuple(
            c.canonical
            for c in cited
            if begin <= c.start and c.end <= found.start() and c.canonical != own
        )
        if targets and not _NOT_MEANT.search(text[begin : found.start()]):
            kind = RelationType.CONFIRMS_IN_EFFECT
            yield Claim(kind, targets, found[0], None, Level.STATED, begin, found.end())


def _targets(
    text: str, start: int, cited: Sequence[Citation], own: str | None
) -> tuple[tuple[str, ...], str, int]:
    """The letters that stand as the verb's object, the words before the first, and their end."""
    later = [c for c in cited if c.start >= start and c.canonical != own]
    if not later or later[0].start - start > _REACH:
        return (), "", start
    between = text[start : later[0].start]
    if _BREAKS.search(between) or re.search(r"\.\s+[A-Z]", between):
        return (), "", start
    names, last = [later[0].canonical], later[0].end
    for citation in later[1:]:
        if not _JOINS.fullmatch(text, last, citation.start):
            break
        names.append(citation.canonical)
        last = citation.end
    return tuple(dict.fromkeys(names)), between, last


def _claim(
    kind: Kind,
    targets: tuple[str, ...],
    between: str,
    level: Level,
    found: re.Match[str],
    last: int,
) -> Claim:
    in_part = kind.value in ("supersedes-in-part", "replaces-codes")
    part = _TAIL.sub("", between.strip()) if in_part else None
    return Claim(
        kind, targets, found[0], part or None, level, found.start(), max(last, found.end())
    )


def _clause_start(text: str, before: int) -> int:
    return _start_after(text, before, _CLAUSE)


def _start_after(text: str, before: int, mark: re.Pattern[str]) -> int:
    starts = [found.end() for found in mark.finditer(text, 0, before)]
    return starts[-1] if starts else 0


def _inside(found: re.Match[str], cited: Sequence[Citation]) -> bool:
    return any(c.start <= found.start() < c.end for c in cited)


def _unique(claims: Sequence[Claim]) -> list[Claim]:
    """Claims in order of place; a target that one verb changes is not claimed twice alike."""
    kept: list[Claim] = []
    seen: set[tuple[str, tuple[str, ...]]] = set()
    for claim in sorted(claims, key=lambda c: (c.start, -c.end)):
        key = (claim.kind.value, claim.targets)
        if key not in seen:
            seen.add(key)
            kept.append(claim)
    return kept
