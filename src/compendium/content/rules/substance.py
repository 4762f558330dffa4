"""Rules about duties, money and words."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import Any, Final

from compendium.content.load import Located
from compendium.content.rules.rule import ContentRule, Indexed
from compendium.model.duties import Duty
from compendium.model.instruments import Instrument, Provision
from compendium.model.money import Allocation
from compendium.model.reference import Page, Term
from compendium.vocabulary.dates import PartialDate
from compendium.vocabulary.kinds import BillOutcome, TermKind, TitleBasis, Verification
from compendium.vocabulary.problems import Problem

_OUR_WORDS: Final = frozenset(
    {"summary", "statement", "text", "trigger", "label", "meaning", "about", "what_for", "notes"}
)
_QUOTED: Final = re.compile(r"[“\"][^”\"]*[”\"]")
_DURATION: Final = re.compile(r"P(?=.)(\d+Y)?(\d+M)?(\d+W)?(\d+D)?(T(?=.)(\d+H)?(\d+M)?)?")


class BasisInForce(ContentRule):
    """Every duty points to a provision in force since the duty began."""

    code = "basis-in-force"
    summary = "A duty began before the provision it rests on, or rests on what never became law."
    reason = "A duty without law or letter behind it binds nobody."
    remedy = "Correct applies_from, or point to the provision that carried the duty then."

    def check(self, indexed: Indexed) -> Iterator[Problem]:
        for one in indexed.content.of(Duty):
            if not one.record.basis and not one.record.sources:
                yield self.at(one, "the duty rests on nothing", "basis")
            for at, basis in enumerate(one.record.basis):
                held = indexed.instruments.get(basis.instrument)
                if held is None:
                    continue
                if held.record.outcome not in (None, BillOutcome.ENACTED):
                    message = f"{held.record.citation} never became law"
                    yield self.at(one, message, "basis", at)
                provision = (
                    indexed.provision(basis.instrument, basis.pinpoint) if basis.pinpoint else None
                )
                begun = _begun(held.record, provision)
                if _certainly_before(one.record.applies_from, begun):
                    message = f"the duty applies from {one.record.applies_from}, before {begun}"
                    yield self.at(one, message, "applies_from")


class DeadlineForm(ContentRule):
    """A deadline's durations are ISO 8601, and a duration says what it is counted from."""

    code = "deadline-form"
    summary = "A deadline's duration is not ISO 8601, or does not say from when it is counted."
    reason = "Twenty-four hours from what? The answer decides whether a report was in time."
    remedy = "Write PT24H, P30D, P1Y; add counted_from."

    def check(self, indexed: Indexed) -> Iterator[Problem]:
        for one in indexed.content.of(Duty):
            deadline = one.record.deadline
            if deadline is None:
                continue
            for name in ("within", "every"):
                value = getattr(deadline, name)
                if value is not None and not _DURATION.fullmatch(value):
                    yield self.at(one, f"{value!r} is not an ISO 8601 duration", "deadline", name)
            if deadline.within and not deadline.counted_from:
                yield self.at(one, "the deadline does not say from when it counts", "deadline")


class StagesAgree(ContentRule):
    """One letter does not give two amounts for one stage, year and purpose."""

    code = "stages-agree"
    summary = "A letter is given two different amounts for the same stage, year and purpose."
    reason = "Two figures for one thing cannot both be what the letter says."
    remedy = "Correct one, or tell the purposes apart."

    def check(self, indexed: Indexed) -> Iterator[Problem]:
        seen: defaultdict[tuple[object, ...], list[Located[Allocation]]] = defaultdict(list)
        for one in indexed.content.of(Allocation):
            record = one.record
            if record.amount_usd is not None and record.amount_usd <= 0:
                yield self.at(one, "an amount is above zero, or null for unknown", "amount_usd")
            if record.instrument:
                key = (
                    record.instrument,
                    record.kind,
                    record.stage,
                    str(record.fiscal_year),
                    record.purpose,
                    record.county,
                )
                seen[key].append(one)
        for located in seen.values():
            for one in located[1:]:
                first = located[0].record.id
                yield self.at(one, f"same letter, stage, year and purpose as {first}", "stage")


class UnreadSaysSo(ContentRule):
    """A record whose text was not read says what was not seen."""

    code = "unread-says-so"
    summary = "An instrument known only from others does not say what has not been read."
    reason = "The reader must see where our knowledge ends."
    remedy = "Add a line to `gaps`: the text was not read, the date was not seen."

    def check(self, indexed: Indexed) -> Iterator[Problem]:
        for one in indexed.content.of(Instrument):
            unread = one.record.verification is not Verification.PRIMARY
            if unread and not one.record.gaps:
                yield self.at(one, "the record does not say what was not read or seen", "id")


class AvoidedTerm(ContentRule):
    """Our own words keep to the term guide."""

    code = "avoided-term"
    summary = "A text of our own uses a term that the term guide avoids."
    reason = "Labels change whether a young person asks for help."
    remedy = "Use the guide's term; official titles and quoted words may stay as printed."

    def check(self, indexed: Indexed) -> Iterator[Problem]:
        guide = [
            (word, term.record.term)
            for term in indexed.content.of(Term)
            if term.record.kind is TermKind.WORDING
            for word in term.record.avoid
        ]
        patterns = [
            (re.compile(rf"(?<![\w-]){re.escape(word)}(?![\w-])", re.IGNORECASE), word, use)
            for word, use in guide
        ]
        for one in indexed.content.every():
            if isinstance(one.record, Term) and one.record.kind is TermKind.WORDING:
                continue
            yield from self._texts(one, patterns)

    def _texts(
        self, one: Located[Any], patterns: list[tuple[re.Pattern[str], str, str]]
    ) -> Iterator[Problem]:
        for name, text in _own_texts(one.record):
            bare = _QUOTED.sub(" ", text)
            for pattern, word, use in patterns:
                if pattern.search(bare):
                    yield self.at(one, f"avoid {word!r}; use {use!r}", name)


def _own_texts(record: object) -> Iterator[tuple[str, str]]:
    """The texts of a record that are our own words, with the field each stands in."""
    for name in getattr(record, "__struct_fields__", ()):
        value = getattr(record, name)
        if isinstance(value, str) and name in _OUR_WORDS:
            yield name, value
        elif name in _OUR_WORDS and isinstance(value, tuple):
            for text in value:
                if isinstance(text, str):
                    yield name, text
    basis = getattr(record, "title_basis", None)
    if basis is TitleBasis.DESCRIPTIVE or isinstance(record, (Duty, Page)):
        yield "title", getattr(record, "title", "")


def _begun(instrument: Instrument, provision: Provision | None) -> PartialDate | None:
    if provision is not None and provision.in_force_from is not None:
        return provision.in_force_from
    return instrument.in_force_from or instrument.issued


def _certainly_before(first: PartialDate | None, second: PartialDate | None) -> bool:
    if first is None or second is None or first.latest is None or second.earliest is None:
        return False
    return first.latest < second.earliest
