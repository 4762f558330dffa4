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
from compendium.intake.claim_targets import LETTERS, excepts, targets_after, targets_listed
from compendium.intake.claim_verbs import (
    ANY_VERB,
    REMAINS,
    VERBS,
    ClaimVerb,
    Kind,
    in_part,
    kind_of,
)
from compendium.vocabulary.kinds import EffectVerb, RelationType

_TAIL: Final = re.compile(r"\s+(?:(?:issued|contained|given|set\s+out)\s+)?(?:in|of|from|by|with)$")
_THIS: Final = re.compile(
    r"\b(?:this|these|the\s+(?:present|attached|enclosed|above|below|instant))\s+(?:\S+\s+){0,4}?"
    r"(?:letters?|ACL|ACIN|CFL|CFIN|ACWDL|(?-i:IM|PI)|program\s+instruction|notice|errata|erratum|guidance|instructions?|polic(?:y|ies)|"
    r"information|forms?|attachments?|templates?|methodology|grid|codes?|rates?|procedures?|"
    r"directive|document|update|memo(?:randum)?|allocations?|table|chart)\b"
    r"|\b(?:letter|notice|ACL|ACIN|CFL)\s+(?:hereby|also)\b|\bthe\s+(?:\w+\s+){1,3}(?:below|herein)\b|\bhereby\b|\bthis\s+one\b|\bthis\s+(?:also\s+)?$",
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
    r"unless|until|whether|no\s+(?!longer)\w+|(?:intend|plan|expect|propose|wish)(?:s|ed|es)?\s+to|pending)\b[^.;]{0,30}$",
    re.IGNORECASE,
)
_CLAUSE: Final = re.compile(
    r"[;:]\s|[.]\s(?=[A-Z])|\b(?:that|because|since|when|while|although|whereas)\s"
)
_FOLLOWING: Final = re.compile(r"\b(?:following|among|these|those|listed\s+below)\b", re.IGNORECASE)
_STOP: Final = re.compile(r"[;:]\s|[.]\s(?=[A-Z])")
_BY: Final = re.compile(
    r"\s*(?:and\s+\w+\s+)?(?:in\s+(?:its|their)\s+entirety\s+)?by\s+", re.IGNORECASE
)
_BE_NOW: Final = re.compile(
    r"\b(?:is|are|(?P<later>will\s+be)|be|hereby)\s+(?:being\s+|hereby\s+|now\s+|also\s+|"
    r"therefore\s+|considered\s+|deemed\s+|fully\s+|partially\s+)*$",
    re.IGNORECASE,
)
_FROM_A_DAY: Final = re.compile(
    r"\b(?:effective|as\s+of|starting|beginning|from|on)\b[^.;]{0,20}\d{4}", re.IGNORECASE
)
"""A passive in the future ("will be rescinded") is meant where the day is named."""
_LATER: Final = re.compile(r"\b(?:will|would|shall)\s+(?:also\s+|then\s+)?$", re.IGNORECASE)
_BRINGS: Final = re.compile(
    r"\b(?:transmit|contain|includ|provid|attach|enclos|issu|releas|introduc|announc|describ|discuss|"
    r"refer|cit|mention|list)\w*",
    re.IGNORECASE,
)
"""Verbs by which a letter brings something else: what follows then speaks of that thing."""
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
    noun=r"in\s+(?:lieu|place)\s+of|instead\s+of",
    partial=EffectVerb.SUPERSEDES_IN_PART,
)
_BE_PAST: Final = re.compile(
    r"\b(?:was|were|been|had|has|have|which|that)\s+(?:since\s+|recently\s+|later\s+)*$",
    re.IGNORECASE,
)


_SINGULAR: Final = ("remains", "continues", "is")
_QUOTED: Final = re.compile(r"[“\"][^“”\"]*[”\"]")
_USED: Final = re.compile(
    r"\bthis\s+(?:letter|notice|ACL|ACIN|CFL)"
    r"(?:\s+(?:must|should|shall|is\s+to)\s+be\s+(?:used|followed))?\s*$",
    re.IGNORECASE,
)
_NEAR: Final = 30
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
    every = find(text)
    cited = [c for c in every if c.canonical.startswith(LETTERS)]
    laws = [c.end for c in every if not c.canonical.startswith(LETTERS)]
    found: list[Claim] = []
    for verb in VERBS:
        said = _active(text, cited, verb, own)
        found += (one for one in said if not _law_acts(text, one.start, laws))
        found += _passive(text, cited, verb, own)
        if verb.noun and as_title:
            found += _nouns(text, cited, verb, own)
    if not as_title:
        found += _nouns(text, cited, _IN_LIEU, own)
    found += _remaining(text, cited, own)
    return _unique(found)


def _law_acts(text: str, verb: int, laws: Sequence[int]) -> bool:
    """Whether a law stands right before a verb, as what acts: "AB 12 supersedes ..."."""
    return any(end <= verb and not text[end:verb].strip(" ,") for end in laws)


def _active(
    text: str, cited: Sequence[Citation], verb: ClaimVerb, own: str | None
) -> Iterator[Claim]:
    for found in _pattern(_ACTING.format(active=verb.active, joining=verb.joining)).finditer(text):
        if _inside(found, cited):
            continue
        before = text[_clause_start(text, found.start()) : found.start()]
        level = _actor(text, before, found, cited, own)
        if level is None or _NOT_MEANT.search(before):
            continue
        targets, between, last = targets_after(text, found.end(), cited, own)
        if not targets and not (level is Level.STATED and _names_letters(text, found, verb)):
            continue
        kind = kind_of(verb, between if targets else text[found.end() : found.end() + 80], before)
        if excepts(text, max(last, found.end())):
            kind = in_part(verb, kind)
        yield _claim(kind, targets, between, level, found, last)


def _actor(
    text: str,
    before: str,
    found: re.Match[str],
    cited: Sequence[Citation],
    own: str | None,
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
        nearest = max(this, default=-1)
        far = joined and (nearest < 0 or _BRINGS.search(before, nearest))
        return None if far or nearest < max(other, default=-1) else Level.STATED
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
    if _LATER.search(before):
        return None
    return Level.STATED if re.fullmatch(r"(?:it|and|also)", lead, re.IGNORECASE) else Level.LIKELY


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
        named = [
            c for c in cited if begin <= c.start and c.end <= found.start() and c.canonical != own
        ]
        targets, end = tuple(dict.fromkeys(c.canonical for c in named)), found.end()
        if not targets and _FOLLOWING.search(before):
            targets, end = targets_listed(text, found.end(), cited, own)
        agent = _BY.match(text, found.end())
        if not targets or _inside(found, cited) or _NOT_MEANT.search(before):
            continue
        acts = _this_end(text, agent.end(), cited, own) if agent else found.end()
        if acts is None or not (agent or _is_now(text, before)):
            continue
        lead = text[begin : named[0].start] if named else before
        kind = kind_of(verb, lead, before)
        if excepts(text, acts):
            kind = in_part(verb, kind)
        part = lead.strip() if kind is verb.partial else None
        yield Claim(kind, targets, found[0], part, Level.STATED, begin, max(end, found.end()))


def _this_end(text: str, at: int, cited: Sequence[Citation], own: str | None) -> int | None:
    """Where the words end that name this letter as what acts: "superseded by this ACL"."""
    named = [c.end for c in cited if at <= c.start < at + _NEAR and c.canonical == own]
    this = _THIS.match(text[at : at + 2 * _NEAR])
    if this is not None:
        return max([at + this.end(), *named])
    return named[0] if named else None


def _is_now(text: str, before: str) -> bool:
    """Whether a passive without an agent says what holds from this letter on."""
    now = _BE_NOW.search(before)
    if now is None or _BE_PAST.search(before):
        return False
    return not now["later"] or _FROM_A_DAY.search(text) is not None


def _nouns(
    text: str, cited: Sequence[Citation], verb: ClaimVerb, own: str | None
) -> Iterator[Claim]:
    for found in _pattern(_WORDS.format(verb.noun)).finditer(text):
        targets, between, last = targets_after(text, found.end(), cited, own)
        if targets and (
            verb is _IN_LIEU or len(between.split()) <= 6
        ):  # "Update to (CDSS) All County Letter"
            kind = kind_of(verb, between, "")
            before = text[: found.start()]
            opens = (
                _USED.search(before) is not None if verb is _IN_LIEU else not before.strip(" (–—-:")
            )
            level = Level.STATED if opens else Level.LIKELY
            yield _claim(kind, targets, between, level, found, last)


def _remaining(text: str, cited: Sequence[Citation], own: str | None) -> Iterator[Claim]:
    spoken = _QUOTED.sub(lambda quote: " " * len(quote[0]), text)
    for found in REMAINS.finditer(spoken):
        begin = _clause_start(text, found.start())
        targets = tuple(
            c.canonical
            for c in cited
            if begin <= c.start and c.end <= found.start() and c.canonical != own
        )
        if found[0].lower().startswith(_SINGULAR):
            targets = targets[-1:]
        if targets and not _NOT_MEANT.search(spoken[begin : found.start()]):
            kind = RelationType.CONFIRMS_IN_EFFECT
            yield Claim(kind, targets, found[0], None, Level.STATED, begin, found.end())


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
