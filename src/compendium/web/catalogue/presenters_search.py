"""What a search shows: the exact match, groups of results, and filters with counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from compendium.edition.lookup import near
from compendium.edition.reader import EditionReader
from compendium.model.documentation import DocumentationCode
from compendium.model.duties import Duty
from compendium.model.instruments import Instrument
from compendium.model.money import Allocation
from compendium.model.parties import Party
from compendium.search import ask, search
from compendium.search.answer import Passage, Result, SearchAnswer
from compendium.vocabulary.identifiers import address_of
from compendium.vocabulary.kinds import PartyKind
from compendium.web.standpoint import Standpoint
from compendium.web.wording import bearer_words, group_words, status_words

FILTERS: Final = ("type", "status", "role", "topic", "year")
_LOOKED_AT: Final = 60
_ADDRESSES: Final = {
    "duty": "/duties/{}",
    "claiming-code": "/codes",
    "entry-rule": "/documentation#rules",
    "term": "/terms#{}",
    "event": "/timeline#{}",
    "help-line": "/help#{}",
}
_NAMES: Final = {
    "type": "Type", "status": "Status", "role": "For", "topic": "Topic", "year": "Year of issue",
}  # fmt: skip


class Piece(NamedTuple):
    """A stretch of a snippet, found or not."""

    text: str
    found: bool


class Shown(NamedTuple):
    """One result as the page shows it. ``address`` is None where it has no page of its own."""

    result: Result
    address: str | None
    snippet: list[Piece]


class Option(NamedTuple):
    """A box to tick: its value, its words, how many results have it."""

    value: str
    words: str
    having: int
    ticked: bool


class Filter(NamedTuple):
    """A set of boxes."""

    name: str
    words: str
    options: list[Option]


class Task(NamedTuple):
    """A page that does what most of the best results are about."""

    address: str
    name: str
    about: str


@dataclass(frozen=True, slots=True)
class SearchPage:
    """Everything the page of results shows."""

    answer: SearchAnswer
    exact: Shown | None
    groups: list[tuple[str, list[Shown]]]
    filters: list[Filter]
    found: int
    kept: int
    task: Task | None
    near: list[Instrument]
    passages: tuple[Passage, ...] = ()
    """What the records say to a question, in their own words."""

    @property
    def is_filtered(self) -> bool:
        """Whether any box is ticked."""
        return any(option.ticked for one in self.filters for option in one.options)


_BEST: Final = 5
_WORDS_OF_A_QUESTION: Final = 4
_TASKS: Final = {
    "missing": Task(
        "/missing-from-care",
        "Child missing from care: step by step",
        "What to do in the first 24 hours, every day until found, when found, and after.",
    ),
    "documentation": Task(
        "/documentation",
        "How to record exploitation and risk",
        "By system and event, with the codes that were replaced.",
    ),
    "money": Task(
        "/funding", "Money by year and stage", "Amounts with the letters that they come from."
    ),
}


def present_search(
    here: Standpoint, query: str, chosen: Mapping[str, frozenset[str]]
) -> SearchPage:
    """What a query finds as of a day, with the filters that the reader ticked."""
    if not query:
        return SearchPage(SearchAnswer(query="", on=here.on), None, [], [], 0, 0, None, [])
    answer = search(here.reader, query, on=here.on, limit=_LOOKED_AT)
    marks = {one: _marks(here.reader, one) for one in answer.results}
    kept = [
        one
        for one in answer.results
        if all(not ticked or ticked & marks[one][name] for name, ticked in chosen.items())
    ]
    exact = next(
        (r for r in answer.results if r.kind == "instrument" and r.citation == answer.exact), None
    )
    groups: dict[str, list[Shown]] = {}
    for one in kept:
        if one is not exact:
            groups.setdefault(one.group, []).append(_shown(here.reader, one))
    return SearchPage(
        answer=answer,
        exact=_shown(here.reader, exact) if exact else None,
        groups=list(groups.items()),
        filters=_filters(here.reader, marks.values(), chosen),
        found=len(answer.results),
        kept=len(kept),
        task=_task(kept, marks) if exact is None else None,
        near=near(here.reader, answer.not_held) if answer.not_held else [],
        passages=_passages(here, query) if kept and exact is None else (),
    )


def _passages(here: Standpoint, query: str) -> tuple[Passage, ...]:
    """The passages that answer a query which is a question, by its length or its mark."""
    asked = query.endswith("?") or len(query.split()) >= _WORDS_OF_A_QUESTION
    return ask(here.reader, query, here.on).passages if asked else ()


def address_of_result(reader: EditionReader, result: Result) -> str | None:
    """Where a result leads; None where it has no page."""
    kind, name = result.kind, result.id
    if kind == "party":
        party = reader.one(Party, name)
        return f"/counties/{name}" if party and party.kind is PartyKind.COUNTY else None
    if kind == "provision":
        instrument, _, part = name.partition("#")
        return f"{address_of(instrument)}#p-{part}"
    if kind == "instrument":
        return address_of(name)
    if kind == "allocation":
        money = reader.one(Allocation, name)
        return f"/funding/{money.fiscal_year}" if money and money.fiscal_year else "/funding"
    if kind == "documentation-code":
        code = reader.one(DocumentationCode, name)
        return f"/documentation#{'replaced' if code and code.replaced_by else name}"
    if kind == "page":
        return _page_address(name)
    return _ADDRESSES.get(kind, "/browse").format(name)


def _page_address(name: str) -> str:
    language, _, page = name.partition("/")
    alone = {
        "about",
        "help",
        "data",
        "documentation",
        "funding",
        "missing-from-care",
        "consultation",
    }
    address = f"/{page}" if page in alone else f"/about#{page}"
    return f"/es{address}" if language == "es" else address


def _marks(reader: EditionReader, one: Result) -> dict[str, set[str]]:
    """What a result can be filtered by."""
    marks: dict[str, set[str]] = {name: set() for name in FILTERS}
    marks["type"].add(one.group)
    if one.status:
        marks["status"].add(one.status)
    if one.issued and one.issued[:4].isdigit():
        marks["year"].add(one.issued[:4])
    if one.kind == "duty":
        duty = reader.one(Duty, one.id)
        if duty is not None:
            marks["role"].update(bearer.value for bearer in duty.bearers)
            marks["topic"].add(duty.topic)
    elif one.kind in {"instrument", "provision"}:
        held = reader.one(Instrument, one.id.partition("#")[0])
        if held is not None:
            marks["role"].update(held.audience)
            marks["topic"].update(held.topics)
    return marks


def _filters(
    reader: EditionReader,
    marks: Iterable[dict[str, set[str]]],
    chosen: Mapping[str, frozenset[str]],
) -> list[Filter]:
    listed = list(marks)
    topics = {topic.id: topic.label for topic in reader.compendium.topics}
    say: dict[str, Callable[[str], str]] = {
        "type": group_words,
        "status": lambda value: status_words(value).words,
        "role": bearer_words,
        "topic": lambda value: topics.get(value, value),
        "year": str,
    }
    made = []
    for name in FILTERS:
        counts = Counter(value for one in listed for value in one[name])
        ordered = (
            sorted(counts, reverse=True) if name == "year" else [v for v, _ in counts.most_common()]
        )
        options = [Option(v, say[name](v), counts[v], v in chosen[name]) for v in ordered]
        if len(options) > 1 or any(option.ticked for option in options):
            made.append(Filter(name, _NAMES[name], options))
    return made


def _task(kept: Sequence[Result], marks: Mapping[Result, dict[str, set[str]]]) -> Task | None:
    """The task that the best results are about, where most of them agree."""
    best = kept[:_BEST]
    for topic, task in _TASKS.items():
        if sum(topic in marks[one]["topic"] for one in best) * 2 > len(best):
            return task
    return None


def _shown(reader: EditionReader, one: Result) -> Shown:
    pieces = []
    at = 0
    text = one.snippet.text
    for span in one.snippet.highlights:
        if span.start >= at:
            pieces += [
                Piece(text[at : span.start], found=False),
                Piece(text[span.start : span.end], found=True),
            ]
            at = span.end
    pieces.append(Piece(text[at:], found=False))
    return Shown(one, address_of_result(reader, one), [piece for piece in pieces if piece.text])
