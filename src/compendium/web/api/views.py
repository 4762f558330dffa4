"""The API as Django meets it: from a request to what is said."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt

from compendium.web.api.routes import Query, Route
from compendium.web.api.said import OPEN, Said, refused, say, too_many
from compendium.web.rendering import PREPARED
from compendium.web.standpoint import here

_READING: Final = "GET, HEAD, OPTIONS"
_PREFLIGHT: Final = {
    "Access-Control-Allow-Methods": _READING,
    "Access-Control-Allow-Headers": "If-None-Match",
    "Access-Control-Max-Age": "86400",
}


def view_of(route: Route) -> Callable[..., HttpResponse]:
    """A view that answers with JSON whatever happens, open to all origins, without cookies."""

    def view(request: HttpRequest, **path: str) -> HttpResponse:
        if request.method == "OPTIONS":
            return HttpResponse(status=204, headers={**OPEN, **_PREFLIGHT, "Allow": _READING})
        if request.method not in {"GET", "HEAD"}:
            response = _sent(refused("read-only", "This can be read and not written to.", 405))
            response.headers["Allow"] = _READING
            return response
        named = request.headers.get("If-None-Match", "")
        return _sent(say(route, here(request), path, lambda: _query_of(request), named))

    return csrf_exempt(view)  # it stores nothing, so there is nothing to forge


def _query_of(request: HttpRequest) -> Query:
    try:
        query: dict[str, list[Any]] = dict(request.GET.lists())
    except SuspiciousOperation:
        raise too_many() from None
    return query


def _sent(said: Said) -> HttpResponse:
    response = HttpResponse(said.body, status=said.status, headers=said.headers)
    if said.status == 304:
        del response.headers["Content-Type"]  # Django gives every answer one
    if said.kept:
        response.headers[PREPARED] = "yes"
    return response
