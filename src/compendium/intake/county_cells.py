"""The cells of a county table: names of counties and amounts, each right or doubtful."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from difflib import get_close_matches
from typing import Final, NamedTuple

NUMBER: Final = re.compile(
    r"(?P<open>[(<])?\s*(?P<minus>[-–−])?\s*(?P<dollar>\$)?\s*(?P<open2>[(<])?\s*(?P<minus2>[-–−])?\s*"
    r"(?P<digits>\d{1,3}(?:,\d{3})+|\d+)(?P<cents>\.\d{1,4})?(?P<minus3>[-–−])?\s*(?P<close>[)>])?\s*"
    r"(?P<percent>%)?"
)
_MARK: Final = re.compile(
    r"\s*(?:[*†‡§#]+|[¹²³⁴⁵⁶⁷⁸⁹⁰]+|\(?\d/\)?|\[[\da-z]\]|\([a-z]\)|(?<=\d)[a-z])\s*$"
)
_GLUED: Final = re.compile(
    r"([-–−$(\s]*\d{1,3}(?:,\d{3})+)((?:\d{1,2}|[a-z])(?:/|\))?|\^\d|\(\d\)|\d/)"
    r"|([-–−$(\s]*\d{1,3})(\d/|\^\d|\(\d\)|[a-z])"
)
"""A number that its groups of three, or a footnote's stroke, end before its last sign."""
_MARK_BEFORE: Final = re.compile(r"^\s*[*†‡]+\s*")
_NOTHING: Final = re.compile(r"\(?\$?\s*[-–—−]+\s*\)?")
_ABSENT: Final = re.compile(r"(?i:n\.?/?a\.?|none|not applicable|did not opt[- ]in|tbd)\.?")
_ALMOST: Final = re.compile(r"[\d$,.OolI|SB()\s\-–−%]+")
_NAME_NOISE: Final = re.compile(
    r"^\s*(?:\d{1,2}[.)]?\s+|[*†‡•]+\s*)|\s*(?:county\s*(?:of)?|[*†‡¹²³⁴⁵]+|\(?\d/\)?)\s*$", re.I
)
_TOTAL: Final = re.compile(
    r"\b(?:sub-?\s?)?totals?\b|^\s*(?:statewide|grand\s+total|all\s+counties)\s*:?\s*$",
    re.IGNORECASE,
)
_SUBTOTAL: Final = re.compile(r"\bsub-?\s?totals?\b|\bpage\s+total\b|\bcarried\b", re.IGNORECASE)
_AMOUNT_INSIDE: Final = re.compile(r"\$|\d\D?\d")
_LETTERS: Final = re.compile(r"[^a-z]+")
THOUSAND: Final = 1000
_ALIKE: Final = 0.84
"""How alike (of 1) a misread name and its county's are."""
_MUCH_LONGER: Final = 1.4
"""Words so many times longer than the longest name cannot be that alike."""
UNSURE: Final = "?"
"""Marks a cell whose place in its row could not be told."""


class CountyCell(NamedTuple):
    """One cell. ``value`` is None where it is empty, absent, or cannot be trusted.

    ``doubt`` says why a cell may be wrong; a cell without doubt is as printed.
    """

    printed: str
    value: Decimal | None
    doubt: str | None = None
    mark: str | None = None
    perhaps: Decimal | None = None
    """The value if a sign that touches the number is a footnote's; only a total can tell."""

    def doubted(self, why: str) -> CountyCell:
        """The same cell with one more reason to doubt it."""
        if self.doubt == why:
            return self
        return self._replace(doubt=f"{self.doubt}; {why}" if self.doubt else why)


def cell_of(text: str) -> CountyCell:
    """The amount that a cell prints; a dash alone is zero, an empty cell is nothing."""
    printed = " ".join(text.split())
    if not printed or _ABSENT.fullmatch(printed):
        return CountyCell(printed, None)
    if _NOTHING.fullmatch(printed):
        return CountyCell(printed, Decimal(0))
    if printed.endswith(UNSURE):
        cell = cell_of(printed.removesuffix(UNSURE))
        return cell.doubted("the column of this cell cannot be told")._replace(printed=printed)
    bare, mark = _without_mark(printed)
    found = NUMBER.fullmatch(bare)
    if found and bool(found["open"] or found["open2"]) == bool(found["close"]):
        return CountyCell(printed, _value(found), None, mark)
    if found:
        return CountyCell(printed, None, "a bracket is missing", mark)
    joined = bare.replace(" ", "")
    again = NUMBER.fullmatch(joined)
    if again and "," in joined:
        return CountyCell(printed, _value(again), "spaces stand inside the number", mark)
    glued = _glued(bare)
    if glued is not None:
        return CountyCell(printed, None, f"{glued[1]!r} touches the number", glued[1], glued[0])
    if _ALMOST.fullmatch(bare) and re.search(r"\d", bare):
        return CountyCell(printed, None, "this is not a whole number", mark)
    return CountyCell(
        printed, None, "this is not an amount" if re.search(r"\d", bare) else None, mark
    )


def _glued(bare: str) -> tuple[Decimal, str] | None:
    """What a number may be whose last signs may be a footnote's, and those signs."""
    found = _GLUED.fullmatch(bare)
    if found is None:
        return None
    number = NUMBER.fullmatch(found[1] or found[3])
    return (_value(number), found[2] or found[4]) if number else None


def _without_mark(printed: str) -> tuple[str, str | None]:
    """A cell without its footnote mark. Digits that touch the number are never taken for one."""
    text = _MARK_BEFORE.sub("", printed)
    lead = printed[: len(printed) - len(text)].strip()
    found = _MARK.search(text)
    if found and NUMBER.fullmatch(text[: found.start()].strip()):
        return text[: found.start()].strip(), (lead + found[0].strip()) or None
    return text, lead or None


def _value(found: re.Match[str]) -> Decimal:
    value = Decimal(found["digits"].replace(",", "") + (found["cents"] or ""))
    signs = ("open", "open2", "minus", "minus2", "minus3")
    negative = any(found[sign] for sign in signs)
    return -value if negative else value


def ungrouped(cell: CountyCell) -> bool:
    """Whether a number of a thousand or more is printed without commas."""
    return cell.value is not None and abs(cell.value) >= THOUSAND and "," not in cell.printed


class CountyNames:
    """Recognises counties by their printed names. Made from names to ids."""

    def __init__(self, counties: Mapping[str, str]) -> None:
        self._ids = {fold(name): identifier for name, identifier in counties.items()}
        self._openings = frozenset(fold(name.split()[0]) for name in counties if name.split())
        self._letters = max(map(len, self._ids), default=0)
        self._longest = max((len(name.split()) for name in counties), default=1)

    def __len__(self) -> int:
        return len(self._ids)

    @property
    def longest(self) -> int:
        """How many words the longest name has."""
        return self._longest

    def exactly(self, text: str) -> str | None:
        """The id of a county whose name this is, or None."""
        return self._ids.get(fold(text))

    def opens(self, word: str) -> bool:
        """Whether this is the first word of some county's name: "San"."""
        return _LETTERS.sub("", word.lower()) in self._openings

    def ends(self, text: str) -> bool:
        """Whether this is the last word of some county's name: "Obispo"."""
        folded = fold(text)
        return bool(folded) and any(name.endswith(folded) for name in self._ids)

    def nearly(self, text: str) -> str | None:
        """The id of the one county whose name this could be a misreading of, or None."""
        folded = fold(text)
        if not 4 < len(folded) < _MUCH_LONGER * self._letters:
            return None
        close = get_close_matches(folded, self._ids, 2, _ALIKE)
        return self._ids[close[0]] if len(close) == 1 else None


def fold(name: str) -> str:
    """A name by its letters alone: no case, no "County", no numbers or marks around it."""
    bare = name
    for _ in range(3):
        bare, count = _NAME_NOISE.subn("", bare)
        if not count:
            break
    if _AMOUNT_INSIDE.search(bare):
        return ""
    return _LETTERS.sub("", bare.lower())


def is_total(name: str) -> bool:
    """Whether a row's name says that it holds totals."""
    return bool(_TOTAL.search(name))


def is_subtotal(name: str) -> bool:
    """Whether a row's name says that it holds the totals of a part."""
    return bool(_SUBTOTAL.search(name))
