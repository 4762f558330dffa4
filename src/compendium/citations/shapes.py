"""Shapes of regions: a reading is learned once and filled in with other digits after.

Regions of law texts repeat: "Section 300 of the Penal Code" and "Section 422 of the
Penal Code" are one shape, ``Section 000 of the Penal Code``, and are read alike. To learn
where each digit of an answer comes from, a region is read with stand-ins: every digit is
replaced by a different one, taken from the digits of other scripts, which the reader
takes for digits too. They are then found again in the answer, in their places.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Final

from compendium.citations.citation import Draft, Region
from compendium.citations.forms import Form

_ZEROS: Final = (
    "\u0660\u06f0\u07c0\u0966\u09e6\u0a66\u0ae6\u0b66\u0be6\u0c66\u0ce6\u0d66\u0de6\u0e50\u0ed0"
    "\u0f20\u1040\u1090\u17e0\u1810\u1946\u19d0\u1a80\u1a90\u1b50\u1bb0\u1c40\u1c50\ua620\ua8d0"
)
_STAND_INS: Final = tuple(chr(ord(zero) + n) for zero in _ZEROS for n in range(10))
_PLACES: Final = {stand_in: place for place, stand_in in enumerate(_STAND_INS)}
_MASK: Final = dict.fromkeys(map(ord, "123456789"), "0")
_DIGIT: Final = re.compile("[0-9]")
_LONGEST: Final = 400
"""Characters of a region that is worth remembering."""
_MOST: Final = 1 << 14

_Parts = tuple[tuple[str, int, int], ...]
"""A text as literals, each followed by a stretch of the region; ``(0, 0)`` is none."""


class ShapeMemory:
    """What was learned of shapes. ``read`` reads a region and says if digits' values mattered."""

    def __init__(self, read: Callable[[str], tuple[Region, bool]], forms: Iterable[Form]) -> None:
        self._read = read
        self._known: dict[str, Shape | None] = {}
        self._numbered_names = _numbered(forms)

    def region(self, text: str) -> Region:
        """The citations of a region, by its shape where it is known."""
        if len(text) > _LONGEST:
            return self._read(text)[0]
        shape = text.translate(_MASK)
        if shape in self._known:
            known = self._known[shape]
        else:
            if len(self._known) >= _MOST:
                self._known.clear()
            known = self._known[shape] = self._learned(text, shape)
        return self._read(text)[0] if known is None else known.filled(text)

    def _learned(self, text: str, shape: str) -> Shape | None:
        """The shape of a text; None where the values of its digits decide how it is read."""
        places = [match.start() for match in _DIGIT.finditer(text)]
        if len(places) > len(_STAND_INS):
            return None
        if self._numbered_names is not None and self._numbered_names.search(shape):
            return None
        region, by_value = self._read(_with_stand_ins(text, places))
        return None if by_value else Shape(region, places)


def _with_stand_ins(text: str, places: list[int]) -> str:
    letters = list(text)
    for stand_in, place in zip(_STAND_INS, places, strict=False):
        letters[place] = stand_in
    return "".join(letters)


def _numbered(forms: Iterable[Form]) -> re.Pattern[str] | None:
    """A pattern for shapes that may hold a name with digits: "F.3d", "Act of 1978"."""
    found: set[str] = set()
    for form in forms:
        for name in (*form.names, *form.exact):
            words = re.findall(r"\w+", name.translate(_MASK))
            found.update(
                rf"{before}\W*{word}"
                for before, word in zip(["", *words], words, strict=False)
                if "0" in word
            )
    return re.compile("|".join(sorted(found)), re.IGNORECASE) if found else None


class Shape:
    """What every region of one shape holds."""

    __slots__ = ("_drafts", "_region")

    def __init__(self, region: Region, places: list[int]) -> None:
        self._region = region
        self._drafts = tuple(
            (draft, _parts(draft.code, places), _parts(draft.number, places))
            for draft in region.drafts
        )

    def filled(self, text: str) -> Region:
        """The region, with the digits of a text of this shape."""
        drafts = []
        for draft, code, number in self._drafts:
            start, end, held, plain, form, leans, _ = draft
            cited = _joined(number, text) if number else plain
            work = _unpadded(_joined(code, text)) if code else held
            drafts.append(Draft(start, end, work, cited, form, leans))
        return Region(tuple(drafts), *self._region[1:])


def _parts(answer: str, places: list[int]) -> _Parts:
    """An answer read with stand-ins, as literals and stretches; empty without any digit."""
    out: list[tuple[str, int, int]] = []
    literal = ""
    for letter in answer:
        stand_in = _PLACES.get(letter)
        if stand_in is None:
            literal += letter
            continue
        place = places[stand_in]
        if not literal and out and out[-1][2] == place:
            out[-1] = (out[-1][0], out[-1][1], place + 1)
        else:
            out.append((literal, place, place + 1))
            literal = ""
    if literal and out:
        out.append((literal, 0, 0))
    return tuple(out)


def _unpadded(code: str) -> str:
    """A work without the zeros before its volume: ``08 USC`` is ``8 USC``."""
    bare = code.lstrip("0")
    return bare if bare[:1].isdigit() else code


def _joined(parts: _Parts, text: str) -> str:
    out = ""
    for literal, start, end in parts:
        out += literal + text[start:end]
    return out
