"""What changed between two days of law, in one edition: instruments, duties, codes, money."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Final

import msgspec

from compendium.duties.bounds import APPLIES, ENDED, UNKNOWN, applies
from compendium.edition.answers import Plain
from compendium.edition.catalogue import cited
from compendium.edition.reader import EditionReader
from compendium.force.explain import act_in_words
from compendium.force.status import acts_on
from compendium.model.documentation import DocumentationCode
from compendium.model.duties import Duty
from compendium.model.instruments import Instrument
from compendium.model.money import Allocation
from compendium.vocabulary.dates import PartialDate, day_in_words
from compendium.vocabulary.errors import UserError
from compendium.vocabulary.identifiers import address_of
from compendium.vocabulary.kinds import Status

STATUS_IN_WORDS: Final = {
    Status.IN_FORCE: "in force",
    Status.PARTIALLY_IN_FORCE: "partially in force",
    Status.NOT_YET_IN_FORCE: "not yet in force",
    Status.NO_LONGER_IN_FORCE: "no longer in force",
    Status.UNKNOWN: "of unknown status",
}
_STANDING: Final = {Status.IN_FORCE, Status.PARTIALLY_IN_FORCE}


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that changed: what it is, its page, and a sentence."""

    id: str
    title: str
    address: str
    sentence: str


class Changes(msgspec.Struct, frozen=True, kw_only=True):
    """Added, ended and changed things of one kind; ``uncertain``: the dates do not tell."""

    added: tuple[Change, ...] = ()
    ended: tuple[Change, ...] = ()
    changed: tuple[Change, ...] = ()
    uncertain: tuple[Change, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.added or self.ended or self.changed or self.uncertain)


class Comparison(msgspec.Struct, frozen=True, kw_only=True):
    """Two days held against each other. ``paragraph`` may be pasted into a manual."""

    first: date
    second: date
    duties: Changes
    instruments: Changes
    codes: Changes
    money: Changes
    partners: Changes
    paragraph: str


def compare_days(reader: EditionReader, first: date, second: date) -> Comparison:
    """What changed from the first day to the second, both as this edition knows them.

    Raises UserError ``days-reversed`` where the second day is not the later one.
    """
    if second <= first:
        raise UserError(
            "days-reversed", f"Name the earlier day first: {second} is not after {first}."
        )
    duties = _gathered(_duty_changes(reader, first, second))
    instruments = _gathered(_instrument_changes(reader, first, second))
    partners = _gathered(_partner_changes(reader, first, second))
    return Comparison(
        first=first,
        second=second,
        duties=duties,
        instruments=instruments,
        codes=_gathered(_code_changes(reader, first, second)),
        money=_gathered(_money_changes(reader, first, second)),
        partners=partners,
        paragraph=_paragraph(reader, first, second, duties, instruments),
    )


def comparison_value(found: Comparison) -> Plain:
    """A comparison as JSON values: duties at the top, the other kinds beside them."""
    plain: Plain = msgspec.to_builtins(found)
    duties = plain.pop("duties")
    return {
        "from": plain.pop("first"),
        "to": plain.pop("second"),
        "added": duties["added"],
        "ended": duties["ended"],
        "changed": duties["changed"],
        "uncertain": duties["uncertain"],
        **plain,
    }


Sorted = tuple[str, Change]


def _gathered(found: Iterable[Sorted]) -> Changes:
    groups: dict[str, list[Change]] = {"added": [], "ended": [], "changed": [], "uncertain": []}
    for group, change in found:
        groups[group].append(change)
    return Changes(**{name: tuple(changes) for name, changes in groups.items()})


def _course(before: str, after: str) -> str | None:
    """What happened to something between two states of ``applies``."""
    if before == after:
        return None
    if UNKNOWN in (before, after):
        return "uncertain"
    if after == APPLIES:
        return "added"
    return "ended" if before == APPLIES else None


def _duty_changes(reader: EditionReader, first: date, second: date) -> Iterator[Sorted]:
    for duty in reader.all(Duty).values():
        before = applies(duty.applies_from, duty.applies_until, first)
        after = applies(duty.applies_from, duty.applies_until, second)
        course = _course(before, after)
        where = "; ".join(cited(reader, b.instrument, b.pinpoint) for b in duty.basis)
        rests = f" ({where})" if where else ""
        since = _since(duty.applies_from)
        if course == "added":
            yield "added", _duty(duty, f"{duty.title}{rests}{since}.")
        elif course == "ended":
            yield "ended", _duty(duty, f"{duty.title}{rests} no longer applies.")
        elif course == "uncertain":
            said = f"{duty.title}{rests}: the dates do not tell whether it applied on both days."
            yield "uncertain", _duty(duty, said)
        elif after == APPLIES:
            said = _element_words(duty, first, second)
            if said:
                yield "changed", _duty(duty, f"{duty.title}{rests}: {said}.")


def _element_words(duty: Duty, first: date, second: date) -> str:
    """How the elements of a duty differ on two days: recipients added, contents dropped."""
    added, ended = [], []
    for element in duty.elements:
        before = applies(element.starts, element.until, first)
        after = applies(element.starts, element.until, second)
        if before != APPLIES and after == APPLIES:
            added.append(element.label)
        elif before == APPLIES and after == ENDED:
            ended.append(element.label)
    said = []
    if added:
        said.append(f"added {_listed(added)}")
    if ended:
        said.append(f"dropped {_listed(ended)}")
    return "; ".join(said)


def _duty(duty: Duty, sentence: str) -> Change:
    return Change(id=duty.id, title=duty.title, address=f"/duties/{duty.id}", sentence=sentence)


def _instrument_changes(reader: EditionReader, first: date, second: date) -> Iterator[Sorted]:
    for one in reader.all(Instrument).values():
        before, after = reader.status_on(one.id, first), reader.status_on(one.id, second)
        if before is None or after is None:
            yield from _bill(one, first, second)
            continue
        acted = _acted_between(reader, one.id, first, second)
        by = f": {_listed(acted)}" if acted else ""
        name = f"{one.citation}, {one.title}"
        if before is not after:
            if Status.UNKNOWN in (before, after):
                then, now = STATUS_IN_WORDS[before], STATUS_IN_WORDS[after]
                said = f"{name}: {then} on the first day, {now} on the second{by}."
                yield "uncertain", _instrument(one, said)
            elif before not in _STANDING and after in _STANDING:
                start = one.in_force_from or reader.issue_date(one.id).date
                yield "added", _instrument(one, f"{name}{_since(start)}{by}.")
            elif after is Status.NO_LONGER_IN_FORCE:
                yield "ended", _instrument(one, f"{name} is no longer in force{by}.")
            else:
                yield "changed", _instrument(one, f"{name} is now {STATUS_IN_WORDS[after]}{by}.")
        elif acted and after in _STANDING:
            yield "changed", _instrument(one, f"{name}{by}.")


def _bill(one: Instrument, first: date, second: date) -> Iterator[Sorted]:
    """A bill or paper that appeared between the two days, where its day is known."""
    day = one.issued.earliest if one.issued is not None and one.issued.is_exact else None
    if day is not None and first < day <= second:
        said = f"{one.citation}, {one.title} (not a directive), {day_in_words(day)}."
        yield "added", _instrument(one, said)


def _acted_between(reader: EditionReader, one: str, first: date, second: date) -> list[str]:
    """The effects that began between two days, each in a few words."""
    acted = [
        acting
        for acting in reader.graph.effects_on(one)
        if acts_on(acting, first) is False and acts_on(acting, second) is not False
    ]
    return list(dict.fromkeys(f"{a.holder.citation} {act_in_words(a.effect, 'it')}" for a in acted))


def _instrument(one: Instrument, sentence: str) -> Change:
    return Change(id=one.id, title=one.title, address=address_of(one.id), sentence=sentence)


def _code_changes(reader: EditionReader, first: date, second: date) -> Iterator[Sorted]:
    for code in reader.all(DocumentationCode).values():
        before = applies(code.starts, code.until, first)
        course = _course(before, applies(code.starts, code.until, second))
        if course is not None:
            label = code.label or code.meaning
            words = {
                "added": f"{label} can be recorded{_since(code.starts)}.",
                "ended": f"{label} is no longer used.",
                "uncertain": f"{label}: the dates do not tell whether it was used on both days.",
            }
            change = Change(
                id=code.id, title=label, address="/documentation", sentence=words[course]
            )
            yield course, change


def _money_changes(reader: EditionReader, first: date, second: date) -> Iterator[Sorted]:
    for row in reader.all(Allocation).values():
        letter = reader.one(Instrument, row.instrument) if row.instrument else None
        if letter is None:
            continue
        issued = reader.issue_date(letter.id).date
        before, after = applies(issued, None, first), applies(issued, None, second)
        course = _course(before, after)
        if issued is None or course not in ("added", "uncertain"):
            continue
        amount = "an amount not seen" if row.amount_usd is None else f"${row.amount_usd:,}"
        year = f" for {row.fiscal_year}" if row.fiscal_year else ""
        stage = row.stage.value.replace("-", " ")
        change = Change(
            id=row.id,
            title=row.purpose,
            address=f"/funding/{row.fiscal_year}" if row.fiscal_year else "/funding",
            sentence=f"{letter.citation}: stage {stage}, {amount}{year}, {row.purpose}.",
        )
        yield course, change


def _partner_changes(reader: EditionReader, first: date, second: date) -> Iterator[Sorted]:
    for duty in reader.all(Duty).values():
        for element in duty.elements:
            if element.kind != "partner":
                continue
            before = applies(element.starts, element.until, first)
            course = _course(before, applies(element.starts, element.until, second))
            if course is None:
                continue
            where = f"{duty.title}: {element.label}"
            ends = {
                "added": _since(element.starts),
                "ended": " no longer",
                "uncertain": " (dates unsure)",
            }
            yield course, _duty(duty, f"{where}{ends[course]}.")


def _paragraph(
    reader: EditionReader, first: date, second: date, duties: Changes, instruments: Changes
) -> str:
    """A version summary in plain words, ready to paste."""
    acts = [
        one.citation
        for one in reader.all(Instrument).values()
        for change in (*instruments.added, *instruments.ended)
        if change.id == one.id
    ]
    days = f"{day_in_words(first)} to {day_in_words(second)}"
    where = f"{reader.compendium.title}, edition {reader.colophon.edition}"
    said = [f"Version summary: changes from {days}, from {where}."]
    for label, changes in (
        ("New duties", duties.added),
        ("Changed duties", duties.changed),
        ("Ended duties", duties.ended),
    ):
        if changes:
            listed = " ".join(f"({at}) {one.sentence}" for at, one in enumerate(changes, start=1))
            said.append(f"{label}: {listed}")
    if not duties:
        said.append("No duty held here began, changed or ended.")
    if acts:
        said.append(f"New or ended laws and letters: {', '.join(acts)}.")
    said.append("Policy information, not legal advice.")
    return " ".join(said)


def _since(start: PartialDate | None) -> str:
    return f", from {start.in_words()}" if start is not None else ""


def _listed(words: list[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"
