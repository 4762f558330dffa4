"""The first page, the search, the choice of a day, and what machines ask for first."""

from __future__ import annotations

import json
from typing import Final

from django.conf import settings
from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponsePermanentRedirect,
    HttpResponseRedirect,
)

from compendium.vocabulary.dates import parse_day
from compendium.vocabulary.errors import UserError
from compendium.web.assets import asset, shipped
from compendium.web.catalogue import sitemap as addresses_of
from compendium.web.catalogue.presenters_home import present_home
from compendium.web.catalogue.presenters_search import FILTERS, present_search
from compendium.web.errors import refused
from compendium.web.rendering import page, render
from compendium.web.standpoint import here

_LONGEST: Final = 2_000
_KEPT_OFFLINE: Final = ("/offline", "/help", "/es/help", "/missing-from-care")


def home(request: HttpRequest) -> HttpResponse:
    """One search box, three tasks, what changed and what is coming."""
    return render(request, "home.html", page=present_home(here(request)))


def search_page(request: HttpRequest) -> HttpResponse:
    """What a query finds. The query stays in the address alone: nothing logs or keeps it."""
    query = request.GET.get("q", "")
    chosen = {name: frozenset(request.GET.getlist(name)) for name in FILTERS}
    number = request.GET.get("page", "")
    at = int(number) if number.isascii() and number.isdigit() and len(number) < 4 else 1
    shown = present_search(here(request), query.strip()[:_LONGEST], chosen, at)
    return render(request, "search.html", keep=False, page=shown)


def choose_day(request: HttpRequest) -> HttpResponse:
    """The form on every page: go to the same page as of another day."""
    standpoint = here(request)
    try:
        day = parse_day(request.GET.get("date", "").strip())
    except UserError as error:
        return refused(request, error)
    path = request.GET.get("page", "/")
    if not path.startswith("/") or path.startswith("//") or "\\" in path:
        path = "/"
    return HttpResponseRedirect(standpoint.at(None if day == standpoint.today else day, path))


def offline(request: HttpRequest) -> HttpResponse:
    """What a browser shows where there is no network."""
    return render(request, "offline.html")


def worker(request: HttpRequest) -> HttpResponse:
    """The script that keeps a few pages in the browser, anew with each edition and stylesheet."""
    kept = [*_KEPT_OFFLINE, asset("site.css"), asset("icon.svg")]
    name = f"kept-{here(request).reader.colophon.edition}-{asset('site.css').split('.')[-2]}"
    script = shipped()["worker.js"].decode()
    script = script.replace("__NAME__", name).replace("__KEEP__", json.dumps(kept))
    response = HttpResponse(script, content_type="text/javascript; charset=utf-8")
    response.headers["Cache-Control"] = "no-cache"
    return response


def robots(request: HttpRequest) -> HttpResponse:  # noqa: ARG001  Django's interface
    """What crawlers may read: pages as of today."""
    body = (
        "User-agent: *\nDisallow: /on/\nDisallow: /edition/\nDisallow: /search\n"
        f"Disallow: /report-a-problem\n\nSitemap: {settings.ADDRESS}/sitemap.xml\n"
    )
    return HttpResponse(body, content_type="text/plain; charset=utf-8")


def sitemap(request: HttpRequest) -> HttpResponse:
    """Every page as of today."""
    standpoint = here(request)
    reader = standpoint.reader
    listed = [*addresses_of.addresses(reader), *addresses_of.answered_addresses(reader)]
    body = page(standpoint, "sitemap.xml", addresses=listed)
    return HttpResponse(body, content_type="application/xml; charset=utf-8")


def icon(request: HttpRequest) -> HttpResponse:  # noqa: ARG001  Django's interface
    """Where old browsers look for the icon."""
    return HttpResponsePermanentRedirect(asset("icon.svg"))
