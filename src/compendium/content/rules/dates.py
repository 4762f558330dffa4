"""Rules about time: dates in order, fiscal years that agree."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, Final

from compendium.content.load import Located
from compendium.content.rules.rule import ContentRule, Indexed
from compendium.model.duties import Duty
from compendium.model.instruments import Instrument
from compendium.model.money import Allocation
from compendium.vocabulary.dates import PartialDate
from compendium.vocabulary.fiscal_years import FiscalYear
from compendium.vocabulary.problems import Problem

FIRST_YEAR: Final = 1850
"""California became a state; an earlier date here is a slip."""

_IN_ORDER: Final = (
    ("issued", "in_force_from"),
    ("in_force_from", "operative_from"),
    ("in_force_from", "expires"),
    ("issued", "expires"),
    ("applies_from", "applies_until"),
    ("starts", "until"),
)
_PRINTED: Final = {"starts": "from"}


class DatesInOrder(ContentRule):
    """What comes first has the earlier date."""

    code = "dates-in-order"
    summary = "Two dates of a record are certainly in the wrong order."
    reason = "An end before a start makes every as-of answer wrong."
    remedy = "Check both dates against the source."

    def check(self, indexed: Indexed) -> Iterator[Problem]:
        for one in indexed.content.every():
            yield from self._pairs(one, one.record)
        for instrument in indexed.content.of(Instrument):
            for field in ("effects", "provisions"):
                for at, part in enumerate(getattr(instrument.record, field)):
                    yield from self._pairs(instrument, part, field, at)
            for at, provision in enumerate(instrument.record.provisions):
                for number, numbering in enumerate(provision.numbering):
                    spot = ("provisions", at, "numbering", number)
                    yield from self._pairs(instrument, numbering, *spot)
        for duty in indexed.content.of(Duty):
            for at, element in enumerate(duty.record.elements):
                yield from self._pairs(duty, element, "elements", at)

    def _pairs(self, one: Located[Any], holder: object, *spot: str | int) -> Iterator[Problem]:
        for earlier, later in _IN_ORDER:
            first, second = getattr(holder, earlier, None), getattr(holder, later, None)
            if not isinstance(first, PartialDate) or not isinstance(second, PartialDate):
                continue
            if _certainly_after(first, second):
                printed = _PRINTED.get(earlier, earlier)
                message = f"{printed} ({first}) is after {later} ({second})"
                yield self.at(one, message, *spot, later)


class DatePossible(ContentRule):
    """No date lies before the state, or in a far future."""

    code = "date-possible"
    summary = "A date cannot be right."
    reason = "Year 1 and 1900 are what programs write when they know nothing."
    remedy = "Correct the date, or leave it out: unknown is an answer."

    def check(self, indexed: Indexed) -> Iterator[Problem]:
        limit = indexed.compendium.record.stands_at.year + 30 if indexed.compendium else 2100
        for one in indexed.content.every():
            for name in one.record.__struct_fields__:
                value = getattr(one.record, name)
                for day in _days(value):
                    if not FIRST_YEAR <= day.year <= limit:
                        printed = _PRINTED.get(name, name)
                        yield self.at(one, f"{value} cannot be right", printed)
                        break


class FiscalYearConsistent(ContentRule):
    """An amount's fiscal year agrees with its letter's."""

    code = "fiscal-year-consistent"
    summary = "A fiscal year contradicts the letter it belongs to."
    reason = "The year of the money and the year of the letter are easily confused."
    remedy = "`fiscal_year` is the year of the money; the letter's year is in its number."

    def check(self, indexed: Indexed) -> Iterator[Problem]:
        for one in indexed.content.of(Instrument):
            number = _number_year(one.record)
            money = one.record.fiscal_year
            if number and money and not number.start - 4 <= money.start <= number.start + 1:
                message = f"money of {money} in a letter of {number} cannot be right"
                yield self.at(one, message, "fiscal_year")
        for allocation in indexed.content.of(Allocation):
            record = allocation.record
            held = indexed.instruments.get(record.instrument or "")
            if held is None or held.record.fiscal_year is None or record.fiscal_year is None:
                continue
            if held.record.fiscal_year != record.fiscal_year and not record.stage_note:
                message = (
                    f"the amount is of {record.fiscal_year}, {held.record.citation} says "
                    f"{held.record.fiscal_year}; explain it in stage_note"
                )
                yield self.at(allocation, message, "fiscal_year")


def _number_year(instrument: Instrument) -> FiscalYear | None:
    if instrument.series != "cfl":
        return None
    number = instrument.citation.removeprefix("CFL ")
    try:
        return FiscalYear.parse(number.split("-")[0])
    except ValueError:
        return None


def _certainly_after(first: PartialDate, second: PartialDate) -> bool:
    return (
        first.earliest is not None and second.latest is not None and first.earliest > second.latest
    )


def _days(value: object) -> Iterator[date]:
    if isinstance(value, date):
        yield value
    if isinstance(value, PartialDate):
        for day in (value.earliest, value.latest):
            if day is not None:
                yield day
