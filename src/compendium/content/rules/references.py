"""Rules about pointing: everything that is named is held, or listed as a known gap."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from compendium.content.load import Located
from compendium.content.rules.rule import ContentRule, Indexed
from compendium.model.documentation import DocumentationCode
from compendium.model.duties import Duty
from compendium.model.instruments import Instrument
from compendium.model.money import Allocation, ClaimingCode
from compendium.model.parties import HelpLine, Party
from compendium.model.reference import Event, Term
from compendium.vocabulary.problems import Problem


class TargetResolves(ContentRule):
    """Every instrument that a record names is held or listed as a known gap."""

    code = "target-resolves"
    summary = "A record names an instrument that is neither held nor listed as not held."
    reason = "A link that leads nowhere is worse than none."
    remedy = "Write the instrument, correct the id, or list it in known_gaps as not-held."

    def check(self, indexed: Indexed) -> Iterator[Problem]:
        for one, target, spot in _named_instruments(indexed):
            if target in indexed.instruments or target in indexed.gaps_not_held_ids:
                continue
            yield self.at(one, f"{target!r} is not held and not a listed gap", *spot)


class PinpointResolves(ContentRule):
    """Every pinpoint is a provision of its instrument."""

    code = "pinpoint-resolves"
    summary = "A pinpoint names a part that its instrument's record does not have."
    reason = "The reader must be able to open the very paragraph."
    remedy = "Add the provision to the instrument, or correct the pinpoint."

    def check(self, indexed: Indexed) -> Iterator[Problem]:
        for duty in indexed.content.of(Duty):
            for at, basis in enumerate(duty.record.basis):
                yield from self._look(
                    indexed, duty, basis.instrument, basis.pinpoint, "basis", at, "pinpoint"
                )
        for code in indexed.content.of(DocumentationCode):
            record = code.record
            if record.statute:
                yield from self._look(
                    indexed, code, record.statute, record.statute_pinpoint, "statute_pinpoint"
                )
        for term in indexed.content.of(Term):
            if term.record.instrument:
                yield from self._look(
                    indexed, term, term.record.instrument, term.record.pinpoint, "pinpoint"
                )

    def _look(
        self,
        indexed: Indexed,
        one: Located[Any],
        instrument: str,
        pinpoint: str | None,
        *spot: str | int,
    ) -> Iterator[Problem]:
        if pinpoint is None or instrument not in indexed.instruments:
            return
        if indexed.provision(instrument, pinpoint) is None:
            message = f"{instrument} has no provision {pinpoint}"
            yield self.at(one, message, *spot)


class WordResolves(ContentRule):
    """Every series, topic, factsheet section, county and issuer named is defined."""

    code = "word-resolves"
    summary = "A record uses a series, topic, section, issuer or county that is not defined."
    reason = "A misspelled topic makes a record invisible where people browse."
    remedy = "Use a defined id, or define the new one."

    def check(self, indexed: Indexed) -> Iterator[Problem]:
        known = indexed.compendium
        topics = {t.id for t in known.record.topics} if known else set()
        sections = {s.id for s in known.record.factsheet_sections} if known else set()
        for one in indexed.content.of(Instrument):
            record = one.record
            if record.series not in indexed.series:
                yield self.at(one, f"series {record.series!r} is not defined", "series")
            if record.issuer not in indexed.parties:
                yield self.at(one, f"issuer {record.issuer!r} is not a party", "issuer")
            for at, topic in enumerate(record.topics):
                if topic not in topics:
                    yield self.at(one, f"topic {topic!r} is not defined", "topics", at)
            for at, line in enumerate(record.factsheet):
                if line.section not in sections:
                    message = f"factsheet section {line.section!r} is not defined"
                    yield self.at(one, message, "factsheet", at)
        placed: list[Located[Any]] = [
            *indexed.content.of(Allocation),
            *indexed.content.of(HelpLine),
        ]
        for located in placed:
            county = located.record.county
            if county is not None and county not in indexed.parties:
                yield self.at(located, f"county {county!r} is not a party", "county")


class InnerNameResolves(ContentRule):
    """Every source, duty, allocation and code that a record points at by id exists."""

    code = "inner-name-resolves"
    summary = "A record points at a source, duty, allocation or code that does not exist."
    reason = "A claim whose source cannot be found is a claim without one."
    remedy = "Correct the id, or add what it names."

    def check(self, indexed: Indexed) -> Iterator[Problem]:
        codes = {c.record.id for c in indexed.content.of(DocumentationCode)}
        for one in indexed.content.of(Instrument):
            sources = {s.id for s in one.record.sources}
            for at, relation in enumerate(one.record.relations):
                yield from self._source(one, relation.source, sources, "relations", at)
            for at, effect in enumerate(one.record.effects):
                yield from self._source(one, effect.source, sources, "effects", at)
                for kind, name, known in (
                    ("duty", effect.duty, indexed.duties),
                    ("allocation", effect.allocation, indexed.allocations),
                    ("code", effect.code, codes),
                ):
                    if name is not None and name not in known:
                        yield self.at(one, f"{kind} {name!r} does not exist", "effects", at)
        for party in indexed.content.of(Party):
            sources = {s.id for s in party.record.sources}
            for field in ("participation", "documents", "claims"):
                for at, part in enumerate(getattr(party.record, field)):
                    yield from self._source(party, part.source, sources, field, at)

    def _source(
        self, one: Located[Any], name: str, sources: set[str], field: str, at: int
    ) -> Iterator[Problem]:
        if name not in sources:
            yield self.at(one, f"source {name!r} is not among the record's sources", field, at)


Named = tuple[Located[Any], str, tuple[str | int, ...]]


def _named_instruments(indexed: Indexed) -> Iterator[Named]:
    content = indexed.content
    for one in content.of(Instrument):
        for at, effect in enumerate(one.record.effects):
            yield one, effect.target, ("effects", at)
        for at, relation in enumerate(one.record.relations):
            yield one, relation.target, ("relations", at)
    for duty in content.of(Duty):
        for at, basis in enumerate(duty.record.basis):
            yield duty, basis.instrument, ("basis", at)
        for at, guide in enumerate(duty.record.guidance):
            yield duty, guide.instrument, ("guidance", at)
    yield from _named_elsewhere(indexed)


def _named_elsewhere(indexed: Indexed) -> Iterator[Named]:
    content = indexed.content
    for allocation in content.of(Allocation):
        if allocation.record.instrument:
            yield allocation, allocation.record.instrument, ("instrument",)
    codes: list[Located[Any]] = [*content.of(ClaimingCode), *content.of(DocumentationCode)]
    for located in codes:
        yield located, located.record.instrument, ("instrument",)
    for code in content.of(DocumentationCode):
        if code.record.statute:
            yield code, code.record.statute, ("statute",)
    for term in content.of(Term):
        if term.record.instrument:
            yield term, term.record.instrument, ("instrument",)
    for event in content.of(Event):
        for at, target in enumerate(event.record.instruments):
            yield event, target, ("instruments", at)
