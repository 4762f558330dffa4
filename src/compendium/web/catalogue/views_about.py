"""Who runs this and what to rely on; and where to get help now."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from compendium.web.catalogue.presenters_about import present_about, present_help
from compendium.web.rendering import render
from compendium.web.standpoint import here


def about(request: HttpRequest, language: str = "en") -> HttpResponse:
    """About, trust, coverage, gaps, accessibility and privacy on one page."""
    shown = present_about(here(request), language)
    return render(request, "about.html", language=language, page=shown)


def help_now(request: HttpRequest, language: str = "en") -> HttpResponse:
    """Help lines, large, with nothing above them."""
    shown = present_help(here(request), language)
    return render(request, "help.html", language=language, page=shown)


def spanish_home(request: HttpRequest) -> HttpResponse:
    """What there is in Spanish."""
    shown = present_about(here(request), "es")
    return render(request, "spanish.html", language="es", page=shown)
