"""Missing from care, step by step: the duties of one topic in the order in which they fall due.

Which step a duty belongs to follows from what the duty says of itself: its category, its
trigger and its deadline. No duty is named here, so a new one finds its place by itself.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, NamedTuple

from compendium.citations import find
from compendium.duties.bounds import APPLIES, ENDED, NOT_YET, UNKNOWN, applies
from compendium.edition.catalogue import cited
from compendium.edition.reader import EditionReader
from compendium.model.duties import Duty, Element
from compendium.model.parties import HelpLine
from compendium.model.reference import KnownGap, Page
from compendium.vocabulary.kinds import Bearer, DutyCategory, DutyForce
from compendium.web.catalogue.presenters_duties import element_heading
from compendium.web.catalogue.roles import WORKER, Role, binds, in_role
from compendium.web.standpoint import Standpoint

TOPIC: Final = "missing-from-care"


class Phase(StrEnum):
    """When a step is due."""

    NOW = "now"
    SEARCH = "search"
    FOUND = "found"
    AFTER = "after"
    STANDING = "standing"


PHASES: Final = {
    Phase.NOW: "Now: the first 24 hours",
    Phase.SEARCH: "Every day until found",
    Phase.FOUND: "When found",
    Phase.AFTER: "After",
    Phase.STANDING: "Before anyone is missing: the written protocol",
}

AGES: Final = {
    "": "Any age",
    "under-18": "Under 18",
    "nonminor-dependent": "Nonminor dependent (18 or over)",
}
DEPARTMENTS: Final = {
    "": "Child welfare or probation",
    "child-welfare": "Child welfare",
    "probation": "Probation",
}
TRIBES: Final = {"": "Not known yet", "yes": "Yes, or reason to know", "no": "No"}
RISKS: Final = {"": "Not known yet", "yes": "Yes, or believed so", "no": "No sign of it"}

_OF_A_CHILD: Final = re.compile(
    r"\b(child|youth|minor|young|missing|absen\w+|abduct\w+|report|notice)\b", re.IGNORECASE
)
"""What a trigger speaks of when it is about somebody missing and not about a document."""
_EXPLOITED: Final = re.compile(r"exploit", re.IGNORECASE)
_TRIBAL: Final = re.compile(r"\b(Indian|trib\w+)\b", re.IGNORECASE)
_ONLY_ABOUT: Final = re.compile(r"This is (?:about|for) ", re.IGNORECASE)
_PHASE_OF: Final = {
    DutyCategory.NOTIFY: Phase.NOW,
    DutyCategory.REPORT: Phase.NOW,
    DutyCategory.LOCATE: Phase.SEARCH,
    DutyCategory.DEBRIEF: Phase.FOUND,
    DutyCategory.IDENTIFY: Phase.FOUND,
}
_WORKERS: Final = frozenset({Bearer.CHILD_WELFARE, Bearer.PROBATION})


class Choice(NamedTuple):
    """What the reader chose; an empty word where nothing was chosen."""

    age: str = ""
    department: str = ""
    tribe: str = ""
    risk: str = ""

    @property
    def role(self) -> Role:
        """The department as the role whose words the page speaks."""
        return Role(self.department) if self.department else Role.BOTH

    @property
    def in_words(self) -> list[str]:
        """The choices, as a summary names them."""
        said = []
        if self.age:
            said.append(AGES[self.age].lower())
        if self.department:
            said.append(DEPARTMENTS[self.department].lower())
        if self.tribe:
            said.append("Indian child" if self.tribe == "yes" else "not an Indian child")
        if self.risk:
            said.append("exploited or at risk" if self.risk == "yes" else "no sign of exploitation")
        return said


class Point(NamedTuple):
    """An element of a step: whom to tell, what to have ready. ``tribal``: for Indian children."""

    element: Element
    tribal: bool


class Step(NamedTuple):
    """One numbered step. ``uncertain``: the dates do not tell whether it applies."""

    number: int
    duty: Duty
    statement: str
    who: str
    heading: str
    points: list[Point]
    variants: list[str]
    rests: list[str]
    tribal: bool
    only_exploited: bool
    uncertain: bool


class PhaseOfSteps(NamedTuple):
    """The steps of one phase."""

    id: str
    heading: str
    steps: list[Step]


class LeftOut(NamedTuple):
    """A duty that is not among the steps, and why."""

    duty: Duty
    why: str


@dataclass(frozen=True, slots=True)
class MissingPage:
    """The page: whom to call, the steps, and what was left out."""

    choice: Choice
    summary: str
    phases: list[PhaseOfSteps]
    left_out: list[LeftOut]
    ncmec: HelpLine | None
    prose: Page | None
    doubts: list[KnownGap]


def choice_of(age: str, department: str, tribe: str, risk: str) -> Choice:
    """What an address chose; a word that is none of the choices counts as none."""
    return Choice(
        age if age in AGES else "",
        department if department in DEPARTMENTS else "",
        tribe if tribe in TRIBES else "",
        risk if risk in RISKS else "",
    )


def present_missing(here: Standpoint, choice: Choice) -> MissingPage:
    """The steps as of a day, for what was chosen."""
    reader = here.reader
    duties = [duty for duty in reader.all(Duty).values() if _belongs(duty)]
    exploited = _for_exploited(reader, duties)
    kept: list[Duty] = []
    left_out: list[LeftOut] = []
    for duty in duties:
        state = applies(duty.applies_from, duty.applies_until, here.on)
        why = _why_not(duty, state, choice, duty.id in exploited)
        if why:
            left_out.append(LeftOut(duty, why))
        else:
            kept.append(duty)
    phases = _phases(here, kept, choice, exploited)
    lines = reader.all(HelpLine)
    return MissingPage(
        choice,
        _summary(phases, choice),
        phases,
        left_out,
        lines.get("ncmec"),
        reader.one(Page, f"en/{TOPIC}"),
        _doubts(reader, kept),
    )


def phase_of(duty: Duty) -> Phase:
    """When a duty falls due."""
    trigger = duty.trigger or ""
    if not _OF_A_CHILD.search(trigger):
        return Phase.STANDING
    if duty.topic != TOPIC:
        return Phase.FOUND
    if duty.category is DutyCategory.DOCUMENT and "report" in trigger.lower():
        return Phase.NOW
    return _PHASE_OF.get(duty.category, Phase.AFTER)


def _belongs(duty: Duty) -> bool:
    """The topic's duties, and reports that follow when exploitation comes to light."""
    if duty.topic == TOPIC:
        return True
    if duty.category is not DutyCategory.REPORT or not set(duty.bearers) >= _WORKERS:
        return False
    return bool(_EXPLOITED.search(duty.trigger or ""))


def _for_exploited(reader: EditionReader, duties: list[Duty]) -> set[str]:
    """The duties that are only about exploited or at-risk young people.

    Those whose trigger says so, and those whose trigger points to a provision that one
    of the former rests on: "a child was reported under PEN 11166(j)(3)".
    """
    said = {duty.id for duty in duties if _EXPLOITED.search(duty.trigger or "")}
    bases = [
        cited(reader, basis.instrument, basis.pinpoint)
        for duty in duties
        if duty.id in said
        for basis in duty.basis
    ]
    pointed = {
        duty.id
        for duty in duties
        for citation in find(duty.trigger or "")
        if any(basis.startswith(citation.canonical) for basis in bases)
    }
    return said | pointed


def _why_not(duty: Duty, state: str, choice: Choice, only_exploited: bool) -> str | None:  # noqa: FBT001
    """Why a duty is not among the steps, or None where it is."""
    if state == NOT_YET:
        start = duty.applies_from.in_words() if duty.applies_from else "a later day"
        return f"Not yet on this day: from {start}."
    if state == ENDED:
        return "No longer on this day."
    if duty.force is not DutyForce.COUNTY_PRACTICE and not binds(duty, choice.role):
        return "It is for the other department."
    if choice.age and _only_for_other_age(duty, choice.age):
        return "It is for another age."
    if choice.risk == "no" and only_exploited:
        return "It is for children who are exploited or at risk."
    return None


def _only_for_other_age(duty: Duty, age: str) -> bool:
    return any(
        variant.applies_to in AGES
        and variant.applies_to != age
        and _ONLY_ABOUT.match(variant.text) is not None
        for variant in duty.variants
    )


def _phases(
    here: Standpoint, duties: list[Duty], choice: Choice, exploited: set[str]
) -> list[PhaseOfSteps]:
    order = list(DutyForce)
    found = []
    number = 0
    for phase in Phase:
        listed = sorted(
            (duty for duty in duties if phase_of(duty) is phase),
            key=lambda duty: order.index(duty.force),
        )
        steps = []
        for duty in listed:
            number += 1
            steps.append(_step(here, number, duty, choice, duty.id in exploited))
        if steps:
            found.append(PhaseOfSteps(phase.value, PHASES[phase], steps))
    return found


def _step(
    here: Standpoint, number: int, duty: Duty, choice: Choice, only_exploited: bool  # noqa: FBT001
) -> Step:  # fmt: skip
    points = [
        Point(e, bool(_TRIBAL.search(f"{e.label} {e.condition or ''}")))
        for e in duty.elements
        if applies(e.starts, e.until, here.on) in (APPLIES, UNKNOWN)
    ]
    variants = [
        variant.text
        for variant in duty.variants
        if variant.applies_to not in AGES or choice.age in ("", variant.applies_to)
    ]
    return Step(
        number=number,
        duty=duty,
        statement=in_role(duty.statement, choice.role),
        who=_who(duty, choice.role),
        heading=element_heading(points[0].element.kind) if points else "",
        points=points,
        variants=variants,
        rests=[cited(here.reader, b.instrument, b.pinpoint) for b in duty.basis],
        tribal=any(point.tribal for point in points),
        only_exploited=only_exploited,
        uncertain=applies(duty.applies_from, duty.applies_until, here.on) == UNKNOWN,
    )


def _who(duty: Duty, role: Role) -> str:
    """Who acts, in the words of the chosen department where the duty binds it."""
    if binds(duty, role) and set(duty.bearers) >= _WORKERS:
        return WORKER[role]
    own = Role.PROBATION if Bearer.PROBATION in duty.bearers else Role.CHILD_WELFARE
    return WORKER[own]


def _summary(phases: list[PhaseOfSteps], choice: Choice) -> str:
    """What is listed, in one sentence, so that a change of choice is heard."""
    total = sum(len(phase.steps) for phase in phases)
    now = sum(len(phase.steps) for phase in phases if phase.id == Phase.NOW)
    chosen = f" for: {', '.join(choice.in_words)}" if choice.in_words else " for every child"
    if not total:
        return f"No step is held here{chosen}."
    return f"{total} steps{chosen}; {now} of them in the first 24 hours."


def _doubts(reader: EditionReader, duties: list[Duty]) -> list[KnownGap]:
    """What is not known about the laws and letters behind the steps."""
    behind = {basis.instrument for duty in duties for basis in duty.basis}
    behind |= {guide.instrument for duty in duties for guide in duty.guidance}
    return [gap for gap in reader.compendium.known_gaps if not behind.isdisjoint(gap.about)]
