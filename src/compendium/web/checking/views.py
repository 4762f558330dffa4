"""The workspace: begin or open a check, answer its lines, save it, take reports away.

Nothing is kept here. The check travels in the page's own form, under our signature, or
in the file that its person saves.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import datetime
from functools import wraps
from typing import Final

from django.core.exceptions import BadRequest, RequestDataTooBig, SuspiciousOperation
from django.http import HttpRequest, HttpResponse, UnreadablePostError
from django.http.multipartparser import MultiPartParserError
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters

from compendium.checks.saved import SavedCheck, written
from compendium.edition.checking import reopen, version_summary
from compendium.reports import make
from compendium.search.refusal import familiar_words
from compendium.vocabulary.dates import CALIFORNIA
from compendium.vocabulary.errors import UserError
from compendium.web.checking.answers import read_answers, refused
from compendium.web.checking.presenters import OUTPUTS, present_first, present_result
from compendium.web.checking.sealed import unsealed
from compendium.web.checking.start import day_sent, reopened, sampled, started
from compendium.web.checking.uploads import LARGEST_FORM, keep_in_memory, sent_document
from compendium.web.gate import from_our_own_page, private, read_away, told
from compendium.web.rendering import render
from compendium.web.standpoint import here

View = Callable[..., HttpResponse]
Wrong = Mapping[tuple[str, str], str]

_ALLOWED: Final = ("GET", "HEAD", "POST")
_FILE_NAME: Final = re.compile(r"[^a-z0-9-]+")
_SAMPLE: Final = "This is a sample that we wrote, of no county, with gaps in it. Try the page out."
_SHOWN_AGAIN: Final = ("checklist", "on", "counties", "whose", "revised", "text")


def guarded(view: View) -> View:
    """The workspace behind its door: our own forms, at a sensible size, nothing on disk."""

    @wraps(view)
    def respond(request: HttpRequest, **named: str) -> HttpResponse:
        turned_away = _turned_away(request)
        if turned_away is not None:
            read_away(request)
        return private(turned_away or view(request, **named), listed=request.method != "POST")

    return csrf_exempt(sensitive_post_parameters()(respond))


@guarded
def workspace(request: HttpRequest) -> HttpResponse:
    """The first page, and what each of its buttons leads to."""
    if request.method != "POST":
        return _first(request)
    asked = request.POST.get("do", "")
    try:
        if asked == "start":
            return _result(request, started(request, here(request), _familiar(request)))
        if asked == "sample":
            return _result(request, sampled(here(request)), note=_SAMPLE)
        if asked == "open":
            return _looked_through(request, *reopened(request, here(request)))
        return _answered(request, asked)
    except UserError as error:
        return _first(request, error)


def _answered(request: HttpRequest, asked: str) -> HttpResponse:
    """A check with the answers on its page: shown, saved, reported, or held to another day."""
    standpoint = here(request)
    check = unsealed(request.POST.get("check", ""))
    read = read_answers(check, request.POST, standpoint.today, _familiar(request))
    if read.wrong:
        return _result(request, read.check, read.wrong)
    if asked == "save":
        name = f"{_plain_name(check)}-{read.check.setup.as_of.isoformat()}.json"
        return attached(written(read.check), "application/json", name)
    if asked == "download":
        return _report(request, read.check)
    if asked == "again":
        on = day_sent(request.POST, "on", check.setup.as_of)
        try:
            return _result(
                request, reopen(standpoint.reader, read.check, on, sent_document(request))
            )
        except UserError as error:
            return _result(request, read.check, fault=error.message)
    return _result(request, read.check)


def _looked_through(request: HttpRequest, check: SavedCheck, note: str) -> HttpResponse:
    """A check from a file, which may hold what this page refuses."""
    wrong = refused(check, here(request).today, _familiar(request))
    return _result(request, check, wrong, note=note)


def _report(request: HttpRequest, check: SavedCheck) -> HttpResponse:
    standpoint = here(request)
    output = request.POST.get("output", "")
    if output not in {name for name, _ in OUTPUTS}:
        return _result(request, check, fault="Choose one of the reports in the list.")
    kind, _, form = output.partition(".")
    made = make(
        check,
        kind,
        standpoint.reader.compendium.title,
        datetime.now(CALIFORNIA).replace(microsecond=0),
        summary=version_summary(standpoint.reader, check),
        form=form,
    )
    return attached(made.body, made.media, made.name)


def attached(body: bytes, media: str, name: str) -> HttpResponse:
    """A file to take away."""
    response = HttpResponse(body, content_type=media)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _first(request: HttpRequest, error: UserError | None = None) -> HttpResponse:
    sent = {name: request.POST.get(name, "") for name in _SHOWN_AGAIN}
    if not error:
        sent["whose"] = "county"
    departments = request.POST.getlist("department") if error else ["child-welfare", "probation"]
    fault = error.message if error else ""
    page = present_first(here(request), sent, departments, fault)
    return render(request, "check.html", status=400 if error else 200, keep=False, page=page)


def _result(
    request: HttpRequest,
    check: SavedCheck,
    wrong: Wrong | None = None,
    *,
    fault: str = "",
    note: str = "",
) -> HttpResponse:
    standpoint = here(request)
    summary = version_summary(standpoint.reader, check)
    page = present_result(standpoint, check, wrong or {}, summary, note)
    status = 400 if wrong or fault else 200
    return render(request, "check_result.html", status=status, keep=False, page=page, fault=fault)


def _turned_away(request: HttpRequest) -> HttpResponse | None:
    if request.method not in _ALLOWED:
        response = told(request, 405, "That is not done here", "This page is read or sent.")
        response.headers["Allow"] = ", ".join(_ALLOWED)
        return response
    if request.method != "POST":
        return None
    if not from_our_own_page(request):
        said = "It came from another site. Nothing was read or kept. Open the form here."
        return told(request, 403, "The form was not sent", said)
    length = request.META.get("CONTENT_LENGTH") or "0"
    if not (length.isascii() and length.isdigit()) or int(length) > LARGEST_FORM:
        return _too_large(request)
    keep_in_memory(request)
    return _unreadable(request)


def _unreadable(request: HttpRequest) -> HttpResponse | None:
    """Read what was sent; a page where that cannot be done."""
    try:
        len(request.POST)
    except RequestDataTooBig:
        return _too_large(request)
    except (BadRequest, SuspiciousOperation, MultiPartParserError, UnreadablePostError, ValueError):
        said = "What was sent is no form of this site. Nothing was kept. Open the form again."
        return told(request, 400, "That cannot be read", said)
    return None


def _too_large(request: HttpRequest) -> HttpResponse:
    said = (
        "A document may have 20 megabytes. Nothing was read or kept. Leave its pictures out, or "
        "check it on your own machine with the command: compendium check FILE --against CHECKLIST."
    )
    return told(request, 413, "That is too large", said)


def _familiar(request: HttpRequest) -> frozenset[str]:
    return familiar_words(here(request).reader)


def _plain_name(check: SavedCheck) -> str:
    county = check.setup.counties[0].lower() if check.setup.counties else ""
    return _FILE_NAME.sub("-", f"{check.setup.checklist}-{county}").strip("-")
