"""Feeds and a calendar: what to watch, by topic and by department, and what was published."""

from __future__ import annotations

import itertools
from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path

from compendium.edition.exports.calendar import icalendar_of
from compendium.edition.exports.feeds import Feed, atom, changes, letters, log
from compendium.edition.learned import Learned, compare_editions
from compendium.edition.reader import EditionReader
from compendium.vocabulary.kinds import Bearer
from compendium.web import editions
from compendium.web.catalogue.downloads import download
from compendium.web.errors import missing
from compendium.web.standpoint import here

_ATOM: Final = "application/atom+xml"
_STEPS: Final = 8
"""Editions that the publication log goes back."""

Step = tuple[EditionReader, EditionReader, list[Learned]]


def letters_feed(request: HttpRequest) -> HttpResponse:
    """Letters and laws as they were issued."""
    return _feed(request, letters(here(request).reader, here(request).on, "/feeds/letters.atom"))


def changes_feed(
    request: HttpRequest, topic: str | None = None, department: str | None = None
) -> HttpResponse:
    """Effects and duties, of all, of a topic or of a department."""
    standpoint = here(request)
    known = {one.id for one in standpoint.reader.compendium.topics}
    departments = {str(bearer) for bearer in Bearer}
    if (topic or "") not in {*known, ""} or (department or "") not in {*departments, ""}:
        return missing(request, "", "There is no feed of this name here.")
    address = "/feeds/changes.atom"
    if topic:
        address = f"/feeds/changes/topic/{topic}.atom"
    if department:
        address = f"/feeds/changes/department/{department}.atom"
    made = changes(standpoint.reader, standpoint.on, address, topic=topic, department=department)
    return _feed(request, made)


def log_feed(request: HttpRequest) -> HttpResponse:
    """What was learned from edition to edition, as far as they are kept here."""
    return _feed(request, log(_steps(), "/feeds/log.atom"))


def calendar(request: HttpRequest) -> HttpResponse:
    """Days on which something is due, begins, ends or expires."""
    body = icalendar_of(here(request).reader, settings.ADDRESS)
    return download(request, body, "text/calendar", "due.ics", attached=False)


def _feed(request: HttpRequest, made: Feed) -> HttpResponse:
    body = atom(made, here(request).reader, settings.ADDRESS)
    name = made.path.removeprefix("/feeds/").replace("/", "-")
    return download(request, body, _ATOM, name, attached=False)


def _steps() -> list[Step]:
    """The editions kept here, each with the one before it, the latest first."""
    kept = editions.desk().history()[-_STEPS:]
    opened = [editions.named(name) for name in kept]
    pairs = list(itertools.pairwise(opened))
    return [(old, new, compare_editions(old, new)) for old, new in reversed(pairs)]


FEEDS: Final[list[URLPattern]] = [
    path("feeds/letters.atom", letters_feed),
    path("feeds/changes.atom", changes_feed),
    path("feeds/changes/topic/<str:topic>.atom", changes_feed),
    path("feeds/changes/department/<str:department>.atom", changes_feed),
    path("feeds/log.atom", log_feed),
    path("feeds/due.ics", calendar),
]
