"""How to cite an instrument as seen from a standpoint: in words, as CSL-JSON, for BibTeX."""

from __future__ import annotations

from typing import Any

from django.conf import settings

from compendium.edition.exports import citing
from compendium.edition.exports.citing import issuer_of
from compendium.model.instruments import Instrument
from compendium.vocabulary.dates import day_in_words
from compendium.web.standpoint import Standpoint

__all__ = ["bibtex", "csl", "in_words", "issuer_of", "permanent_address"]


def permanent_address(here: Standpoint, one: Instrument) -> str:
    """The whole address that shows an instrument on this day in this edition for ever."""
    return citing.permanent_address(here.reader, one, here.on, settings.ADDRESS)


def in_words(here: Standpoint, one: Instrument) -> str:
    """A citation in words, with status, day and permanent address."""
    issued = f" ({one.issued.in_words()})" if one.issued is not None else ""
    said = citing.status_said(here.reader, one, here.on)
    return (
        f"{one.citation}{issued}, “{one.title}”; {said} as of {day_in_words(here.on)}. "
        f"{here.reader.compendium.title}, edition {here.reader.colophon.edition}, "
        f"{permanent_address(here, one)}"
    )


def csl(here: Standpoint, one: Instrument) -> dict[str, Any]:
    """A citation as CSL-JSON, seen today."""
    return citing.csl_of(here.reader, one, here.on, settings.ADDRESS, accessed=here.today)


def bibtex(here: Standpoint, one: Instrument) -> str:
    """A citation for BibTeX."""
    return citing.bibtex_of(here.reader, one, here.on, settings.ADDRESS)
