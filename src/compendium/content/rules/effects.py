"""Rules about effects: written once, in the later instrument, and never in a circle."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from compendium.content.rules.rule import ContentRule, Indexed
from compendium.force.graph import reach_of
from compendium.model.instruments import Effect, Instrument
from compendium.vocabulary.dates import PartialDate
from compendium.vocabulary.kinds import REACH, Asserter, BillOutcome, Reach
from compendium.vocabulary.problems import Problem, Severity

_OVER: Final = {Reach.ENDS_WHOLE, Reach.ENDS_PART}


class EffectInLater(ContentRule):
    """An effect stands in the instrument that came later."""

    code = "effect-in-later"
    summary = (
        "An instrument claims to change one that is certainly younger "
        "(a warning where the claim was imported as a record gives it)."
    )
    reason = "Effects are written once, by the instrument that acts; the other side is computed."
    remedy = "Move the effect to the later instrument, or correct a date."

    def check(self, indexed: Indexed) -> Iterator[Problem]:
        for one in indexed.content.of(Instrument):
            for at, effect in enumerate(one.record.effects):
                target = indexed.instruments.get(effect.target)
                if target is None or REACH[effect.verb] is Reach.STARTS:
                    continue
                if _certainly_before(_start(one.record), _start(target.record)):
                    message = f"{one.record.citation} is older than {target.record.citation}"
                    yield _milder(self.at(one, message, "effects", at), effect)


class ClaimOneSided(ContentRule):
    """Where both sides keep a record, both say the same.

    In content where no instrument ever says what replaced it, silence says nothing.
    """

    code = "claim-one-sided"
    summary = "One of two instruments says that it replaces, or is replaced; the other does not."
    reason = "Imported records contradict each other; the reader is told, and nothing is guessed."
    remedy = "Check both documents; where the claim is true, nothing needs to be done."
    severity = Severity.WARNING

    def check(self, indexed: Indexed) -> Iterator[Problem]:
        if not _both_sides_speak(indexed):
            return
        for one in indexed.content.of(Instrument):
            for at, effect in enumerate(one.record.effects):
                target = indexed.instruments.get(effect.target)
                if len(effect.asserted_by) != 1 or target is None:
                    continue
                if effect.asserted_by[0] is Asserter.LIST:
                    continue
                newer, older = one.record.citation, target.record.citation
                if effect.asserted_by[0] is Asserter.HOLDER:
                    message = f"{newer} says it {effect.verb} {older}; {older} does not say so"
                else:
                    message = f"{older} says {newer} {effect.verb} it; {newer} does not say so"
                yield self.at(one, message, "effects", at)


class ClaimsDisagree(ContentRule):
    """Sources that put one act differently are told apart, and the reader is told."""

    code = "claims-disagree"
    summary = "One source says that the whole was ended, another that only a part was."
    reason = "Neither is believed over the other; the status is unknown until somebody decides."
    remedy = "Read the instrument itself; keep the claim that its own text bears out."
    severity = Severity.WARNING

    def check(self, indexed: Indexed) -> Iterator[Problem]:
        for one in indexed.content.of(Instrument):
            parts = {
                effect.target: effect.source
                for effect in one.record.effects
                if reach_of(effect) is Reach.ENDS_PART
            }
            for at, effect in enumerate(one.record.effects):
                other = parts.get(effect.target)
                whole = reach_of(effect) is Reach.ENDS_WHOLE
                if whole and other is not None and other != effect.source:
                    message = f"{effect.source!r} says the whole ended, {other!r} only a part"
                    yield self.at(one, message, "effects", at)


class EffectStated(ContentRule):
    """An effect quotes the verb of its source."""

    code = "effect-stated"
    summary = "An effect does not say which word of its source it rests on, or targets itself."
    reason = "A citation is not a supersession: only a source that says so makes one."
    remedy = "Write the words in `stated`; without such words, use a relation."

    def check(self, indexed: Indexed) -> Iterator[Problem]:
        for one in indexed.content.of(Instrument):
            for at, effect in enumerate(one.record.effects):
                if not effect.stated.strip():
                    yield self.at(one, "the effect has no words of a source", "effects", at)
                if effect.target == one.record.id:
                    yield self.at(one, "an instrument cannot change itself", "effects", at)


class NoSupersessionCycle(ContentRule):
    """Supersession never comes back to where it began."""

    code = "no-supersession-cycle"
    summary = "Instruments supersede each other in a circle."
    reason = "In a circle none of them would ever be in force."
    remedy = "Find the effect that is the wrong way round."

    def check(self, indexed: Indexed) -> Iterator[Problem]:
        graph = {
            name: [e.target for e in one.record.effects if _replaces_whole(e)]
            for name, one in indexed.instruments.items()
        }
        for cycle in _cycles(graph):
            first = indexed.instruments[cycle[0]]
            chain = " → ".join([*cycle, cycle[0]])
            problem = self.at(first, f"supersession in a circle: {chain}", "effects")
            yield _milder(problem, first.record.effects[0])


class EffectNotDoubled(ContentRule):
    """One claim is written once."""

    code = "effect-not-doubled"
    summary = "The same effect stands twice, or both instruments claim to replace each other."
    reason = "Twice the same claim looks like two sources."
    remedy = "Keep one; add the second source to it."

    def check(self, indexed: Indexed) -> Iterator[Problem]:
        for one in indexed.content.of(Instrument):
            seen: set[tuple[str, str, str | None, str]] = set()
            for at, effect in enumerate(one.record.effects):
                key = (effect.verb, effect.target, effect.part, effect.source)
                if key in seen:
                    yield self.at(one, "this effect stands twice", "effects", at)
                seen.add(key)


class OutcomeAgrees(ContentRule):
    """A bill that did not become law changes nothing."""

    code = "outcome-agrees"
    summary = "A bill that was vetoed, not enacted or is pending has effects or a date of force."
    reason = "What never became law must never look like a duty."
    remedy = "Remove the effects, or correct the outcome."

    def check(self, indexed: Indexed) -> Iterator[Problem]:
        for one in indexed.content.of(Instrument):
            record = one.record
            if record.outcome in (None, BillOutcome.ENACTED):
                continue
            if record.effects or record.in_force_from or record.chapter:
                message = f"a bill with outcome {record.outcome} has no effects, chapter or force"
                yield self.at(one, message, "outcome")


class SuccessorNotOlder(ContentRule):
    """A successor may be older than its predecessor only by mistake of a source."""

    code = "successor-dates"
    summary = "An effect takes force before the instrument it ends did."
    reason = "Imported dates contradict each other; the reader is told, not spared."
    remedy = "Check the dates; where sources really disagree, note it as a doubt."
    severity = Severity.WARNING

    def check(self, indexed: Indexed) -> Iterator[Problem]:
        for one in indexed.content.of(Instrument):
            for at, effect in enumerate(one.record.effects):
                target = indexed.instruments.get(effect.target)
                if target is None or REACH[effect.verb] not in _OVER or effect.starts is None:
                    continue
                if _certainly_before(effect.starts, _start(target.record)):
                    message = f"the effect starts before {target.record.citation} did"
                    yield self.at(one, message, "effects", at)


def _milder(problem: Problem, effect: Effect) -> Problem:
    """A warning instead of an error where the claim is an imported one."""
    return problem._replace(severity=Severity.WARNING) if effect.asserted_by else problem


def _replaces_whole(effect: Effect) -> bool:
    return REACH[effect.verb] is Reach.ENDS_WHOLE and effect.part is None


def _start(instrument: Instrument) -> PartialDate | None:
    return instrument.issued or instrument.in_force_from


def _certainly_before(first: PartialDate | None, second: PartialDate | None) -> bool:
    if first is None or second is None or first.latest is None or second.earliest is None:
        return False
    return first.latest < second.earliest


def _cycles(graph: dict[str, list[str]]) -> Iterator[list[str]]:
    """Each circle of a graph once, found by walking without recursion."""
    done: set[str] = set()
    for root in sorted(graph):
        path: list[str] = []
        stack = [(root, iter(graph[root]))] if root not in done else []
        on_path = {root: 0}
        while stack:
            name, rest = stack[-1]
            if len(path) < len(stack):
                path.append(name)
            for step in rest:
                if step in on_path:
                    yield path[on_path[step] :]
                elif step in graph and step not in done:
                    on_path[step] = len(stack)
                    stack.append((step, iter(graph[step])))
                    break
            else:
                done.add(name)
                on_path.pop(name, None)
                path.pop()
                stack.pop()


def _both_sides_speak(indexed: Indexed) -> bool:
    sides = {
        side
        for one in indexed.content.of(Instrument)
        for effect in one.record.effects
        for side in effect.asserted_by
    }
    return {Asserter.HOLDER, Asserter.TARGET} <= sides
