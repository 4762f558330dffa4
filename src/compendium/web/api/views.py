"""From a request to a question, and from its answer to JSON. The only door to Django here."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Callable
from typing import Any, Final

import msgspec
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.views.decorators.csrf import csrf_exempt

from compendium.edition.answers import Plain
from compendium.vocabulary.errors import FaultError, UserError
from compendium.web import editions
from compendium.web.api.declared import NOT_FOUND, Question, read_parameters
from compendium.web.api.openapi import document
from compendium.web.api.questions import QUESTIONS, answered
from compendium.web.rendering import PREPARED
from compendium.web.standpoint import Standpoint, here

_LOG: Final = logging.getLogger(__name__)
_READING: Final = "GET, HEAD, OPTIONS"
_OPEN: Final = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "ETag",
    "Cross-Origin-Resource-Policy": "cross-origin",
}
_PREFLIGHT: Final = {
    "Access-Control-Allow-Methods": _READING,
    "Access-Control-Allow-Headers": "If-None-Match",
    "Access-Control-Max-Age": "86400",
}
_ENCODE: Final = msgspec.json.Encoder().encode

Answering = Callable[..., Plain]


def asking(question: Question) -> Callable[..., HttpResponse]:
    """The view that answers a question."""

    def respond(standpoint: Standpoint, request: HttpRequest, **path: str) -> Plain:
        query = dict(request.GET.lists())
        given = read_parameters(question, query, path)
        return answered(
            question,
            given,
            editions.desk(),
            reader=standpoint.reader,
            on=standpoint.on,
            today=standpoint.today,
        )

    return _in_json(respond, kept=question.kept)


def _in_json(respond: Answering, *, kept: bool = True) -> Callable[..., HttpResponse]:
    """A view that answers with JSON whatever happens, open to all origins, without cookies."""

    def view(request: HttpRequest, **path: str) -> HttpResponse:
        if request.method == "OPTIONS":
            return HttpResponse(status=204, headers={**_OPEN, **_PREFLIGHT, "Allow": _READING})
        if request.method not in {"GET", "HEAD"}:
            said = _error("read-only", "This can be read and not written to.", 405)
            said.headers["Allow"] = _READING
            return said
        try:
            standpoint = here(request)
            body = _ENCODE(respond(standpoint, request, **path))
            return _sent(request, body, kept=kept and not standpoint.is_fixed)
        except UserError as error:
            return _error(error.code, error.message, 404 if error.code in NOT_FOUND else 400)
        except FaultError as error:
            _LOG.error("the API failed: %s", error.message)
        except Exception:  # noqa: BLE001  the last door: programs are answered in JSON whatever fails
            _LOG.exception("the API failed")
        return _error("fault", "Something of ours failed.", 500)

    return csrf_exempt(view)  # it stores nothing, so there is nothing to forge


def _sent(request: HttpRequest, body: bytes, *, kept: bool) -> HttpResponse:
    etag = f'"{hashlib.blake2b(body, digest_size=9).hexdigest()}"'
    named = request.headers.get("If-None-Match", "")
    response: HttpResponse
    if etag in named or named.strip() == "*":
        response = HttpResponseNotModified()
    else:
        response = HttpResponse(body, content_type="application/json")
        if kept:
            response.headers[PREPARED] = "yes"
    for name, value in {**_OPEN, "ETag": etag, "Cache-Control": "no-cache"}.items():
        response.headers[name] = value
    return response


def _error(code: str, message: str, status: int) -> HttpResponse:
    body = _ENCODE({"error": {"code": code, "message": message}})
    headers = {**_OPEN, "Cache-Control": "no-store"}
    return HttpResponse(body, status=status, content_type="application/json", headers=headers)


def _no_parameters(request: HttpRequest) -> None:
    if request.GET:
        raise UserError("unknown-parameter", "There are no parameters here.")


def _front(standpoint: Standpoint, request: HttpRequest) -> Plain:
    """The questions that can be asked, and from which edition."""
    _no_parameters(request)
    return {
        "edition": standpoint.reader.colophon.edition,
        "as_of": standpoint.on.isoformat(),
        "openapi": "/api/v1/openapi.json",
        "questions": [{"path": f"/api/v1/{q.path}", "summary": q.summary} for q in QUESTIONS],
    }


def _openapi(standpoint: Standpoint, request: HttpRequest) -> Plain:  # noqa: ARG001  the same from everywhere
    _no_parameters(request)
    return document()


def _nowhere(standpoint: Standpoint, request: HttpRequest, **path: Any) -> Plain:  # noqa: ANN401, ARG001  whatever was typed
    raise UserError(
        "no-such-address", "There is nothing at this address; /api/v1 lists what there is."
    )


front: Final = _in_json(_front)
openapi: Final = _in_json(_openapi)
nowhere: Final = _in_json(_nowhere)
