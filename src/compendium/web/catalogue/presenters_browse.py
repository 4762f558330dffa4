"""Lists of instruments: by series, year, topic, and section of the original factsheet."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Final, NamedTuple

from compendium.edition.reader import EditionReader
from compendium.force.brackets import IssueDate
from compendium.force.status import status_of
from compendium.model.instruments import Instrument, Series
from compendium.vocabulary.dates import PartialDate
from compendium.vocabulary.kinds import Status, Weight
from compendium.web.standpoint import Standpoint

_ORDER: Final = tuple(Weight)


class Row(NamedTuple):
    """An instrument in a list. ``printed`` is its spelling in the factsheet's section."""

    one: Instrument
    status: Status | None
    issued: IssueDate
    printed: str | None = None
    note: str | None = None


class Shelf(NamedTuple):
    """Some instruments under a heading."""

    heading: str
    address: str | None
    rows: list[Row]


class Choice(NamedTuple):
    """A way into the lists: where it leads, what it is called, how many stand there."""

    address: str
    name: str
    held: int


@dataclass(frozen=True, slots=True)
class BrowsePage:
    """A list of instruments and the other ways to look at them."""

    heading: str
    about: str
    shelves: list[Shelf]
    topics: list[Choice]
    series: list[Choice]
    years: list[Choice]
    sections: list[Choice]

    @property
    def count(self) -> int:
        """How many instruments stand here."""
        return len({row.one.id for shelf in self.shelves for row in shelf.rows})


def every(here: Standpoint) -> BrowsePage:
    """All instruments, series by series, law first."""
    shelves = [
        Shelf(run.name, f"/{run.id}", _rows(here, _in_series(run))) for run in _series(here.reader)
    ]
    return _page(
        here,
        "Letters, notices and law, by series",
        "Everything that this compendium holds a record of.",
        [shelf for shelf in shelves if shelf.rows],
    )


def of_series(here: Standpoint, run: Series) -> BrowsePage:
    """One series, by the year in its numbers or of its issue."""
    rows = _rows(here, lambda one: one.series == run.id)
    rows.sort(key=lambda row: _year(row.issued.date) or 0, reverse=True)
    shelves = [
        Shelf(str(year) if year else "Undated", None, sorted(listed, key=_name))
        for year, listed in groupby(rows, key=lambda row: _year(row.issued.date))
    ]
    return _page(here, run.name, run.about, shelves)


def of_topic(here: Standpoint, identifier: str) -> BrowsePage | None:
    """One topic, series by series."""
    topic = next((t for t in here.reader.compendium.topics if t.id == identifier), None)
    if topic is None:
        return None
    rows = _rows(here, lambda one: topic.id in one.topics)
    return _page(here, topic.label, topic.about, _by_series(here.reader, rows))


def of_year(here: Standpoint, year: int) -> BrowsePage | None:
    """What was issued, or must have been issued, in one year."""
    rows = [row for row in _rows(here, lambda _: True) if _year(row.issued.date) == year]
    if not rows:
        return None
    about = "By the day of issue, or by the year in the number where the day is not known."
    return _page(here, f"Issued in {year}", about, _by_series(here.reader, rows))


def of_section(here: Standpoint, identifier: str) -> BrowsePage | None:
    """One section of the original factsheet, in its order and with its spellings."""
    section = next(
        (s for s in here.reader.compendium.factsheet_sections if s.id == identifier), None
    )
    if section is None:
        return None
    lines = sorted(
        (
            (line.year.start if line.year else 0, line.order, one, line)
            for one in here.reader.all(Instrument).values()
            for line in one.factsheet
            if line.section == identifier
        ),
        key=lambda entry: entry[:2],
    )
    shelves = []
    for start, listed in groupby(lines, key=lambda entry: entry[0]):
        held = list(listed)
        heading = f"Fiscal year {held[0][3].year}" if start else section.label
        rows = [
            _row(here, one)._replace(printed=line.printed, note=line.note)
            for _, _, one, line in held
        ]
        shelves.append(Shelf(heading, None, rows))
    about = "As the original factsheet lists it, with what it printed beside the right citation."
    return _page(here, section.label, about, shelves)


def known_years(reader: EditionReader) -> list[int]:
    """The years in which something held was issued, latest first."""
    years = {_year(reader.issue_date(name).date) for name in reader.all(Instrument)}
    return sorted((year for year in years if year), reverse=True)


def _page(here: Standpoint, heading: str, about: str, shelves: list[Shelf]) -> BrowsePage:
    reader = here.reader
    held = list(reader.all(Instrument).values())
    years = [_year(reader.issue_date(one.id).date) for one in held]
    return BrowsePage(
        heading,
        about,
        shelves,
        topics=_choices(
            (f"/browse/topic/{t.id}", t.label, sum(t.id in one.topics for one in held))
            for t in reader.compendium.topics
        ),
        series=_choices(
            (f"/{run.id}", run.name, sum(one.series == run.id for one in held))
            for run in _series(reader)
        ),
        years=_choices(
            (f"/browse/year/{year}", str(year), years.count(year)) for year in known_years(reader)
        ),
        sections=_choices(
            (
                f"/browse/section/{s.id}",
                s.label,
                sum(line.section == s.id for one in held for line in one.factsheet),
            )
            for s in sorted(reader.compendium.factsheet_sections, key=lambda s: s.order)
        ),
    )


def _choices(found: Iterable[tuple[str, str, int]]) -> list[Choice]:
    return [Choice(*one) for one in found if one[2]]


def _series(reader: EditionReader) -> list[Series]:
    """All series, the weightiest first."""
    return sorted(reader.all(Series).values(), key=lambda run: _ORDER.index(run.weight))


def _by_series(reader: EditionReader, rows: list[Row]) -> list[Shelf]:
    shelves = [
        Shelf(run.name, f"/{run.id}", [row for row in rows if row.one.series == run.id])
        for run in _series(reader)
    ]
    return [shelf for shelf in shelves if shelf.rows]


def _in_series(run: Series) -> Callable[[Instrument], bool]:
    return lambda one: one.series == run.id


def _rows(here: Standpoint, wanted: Callable[[Instrument], bool]) -> list[Row]:
    held = here.reader.all(Instrument).values()
    return sorted((_row(here, one) for one in held if wanted(one)), key=_name)


def _row(here: Standpoint, one: Instrument) -> Row:
    status = status_of(here.reader.graph, one.id, here.on)
    return Row(one, status, here.reader.issue_date(one.id))


def _name(row: Row) -> list[tuple[int, str]]:
    """Numbers in citations sort as numbers: WIC 300 before WIC 16501."""
    parts: list[tuple[int, str]] = []
    for digits, listed in groupby(row.one.citation, key=str.isdigit):
        word = "".join(listed)
        parts.append((int(word), "") if digits else (-1, word))
    return parts


def _year(issued: PartialDate | None) -> int | None:
    """The year of a date, where its bounds leave one; the year it starts in, otherwise."""
    first: date | None = issued.earliest if issued else None
    return first.year if first else None
