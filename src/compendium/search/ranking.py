"""Which documents answer a query, how well, and how sure that is."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Final, NamedTuple

from tantivy import Occur, Query

from compendium.search.entry import Heading
from compendium.search.index import (
    ABOUT,
    BODY,
    CALLED,
    LEAD,
    LENT,
    MARKS,
    NAMES,
    OTHER,
    TITLE,
    Hit,
    SearchIndex,
)
from compendium.search.query import Concept, Understood

CANDIDATES: Final = 50
"""Documents that the index proposes at least; the rest of the ranking looks at these."""

CONFIDENT: Final = 0.48
"""The share of a query's telling words that one document must have."""

CONFIDENT_WITHOUT_MAIN: Final = 0.52
"""The same where it lacks the most telling of them."""

LEAST: Final = 0.48
"""Where the best result scores less than this, nothing is confident."""

KEPT: Final = 0.45
"""Results weaker than this share of the best one are left out."""

_FIELDS: Final = (NAMES, TITLE, LEAD, CALLED, BODY, LENT, ABOUT, OTHER)

_AGAIN: Final = 0.75
_FIRST: Final = 5
_NEAR_BEST: Final = 0.7
_LETTERS: Final = frozenset({"letter", "fiscal-letter"})
_LAWS: Final = frozenset({"law", "bill"})

_TIERS: Final = ((NAMES, TITLE, MARKS), (LEAD, CALLED), (BODY, LENT, ABOUT, OTHER))
TIER_WEIGHTS: Final = (1.0, 0.85, 0.5)
_WISHED: Final = 1.15
ASIDE: Final = 0.85
"""What something of a narrower matter counts that nobody asked for."""

_RANK_OF_GROUP: Final[Mapping[str, float]] = {
    "letter": 1.0,
    "fiscal-letter": 1.0,
    "law": 0.93,
    "bill": 0.91,
    "template": 0.92,
    "report": 0.85,
    "web-page": 0.8,
    "document": 0.8,
}
_RANK_OF_KIND: Final[Mapping[str, float]] = {
    "instrument": 1.0,
    "duty": 0.85,
    "provision": 0.85,
    "allocation": 0.85,
    "claiming-code": 0.85,
    "documentation-code": 0.8,
    "entry-rule": 0.75,
    "term": 0.85,
    "page": 0.8,
    "help-line": 0.85,
    "party": 0.7,
    "event": 0.65,
}
_RANK_OF_STATUS: Final[Mapping[str | None, float]] = {
    "in_force": 1.0,
    "partially_in_force": 0.98,
    "unknown": 0.97,
    "not_yet_in_force": 0.85,
    "no_longer_in_force": 0.9,
    None: 0.97,
}


Tiers = tuple[int | None, ...]
"""For each concept, the most telling tier of a document that has it; None for none."""


class Ranked(NamedTuple):
    """A document with its score and what matched where."""

    hit: Hit
    score: float
    tiers: Tiers


class Weighing(NamedTuple):
    """What ranking needs to know of documents: their headings and their status on the day."""

    headings: Sequence[Heading]
    status: Callable[[Heading], str | None]
    visible: Callable[[Heading], bool]


def rank(
    index: SearchIndex, understood: Understood, weighing: Weighing, limit: int
) -> list[Ranked]:
    """The documents that answer a query with confidence, best first."""
    concepts = understood.concepts
    if not any(one.known for one in concepts):
        return []
    hits = index.hits(candidate_query(index, concepts), max(CANDIDATES, 2 * limit))
    hits = [hit for hit in hits if weighing.visible(weighing.headings[hit.ordinal])]
    if not hits:
        return []
    matched = matches(index, concepts, hits)
    best = max(hit.score for hit in hits)
    shares = {tiers: share_of(tiers, concepts) for tiers in set(matched.values())}
    sure = [
        Ranked(hit, _score(heading, 0.7 * share + 0.3 * hit.score / best, understood, weighing), t)
        for hit in hits
        if (share := shares[t := matched[hit.ordinal]]) is not None
        and (heading := weighing.headings[hit.ordinal])
    ]
    sure.sort(key=lambda one: (-one.score, one.hit.ordinal))
    return mixed(spread(sure, weighing.headings), weighing.headings)[:limit]


def candidate_query(index: SearchIndex, concepts: Sequence[Concept]) -> Query:
    """Anything that has any of the concepts in any field, scored by BM25.

    It is one flat list without boosts: only then can the index skip what cannot be
    among the best. Which field has a word counts in the second step.
    """
    parts = [part for one in concepts for part in _anywhere(index, one)]
    return Query.boolean_query([(Occur.Should, part) for part in parts])


def matches(
    index: SearchIndex, concepts: Sequence[Concept], hits: Sequence[Hit]
) -> dict[int, Tiers]:
    """Where each hit has which concept."""
    tiers = len(_TIERS)
    each = 24 // tiers
    masks: list[dict[int, int]] = []
    for start in range(0, len(concepts), each):
        parts = [
            index.kept_query(
                (tier, concept.phrases, concept.marks), partial(_in_tier, index, concept, fields)
            )
            for concept in concepts[start : start + each]
            for tier, fields in enumerate(_TIERS)
        ]
        masks.append(index.masks(hits, parts))
    read: dict[tuple[int, ...], Tiers] = {}
    found: dict[int, Tiers] = {}
    for hit in hits:
        bits = tuple(mask.get(hit.ordinal, 0) for mask in masks)
        if bits not in read:
            read[bits] = tuple(
                _tier(bits[at // each] >> (at % each * tiers)) for at in range(len(concepts))
            )
        found[hit.ordinal] = read[bits]
    return found


def spread(ranked: Sequence[Ranked], headings: Sequence[Heading]) -> list[Ranked]:
    """The same results, a second one of the same citation moved down a little.

    Where there is no citation, a second one of the same kind is.
    """
    seen: set[str] = set()
    moved: list[tuple[float, int, Ranked]] = []
    for at, one in enumerate(ranked):
        heading = headings[one.hit.ordinal]
        like = heading.citation or heading.kind
        share = _AGAIN if like in seen else 1.0
        seen.add(like)
        moved.append((-one.score * share, at, one._replace(score=one.score * share)))
    top = -min(moved)[0] if moved else 0.0
    if top < LEAST:
        return []
    return [one for score, _, one in sorted(moved) if -score >= KEPT * top]


def mixed(ranked: Sequence[Ranked], headings: Sequence[Heading]) -> list[Ranked]:
    """The same results, the best letter and the best law among the first where they are near.

    People who follow a letter want its statute, and the other way round.
    """
    mixed = list(ranked)
    for place, groups in ((_FIRST - 1, _LETTERS), (_FIRST, _LAWS)):
        held = [at for at, one in enumerate(mixed) if headings[one.hit.ordinal].group in groups]
        if held and held[0] >= place and mixed[held[0]].score >= _NEAR_BEST * mixed[0].score:
            one = mixed.pop(held[0])
            mixed.insert(place - 1, one._replace(score=min(one.score, mixed[place - 2].score)))
    return mixed


def _tier(bits: int) -> int | None:
    """The most telling tier whose bit is set."""
    return next((tier for tier in range(len(_TIERS)) if bits >> tier & 1), None)


def share_of(
    tiers: Tiers, concepts: Sequence[Concept], worth: Sequence[float] = TIER_WEIGHTS
) -> float | None:
    """How much of a query is answered where, from 0 to 1; None where that is not confident.

    A document must have what is needed, and enough of the rest: the more so where it
    lacks the main thing. ``worth`` is what a concept counts by where it stands; beyond the
    tiers of a document's own, that is also all that it counts as answered.
    """
    total = sum(one.weight for one in concepts) or 1.0
    mains = [one for one in concepts if one.subject and one.known]
    mains = mains or [max(concepts, key=lambda one: one.weight)]
    covered = share = 0.0
    least = CONFIDENT_WITHOUT_MAIN
    for concept, tier in zip(concepts, tiers, strict=True):
        if tier is not None:
            covered += concept.weight * (1.0 if tier < len(_TIERS) else worth[tier])
            share += concept.weight * worth[tier]
            if concept in mains:
                least = CONFIDENT
        elif concept.needed:
            return None
    return share / total if covered / total >= least else None


def _score(heading: Heading, text: float, understood: Understood, weighing: Weighing) -> float:
    """The score of a document whose text answers so well: its kind, status and age count too."""
    score = text * _RANK_OF_KIND.get(heading.kind, 0.8) * _RANK_OF_GROUP.get(heading.group, 1.0)
    score *= _RANK_OF_STATUS[weighing.status(heading)]
    if understood.aside(heading.title):
        score *= ASIDE
    if understood.wishes & {heading.kind, heading.group}:
        score *= _WISHED
    return score + _recency(heading) * (0.4 if understood.latest else 0.02)


def _recency(heading: Heading) -> float:
    """0 for the oldest, 1 for the newest, from the year alone; 0.4 where it is unknown."""
    digits = (heading.issued or "").lstrip("./")[:4]
    if not digits.isdigit():
        return 0.4
    return min(1.0, max(0.0, (int(digits) - 2010) / 16))


def _anywhere(index: SearchIndex, concept: Concept) -> list[Query]:
    """Queries for each phrase and mark of a concept in each field."""
    parts = [
        index.phrase(field, phrase)
        for phrase in concept.phrases
        for field in index.having(_FIELDS, phrase)
    ]
    return parts + [index.term(MARKS, mark) for mark in concept.marks]


def _in_tier(index: SearchIndex, concept: Concept, fields: Sequence[str]) -> Query | None:
    """A query for a concept in any of some fields; None where nothing can match."""
    prose = [field for field in fields if field != MARKS]
    parts = [
        index.phrase(field, phrase)
        for phrase in concept.phrases
        for field in index.having(prose, phrase)
    ]
    if MARKS in fields:
        parts += [index.term(MARKS, mark) for mark in concept.marks]
    if len(parts) < 2:
        return parts[0] if parts else None
    return Query.boolean_query([(Occur.Should, part) for part in parts])
