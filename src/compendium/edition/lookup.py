"""From what somebody typed to the instrument, or an honest no."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from typing import NamedTuple

from compendium.citations import normalise, split_pinpoint
from compendium.edition.names import fold
from compendium.edition.reader import EditionReader
from compendium.model.instruments import Instrument
from compendium.vocabulary.errors import UserError

_LONGEST = 300


class Found(NamedTuple):
    """An instrument, the part of it that was meant, and what was typed."""

    instrument: Instrument
    pinpoint: str | None
    typed: str


def look_up(reader: EditionReader, typed: str) -> Found:
    """The instrument that a citation in any spelling names.

    Raises UserError: ``no-citation`` for nothing, ``unknown-citation`` with near
    matches, ``ambiguous-citation`` naming every instrument it could be.
    """
    if not typed.strip() or len(typed) > _LONGEST:
        raise UserError("no-citation", "Write a citation, for example: ACL 16-49.")
    for spelling, pinpoint in _readings(typed):
        ids = reader.named(fold(spelling))
        if len(ids) == 1:
            instrument = reader.one(Instrument, ids[0])
            if instrument is not None:
                return Found(instrument, pinpoint or None, typed)
        exact = [one for one in ids if _citation(reader, one) == spelling]
        if len(exact) == 1:
            instrument = reader.one(Instrument, exact[0])
            if instrument is not None:
                return Found(instrument, pinpoint or None, typed)
        if ids:
            named = " or ".join(_citation(reader, one) for one in ids)
            raise UserError("ambiguous-citation", f"{typed!r} may mean {named}.")
    raise UserError("unknown-citation", _not_held(reader, typed))


def near(reader: EditionReader, typed: str, limit: int = 4) -> list[Instrument]:
    """Instruments whose names look like what was typed, nearest first."""
    names: dict[str, str] = {name: one for name, one, _ in reader.names()}
    close = difflib.get_close_matches(fold(typed), names, n=limit * 2, cutoff=0.75)
    found: dict[str, Instrument] = {}
    for name in close:
        one = reader.one(Instrument, names[name])
        if one is not None:
            found.setdefault(one.id, one)
    return list(found.values())[:limit]


def _readings(typed: str) -> Iterator[tuple[str, str]]:
    """The spellings to try, most literal first, each with its pinpoint.

    A name that is known as it stands is not read as a citation at all.
    """
    yield typed, ""
    read = normalise(typed)
    for canonical in [read.canonical] if read.canonical else list(read.candidates):
        yield canonical, ""
        whole, pinpoint = split_pinpoint(canonical)
        if pinpoint:
            yield whole, pinpoint


def _citation(reader: EditionReader, identifier: str) -> str:
    one = reader.one(Instrument, identifier)
    return one.citation if one else identifier


def _not_held(reader: EditionReader, typed: str) -> str:
    read = normalise(typed)
    name = read.canonical or typed
    said = f"{name} is not in this compendium" if read.canonical else f"{typed!r} is not known here"
    close = [one.citation for one in near(reader, name)]
    if close:
        return f"{said}. Near: {', '.join(close)}."
    return f"{said}. `compendium search` may find it by its subject."
