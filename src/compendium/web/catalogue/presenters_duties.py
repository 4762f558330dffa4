"""Duties: the checklist by topic and role, and the page of one duty."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, NamedTuple

from django.conf import settings

from compendium.duties.bounds import APPLIES, ENDED, NOT_YET, UNKNOWN, applies
from compendium.duties.words import STATE as STATE_WORDS
from compendium.duties.words import duty_words
from compendium.edition.catalogue import cited, duties_on
from compendium.edition.reader import EditionReader
from compendium.force.graph import Acting
from compendium.force.status import acts_on, status_of
from compendium.model.duties import Basis, Duty, Element, Guidance
from compendium.model.instruments import Instrument
from compendium.vocabulary.dates import PartialDate, day_in_words
from compendium.vocabulary.kinds import Bearer, DutyForce, Status
from compendium.web.catalogue.roles import Role, binds, in_role, shared_words
from compendium.web.standpoint import Standpoint
from compendium.web.wording import UNDERGOES, StatusWords

STATE: Final = {
    APPLIES: StatusWords(STATE_WORDS[APPLIES], "full"),
    NOT_YET: StatusWords(STATE_WORDS[NOT_YET], "empty"),
    ENDED: StatusWords(STATE_WORDS[ENDED], "crossed"),
    UNKNOWN: StatusWords(STATE_WORDS[UNKNOWN], "asked"),
}

ELEMENT_KIND: Final = {
    "recipient": "Who must be told",
    "partner": "Partners",
    "lead": "Who leads",
    "member": "Members",
    "content": "What it must hold",
    "use": "Uses allowed",
    "count": "What must be countable",
    "ground": "Grounds",
    "scope": "What it covers",
    "offense": "Offenses",
}

VARIANT: Final = {
    "nonminor-dependent": "Nonminor dependents",
    "indian-child": "Indian children, and children who may be",
    "under-18": "Children under 18",
    "probation": "Probation",
    "child-welfare": "Child welfare",
}


class DutyRow(NamedTuple):
    """A duty in a list. ``rests`` are the provisions it rests on, as people cite them."""

    duty: Duty
    statement: str
    bearers: list[Bearer]
    state: str
    rests: list[str]


class TopicOfDuties(NamedTuple):
    """The duties of one topic."""

    id: str
    label: str
    rows: list[DutyRow]


@dataclass(frozen=True, slots=True)
class DutiesPage:
    """The checklist: what applies, by topic, and what does not on this day."""

    role: Role
    force: DutyForce | None
    topics: list[TopicOfDuties]
    others: list[DutyRow]
    by_force: list[tuple[DutyForce, int]]
    asked: str | None = None
    """A duty that was asked for and is not held."""

    @property
    def count(self) -> int:
        """How many duties are listed as applying, or perhaps applying."""
        return sum(len(topic.rows) for topic in self.topics)


class Grouped(NamedTuple):
    """The elements of a duty of one kind, each with its state on the day."""

    heading: str
    elements: list[tuple[Element, str]]


class Resting(NamedTuple):
    """A provision or letter that a duty stands on, with its status on the day."""

    of: Basis | Guidance
    status: Status | None
    held: bool


class Dated(NamedTuple):
    """One thing in the history of a duty; ``when`` is None where the day is not known."""

    when: PartialDate | None
    said: str
    instrument: str | None


@dataclass(frozen=True, slots=True)
class DutyPage:
    """One duty as of a day."""

    duty: Duty
    role: Role
    statement: str
    bearers: list[Bearer]
    state: str
    groups: list[Grouped]
    variants: list[tuple[str, str]]
    basis: list[Resting]
    guidance: list[Resting]
    history: list[Dated]
    citation: str
    around: list[tuple[str, date, date]]
    """Days on which it changed: in words, the day before, and the day after."""
    listed: bool
    """Whether the list of duties has its topic on this day."""


def present_duties(
    here: Standpoint, role: Role, force: DutyForce | None, asked: str | None = None
) -> DutiesPage:
    """The duties as of a day, for a role, of one force or of any."""
    reader = here.reader
    rows = [_row(reader, duty, here.on, role) for duty in reader.all(Duty).values()]
    rows = [row for row in rows if binds(row.duty, role)]
    now = [row for row in rows if row.state in (APPLIES, UNKNOWN)]
    shown = [row for row in now if force is None or row.duty.force is force]
    names = dict.fromkeys(row.duty.topic for row in shown)
    topics = [
        TopicOfDuties(
            name, topic_words(reader, name), _firmest([r for r in shown if r.duty.topic == name])
        )
        for name in names
    ]
    counts = [(kind, sum(row.duty.force is kind for row in now)) for kind in DutyForce]
    others = [
        row
        for row in rows
        if row.state in (NOT_YET, ENDED) and (force is None or row.duty.force is force)
    ]
    return DutiesPage(role, force, topics, others, [c for c in counts if c[1]], asked)


def present_duty(here: Standpoint, duty: Duty, role: Role) -> DutyPage:
    """One duty as seen from a standpoint, in the words of a role."""
    reader = here.reader
    return DutyPage(
        duty=duty,
        role=role,
        statement=in_role(duty.statement, role),
        bearers=shared_words(duty.bearers, role),
        state=applies(duty.applies_from, duty.applies_until, here.on),
        groups=_groups(duty, here.on),
        variants=[(VARIANT.get(v.applies_to, v.applies_to), v.text) for v in duty.variants],
        basis=[_resting(here, one) for one in duty.basis],
        guidance=[_resting(here, one) for one in duty.guidance],
        history=history_of(reader, duty, here.on),
        citation=_citation(here, duty),
        around=_around(duty),
        listed=any(one.topic == duty.topic for one, _ in duties_on(reader, here.on)),
    )


def topic_words(reader: EditionReader, identifier: str) -> str:
    """What a topic of duties is called."""
    named = next((t.label for t in reader.compendium.topics if t.id == identifier), None)
    words = named or identifier.replace("-", " ").capitalize()
    return words.replace("Csec", "CSEC")


def element_heading(kind: str) -> str:
    """The heading over elements of a kind."""
    return ELEMENT_KIND.get(kind, kind.replace("-", " ").capitalize())


def history_of(reader: EditionReader, duty: Duty, on: date) -> list[Dated]:
    """What happened to a duty and to the laws it rests on, latest first, undated last."""
    found = [Dated(duty.applies_from, "The duty begins.", None)] if duty.applies_from else []
    if duty.applies_until is not None:
        found.append(Dated(duty.applies_until, "The duty ends.", None))
    for element in duty.elements:
        if element.starts is not None and element.starts != duty.applies_from:
            found.append(Dated(element.starts, f"Added: {element.label}.", None))
        if element.until is not None:
            found.append(Dated(element.until, f"Dropped: {element.label}.", None))
    for basis in dict.fromkeys(one.instrument for one in duty.basis):
        name = cited(reader, basis, None)
        found.extend(
            Dated(acting.when, f"{name}: {UNDERGOES[acting.effect.verb].lower()}",
                  acting.holder.id)
            for acting in reader.graph.effects_on(basis)
            if concerns(acting, duty) and acts_on(acting, on) is not False
        )  # fmt: skip
    return sorted(found, key=lambda one: first_day(one.when), reverse=True)


def concerns(acting: Acting, duty: Duty) -> bool:
    """Whether an effect on a law may touch a duty: on the whole of it, or on this duty."""
    effect = acting.effect
    return effect.duty in (None, duty.id) and effect.allocation is None and effect.code is None


def first_day(when: PartialDate | None) -> date:
    """A day to sort by; what has none comes first, so last when reversed."""
    return (when.earliest or when.latest or date.min) if when else date.min


def _row(reader: EditionReader, duty: Duty, on: date, role: Role) -> DutyRow:
    return DutyRow(
        duty,
        in_role(duty.statement, role),
        shared_words(duty.bearers, role),
        applies(duty.applies_from, duty.applies_until, on),
        [cited(reader, basis.instrument, basis.pinpoint) for basis in duty.basis],
    )


def _firmest(rows: list[DutyRow]) -> list[DutyRow]:
    """Law before guidance, guidance before practice and advice."""
    order = list(DutyForce)
    return sorted(rows, key=lambda row: order.index(row.duty.force))


def _groups(duty: Duty, on: date) -> list[Grouped]:
    kinds = dict.fromkeys(element.kind for element in duty.elements)
    return [
        Grouped(
            element_heading(kind),
            [(e, applies(e.starts, e.until, on)) for e in duty.elements if e.kind == kind],
        )
        for kind in kinds
    ]


def _resting(here: Standpoint, of: Basis | Guidance) -> Resting:
    held = here.reader.one(Instrument, of.instrument) is not None
    return Resting(of, status_of(here.reader.graph, of.instrument, here.on) if held else None, held)


def _around(duty: Duty) -> list[tuple[str, date, date]]:
    """Each exact day on which the duty, or what it asks for, changed."""
    days = [duty.applies_from, duty.applies_until]
    days += [bound for e in duty.elements for bound in (e.starts, e.until)]
    exact = {d.earliest for d in days if d is not None and d.is_exact and d.earliest is not None}
    one = timedelta(days=1)
    return [(day_in_words(day), day - one, day + one) for day in sorted(exact)]


def _citation(here: Standpoint, duty: Duty) -> str:
    rests = "; ".join(cited(here.reader, b.instrument, b.pinpoint) for b in duty.basis)
    where = f" ({rests})" if rests else ""
    state = STATE[applies(duty.applies_from, duty.applies_until, here.on)].words.lower()
    return (
        f"{duty.title}{where}. {duty_words(duty.force, duty.modality)}; as of {here.day}: {state}. "
        f"{here.reader.compendium.title}, edition {here.reader.colophon.edition}, "
        f"{settings.ADDRESS}{here.permanent}"
    )
