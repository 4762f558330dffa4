"""The kinds of record that an edition holds, each under one stable word."""

from __future__ import annotations

from typing import Final

from compendium.model.checklists import Checklist
from compendium.model.documentation import DocumentationCode, EntryRule
from compendium.model.duties import Duty
from compendium.model.instruments import Instrument, Series
from compendium.model.money import Allocation, ClaimingCode
from compendium.model.parties import HelpLine, Party
from compendium.model.records import Record
from compendium.model.reference import Compendium, Event, LinkCheck, Page, Term

KINDS: Final[dict[str, type[Record]]] = {
    "compendium": Compendium,
    "series": Series,
    "instrument": Instrument,
    "duty": Duty,
    "allocation": Allocation,
    "claiming-code": ClaimingCode,
    "documentation-code": DocumentationCode,
    "entry-rule": EntryRule,
    "party": Party,
    "help-line": HelpLine,
    "checklist": Checklist,
    "term": Term,
    "event": Event,
    "page": Page,
    "link-check": LinkCheck,
}

WORD_OF: Final[dict[type[Record], str]] = {kind: word for word, kind in KINDS.items()}


def key_of(record: Record) -> str:
    """What identifies a record among its kind: its id, for pages with the language."""
    if isinstance(record, Page):
        return f"{record.language}/{record.id}"
    if isinstance(record, LinkCheck):
        return record.url
    return str(getattr(record, "id"))  # noqa: B009  every other record has one


def label_of(record: Record) -> str:
    """What people call a record: its citation, title, name or statement."""
    for name in ("citation", "title", "name", "term", "short_name", "label", "purpose", "rule"):
        value = getattr(record, name, None)
        if value:
            return str(value)
    return key_of(record)
