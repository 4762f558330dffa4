"""Numbers of series: how a template such as ``{year}-{serial}`` is read and printed.

>>> template = NumberTemplate("{notice}{serial}-{year}{errata}")
>>> template.read("1-59-18")
'I-59-18'
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from compendium.citations.spelling import DASH, GAP, ORDINAL, SEAM, SPACES, TIGHT_SEAM

_DIGIT: Final = "[0-9IlOo|]"
"""A digit as printed or as optical reading leaves it."""
_LETTER_TO_DIGIT: Final = str.maketrans("IilLOo|!", "11110011")
_SLASHES: Final = "/\u2044\u2215"
_SLASH: Final = rf"(?:{GAP}[{_SLASHES}\\]{GAP}|{GAP}{DASH}{GAP}|[1Il|]|)"
_SESSION_TAIL: Final = (
    rf"(?:{SPACES}of{SPACES}the{SPACES}(?:\d{{4}}(?:{DASH}\d{{2,4}})?{SPACES})?"
    rf"{ORDINAL}{SPACES}Ex(?:traordinary)?\.?{SPACES}Sess(?:ion)?\b)"
)
_ORDINALS: Final = {
    word: number
    for number, word in enumerate(
        (
            "first",
            "second",
            "third",
            "fourth",
            "fifth",
            "sixth",
            "seventh",
            "eighth",
            "ninth",
            "tenth",
        ),
        1,
    )
}


def ordinal(text: str) -> int:
    """The number that an ordinal names: ``3rd`` and ``Third`` are 3."""
    word = text.lower()
    return _ORDINALS[word] if word in _ORDINALS else int(re.sub(r"\D", "", word))


def digits(text: str) -> str:
    """The digits of a number whose 1 and 0 may have been read as letters."""
    return "".join(c for c in text.translate(_LETTER_TO_DIGIT) if c.isdigit())


def _year(text: str) -> str:
    return digits(text)[-2:]


def _padded(text: str) -> str:
    return digits(text).lstrip("0").zfill(2)


def _plain(text: str) -> str:
    return str(int(digits(text) or "0"))


def _errata(text: str) -> str:
    return "E" if text else ""


def _notice(text: str) -> str:
    del text
    return "I-"


def _fiscal(text: str) -> str | None:
    """``16/17`` from any spelling of two neighbouring years; None when they are not."""
    found = re.sub(r"[^0-9]", "", text.translate(_LETTER_TO_DIGIT))
    years = {4: (0, 2, 2), 5: (0, 2, 3), 6: (2, 4, 4), 8: (2, 4, 6)}.get(len(found))
    if years is None:
        return None
    first, second = found[years[0] : years[1]], found[years[2] : years[2] + 2]
    if (int(first) + 1) % 100 != int(second):
        return None
    return f"{first}/{second}"


def _bill(text: str) -> str:
    """``855``, or ``X4 4`` for a bill of an extraordinary session."""
    session = re.search(ORDINAL + rf"{SPACES}Ex", text, re.IGNORECASE)
    if session:
        number = re.match(r"\d+", text)
        return f"X{ordinal(session.group().split()[0])} {int(number.group() if number else 0)}"
    numbers = re.findall(r"\d+", text)
    if "x" in text.lower() and len(numbers) == 2:
        return f"X{int(numbers[0])} {int(numbers[1])}"
    return str(int(numbers[-1]))


@dataclass(frozen=True, slots=True)
class _Part:
    """A named piece of a number: its pattern in running text, in loose text, its print."""

    strict: str
    loose: str
    show: Callable[[str], str | None]


PARTS: Final[dict[str, _Part]] = {
    "year": _Part(
        rf"(?:(?:19|20)\d{{2}}|{_DIGIT}{{2}})", rf"(?:(?:19|20)\d{{2}}|{_DIGIT}{{2}})", _year
    ),
    "calendar": _Part(r"(?:19|20)\d{2}", r"(?:19|20)\d{2}", digits),
    "serial": _Part(rf"{_DIGIT}{{1,3}}", rf"{_DIGIT}{{1,3}}", _padded),
    "errata": _Part(
        rf"(?:{DASH}?E\b|{GAP}\({GAP}E\b\)?|{SPACES}Errat(?:a|um)\b)?",
        rf"(?:{GAP}{DASH}?{GAP}E\b|{GAP}\({GAP}E\)|{SPACES}Errat(?:a|um)\b)?",
        _errata,
    ),
    "notice": _Part(
        rf"(?:[I1il|!]{GAP}{DASH}{GAP}|I{GAP})?",
        rf"(?:[I1il|!](?:{GAP}{DASH}{GAP}|{SPACES})|I{GAP})?",
        _notice,
    ),
    "fiscal": _Part(
        rf"(?:(?:20)?{_DIGIT}{{2}}{_SLASH}(?:20)?{_DIGIT}{{2}})",
        rf"(?:(?:20)?{_DIGIT}{{2}}(?:{SPACES}|{_SLASH})(?:20)?{_DIGIT}{{2}})",
        _fiscal,
    ),
    "congress": _Part(r"\d{2,3}", r"\d{2,3}", _plain),
    "law": _Part(r"\d{1,4}", r"\d{1,4}", _plain),
    "bill": _Part(
        rf"(?:X{GAP}\d(?:{GAP}{DASH}{GAP}|{SPACES})\d{{1,4}}"
        rf"|\d{GAP}X(?:{GAP}{DASH}{GAP}|{GAP})\d{{1,4}}|\d{{1,4}}{_SESSION_TAIL}?)",
        rf"(?:X{GAP}\d(?:{GAP}{DASH}{GAP}|{SPACES})\d{{1,4}}"
        rf"|\d{GAP}X(?:{GAP}{DASH}{GAP}|{GAP})\d{{1,4}}|\d{{1,4}}{_SESSION_TAIL}?)",
        _bill,
    ),
}
"""What a template may be made of."""

_PIECE = re.compile(r"\{(\w+)\}|(-)|(.)")
_DASHED: Final = GAP + DASH + GAP
_DASHED_LOOSE: Final = rf"(?:{GAP}(?:{DASH}|[/.,:]){GAP}|{SPACES}|)"


class NumberTemplate:
    """A number template, compiled. ValueError when it names an unknown part."""

    def __init__(self, template: str) -> None:
        self.template = template
        self.pieces = [match.groups() for match in _PIECE.finditer(template)]
        unknown = [name for name, _, _ in self.pieces if name and name not in PARTS]
        if unknown:
            raise ValueError(f"unknown part {unknown[0]!r}; the parts are {sorted(PARTS)}")
        self.dashed = "-" in template.strip("-")
        self.seam = SEAM if "-" in template else TIGHT_SEAM
        self.strict = self._pattern(loose=False)
        self.loose = self._pattern(loose=True)
        self._read = re.compile(self._pattern(loose=False, named=True), re.IGNORECASE)
        self._read_loose = re.compile(self._pattern(loose=True, named=True), re.IGNORECASE)

    def _pattern(self, *, loose: bool, named: bool = False) -> str:
        out: list[str] = []
        for position, (name, dash, other) in enumerate(self.pieces):
            if name:
                part = PARTS[name]
                text = part.loose if loose else part.strict
                out.append(f"(?P<{name}>{text})" if named else text)
            elif dash:
                seam = _DASHED_LOOSE if loose else _DASHED
                out.append(seam if position else rf"(?:{seam}|{SPACES}|)")
            else:
                out.append(re.escape(other))
        return "".join(out)

    def read(self, text: str, *, loose: bool = False) -> str | None:
        """The number as this project prints it; None when the text is not one."""
        found = (self._read_loose if loose else self._read).fullmatch(text)
        if found is None:
            return None
        out: list[str] = []
        for name, dash, other in self.pieces:
            shown = PARTS[name].show(found[name] or "") if name else dash or other
            if shown is None:
                return None
            out.append(shown)
        return "".join(out)


def attach(prefix: str, number: str) -> str:
    """A series' prefix and its number: ``ACL 16-49``, ``ABX1 16``, ``ACYF-CB-IM-12-04``."""
    return prefix + number if number[:1] in {"X", "-"} else f"{prefix} {number}"
