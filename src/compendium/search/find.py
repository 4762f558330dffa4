"""One search over everything an edition holds, as of a day."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final, NamedTuple

from compendium.edition.reader import EditionReader
from compendium.model.duties import Duty
from compendium.model.instruments import Instrument
from compendium.search.answer import Result, SearchAnswer, Snippet
from compendium.search.citing import Cited, Named, bare, cited_in, list_page_for, near_citations
from compendium.search.entry import Heading
from compendium.search.facets import Chosen, counted, fits, values_of
from compendium.search.finder import Finder, finder_for, is_visible
from compendium.search.privacy import private_detail
from compendium.search.query import Concept, Understood, as_of
from compendium.search.ranking import Ranked, Weighing, rank
from compendium.search.related import related_to, replacements_of
from compendium.search.snippets import Snippets
from compendium.vocabulary.dates import day_in_words

LIMIT: Final = 20
WHOLE: Final = 500
"""The most matches that are counted; a query that has more is no question."""

_BEST: Final = 3
_WHERE: Final = ("in its title", "in what it says", "in its details")


class Drawn(NamedTuple):
    """Something found, before its snippet is made: only what is shown needs one.

    ``why`` and ``text`` stand for themselves, or follow from ``ranked``.
    """

    heading: Heading
    score: float
    why: str = ""
    text: str = ""
    ranked: Ranked | None = None


class Asked(NamedTuple):
    """What of all that was found is wanted: a stretch, narrowed, perhaps with counts."""

    limit: int
    start: int
    chosen: Chosen | None

    @property
    def reach(self) -> int:
        """How many matches are looked for."""
        return self.limit if self.chosen is None else WHOLE


def search(
    reader: EditionReader,
    query: str,
    *,
    on: date,
    limit: int = LIMIT,
    start: int = 0,
    chosen: Chosen | None = None,
) -> SearchAnswer:
    """What an edition holds that answers a query, as of a day.

    Any text is a query; no character has a meaning of its own. ``results`` is empty
    where nothing is confident, and for text that looks like a child's details, which is
    neither searched nor given back. Nothing certainly issued after ``on`` is shown.
    With ``chosen`` (perhaps empty) all matches are counted by facet and narrowed by what
    is ticked; ``start`` is where among them the results begin.
    """
    private = private_detail(query)
    if private is not None:
        said = (
            f"This looks like {private}. Do not enter details about a child. It was not searched."
        )
        return SearchAnswer(query="", on=on, notes=(said,))
    asked = Asked(limit, start, chosen)
    finder = finder_for(reader)
    cited = cited_in(reader, query, finder.numbers)
    if cited.held:
        return _named_answer(finder, query, cited, on, asked)
    if cited.not_held is not None:
        return _not_held_answer(finder, query, cited, cited.not_held, on)
    understood = finder.understand(query)
    day = as_of(understood.named, on)
    drawn = _with_successors(finder, _drawn(finder, understood, day, asked.reach), day)
    results, total, facets = _stretch(finder, drawn, understood, day, asked)
    return SearchAnswer(
        query=query,
        on=day,
        results=results,
        suggestions=() if drawn else _meant_otherwise(finder, query, day),
        corrected=understood.corrected,
        notes=_notes(understood, day, on),
        total=total,
        facets=facets,
    )


def _meant_otherwise(finder: Finder, query: str, on: date) -> tuple[str, ...]:
    """The query with words that it may have been meant to have, where that finds something."""
    other = finder.queries.alternative(query)
    if other is None:
        return ()
    return (other,) if _ranked(finder, finder.understand(other), on, 1) else ()


def _named_answer(finder: Finder, query: str, cited: Cited, on: date, asked: Asked) -> SearchAnswer:
    """The instruments that the query names, then what the rest of it finds or belongs with them."""
    names = [bare(one.canonical) for one in cited.held]
    understood = finder.understand(cited.rest, names)
    day = as_of(understood.named, on)
    drawn: list[Drawn] = []
    for named in cited.held:
        heading = finder.heading(f"instrument/{named.instrument.id}") if named.instrument else None
        if named.instrument is not None and heading is not None and is_visible(heading, day):
            drawn.append(_exact(named, named.instrument, heading))
    first = cited.held[0]
    if understood.concepts:
        found = _drawn(finder, understood, day, asked.reach)
        taken = {(one.heading.kind, one.heading.id) for one in drawn}
        drawn += [one for one in found if (one.heading.kind, one.heading.id) not in taken]
    if first.instrument is not None:
        drawn += _related(finder, first.instrument, drawn, day)
    results, total, facets = _stretch(finder, drawn, understood, day, asked)
    not_held = cited.not_held
    return SearchAnswer(
        query=query,
        on=day,
        exact=first.instrument.citation if first.instrument else None,
        typed=first.typed,
        not_held=not_held.canonical if not_held else None,
        results=results,
        corrected=understood.corrected,
        notes=_notes(understood, day, on),
        total=total,
        facets=facets,
    )


def _stretch(
    finder: Finder, drawn: Sequence[Drawn], understood: Understood, on: date, asked: Asked
) -> tuple[tuple[Result, ...], int | None, dict[str, dict[str, int]]]:
    """The results of the stretch asked for; and of all that match how many, by facet."""
    kept = list(_falling(drawn))
    total = None
    facets: dict[str, dict[str, int]] = {}
    if asked.chosen is not None:
        every = [values_of(finder, one.heading, on) for one in kept]
        facets = {name: dict(counts) for name, counts in counted(every, asked.chosen).items()}
        kept = [one for one, values in zip(kept, every, strict=True) if fits(values, asked.chosen)]
        total = len(kept)
    snippets = Snippets(finder.index, understood)
    shown = kept[asked.start : asked.start + asked.limit]
    return tuple(_result(finder, one, understood, snippets, on) for one in shown), total, facets


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


def _drawn(finder: Finder, understood: Understood, on: date, limit: int) -> list[Drawn]:
    headings = finder.index.headings
    return [
        Drawn(headings[one.hit.ordinal], round(min(one.score, 1.0), 4), ranked=one)
        for one in _ranked(finder, understood, on, limit)
    ]


def _result(
    finder: Finder, one: Drawn, understood: Understood, snippets: Snippets, on: date
) -> Result:
    heading = one.heading
    return Result(
        citation=heading.citation,
        id=heading.id,
        kind=heading.kind,
        title=heading.title,
        status=finder.status(heading, on),
        score=one.score,
        why=one.why or (_why(one.ranked, understood.concepts) if one.ranked else ""),
        group=heading.group,
        snippet=snippets.of(one.ranked.hit)
        if one.ranked and not one.text
        else Snippet(text=one.text),
        issued=heading.issued,
        issued_inferred=heading.inferred,
    )


def _exact(named: Named, one: Instrument, heading: Heading) -> Drawn:
    part = f" (its {named.pinpoint})" if named.pinpoint else ""
    return Drawn(heading, 1.0, f"You typed “{named.typed}”{part}.", one.summary)


def _related(finder: Finder, one: Instrument, before: Sequence[Drawn], on: date) -> list[Drawn]:
    taken = {f"{drawn.heading.kind}/{drawn.heading.id}" for drawn in before}
    found = []
    for key, why in related_to(finder.reader, one, on).items():
        heading = finder.heading(key)
        if key not in taken and heading is not None and is_visible(heading, on):
            found.append(Drawn(heading, 0.3, f"{why}.", _lead(finder, heading)))
    return found


def _lead(finder: Finder, heading: Heading) -> str:
    """What an instrument or a duty says first; of anything else its title."""
    if heading.kind == "instrument":
        held = finder.reader.one(Instrument, heading.id)
        return held.summary if held else heading.title
    duty = finder.reader.one(Duty, heading.id) if heading.kind == "duty" else None
    return duty.statement if duty else heading.title


def _with_successors(finder: Finder, found: Sequence[Drawn], on: date) -> list[Drawn]:
    """What was found, what replaced the best of it standing right behind each."""
    behind: dict[str, list[Drawn]] = {}
    first = {one.heading.id for one in found[:_BEST] if one.heading.kind == "instrument"}
    for one in found[:_BEST]:
        if one.heading.kind != "instrument":
            continue
        for identifier in replacements_of(finder.reader, one.heading.id, on):
            heading = finder.heading(f"instrument/{identifier}")
            if identifier in first or heading is None or not is_visible(heading, on):
                continue
            first.add(identifier)
            why = f"Replaces {one.heading.citation} or a part of it."
            new = Drawn(heading, one.score, why, _lead(finder, heading))
            behind.setdefault(one.heading.id, []).append(new)
    moved = {one.heading.id for some in behind.values() for one in some}
    listed: list[Drawn] = []
    for one in found:
        if one.heading.kind != "instrument" or one.heading.id not in moved:
            listed.append(one)
        if one.heading.kind == "instrument":
            listed += behind.get(one.heading.id, [])
    return listed


def _falling(drawn: Sequence[Drawn]) -> Iterator[Drawn]:
    """The same with scores that never rise, so that order and score say the same."""
    least = 1.0
    for one in drawn:
        least = min(least, one.score)
        yield one if one.score == least else one._replace(score=least)


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
