"""Answers to what went wrong, in the same dress as any other page: clear, and never a dead end."""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import wraps
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.views.decorators.csrf import csrf_exempt

from compendium.edition.lookup import near
from compendium.model.instruments import Instrument
from compendium.vocabulary.errors import CompendiumError, UserError
from compendium.web.assets import asset
from compendium.web.rendering import render
from compendium.web.standpoint import here

View = Callable[..., HttpResponse]

_LOG: Final = logging.getLogger(__name__)
_STATUS: Final = {"unknown-edition": 404, "unknown-citation": 404, "not-here": 404}
_LONGEST: Final = 120


def refused(request: HttpRequest, error: UserError) -> HttpResponse:
    """A page for input that is wrong: what it is, and what to do."""
    status = _STATUS.get(error.code, 400)
    return render(
        request,
        "error.html",
        status=status,
        keep=False,
        heading="This page is not here" if status == 404 else "That cannot be read",
        said=error.message,
        near=[],
        typed="",
    )


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001  Django's
    """404: what was asked for, and what is near it."""
    if not hasattr(request, "standpoint"):
        return without_edition(UserError("not-here", "There is no page at this address."))
    typed = request.path_info.strip("/").replace("/", " ")[:_LONGEST]
    return missing(request, typed, "There is no page at this address.")


def missing(request: HttpRequest, typed: str, said: str) -> HttpResponse:
    """404 for a citation: nothing held under it, and what looks like it."""
    reader = here(request).reader
    typed = "".join(sign if sign.isprintable() else " " for sign in typed).strip()
    close: list[Instrument] = near(reader, typed) if typed else []
    return render(
        request,
        "error.html",
        status=404,
        keep=False,
        heading="This page is not here",
        said=said,
        near=close,
        typed=typed,
    )


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001  Django's
    """400: a request that cannot be read."""
    return without_edition(UserError("bad-request", "The request could not be read."), 400)


def forged(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001  Django's
    """403: a form that was not sent from its own page, or lay open too long."""
    return render(
        request,
        "error.html",
        status=403,
        keep=False,
        heading="The form was not sent",
        said="It did not come from this site's own page, or lay open too long. Nothing was "
        "stored. Open the form again and send it once more.",
        near=[],
        typed="",
    )


def only_reading(view: View) -> View:
    """A page that is read and takes nothing: other methods are answered with 405."""

    @wraps(view)
    def answer(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if request.method in {"GET", "HEAD"}:
            return view(request, *args, **kwargs)
        response = render(
            request,
            "error.html",
            status=405,
            keep=False,
            heading="This page takes nothing",
            said="It can be read and not written to. Nothing was stored.",
            near=[],
            typed="",
        )
        response.headers["Allow"] = "GET, HEAD"
        return response

    return csrf_exempt(answer)  # it stores nothing, so there is nothing to forge


def failed(request: HttpRequest) -> HttpResponse:  # noqa: ARG001  Django's interface
    """500: a fault of ours. Nothing of it is shown; the log has it."""
    return without_edition(
        UserError("fault", "Something of ours failed. Nothing that you wrote was kept."), 500
    )


def without_edition(error: CompendiumError, status: int | None = None) -> HttpResponse:
    """A page that needs no edition: for faults, and for when there is nothing to serve."""
    if status is None:
        status = _STATUS.get(error.code, 503)
        if status == 503:
            _LOG.error("no edition to serve: %s", error.message)
            error = UserError("no-edition", "The compendium cannot be opened at the moment.")
    environment = engines["jinja2"].env
    body = environment.get_template("bare.html").render(said=error.message, asset=asset)
    return HttpResponse(body, status=status, headers={"Cache-Control": "no-store"})
