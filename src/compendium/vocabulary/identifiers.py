"""Identifiers: from a canonical citation to an id, a file and an address, and back.

>>> identifier_of("CFL 16/17-13")
'cfl-16-17-13'
>>> identifier_of("SB 855 (2014)"), identifier_of("42 USC 671"), identifier_of("WIC 16501.35")
('sb-855-2014', 'usc-42-671', 'wic-16501.35')
>>> address_of("usc-42-671"), address_of("acin-i-83-16")
('/usc/42/671', '/acin/i-83-16')
"""

from __future__ import annotations

import re
from typing import Final

TITLE_NUMBERED: Final = frozenset({"usc", "cfr"})
"""Series whose citations put a title number before the series: 42 USC 671."""

_FORM = re.compile(r"[a-z0-9]+(?:[.-][a-z0-9]+)*")
_TITLE_FIRST = re.compile(r"(\d+) (USC|CFR) (.+)")
_GAPS = re.compile(r"[^a-z0-9.]+")


def is_identifier(text: str) -> bool:
    """Whether a text has the form of an id: lower-case letters, digits, hyphens and dots."""
    return _FORM.fullmatch(text) is not None


def identifier_of(citation: str) -> str:
    """The id of the thing that a canonical citation names."""
    found = _TITLE_FIRST.fullmatch(citation)
    if found:
        title, series, rest = found.groups()
        citation = f"{series} {title} {rest}"
    return _GAPS.sub("-", citation.lower()).strip("-.")


def series_of(identifier: str) -> str:
    """The series an id belongs to: what stands before its first hyphen."""
    return identifier.partition("-")[0]


def address_of(identifier: str) -> str:
    """The path of an instrument's page."""
    series, _, rest = identifier.partition("-")
    if series in TITLE_NUMBERED:
        rest = rest.replace("-", "/", 1)
    return f"/{series}/{rest}"
