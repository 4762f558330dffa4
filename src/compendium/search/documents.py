"""From the records of an edition to what is searched: one document each."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Final

from compendium.edition.kinds import WORD_OF
from compendium.edition.reader import EditionReader
from compendium.model.documentation import DocumentationCode, EntryRule
from compendium.model.duties import Duty
from compendium.model.instruments import Instrument, Provision, Series
from compendium.model.money import Allocation, ClaimingCode
from compendium.model.parties import HelpLine, Party
from compendium.model.records import Record
from compendium.model.reference import Event, Page, Term
from compendium.search.amounts import amount_words, find_amounts
from compendium.search.entry import Entry, Heading, group_of
from compendium.search.periods import find_fiscal_years, find_periods, fiscal_word, year_word
from compendium.vocabulary.dates import PartialDate
from compendium.vocabulary.kinds import RelationType

PROVISION: Final = "provision"
_ABOUT_ANOTHER: Final = frozenset(
    {RelationType.IMPLEMENTS, RelationType.EXPLAINS, RelationType.CLARIFIES, RelationType.RESTATES}
)
"""Relations of an instrument that is about another one: people ask for it by what that one says."""

_WORDS_OF_GROUP: Final = {
    "bill": "bill law statute legislation chaptered",
    "law": "law statute code section legislation",
    "letter": "letter guidance instructions",
    "fiscal-letter": "letter fiscal funding allocation money",
    "template": "template sample model form",
    "report": "report study",
    "web-page": "web page",
}
_MARKUP = re.compile(r"[#*_`>|]+|\]\([^)]*\)|\[|^\s*-\s", re.MULTILINE)


def entries_of(reader: EditionReader) -> Iterator[Entry]:
    """Every document of an edition, in content order."""
    gathered = _Gathered(reader)
    for instrument in reader.all(Instrument).values():
        yield gathered.instrument(instrument)
        for provision in instrument.provisions:
            yield gathered.provision(instrument, provision)
    for duty in reader.all(Duty).values():
        yield gathered.duty(duty)
    for allocation in reader.all(Allocation).values():
        yield gathered.allocation(allocation)
    for code in reader.all(ClaimingCode).values():
        yield gathered.claiming_code(code)
    for one in reader.all(DocumentationCode).values():
        yield gathered.documentation_code(one)
    for rule in reader.all(EntryRule).values():
        yield _plain_entry(rule, rule.id, "documentation-code", rule.rule, rule.group)
    for term in reader.all(Term).values():
        yield gathered.term(term)
    yield from gathered.others()


class _Gathered:
    """What the records say of each other, gathered once per edition."""

    def __init__(self, reader: EditionReader) -> None:
        self._reader = reader
        self._series = reader.all(Series)
        self._topics = {topic.id: topic for topic in reader.compendium.topics}
        self._sections = {s.id: s.label for s in reader.compendium.factsheet_sections}
        self._said: dict[str, list[str]] = defaultdict(list)
        self._marked: dict[str, set[str]] = defaultdict(set)
        self._gather()

    def _gather(self) -> None:
        """Lend instruments the words and amounts of what rests on them."""
        for duty in self._reader.all(Duty).values():
            said = _sentences(duty.title, *_words_of_duty(duty))
            for instrument in _rests_on(duty):
                self._said[instrument].append(said)
        for code in self._reader.all(DocumentationCode).values():
            self._said[code.instrument].append(f"{code.group}: {code.label or ''}. {code.meaning}")
        for term in self._reader.all(Term).values():
            if term.instrument:
                self._said[term.instrument].append(f"Definition of {term.term}. {term.text}")
        self._gather_money()
        self._gather_relations()

    def _gather_money(self) -> None:
        for row in self._reader.all(Allocation).values():
            if row.instrument and row.county is None:
                self._said[row.instrument].append(f"{row.purpose}. {row.stage.value} {row.program}")
                self._marked[row.instrument] |= _marks_of_money(row)
        for claim in self._reader.all(ClaimingCode).values():
            self._said[claim.instrument].append(f"Claiming code: {claim.purpose}")
            if claim.fiscal_year:
                self._marked[claim.instrument].add(fiscal_word(claim.fiscal_year))

    def _gather_relations(self) -> None:
        for one in self._reader.all(Instrument).values():
            for relation in one.relations:
                target = self._reader.one(Instrument, relation.target)
                if target is not None and relation.type in _ABOUT_ANOTHER:
                    self._said[one.id].append(f"{target.title}. {target.summary}")

    def instrument(self, one: Instrument) -> Entry:
        """The document of an instrument."""
        dated = self._reader.issue_date(one.id)
        called = _sentences(
            *(f"{line.printed}. {self._sections.get(line.section, '')}" for line in one.factsheet)
        )
        body = _sentences(
            *one.contents,
            *one.notes,
            *(p.label for p in one.provisions),
            *(f"{e.stated} {e.part or ''} {e.note or ''}" for e in one.effects),
        )
        marks = _marks_of_text(one.title, one.summary, called) | self._marked[one.id]
        if one.fiscal_year:
            marks.add(fiscal_word(one.fiscal_year))
        started = dated.date or one.in_force_from
        marks |= _marks_of_date(started)
        heading = Heading(
            kind=WORD_OF[Instrument],
            id=one.id,
            group=group_of(one, self._series.get(one.series)),
            title=one.title,
            citation=one.citation,
            instrument=one.id,
            issued=str(started) if started else None,
            inferred=dated.inferred,
        )
        names = _sentences(one.citation, one.id, *one.aliases)
        return Entry(
            heading,
            names=names,
            lead=one.summary,
            called=called,
            body=body,
            lent=_sentences(*(p.summary for p in one.provisions), *self._said[one.id]),
            about=self._about(one),
            marks=" ".join(sorted(marks)),
        )

    def provision(self, one: Instrument, part: Provision) -> Entry:
        """The document of an addressable part of a law."""
        numbers = [number.pinpoint for number in part.numbering]
        starts = part.in_force_from or (part.numbering[0].starts if part.numbering else None)
        heading = self._under(
            PROVISION, f"{one.id}#{part.id}", "law", part.label, one.id, starts, part.in_force_until
        )
        names = _sentences(one.citation, *(f"{one.citation}{number}" for number in numbers))
        about = self._about(one)
        return Entry(
            heading, names=names, lead=part.summary or "", body=part.note or "", about=about
        )

    def duty(self, one: Duty) -> Entry:
        """The document of a duty, with its elements."""
        rests_on = _rests_on(one)
        heading = self._under(
            WORD_OF[Duty], one.id, "duty", one.title,
            rests_on[0] if rests_on else None, one.applies_from, one.applies_until,
        )  # fmt: skip
        deadline = one.deadline.words if one.deadline else None
        lead = _sentences(one.statement, deadline, one.trigger)
        body = _sentences(*_words_of_duty(one)[3:], *one.notes)
        kept = "deadline time limit" if deadline else ""
        bearers = (bearer.value for bearer in one.bearers)
        series = {self._series_name(basis.instrument) for basis in one.basis}
        words = ["duty", kept, *bearers, one.category.value, self._topic(one.topic)]
        about = " ".join([*words, *sorted(series)])
        names = " ".join(self._cited(instrument) for instrument in rests_on)
        return Entry(heading, names=names, lead=lead, body=body, about=about)

    def allocation(self, one: Allocation) -> Entry:
        """The document of an amount."""
        heading = self._under(WORD_OF[Allocation], one.id, "funding", one.purpose, one.instrument)
        lead = _sentences(
            f"{one.stage.value} {one.kind.value}", one.as_printed, one.program, one.stage_note
        )
        about = "allocation funding money fiscal"
        marks = _marks_of_money(one) | _marks_of_text(one.purpose, one.as_printed or "")
        body = _sentences(one.county, one.fund, *one.notes)
        return Entry(heading, lead=lead, body=body, about=about, marks=" ".join(sorted(marks)))

    def claiming_code(self, one: ClaimingCode) -> Entry:
        """The document of a claiming code."""
        heading = self._under(
            WORD_OF[ClaimingCode], one.id, "claiming-code", one.purpose, one.instrument
        )
        marks = fiscal_word(one.fiscal_year) if one.fiscal_year else ""
        return Entry(
            heading,
            names=one.code or "",
            lead=_sentences(*one.notes),
            about="claiming code money fiscal",
            marks=marks,
        )

    def documentation_code(self, one: DocumentationCode) -> Entry:
        """The document of a category or code of the state's systems."""
        heading = self._under(
            WORD_OF[DocumentationCode], one.id, "documentation-code", one.label or one.meaning,
            one.instrument, one.starts, one.until,
        )  # fmt: skip
        about = f"documentation code {one.group} {one.system} {one.level or ''}"
        return Entry(
            heading,
            names=one.system_code or "",
            lead=one.meaning,
            body=_sentences(*one.notes),
            about=about,
            marks=" ".join(sorted(_marks_of_date(one.starts))),
        )

    def term(self, one: Term) -> Entry:
        """The document of a definition or a piece of advice on wording."""
        heading = self._under(
            WORD_OF[Term], one.id, "term", one.term, one.instrument, one.starts, one.until
        )
        return Entry(
            heading,
            names=one.term,
            lead=one.text,
            body=_sentences(*one.notes),
            lent=_sentences(*one.avoid),
            about=f"definition term {self._series_name(one.instrument)}",
        )

    def others(self) -> Iterator[Entry]:
        """Parties, help lines, events and pages."""
        for party in self._reader.all(Party).values():
            documents = [f"{d.title}. {d.what_it_is}" for d in party.documents]
            claims = [f"{c.about}: {c.value}" for c in party.claims]
            body = (*documents, *claims, *(p.basis for p in party.participation))
            yield _plain_entry(
                party, party.id, "party", party.name, party.about, *body, about=party.kind.value
            )
        for line in self._reader.all(HelpLine).values():
            ways = [f"{c.way} {c.value}" for c in line.contacts]
            yield _plain_entry(
                line, line.id, "help-line", line.name, line.what_for, *ways, about="help hotline"
            )
        for event in self._reader.all(Event).values():
            heading = Heading(
                kind=WORD_OF[Event], id=event.id, group="event", title=event.title,
                citation=self._cited(event.instruments[0]) if event.instruments else None,
                issued=str(event.date),
            )  # fmt: skip
            yield Entry(heading, lead=event.text, about=f"timeline {event.kind.value}")
        for name, page in self._reader.all(Page).items():
            text = without_markup(page.text)
            entry = _plain_entry(page, name, "page", page.title, text[:300], text[300:])
            if page.language != "en":
                entry = Entry(entry.heading, other=f"{page.title}. {text}")
            yield entry

    def _under(
        self,
        kind: str,
        identifier: str,
        group: str,
        title: str,
        instrument: str | None,
        starts: PartialDate | None = None,
        until: PartialDate | None = None,
    ) -> Heading:
        holder = self._reader.one(Instrument, instrument) if instrument else None
        dated = self._reader.issue_date(holder.id) if holder else None
        issued = (dated.date if dated else None) or (holder.in_force_from if holder else None)
        return Heading(
            kind=kind,
            id=identifier,
            group=group,
            title=title,
            citation=holder.citation if holder else None,
            instrument=holder.id if holder else None,
            starts=str(starts) if starts else None,
            until=str(until) if until else None,
            issued=str(issued) if issued else None,
            inferred=dated.inferred if dated else False,
        )

    def _about(self, one: Instrument) -> str:
        run = self._series.get(one.series)
        words = [self._topic(topic) for topic in one.topics]
        words += [_WORDS_OF_GROUP.get(group_of(one, run), ""), *one.audience, one.issuer]
        words += [run.name] if run else []
        return " ".join(words)

    def _series_name(self, instrument: str | None) -> str:
        """What people call the code or run of letters that an instrument belongs to."""
        holder = self._reader.one(Instrument, instrument) if instrument else None
        run = self._series.get(holder.series) if holder else None
        return run.name if run else ""

    def _topic(self, identifier: str) -> str:
        topic = self._topics.get(identifier)
        return topic.label if topic else identifier

    def _cited(self, instrument: str) -> str:
        holder = self._reader.one(Instrument, instrument)
        return holder.citation if holder else instrument


def without_markup(markdown: str) -> str:
    """The words of a page alone."""
    return _MARKUP.sub(" ", markdown)


def _words_of_duty(duty: Duty) -> list[str | None]:
    """What a duty says: its statement, time limit and trigger, then its elements and variants."""
    return [
        duty.statement,
        duty.deadline.words if duty.deadline else None,
        duty.trigger,
        *(f"{e.label} {e.condition or ''}" for e in duty.elements),
        *(f"{v.applies_to}: {v.text}" for v in duty.variants),
    ]


def _rests_on(duty: Duty) -> list[str]:
    """The instruments a duty rests on, then those that guide it."""
    return [basis.instrument for basis in duty.basis] + [one.instrument for one in duty.guidance]


def _plain_entry(
    record: Record, identifier: str, group: str, title: str, lead: str | None, *body: str,
    about: str = "",
) -> Entry:  # fmt: skip
    heading = Heading(kind=WORD_OF[type(record)], id=identifier, group=group, title=title)
    return Entry(heading, lead=lead or "", body=_sentences(*body), about=about)


def _marks_of_money(row: Allocation) -> set[str]:
    marks = set(amount_words(row.amount_usd)) if row.amount_usd else set()
    if row.fiscal_year:
        last = row.last_fiscal_year or row.fiscal_year
        marks |= {f"fy{start}" for start in range(row.fiscal_year.start, last.start + 1)}
    return marks


def _marks_of_date(date: PartialDate | None) -> set[str]:
    """The calendar year of a date that lies in one."""
    if date is None or date.earliest is None or date.latest is None:
        return set()
    return {year_word(date.earliest.year)} if date.earliest.year == date.latest.year else set()


def _marks_of_text(*texts: str) -> set[str]:
    marks: set[str] = set()
    for text in texts:
        marks |= {fiscal_word(found.year) for found in find_fiscal_years(text) if found.sure}
        marks |= {year_word(found.first.year) for found in find_periods(text)}
        for amount in find_amounts(text):
            marks |= set(amount_words(amount.dollars))
    return marks


def _sentences(*parts: str | None) -> str:
    """Texts one after another, each once."""
    kept: Iterable[str] = dict.fromkeys(part.strip() for part in parts if part and part.strip())
    return " ".join(text if text[-1] in ".!?:" else f"{text}." for text in kept)
