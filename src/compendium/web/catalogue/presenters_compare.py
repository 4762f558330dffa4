"""Two days held against each other, and the long list of changes lately and coming."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from typing import Final, NamedTuple

from compendium.duties.bounds import ENDED, NOT_YET, applies
from compendium.edition.compare import Change, Changes, Comparison, compare_days
from compendium.edition.reader import EditionReader
from compendium.model.duties import Duty, Element
from compendium.model.reference import LinkCheck
from compendium.vocabulary.dates import PartialDate, day_in_words, parse_day
from compendium.vocabulary.errors import UserError
from compendium.vocabulary.identifiers import address_of
from compendium.web.catalogue import presenters_home as home
from compendium.web.standpoint import Standpoint

PRESETS: Final = (
    ("Before and after AB 2108", date(2024, 12, 31), date(2025, 1, 2)),
    ("Before and after January 1, 2018", date(2017, 12, 31), date(2018, 1, 2)),
)


class Preset(NamedTuple):
    """Two days to compare, under a name."""

    name: str
    first: date
    second: date


class DutyChange(NamedTuple):
    """A changed duty with the record, and its elements as they stood on both days."""

    change: Change
    duty: Duty | None
    elements: list[tuple[Element, str]]
    """Each element with ``added``, ``removed`` or ``same``."""


@dataclass(frozen=True, slots=True)
class ComparePage:
    """The form, and the comparison where two days were given and could be read."""

    first: str
    second: str
    problem: str | None
    swap: bool
    found: Comparison | None
    duties: dict[str, list[DutyChange]]
    presets: list[Preset]
    turning: list[Preset]

    @property
    def count(self) -> int:
        """How many changes stand on the page."""
        return sum(_count(group) for group in self.groups.values())

    @property
    def groups(self) -> dict[str, Changes]:
        """The changes that are not duties, by their heading."""
        if self.found is None:
            return {}
        return {
            "Duties": self.found.duties,
            "Partners": self.found.partners,
            "Laws, letters and bills": self.found.instruments,
            "Documentation codes": self.found.codes,
            "Money": self.found.money,
        }


def present_compare(here: Standpoint, first: str, second: str) -> ComparePage:
    """The comparison that an address asks for. What cannot be read is said, never raised."""
    found, problem, swap = None, None, False
    if first or second:
        try:
            found = compare_days(here.reader, parse_day(first), parse_day(second))
        except UserError as error:
            problem = error.message
            swap = error.code == "days-reversed" and first != second
    return ComparePage(
        first=first,
        second=second or here.on.isoformat(),
        problem=problem,
        swap=swap,
        found=found,
        duties=_duties(here.reader, found) if found else {},
        presets=[Preset(*one) for one in PRESETS],
        turning=_turning(here.reader),
    )


def _count(group: Changes) -> int:
    return len(group.added) + len(group.ended) + len(group.changed) + len(group.uncertain)


def _duties(reader: EditionReader, found: Comparison) -> dict[str, list[DutyChange]]:
    groups = {
        "added": found.duties.added,
        "changed": found.duties.changed,
        "ended": found.duties.ended,
        "uncertain": found.duties.uncertain,
    }
    return {
        name: [_duty(reader, change, found) for change in changes]
        for name, changes in groups.items()
        if changes
    }


def _duty(reader: EditionReader, change: Change, found: Comparison) -> DutyChange:
    duty = reader.one(Duty, change.id)
    elements = []
    for element in duty.elements if duty else ():
        before = applies(_start(duty, element), element.until, found.first)
        after = applies(_start(duty, element), element.until, found.second)
        gone = (NOT_YET, ENDED)
        if before in gone and after in gone:
            continue
        mark = "added" if before in gone else "removed" if after in gone else "same"
        elements.append((element, mark))
    return DutyChange(change, duty, elements)


def _start(duty: Duty | None, element: Element) -> PartialDate | None:
    """From when an element applies: its own day, else that of its duty."""
    return element.starts or (duty.applies_from if duty else None)


def _turning(reader: EditionReader) -> list[Preset]:
    """The exact days on which duties began, ended or changed, latest first."""
    days = set()
    for duty in reader.all(Duty).values():
        bounds = [duty.applies_from, duty.applies_until]
        bounds += [bound for e in duty.elements for bound in (e.starts, e.until)]
        days |= {b.earliest for b in bounds if b is not None and b.is_exact and b.earliest}
    one = timedelta(days=1)
    return [Preset(day_in_words(day), day - one, day + one) for day in sorted(days, reverse=True)]


class YearOfChanges(NamedTuple):
    """What changed in one year."""

    year: int
    changes: list[home.Change]


@dataclass(frozen=True, slots=True)
class ChangesPage:
    """Everything that changed with a known day, lately first, and what is coming."""

    affects: str
    affected: list[str]
    lately: list[home.Change]
    years: list[YearOfChanges]
    coming: list[home.Change]
    last_check: date | None


_LATELY: Final = timedelta(days=365)


def present_changes(here: Standpoint, affects: str = "") -> ChangesPage:
    """Changes up to the day and after it, for all or for one who is affected."""
    changes = home.changes_of(here.reader)
    affected = sorted({who for change in changes for who in change.affects})
    affects = affects if affects in affected else ""
    chosen = [c for c in changes if not affects or affects in c.affects]
    past = [c for c in chosen if c.when.latest is not None and c.when.latest <= here.on]
    past.sort(key=lambda c: c.when.latest or date.min, reverse=True)
    lately = [c for c in past if c.when.latest and here.on - c.when.latest < _LATELY]
    older = past[len(lately) :]
    coming = [c for c in chosen if c.when.earliest is not None and c.when.earliest > here.on]
    checks = [check.checked for check in here.reader.all(LinkCheck).values()]
    return ChangesPage(
        affects,
        affected,
        lately,
        [
            YearOfChanges(year, list(listed))
            for year, listed in groupby(older, key=lambda c: (c.when.latest or date.min).year)
        ],
        sorted(coming, key=lambda c: c.when.earliest or date.max),
        max(checks, default=None),
    )


class FeedEntry(NamedTuple):
    """A change as a feed tells it: where it stands and the day to sort it by."""

    change: home.Change
    path: str
    updated: str


def present_feed(here: Standpoint) -> list[FeedEntry]:
    """The changes of the last year and those to come, the latest first."""
    shown = present_changes(here)
    entries = []
    for change in [*reversed(shown.coming), *shown.lately]:
        path = f"/duties/{change.address_id}" if change.is_duty else address_of(change.address_id)
        day = change.when.latest or change.when.earliest
        entries.append(FeedEntry(change, path, f"{day.isoformat()}T00:00:00Z" if day else ""))
    return entries
