"""Every instrument as a reference: CSL-JSON and BibTeX, with status and day in its note."""

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
    return [_csl(reader, one, on, address) for one in reader.all(Instrument).values()]


def bibtex_list(reader: EditionReader, on: date, address: str) -> str:
    """All instruments for BibTeX."""
    return "\n".join(_bibtex(reader, one, on, address) for one in reader.all(Instrument).values())


def _csl(reader: EditionReader, one: Instrument, on: date, address: str) -> Plain:
    value: Plain = {
        "id": one.id,
        "type": _type(reader, one),
        "title": one.title,
        "number": one.citation,
        "authority": _issuer(reader, one),
        "jurisdiction": "us" if one.series in _FEDERAL else "us:ca",
        "URL": _permanent(reader, one, on, address),
        "accessed": {"date-parts": [[on.year, on.month, on.day]]},
        "note": f"Status as of {on.isoformat()}: {_WORDS[reader.status_on(one.id, on)]}.",
    }
    parts = _parts(one.issued)
    return {**value, "issued": {"date-parts": [parts]}} if parts else value


def _bibtex(reader: EditionReader, one: Instrument, on: date, address: str) -> str:
    said = f"As of {on.isoformat()}: {_WORDS[reader.status_on(one.id, on)]}"
    fields = {
        "title": f"{{{_escaped(one.title)}}}",
        "author": f"{{{_escaped(_issuer(reader, one))}}}",
        "number": _escaped(one.citation),
        "howpublished": f"\\url{{{_permanent(reader, one, on, address)}}}",
        "note": _escaped(said),
    }
    parts = _parts(one.issued)
    if parts:
        fields["year"] = str(parts[0])
    lines = ",\n".join(f"  {name} = {{{value}}}" for name, value in fields.items())
    return f"@misc{{{one.id},\n{lines}\n}}\n"


def _permanent(reader: EditionReader, one: Instrument, on: date, address: str) -> str:
    edition = reader.colophon.edition
    return f"{address}/edition/{edition}/on/{on.isoformat()}{address_of(one.id)}"


def _issuer(reader: EditionReader, one: Instrument) -> str:
    party = reader.one(Party, one.issuer)
    return party.name if party else one.issuer


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
