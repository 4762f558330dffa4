"""What stands in front of every view of this room: who may send, how much, and what if not.

Public forms need no cookie. A browser says where a form was sent from (Sec-Fetch-Site,
or Origin), and what comes from another site is turned away; pages with forms therefore
ask for the referrer policy ``same-origin``, without which browsers would hide it.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import wraps
from typing import Any, Final

from django.core.exceptions import BadRequest, RequestDataTooBig, SuspiciousOperation
from django.db import Error as DatabaseTrouble
from django.http import HttpRequest, HttpResponse, UnreadablePostError
from django.http.multipartparser import MultiPartParserError
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters

from compendium.web.gate import from_our_own_page, private, read_away, told

View = Callable[..., HttpResponse]

LARGEST: Final = 65_536
"""Bytes of a form; a full one has a tenth of that."""
_ALLOWED: Final = ("GET", "HEAD", "POST")
_LOG: Final = logging.getLogger(__name__)


def public(*, listed: bool, from_anywhere: bool = False) -> Callable[[View], View]:
    """Views with a form that anybody may send, from our own pages, at a sensible length.

    Search engines list the form where it is ``listed``, and never what answers it. A
    form that mail programs send, too, may come ``from_anywhere``: its address is the key.
    """

    def guarded(view: View) -> View:
        @wraps(view)
        def respond(request: HttpRequest, *given: Any, **named: Any) -> HttpResponse:  # noqa: ANN401  Django's
            turned_away = _turned_away(request, from_anywhere=from_anywhere)
            if turned_away is not None:
                read_away(request)
            response = turned_away or _answered(request, view, *given, **named)
            return private(response, listed=listed and request.method != "POST")

        return csrf_exempt(sensitive_post_parameters()(respond))

    return guarded


def reachable(view: View) -> View:
    """A view that needs the database: a page says so when it cannot be reached."""

    @wraps(view)
    def respond(request: HttpRequest, *given: Any, **named: Any) -> HttpResponse:  # noqa: ANN401  Django's
        return private(_answered(request, view, *given, **named))

    return respond


def _turned_away(request: HttpRequest, *, from_anywhere: bool) -> HttpResponse | None:
    if request.method not in _ALLOWED:
        response = told(request, 405, "That is not done here", "This page is read or sent.")
        response.headers["Allow"] = ", ".join(_ALLOWED)
        return response
    if request.method != "POST":
        return None
    if not from_anywhere and not from_our_own_page(request):
        return told(
            request,
            403,
            "The form was not sent",
            "It came from another site. Nothing was stored. Open the form here and send it again.",
        )
    if _length(request) > LARGEST:
        return _too_long(request)
    return _unreadable(request)


def _unreadable(request: HttpRequest) -> HttpResponse | None:
    """Read what was sent; a page where that cannot be done."""
    try:
        len(request.POST)
    except RequestDataTooBig:
        return _too_long(request)
    except (BadRequest, SuspiciousOperation, MultiPartParserError, UnreadablePostError, ValueError):
        return told(
            request,
            400,
            "That cannot be read",
            "What was sent is no form of this site. Nothing was stored. Open the form again.",
        )
    return None


def _too_long(request: HttpRequest) -> HttpResponse:
    return told(
        request,
        413,
        "That is too long",
        "More was sent than this form takes. Nothing was stored. Go back, shorten it, "
        "and send it again; a long document can be handed over later.",
    )


def _length(request: HttpRequest) -> int:
    said = request.META.get("CONTENT_LENGTH") or "0"
    return int(said) if said.isascii() and said.isdigit() else LARGEST + 1


def _answered(request: HttpRequest, view: View, *given: Any, **named: Any) -> HttpResponse:  # noqa: ANN401  Django's
    try:
        return view(request, *given, **named)
    except DatabaseTrouble as trouble:
        _LOG.error("the database cannot be reached: %s", type(trouble).__name__)
        response = told(
            request,
            503,
            "This cannot be reached just now",
            "What was sent before is not lost. Try again in a few minutes.",
        )
        response.headers["Retry-After"] = "300"
        return response
