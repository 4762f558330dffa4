"""Addresses that say where a reader stands.

Any page may stand under ``/on/YYYY-MM-DD/``, ``/edition/<id>/`` or
``/edition/<id>/on/YYYY-MM-DD/``. The prefix is taken off before addresses are looked
up, and put back by ``Standpoint.address`` on every link of the page.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Final

from django.http import HttpRequest, HttpResponse

from compendium.model.instruments import Series
from compendium.vocabulary.dates import parse_day
from compendium.vocabulary.errors import CompendiumError, UserError
from compendium.web import editions, errors
from compendium.web.standpoint import Standpoint, today

_INSTRUMENTS: Final = "compendium.web.catalogue.urls_instruments"
_EDITION: Final = re.compile(r"/edition/([^/]*)(?=/|$)")
_DAY: Final = re.compile(r"/on/([^/]*)(?=/|$)")

Answering = Callable[[HttpRequest], HttpResponse]


def standpoint_of(path: str) -> Standpoint:
    """What an address is seen from.

    Raises UserError ``bad-date`` for a day that is none, ``unknown-edition`` for an
    edition that is not on the shelf.
    """
    prefix = ""
    edition: str | None = None
    on: date | None = None
    found = _EDITION.match(path)
    if found:
        edition, path = found[1], path[found.end() :]
        prefix += found[0]
    found = _DAY.match(path)
    if found:
        on, path = parse_day(found[1]), path[found.end() :]
        prefix += found[0]
    reader = editions.named(edition) if edition is not None else editions.current()
    day = today()
    return Standpoint(reader, on or day, day, path or "/", prefix, edition)


def standing_somewhere(answer: Answering) -> Answering:
    """Middleware: take the prefix off the address and set ``request.standpoint``."""

    def respond(request: HttpRequest) -> HttpResponse:
        try:
            standpoint = standpoint_of(request.path_info)
        except UserError as error:
            return _refused(request, error)
        except CompendiumError as error:
            return errors.without_edition(error)
        request.standpoint = standpoint
        request.path_info = standpoint.path
        if standpoint.reader.one(Series, standpoint.path.split("/", 2)[1]) is not None:
            request.urlconf = _INSTRUMENTS
        return answer(request)

    return respond


def _refused(request: HttpRequest, error: UserError) -> HttpResponse:
    """A page that says what is wrong with a day or an edition, seen from today."""
    day = today()
    try:
        request.standpoint = Standpoint(editions.current(), day, day, "/")
    except CompendiumError as worse:
        return errors.without_edition(worse)
    return errors.refused(request, error)
