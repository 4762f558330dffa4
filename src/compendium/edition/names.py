"""Spellings folded for look-up: case, dashes, spaces and quotes make no difference."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

_APOSTROPHES: Final = str.maketrans("", "", "'’‘`\"“”")
_BREAKS: Final = re.compile(r"[^a-z0-9.()]+")
BARE_BILL: Final = re.compile(r"^((?:SB|AB|SBX|ABX)\d? ?\d+) \(\d{4}\)$")


def fold(name: str) -> str:
    """One key for all spellings that differ only in case, dashes, spaces or quotes.

    >>> fold("CFL 16/17_13") == fold("cfl 16/17-13"), fold("ACIN-I-79-17")
    (True, 'acin-i-79-17')
    """
    plain = unicodedata.normalize("NFKC", name).casefold().translate(_APOSTROPHES)
    return _BREAKS.sub("-", plain).strip("-.")
