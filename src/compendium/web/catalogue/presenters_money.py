"""Money by fiscal year and stage, each amount as its source gives it. Nothing is added up."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from typing import Final, NamedTuple

from compendium.duties.bounds import APPLIES, NOT_YET, UNKNOWN, applies
from compendium.edition.catalogue import cited
from compendium.edition.dossier import where_to_get
from compendium.edition.reader import EditionReader
from compendium.force.brackets import IssueDate
from compendium.model.duties import Duty, Element
from compendium.model.instruments import Instrument, Series
from compendium.model.money import Allocation, ClaimingCode
from compendium.model.parties import Party
from compendium.model.reference import KnownGap, Page
from compendium.vocabulary.fiscal_years import FiscalYear
from compendium.vocabulary.kinds import MoneyKind, Stage, Status, Weight
from compendium.web.catalogue.charts import Bar, BarChart, bar_chart
from compendium.web.standpoint import Standpoint
from compendium.web.wording import STAGE

UNTIED: Final = "No year named"
_LEGEND: Final = {
    Stage.PLANNING: "early", Stage.INITIAL: "early",
    Stage.AUGMENTATION: "added", Stage.REAPPROPRIATION: "added", Stage.ROLLOVER: "added",
    Stage.REVISED: "late", Stage.FINAL: "late",
    Stage.NOT_STATED: "plain",
}  # fmt: skip
_COLUMNS: Final = (
    "fiscal_year", "last_fiscal_year", "kind", "stage", "stage_note", "amount_usd",
    "amount_as_printed", "rounded", "purpose", "program", "fund", "county", "letter",
    "letter_issued", "letter_issued_inferred", "verification", "sources", "addresses", "read",
    "notes", "doubts", "as_of", "edition",
)  # fmt: skip


class MoneyRow(NamedTuple):
    """An amount with its letter as of the day. ``later``: the letter was not yet issued."""

    row: Allocation
    letter: Instrument | None
    status: Status | None
    issued: IssueDate | None
    amount: str
    county: str | None
    later: bool


class YearOfMoney(NamedTuple):
    """The amounts of one fiscal year: allocations by letter, then all others."""

    name: str
    finding: str
    allocations: list[MoneyRow]
    others: list[MoneyRow]
    later: list[MoneyRow]


@dataclass(frozen=True, slots=True)
class FundingPage:
    """All years, the latest first; ``now`` is the fiscal year of the day shown."""

    years: list[YearOfMoney]
    now: str
    last_with_letter: str | None
    holds_now: bool
    chart: BarChart
    prose: Page | None
    lists: list[tuple[str, str]]
    """Where the fiscal letters are listed: title and address."""


@dataclass(frozen=True, slots=True)
class FundingYearPage:
    """One fiscal year."""

    year: YearOfMoney
    before: str | None
    after: str | None
    chart: BarChart
    said: list[KnownGap]
    uses: list[tuple[Duty, list[Element], list[str]]]
    codes: list[tuple[ClaimingCode, Instrument | None]]
    lists: list[tuple[str, str]]


class CodesPage(NamedTuple):
    """Claiming codes, and what is not known of them."""

    codes: list[tuple[ClaimingCode, Instrument | None, Status | None]]
    gaps: list[KnownGap]
    known: int
    lists: list[tuple[str, str]]


def present_funding(here: Standpoint) -> FundingPage:
    """Money of all years as of a day."""
    rows = _rows(here, list(here.reader.all(Allocation).values()))
    names = sorted({_year_name(row.row) for row in rows} - {UNTIED}, reverse=True)
    years = [_year(name, [r for r in rows if _year_name(r.row) == name]) for name in names]
    if any(row.row.fiscal_year is None for row in rows):
        years.append(_year(UNTIED, [row for row in rows if row.row.fiscal_year is None]))
    with_letter = [year.name for year in years if any(row.letter for row in year.allocations)]
    now = str(FiscalYear.of(here.on))
    return FundingPage(
        years=years,
        now=now,
        last_with_letter=with_letter[0] if with_letter else None,
        holds_now=now in with_letter,
        chart=_chart(list(reversed([year for year in years if year.allocations]))),
        prose=here.reader.one(Page, "en/funding"),
        lists=fiscal_lists(here.reader),
    )


def present_funding_year(here: Standpoint, year: FiscalYear) -> FundingYearPage | None:
    """One year as of a day, or None where no amount of it is held."""
    reader = here.reader
    own = [a for a in reader.all(Allocation).values() if a.fiscal_year == year]
    if not own:
        return None
    shown = _year(str(year), _rows(here, own))
    held = sorted({str(a.fiscal_year) for a in reader.all(Allocation).values() if a.fiscal_year})
    at = held.index(str(year))
    letters = {row.instrument for row in own if row.instrument}
    return FundingYearPage(
        year=shown,
        before=held[at - 1] if at else None,
        after=held[at + 1] if at + 1 < len(held) else None,
        chart=_chart([shown]),
        said=[g for g in reader.compendium.known_gaps if not letters.isdisjoint(g.about)],
        uses=_uses(here),
        codes=[
            (code, reader.one(Instrument, code.instrument))
            for code in reader.all(ClaimingCode).values()
            if code.fiscal_year == year
        ],
        lists=fiscal_lists(reader),
    )


def present_codes(here: Standpoint) -> CodesPage:
    """Claiming codes as of a day."""
    reader = here.reader
    codes = []
    for code in reader.all(ClaimingCode).values():
        letter = reader.one(Instrument, code.instrument)
        status = reader.status_on(letter.id, here.on) if letter else None
        codes.append((code, letter, status))
    letters = {code.instrument for code, _, _ in codes}
    gaps = [g for g in reader.compendium.known_gaps if not letters.isdisjoint(g.about)]
    known = sum(code.code is not None for code, _, _ in codes)
    return CodesPage(codes, gaps, known, fiscal_lists(reader))


def fiscal_lists(reader: EditionReader) -> list[tuple[str, str]]:
    """The pages on which the issuer lists its fiscal letters."""
    return [
        (page.title, page.url)
        for run in reader.all(Series).values()
        if run.weight is Weight.FISCAL
        for page in run.list_pages
    ]


def money_csv(here: Standpoint, year: FiscalYear | None = None) -> str:
    """Every amount of a year, or of all, one a row; an amount that was not seen is empty."""
    reader = here.reader
    held = [a for a in reader.all(Allocation).values() if year is None or a.fiscal_year == year]
    written = io.StringIO()
    writer = csv.writer(written)
    writer.writerow(_COLUMNS)
    for row in _rows(here, held):
        writer.writerow([_harmless(value) for value in _values(here, row)])
    return written.getvalue()


def dollars(amount: int | None) -> str:
    """An amount as people say it: $17.9 million, $277,628, not seen."""
    if amount is None:
        return "not seen"
    if amount >= 1_000_000 and amount % 10_000 == 0:
        return f"${amount / 1_000_000:g} million"
    return f"${amount:,}"


def _rows(here: Standpoint, held: list[Allocation]) -> list[MoneyRow]:
    rows = [_row(here, one) for one in held]
    return sorted(rows, key=lambda r: (_year_name(r.row), r.issued is None, _issue_key(r)))


def _issue_key(row: MoneyRow) -> str:
    """Letters in the order in which they were issued, as far as that is known."""
    day = row.issued.date if row.issued else None
    first = day.earliest or day.latest if day else None
    return first.isoformat() if first else "9999"


def _row(here: Standpoint, one: Allocation) -> MoneyRow:
    reader = here.reader
    letter = reader.one(Instrument, one.instrument) if one.instrument else None
    issued = reader.issue_date(letter.id) if letter else None
    party = reader.one(Party, one.county) if one.county else None
    later = issued is not None and applies(issued.date, None, here.on) == NOT_YET
    return MoneyRow(
        one,
        letter,
        reader.status_on(letter.id, here.on) if letter else None,
        issued,
        dollars(one.amount_usd),
        party.name if party else one.county,
        later,
    )


def _year_name(row: Allocation) -> str:
    return str(row.fiscal_year) if row.fiscal_year else UNTIED


def _year(name: str, rows: list[MoneyRow]) -> YearOfMoney:
    known = [row for row in rows if not row.later]
    allocations = [r for r in known if r.row.kind is MoneyKind.ALLOCATION and r.row.county is None]
    others = [row for row in known if row not in allocations]
    later = [row for row in rows if row.later]
    return YearOfMoney(name, _finding(name, allocations, others), allocations, others, later)


def _finding(name: str, allocations: list[MoneyRow], others: list[MoneyRow]) -> str:
    """What is seen of a year, in one sentence."""
    if name == UNTIED:
        return f"{len(others)} figures that their sources tie to no year."
    letters = list(dict.fromkeys(row.letter.citation for row in allocations if row.letter))
    if not letters:
        return "No allocation letter for this year was seen."
    named = [
        f"{row.amount} ({STAGE[row.row.stage].lower()}, {row.letter.citation})"
        for row in allocations
        if row.letter
    ]
    count = "One letter" if len(letters) == 1 else f"{len(letters)} letters"
    calm = " They are not added up." if len(named) > 1 else ""
    return f"{count} on allocations: {'; '.join(named)}.{calm}"


def _chart(years: list[YearOfMoney]) -> BarChart:
    bars = []
    for year in years:
        for row in year.allocations:
            letter = f", {row.letter.citation}" if row.letter else ""
            program = (
                ""
                if row.row.program == "csec"
                else f" ({row.row.program.upper().replace('-', ' ')})"
            )
            label = f"{STAGE[row.row.stage]}{program}: {row.amount}{letter}"
            bars.append(Bar(year.name, label, row.row.amount_usd, _LEGEND[row.row.stage]))
    return bar_chart(bars)


def _uses(here: Standpoint) -> list[tuple[Duty, list[Element], list[str]]]:
    """What the law lets the money be used for."""
    found = []
    for duty in here.reader.all(Duty).values():
        elements = [
            e
            for e in duty.elements
            if e.kind == "use" and applies(e.starts, e.until, here.on) in (APPLIES, UNKNOWN)
        ]
        state = applies(duty.applies_from, duty.applies_until, here.on)
        if elements and state in (APPLIES, UNKNOWN):
            rests = [cited(here.reader, b.instrument, b.pinpoint) for b in duty.basis]
            found.append((duty, elements, rests))
    return found


def _values(here: Standpoint, shown: MoneyRow) -> list[object]:
    row, issued = shown.row, shown.issued
    reads = [source.read.isoformat() for source in row.sources if source.read]
    where = where_to_get(here.reader, shown.letter) if shown.letter else None
    addresses = [source.url for source in row.sources if source.url]
    return [
        row.fiscal_year, row.last_fiscal_year, row.kind.value, row.stage.value, row.stage_note,
        row.amount_usd, row.as_printed, "yes" if row.rounded else "no", row.purpose, row.program,
        row.fund, shown.county, shown.letter.citation if shown.letter else None,
        issued.date.text if issued and issued.date else None,
        ("yes" if issued.inferred else "no") if issued else None,
        row.verification.value, "; ".join(source.title for source in row.sources),
        " ".join([*addresses, *([where["url"]] if where else [])]), " ".join(reads),
        " ".join(row.notes), " ".join(row.doubts), here.on.isoformat(),
        here.reader.colophon.edition,
    ]  # fmt: skip


def _harmless(value: object) -> str:
    """A cell that no spreadsheet takes for a formula."""
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text
