"""What a search shows: the exact match, answers, a stretch of results, filters with counts."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple
from urllib.parse import urlencode

from compendium.edition.lookup import near
from compendium.edition.reader import EditionReader
from compendium.model.documentation import DocumentationCode
from compendium.model.instruments import Instrument
from compendium.model.money import Allocation
from compendium.model.parties import Party
from compendium.search import FACETS, Reply, ask, finder_for, search, topics_of
from compendium.search.answer import Fact, Passage, Result, SearchAnswer
from compendium.search.passages import BASIS, SOURCE
from compendium.vocabulary.identifiers import address_of
from compendium.vocabulary.kinds import PartyKind
from compendium.web.standpoint import Standpoint
from compendium.web.wording import bearer_words, group_words, status_words

FILTERS: Final = FACETS
SHOWN: Final = 20
"""Results on one page; the others follow on the next."""

_MOST_PAGES: Final = 25
_LONGEST_HEADING: Final = 80
_MOST_FACTS: Final = (4, 2, 2)
"""Facts shown of the first answer, and of those after it."""

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


class Told(NamedTuple):
    """A passage that answers a question, and where its record leads."""

    passage: Passage
    facts: list[Fact]
    address: str | None
    titled: bool
    """Whether its title says more than its text."""

    rests: tuple[str, ...]
    """What it rests on, by pinpoint where that is known."""


class Option(NamedTuple):
    """A box to tick: its value, its words, how many of all that match have it.

    ``address`` shows what has this value alone.
    """

    value: str
    words: str
    having: int
    ticked: bool
    address: str


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
    """Everything the page of results shows. ``number`` counts its stretches from 1."""

    answer: SearchAnswer
    exact: Shown | None
    groups: list[tuple[str, list[Shown]]]
    filters: list[Filter]
    kept: int
    task: Task | None
    near: list[Instrument]
    told: list[Told]
    reply: Reply | None
    number: int
    before: str | None = None
    after: str | None = None
    """Where the stretch before and the one after stand."""

    @property
    def asked(self) -> str:
        """The query, as long as a heading may be."""
        query = self.answer.query
        return query if len(query) <= _LONGEST_HEADING else f"{query[:_LONGEST_HEADING]}…"

    @property
    def is_filtered(self) -> bool:
        """Whether any box is ticked."""
        return any(option.ticked for one in self.filters for option in one.options)

    @property
    def first(self) -> int:
        """The place among all results of the first one shown."""
        return (self.number - 1) * SHOWN + 1

    @property
    def last(self) -> int:
        """The place among all results of the last one shown."""
        return min(self.number * SHOWN, self.kept)

    @property
    def places(self) -> list[tuple[str, str | None]]:
        """Where to ask what is not answered here: words, and an address where there is one."""
        listed = self.reply.where_to_ask if self.reply else ()
        split = [place.partition(": http") for place in listed]
        return [(said, f"http{rest}" if rest else None) for said, _, rest in split]

    @property
    def tasks(self) -> tuple[Task, ...]:
        """The pages that do what most people come for."""
        return tuple(_TASKS.values())

    @property
    def kinds(self) -> list[Option]:
        """The kinds of what was found, to show one of them alone; none where there is one."""
        options = next((one.options for one in self.filters if one.name == "type"), [])
        return [] if self.is_filtered else [one for one in options if one.having]


_BEST: Final = 5
_WORDS_OF_A_QUESTION: Final = 3
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
    here: Standpoint, query: str, chosen: Mapping[str, frozenset[str]], number: int = 1
) -> SearchPage:
    """What a query finds as of a day: a stretch of it, with the filters that the reader ticked."""
    number = max(1, min(number, _MOST_PAGES))
    if not query:
        empty = SearchAnswer(query="", on=here.on)
        return SearchPage(empty, None, [], [], 0, None, [], [], None, number)
    start = (number - 1) * SHOWN
    answer = search(here.reader, query, on=here.on, limit=SHOWN, start=start, chosen=chosen)
    exact = next(
        (r for r in answer.results if r.kind == "instrument" and r.citation == answer.exact), None
    )
    groups: dict[str, list[Shown]] = {}
    for one in answer.results:
        if one is not exact:
            groups.setdefault(one.group, []).append(_shown(here.reader, one))
    ticked = any(chosen.values())
    reply = _reply(here, query) if number == 1 and answer.query and not ticked else None
    has_more = number < _MOST_PAGES and start + SHOWN < (answer.total or 0)
    return SearchPage(
        answer=answer,
        exact=_shown(here.reader, exact) if exact else None,
        groups=list(groups.items()),
        filters=_filters(here.reader, query, answer.facets, chosen),
        kept=answer.total or 0,
        task=_task(here.reader, answer.results) if exact is None and number == 1 else None,
        near=near(here.reader, answer.not_held) if answer.not_held else [],
        told=_told(here.reader, reply, exact) if reply else [],
        reply=reply,
        number=number,
        before=_address(query, chosen, number - 1) if number > 1 else None,
        after=_address(query, chosen, number + 1) if has_more else None,
    )


def _reply(here: Standpoint, query: str) -> Reply | None:
    """The answer to a query which is a question, by its length or its mark."""
    asked = query.endswith("?") or len(query.split()) >= _WORDS_OF_A_QUESTION
    return ask(here.reader, query, here.on) if asked else None


def _told(reader: EditionReader, reply: Reply, exact: Result | None) -> list[Told]:
    """The passages that answer, but for the bare record that stands as the exact match anyway."""
    told = []
    for one, most in zip(reply.passages, _MOST_FACTS, strict=False):
        is_exact = exact is not None and one.kind == "instrument" and one.id == exact.id
        if is_exact and not one.facts:
            continue
        titled = one.text.rstrip(".") != one.title
        rests = next((fact.words for fact in one.facts if fact.label == BASIS), ())
        own = tuple(filter(None, [one.citation]))
        facts = [fact for fact in one.facts if fact.label != BASIS]
        # What rests on no instrument says where it was seen.
        seen = [] if own else [fact for fact in facts[most:] if fact.label == SOURCE]
        address = address_of_record(reader, one.kind, one.id)
        told.append(Told(one, [*facts[:most], *seen], address, titled, rests or own))
    return told


def address_of_record(reader: EditionReader, kind: str, name: str) -> str | None:
    """Where a record leads; None where it has no page."""
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


def _address(query: str, chosen: Mapping[str, frozenset[str]], number: int = 1) -> str:
    """The address of a stretch of what a query finds, narrowed."""
    parts = [("q", query), *((name, value) for name in chosen for value in sorted(chosen[name]))]
    return "/search?" + urlencode([*parts, *([("page", number)] if number > 1 else [])])


def _filters(
    reader: EditionReader,
    query: str,
    facets: Mapping[str, Mapping[str, int]],
    chosen: Mapping[str, frozenset[str]],
) -> list[Filter]:
    topics = {topic.id: topic.label for topic in reader.compendium.topics}
    say: dict[str, Callable[[str], str]] = {
        "type": group_words,
        "status": _status_words,
        "role": bearer_words,
        "topic": lambda value: topics.get(value, value),
        "year": str,
    }
    made = []
    for name, counts in facets.items():
        ordered = sorted(counts, key=lambda value: (-counts[value], value))
        if name == "year":
            ordered = sorted(counts, reverse=True)
        options = [
            Option(
                value,
                say[name](value),
                counts[value],
                value in chosen.get(name, ()),
                _address(query, {name: frozenset({value})}),
            )
            for value in ordered
        ]
        if len(options) > 1 or any(option.ticked for option in options):
            made.append(Filter(name, _NAMES[name], options))
    return made


def _status_words(value: str) -> str:
    """A status in words; one that nobody ever had (an address somebody wrote) as it stands."""
    try:
        return status_words(value).words
    except ValueError:
        return value


def _task(reader: EditionReader, results: Sequence[Result]) -> Task | None:
    """The task that the best results are about, where most of them agree."""
    finder = finder_for(reader)
    best = [topics_of(finder, one.kind, one.id) for one in results[:_BEST]]
    for topic, task in _TASKS.items():
        if sum(topic in topics for topics in best) * 2 > len(best):
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
    return Shown(
        one, address_of_record(reader, one.kind, one.id), [piece for piece in pieces if piece.text]
    )
