"""What a form refuses: text that looks like the details of a child.

The search's narrow marks come first; a form may be stricter (``refusal.toml``), since
nobody has to write a name beside a date, or one child's age, to ask for a consultation.
Text is looked at as a person would read it: look-alike letters and invisible ones do
not help. Nothing that is refused is stored or logged.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Collection, Iterator
from datetime import date
from functools import lru_cache
from importlib.resources import files
from typing import Any, Final, NamedTuple

from compendium.edition.reader import EditionReader
from compendium.model.parties import Party
from compendium.search.language import shipped_language
from compendium.search.privacy import private_detail

_WINDOW: Final = 1_500
_STEP: Final = 1_000
"""A text is looked at in windows that overlap, as long as the search's own look."""

_OLDEST: Final = 21
"""Years back in which a day may be a child's or a nonminor dependent's birth date."""

_NEAR: Final = 40
"""Characters between a name and a day that still stand together."""

_MONTH_OF: Final = {
    "ene": 1, "jan": 1, "feb": 2, "mar": 3, "abr": 4, "apr": 4, "may": 5, "jun": 6, "jul": 7,
    "ago": 8, "aug": 8, "sep": 9, "oct": 10, "nov": 11, "dic": 12, "dec": 12,
}  # fmt: skip
_MONTH: Final = r"(?P<month>[A-Za-z]{3,10})\.?"
_DAYS: Final = tuple(
    re.compile(pattern)
    for pattern in (
        r"\b(?P<month>\d{1,2})[/.-](?P<day>\d{1,2})[/.-](?P<year>\d{4}|\d{2})\b",
        r"\b(?P<year>\d{4})[/.-](?P<month>\d{1,2})[/.-](?P<day>\d{1,2})\b",
        rf"\b{_MONTH} (?P<day>\d{{1,2}})(?:st|nd|rd|th)?,? (?P<year>\d{{4}})\b",
        rf"\b(?P<day>\d{{1,2}})(?: de)? {_MONTH}(?: del?)?,? (?P<year>\d{{4}})\b",
    )
)
_WORD: Final = r"([A-ZÀ-Þ](?:[a-zß-ÿ'’-]{1,24}|[A-ZÀ-Þ'’-]{2,24}))"
# Looked at from every word on: "About Rosa" must not hide "Rosa Delgado".
_NAME: Final = re.compile(rf"(?<![\w'’])(?={_WORD},? (?:[A-Z]\.? )?{_WORD}(?![\w'’]))")


class Mark(NamedTuple):
    """A pattern that looks like a child's details, in words, with texts for its test."""

    pattern: re.Pattern[str]
    says: str
    finds: tuple[str, ...]
    leaves: tuple[str, ...]


@lru_cache(maxsize=1)
def marks() -> tuple[Mark, ...]:
    """The marks of ``refusal.toml``."""
    read = _read()
    return tuple(
        Mark(
            re.compile(
                one["pattern"].format(**read["words"]),
                0 if one.get("case") else re.IGNORECASE,
            ),
            one["says"],
            tuple(one["finds"]),
            tuple(one["leaves"]),
        )
        for one in read["marks"]
    )


def child_detail(text: str, *, today: date, familiar: Collection[str] = ()) -> str | None:
    """What in a form's text looks like a child's details, in words, or None.

    ``familiar`` are folded words that are no person's name: of counties, of organisations.
    """
    read = _as_read(text)
    for start in range(0, max(len(read), 1), _STEP):
        part = read[start : start + _WINDOW]
        said = private_detail(part) or _marked(part) or _named_with_day(part, today, familiar)
        if said is not None:
            return said
    return None


def familiar_words(reader: EditionReader) -> frozenset[str]:
    """Folded words of counties and organisations: no person's name."""
    names = (party.name for party in reader.all(Party).values())
    return frozenset(word.strip(".,()").casefold() for name in names for word in name.split())


def _as_read(text: str) -> str:
    """A text without look-alikes, invisible letters, and line breaks."""
    plain = unicodedata.normalize("NFKC", text)
    seen = "".join(c for c in plain if unicodedata.category(c) != "Cf")
    return " ".join(seen.split())


def _marked(text: str) -> str | None:
    return next((mark.says for mark in marks() if mark.pattern.search(text)), None)


def _named_with_day(text: str, today: date, familiar: Collection[str]) -> str | None:
    """A person's name beside a day that may be a child's birth date."""
    days = list(_days(text, today))
    if not days:
        return None
    for name in _NAME.finditer(text):
        beside = any(
            -_NEAR <= name.start(1) - end <= _NEAR or -_NEAR <= start - name.end(2) <= _NEAR
            for start, end in days
        )
        if beside and _is_name(name[1], name[2], familiar=familiar):
            return "a name with a date"
    return None


def _days(text: str, today: date) -> Iterator[tuple[int, int]]:
    for pattern in _DAYS:
        for found in pattern.finditer(text):
            written = found["month"]
            month = int(written) if written.isdigit() else _MONTH_OF.get(written[:3].lower(), 0)
            real = 1 <= month <= 31 and 1 <= int(found["day"]) <= 31
            if real and today.year - _OLDEST <= _year(found["year"], today) <= today.year:
                yield found.span()


def _year(written: str, today: date) -> int:
    """A year as written; two digits are the last such year."""
    year = int(written)
    if len(written) > 2:
        return year
    century = today.year - today.year % 100
    return century + year if year <= today.year % 100 else century + year - 100


def _is_name(*words: str, familiar: Collection[str]) -> bool:
    language = shipped_language()
    known = language.spelled | language.plain | language.faint | _field()
    return not any(word.casefold() in known or word.casefold() in familiar for word in words)


@lru_cache(maxsize=1)
def _field() -> frozenset[str]:
    return frozenset(_read()["field"].split())


@lru_cache(maxsize=1)
def _read() -> dict[str, Any]:
    text = files(__package__).joinpath("refusal.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)
