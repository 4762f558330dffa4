"""What a content rule is, and the indexed content it looks at."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator
from functools import cached_property
from typing import Any, ClassVar

from compendium.content.load import Content, Located
from compendium.model.duties import Duty
from compendium.model.instruments import Instrument, Provision, Series
from compendium.model.money import Allocation
from compendium.model.parties import Party
from compendium.model.reference import Compendium
from compendium.vocabulary.kinds import GapKind
from compendium.vocabulary.problems import Problem, Severity


class Indexed:
    """Loaded content with the look-ups that rules share. Later duplicates lose."""

    def __init__(self, content: Content) -> None:
        self.content = content

    @cached_property
    def instruments(self) -> dict[str, Located[Instrument]]:
        """Instruments by id."""
        found: dict[str, Located[Instrument]] = {}
        for one in self.content.of(Instrument):
            found.setdefault(one.record.id, one)
        return found

    @cached_property
    def series(self) -> dict[str, Located[Series]]:
        """Series by id."""
        return {one.record.id: one for one in self.content.of(Series)}

    @cached_property
    def duties(self) -> dict[str, Located[Duty]]:
        """Duties by id."""
        return {one.record.id: one for one in self.content.of(Duty)}

    @cached_property
    def allocations(self) -> dict[str, Located[Allocation]]:
        """Allocations by id."""
        return {one.record.id: one for one in self.content.of(Allocation)}

    @cached_property
    def parties(self) -> dict[str, Located[Party]]:
        """Parties by id."""
        return {one.record.id: one for one in self.content.of(Party)}

    @cached_property
    def compendium(self) -> Located[Compendium] | None:
        """The compendium's record about itself, where there is one."""
        found = self.content.of(Compendium)
        return found[0] if found else None

    @cached_property
    def gaps_not_held_ids(self) -> frozenset[str]:
        """Ids of things that the compendium lists as known and not held."""
        if self.compendium is None:
            return frozenset()
        gaps = self.compendium.record.known_gaps
        return frozenset(i for g in gaps if g.kind is GapKind.NOT_HELD for i in g.about)

    def provision(self, instrument: str, pinpoint: str) -> Provision | None:
        """The provision of an instrument that has, or ever had, a pinpoint."""
        located = self.instruments.get(instrument)
        if located is None:
            return None
        for provision in located.record.provisions:
            if any(number.pinpoint == pinpoint for number in provision.numbering):
                return provision
        return None


class ContentRule(ABC):
    """One thing that content must satisfy.

    A rule never raises for what it finds: it yields a problem and goes on, so that
    one run shows everything. ``reason`` says why the rule is there, ``remedy`` what
    an editor does about it; both are published in the reference.
    """

    code: ClassVar[str]
    summary: ClassVar[str]
    reason: ClassVar[str]
    remedy: ClassVar[str]
    severity: ClassVar[Severity] = Severity.ERROR

    @abstractmethod
    def check(self, indexed: Indexed) -> Iterator[Problem]:
        """Every place where the content does not satisfy the rule."""

    def at(self, located: Located[Any], message: str, *spot: str | int) -> Problem:
        """A problem of this rule at a field of a record."""
        return Problem(self.code, message, located.path, located.line(*spot), self.severity)
