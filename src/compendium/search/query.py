"""What a query means: days, years, amounts, and concepts with all their spellings."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Final, NamedTuple

from compendium.search.amounts import amount_word, find_amounts
from compendium.search.corrections import Corrector, Spelled
from compendium.search.english import shipped_english
from compendium.search.index import SearchIndex
from compendium.search.language import Language, Phrase, longest_known
from compendium.search.periods import (
    Grain,
    Period,
    find_fiscal_years,
    find_periods,
    fiscal_word,
    year_word,
)
from compendium.search.words import Word, stem, words_of

LONGEST: Final = 2_000
"""Characters of a query that are read; nobody means what stands after them."""

MOST_CONCEPTS: Final = 24
_HOW: Final = ("ed", "ly")
"""Unknown words that end so mostly tell how something is, not what: half as telling."""

_OFTEN: Final = 12
"""A word that so many documents have is looked for as it is, without its relatives."""

_LITTLE: Final = 1.0
"""The most that a faint word weighs."""

_FAINT: Final = 0.3
_PHRASING_UNKNOWN: Final = 0.4
_PHRASING_EVERYDAY: Final = 0.5
"""Beside a word of the compendium's subject, unknown and everyday words mostly are phrasing."""

_LATEST: Final = ("latest", "newest", "recent", "recently")
_ISSUED = re.compile(r"\b(?:dated|issued|published|signed|enacted|passed|letter of)\b", re.I)
_IN_FORCE = re.compile(
    r"\b(?:(?:still |currently )?in (?:force|effect)|as of|as at|known (?:on|in|by)|effective)\b",
    re.I,
)


class Concept(NamedTuple):
    """One thing a query is about.

    ``typed`` is how it was typed, ``phrases`` every way to say it (stems), the typed
    one first, ``marks`` exact index words instead of phrases, ``meant`` the spelling
    it was read as. ``weight`` is how much it tells; ``known`` whether any document
    has it. ``needed`` concepts must match: a year of money, an amount,
    another program by name. ``subject``: it is what the compendium is about;
    ``everyday``: one of the commonest words of English. ``group`` is the group of
    phrases it is of, -1 for none; ``pointer`` the group that it may point to.
    """

    typed: str
    phrases: tuple[Phrase, ...] = ()
    marks: tuple[str, ...] = ()
    meant: str | None = None
    weight: float = 1.0
    known: bool = True
    needed: bool = False
    subject: bool = False
    everyday: bool = False
    label: str = ""
    group: int = -1
    pointer: int = -1


class Understood(NamedTuple):
    """A query as understood: concepts, kinds wished for, the day it names, what it wants latest.

    ``corrected`` is the query where words were put right, ``narrower`` words of titles
    that are of a narrower matter than it asks for.
    """

    concepts: tuple[Concept, ...]
    wishes: frozenset[str]
    named: Period | None
    latest: bool
    corrected: str | None
    cut: bool
    narrower: frozenset[str] = frozenset()

    def aside(self, title: str) -> bool:
        """Whether a title is of something narrower than the query asks for."""
        return bool(self.narrower) and not self.narrower.isdisjoint(title.lower().split())


class Reader:
    """Reads queries against one index: knows its words and how rare they are."""

    def __init__(self, index: SearchIndex, language: Language, scope: str = "") -> None:
        self._index = index
        self._language = language
        self._english = shipped_english()
        self._scope = {stem(word.folded) for word in words_of(scope)}
        self._corrector = Corrector(index, language)
        self._held_groups: dict[int, tuple[Phrase, ...]] = {}

    def read(self, query: str, cited: Sequence[str] = ()) -> Understood:
        """What a query means. Any text at all is a query.

        ``cited`` are citations already taken out of it; they are concepts too.
        """
        text = query[:LONGEST].replace("\x00", " ")
        marks, text, named = self._marked(text)
        spelled = self._spelled(text, len(query))
        read = spelled.read
        stems = [stem(word) for word in read]
        open_end = bool(spelled.words) and spelled.words[-1].end == len(query)
        found = self._concepts(spelled.words, read, stems, open_end=open_end)
        concepts = lean(self._pointed(found))
        if concepts or marks:
            marks += [self._of_citation(one) for one in cited]
        ranked = sorted([*marks, *concepts], key=lambda one: -one.weight)[:MOST_CONCEPTS]
        whole = query[:LONGEST]
        return Understood(
            concepts=tuple(one for one in (*marks, *concepts) if one in ranked),
            wishes=self._wishes(stems),
            named=named,
            latest=any(word in _LATEST for word in read),
            corrected=_rewritten(whole, spelled.corrections),
            cut=len(query) > LONGEST,
            narrower=self._language.narrower
            if self._language.narrower.isdisjoint(read)
            else frozenset(),
        )

    def alternative(self, query: str) -> str | None:
        """The query with known words for ordinary ones that no document has; None without any."""
        text = query[:LONGEST].replace("\x00", " ")
        spelled = self._spelled(self._marked(text)[1], len(query))
        otherwise = self._corrector.otherwise(spelled)
        return _rewritten(query[:LONGEST], spelled.corrections | otherwise) if otherwise else None

    def _spelled(self, text: str, end: int) -> Spelled:
        split = words_of(_IN_FORCE.sub(lambda found: " " * len(found[0]), text))
        if all(word.folded in self._language.plain for word in split):
            split = words_of(text)  # "what does in force mean" is about nothing else
        return self._corrector.spelled(split, end)

    def _marked(self, text: str) -> tuple[list[Concept], str, Period | None]:
        """The exact marks of a query, the rest of its text, and the day or month it asks about."""
        marks: list[Concept] = []
        strong = self._index.rarity(0)
        for amount in find_amounts(text):
            word = amount_word(amount.dollars, amount.digits)
            typed = text[amount.start : amount.end].strip()
            marks.append(
                Concept(
                    typed, marks=(word,), weight=strong, needed=True, label=f"${amount.dollars:,}"
                )
            )
            text = _blank(text, amount.start, amount.end)
        for fiscal in find_fiscal_years(text):
            label = f"fiscal year {fiscal.year}"
            typed = text[fiscal.start : fiscal.end].strip()
            word = fiscal_word(fiscal.year)
            marks.append(
                Concept(typed, marks=(word,), weight=strong, needed=fiscal.sure, label=label)
            )
            text = _blank(text, fiscal.start, fiscal.end)
        named = None
        for period in find_periods(text):
            if period.grain is Grain.YEAR:
                word = year_word(period.first.year)
                known = self._index.searcher.doc_freq("marks", word)
                marks.append(
                    Concept(
                        str(period.first.year),
                        marks=(word, f"fy{period.first.year}", f"fy{period.first.year - 1}"),
                        weight=self._index.rarity(known) * 0.7,
                        known=known > 0,
                    )
                )
            elif not _ISSUED.search(text):
                named = named or period
            text = _blank(text, period.start, period.end)
        return marks, text, named

    def _concepts(
        self, words: Sequence[Word], read: Sequence[str], stems: Sequence[str], *, open_end: bool
    ) -> list[Concept]:
        language = self._language
        foreign = any(word in language.foreign for word in read)
        found: list[Concept] = []
        seen: set[tuple[Phrase, ...]] = set()
        at = 0
        while at < len(words):
            length = longest_known(stems, at, language.group_of, language.longest)
            pointing = longest_known(stems, at, language.pointers, language.longest)
            length, pointing = (0, pointing) if pointing > length else (length, 0)
            taken = max(1, length, pointing)
            typed = " ".join(word.folded for word in words[at : at + taken])
            meant = " ".join(read[at : at + taken])
            if pointing:
                one = self._of_pointer(typed, meant, tuple(stems[at : at + pointing]))
            elif length:
                phrase = tuple(stems[at : at + length])
                one = self._of_group(typed, meant, phrase)
            elif self._is_plain(read[at], stems[at]) or (
                foreign and read[at] in language.plain_foreign
            ):
                one = None
            else:
                last = open_end and at == len(words) - 1
                one = self._of_word(typed, meant, stems[at], complete=last)
            if one is not None and one.phrases not in seen:
                seen.add(one.phrases)
                found.append(one)
            at += taken
        return found

    def _is_plain(self, word: str, one: str) -> bool:
        language = self._language
        return len(word) < 2 or not one or word in language.plain or one in language.plain_stems

    def _of_group(self, typed: str, meant: str, phrase: Phrase) -> Concept:
        number = self._language.group_of[phrase]
        phrases = self._held(number)
        ordered = tuple(dict.fromkeys([phrase, *phrases])) if phrase in phrases else phrases
        ordered = ordered or (phrase,)
        known = bool(phrases)
        weight = self._weight(ordered) if known else self._index.rarity(0)
        if number in self._language.faint_groups:
            weight = min(weight * _FAINT, _LITTLE)
        return Concept(
            typed,
            ordered,
            meant=meant if meant != typed else None,
            weight=weight,
            known=known,
            needed=number in self._language.others,
            subject=number in self._language.subjects,
            group=number,
        )

    def _of_pointer(self, typed: str, meant: str, phrase: Phrase) -> Concept:
        """An everyday phrase as it stands; what it points to is seen by what is beside it."""
        number = self._language.pointers[phrase]
        if len(phrase) == 1:
            return self._of_word(typed, meant, phrase[0], complete=False)._replace(pointer=number)
        known = self._index.holds(phrase)
        weight = self._weight((phrase,)) if known else self._index.rarity(0)
        return Concept(typed, (phrase,), weight=weight, known=known, pointer=number)

    def _pointed(self, concepts: Sequence[Concept]) -> list[Concept]:
        """The same concepts, pointers taken for what they point to where nothing speaks against it.

        They stand alone, or beside a child or the subject with nothing unknown.
        """
        language = self._language
        beside = [one for one in concepts if one.pointer < 0]
        near = any(one.group in language.people | language.subjects for one in beside)
        if not all(one.known or one.weight <= _LITTLE for one in beside) or (beside and not near):
            return list(concepts)
        pointed = []
        for one in concepts:
            phrases = self._held(one.pointer) if one.pointer >= 0 else ()
            if phrases:
                every = tuple(dict.fromkeys([*one.phrases, *phrases]))
                weight = self._weight(phrases)
                pointed.append(
                    one._replace(
                        phrases=every, weight=weight, known=True, subject=True, everyday=False
                    )
                )
            else:
                pointed.append(one)
        return pointed

    def _of_word(self, typed: str, meant: str, one: str, *, complete: bool) -> Concept:
        phrases: tuple[Phrase, ...] = ((one,),)
        if complete and not self._index.frequency(one) and len(meant) > 1:
            whole = dict.fromkeys(stem(word) for word in self._corrector.speller.completions(meant))
            phrases = tuple((longer,) for longer in whole if longer) or phrases
        if self._index.frequency(one) < _OFTEN:
            phrases += tuple((other,) for other in self._index.kin(one) if (other,) not in phrases)
        known = any(self._index.holds(phrase) for phrase in phrases)
        weight = self._weight(phrases) if known else self._index.rarity(0)
        if not known and meant.endswith(_HOW):
            weight *= 0.5
        if meant in self._language.faint:
            weight = min(weight * _FAINT, _LITTLE)
        return Concept(
            typed,
            phrases,
            meant=meant if meant != typed else None,
            weight=weight,
            known=known,
            everyday=one in self._english.everyday,
        )

    def _of_citation(self, canonical: str) -> Concept:
        """A citation as words: other records name it in their texts."""
        phrase = tuple(filter(None, (stem(word.folded) for word in words_of(canonical))))
        return Concept(canonical, (phrase,), weight=self._weight((phrase,)))

    def _held(self, number: int) -> tuple[Phrase, ...]:
        """The phrases of a group that some document may have, without those others contain."""
        kept = self._held_groups.get(number)
        if kept is None:
            group = self._language.groups[number]
            single = {phrase[0] for phrase in group if len(phrase) == 1}
            kept = tuple(
                phrase
                for phrase in group
                if (len(phrase) == 1 or not single & set(phrase)) and self._index.holds(phrase)
            )
            self._held_groups[number] = kept
        return kept

    def _weight(self, phrases: tuple[Phrase, ...]) -> float:
        if len(phrases) == 1 and len(phrases[0]) == 1:
            count = self._index.frequency(phrases[0][0])
        else:
            key = tuple(" ".join(phrase) for phrase in sorted(phrases))
            count = self._index.count(self._index.anywhere(phrases), key)
        weight = self._index.rarity(count)
        inside = all(word in self._scope for phrase in phrases[:1] for word in phrase)
        return weight * 0.5 if inside else weight

    def _wishes(self, stems: Sequence[str]) -> frozenset[str]:
        language = self._language
        wished: set[str] = set()
        for at in range(len(stems)):
            for length in range(1, language.longest + 1):
                wished.update(language.wishes.get(tuple(stems[at : at + length]), ()))
        return frozenset(wished)


def lean(concepts: Sequence[Concept]) -> list[Concept]:
    """The same concepts, what is phrasing weighing less where the subject itself is named."""
    if not any(one.subject and one.known for one in concepts):
        return list(concepts)
    leant = []
    for one in concepts:
        share = 1.0
        if not one.subject and not one.needed:
            share = _PHRASING_UNKNOWN if not one.known else share
            share = _PHRASING_EVERYDAY if one.known and one.everyday else share
        leant.append(one._replace(weight=one.weight * share))
    return leant


def as_of(named: Period | None, on: date) -> date:
    """The day a query asks about: the one it names, never a later one than was asked."""
    if named is None or named.first <= on <= named.last:
        return on
    return min(named.last, on)


def _rewritten(query: str, corrections: dict[tuple[int, int], str]) -> str | None:
    """The query with its words put right, or None where nothing was."""
    for (start, end), better in sorted(corrections.items(), reverse=True):
        query = query[:start] + better + query[end:]
    return query if corrections else None


def _blank(text: str, start: int, end: int) -> str:
    return text[:start] + " " * (end - start) + text[end:]
