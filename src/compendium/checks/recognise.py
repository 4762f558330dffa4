"""Whose document it is, where it shows: a county's, another state's, a tribe's, or the law."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from compendium.checks.concepts import Marks, Span, shipped_concepts, words_at

OPENING: Final = 2_000
"""How many characters of a document say whose it is."""

LAW: Final = 3_000
"""A text with a turn of phrase of the law in every so many characters is one."""


class Jurisdiction(StrEnum):
    """Whose document it is, as the person says or as it shows."""

    COUNTY = "county"
    OTHER = "other"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Recognition:
    """Whose document it is and how we know."""

    jurisdiction: Jurisdiction
    reason: str

    @property
    def credited(self) -> bool:
        """Whether a line can be covered by this document."""
        return self.jurisdiction is not Jurisdiction.OTHER


def recognised(marks: Marks, title: str, told: Jurisdiction | None) -> Recognition:
    """Whose document it is: as the person says, but never a county's where the text says no.

    ``title`` is the document's own where it stands outside its text, folded.
    """
    if told is Jurisdiction.OTHER:
        return Recognition(told, "You said that this is not a California county's document.")
    top = Marks(f"{title} . {marks.text[:OPENING]}", shipped_concepts())
    opening = Span(0, len(top.text))
    other = _other(top, opening)
    if not other and _is_law(marks):
        other = "The text is a copy of a law, not what a county does about it."
    if other:
        return Recognition(Jurisdiction.OTHER, other)
    if told is Jurisdiction.COUNTY:
        return Recognition(told, "You said that this is a California county's document.")
    counties = top.within("county", opening)
    if counties:
        name = words_at(top, counties[0]).title()
        return Recognition(Jurisdiction.COUNTY, f"The text names {name}, in California.")
    return Recognition(
        Jurisdiction.UNKNOWN,
        "The text does not show whose document it is, so we cannot tell; say whose it is.",
    )


def _other(marks: Marks, opening: Span) -> str:
    state = _other_state(marks, opening)
    if state:
        return f"The text shows another place: {state.title()}."
    if marks.has("law-copy", opening):
        return "The text is a copy of a law, not what a county does about it."
    if marks.has("county", opening):
        return ""
    if marks.has("tribal-text", opening):
        return "The text speaks for tribes, not for a county."
    if marks.has("guidance-text", opening):
        return "The text is guidance to counties or states, not a county's own document."
    return ""


def _other_state(marks: Marks, opening: Span) -> str:
    found = [words_at(marks, hit) for hit in marks.within("other-state", opening)]
    ours = len(marks.within("california", opening)) + 2 * len(marks.within("county", opening))
    if not found or len(found) <= ours:
        return ""
    return max(sorted(set(found)), key=found.count)


def _is_law(marks: Marks) -> bool:
    hits = marks.count("law-text")
    return hits > 1 and hits * LAW >= len(marks.text)
