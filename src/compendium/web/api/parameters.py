"""The parameters that questions share, each with how it is read and documented."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Callable, Iterable
from enum import StrEnum
from typing import Any, Final

from compendium.vocabulary.dates import parse_day
from compendium.vocabulary.errors import UserError
from compendium.vocabulary.fiscal_years import FiscalYear, parse_fiscal_year
from compendium.web.api.declared import Parameter

_EDITION: Final = re.compile(r"[0-9a-f]{12}")
_CURSOR: Final = re.compile(r"([0-9a-f]{12}):(\d{1,9})", re.ASCII)
_SEEN: Final = r"[^\s\u001c-\u001f\u0085\ufeff]"
"""A sign that is not blank. Written out, since programs differ on what is blank."""
_SAID: Final = re.compile(_SEEN)
_NUMBER: Final = re.compile(r"[0-9]{1,3}", re.ASCII)
MOST: Final = 500
USUAL: Final = 100
LONGEST: Final = 300
"""Characters of a citation or an id at most."""


def day(name: str, about: str, *, required: bool = False, example: str) -> Parameter:
    """A parameter that is a whole day."""
    schema = {"type": "string", "format": "date"}
    return Parameter(name, about, schema, parse_day, required, example=example)


def choice(name: str, about: str, words: Iterable[str] | type[StrEnum]) -> Parameter:
    """A parameter of a closed vocabulary."""
    listed = [str(word) for word in words]

    def read(text: str) -> str:
        if text not in listed:
            raise UserError(
                f"bad-{name}", f"{text[:40]!r} is no {name}. There are: {', '.join(listed)}."
            )
        return text

    return Parameter(name, about, {"type": "string", "enum": listed}, read)


def words(name: str, about: str, *, most: int = LONGEST, **more: Any) -> Parameter:  # noqa: ANN401  Parameter's own
    """A parameter of any text that is not blank, up to ``most`` characters."""

    def read(text: str) -> str:
        if not _SAID.search(text) or len(text) > most:
            raise UserError(f"bad-{name}", f"Give {name!r} as text of 1 to {most} characters.")
        return text

    schema = {"type": "string", "minLength": 1, "maxLength": most, "pattern": _SEEN}
    return Parameter(name, about, schema, read, **more)


def _edition(text: str) -> str:
    if not _EDITION.fullmatch(text):
        raise UserError(
            "bad-edition", "An edition is named by twelve characters, as /api/v1/editions lists."
        )
    return text


def _limit(text: str) -> int:
    if not _NUMBER.fullmatch(text) or not 1 <= int(text) <= MOST:
        raise UserError("bad-limit", f"Give 'limit' as a whole number from 1 to {MOST}.")
    return int(text)


def _year(text: str) -> FiscalYear:
    return parse_fiscal_year(text[:LONGEST])


def cursor_at(edition: str, offset: int) -> str:
    """The cursor that goes on at a place of a list, in one edition."""
    return base64.urlsafe_b64encode(f"{edition}:{offset}".encode()).decode().rstrip("=")


def _cursor(text: str) -> tuple[str, int]:
    """Edition and place of a cursor. Raises UserError ``bad-cursor``."""
    try:
        padded = text[:60].encode("ascii") + b"=" * (-len(text[:60]) % 4)
        found = _CURSOR.fullmatch(base64.b64decode(padded, altchars=b"-_", validate=True).decode())
    except (binascii.Error, ValueError):
        found = None
    if found is None:
        raise UserError("bad-cursor", "Take the cursor from 'next' of the answer before.")
    return found[1], int(found[2])


def _shaped(name: str, about: str, form: str, read: Callable[[str], Any]) -> Parameter:
    return Parameter(name, about, {"type": "string", "format": form}, read)


ON: Final = day(
    "on", "The day to answer for, year-month-day. Default: today in California.",
    example="2016-06-01",
)  # fmt: skip
EDITION: Final = Parameter(
    "edition",
    "The edition to answer from: what was known when it was made. Default: the current one.",
    {"type": "string", "pattern": "^[0-9a-f]{12}$"},
    _edition,
)
LIMIT: Final = Parameter(
    "limit",
    f"How many at most. Default: {USUAL}.",
    {"type": "integer", "minimum": 1, "maximum": MOST},
    _limit,
)
CURSOR: Final = _shaped("cursor", "Where to go on: 'next' of the answer before.", "cursor", _cursor)
YEAR: Final = _shaped("year", "The fiscal year of the money, as 2018-19.", "fiscal-year", _year)
CITATION: Final = words(
    "citation", "A citation in any spelling, with a pinpoint where a part is meant.",
    required=True, example="ACL 16-49",
)  # fmt: skip
STANDING: Final = (ON, EDITION)
PAGING: Final = (LIMIT, CURSOR)
