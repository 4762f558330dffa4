"""Words as a recognition program finds them on a picture, and the rows that they make."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Final, NamedTuple

SURE: Final = 25.0
"""Words that the program trusts less (of 100) are specks."""

SURE_OF_NUMBERS: Final = 5.0
"""The same for words that hold a digit: the program knows no dictionary of letter numbers."""

_NUMBERS: Final = re.compile(r"\d\W\d|\d\d.*\d|\(\w{1,3}/\w{1,3}\)")
"""What no speck looks like: the numbers of letters, sums, dates, a short word in brackets."""


class Word(NamedTuple):
    """One word: its place in pixels, and the row it stands in (block, paragraph, line)."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    row: tuple[int, int, int]


def words_of(table: str) -> list[Word]:
    """The words of tesseract's table, specks left out."""
    found = []
    for row in csv.DictReader(io.StringIO(table), delimiter="\t", quoting=csv.QUOTE_NONE):
        text = (row.get("text") or "").strip()
        if row["level"] != "5" or not text or float(row["conf"]) < _least(text):
            continue
        left, top = float(row["left"]), float(row["top"])
        right, bottom = left + float(row["width"]), top + float(row["height"])
        at = (int(row["block_num"]), int(row["par_num"]), int(row["line_num"]))
        found.append(Word(text, left, top, right, bottom, at))
    return found


def _least(word: str) -> float:
    if _NUMBERS.search(word):
        return 0.0
    return SURE_OF_NUMBERS if any(sign.isdigit() for sign in word) else SURE


def rows_of(words: Iterable[Word]) -> list[list[Word]]:
    """Words by row; a row that other words interrupt is two."""
    return [list(row) for _, row in groupby(words, key=_row)]


def _row(word: Word) -> tuple[int, int, int]:
    return word.row


def height_of(words: Sequence[Word]) -> float:
    """The height of a usual word, at least a pixel."""
    tall = sorted(word.bottom - word.top for word in words)
    return max(1.0, tall[len(tall) // 2]) if tall else 1.0
