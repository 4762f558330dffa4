"""Which records answer a question: what holds its words, and has the fact that it asks for."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Final, NamedTuple

from compendium.search.asking import Aim
from compendium.search.citing import Cited, bare
from compendium.search.entry import Heading
from compendium.search.finder import Finder, is_visible
from compendium.search.index import Hit
from compendium.search.passages import Answer, answer_of
from compendium.search.query import Concept, Understood
from compendium.search.ranking import ASIDE, Tiers, candidate_query, matches, share_of
from compendium.search.words import stem, words_of
from compendium.vocabulary.kinds import Bearer

CANDIDATES: Final = 200
"""Records that the index proposes; more than for a search, since kinds are picked among them."""

_WORTH: Final = (1.0, 0.95, 0.7, 0.5)
"""What a concept counts in a record's title, lead and body: an answer may stand in a field.

Last, what it counts where only the instrument says it on which the record rests."""

_BORROWED: Final = len(_WORTH) - 1
_WORTH_OF_LENT: Final = (1.0, 0.9, 0.4)
"""The same for instruments, whose bodies are searched with what others say of them."""

_SAID: Final = frozenset({0, 1})
"""The title and the lead of an instrument: what it is about."""

_SHARE: Final = 0.75
"""What the share of the question found counts against the index's own score."""

_OTHERWISE: Final = 0.06
"""What a record loses that has the question in other words throughout."""

_LOOKED_AT: Final = 40
_NAMED: Final = 0.75
"""The least score of the very instrument that a question cites."""

_RESTING: Final = 0.55
"""The least score of what rests on it: an amount, a code, a duty may be what is asked for."""

_PHRASING: Final = 0.1
"""What words count that only put the question."""

_SHORT: Final = 3
"""Words of a title that are no longer mostly join others: of, and, the."""

_GONE: Final = frozenset({"no_longer_in_force", "not_yet_in_force"})
_STATE: Final = frozenset({Bearer.STATE_AGENCY.value})
_RANK_OF_GONE: Final = 0.7
_RANK_OF_STATE: Final = 0.92
"""What a duty of the state alone counts: who asks is mostly a county."""

_RANK_OF_OTHERS: Final = 0.85
"""What a duty of others than those asked about counts."""

_RANK_OF_OTHER_PLACE: Final = 0.55
"""What one county's own record counts where the question does not name the county."""


_LETTER: Final = "letter"
_OF_PAPERS: Final = frozenset({"date", "changed", "status"})
_WISHED: Final = 1.4
"""What a letter, a bill or a law counts where a question of papers names it or its kind."""

_FIRST: Final = 5
"""How far down a duty may stand that is put before what it restates."""

_NEAR_ENOUGH: Final = 0.75
"""The share of the first score that it must have."""

_RESTATED: Final = frozenset({"instrument", "provision"})


class Weighed(NamedTuple):
    """A record that may answer: how well, what it is, and what it says."""

    score: float
    heading: Heading
    answer: Answer


class Question(NamedTuple):
    """A question as understood: what it asks for, whom it asks about, what it cites, its day."""

    aim: Aim
    bearers: frozenset[str]
    cited: Cited
    understood: Understood
    on: date

    @property
    def concepts(self) -> tuple[Concept, ...]:
        """What it is about."""
        return self.understood.concepts

    @property
    def telling(self) -> tuple[Concept, ...]:
        """Its concepts, those that only put the question weighing next to nothing."""
        return tuple(
            one._replace(weight=one.weight * _PHRASING) if self._is_phrasing(one) else one
            for one in self.concepts
        )

    @property
    def said(self) -> str:
        """Its words as typed, and as others would say them."""
        typed = [one.meant or one.typed for one in self.concepts]
        return " ".join([*typed, *(" ".join(p) for one in self.concepts for p in one.phrases)])

    def _is_phrasing(self, one: Concept) -> bool:
        words = (one.meant or one.typed).split()
        firm = one.subject or one.needed
        return not firm and all(stem(word) in self.aim.phrasing for word in words)


def weighed(finder: Finder, question: Question) -> list[Weighed]:
    """The records that may answer, best first, each answer once."""
    found: dict[Answer, Weighed] = {}
    for ordinal, score in _likeliest(finder, question, _scores(finder, question)):
        heading = finder.index.headings[ordinal]
        answer = answer_of(finder.reader, heading.kind, heading.id, question.on)
        if answer is not None:
            status = finder.status(heading, question.on)
            one = Weighed(score * _factor(question, answer, status), heading, answer)
            same = found.get(answer)
            found[answer] = one if same is None or same.score < one.score else same
    return _duties_first(sorted(found.values(), key=lambda one: -one.score), question.aim)


def _duties_first(found: Sequence[Weighed], aim: Aim) -> list[Weighed]:
    """The same, a duty before the instrument that it restates, where it has the fact asked for.

    Who asks which letter or law says something wants that, and its aim prefers it.
    """
    listed = list(found)
    at = next((n for n, one in enumerate(listed[:_FIRST]) if _restates(one, listed[0], aim)), None)
    if at and listed[0].heading.kind in _RESTATED and aim.prefers.get("duty") == 1.0:
        one = listed.pop(at)
        listed.insert(0, one._replace(score=listed[0].score))
    return listed


def _restates(one: Weighed, first: Weighed, aim: Aim) -> bool:
    """Whether a record is a duty that answers nearly as well as an instrument, and more fully.

    It rests on that, or has the fact asked for where the instrument lacks it.
    """
    near = one.score >= _NEAR_ENOUGH * first.score
    rests = one.heading.instrument == first.heading.instrument
    has = aim.wants in {"", *one.answer.has}
    return one.heading.kind == "duty" and near and has and (rests or _lacks(first, aim))


def _lacks(one: Weighed, aim: Aim) -> bool:
    """Whether a record lacks the fact that is asked for."""
    return bool(aim.wants) and aim.wants not in one.answer.has


def _scores(finder: Finder, question: Question) -> dict[int, float]:
    """How well records hold the words of a question; those that it cites always do a little."""
    concepts = question.telling
    named = {one.instrument.id for one in question.cited.held if one.instrument}
    hits = _candidates(finder, concepts, question.on)
    matched = matches(finder.index, concepts, hits) if hits else {}
    typed = [one._replace(phrases=one.phrases[:1]) for one in concepts]
    exact = matches(finder.index, typed, hits) if hits else {}
    cites = _citing(matched, concepts, [bare(one.canonical) for one in question.cited.held])
    best = max((hit.score for hit in hits), default=1.0)
    scores = {}
    for hit in hits:
        heading = finder.index.headings[hit.ordinal]
        worth = _WORTH_OF_LENT if heading.kind == "instrument" else _WORTH
        tiers = _with_borrowed(finder, heading, matched, hit.ordinal, concepts)
        share = share_of(tiers, concepts, worth)
        near = not named or heading.instrument in named or hit.ordinal in cites
        if share is not None and near:
            share *= 1.0 - _OTHERWISE * (1.0 - _verbatim(exact[hit.ordinal], concepts))
            scores[hit.ordinal] = _SHARE * share + (1 - _SHARE) * hit.score / best
    for name in named:
        own = finder.ordinals[f"instrument/{name}"]
        for at, least in ((own, _NAMED), *((at, _RESTING) for at in finder.resting.get(name, ()))):
            if is_visible(finder.index.headings[at], question.on):
                scores[at] = max(scores.get(at, 0.0), least)
    return scores


def _verbatim(tiers: Tiers, concepts: Sequence[Concept]) -> float:
    """How much of a question a record has in the very words that were typed, from 0 to 1."""
    held = sum(one.weight for one, tier in zip(concepts, tiers, strict=True) if tier is not None)
    return held / (sum(one.weight for one in concepts) or 1.0)


def _with_borrowed(
    finder: Finder,
    heading: Heading,
    matched: Mapping[int, Tiers],
    ordinal: int,
    concepts: Sequence[Concept],
) -> Tiers:
    """Where a record has the concepts; those that it leaves to what it rests on, from there.

    A duty need not say again what its statute is about. What must match, must match itself.
    """
    own = matched[ordinal]
    basis = finder.ordinals.get(f"instrument/{heading.instrument}")
    lent = matched.get(basis) if basis is not None and basis != ordinal else None
    if lent is None:
        return own
    return tuple(
        _BORROWED if tier is None and theirs in _SAID and not one.needed else tier
        for tier, theirs, one in zip(own, lent, concepts, strict=True)
    )


def _candidates(finder: Finder, concepts: Sequence[Concept], on: date) -> list[Hit]:
    if not any(one.known for one in concepts):
        return []
    hits = finder.index.hits(candidate_query(finder.index, concepts), CANDIDATES)
    return [hit for hit in hits if is_visible(finder.index.headings[hit.ordinal], on)]


def _citing(
    matched: Mapping[int, Tiers], concepts: Sequence[Concept], names: Collection[str]
) -> set[int]:
    """The records that name one of these citations themselves."""
    places = [at for at, one in enumerate(concepts) if one.typed in names]
    return {
        ordinal for ordinal, tiers in matched.items() if any(tiers[at] is not None for at in places)
    }


def _likeliest(
    finder: Finder, question: Question, scores: Mapping[int, float]
) -> list[tuple[int, float]]:
    """The records that are worth a closer look, by what they are and what they are called."""
    aim = question.aim
    liked = []
    for ordinal, score in scores.items():
        heading = finder.index.headings[ordinal]
        rank = ASIDE if question.understood.aside(heading.title) else 1.0
        called = score * rank + aim.title * _spelled(heading.title, question.concepts)
        if aim.name in _OF_PAPERS and _is_meant(heading, question):
            called *= _WISHED
        liked.append((ordinal, called * aim.liking(heading.kind, heading.group)))
    liked.sort(key=lambda one: (-one[1], one[0]))
    return liked[:_LOOKED_AT]


def _is_meant(heading: Heading, question: Question) -> bool:
    """Whether a question of papers names this one, or its kind: which letter is on that bill."""
    named = {one.instrument.id for one in question.cited.held if one.instrument}
    if named and _LETTER not in question.understood.wishes:
        return heading.kind == "instrument" and heading.id in named
    return heading.group in question.understood.wishes


def _spelled(title: str, concepts: Sequence[Concept]) -> float:
    """How much of a title a question spells out: as typed, and in other words for half."""
    stems = [stem(word.folded) for word in words_of(title)]
    typed = {stem(word) for one in concepts for word in (one.meant or one.typed).split()}
    meant = {word for one in concepts for phrase in one.phrases for word in phrase}
    stems = [one for one in stems if one in typed or len(one) > _SHORT]
    return sum((one in typed) + (one in meant) for one in stems) / (2 * len(stems) or 1)


def _factor(question: Question, answer: Answer, status: str | None) -> float:
    """What a record counts by its facts: what it has, whom it binds, when and where it holds."""
    aim = question.aim
    factor = aim.having if aim.wants in answer.has else 1.0
    if status in _GONE and aim.name not in {"status", "changed"}:
        factor *= _RANK_OF_GONE
    if answer.place is not None:
        named = answer.place and answer.place in question.said
        factor *= 1.0 if named else _RANK_OF_OTHER_PLACE
    if question.bearers and answer.bearers:
        factor *= 1.0 if question.bearers & answer.bearers else _RANK_OF_OTHERS
    elif answer.bearers == _STATE:
        factor *= _RANK_OF_STATE
    return factor
