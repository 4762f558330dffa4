"""Money: amounts by fiscal year and stage, and the codes to claim them with."""

from __future__ import annotations

from compendium.model.records import Record, Source
from compendium.vocabulary.fiscal_years import FiscalYear
from compendium.vocabulary.kinds import MoneyKind, Stage, Verification


class Allocation(Record, frozen=True, kw_only=True):
    """One amount, as one source gives it. ``amount_usd`` is whole dollars, None unknown.

    ``fiscal_year`` is the year of the money, which may differ from the year in the
    letter's number. Rows of one year overlap: they are never added up.
    """

    id: str
    kind: MoneyKind
    stage: Stage
    amount_usd: int | None
    purpose: str
    program: str
    verification: Verification
    fiscal_year: FiscalYear | None = None
    last_fiscal_year: FiscalYear | None = None
    instrument: str | None = None
    county: str | None = None
    fund: str | None = None
    as_printed: str | None = None
    rounded: bool = False
    stage_note: str | None = None
    notes: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()
    sources: tuple[Source, ...]


class ClaimingCode(Record, frozen=True, kw_only=True):
    """A code that a county claims with. ``code`` is None where its number was not seen."""

    id: str
    code: str | None
    purpose: str
    instrument: str
    fiscal_year: FiscalYear | None = None
    how_many: int = 1
    notes: tuple[str, ...] = ()
    sources: tuple[Source, ...]
