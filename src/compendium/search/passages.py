"""A record as an answer: its own words, and the facts in its fields that questions ask for."""

from __future__ import annotations

from datetime import date
from typing import Final, NamedTuple

from compendium.duties.bounds import ENDED, NOT_YET, applies
from compendium.duties.words import BEARER, duty_words
from compendium.edition.reader import EditionReader
from compendium.force.explain import VERBS, explain
from compendium.force.status import status_at
from compendium.model.documentation import DocumentationCode, EntryRule
from compendium.model.duties import Basis, Duty
from compendium.model.instruments import Instrument
from compendium.model.money import Allocation, ClaimingCode
from compendium.model.parties import HelpLine, Party
from compendium.model.reference import Event, Page, Term
from compendium.search.answer import Fact
from compendium.search.documents import without_markup
from compendium.vocabulary.dates import PartialDate
from compendium.vocabulary.kinds import DutyForce, Modality, MoneyKind, PartyKind, TermKind

_ELEMENTS: Final = {
    "recipient": ("recipients", "Who is told"),
    "lead": ("members", "Who leads"),
    "partner": ("members", "Who takes part"),
    "member": ("members", "Who takes part"),
    "content": ("contents", "What it holds"),
    "use": ("uses", "What the money is for"),
    "ground": ("contents", "On which grounds"),
    "count": ("contents", "What is counted"),
    "offense": ("contents", "Which offenses"),
    "scope": ("contents", "Who is covered"),
}
BASIS: Final = "Rests on"
SOURCE: Final = "Source"
_ALWAYS: Final = frozenset({"Standing", "Once"})
"""Triggers that say when nothing sets a duty off."""

_WISHED: Final = frozenset({MoneyKind.REQUEST, MoneyKind.ESTIMATE, MoneyKind.DESCRIPTION})
_SOURCES_NAMED: Final = 2
_Sourced = type[Allocation] | type[EntryRule] | type[Event] | type[HelpLine] | type[Term]
_SOURCED: Final[dict[str, _Sourced]] = {
    "allocation": Allocation,
    "entry-rule": EntryRule,
    "event": Event,
    "help-line": HelpLine,
    "term": Term,
}
"""Records that may rest on no instrument: where they were seen is said with them."""

NOT_SEEN: Final = "not seen"


class Answer(NamedTuple):
    """What a record says: sentences of its own, and its facts by what they answer.

    ``place`` is the county, in words, whose record it is alone; empty where it is one
    county's but its text does not say which. ``bearers`` are those whom it binds.
    """

    text: str
    facts: tuple[tuple[str, Fact], ...] = ()
    place: str | None = None
    bearers: frozenset[str] = frozenset()

    @property
    def has(self) -> frozenset[str]:
        """What its facts answer."""
        return frozenset(name for name, fact in self.facts if fact.words != (NOT_SEEN,))

    def ordered(self, wanted: str) -> tuple[Fact, ...]:
        """Its facts, the one that is wanted first; each once."""
        first = [fact for name, fact in self.facts if name == wanted]
        return tuple(dict.fromkeys([*first, *(fact for _, fact in self.facts)]))


def answer_of(reader: EditionReader, kind: str, identifier: str, on: date) -> Answer | None:
    """What a record of a kind says as of a day; None for what has no words of its own."""
    make = _MAKERS.get(kind)
    made = make(reader, identifier, on) if make else None
    sources = _SOURCED.get(kind)
    record = reader.one(sources, identifier) if made and sources else None
    if made is None or record is None:
        return made
    titles = tuple(dict.fromkeys(one.title for one in record.sources[:_SOURCES_NAMED]))
    return made._replace(facts=(*made.facts, ("source", Fact(label=SOURCE, words=titles))))


def _duty(reader: EditionReader, identifier: str, on: date) -> Answer | None:
    one = reader.one(Duty, identifier)
    if one is None:
        return None
    facts: list[tuple[str, Fact]] = []
    if one.deadline:
        facts.append(("time", Fact(label="By when", words=(one.deadline.words,))))
        if one.deadline.every:
            facts.append(("rhythm", facts[-1][1]))
    facts += _elements(one, on)
    if one.trigger and one.trigger not in _ALWAYS:
        facts.append(("trigger", Fact(label="Counted from" if one.deadline else "When",
                                      words=(one.trigger,))))  # fmt: skip
    bearers = tuple(BEARER[bearer] for bearer in one.bearers)
    facts.append(("bearer", Fact(label="Who is bound", words=bearers)))
    firm = Fact(label="How firm", words=(duty_words(one.force, one.modality),))
    facts.append(("modality" if one.modality is not Modality.OBLIGATION else "firm", firm))
    if one.variants:
        differs = tuple(variant.text for variant in one.variants)
        facts.append(("variant", Fact(label="What differs", words=differs)))
    if one.applies_from:
        facts.append(("dated", _day("Since", one.applies_from)))
    if one.applies_until:
        facts.append(("dated", _day("Until", one.applies_until)))
    rests = tuple(dict.fromkeys(_cited(reader, basis) for basis in one.basis))
    if rests:
        facts.append(("basis", Fact(label=BASIS, words=rests)))
    place = _county_in(reader, one.statement) if one.force is DutyForce.COUNTY_PRACTICE else None
    bound = frozenset(bearer.value for bearer in one.bearers)
    return Answer(one.statement, tuple(facts), place, bound)


def _county_in(reader: EditionReader, text: str) -> str:
    """The county that a text names, in small letters without the word; empty for none."""
    counties = (one for one in reader.all(Party).values() if one.kind is PartyKind.COUNTY)
    named = (one.name.removesuffix(" County") for one in counties if one.name in text)
    return next(named, "").casefold()


def _elements(one: Duty, on: date) -> list[tuple[str, Fact]]:
    """The parts of a duty that apply on a day, by what they are."""
    by_kind: dict[str, list[str]] = {}
    for element in one.elements:
        if applies(element.starts, element.until, on) not in {NOT_YET, ENDED}:
            said = element.condition or ""
            where = f" ({said[:1].lower()}{said[1:]})" if said else ""
            by_kind.setdefault(element.kind, []).append(f"{element.label}{where}")
    return [
        (_ELEMENTS[kind][0], Fact(label=_ELEMENTS[kind][1], words=tuple(words)))
        for kind, words in by_kind.items()
        if kind in _ELEMENTS
    ]


def _cited(reader: EditionReader, basis: Basis) -> str:
    holder = reader.one(Instrument, basis.instrument)
    name = holder.citation if holder else basis.instrument
    return f"{name}{basis.pinpoint or ''}"


def _allocation(reader: EditionReader, identifier: str, on: date) -> Answer | None:  # noqa: ARG001  one shape
    one = reader.one(Allocation, identifier)
    if one is None:
        return None
    dollars = f"${one.amount_usd:,}" if one.amount_usd is not None else None
    printed = f", printed as {one.as_printed}" if one.as_printed and dollars else ""
    said = f"{dollars}{printed}" if dollars else one.as_printed or NOT_SEEN
    # Who asks how much there was does not mean what somebody asked for or guessed.
    firm = "amount-wished" if one.kind in _WISHED else "amount"
    facts = [(firm, Fact(label="Amount", words=(said,)))]
    if one.fiscal_year:
        last = f" to {one.last_fiscal_year}" if one.last_fiscal_year else ""
        year = Fact(label="Fiscal year of the money", words=(f"{one.fiscal_year}{last}",))
        facts.append(("year", year))
    stage = "" if one.stage.value == "not-stated" else f"{one.stage.value} "
    facts.append(
        ("stage", Fact(label="What it is", words=(f"{stage}{one.kind.value}".replace("-", " "),)))
    )
    if one.fund:
        facts.append(("fund", Fact(label="From", words=(one.fund,))))
    place = one.county.replace("-", " ") if one.county else None
    return Answer(_closed(one.purpose), tuple(facts), place)


def _claiming_code(reader: EditionReader, identifier: str, on: date) -> Answer | None:  # noqa: ARG001  one shape
    one = reader.one(ClaimingCode, identifier)
    if one is None:
        return None
    facts = [("code", Fact(label="Claiming code", words=(one.code or NOT_SEEN,)))]
    if one.fiscal_year:
        facts.append(("year", Fact(label="Fiscal year", words=(str(one.fiscal_year),))))
    facts += [("note", Fact(label="Note", words=one.notes))] if one.notes else []
    return Answer(_closed(one.purpose), tuple(facts))


def _documentation_code(reader: EditionReader, identifier: str, on: date) -> Answer | None:  # noqa: ARG001  one shape
    one = reader.one(DocumentationCode, identifier)
    if one is None:
        return None
    name = " ".join(
        filter(None, (one.label, f"(system code {one.system_code})" if one.system_code else None))
    )
    facts = [("code", Fact(label="Recorded as", words=(name or NOT_SEEN,)))]
    facts.append(("where", Fact(label="Where", words=(one.system,))))
    if one.starts:
        facts.append(("dated", _day("Since", one.starts)))
    if one.until:
        facts += [("status", _day("Until", one.until)), ("dated", _day("Until", one.until))]
    return Answer(one.meaning, tuple(facts))


def _entry_rule(reader: EditionReader, identifier: str, on: date) -> Answer | None:  # noqa: ARG001  one shape
    one = reader.one(EntryRule, identifier)
    return Answer(one.rule) if one else None


def _term(reader: EditionReader, identifier: str, on: date) -> Answer | None:  # noqa: ARG001  one shape
    one = reader.one(Term, identifier)
    if one is None:
        return None
    if one.kind is TermKind.WORDING:
        facts = [("wording", Fact(label="Write", words=(one.term,)))]
        facts += [("wording", Fact(label="Not", words=one.avoid))] if one.avoid else []
        return Answer(one.text, tuple(facts))
    return Answer(one.text, (("meaning", Fact(label="Term", words=(one.term,))),))


def _instrument(reader: EditionReader, identifier: str, on: date) -> Answer | None:
    one = reader.one(Instrument, identifier)
    if one is None:
        return None
    status = status_at(reader.graph, identifier, on)
    facts = [("status", Fact(label="Status", words=(explain(reader.graph, status),)))]
    new = [*status.superseded_by, *status.partly_superseded_by]
    if new:
        cited = tuple(i.citation for name in new if (i := reader.one(Instrument, name)))
        facts.append(("changes", Fact(label="Replaced by", words=cited)))
    changes = tuple(
        f"{VERBS[effect.verb][1]} {target.citation}"
        for effect in one.effects
        if (target := reader.one(Instrument, effect.target))
    )
    if changes:
        facts.append(("changes", Fact(label="What it does", words=tuple(dict.fromkeys(changes)))))
    done = tuple(
        f"{holder.citation} {VERBS[effect.verb][1]} it"
        for holder, effect in reader.effects_on(identifier)
    )
    if done:
        facts.append(("status", Fact(label="What acts on it", words=tuple(dict.fromkeys(done)))))
    issued = reader.issue_date(identifier)
    days = (
        ("Issued (inferred)" if issued.inferred else "Issued", issued.date),
        ("In force from", one.in_force_from), ("Operative from", one.operative_from),
    )  # fmt: skip
    facts += [("dated", _day(label, day)) for label, day in days if day is not None]
    return Answer(one.summary, tuple(facts))


def _provision(reader: EditionReader, identifier: str, on: date) -> Answer | None:
    name, _, part = identifier.partition("#")
    holder = reader.one(Instrument, name)
    one = next((p for p in holder.provisions if p.id == part), None) if holder else None
    if one is None or holder is None:
        return None
    facts: list[tuple[str, Fact]] = []
    numbers = [
        n.pinpoint for n in one.numbering if applies(n.starts, n.until, on) not in {NOT_YET, ENDED}
    ]
    if numbers:
        where = Fact(label="Where", words=tuple(f"{holder.citation}{number}" for number in numbers))
        facts.append(("basis", where))
    if one.in_force_from:
        facts.append(("dated", _day("Since", one.in_force_from)))
    return Answer(_closed(one.summary or one.label), tuple(facts))


def _help_line(reader: EditionReader, identifier: str, on: date) -> Answer | None:  # noqa: ARG001  one shape
    one = reader.one(HelpLine, identifier)
    if one is None:
        return None
    facts = [
        ("contact", Fact(label=way.way.capitalize(), words=(way.value,))) for way in one.contacts
    ]
    facts += [("hours", Fact(label="Hours", words=(one.hours,)))] if one.hours else []
    return Answer(one.what_for, tuple(facts))


def _event(reader: EditionReader, identifier: str, on: date) -> Answer | None:  # noqa: ARG001  one shape
    one = reader.one(Event, identifier)
    if one is None:
        return None
    day = _day("Date", one.date)
    return Answer(_closed(one.text), (("dated", day), ("time", day)))


def _party(reader: EditionReader, identifier: str, on: date) -> Answer | None:  # noqa: ARG001  one shape
    one = reader.one(Party, identifier)
    if one is None:
        return None
    facts: list[tuple[str, Fact]] = [
        ("county", Fact(label=_dated(paper.type, paper.dated), words=(paper.title,)))
        for paper in one.documents
    ]
    facts += [
        ("county", Fact(label=_dated(claim.about, claim.as_of), words=(claim.value,)))
        for claim in one.claims
    ]
    facts += [
        ("county", Fact(label=f"Program, {part.since or 'day not seen'}",
                        words=(f"{part.program}: {part.basis}".replace("-", " "),)))
        for part in one.participation
    ]  # fmt: skip
    if not facts and not one.about:
        return None
    return Answer(one.about or _closed(one.name), tuple(facts))


def _page(reader: EditionReader, identifier: str, on: date) -> Answer | None:  # noqa: ARG001  one shape
    one = reader.all(Page).get(identifier)
    return Answer(" ".join(without_markup(one.text).split())) if one else None


def _day(label: str, day: PartialDate) -> Fact:
    return Fact(label=label, words=(day.in_words(),))


def _dated(label: str, day: PartialDate | None) -> str:
    return f"{label[:1].upper()}{label[1:]}, {day.in_words() if day else 'day not seen'}"


def _closed(text: str) -> str:
    return text if text[-1:] in ".!?:" else f"{text}."


_MAKERS: Final = {
    "duty": _duty,
    "allocation": _allocation,
    "claiming-code": _claiming_code,
    "documentation-code": _documentation_code,
    "entry-rule": _entry_rule,
    "term": _term,
    "instrument": _instrument,
    "provision": _provision,
    "help-line": _help_line,
    "event": _event,
    "party": _party,
    "page": _page,
}
