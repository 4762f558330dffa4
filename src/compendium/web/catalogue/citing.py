"""How to cite an instrument as seen from a day: in words, as CSL-JSON, for BibTeX."""

from __future__ import annotations

import re
from typing import Any, Final

from django.conf import settings

from compendium.edition.reader import EditionReader
from compendium.force.status import status_of
from compendium.model.instruments import Instrument, Series
from compendium.model.parties import Party
from compendium.vocabulary.dates import PartialDate, day_in_words
from compendium.vocabulary.identifiers import address_of
from compendium.vocabulary.kinds import Weight
from compendium.web.standpoint import Standpoint, prefix_of
from compendium.web.wording import status_words

_BILLS: Final = frozenset({"sb", "ab", "sbx", "abx"})
_BRACED: Final = re.compile(r"[\\{}%&$#_~^]")


def permanent_address(here: Standpoint, one: Instrument) -> str:
    """The whole address that shows an instrument on this day in this edition for ever."""
    prefix = prefix_of(here.reader.colophon.edition, here.on)
    return f"{settings.ADDRESS}{prefix}{address_of(one.id)}"


def in_words(here: Standpoint, one: Instrument) -> str:
    """A citation in words, with status, day and permanent address."""
    issued = f" ({one.issued.in_words()})" if one.issued is not None else ""
    said = status_words(status_of(here.reader.graph, one.id, here.on)).words.lower()
    return (
        f"{one.citation}{issued}, “{one.title}”; {said} as of {day_in_words(here.on)}. "
        f"{here.reader.compendium.title}, edition {here.reader.colophon.edition}, "
        f"{permanent_address(here, one)}"
    )


def csl(here: Standpoint, one: Instrument) -> dict[str, Any]:
    """A citation as CSL-JSON: https://docs.citationstyles.org."""
    value: dict[str, Any] = {
        "id": one.id,
        "type": _csl_type(here.reader, one),
        "title": one.title,
        "number": one.citation,
        "authority": issuer_of(here.reader, one),
        "jurisdiction": "us" if one.series in {"usc", "pl", "cfr"} else "us:ca",
        "URL": permanent_address(here, one),
        "accessed": {"date-parts": [[here.today.year, here.today.month, here.today.day]]},
        "note": f"Status as of {here.on.isoformat()}: "
        f"{status_words(status_of(here.reader.graph, one.id, here.on)).words.lower()}.",
    }
    if one.issued is not None:
        value["issued"] = {"date-parts": [_parts(one.issued)]}
    return value


def bibtex(here: Standpoint, one: Instrument) -> str:
    """A citation for BibTeX."""
    fields = {
        "title": f"{{{_escaped(one.title)}}}",
        "author": f"{{{_escaped(issuer_of(here.reader, one))}}}",
        "number": _escaped(one.citation),
        "howpublished": f"\\url{{{permanent_address(here, one)}}}",
        "note": _escaped(
            f"As of {here.on.isoformat()}: "
            f"{status_words(status_of(here.reader.graph, one.id, here.on)).words.lower()}"
        ),
    }
    if one.issued is not None and one.issued.earliest is not None:
        fields["year"] = str(one.issued.earliest.year)
    lines = ",\n".join(f"  {name} = {{{value}}}" for name, value in fields.items())
    return f"@misc{{{one.id},\n{lines}\n}}\n"


def issuer_of(reader: EditionReader, one: Instrument) -> str:
    """The name of who issued an instrument."""
    party = reader.one(Party, one.issuer)
    return party.name if party else one.issuer


def _csl_type(reader: EditionReader, one: Instrument) -> str:
    if one.series in _BILLS:
        return "bill"
    run = reader.one(Series, one.series)
    return "legislation" if run is not None and run.weight is Weight.LAW else "report"


def _parts(issued: PartialDate) -> list[int]:
    """Year, month and day as far as they are known."""
    if "/" in issued.text:
        return [issued.earliest.year] if issued.earliest else []
    return [int(part) for part in issued.text.split("-")]


def _escaped(text: str) -> str:
    return _BRACED.sub(lambda found: "\\" + found[0], text)
