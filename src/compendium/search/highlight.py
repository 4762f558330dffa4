"""Where a text says what a query is about."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from compendium.search.answer import Span
from compendium.search.language import Phrase
from compendium.search.query import Concept
from compendium.search.words import stem, words_of


class Marker:
    """Finds the phrases of a query's concepts in texts, whole: of "on the run" no "the"."""

    def __init__(self, concepts: Sequence[Concept]) -> None:
        self._weights: dict[Phrase, float] = {}
        self._starting: dict[str, list[Phrase]] = defaultdict(list)
        for concept in concepts:
            for phrase in concept.phrases:
                if phrase and phrase not in self._weights:
                    self._weights[phrase] = concept.weight
                    self._starting[phrase[0]].append(phrase)
        for phrases in self._starting.values():
            phrases.sort(key=len, reverse=True)

    def spans(self, text: str) -> tuple[Span, ...]:
        """Where phrases stand in a text, the longest at each place, in order."""
        return tuple(span for span, _ in self._found(text))

    def weight(self, text: str) -> float:
        """How much of the query a text says, each phrase once."""
        return sum(self._weights[phrase] for phrase in {phrase for _, phrase in self._found(text)})

    def _found(self, text: str) -> list[tuple[Span, Phrase]]:
        words = words_of(text)
        stems = [stem(word.folded) for word in words]
        found: list[tuple[Span, Phrase]] = []
        at = 0
        while at < len(stems):
            phrase = self._at(stems, at)
            if phrase:
                last = words[at + len(phrase) - 1]
                found.append((Span(start=words[at].start, end=last.end), phrase))
            at += len(phrase) or 1
        return found

    def _at(self, stems: Sequence[str], at: int) -> Phrase:
        for phrase in self._starting.get(stems[at], ()):
            if tuple(stems[at : at + len(phrase)]) == phrase:
                return phrase
        return ()
