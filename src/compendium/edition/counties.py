"""The counties that a compendium knows, by the names that people write."""

from __future__ import annotations

import re
from collections.abc import Iterable
from difflib import get_close_matches
from typing import Final

from compendium.edition.reader import EditionReader
from compendium.model.parties import Party
from compendium.vocabulary.errors import UserError
from compendium.vocabulary.kinds import PartyKind

_AROUND: Final = re.compile(r"^(?:the )?(?:city and )?county of | county$", re.IGNORECASE)
_APART: Final = re.compile(r"\s*[,;\n]\s*|\s+(?:and|&)\s+")


def county_names(reader: EditionReader) -> tuple[str, ...]:
    """The counties' names without the word county, in alphabetical order."""
    parties = reader.all(Party).values()
    return tuple(sorted(_bare(party.name) for party in parties if party.kind is PartyKind.COUNTY))


def names_in(written: str) -> list[str]:
    """What a person wrote as a list, apart by commas, semicolons, lines or "and"."""
    return [name for name in _APART.split(written.strip()) if name]


def counties_named(reader: EditionReader, written: Iterable[str]) -> tuple[str, ...]:
    """Names of counties as the compendium writes them, each once, in the order written.

    A compendium that holds no counties takes them as they are. Raises UserError
    ``unknown-county``, which says what was probably meant.
    """
    known = {name.casefold(): name for name in county_names(reader)}
    found = (_county(name, known) if known else _bare(name) for name in written)
    return tuple(dict.fromkeys(found))


def _county(written: str, known: dict[str, str]) -> str:
    name = _bare(written).casefold()
    if name in known:
        return known[name]
    near = [known[one] for one in get_close_matches(name, known, 3, 0.6)]
    meant = f" Did you mean {' or '.join(near)}?" if near else " Write it as its name is spelled."
    raise UserError(
        "unknown-county", f"There is no county {written[:80]!r} among the {len(known)}.{meant}"
    )


def _bare(name: str) -> str:
    return _AROUND.sub("", " ".join(name.split()))
