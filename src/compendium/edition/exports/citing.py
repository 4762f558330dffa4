"""Instruments as references: CSL-JSON and BibTeX, with status and day in the note."""

from __future__ import annotations

import re
from datetime import date
from typing import Any, Final

from compendium.edition.reader import EditionReader
from compendium.model.instruments import Instrument, Series
from compendium.model.parties import Party
from compendium.vocabulary.dates import PartialDate
from compendium.vocabulary.identifiers import address_of
from compendium.vocabulary.kinds import Status, Weight

_BILLS: Final = frozenset({"sb", "ab", "sbx", "abx"})
_FEDERAL: Final = frozenset({"usc", "pl", "cfr"})
_BRACED: Final = re.compile(r"[\\{}%&$#_~^]")
_WORDS: Final = {
    Status.IN_FORCE: "in force",
    Status.PARTIALLY_IN_FORCE: "partially in force",
    Status.NOT_YET_IN_FORCE: "not yet in force",
    Status.NO_LONGER_IN_FORCE: "no longer in force",
    Status.UNKNOWN: "status unknown",
    None: "not a directive",
}

Plain = dict[str, Any]


def csl_list(reader: EditionReader, on: date, address: str) -> list[Plain]:
    """All instruments as CSL-JSON: https://docs.citationstyles.org."""
    return [csl_of(reader, one, on, address) for one in reader.all(Instrument).values()]


def bibtex_list(reader: EditionReader, on: date, address: str) -> str:
    """All instruments for BibTeX."""
    return "\n".join(bibtex_of(reader, one, on, address) for one in reader.all(Instrument).values())


def csl_of(
    reader: EditionReader, one: Instrument, on: date, address: str, accessed: date | None = None
) -> Plain:
    """One instrument as CSL-JSON, as of a day, seen on that day or on ``accessed``."""
    seen = accessed or on
    value: Plain = {
        "id": one.id,
        "type": _type(reader, one),
        "title": one.title,
        "number": one.citation,
        "authority": issuer_of(reader, one),
        "jurisdiction": "us" if one.series in _FEDERAL else "us:ca",
        "URL": permanent_address(reader, one, on, address),
        "accessed": {"date-parts": [[seen.year, seen.month, seen.day]]},
        "note": f"Status as of {on.isoformat()}: {status_said(reader, one, on)}.",
    }
    parts = _parts(one.issued)
    return {**value, "issued": {"date-parts": [parts]}} if parts else value


def bibtex_of(reader: EditionReader, one: Instrument, on: date, address: str) -> str:
    """One instrument for BibTeX, as of a day."""
    fields = {
        "title": f"{{{_escaped(one.title)}}}",
        "author": f"{{{_escaped(issuer_of(reader, one))}}}",
        "number": _escaped(one.citation),
        "howpublished": f"\\url{{{permanent_address(reader, one, on, address)}}}",
        "note": _escaped(f"As of {on.isoformat()}: {status_said(reader, one, on)}"),
    }
    parts = _parts(one.issued)
    if parts:
        fields["year"] = str(parts[0])
    lines = ",\n".join(f"  {name} = {{{value}}}" for name, value in fields.items())
    return f"@misc{{{one.id},\n{lines}\n}}\n"


def permanent_address(reader: EditionReader, one: Instrument, on: date, address: str) -> str:
    """The whole address that shows an instrument on a day in this edition for ever."""
    edition = reader.colophon.edition
    return f"{address}/edition/{edition}/on/{on.isoformat()}{address_of(one.id)}"


def issuer_of(reader: EditionReader, one: Instrument) -> str:
    """The name of who issued an instrument."""
    party = reader.one(Party, one.issuer)
    return party.name if party else one.issuer


def status_said(reader: EditionReader, one: Instrument, on: date) -> str:
    """The status of an instrument on a day, in words that stand within a sentence."""
    return _WORDS[reader.status_on(one.id, on)]


def _type(reader: EditionReader, one: Instrument) -> str:
    if one.series in _BILLS:
        return "bill"
    run = reader.one(Series, one.series)
    return "legislation" if run is not None and run.weight is Weight.LAW else "report"


def _parts(issued: PartialDate | None) -> list[int]:
    """Year, month and day as far as they are known."""
    if issued is None:
        return []
    if "/" in issued.text:
        return [issued.earliest.year] if issued.earliest else []
    return [int(part) for part in issued.text.split("-")]


def _escaped(text: str) -> str:
    return _BRACED.sub(lambda found: "\\" + found[0], text)
