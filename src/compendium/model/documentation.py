"""How exploitation and risk are recorded in the state's systems."""

from __future__ import annotations

from msgspec import field

from compendium.model.records import Record, Source
from compendium.vocabulary.dates import PartialDate
from compendium.vocabulary.kinds import Verification


class DocumentationCode(Record, frozen=True, kw_only=True):
    """One category or code. ``label`` is None where its name was not seen."""

    id: str
    group: str
    system: str
    label: str | None
    meaning: str
    instrument: str
    verification: Verification
    system_code: str | None = None
    level: str | None = None
    statute: str | None = None
    statute_pinpoint: str | None = None
    statute_basis: str | None = None
    end_date_required: bool | None = None
    starts: PartialDate | None = field(default=None, name="from")
    until: PartialDate | None = None
    dates_note: str | None = None
    replaced_by: str | None = None
    how_many: int = 1
    notes: tuple[str, ...] = ()
    sources: tuple[Source, ...]


class EntryRule(Record, frozen=True, kw_only=True):
    """A rule that the state's system holds an entry to."""

    id: str
    group: str
    rule: str
    system_rule: str | None = None
    sources: tuple[Source, ...]
