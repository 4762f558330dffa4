"""What rooms with forms share: answers nobody keeps, and whether a form is from this site."""

from __future__ import annotations

from typing import Final
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from compendium.web.rendering import render

_READ_AWAY: Final = 32 * 1024 * 1024
"""Bytes of a form that is too long which are read and thrown away: a browser shows no answer
to a form that it could not send to its end."""
_PIECE: Final = 65_536


def private(response: HttpResponse, *, listed: bool = False) -> HttpResponse:
    """An answer that nobody keeps or hears of from us, and that no search engine lists."""
    response.headers["Cache-Control"] = "no-store"
    response.headers["Referrer-Policy"] = "same-origin"
    if not listed:
        response.headers["X-Robots-Tag"] = "noindex"
    return response


def told(request: HttpRequest, status: int, heading: str, said: str) -> HttpResponse:
    """A plain page that says what happened."""
    return render(
        request,
        "error.html",
        status=status,
        keep=False,
        heading=heading,
        said=said,
        near=[],
        typed="",
    )


def from_our_own_page(request: HttpRequest) -> bool:
    """Whether a browser says that a form came from this site, or no browser is asking."""
    site = request.headers.get("Sec-Fetch-Site")
    if site:
        return site in {"same-origin", "none"}
    origin = request.headers.get("Origin")
    if origin is None:
        return True
    return urlsplit(origin).netloc in {request.get_host(), urlsplit(settings.ADDRESS).netloc}


def read_away(request: HttpRequest) -> None:
    """Take in what is left of a request, and throw it away."""
    left = _READ_AWAY
    try:
        while left > 0 and (piece := request.read(_PIECE)):
            left -= len(piece)
    except OSError:  # whoever sent it is gone
        return
