"""Browsing: everything, a series, a topic, a year, a section of the original factsheet."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from compendium.model.instruments import Series
from compendium.web.catalogue import presenters_browse as present
from compendium.web.catalogue.views_instrument import other_spelling
from compendium.web.errors import missing
from compendium.web.rendering import render
from compendium.web.standpoint import here


def everything(request: HttpRequest) -> HttpResponse:
    """All instruments."""
    return render(request, "browse.html", page=present.every(here(request)))


def by_series(request: HttpRequest, series: str) -> HttpResponse:
    """One series: /acl. Anything else of one word may be a spelling of a citation."""
    standpoint = here(request)
    run = standpoint.reader.one(Series, series)
    if run is None:
        return other_spelling(request, series)
    return render(request, "browse.html", page=present.of_series(standpoint, run))


def by_topic(request: HttpRequest, topic: str) -> HttpResponse:
    """One topic."""
    return _list(request, present.of_topic(here(request), topic), topic, "topic")


def by_section(request: HttpRequest, section: str) -> HttpResponse:
    """One section of the original factsheet."""
    return _list(request, present.of_section(here(request), section), section, "section")


def by_year(request: HttpRequest, year: int) -> HttpResponse:
    """One year."""
    return _list(request, present.of_year(here(request), year), str(year), "year")


def _list(
    request: HttpRequest, page: present.BrowsePage | None, asked: str, kind: str
) -> HttpResponse:
    if page is None:
        return missing(request, asked[:120], f"There is no {kind} of this name here.")
    return render(request, "browse.html", page=page)
