"""How exploitation and risk are recorded: by system and by what happened."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, NamedTuple

from compendium.duties.bounds import APPLIES, UNKNOWN, applies
from compendium.edition.catalogue import cited
from compendium.edition.reader import EditionReader
from compendium.force.explain import explain
from compendium.force.status import status_at
from compendium.model.documentation import DocumentationCode, EntryRule
from compendium.model.duties import Duty, Element
from compendium.model.reference import KnownGap, Page
from compendium.vocabulary.kinds import Bearer, DutyCategory, Status
from compendium.web.standpoint import Standpoint

ELSEWHERE: Final = ("CWS-CARES", "Probation record")
"""Systems that people ask about and that no instruction held here speaks of."""

_TOPIC: Final = "documentation"
_REFERRAL: Final = "A referral about exploitation, whatever becomes of it (also evaluated out)"
_GROUP: Final = {
    "csec-grid": "the CSEC Grid",
    "special-project-codes": "special project codes",
    "screening": "screening",
}


class Event(NamedTuple):
    """Something that happened and can be recorded."""

    id: str
    words: str


class Entry(NamedTuple):
    """A category or code with its letter as of the day. ``state`` as in edition.catalogue."""

    code: DocumentationCode
    event: Event
    state: str
    law: str | None
    letter_status: Status | None


class Advice(NamedTuple):
    """A duty or recommendation to record something for which no code is held."""

    duty: Duty
    event: Event
    state: str
    letters: list[str]


class Replaced(NamedTuple):
    """Codes that others replaced: what, by what, and how the letter stands on the day."""

    code: DocumentationCode
    by: str
    state: str
    status: Status | None
    explanation: str


class Countable(NamedTuple):
    """What the law says the system must be able to count, with who must make it so."""

    duty: Duty
    elements: list[Element]
    rests: list[str]


@dataclass(frozen=True, slots=True)
class DocumentationPage:
    """The guide for a system and an event; both empty for all."""

    system: str
    event: str
    systems: list[str]
    events: list[Event]
    entries: list[Entry]
    advice: list[Advice]
    replaced: list[Replaced]
    rules: dict[str, list[EntryRule]]
    countable: list[Countable]
    duties: list[Duty]
    prose: Page | None
    doubts: list[KnownGap]

    @property
    def is_silent(self) -> bool:
        """Whether nothing held here tells how to record this in this system."""
        return not self.entries and not self.advice

    @property
    def finding(self) -> str:
        """What there is to enter, in a few words."""
        codes = sum(entry.code.level == "referral" for entry in self.entries)
        categories = len(self.entries) - codes
        if not self.entries:
            return "no category or code is known for this day"
        said = [
            f"{number} {one if number == 1 else many}"
            for number, one, many in (
                (categories, "category", "categories"),
                (codes, "code", "codes"),
            )
            if number
        ]
        return " and ".join(said)

    @property
    def event_words(self) -> str:
        """The chosen event."""
        return next((one.words for one in self.events if one.id == self.event), "")


def present_documentation(here: Standpoint, system: str, event: str) -> DocumentationPage:
    """The guide as of a day. A system or event that is not known counts as none chosen."""
    reader = here.reader
    entries = _entries(here)
    advice = _advice(here, {entry.code.instrument for entry in entries})
    systems = list(dict.fromkeys([*(e.code.system for e in entries), *ELSEWHERE]))
    events = list(dict.fromkeys([*(e.event for e in entries), *(a.event for a in advice)]))
    system = system if system in systems else ""
    event = event if any(one.id == event for one in events) else ""
    shown = [
        e for e in entries if (not system or e.code.system == system) and event in ("", e.event.id)
    ]
    asked = [
        a
        for a in advice
        if event in ("", a.event.id) and (not system or system in a.duty.statement)
    ]
    return DocumentationPage(
        system, event, systems, events, shown, asked, _replaced(here),
        rules=_rules(reader, {entry.code.group for entry in shown}),
        countable=_countable(here),
        duties=_duties(here),
        prose=reader.one(Page, f"en/{_TOPIC}"),
        doubts=_doubts(reader, [entry.code.instrument for entry in entries]),
    )  # fmt: skip


def group_words(group: str) -> str:
    """What a group of codes is called."""
    return _GROUP.get(group, group.replace("-", " "))


def _entries(here: Standpoint) -> list[Entry]:
    """The codes that may be used on the day and that nothing replaced."""
    reader = here.reader
    found = []
    for code in reader.all(DocumentationCode).values():
        state = applies(code.starts, code.until, here.on)
        if code.replaced_by or state not in (APPLIES, UNKNOWN):
            continue
        words = _REFERRAL if code.level == "referral" else code.meaning.rstrip(".")
        law = cited(reader, code.statute, code.statute_pinpoint) if code.statute else None
        status = reader.status_on(code.instrument, here.on)
        found.append(Entry(code, Event(code.id, words), state, law, status))
    return found


def _advice(here: Standpoint, coded: set[str]) -> list[Advice]:
    """Instructions to record something that no code held here stands for."""
    reader = here.reader
    found = []
    for duty in reader.all(Duty).values():
        letters = [basis.instrument for basis in duty.basis]
        worker = {Bearer.CHILD_WELFARE, Bearer.PROBATION} & set(duty.bearers)
        if duty.topic != _TOPIC or duty.category is not DutyCategory.DOCUMENT or not worker:
            continue
        state = applies(duty.applies_from, duty.applies_until, here.on)
        guides = {g.instrument for g in duty.guidance}
        if coded & ({*letters} | guides) or state not in (APPLIES, UNKNOWN):
            continue
        found.append(Advice(duty, Event(duty.id, duty.title), state, letters))
    return found


def _replaced(here: Standpoint) -> list[Replaced]:
    """Codes that others replaced, from the day on which they came."""
    reader = here.reader
    found = []
    for code in reader.all(DocumentationCode).values():
        state = applies(code.starts, code.until, here.on)
        begun = code.starts is None or code.starts.reached_by(here.on) is not False
        if not code.replaced_by or not begun:
            continue
        answer = status_at(reader.graph, code.instrument, here.on)
        found.append(
            Replaced(
                code,
                group_words(code.replaced_by),
                state,
                answer.status,
                explain(reader.graph, answer, here.today),
            )
        )
    return found


def _rules(reader: EditionReader, groups: set[str]) -> dict[str, list[EntryRule]]:
    """The rules for an entry, by group of codes; those of other groups last."""
    found: dict[str, list[EntryRule]] = {}
    for rule in reader.all(EntryRule).values():
        found.setdefault(group_words(rule.group), []).append(rule)
    first = {group_words(group) for group in groups}
    return dict(sorted(found.items(), key=lambda item: item[0] not in first))


def _countable(here: Standpoint) -> list[Countable]:
    found = []
    for duty in here.reader.all(Duty).values():
        state = applies(duty.applies_from, duty.applies_until, here.on)
        elements = [
            e
            for e in duty.elements
            if e.kind == "count" and applies(e.starts, e.until, here.on) in (APPLIES, UNKNOWN)
        ]
        if elements and state in (APPLIES, UNKNOWN):
            rests = [cited(here.reader, b.instrument, b.pinpoint) for b in duty.basis]
            found.append(Countable(duty, elements, rests))
    return found


def _duties(here: Standpoint) -> list[Duty]:
    return [
        duty
        for duty in here.reader.all(Duty).values()
        if duty.topic == _TOPIC
        and applies(duty.applies_from, duty.applies_until, here.on) in (APPLIES, UNKNOWN)
    ]


def _doubts(reader: EditionReader, letters: list[str]) -> list[KnownGap]:
    """Known gaps about the letters behind the codes, and about systems that change."""
    systems = {
        basis.instrument
        for duty in reader.all(Duty).values()
        if duty.topic == _TOPIC or duty.category is DutyCategory.MONITOR
        for basis in duty.basis
    }
    about = {*letters, *systems} | {
        code.instrument for code in reader.all(DocumentationCode).values()
    }
    return [gap for gap in reader.compendium.known_gaps if not about.isdisjoint(gap.about)]
