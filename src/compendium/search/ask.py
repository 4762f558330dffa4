"""A question, answered with records' own words and fields, or with where to ask instead."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Final

from compendium.edition.reader import EditionReader
from compendium.model.instruments import Series
from compendium.search.answer import Fact, Passage, Reply
from compendium.search.asking import Aim, aim_of, bearers_in
from compendium.search.citing import bare, cited_in, list_page_for, near_citations
from compendium.search.entry import Heading
from compendium.search.finder import Finder, finder_for
from compendium.search.highlight import Marker
from compendium.search.passages import Answer
from compendium.search.privacy import private_detail
from compendium.search.query import as_of
from compendium.search.ranking import LEAST
from compendium.search.weighing import Question, Weighed, weighed

MOST: Final = 3
LONGEST: Final = 420
"""Characters of a record's text that are shown; of a longer one, the sentences that answer."""

_NEAR_BEST: Final = 0.72
_SENTENCE = re.compile(r"[^.!?]+(?:[.!?](?!\s|$)[^.!?]*)*[.!?]*\s*")


def ask(reader: EditionReader, question: str, on: date) -> Reply:
    """The two or three passages that answer a question as of a day; no text is made up.

    ``passages`` is empty where nothing here answers it; ``where_to_ask`` then names
    places that may.
    """
    private = private_detail(question)
    if private is not None:
        said = f"This looks like {private}. Do not enter details about a child. It was not read."
        return Reply(question="", on=on, passages=(), said=said)
    finder = finder_for(reader)
    cited = cited_in(reader, question, finder.numbers)
    if cited.not_held is not None and not cited.held:
        name = cited.not_held.canonical
        said = f"{name} is not held here, so nothing here answers that."
        return _refused(reader, question, on, said, name)
    aim = aim_of(question)
    understood = finder.understand(cited.rest, [bare(one.canonical) for one in cited.held])
    day = as_of(understood.named, on)
    asked = Question(aim, bearers_in(question), cited, understood, day)
    found = weighed(finder, asked)
    if not found or found[0].score < LEAST:
        return _refused(reader, question, day, "Nothing here answers that.")
    kept = [one for one in found if one.score >= _NEAR_BEST * found[0].score][:MOST]
    return Reply(
        question=question,
        on=day,
        passages=tuple(_passage(finder, one, asked) for one in kept),
        said=_said(aim, kept),
        asked_for=aim.name,
    )


def _refused(
    reader: EditionReader, question: str, on: date, said: str, cited: str | None = None
) -> Reply:
    places = _where_to_ask(reader, cited)
    return Reply(question=question, on=on, passages=(), said=said, where_to_ask=places)


def _said(aim: Aim, kept: Sequence[Weighed]) -> str:
    usual = "What the records say; read the source before you act on it."
    if aim.lacks and aim.wants not in kept[0].answer.has:
        return f"{aim.lacks} {usual}"
    return usual


def _passage(finder: Finder, one: Weighed, question: Question) -> Passage:
    heading = one.heading
    marker = Marker(question.concepts)
    text = _cut(one.answer.text, marker)
    return Passage(
        text=text,
        citation=heading.citation,
        id=heading.id,
        kind=heading.kind,
        title=heading.title,
        status=finder.status(heading, question.on),
        issued=heading.issued,
        issued_inferred=heading.inferred,
        facts=_facts(heading, one.answer, question.aim),
        highlights=marker.spans(text),
    )


def _facts(heading: Heading, answer: Answer, aim: Aim) -> tuple[Fact, ...]:
    """The facts to show: of an instrument, which has its own page, the one asked for alone."""
    if heading.kind == "instrument":
        return tuple(fact for name, fact in answer.facts if name == aim.wants)
    return answer.ordered(aim.wants)


def _cut(text: str, marker: Marker) -> str:
    """A text as it stands, or of a long one the sentences around the one that answers best."""
    if len(text) <= LONGEST:
        return text
    sentences = [found[0].strip() for found in _SENTENCE.finditer(text)]
    weights = [marker.weight(said) for said in sentences]
    at = max(range(len(sentences)), key=lambda place: weights[place])
    kept = sentences[at]
    for said in sentences[at + 1 :]:
        if len(kept) + len(said) >= LONGEST:
            break
        kept = f"{kept} {said}"
    return kept


def _where_to_ask(reader: EditionReader, cited: str | None = None) -> tuple[str, ...]:
    """The issuers' own lists, and who publishes this compendium.

    Of a citation that is not held, what is near it and its own issuer's list come first.
    """
    pages = [
        next((page for page in run.list_pages if page.year is None), run.list_pages[0])
        for run in reader.all(Series).values()
        if run.list_pages
    ]
    own = list_page_for(reader, cited) if cited else None
    near = near_citations(reader, cited) if cited else []
    listed = {page.url: f"{page.title}: {page.url}" for page in ([own] if own else []) + pages}
    return (
        *([f"Near it: {', '.join(near)}"] if near else []),
        *list(listed.values())[:3],
        f"The publisher: {reader.compendium.publisher}",
    )
