"""A checklist as of a day: its lines with what their duties say then."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from compendium.duties.bounds import APPLIES, UNKNOWN, applies
from compendium.model.checklists import Checklist, ChecklistLine
from compendium.model.duties import Basis, Deadline, Duty, Element, Variant
from compendium.vocabulary.dates import PartialDate
from compendium.vocabulary.kinds import Bearer, DutyForce, Modality


@dataclass(frozen=True, slots=True)
class DueLine:
    """A line as it stands on a day.

    ``key`` is the id of the duty, of the duty and its element (``duty#element``), or the
    line's own. ``parent`` is the key of the line whose parts this is one of; ``parts``
    are the keys of a line's own parts that count (optional ones do not).
    """

    key: str
    section: str
    title: str
    asks: str
    force: DutyForce
    bearers: tuple[Bearer, ...]
    evidence: str
    state: str
    modality: Modality = Modality.OBLIGATION
    deadline: Deadline | None = None
    basis: tuple[Basis, ...] = ()
    starts: PartialDate | None = None
    until: PartialDate | None = None
    optional: bool = False
    parent: str | None = None
    parts: tuple[str, ...] = ()
    older: str | None = None
    note: str | None = None
    variants: tuple[Variant, ...] = ()


def lines_on(checklist: Checklist, duties: Mapping[str, Duty], on: date) -> tuple[DueLine, ...]:
    """The lines that apply, or may apply, on a day, each duty before its parts."""
    made: list[DueLine] = []
    for section in checklist.sections:
        for line in section.lines:
            duty = duties.get(line.duty) if line.duty else None
            if duty is None and line.duty is not None:
                continue
            made += (
                _of_duty(line, duty, section.title, on) if duty else _own(line, section.title, on)
            )
    return tuple(made)


def _own(line: ChecklistLine, section: str, on: date) -> Iterator[DueLine]:
    state = applies(line.starts, line.until, on)
    if state not in (APPLIES, UNKNOWN) or line.id is None:
        return
    yield DueLine(
        key=line.id,
        section=section,
        title=line.title or line.id,
        asks=line.asks or line.title or line.id,
        force=line.force or DutyForce.COUNTY_PRACTICE,
        bearers=line.departments,
        evidence=line.evidence,
        state=state,
        basis=line.basis,
        starts=line.starts,
        until=line.until,
        optional=line.optional,
        older=line.older,
        note=line.note,
    )


def _of_duty(line: ChecklistLine, duty: Duty, section: str, on: date) -> Iterator[DueLine]:
    starts, until = line.starts or duty.applies_from, line.until or duty.applies_until
    state = applies(starts, until, on)
    if state not in (APPLIES, UNKNOWN):
        return
    elements = [] if line.whole else list(_elements(line, duty, on))
    yield DueLine(
        key=duty.id,
        section=section,
        title=line.title or duty.title,
        asks=line.asks or duty.statement,
        force=line.force or duty.force,
        bearers=line.departments or duty.bearers,
        evidence=line.evidence,
        state=state,
        modality=duty.modality,
        deadline=duty.deadline,
        basis=duty.basis,
        starts=starts,
        until=until,
        optional=line.optional,
        parts=tuple(f"{duty.id}#{one.id}" for one in elements if not one.optional),
        older=line.older,
        note=line.note,
        variants=duty.variants,
    )
    for element in elements:
        yield _part(line, duty, element, section, on)


def _elements(line: ChecklistLine, duty: Duty, on: date) -> Iterator[Element]:
    for element in duty.elements:
        if line.elements and element.id not in line.elements:
            continue
        if applies(element.starts, element.until, on) in (APPLIES, UNKNOWN):
            yield element


def _part(line: ChecklistLine, duty: Duty, element: Element, section: str, on: date) -> DueLine:
    starts = element.starts or line.starts or duty.applies_from
    until = element.until or line.until or duty.applies_until
    return DueLine(
        key=f"{duty.id}#{element.id}",
        section=section,
        title=element.label,
        asks=f"{duty.title}: {element.label}",
        force=line.force or duty.force,
        bearers=line.departments or duty.bearers,
        evidence=element.condition or line.evidence,
        state=applies(starts, until, on),
        modality=duty.modality,
        deadline=duty.deadline,
        basis=_pinpointed(duty, element),
        starts=starts,
        until=until,
        optional=element.optional or line.optional,
        parent=duty.id,
        older=line.older if _is_later(element.starts, duty.applies_from) else None,
        note=element.note,
    )


def _is_later(starts: PartialDate | None, than: PartialDate | None) -> bool:
    if starts is None or starts.earliest is None:
        return False
    return than is None or than.earliest is None or starts.earliest > than.earliest


def _pinpointed(duty: Duty, element: Element) -> tuple[Basis, ...]:
    if element.pinpoint is None or not duty.basis:
        return duty.basis[:1]
    return (Basis(instrument=duty.basis[0].instrument, pinpoint=element.pinpoint),)
