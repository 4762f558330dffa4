"""Quick looks at a sentence: most hold nothing of what is asked, and are told so in linear time."""

from __future__ import annotations

from typing import Final

import re2

_FOLDED: Final = re2.Options()
_FOLDED.case_sensitive = False


class Gate:
    """Whether a text can hold what a slower pattern looks for; says yes where in doubt.

    The pattern is one that google-re2 and the standard library read alike, without regard to
    case, and at least as wide as the slower one.
    """

    __slots__ = ("_search",)

    def __init__(self, pattern: str) -> None:
        self._search = re2.compile(pattern, _FOLDED).search

    def lets(self, text: str) -> bool:
        """Whether the slower pattern should be asked."""
        try:
            return self._search(text) is not None
        except UnicodeEncodeError:
            return True
