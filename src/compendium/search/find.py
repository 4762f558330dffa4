"""One search over everything an edition holds, as of a day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from compendium.edition.reader import EditionReader
from compendium.model.instruments import Instrument
from compendium.search.answer import Result, SearchAnswer, Snippet
from compendium.search.citing import Cited, Named, bare, cited_in, list_page_for, near_citations
from compendium.search.entry import Heading
from compendium.search.finder import Finder, finder_for, is_visible
from compendium.search.privacy import private_detail
from compendium.search.query import Concept, Understood, as_of
from compendium.search.ranking import Ranked, Weighing, rank
from compendium.search.related import related_to, replacements_of
from compendium.search.snippets import Snippets
from compendium.vocabulary.dates import day_in_words

LIMIT: Final = 20
_BEST: Final = 3
_WHERE: Final = ("in its title", "in what it says", "in its details")


def search(reader: EditionReader, query: str, *, on: date, limit: int = LIMIT) -> SearchAnswer:
    """What an edition holds that answers a query, as of a day.

    Any text is a query; no character has a meaning of its own. ``results`` is empty
    where nothing is confident, and for text that looks like a child's details, which is
    neither searched nor given back. Nothing certainly issued after ``on`` is shown.
    """
    private = private_detail(query)
    if private is not None:
        said = (
            f"This looks like {private}. Do not enter details about a child. It was not searched."
        )
        return SearchAnswer(query="", on=on, notes=(said,))
    finder = finder_for(reader)
    cited = cited_in(reader, query, finder.numbers)
    if cited.held:
        return _named_answer(finder, query, cited, on, limit)
    if cited.not_held is not None:
        return _not_held_answer(finder, query, cited, cited.not_held, on)
    understood = finder.understand(query)
    day = as_of(understood.named, on)
    found = _results(finder, _ranked(finder, understood, day, limit), understood, day)
    return SearchAnswer(
        query=query,
        on=day,
        results=_falling(_with_successors(finder, found, day)[:limit]),
        corrected=understood.corrected,
        notes=_notes(understood, day, on),
    )


def _named_answer(finder: Finder, query: str, cited: Cited, on: date, limit: int) -> SearchAnswer:
    """The instruments that the query names, then what the rest of it finds or belongs with them."""
    names = [bare(one.canonical) for one in cited.held]
    understood = finder.understand(cited.rest, names)
    day = as_of(understood.named, on)
    results: list[Result] = []
    for named in cited.held:
        one = named.instrument
        heading = finder.heading(f"instrument/{one.id}") if one else None
        if one is not None and heading is not None and is_visible(heading, day):
            results.append(_exact_result(finder, named, one, heading, day))
    first = cited.held[0]
    if understood.concepts:
        ranked = _ranked(finder, understood, day, limit)
        found = _results(finder, ranked, understood, day)
        taken = {(one.kind, one.id) for one in results}
        results += [one for one in found if (one.kind, one.id) not in taken]
    if first.instrument is not None:
        results += _related_results(finder, first.instrument, results, day)
    not_held = cited.not_held
    return SearchAnswer(
        query=query,
        on=day,
        exact=first.instrument.citation if first.instrument else None,
        typed=first.typed,
        not_held=not_held.canonical if not_held else None,
        results=_falling(results[:limit]),
        corrected=understood.corrected,
        notes=_notes(understood, day, on),
    )


def _not_held_answer(
    finder: Finder, query: str, cited: Cited, named: Named, on: date
) -> SearchAnswer:
    """An honest no: the citation, what is near it, and where its issuer lists the series."""
    page = list_page_for(finder.reader, named.canonical)
    close = near_citations(finder.reader, named.canonical)
    understood = finder.understand(cited.rest)
    day = as_of(understood.named, on)
    words = [
        heading.citation
        for one in _ranked(finder, understood, day, 3)
        if (heading := finder.index.headings[one.hit.ordinal]).citation
    ]
    return SearchAnswer(
        query=query,
        on=day,
        typed=named.typed,
        not_held=named.canonical,
        list_page=page.url if page else None,
        suggestions=tuple(dict.fromkeys([*close, *words])),
        notes=_notes(understood, day, on),
    )


def _ranked(finder: Finder, understood: Understood, on: date, limit: int) -> list[Ranked]:
    weighing = Weighing(
        finder.index.headings,
        lambda heading: finder.status(heading, on),
        lambda heading: is_visible(heading, on),
    )
    return rank(finder.index, understood, weighing, limit)


def _results(
    finder: Finder, ranked: Sequence[Ranked], understood: Understood, on: date
) -> tuple[Result, ...]:
    snippets = Snippets(finder.index, understood)
    return tuple(
        _result(
            finder,
            finder.index.headings[one.hit.ordinal],
            on,
            round(min(one.score, 1.0), 4),
            _why(one, understood.concepts),
            snippets.of(one.hit),
        )
        for one in ranked
    )


def _result(
    finder: Finder, heading: Heading, on: date, score: float, why: str, snippet: Snippet
) -> Result:
    return Result(
        citation=heading.citation,
        id=heading.id,
        kind=heading.kind,
        title=heading.title,
        status=finder.status(heading, on),
        score=score,
        why=why,
        group=heading.group,
        snippet=snippet,
        issued=heading.issued,
        issued_inferred=heading.inferred,
    )


def _exact_result(
    finder: Finder, named: Named, one: Instrument, heading: Heading, on: date
) -> Result:
    part = f" (its {named.pinpoint})" if named.pinpoint else ""
    why = f"You typed “{named.typed}”{part}."
    return _result(finder, heading, on, 1.0, why, Snippet(text=one.summary))


def _related_results(
    finder: Finder, one: Instrument, before: Sequence[Result], on: date
) -> list[Result]:
    taken = {f"{result.kind}/{result.id}" for result in before}
    found = []
    for key, why in related_to(finder.reader, one, on).items():
        heading = finder.heading(key)
        if key in taken or heading is None or not is_visible(heading, on):
            continue
        found.append(_result(finder, heading, on, 0.3, f"{why}.", Snippet(text=heading.title)))
    return found


def _with_successors(finder: Finder, results: tuple[Result, ...], on: date) -> tuple[Result, ...]:
    """The results, what replaced the best of them standing right behind each."""
    behind: dict[str, list[Result]] = {}
    first = {one.id for one in results[:_BEST] if one.kind == "instrument"}
    for result in results[:_BEST]:
        if result.kind != "instrument":
            continue
        for identifier in replacements_of(finder.reader, result.id, on):
            heading = finder.heading(f"instrument/{identifier}")
            if identifier in first or heading is None or not is_visible(heading, on):
                continue
            first.add(identifier)
            why = f"Replaces {result.citation} or a part of it."
            snippet = Snippet(text=heading.title)
            one = _result(finder, heading, on, result.score, why, snippet)
            behind.setdefault(result.id, []).append(one)
    moved = {one.id for some in behind.values() for one in some}
    listed: list[Result] = []
    for result in results:
        if result.kind != "instrument" or result.id not in moved:
            listed.append(result)
        if result.kind == "instrument":
            listed += behind.get(result.id, [])
    return tuple(listed)


def _falling(results: Sequence[Result]) -> tuple[Result, ...]:
    """Results whose scores never rise, so that order and score say the same."""
    kept: list[Result] = []
    least = 1.0
    for one in results:
        least = min(least, one.score)
        kept.append(one if one.score == least else _with_score(one, least))
    return tuple(kept)


def _with_score(one: Result, score: float) -> Result:
    fields = {name: getattr(one, name) for name in one.__struct_fields__}
    return Result(**{**fields, "score": score})


def _why(one: Ranked, concepts: Sequence[Concept]) -> str:
    """Where which of the query's words were found, and which were not."""
    parts = []
    for tier, where in enumerate(_WHERE):
        words = [
            _said(concept) for concept, at in zip(concepts, one.tiers, strict=True) if at == tier
        ]
        if words:
            parts.append(f"{', '.join(words)} {where}")
    missed = [_said(c) for c, at in zip(concepts, one.tiers, strict=True) if at is None]
    found = f"Has {'; '.join(parts)}" if parts else "Found by its surroundings"
    return f"{found}; without {', '.join(missed)}." if missed else f"{found}."


def _said(concept: Concept) -> str:
    if concept.label:
        return concept.label
    return f"“{concept.meant or concept.typed}”"


def _tells(concept: Concept) -> bool:
    """Whether it helps to say how something was understood."""
    return bool(concept.label) and concept.label != concept.typed


def _notes(understood: Understood, day: date, on: date) -> tuple[str, ...]:
    notes = []
    if understood.corrected:
        notes.append(f"Searched for: {understood.corrected}")
    if day != on:
        notes.append(f"Shown as of {day_in_words(day)}, because the question names it.")
    notes += [
        f"Understood {one.typed} as {one.label}." for one in understood.concepts if _tells(one)
    ]
    if understood.cut:
        notes.append("Only the first 2,000 characters of the question were read.")
    return tuple(notes)
