"""Citations out of lines set in capitals, where the case of a subdivision's letter is lost."""

from __future__ import annotations

import re
from typing import Final

from compendium.citations import split_pinpoint

_PIN: Final = re.compile(r"\(([A-Za-z]{1,5})\)|\(\d+\)")
_LOWER: Final = (1, 4)
_LOWER_OF_REGULATIONS: Final = (1, 3)
"""Levels whose letters are small: (a)(1)(A)(i) in codes, (a)(1)(i)(A) in federal regulations."""


def from_capitals(canonical: str) -> str:
    """A citation as its work prints it, where a line in capitals gave "(A)(3)(E)".

    >>> from_capitals("SSA 474(A)(3)(E)")
    'SSA 474(a)(3)(E)'
    """
    head, pins = split_pinpoint(canonical)
    small = _LOWER_OF_REGULATIONS if " CFR " in f" {head} " else _LOWER
    level = 0

    def lowered(found: re.Match[str]) -> str:
        nonlocal level
        level += 1
        return found[0].lower() if level in small else found[0]

    return head + _PIN.sub(lowered, pins)
