"""How printed lines speak of what they are: list markers, headings, contents, hyphens."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

MARKER: Final = re.compile(
    r"""\s*(?:
        (?P<bullet>[•●▪■◦○‣∙·○➢►✓☐☑▢\uf0b7\uf0a7\uf0d8*+«»°¢–—-])\s+
      | (?P<number>\(?(?:\d{1,2}(?:\.\d{1,2}){0,3}|[a-zA-Z]|[ivxIVX]{1,5})[.)])\s+
      | (?P<star>o)\s+(?=[A-Z])
    )(?=\S)""",
    re.VERBOSE,
)
"""What opens a list item: a bullet, or a number or letter with a full stop or bracket."""

_NUMBERED: Final = re.compile(
    r"\s*(?:(?:section|part|chapter|article|appendix|attachment)\s+)?"
    r"(?:\d{1,2}(?:\.\d{1,2})*\.?|[IVX]{1,5}\.|[A-Z]\.)\s+(?=[A-Z])",
    re.IGNORECASE,
)
_DOTTED: Final = re.compile(
    r"(?:[.·_]\s?){4,}\s*(?:\d{1,4}|[ivxl]{1,6})\s*$|…{2,}\s*\d{1,4}\s*$|"
    r"[.…·]{6,}\s*$|(?:[.·] ){8,}\s*$"
)
_TAILS: Final = frozenset("0123456789ivxl.·…")
"""How a line of contents can end; asked first, since most lines end otherwise."""
_GAPPED: Final = re.compile(r"\s*[^\W_].*\S\s{3,}(\d{1,3})\s*$")
_SENTENCE_END: Final = re.compile(r"[.;:,?!]['\")\]]*\s*$")
_SMALL_WORDS: Final = """
a an and as at but by de del el for from in into la las los nor of on or per the to via vs
when while with y
"""
_SMALL: Final = frozenset(_SMALL_WORDS.split())
HEADING_WORDS: Final = 14
FEWEST: Final = 3
"""How many lines make a table of contents that has no dots."""


def marker_of(line: str) -> tuple[str, str]:
    """The list marker of a line and the rest of it; no marker gives an empty first."""
    found = MARKER.match(line)
    if not found:
        return "", line
    marker = found["bullet"] or found["number"] or found["star"]
    return marker, line[found.end() :]


def is_contents_line(line: str) -> bool:
    """Whether a line is one of a table of contents: dots, then a page number."""
    return line.rstrip()[-1:] in _TAILS and bool(_DOTTED.search(line))


def contents_lines(lines: Sequence[str]) -> frozenset[int]:
    """Which of some neighbouring lines are contents: dotted, or three with rising numbers."""
    found = {at for at, line in enumerate(lines) if is_contents_line(line)}
    gapped = [(at, int(hit[1])) for at, line in enumerate(lines) if (hit := _GAPPED.match(line))]
    numbers = [number for _, number in gapped]
    if len(gapped) >= FEWEST and numbers == sorted(numbers) and numbers[0] < numbers[-1]:
        found |= {at for at, _ in gapped}
    return frozenset(found)


def heading_level(line: str) -> int:
    """The depth of a line that looks like a heading from its words alone; 0 where it does not."""
    words = line.split()
    if not words or len(words) > HEADING_WORDS or is_contents_line(line):
        return 0
    numbered = _NUMBERED.match(line)
    rest = line[numbered.end() :] if numbered else line
    if _SENTENCE_END.search(rest.rstrip()) and not rest.rstrip().endswith("?"):
        return 0
    letters = "".join(filter(str.isalpha, rest))
    if len(letters) < 3:
        return 0
    if letters.isupper():
        return 1
    if _titled(rest):
        return 1 + (numbered.group().strip().strip(".").count(".") if numbered else 1)
    return 2 if numbered and len(words) <= HEADING_WORDS // 2 else 0


def _titled(text: str) -> bool:
    """Whether every word that counts begins with a capital letter or is a number."""
    counted = [
        word.strip("()[]\"'“”‘’")
        for word in re.split(r"[\s/–—-]+", text)
        if word.strip("()[]\"'“”‘’").lower() not in _SMALL
    ]
    counted = [word for word in counted if word and (word[0].isalpha() or word[0].isdigit())]
    return bool(counted) and all(not word[0].islower() for word in counted)


_BROKEN: Final = re.compile(r"[^\W\d_]{2,}[-‐\u00ad\ufffe\x02]$")
_HYPHENS: Final = frozenset("-‐\u00ad\ufffe\x02")
_SOFT: Final = "\u00ad\ufffe\x02"
_BEFORE_CAPITAL: Final = re.compile(rf"(?<=\w)[{_SOFT}](?=[A-Z0-9])")
"""A soft mark that a capital or a figure follows stands for a real hyphen: PLUS-FOSTER, 16-15."""
_COMPOUNDS: Final = """
non self well long short high low cross multi trauma survivor youth child victim court
state county gender culturally evidence strength face follow check sign run day twenty
half decision law health harm safety two three four
"""
_KEPT: Final = frozenset(_COMPOUNDS.split())
"""What stands before a hyphen that a compound keeps even inside a line."""


def mends(before: str, after: str) -> bool:
    """Whether a hyphen at a line's end only breaks a word.

    Letters stand on both sides and the second half begins small: `16-⏎15` stays as it is.
    """
    if not after or before[-1:] not in _HYPHENS or not _BROKEN.search(before):
        return False
    if not after[0].isalpha() or not after[0].islower():
        return False
    stem = re.split(r"\W+", before[:-1])[-1].lower()
    return stem not in _KEPT


def without_break(before: str) -> str:
    """A line without the hyphen at its end."""
    return before[:-1]


def plain_hyphen(line: str) -> str:
    """A line whose soft hyphens are gone, or a plain one where the line ends in one."""
    if not any(mark in line for mark in _SOFT):
        return line
    if line[-1] in _SOFT:
        line = line[:-1] + "-"
    line = _BEFORE_CAPITAL.sub("-", line)
    return line.translate({ord(mark): None for mark in _SOFT})
