"""A check sorted for its report: gaps first, and what nobody looked at kept apart."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from typing import Final

from compendium.checks.saved import SavedCheck, SavedLine
from compendium.model.checklists import Verdict
from compendium.vocabulary.kinds import DutyForce


class Group(StrEnum):
    """Where a line stands in a report, in the order of the report.

    A gap is what a person called one. What the program did not find is no gap before a
    person looked, and what nobody looked at is neither gap nor covered.
    """

    GAP = "gap"
    OPTIONAL_GAP = "optional-gap"
    OFFERED_NOT_FOUND = "offered-not-found"
    OFFERED_PARTLY = "offered-partly"
    NOT_LOOKED_AT = "not-looked-at"
    OFFERED_COVERED = "offered-covered"
    COVERED = "covered"
    NOT_FOR_US = "not-for-us"


_DECIDED: Final = {
    Verdict.COVERED: Group.COVERED,
    Verdict.NOT_FOR_US: Group.NOT_FOR_US,
}
_OFFERED: Final = {
    Verdict.COVERED: Group.OFFERED_COVERED,
    Verdict.PARTLY: Group.OFFERED_PARTLY,
    Verdict.NOT_FOUND: Group.OFFERED_NOT_FOUND,
}
_WEIGHT: Final = (
    DutyForce.LAW,
    DutyForce.STATE_GUIDANCE,
    DutyForce.RECOMMENDATION,
    DutyForce.COUNTY_PRACTICE,
)


def group_of(line: SavedLine) -> Group:
    """Where a line stands."""
    verdict = line.answer.verdict
    if verdict is Verdict.NOT_LOOKED_AT:
        return _OFFERED[line.offer.verdict] if line.offer else Group.NOT_LOOKED_AT
    if verdict in _DECIDED:
        return _DECIDED[verdict]
    return Group.OPTIONAL_GAP if line.optional else Group.GAP


def grouped(check: SavedCheck) -> dict[Group, list[SavedLine]]:
    """The lines by group, law first in each; every group is there."""
    found: dict[Group, list[SavedLine]] = {group: [] for group in Group}
    for line in check.lines:
        found[group_of(line)].append(line)
    for lines in found.values():
        lines.sort(key=lambda line: (line.optional, _WEIGHT.index(line.force)))
    return found


def sections(check: SavedCheck) -> Iterator[tuple[str, list[SavedLine]]]:
    """The lines by section, in the order of the checklist."""
    listed: dict[str, list[SavedLine]] = {}
    for line in check.lines:
        listed.setdefault(line.section, []).append(line)
    yield from listed.items()
