"""About, trust and help: prose of the edition with what it knows of itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, NamedTuple

from compendium.edition.reader import EditionReader
from compendium.model.instruments import Instrument, Series
from compendium.model.parties import HelpLine
from compendium.model.reference import KnownGap, Page
from compendium.vocabulary.kinds import GapKind, Verification
from compendium.web.standpoint import Standpoint

SECTIONS: Final = ("about", "trust", "accessibility", "privacy")
"""The pages of prose that stand on the page about this site, in their order."""


class Coverage(NamedTuple):
    """How well a series is known: how many records by how close we came to the text."""

    series: Series
    total: int
    by_verification: dict[Verification, int]


@dataclass(frozen=True, slots=True)
class AboutPage:
    """Prose, coverage and known gaps."""

    prose: list[Page]
    coverage: list[Coverage]
    gaps: dict[GapKind, list[KnownGap]]
    reviewed: bool


class HelpPage(NamedTuple):
    """Help lines in the order of the content: emergency first."""

    prose: Page | None
    lines: list[HelpLine]
    reviewed: bool


def present_about(here: Standpoint, language: str) -> AboutPage:
    """The page about this site in a language; prose that is missing there, in English."""
    reader = here.reader
    prose = [page for name in SECTIONS if (page := _page(reader, name, language))]
    gaps: dict[GapKind, list[KnownGap]] = {}
    for gap in reader.compendium.known_gaps:
        gaps.setdefault(gap.kind, []).append(gap)
    return AboutPage(
        prose, _coverage(reader), gaps, all(page.reviewed_by_a_person for page in prose)
    )


def present_help(here: Standpoint, language: str) -> HelpPage:
    """Help lines, those for everybody before those of one county."""
    lines = list(here.reader.all(HelpLine).values())
    prose = _page(here.reader, "help", language)
    ordered = [*(one for one in lines if not one.county), *(one for one in lines if one.county)]
    return HelpPage(prose, ordered, bool(prose and prose.reviewed_by_a_person))


def _page(reader: EditionReader, name: str, language: str) -> Page | None:
    return reader.one(Page, f"{language}/{name}") or reader.one(Page, f"en/{name}")


def _coverage(reader: EditionReader) -> list[Coverage]:
    held = list(reader.all(Instrument).values())
    found = []
    for run in reader.all(Series).values():
        own = [one for one in held if one.series == run.id]
        counts = {kind: sum(one.verification is kind for one in own) for kind in Verification}
        if own:
            found.append(Coverage(run, len(own), counts))
    return found
