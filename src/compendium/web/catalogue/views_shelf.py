"""Words, templates, counties, and the data behind all pages."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect

from compendium.edition.kinds import KINDS
from compendium.web.catalogue.downloads import download
from compendium.web.catalogue.presenters_counties import (
    county_named,
    present_counties,
    present_county,
)
from compendium.web.catalogue.presenters_data import present_data, records_csv, records_json
from compendium.web.catalogue.presenters_words import present_templates, present_terms
from compendium.web.errors import missing
from compendium.web.rendering import render
from compendium.web.standpoint import here


def terms(request: HttpRequest) -> HttpResponse:
    """Definitions by date, advice on wording, words of the field."""
    return render(request, "terms.html", page=present_terms(here(request)))


def templates(request: HttpRequest) -> HttpResponse:
    """The shelf of templates and samples."""
    return render(request, "templates.html", page=present_templates(here(request)))


def counties(request: HttpRequest) -> HttpResponse:
    """All counties."""
    return render(request, "counties.html", page=present_counties(here(request)), asked="")


def county(request: HttpRequest, name: str) -> HttpResponse:
    """One county; other spellings of it lead to it, unknown ones to the list."""
    standpoint = here(request)
    party = county_named(standpoint, name)
    if party is None:
        shown = present_counties(standpoint)
        return render(
            request, "counties.html", status=404, keep=False, page=shown, asked=name[:120]
        )
    if party.id != name:
        return HttpResponsePermanentRedirect(standpoint.address(f"/counties/{party.id}"))
    return render(request, "county.html", page=present_county(standpoint, party))


def data(request: HttpRequest) -> HttpResponse:
    """What can be downloaded now."""
    return render(request, "data.html", page=present_data(here(request)))


def records(request: HttpRequest, kind: str, form: str) -> HttpResponse:
    """All records of a kind as JSON or CSV."""
    if kind not in KINDS:
        return missing(request, kind[:120], "There is no kind of record of this name here.")
    reader = here(request).reader
    if form == "csv":
        return download(request, records_csv(reader, kind), "text/csv", f"{kind}.csv")
    body = records_json(reader, kind)
    return download(request, body, "application/json", f"{kind}.json", attached=False)


def edition_file(request: HttpRequest) -> HttpResponse:
    """The sealed edition itself."""
    reader = here(request).reader
    name = f"compendium-{reader.colophon.edition}.sqlite"
    return download(request, reader.path.read_bytes(), "application/vnd.sqlite3", name)
