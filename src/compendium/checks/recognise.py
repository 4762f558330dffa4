"""Whose document it is, where it shows: a county's, another state's, a tribe's, or the law."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from compendium.checks.concepts import Marks, Span, shipped_concepts, words_at

_LETTER: Final = re.compile(
    r"\W*(?:acl|acin|cfl|all county letter|all county information notice|county fiscal letter)s?"
    r"(?: no\.?)? (?:i-)?\d\d[-/]\d\d\S{0,6}(?: summary)?\W*"
)
"""A title that is the number of a state letter."""

OPENING: Final = 2_000
"""How many characters of a document say whose it is."""

LAW: Final = 3_000
"""A text with a turn of phrase of the law in every so many characters is one."""

TURNS: Final = 2
"""How many turns of phrase of the law make a text one."""

TURNS_OF_OWN: Final = 5
"""The same for a text that speaks of itself as a policy, a protocol or an agreement."""

_SECTION: Final = re.compile(
    r"\W*(?:[a-z. ]{0,40}\b(?:code|wic|pen|fam|hsc) )?(?:section|sec\.?|s) ?\d[\w.()-]*\W*"
)
"""A title that is the number of a section and nothing else."""


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


def recognised(marks: Marks, title: str, told: Jurisdiction | None, first: str = "") -> Recognition:
    """Whose document it is: as the person says, but never a county's where the text says no.

    ``title`` is the document's own where it stands outside its text, ``first`` its first
    block; both folded. What only hints at another place counts where the person says nothing.
    """
    if told is Jurisdiction.OTHER:
        return Recognition(told, "You said that this is not a California county's document.")
    top = Marks(f"{title} . {marks.text[:OPENING]}", shipped_concepts())
    opening = Span(0, len(top.text))
    other = _other(top, opening)
    if not other and (_is_law(marks) or any(_SECTION.fullmatch(one) for one in (title, first))):
        other = "The text is a copy of a law, not what a county does about it."
    if not other and any(_LETTER.fullmatch(one) for one in (title, first)):
        other = "The text is a letter of the state, not a county's own document."
    if other:
        return Recognition(Jurisdiction.OTHER, other)
    if told is Jurisdiction.COUNTY:
        return Recognition(told, "You said that this is a California county's document.")
    counties = top.within("county", opening)
    if counties:
        name = words_at(top, counties[0]).title()
        return Recognition(Jurisdiction.COUNTY, f"The text names {name}, in California.")
    hint = _hint(top, opening)
    if hint:
        return Recognition(
            Jurisdiction.OTHER,
            f"The text speaks of '{hint}', as other places do, and of nothing that is "
            "California's; if it is a California county's, say so.",
        )
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


def _hint(marks: Marks, opening: Span) -> str:
    """A word that other places use, in a text with fewer words that are California's."""
    hints = marks.within("elsewhere", opening)
    ours = marks.within("california", opening) + marks.within("californian", opening)
    return words_at(marks, hints[0]) if len(hints) > len(ours) else ""


def _other_state(marks: Marks, opening: Span) -> str:
    found = [words_at(marks, hit) for hit in marks.within("other-state", opening)]
    ours = len(marks.within("california", opening)) + 2 * len(marks.within("county", opening))
    if not found or len(found) <= ours:
        return ""
    return max(sorted(set(found)), key=found.count)


def _is_law(marks: Marks) -> bool:
    hits = marks.count("law-text")
    needed = TURNS_OF_OWN if marks.count("own-voice") else TURNS
    return hits >= needed and hits * LAW >= len(marks.text)
