"""The short way to the API: reading is answered before Django's middleware is entered.

What is asked and what is said is the same either way, byte for byte; only the way is
shorter. Whatever is not plain reading (another method, a host that is not ours, cookies, an
edition that cannot be opened, a day in front of the address) goes the long way.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache
from http import HTTPStatus
from typing import Any, Final

from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.core.handlers.wsgi import WSGIRequest
from django.utils.text import compress_string

from compendium.vocabulary.errors import CompendiumError
from compendium.web import editions
from compendium.web.api.routes import TOP, route_of
from compendium.web.api.said import Said, say
from compendium.web.headers import SECURITY, WORTH_IT
from compendium.web.rendering import PREPARED
from compendium.web.standpoint import Standpoint, today

Environ = dict[str, Any]
Application = Callable[..., Iterable[bytes]]

_TOP: Final = f"/{TOP}"


class Shortcut:
    """A WSGI application in front of the whole site that answers programs itself."""

    def __init__(self, behind: Application) -> None:
        self._behind = behind

    def __call__(self, environ: Environ, start_response: Callable[..., Any]) -> Iterable[bytes]:
        """Answer one request."""
        plain = (
            environ["REQUEST_METHOD"] in ("GET", "HEAD")
            and environ.get("PATH_INFO", "").startswith(_TOP)
            and not environ.get("HTTP_COOKIE")
            and not environ.get("SCRIPT_NAME")
        )
        request = WSGIRequest(environ) if plain else None
        said = _said(request) if request is not None else None
        if request is None or said is None:
            return self._behind(environ, start_response)
        return _sent(said, request, start_response)


def _said(request: WSGIRequest) -> Said | None:
    """The answer, or None where the long way has to be gone."""
    try:
        request.get_host()
        reader = editions.current()
    except (DisallowedHost, CompendiumError):
        return None
    day = today()
    route, named = route_of(request.path_info[1:])
    return say(route, Standpoint(reader, day, day, request.path_info), request, named)


def _sent(said: Said, request: WSGIRequest, start_response: Callable[..., Any]) -> Iterable[bytes]:
    """What the middleware would have made of an answer."""
    own, body = said.headers, said.body
    if len(body) >= WORTH_IT:
        own["Vary"] = "Accept-Encoding"
        if "gzip" in request.META.get("HTTP_ACCEPT_ENCODING", ""):
            body = compress_string(body, max_random_bytes=100)
            own["Content-Encoding"] = "gzip"
            if said.etag:
                own["ETag"] = f"W/{said.etag}"
    own["Content-Length"] = str(len(body))
    if said.kept:
        own[PREPARED] = "yes"
    if settings.SECURE_HSTS_SECONDS and request.is_secure():
        own["Strict-Transport-Security"] = f"max-age={settings.SECURE_HSTS_SECONDS}"
    shown = [(name, value) for name, value in SECURITY.items() if name not in own]
    start_response(_status_line(said.status), [*own.items(), *shown])
    return [body]


@cache
def _status_line(status: int) -> str:
    return f"{status} {HTTPStatus(status).phrase}"
