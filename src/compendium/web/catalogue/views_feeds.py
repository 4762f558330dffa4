"""Feeds and a calendar: what to watch, by topic, department or county, and what was published."""

from __future__ import annotations

import itertools
from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path

from compendium.edition.exports import feeds
from compendium.edition.exports.calendar import icalendar_of
from compendium.edition.learned import Learned, compare_editions
from compendium.edition.reader import EditionReader
from compendium.web import editions
from compendium.web.catalogue.downloads import download
from compendium.web.errors import missing
from compendium.web.standpoint import here

_ATOM: Final = "application/atom+xml"
_STEPS: Final = 8
"""Editions that the publication log goes back."""

_OF: Final = {
    "topic": feeds.changes_of_topic,
    "department": feeds.changes_of_department,
    "county": feeds.changes_of_county,
}
"""What a feed of effects and duties may be of."""

Step = tuple[EditionReader, EditionReader, list[Learned]]


def letters_feed(request: HttpRequest, number: int = 1) -> HttpResponse:
    """Letters and laws as they were issued."""
    return _feed(request, feeds.letters(here(request).reader, here(request).on), number)


def changes_feed(
    request: HttpRequest, of: str = "", name: str = "", number: int = 1
) -> HttpResponse:
    """Effects and duties: of all, or of one topic, department or county."""
    standpoint = here(request)
    made: feeds.Feed | None = None
    if not of:
        made = feeds.changes(standpoint.reader, standpoint.on)
    elif of in _OF:
        made = _OF[of](standpoint.reader, standpoint.on, name)
    return _feed(request, made, number)


def log_feed(request: HttpRequest, number: int = 1) -> HttpResponse:
    """What was learned from edition to edition, as far as they are kept here."""
    return _feed(request, feeds.log(_steps()), number)


def calendar(request: HttpRequest) -> HttpResponse:
    """Days on which something is due, begins, ends or expires."""
    body = icalendar_of(here(request).reader, settings.ADDRESS)
    return download(request, body, "text/calendar", "due.ics", attached=False)


def _feed(request: HttpRequest, made: feeds.Feed | None, number: int) -> HttpResponse:
    """A page of a feed; 404 where there is no such feed, or no such page of it."""
    if made is None:
        return missing(request, "", "There is no feed of this name here.")
    if not 1 <= number <= made.pages or request.path_info != made.path_of(number):
        return missing(request, "", f"This feed has {made.pages} pages.")
    body = feeds.atom(made, here(request).reader, settings.ADDRESS, number)
    name = made.path_of(number).removeprefix("/feeds/").replace("/", "-")
    return download(request, body, _ATOM, name, attached=False)


def _steps() -> list[Step]:
    """The editions kept here, each with the one before it, the latest first."""
    kept = editions.desk().history()[-_STEPS:]
    opened = [editions.named(name) for name in kept]
    pairs = list(itertools.pairwise(opened))
    return [(old, new, compare_editions(old, new)) for old, new in reversed(pairs)]


FEEDS: Final[list[URLPattern]] = [
    path("feeds/letters.atom", letters_feed),
    path("feeds/letters/<int:number>.atom", letters_feed),
    path("feeds/changes.atom", changes_feed),
    path("feeds/changes/<int:number>.atom", changes_feed),
    path("feeds/changes/<str:of>/<str:name>.atom", changes_feed),
    path("feeds/changes/<str:of>/<str:name>/<int:number>.atom", changes_feed),
    path("feeds/log.atom", log_feed),
    path("feeds/log/<int:number>.atom", log_feed),
    path("feeds/due.ics", calendar),
]
