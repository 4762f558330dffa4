"""A document as the judge sees it: its statements, and what each stands in."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from functools import cached_property
from typing import Final

from compendium.checks.concepts import Marks, Span
from compendium.checks.grammar import is_void
from compendium.checks.statements import Statement
from compendium.checks.times import TimeLimit, limits_in

WINDOW: Final = 1_500
"""How many characters before a statement its section still lends it a subject."""

SHORT: Final = 2_500
"""A text of so few characters is about all that it names."""

OFTEN: Final = 3
THEME: Final = 2_400
"""A subject named so often, once in so many characters, is the theme of a long document."""


class View:
    """A document as the judge sees it: its statements, and where concepts stand."""

    def __init__(self, marks: Marks, statements: Sequence[Statement], title: Span) -> None:
        self.marks = marks
        self.title = title
        self.void = [is_void(marks, one) for one in statements]
        self.statements = [one for one, void in zip(statements, self.void, strict=True) if not void]
        self._limits: dict[Span, list[TimeLimit]] = {}
        self._themes: dict[str, bool] = {}

    @cached_property
    def _starts(self) -> list[int]:
        return [one.span.start for one in self.statements]

    def with_any(self, concepts: Sequence[str]) -> list[Statement]:
        """The statements whose own words hold one of some concepts."""
        places: set[int] = set()
        whole = Span(0, len(self.marks.text))
        for name in concepts:
            for hit in self.marks.within(name, whole):
                at = bisect_right(self._starts, hit.start) - 1
                if at >= 0 and hit.end <= self.statements[at].span.end:
                    places.add(at)
        return [self.statements[at] for at in sorted(places)]

    def limits(self, span: Span) -> list[TimeLimit]:
        """The time limits in a span."""
        if span not in self._limits:
            self._limits[span] = limits_in(self.marks.text, span)
        return self._limits[span]

    @property
    def is_short(self) -> bool:
        """Whether a text is about all that it names."""
        return len(self.marks.text) < SHORT

    def is_theme(self, concept: str) -> bool:
        """Whether a document as a whole is about something: its title says so, or every page."""
        if concept not in self._themes:
            count = self.marks.count(concept)
            length = len(self.marks.text)
            self._themes[concept] = (
                self.marks.has(concept, self.title)
                or (self.is_short and count > 0)
                or (count >= OFTEN and count * THEME >= length)
            )
        return self._themes[concept]

    def surrounds(self, statement: Statement, concept: str) -> bool:
        """Whether headings or the words shortly before a statement make it about something."""
        if any(
            self.marks.has(concept, span) for span in statement.headings[1:] or statement.headings
        ):
            return True
        start = max(statement.section.start, statement.span.start - WINDOW)
        return self.marks.has(concept, Span(start, statement.span.start))
