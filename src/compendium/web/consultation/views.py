"""The public forms: ask, check, send; and the page that only a sender has."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from typing import Any, Final

from django.conf import settings
from django.db import Error as DatabaseTrouble
from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.utils import timezone

from compendium.search.refusal import familiar_words
from compendium.web.consultation import actions, limits, outbox
from compendium.web.consultation.actors import SENDER
from compendium.web.consultation.carried import digest_of, opened, sealed
from compendium.web.consultation.doors import CONSULTATION, PROBLEM, QUEUE, Door
from compendium.web.consultation.forms import CarefulForm
from compendium.web.consultation.guard import public
from compendium.web.consultation.models import Submission
from compendium.web.consultation.presenters import (
    present_form,
    spoken_answers,
    told_answers,
)
from compendium.web.consultation.words import words_in
from compendium.web.gate import told
from compendium.web.rendering import render
from compendium.web.standpoint import here

_LOG: Final = logging.getLogger(__name__)
_RETRY: Final = 300


@public(listed=True)
def consultation(request: HttpRequest, language: str = "en") -> HttpResponse:
    """The request to the Advisory Board."""
    return _converse(request, CONSULTATION, language)


@public(listed=False)
def problem(request: HttpRequest, language: str = "en") -> HttpResponse:
    """The report of a problem with a page."""
    return _converse(request, PROBLEM, language)


@public(listed=False)
def own_request(request: HttpRequest, key: str) -> HttpResponse:
    """What a sender asked of the Board."""
    return _own(request, CONSULTATION, key)


@public(listed=False)
def own_report(request: HttpRequest, key: str) -> HttpResponse:
    """What a sender reported."""
    return _own(request, PROBLEM, key)


def _converse(request: HttpRequest, door: Door, language: str) -> HttpResponse:
    """One step of the conversation: the form, the check, or the sending."""
    if not door.is_open:
        return _form_page(request, door, language, None)
    if request.method != "POST":
        asked = {"page": request.GET.get("page", "/")[:300]} if door is PROBLEM else {}
        return _form_page(request, door, language, _form(request, door, language, initial=asked))
    step = request.POST.get("step")
    if step == "change":
        written = _written(request.POST)
        return _form_page(request, door, language, _form(request, door, language, initial=written))
    form = _form(request, door, language, answers=request.POST)
    if not form.is_valid():
        return _form_page(request, door, language, form, status=422)
    if step == "send":
        return _send(request, door, language, form)
    return _check_page(request, door, language, form, sealed(form.answers(), door.name))


def _send(request: HttpRequest, door: Door, language: str, form: CarefulForm) -> HttpResponse:
    """Store what was checked, tell people by mail, and lead to the sender's own page."""
    seal = request.POST.get("seal", "")
    key = opened(seal, form.answers(), door.name)
    trouble = words_in(language).trouble
    if key is None:
        fresh = sealed(form.answers(), door.name)
        return _check_page(
            request, door, language, form, fresh, status=409, trouble=trouble["stale"]
        )
    try:
        wait = _wait(request, door, key)
        if wait is not None:
            said = trouble["busy"].format(minutes=wait // 60 + 1)
            response = _check_page(request, door, language, form, seal, status=429, trouble=said)
            response.headers["Retry-After"] = str(wait)
            return response
        _store(request, door, language, form, key)
    except DatabaseTrouble as error:
        _LOG.error("a submission could not be stored: %s", type(error).__name__)
        response = _check_page(
            request, door, language, form, seal, status=503, trouble=trouble["down"]
        )
        response.headers["Retry-After"] = str(_RETRY)
        return response
    return _see(f"{door.own}/{key}")


def _wait(request: HttpRequest, door: Door, key: str) -> int | None:
    """Seconds to wait, or None; a second press of the button is not counted."""
    if _find(door, key) is not None:
        return None
    wait = limits.wait(limits.SENDING, limits.place_of(request), timezone.now())
    return None if wait is None else int(wait.total_seconds())


def _store(
    request: HttpRequest, door: Door, language: str, form: CarefulForm, key: str
) -> Submission:
    now = timezone.now()
    sent = actions.Circumstances(
        key=key,
        at=now,
        language=language,
        edition=here(request).reader.colophon.edition,
        link=f"{settings.ADDRESS}{door.own}/{key}",
        queue=f"{settings.ADDRESS}{QUEUE}",
    )
    given = {
        "answers": form.answers(),
        "spoken": spoken_answers(form, language),
        "sent": sent,
        "by": SENDER,
    }
    try:
        stored = door.submit(**given)
    except IntegrityError:  # the button pressed twice at once, or a reference drawn twice
        stored = door.submit(**given)
    outbox.send_at_once(stored.reference, now)
    return stored


def _own(request: HttpRequest, door: Door, key: str) -> HttpResponse:
    """A sender's page: what was sent, where it stands, and the button that deletes it."""
    found = _find(door, key)
    if found is None:
        said = "Nothing is kept under this address. It may have been deleted by time, or mistyped."
        return told(request, 404, "Nothing is here", said)
    if request.method == "POST" and request.POST.get("step") == "delete":
        now = timezone.now()
        actions.withdraw(submission=found, at=now, by=SENDER)
        outbox.send_at_once(found.reference, now)
        return _see(f"{door.own}/{key}")
    return render(
        request,
        "sent.html",
        keep=False,
        language=found.language,
        one=found,
        answers=told_answers(found, found.language),
        waiting=outbox.waits(found.reference),
        days=settings.KEEP_DAYS,
        text=words_in(found.language),
        action=f"{door.own}/{key}",
    )


def _form_page(
    request: HttpRequest, door: Door, language: str, form: CarefulForm | None, status: int = 200
) -> HttpResponse:
    shown = present_form(here(request), door, language)
    template = "ask_board.html" if door is CONSULTATION else "ask_problem.html"
    return render(
        request,
        template,
        status=status,
        keep=False,
        language=language,
        page=shown,
        form=form,
        text=shown.text,
        action=door.address(language),
    )


def _check_page(
    request: HttpRequest,
    door: Door,
    language: str,
    form: CarefulForm,
    seal: str,
    *,
    status: int = 200,
    trouble: str = "",
) -> HttpResponse:
    return render(
        request,
        "ask_check.html",
        status=status,
        keep=False,
        language=language,
        answers=spoken_answers(form, language),
        hidden=list(form.sent()),
        seal=seal,
        trouble=trouble,
        text=words_in(language),
        days=settings.KEEP_DAYS,
        action=door.address(language),
    )


def _form(
    request: HttpRequest,
    door: Door,
    language: str,
    *,
    answers: QueryDict | None = None,
    initial: Mapping[str, Any] | None = None,
) -> CarefulForm:
    standpoint = here(request)
    return door.form(
        answers,
        language=language,
        today=standpoint.today,
        familiar=familiar_words(standpoint.reader) if answers is not None else (),
        initial=initial,
    )


def _written(post: QueryDict) -> dict[str, Any]:
    """What was written, to go on with: lists for questions that take several answers."""
    return {name: post.getlist(name) if name == "help" else post.get(name) for name in post}


def _find(door: Door, key: str) -> Submission | None:
    found: Submission | None = door.model.objects.filter(key_digest=digest_of(key)).first()
    return found


def _see(address: str) -> HttpResponse:
    response = HttpResponseRedirect(address)
    response.status_code = 303
    return response
