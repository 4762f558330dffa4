"""Money: all years, one year, claiming codes, and the same amounts as CSV."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from compendium.vocabulary.errors import UserError
from compendium.vocabulary.fiscal_years import FiscalYear, parse_fiscal_year
from compendium.web.catalogue.downloads import download
from compendium.web.catalogue.presenters_money import (
    fiscal_lists,
    money_csv,
    present_codes,
    present_funding,
    present_funding_year,
)
from compendium.web.errors import refused
from compendium.web.rendering import render
from compendium.web.standpoint import here


def funding(request: HttpRequest) -> HttpResponse:
    """Every year, the latest first."""
    return render(request, "funding.html", page=present_funding(here(request)))


def funding_year(request: HttpRequest, year: str) -> HttpResponse:
    """One fiscal year; other ways to write it lead to it."""
    standpoint = here(request)
    try:
        asked = parse_fiscal_year(year)
    except UserError as error:
        return refused(request, error)
    if str(asked) != year:
        return HttpResponseRedirect(standpoint.address(f"/funding/{asked}"))
    page = present_funding_year(standpoint, asked)
    if page is None:
        lists = fiscal_lists(standpoint.reader)
        return render(request, "funding_none.html", keep=False, year=str(asked), lists=lists)
    return render(request, "funding_year.html", page=page)


def funding_csv(request: HttpRequest, year: str | None = None) -> HttpResponse:
    """The amounts of a year, or of all, as CSV."""
    asked: FiscalYear | None = None
    if year is not None:
        try:
            asked = parse_fiscal_year(year)
        except UserError as error:
            return refused(request, error)
    body = money_csv(here(request), asked)
    return download(request, body, "text/csv", f"funding-{asked}.csv" if asked else "funding.csv")


def codes(request: HttpRequest) -> HttpResponse:
    """Claiming codes: mostly what is not known of them."""
    return render(request, "codes.html", page=present_codes(here(request)))
