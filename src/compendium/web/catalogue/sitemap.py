"""Every page of an edition as of today, for the sitemap and for preparing pages."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from compendium.edition.reader import EditionReader
from compendium.model.checklists import Checklist
from compendium.model.duties import Duty
from compendium.model.instruments import Instrument, Series
from compendium.model.money import Allocation
from compendium.model.parties import Party
from compendium.vocabulary.identifiers import address_of
from compendium.vocabulary.kinds import PartyKind
from compendium.web.catalogue.presenters_browse import known_years

FIXED: Final = (
    "/", "/help", "/es/help", "/missing-from-care", "/duties", "/browse", "/funding",
    "/documentation", "/codes", "/timeline", "/changes", "/compare", "/radar", "/terms",
    "/templates", "/counties", "/data", "/about", "/es/about",
)  # fmt: skip
"""The pages that every edition has."""


def addresses(reader: EditionReader) -> list[str]:
    """The address of every page, those most asked for first."""
    return [*FIXED, *_of_records(reader)]


def answered_addresses(reader: EditionReader) -> list[str]:
    """Pages with forms, which only a server answers: neither prepared nor published as files."""
    return ["/check", *(f"/check/draft/{name}" for name in reader.all(Checklist))]


def framed_addresses(reader: EditionReader) -> Iterator[str]:
    """The address of every page that other sites may frame."""
    yield "/embed/missing-from-care"
    yield from (f"/embed/duty/{name}" for name in reader.all(Duty))
    yield from (f"/embed/letter/{name}" for name in reader.all(Instrument))


def _of_records(reader: EditionReader) -> Iterator[str]:
    yield from (address_of(name) for name in reader.all(Instrument))
    yield from (f"/duties/{name}" for name in reader.all(Duty))
    years = {str(a.fiscal_year) for a in reader.all(Allocation).values() if a.fiscal_year}
    yield from (f"/funding/{year}" for year in sorted(years))
    counties = (p.id for p in reader.all(Party).values() if p.kind is PartyKind.COUNTY)
    yield from (f"/counties/{name}" for name in counties)
    held = reader.all(Instrument).values()
    yield from (f"/{run}" for run in reader.all(Series) if any(o.series == run for o in held))
    topics = (t.id for t in reader.compendium.topics if any(t.id in o.topics for o in held))
    yield from (f"/browse/topic/{topic}" for topic in topics)
    yield from (f"/browse/section/{s.id}" for s in reader.compendium.factsheet_sections)
    yield from (f"/browse/year/{year}" for year in known_years(reader))
