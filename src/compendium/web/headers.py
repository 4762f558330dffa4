"""Headers of every answer: what a browser may do with a page, and how it travels."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers
from django.utils.text import compress_string

Answering = Callable[[HttpRequest], HttpResponse]

CONTENT_SECURITY_POLICY: Final = "; ".join(
    (
        "default-src 'none'",
        "style-src 'self'",
        "img-src 'self'",
        "script-src 'self'",
        "connect-src 'self'",  # no page uses it; auditing tools fetch robots.txt from pages
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)

SECURITY: Final = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), browsing-topics=()",
}

HSTS: Final = "Strict-Transport-Security"
WORTH_IT: Final = 500
"""Answers shorter than this, in bytes, are sent as they are."""


def security_headers(answer: Answering) -> Answering:
    """Middleware: the headers above, on every answer; ``framed`` ones keep their own."""

    def respond(request: HttpRequest) -> HttpResponse:
        response = answer(request)
        for name, value in SECURITY.items():
            response.headers.setdefault(name, value)
        if getattr(response, "may_be_framed", False):
            del response.headers["X-Frame-Options"]
        return response

    return respond


def only_encrypted(environ: Mapping[str, Any]) -> list[tuple[str, str]]:
    """The header that asks a browser to come encrypted, for a request that did (HSTS).

    The same that Django's middleware says, for answers that are sent before it is entered.
    """
    seconds, proxy = settings.SECURE_HSTS_SECONDS, settings.SECURE_PROXY_SSL_HEADER
    if not seconds:
        return []
    said = environ.get(proxy[0], "").split(",")[0].strip() if proxy else ""
    is_secure = said == proxy[1] if said else environ.get("wsgi.url_scheme") == "https"
    return [(HSTS, f"max-age={seconds}")] if is_secure else []


def framed(response: HttpResponse, style: str) -> HttpResponse:
    """Let any site show an answer in a frame. It may use its one style and nothing else.

    ``style`` is the digest of that style, as a policy names it.
    """
    response.headers["Content-Security-Policy"] = "; ".join(
        (
            "default-src 'none'",
            f"style-src '{style}'",
            "form-action 'none'",
            "base-uri 'none'",
            "frame-ancestors *",
        )
    )
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    response.may_be_framed = True
    return response


def compressed(answer: Answering) -> Answering:
    """Middleware: text is sent compressed to browsers that take it.

    Up to a hundred random bytes are added, so that the length tells nothing of what a
    form's hidden token shares with what somebody made the page repeat.
    """

    def respond(request: HttpRequest) -> HttpResponse:
        response = answer(request)
        if response.streaming or len(response.content) < WORTH_IT:
            return response
        patch_vary_headers(response, ("Accept-Encoding",))
        accepts = "gzip" in request.headers.get("Accept-Encoding", "")
        if not accepts or response.has_header("Content-Encoding"):
            return response
        response.content = compress_string(response.content, max_random_bytes=100)
        response.headers["Content-Encoding"] = "gzip"
        response.headers["Content-Length"] = str(len(response.content))
        etag = response.headers.get("ETag")
        if etag and not etag.startswith("W/"):
            response.headers["ETag"] = f"W/{etag}"
        return response

    return respond
