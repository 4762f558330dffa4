"""Text as the matcher reads it: small ASCII letters, every character in its place."""

from __future__ import annotations

import unicodedata
from typing import Final

_SIGNS: Final = {
    "\u2018": "'",
    "\u2019": "'",
    "\u201c": '"',
    "\u201d": '"',
    "\u2010": "-",
    "\u2011": "-",
    "\u2012": "-",
    "\u2013": "-",
    "\u2014": "-",
    "\u2026": ".",
    "\u00a7": "s",
}


class _Table(dict[int, str]):
    """Fills itself: each character becomes exactly one."""

    def __missing__(self, code: int) -> str:
        letter = chr(code)
        folded = _SIGNS.get(letter)
        if folded is None:
            folded = " " if letter.isspace() else unicodedata.normalize("NFKD", letter)[0].lower()
        if len(folded) != 1 or ord(folded) > 127:
            folded = "?"
        self[code] = folded
        return folded


_TABLE: Final = _Table()


def folded(text: str) -> str:
    """The same number of characters, lowercase and plain; line breaks become spaces."""
    return text.translate(_TABLE)
