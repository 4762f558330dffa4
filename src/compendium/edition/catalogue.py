"""Lists over an edition as of a day: duties that apply, money of a year."""

from __future__ import annotations

from datetime import date

from compendium.duties.bounds import APPLIES, UNKNOWN, applies
from compendium.edition.answers import Plain
from compendium.edition.reader import EditionReader
from compendium.model.duties import Duty, Element
from compendium.model.instruments import Instrument
from compendium.model.money import Allocation, ClaimingCode
from compendium.model.records import to_plain
from compendium.vocabulary.fiscal_years import FiscalYear
from compendium.vocabulary.kinds import Bearer, MoneyKind


def duties_on(
    reader: EditionReader, on: date, bearer: Bearer | None = None, topic: str | None = None
) -> list[tuple[Duty, str]]:
    """The duties that apply, or may apply, on a day, each with how sure that is."""
    found = []
    for duty in reader.all(Duty).values():
        if bearer is not None and bearer not in duty.bearers:
            continue
        if topic is not None and duty.topic != topic:
            continue
        state = applies(duty.applies_from, duty.applies_until, on)
        if state in (APPLIES, UNKNOWN):
            found.append((duty, state))
    return found


def elements_on(duty: Duty, on: date) -> list[Element]:
    """The elements of a duty that apply, or may apply, on a day."""
    return [e for e in duty.elements if applies(e.starts, e.until, on) in (APPLIES, UNKNOWN)]


def duty_value(reader: EditionReader, duty: Duty, on: date) -> Plain:
    """A duty as of a day, as JSON values: its elements are those of that day."""
    plain = to_plain(duty)
    plain["state"] = applies(duty.applies_from, duty.applies_until, on)
    plain["elements"] = [to_plain(element) for element in elements_on(duty, on)]
    plain["citations"] = [cited(reader, basis.instrument, basis.pinpoint) for basis in duty.basis]
    return plain


def cited(reader: EditionReader, instrument: str, pinpoint: str | None) -> str:
    """A provision as people cite it: WIC 16501.35(b)(2)(F)."""
    one = reader.one(Instrument, instrument)
    return f"{one.citation if one else instrument}{pinpoint or ''}"


def money_of(reader: EditionReader, year: FiscalYear | None = None) -> Plain:
    """Money as JSON values: allocations by letter, then statewide and county figures.

    Stages and rows of one year overlap; nothing here is ever added up.
    """
    rows = [
        one for one in reader.all(Allocation).values() if year is None or one.fiscal_year == year
    ]
    by_letter = [r for r in rows if r.kind is MoneyKind.ALLOCATION and r.county is None]
    county = [r for r in rows if r.county is not None]
    statewide = [r for r in rows if r not in by_letter and r not in county]
    codes = [
        to_plain(code)
        for code in reader.all(ClaimingCode).values()
        if year is None or code.fiscal_year == year
    ]
    return {
        "allocations": [allocation_value(reader, row) for row in by_letter],
        "statewide": [allocation_value(reader, row) for row in statewide],
        "county": [allocation_value(reader, row) for row in county],
        "claiming_codes": codes,
    }


def allocation_value(reader: EditionReader, row: Allocation) -> Plain:
    """An amount as JSON values, its letter by citation."""
    plain = to_plain(row)
    letter = reader.one(Instrument, row.instrument) if row.instrument else None
    return {
        **plain,
        "fiscal_year": str(row.fiscal_year) if row.fiscal_year else None,
        "stage": row.stage.value,
        "amount_usd": row.amount_usd,
        "instrument": letter.citation if letter else None,
        "purpose": row.purpose,
        "verification": row.verification.value,
    }
