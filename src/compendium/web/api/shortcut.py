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
from urllib.parse import unquote_plus

from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.core.handlers.wsgi import WSGIRequest, get_path_info
from django.utils.text import compress_string

from compendium.vocabulary.errors import CompendiumError
from compendium.web import editions
from compendium.web.api.routes import TOP, Query, route_of
from compendium.web.api.said import Said, say, too_many
from compendium.web.headers import SECURITY, WORTH_IT, only_encrypted
from compendium.web.rendering import PREPARED
from compendium.web.standpoint import Standpoint, today

Environ = dict[str, Any]
Application = Callable[..., Iterable[bytes]]

_TOP: Final = f"/{TOP}"
_LONG: Final = ("HTTP_COOKIE", "SCRIPT_NAME", "CONTENT_TYPE")
"""What a program that only reads does not send."""
_MOST_HOSTS: Final = 64


class Shortcut:
    """A WSGI application in front of the whole site that answers programs itself."""

    def __init__(self, behind: Application) -> None:
        self._behind = behind
        self._hosts: set[str] = set()

    def __call__(self, environ: Environ, start_response: Callable[..., Any]) -> Iterable[bytes]:
        """Answer one request."""
        plain = (
            environ["REQUEST_METHOD"] in ("GET", "HEAD")
            and environ.get("PATH_INFO", "").startswith(_TOP)
            and not any(environ.get(name) for name in _LONG)
        )
        said = self._said(environ) if plain else None
        if said is None:
            return self._behind(environ, start_response)
        return _sent(said, environ, start_response)

    def _said(self, environ: Environ) -> Said | None:
        """The answer, or None where the long way has to be gone."""
        if not self._ours(environ):
            return None
        try:
            reader = editions.current()
        except CompendiumError:
            return None
        day = today()
        path = get_path_info(environ)
        route, names = route_of(path[1:])
        named = environ.get("HTTP_IF_NONE_MATCH", "")
        query = environ.get("QUERY_STRING", "")
        return say(route, Standpoint(reader, day, day, path), names, lambda: query_of(query), named)

    def _ours(self, environ: Environ) -> bool:
        """Whether the host asked for is one of ours, by Django's own rules."""
        host = environ.get("HTTP_HOST", "")
        if host in self._hosts:
            return True
        try:
            WSGIRequest(dict(environ)).get_host()  # it writes into what it is given
        except DisallowedHost:
            return False
        if host and len(self._hosts) < _MOST_HOSTS:
            self._hosts.add(host)
        return True


def query_of(text: str) -> Query:
    """The parameters of a query string as Django reads them.

    Raises UserError for more of them than Django takes.

    >>> query_of("citation=ACL+16-49&on=&x&citation=%C3%A9")
    {'citation': ['ACL 16-49', 'é'], 'on': [''], 'x': ['']}
    """
    if not text.isascii():
        text = _decoded(text)
    found: dict[str, list[str]] = {}
    parts = text.split("&") if text else []
    if len(parts) > settings.DATA_UPLOAD_MAX_NUMBER_FIELDS:
        raise too_many()
    for part in parts:
        if part:
            name, _, value = part.partition("=")
            found.setdefault(_read(name), []).append(_read(value))
    return found


def _read(text: str) -> str:
    return unquote_plus(text) if "%" in text or "+" in text else text


def _decoded(text: str) -> str:
    """A query as it was meant: WSGI gives bytes, each as one sign."""
    try:
        return text.encode("latin-1").decode()
    except UnicodeDecodeError:
        return text


def _sent(said: Said, environ: Environ, start_response: Callable[..., Any]) -> Iterable[bytes]:
    """What the middleware would have made of an answer."""
    body = said.body
    long = len(body) >= WORTH_IT
    own: list[tuple[str, str]] = []
    etag = said.etag
    if long and "gzip" in environ.get("HTTP_ACCEPT_ENCODING", ""):
        body = compress_string(body, max_random_bytes=100)
        own.append(("Content-Encoding", "gzip"))
        etag = etag and f"W/{etag}"
    if etag:
        own.append(("ETag", etag))
    own.append(("Content-Length", str(len(body))))
    own += only_encrypted(environ)
    status = _status_line(said.status)
    start_response(status, [*_fixed(said.status, bool(said.etag), said.kept, long), *own])
    return [body]


@cache
def _fixed(status: int, held: bool, kept: bool, long: bool) -> tuple[tuple[str, str], ...]:  # noqa: FBT001  kinds of answers
    """The headers that all answers of a kind have."""
    own = Said(status, b"", "x" if held else "").headers
    own.pop("ETag", None)
    if long:
        own["Vary"] = "Accept-Encoding"
    if kept:
        own[PREPARED] = "yes"
    return tuple({**SECURITY, **own}.items())


@cache
def _status_line(status: int) -> str:
    return f"{status} {HTTPStatus(status).phrase}"
