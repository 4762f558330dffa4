"""Amounts of money in a letter: as printed, and what each is for."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal
from typing import Any, Final, NamedTuple

from compendium.intake.flow import Sentence
from compendium.intake.letter_text import LetterText, Place
from compendium.vocabulary.fiscal_years import FiscalYear
from compendium.vocabulary.kinds import Stage

AMOUNT: Final = re.compile(
    r"\(?-?\$\s?\d[\d,]*(?:\.\d+)?(?:\s+(?:million|billion|thousand)\b)?\)?", re.IGNORECASE
)
_SCALE: Final = {"thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000}
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
    """Every amount, in order, with the stage and the year that its sentence names."""
    found = []
    for sentence in said:
        if "$" not in sentence.text:
            continue
        stage, year = stage_of(sentence.text), _year_of(sentence.text)
        for match in AMOUNT.finditer(sentence.text):
            printed = match[0].strip()
            if printed.count("(") != printed.count(")"):
                printed = printed.strip("()")
            printed = printed.rstrip(",")
            place = sentence.place(letter, match.start(), match.end())
            found.append(Amount(printed, dollars(printed), stage, year, sentence.text, place))
    return found


def dollars(printed: str) -> int | None:
    """Whole dollars of an amount as printed; brackets or a minus make it negative."""
    found = re.search(r"(\d[\d,]*(?:\.\d+)?)\s*(thousand|million|billion)?", printed, re.I)
    if not found:
        return None
    value = Decimal(found[1].replace(",", "")) * _SCALE.get((found[2] or "").lower(), 1)
    if value != value.to_integral_value():
        return None
    negative = printed.startswith(("(", "-"))
    return -int(value) if negative else int(value)


def stage_of(sentence: str) -> Stage:
    """The stage of money that a sentence names."""
    lower = sentence.lower()
    return next((stage for stage, word in _STAGES if re.search(word, lower)), Stage.NOT_STATED)


def _year_of(sentence: str) -> FiscalYear | None:
    found = _YEAR.search(sentence)
    if not found:
        return None
    try:
        return FiscalYear.parse(found[1])
    except ValueError:
        return None
