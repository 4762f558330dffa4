"""From what a page shows to an answer: one door for all catalogue pages."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.template import engines

from compendium.web.assets import asset
from compendium.web.markup import writer_for
from compendium.web.standpoint import Standpoint, here
from compendium.web.steady import keeper
from compendium.web.structured import structured

PREPARED: Final = "X-Prepared"
"""Tells the server in front that an answer may be kept for the day. Never sent out."""

_DAY: Final = 86_400
_LONGEST_QUERY: Final = 500


def render(
    request: HttpRequest,
    template: str,
    *,
    status: int = 200,
    keep: bool = True,
    language: str = "en",
    **shown: Any,  # noqa: ANN401  whatever the template names
) -> HttpResponse:
    """A page of the catalogue.

    The template gets ``here`` (the standpoint), ``url`` (addresses as seen from it),
    ``cited`` (text with citations as links), ``same_query`` (the query of the address, for links
    that lead back to the same choice) and what is ``shown``. With ``keep`` the
    page says the same all day and may be kept and revalidated; pages that answer a
    form or a search are not kept.
    """
    standpoint = here(request)
    shown.setdefault("same_query", _asked(request))
    if status != 200 or not keep or request.method not in {"GET", "HEAD"}:
        body = page(standpoint, template, language=language, **shown)
        caching = "no-cache" if keep else "no-store"
        return HttpResponse(body, status=status, headers={"Cache-Control": caching})
    return _revalidated(
        request, standpoint, lambda: page(standpoint, template, language=language, **shown)
    )


def render_steady(
    request: HttpRequest, template: str, present: Callable[[Standpoint], object]
) -> HttpResponse:
    """A page of the catalogue that says the same between two changes of the edition.

    ``present`` makes what the template knows as ``page``. Beside the day's own name,
    nothing on the page may hang on the day but by comparing it with dates of records:
    no counting of days, no fiscal year of the day. Such pages are rendered once for all
    the days between two changes.
    """
    standpoint = here(request)
    return _revalidated(
        request,
        standpoint,
        lambda: keeper.page(standpoint, lambda there: page(there, template, page=present(there))),
    )


def page(
    standpoint: Standpoint,
    template: str,
    *,
    language: str = "en",
    **shown: Any,  # noqa: ANN401  whatever the template names
) -> str:
    """The HTML of a page."""
    writer = writer_for(standpoint.reader)
    environment = engines["jinja2"].env
    html: str = environment.get_template(template).render(
        here=standpoint,
        url=standpoint.address,
        cited=lambda words: writer.linked(words, standpoint),
        prose=lambda words, under=0: writer.prose(words, standpoint, under),
        compendium=standpoint.reader.compendium,
        colophon=standpoint.reader.colophon,
        language=language,
        structured=lambda *about: structured(standpoint, language, *about),
        asset=asset,
        site=settings.ADDRESS,
        **shown,
    )
    return html


def _asked(request: HttpRequest) -> str:
    """The query of an address, written anew; nothing where it is longer than any choice."""
    said = request.GET.urlencode()
    return f"?{said}" if 0 < len(said) <= _LONGEST_QUERY else ""


def _revalidated(
    request: HttpRequest, standpoint: Standpoint, make: Callable[[], str]
) -> HttpResponse:
    """A page, or word that the reader already holds it; today's may be kept in front."""
    edition = standpoint.reader.colophon.edition
    etag = f'W/"{edition}-{standpoint.on.isoformat()}-{standpoint.today.isoformat()}"'
    response: HttpResponse
    if _held(request, etag):
        response = HttpResponseNotModified()
    else:
        response = HttpResponse(make())
        if not standpoint.is_fixed and not request.META.get("QUERY_STRING"):
            response.headers[PREPARED] = "yes"
    forever = standpoint.edition is not None and "/on/" in standpoint.prefix
    response.headers["ETag"] = etag
    response.headers["Cache-Control"] = f"public, max-age={_DAY}" if forever else "no-cache"
    return response


def _held(request: HttpRequest, etag: str) -> bool:
    named = request.headers.get("If-None-Match", "")
    return etag in named or named.strip() == "*"
