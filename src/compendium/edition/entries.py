"""From a held instrument to what the force room reasons about."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from compendium.force.brackets import IssueDate, issue_bracket
from compendium.force.graph import ForceEntry
from compendium.model.instruments import Instrument, Series
from compendium.vocabulary.dates import PartialDate
from compendium.vocabulary.kinds import NumberYear, Weight


def issue_dates(
    instruments: Iterable[Instrument], series: Mapping[str, Series], held_by: date | None = None
) -> dict[str, IssueDate]:
    """When each instrument was issued, by id: as its record says, or bracketed.

    ``held_by`` is the day on which the content stands: what it holds was issued by then.
    """
    held = list(instruments)
    neighbours = _neighbours(held, series)
    dates = {}
    for one in held:
        run = series.get(one.series)
        dates[one.id] = issue_bracket(
            run.number_year if run else NumberYear.NONE,
            number_of(one, run),
            own=one.issued,
            neighbours=neighbours.get(one.series, []),
            margin_days=run.neighbour_margin_days if run else None,
            held_by=held_by,
        )
    return dates


def number_of(instrument: Instrument, series: Series | None) -> str:
    """The number of an instrument within its series: its citation without the prefix."""
    prefix = series.prefix if series else None
    return instrument.citation.removeprefix(prefix or "").strip()


def entry_of(instrument: Instrument, series: Series | None, dated: IssueDate) -> ForceEntry:
    """What the force room needs of an instrument."""
    return ForceEntry(
        id=instrument.id,
        citation=instrument.citation,
        issued=dated.date,
        issued_inferred=dated.inferred,
        in_force_from=instrument.in_force_from,
        operative_from=instrument.operative_from,
        expires=instrument.expires,
        directive=series is None or series.weight is not Weight.NOT_A_DIRECTIVE,
        outcome=instrument.outcome,
        effects=instrument.effects,
        relations=instrument.relations,
        sources=instrument.sources,
    )


def _neighbours(
    held: list[Instrument], series: Mapping[str, Series]
) -> dict[str, list[tuple[str, PartialDate]]]:
    """The exactly dated numbers of each series, of letters held and of others known."""
    found: dict[str, list[tuple[str, PartialDate]]] = {}
    for one in held:
        if one.issued is not None and one.issued.is_exact:
            number = number_of(one, series.get(one.series))
            found.setdefault(one.series, []).append((number, one.issued))
    for run in series.values():
        for near in run.neighbours:
            number = near.citation.removeprefix(run.prefix or "").strip()
            found.setdefault(run.id, []).append((number, PartialDate.on(near.issued)))
    return found
