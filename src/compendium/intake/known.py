"""What is held already: duplicates and near-duplicates of a draft."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Final, NamedTuple

from compendium.model.instruments import Instrument
from compendium.vocabulary.identifiers import identifier_of

_WORD: Final = re.compile(r"[a-z0-9]+")
_NEAR: Final = 0.8
_FEW: Final = 3


class Known(NamedTuple):
    """An instrument as far as duplicates are concerned."""

    id: str
    citation: str
    title: str
    issued: date | None
    has_text: bool


class Duplicate(NamedTuple):
    """A held instrument that a draft repeats or nearly repeats."""

    citation: str
    kind: str
    why: str

    def plain(self) -> dict[str, str]:
        """The duplicate as JSON values."""
        return self._asdict()


class KnownInstruments:
    """Asks quickly whether a letter is held, by number or by its words."""

    def __init__(self, instruments: Iterable[Instrument] = ()) -> None:
        self._by_id: dict[str, Known] = {}
        self._with_word: defaultdict[str, set[str]] = defaultdict(set)
        for one in instruments:
            issued = one.issued.earliest if one.issued and one.issued.is_exact else None
            self.add(Known(one.id, one.citation, one.title, issued, one.verification == "primary"))

    def add(self, known: Known) -> None:
        """Hold one more."""
        self._by_id[known.id] = known
        for word in words_of(known.title):
            self._with_word[word].add(known.id)

    def held(self, citation: str) -> Known | None:
        """The instrument of a citation, if held."""
        return self._by_id.get(identifier_of(citation))

    def duplicates(
        self, citation: str | None, title: str | None, issued: date | None
    ) -> list[Duplicate]:
        """What a draft repeats: the same number first, then titles that are nearly the same."""
        found = []
        held = self.held(citation) if citation else None
        if held is not None:
            how = "held, its text read" if held.has_text else "held, its text not read so far"
            found.append(Duplicate(held.citation, "held", how))
        words = frozenset(words_of(title or ""))
        if len(words) <= _FEW:
            return found
        shared = Counter(one for word in words for one in self._with_word.get(word, ()))
        for identifier, count in shared.most_common(20):
            other = self._by_id[identifier]
            alike = count / len(words.union(words_of(other.title)))
            if alike < _NEAR or (held is not None and identifier == held.id):
                continue
            same_day = issued is not None and issued == other.issued
            why = f"{alike:.0%} of the title's words" + (", same day" if same_day else "")
            found.append(Duplicate(other.citation, "near", why))
        return found


def words_of(text: str) -> list[str]:
    """The words of a title, without case and marks."""
    return _WORD.findall(text.lower())


def same_title(one: str, other: str) -> bool:
    """Whether two titles are the same but for case, marks and spaces, or one is cut short."""
    first, second = words_of(one), words_of(other)
    shorter, longer = sorted((first, second), key=len)
    return first == second or (len(shorter) > _FEW and longer[: len(shorter)] == shorter)
