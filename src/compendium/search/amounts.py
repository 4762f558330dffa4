"""Amounts of money in a text: $750,000, $2.5 million, 18.7m."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation
from typing import Final, NamedTuple

_AMOUNT: Final = re.compile(
    r"(?P<mark>\$\s?|\busd\s?)?(?P<number>\d{1,3}(?:,\d{3})+(?:\.\d{1,2})?|\d{1,9}(?:\.\d{1,4})?)"
    r"(?:\s?(?P<scale>millions?|mill?|mio|m|billions?|bn|thousand|k)\b)?"
    r"(?P<unit>\s?(?:dollars|usd)\b)?",
    re.IGNORECASE | re.ASCII,
)
_SCALES: Final = {"m": 1_000_000, "b": 1_000_000_000, "t": 1_000, "k": 1_000}
_MOST_DIGITS: Final = 6
_LARGE_LEAD: Final = 3
"""Digits before a comma that make a number large: 750,000."""


class Amount(NamedTuple):
    """An amount in whole dollars, how many digits of it are meant, and where it stands."""

    start: int
    end: int
    dollars: int
    digits: int


def find_amounts(text: str) -> list[Amount]:
    """The amounts of money in a text.

    A bare number is none: it needs $, a scale or a unit, or commas and six digits.
    """
    found = []
    for match in _AMOUNT.finditer(text):
        if not (match["mark"] or match["unit"] or _is_scaled(match) or _is_large(match)):
            continue
        amount = _read(match)
        if amount is not None:
            found.append(amount)
    return found


def amount_words(dollars: int) -> list[str]:
    """The index words of an amount: one for each number of digits it may be quoted with."""
    most = max(2, min(_MOST_DIGITS, len(str(dollars).rstrip("0"))))
    return [amount_word(dollars, digits) for digits in range(2, most + 1)] if dollars > 0 else []


def amount_word(dollars: int, digits: int) -> str:
    """The index word of an amount as quoted with so many digits."""
    step = 10 ** max(0, len(str(dollars)) - digits)
    return f"usd{(dollars + step // 2) // step * step}"


def _is_scaled(match: re.Match[str]) -> bool:
    """Whether a scale word makes it money: "24 m" may be metres, "2.5 million" may not."""
    scale = (match["scale"] or "").lower()
    return bool(scale) and (len(scale) > 1 or "." in match["number"])


def _is_large(match: re.Match[str]) -> bool:
    """Whether a number alone must be money: 3,250,000 is, 1,389 letters are not."""
    lead, *thousands = match["number"].split(",")
    return len(thousands) > 1 or (len(thousands) == 1 and len(lead) == _LARGE_LEAD)


def _read(match: re.Match[str]) -> Amount | None:
    plain = match["number"].replace(",", "")
    scale = _SCALES.get((match["scale"] or " ")[0].lower(), 1)
    try:
        dollars = int(Decimal(plain) * scale)
    except (InvalidOperation, OverflowError):  # pragma: no cover  the pattern admits numbers only
        return None
    if dollars <= 0:
        return None
    digits = len(plain.replace(".", "").strip("0")) or 1
    return Amount(match.start(), match.end(), dollars, max(2, min(_MOST_DIGITS, digits)))
