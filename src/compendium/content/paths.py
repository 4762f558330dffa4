"""Which file holds what: the layout of a content directory."""

from __future__ import annotations

from fnmatch import fnmatchcase
from typing import NamedTuple

from compendium.model.checklists import Checklist
from compendium.model.documentation import DocumentationCode, EntryRule
from compendium.model.duties import Duty
from compendium.model.instruments import Instrument, Series
from compendium.model.money import Allocation, ClaimingCode
from compendium.model.parties import HelpLine, Party
from compendium.model.records import Record
from compendium.model.reference import Compendium, Event, LinkCheck, Page, Term
from compendium.vocabulary.identifiers import series_of


class Shelf(NamedTuple):
    """Where records of one type stand: one per file, or a list per file."""

    pattern: str
    record: type[Record]
    single: bool = False


SHELVES = (
    Shelf("compendium.yaml", Compendium, single=True),
    Shelf("series.yaml", Series),
    Shelf("timeline.yaml", Event),
    Shelf("terms.yaml", Term),
    Shelf("parties.yaml", Party),
    Shelf("help-lines.yaml", HelpLine),
    Shelf("link-checks.yaml", LinkCheck),
    Shelf("instruments/*/*/*.yaml", Instrument, single=True),
    Shelf("duties/*.yaml", Duty),
    Shelf("funding/claiming-codes.yaml", ClaimingCode),
    Shelf("funding/*.yaml", Allocation),
    Shelf("documentation/entry-rules.yaml", EntryRule),
    Shelf("documentation/*.yaml", DocumentationCode),
    Shelf("checklists/*.yaml", Checklist, single=True),
    Shelf("pages/*/*.md", Page, single=True),
)
"""The first pattern that fits a path decides."""


def shelf_of(path: str) -> Shelf | None:
    """The shelf of a path relative to the content directory, or None where nothing fits."""
    parts = path.split("/")
    for shelf in SHELVES:
        pattern = shelf.pattern.split("/")
        if len(parts) == len(pattern) and all(map(fnmatchcase, parts, pattern)):
            return shelf
    return None


def instrument_path(identifier: str, year: int | None) -> str:
    """The file of an instrument, relative to the content directory."""
    folder = str(year) if year is not None else "undated"
    return f"instruments/{series_of(identifier)}/{folder}/{identifier}.yaml"
