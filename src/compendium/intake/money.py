"""Amounts of money in a letter: as printed, and what each is for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any, Final, NamedTuple, TypeVar

from compendium.intake.flow import Sentence
from compendium.intake.letter_text import LetterText, Place
from compendium.vocabulary.fiscal_years import FiscalYear
from compendium.vocabulary.kinds import Stage

AMOUNT: Final = re.compile(
    r"\(?-?\$\s?\d[\d,]*(?:\.\d+)?(?:\s+(?:million|billion|thousand)\b|(?-i:MM?|B|K)\b)?\)?",
    re.IGNORECASE,
)
_SCALE: Final = {
    "thousand": 1_000,
    "k": 1_000,
    "million": 1_000_000,
    "m": 1_000_000,
    "mm": 1_000_000,
    "billion": 1_000_000_000,
    "b": 1_000_000_000,
}
_NEGATIVE: Final = re.compile(
    r"(?:^|[:=|]|\b(?:is|was|are|were|of|to|by|be|total(?:s|ed)?))\s*$", re.I
)
"""Words before an amount in brackets that make it a negative one; else it is an aside."""
_STAGES: Final[tuple[tuple[Stage, str], ...]] = (
    (Stage.REAPPROPRIATION, r"reappropriat"),
    (Stage.ROLLOVER, r"roll(?:ed)?[- ]?over|carry[- ]?over"),
    (Stage.AUGMENTATION, r"augment"),
    (Stage.REVISED, r"revis"),
    (Stage.FINAL, r"\bfinal\b"),
    (Stage.PLANNING, r"\bplanning\b"),
    (Stage.INITIAL, r"\binitial\b"),
)
_YEAR: Final = re.compile(
    r"\b(?:FY|fiscal\s+year)s?\s*(?:\(FY\))?\s*(\d{2,4}\s?[-/–]\s?\d{2,4})", re.I
)
_ATTACHED: Final = re.compile(
    r"\)?\s*(?:is\s+|was\s+)?(?:for|in|from|of|during)\s+(?:the\s+)?|\s*[(\[]\s*", re.IGNORECASE
)


class Amount(NamedTuple):
    """One amount. ``usd`` is whole dollars, None where cents would be lost."""

    printed: str
    usd: int | None
    stage: Stage
    fiscal_year: FiscalYear | None
    sentence: str
    place: Place

    def plain(self) -> dict[str, Any]:
        """The amount as JSON values."""
        return {
            "printed": self.printed,
            "usd": self.usd,
            "stage": self.stage.value,
            "fiscal_year": str(self.fiscal_year) if self.fiscal_year else None,
            "purpose": self.sentence,
            **{name: value for name, value in self.place.plain().items() if name != "text"},
        }


def amounts_in(letter: LetterText, said: Iterable[Sentence]) -> list[Amount]:
    """Every amount, in order, with the stage and the year that its words name."""
    found = []
    for sentence in said:
        if "$" not in sentence.text:
            continue
        stages, years = _stages(sentence.text), _years(sentence.text)
        for match in AMOUNT.finditer(sentence.text):
            printed = _as_printed(match, sentence.text[: match.start()])
            stage = _nearest(stages, match, sentence.text) or Stage.NOT_STATED
            year = _nearest(years, match, sentence.text)
            place = sentence.place(letter, match.start(), match.end())
            found.append(Amount(printed, dollars(printed), stage, year, sentence.text, place))
    return found


def _as_printed(match: re.Match[str], before: str) -> str:
    """An amount without the brackets of an aside: "the first share ($25,000) was"."""
    printed = match[0].strip()
    aside = printed.startswith("(") and not _NEGATIVE.search(before)
    if aside or printed.count("(") != printed.count(")"):
        printed = printed.strip("()")
    return printed.rstrip(",")


_T = TypeVar("_T")


def _nearest(named: Sequence[tuple[int, int, _T]], amount: re.Match[str], text: str) -> _T | None:
    """What an amount's words name: what is attached behind it, else the last before it."""
    for start, _, value in named:
        if start >= amount.end() and _ATTACHED.fullmatch(text[amount.end() : start]):
            return value
    before = [value for _, end, value in named if end <= amount.start()]
    if before:
        return before[-1]
    return named[0][2] if named else None


def dollars(printed: str) -> int | None:
    """Whole dollars of an amount as printed; brackets or a minus make it negative."""
    found = re.search(
        r"(\d[\d,]*(?:\.\d+)?)\s*(thousand|million|billion|mm?|b|k)?\b", printed, re.IGNORECASE
    )
    if not found:
        return None
    value = Decimal(found[1].replace(",", "")) * _SCALE.get((found[2] or "").lower(), 1)
    if value != value.to_integral_value():
        return None
    negative = printed.startswith(("(", "-"))
    return -int(value) if negative else int(value)


def _stages(text: str) -> list[tuple[int, int, Stage]]:
    """Where a sentence names stages of money, in order; of one word, the first that it can be."""
    found: dict[int, tuple[int, int, Stage]] = {}
    for stage, word in _STAGES:
        for match in re.finditer(word, text, re.IGNORECASE):
            found.setdefault(match.start(), (match.start(), match.end(), stage))
    return [found[at] for at in sorted(found)]


def _years(text: str) -> list[tuple[int, int, FiscalYear]]:
    found = []
    for match in _YEAR.finditer(text):
        try:
            found.append((match.start(), match.end(), FiscalYear.parse(match[1])))
        except ValueError:
            continue
    return found
