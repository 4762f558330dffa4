"""Files of an edition: sent whole, named, and revalidated by edition and day."""

from __future__ import annotations

from typing import Final

from django.http import HttpRequest, HttpResponse, HttpResponseNotModified

from compendium.web.standpoint import here

_TEXT: Final = ("text/", "application/json", "application/atom+xml")


def download(
    request: HttpRequest, body: str | bytes, kind: str, name: str, *, attached: bool = True
) -> HttpResponse:
    """A file. ``kind`` is its media type, ``name`` what a browser saves it as."""
    standpoint = here(request)
    edition = standpoint.reader.colophon.edition
    etag = f'W/"{edition}-{standpoint.on.isoformat()}-{name}"'
    if etag in request.headers.get("If-None-Match", ""):
        response: HttpResponse = HttpResponseNotModified()
    else:
        charset = "; charset=utf-8" if kind.startswith(_TEXT) else ""
        response = HttpResponse(body, content_type=f"{kind}{charset}")
        if attached:
            response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["ETag"] = etag
    response.headers["Cache-Control"] = "no-cache"
    return response
