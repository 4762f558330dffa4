"""From a citation to what it means: which thing, which provision, as of a date.

The room knows no catalogue. A resolver is passed in; two questions are all it has
to answer.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal, Protocol

from compendium.citations.citation import Citation
from compendium.citations.pinpoints import split_pinpoint


@dataclass(frozen=True, slots=True)
class Holding:
    """A thing that the resolver holds: its id and the citation it goes by."""

    id: str
    citation: str


@dataclass(frozen=True, slots=True)
class Numbered:
    """The pinpoint of a provision from a day until a day (half-open; None is unbounded)."""

    pinpoint: str
    starts: date | None = None
    until: date | None = None

    def holds_on(self, day: date | None) -> bool:
        """Whether the number stood on a day; None asks for the present one."""
        if day is None:
            return self.until is None
        after_start = self.starts is None or self.starts <= day
        return after_start and (self.until is None or day < self.until)


class Resolver(Protocol):
    """What ``resolve`` asks of a catalogue."""

    def held(self, citation: str) -> Sequence[Holding]:
        """Everything that a citation without pinpoint names; a bare bill may name several."""

    def numberings(self, identifier: str) -> Sequence[Sequence[Numbered]]:
        """For each provision of a thing that was ever renumbered, its numbers over time."""


@dataclass(frozen=True, slots=True)
class Resolution:
    """What a citation means.

    ``targets`` has one holding when *resolved*, several when *ambiguous*, none when
    *unresolved*. ``pinpoint`` is the provision as the citing text numbers it,
    ``now`` what it is called since; ``parent`` is what an errata corrects.
    """

    kind: Literal["resolved", "ambiguous", "unresolved"]
    citation: str
    targets: tuple[Holding, ...] = ()
    pinpoint: str = ""
    now: str | None = None
    parent: str | None = None
    note: str | None = None


def resolve(citation: Citation | str, resolver: Resolver, *, on: date | None = None) -> Resolution:
    """What a citation means to a text dated ``on`` (None: to a text of today).

    Answers are honest: *unresolved* when nothing is held, *ambiguous* when several
    things are. An errata that is not held itself resolves to nothing, with its
    parent named. A provision that was renumbered is found by its number of then.
    """
    canonical = citation if isinstance(citation, str) else citation.canonical
    year = None if isinstance(citation, str) else citation.year
    head, pinpoint = split_pinpoint(canonical)
    parent = head[:-1] if _is_errata(head) else None
    targets = tuple(resolver.held(head))
    if year is not None and len(targets) > 1:
        targets = tuple(t for t in targets if t.citation == f"{head} ({year})") or targets
    if not targets:
        why = f"an errata to {parent}" if parent else "nothing is held under this citation"
        return Resolution("unresolved", canonical, (), pinpoint, None, parent, why)
    if len(targets) > 1:
        names = ", ".join(target.citation for target in targets)
        return Resolution(
            "ambiguous", canonical, targets, pinpoint, None, parent, f"it may be any of {names}"
        )
    now, note = _renumbered(resolver.numberings(targets[0].id), head, pinpoint, on)
    return Resolution("resolved", canonical, targets, pinpoint, now, parent, note)


def _is_errata(head: str) -> bool:
    return len(head) > 1 and head[-1] == "E" and head[-2].isdigit() and "-" in head


def _renumbered(
    provisions: Sequence[Sequence[Numbered]], head: str, pinpoint: str, on: date | None
) -> tuple[str | None, str | None]:
    """What a pinpoint of then is called now, and a sentence about it."""
    if not pinpoint:
        return None, None
    for numbers in provisions:
        then = _under(numbers, pinpoint, on)
        if then is None:
            continue
        later = next((n for n in numbers if n.until is None and n is not then), None)
        if later is None:
            return _arrived(numbers, then, head)
        now = head + later.pinpoint + pinpoint[len(then.pinpoint) :]
        since = f" since {later.starts.isoformat()}" if later.starts else ""
        return now, f"{head}{pinpoint} of that time is called {now}{since}"
    return _not_then(provisions, head, pinpoint, on)


def _arrived(numbers: Sequence[Numbered], then: Numbered, head: str) -> tuple[None, str | None]:
    """A provision under its present number, which had another one before."""
    before = [n for n in numbers if n is not then]
    if not before or then.starts is None:
        return None, None
    return None, f"called {head}{before[-1].pinpoint} before {then.starts.isoformat()}"


def _not_then(
    provisions: Sequence[Sequence[Numbered]], head: str, pinpoint: str, on: date | None
) -> tuple[None, str | None]:
    """Say so when the number belonged to a provision at another time only."""
    for numbers in provisions:
        for number in numbers:
            if _covers(number.pinpoint, pinpoint):
                day = on.isoformat() if on else "today"
                return None, (
                    f"{head}{number.pinpoint} named a provision at another time; "
                    f"on {day} the number is not known to name it"
                )
    return None, None


def _under(numbers: Sequence[Numbered], pinpoint: str, on: date | None) -> Numbered | None:
    return next((n for n in numbers if n.holds_on(on) and _covers(n.pinpoint, pinpoint)), None)


def _covers(outer: str, pinpoint: str) -> bool:
    """Whether a pinpoint lies at or under another: ``(b)(2)`` covers ``(b)(2)(A)``."""
    return pinpoint == outer or pinpoint.startswith(outer + "(")
