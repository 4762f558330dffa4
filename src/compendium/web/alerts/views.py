"""Alerts by mail: ask, confirm, change, end. No account, no cookie; the link is the key."""

from __future__ import annotations

import logging
from datetime import timedelta
from typing import Any, Final

from django.conf import settings
from django.db import Error as DatabaseTrouble
from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone

from compendium.web.alerts import actions
from compendium.web.alerts.forms import FollowingForm, SubscribeForm
from compendium.web.alerts.models import Subscription
from compendium.web.alerts.words import in_words, words
from compendium.web.consultation import limits, outbox
from compendium.web.consultation.guard import public
from compendium.web.gate import told
from compendium.web.rendering import render
from compendium.web.rows import leave_no_trace
from compendium.web.standpoint import here

ASKING: Final = limits.Limit("alerts", here=10, everywhere=300, stretch=timedelta(hours=1))
TO_ONE: Final = limits.Limit(
    "alerts-to-one", here=3, everywhere=1_000_000, stretch=timedelta(days=1)
)
"""Mails that ask one address, a day: nobody is flooded by others who type it in."""
_RETRY: Final = 300
_LOG: Final = logging.getLogger(__name__)
_GONE: Final = (
    "Nothing is kept under this address. The alerts were ended, the time to confirm is over, or "
    "the address was mistyped. You can ask for alerts again."
)


@public(listed=True)
def alerts(request: HttpRequest) -> HttpResponse:
    """What can be followed, and the address to tell."""
    if not settings.MAIL_LEAVES:
        return _form_page(request, None)
    standpoint = here(request)
    if request.method != "POST":
        asked = {name: request.GET.getlist(name) for name in ("topics", "departments", "counties")}
        form = SubscribeForm(reader=standpoint.reader, today=standpoint.today, initial=asked)
        return _form_page(request, form)
    form = SubscribeForm(request.POST, reader=standpoint.reader, today=standpoint.today)
    if not form.is_valid():
        return _form_page(request, form, status=422)
    return _ask(request, form)


@public(listed=False)
def asked(request: HttpRequest) -> HttpResponse:
    """After asking: the same for everybody."""
    return _page(request, "alerts_asked.html", days=actions.CONFIRM_WITHIN.days, limit=TO_ONE.here)


@public(listed=False)
def confirm(request: HttpRequest, seal: str) -> HttpResponse:
    """The page that the first mail leads to: one button. Looking at it begins nothing."""
    key = actions.opened(seal)
    row = Subscription.objects.filter(key=key).first() if key else None
    if row is None:
        return told(request, 404, "Nothing waits here", _GONE)
    if request.method != "POST":
        chosen = in_words(here(request).reader, row.choices)
        return _page(request, "alerts_confirm.html", chosen=chosen, action=request.path)
    kept = _confirmed(row.key)
    if kept is None:
        return told(request, 404, "Nothing waits here", _GONE)
    return _see(f"/alerts/own/{kept.key}")


@public(listed=False)
def own(request: HttpRequest, key: str) -> HttpResponse:
    """What somebody follows, to look at, change or end."""
    held = actions.find(key)
    if held is None:
        return told(request, 404, "Nothing is here", _GONE)
    standpoint = here(request)
    if request.method != "POST":
        followed = {
            "everything": held.everything,
            "topics": held.topics,
            "departments": held.departments,
            "counties": held.counties,
        }
        form = FollowingForm(reader=standpoint.reader, today=standpoint.today, initial=followed)
        return _own_page(request, held, form)
    form = FollowingForm(request.POST, reader=standpoint.reader, today=standpoint.today)
    if not form.is_valid():
        return _own_page(request, held, form, status=422)
    actions.change(key=key, choices=form.chosen())
    return _see(f"/alerts/own/{key}")


@public(listed=False, from_anywhere=True)
def end(request: HttpRequest, key: str) -> HttpResponse:
    """The end, by one button here or by a mail program's own (RFC 8058): POST alone ends.

    The answer is the page itself and no redirect; a second time says the same.
    """
    if request.method == "POST":
        if actions.end(key=key):
            leave_no_trace()
        return _page(request, "alerts_ended.html")
    if not Subscription.objects.filter(key=key).exists():
        return told(request, 404, "Nothing is here", _GONE)
    return _page(request, "alerts_end.html", action=request.path)


def _ask(request: HttpRequest, form: SubscribeForm) -> HttpResponse:
    """Write to the owner of the address, unless that was done often enough today."""
    trouble, now = words().trouble, timezone.now()
    address = form.cleaned_data["address"]
    try:
        wait = limits.wait(ASKING, limits.place_of(request), now)
        if wait is not None:
            seconds = int(wait.total_seconds())
            said = trouble["busy"].format(minutes=seconds // 60 + 1)
            return _form_page(request, form, status=429, trouble=said, retry=seconds)
        if limits.wait(TO_ONE, address.lower(), now) is None:
            chosen = form.chosen()
            spoken = in_words(here(request).reader, chosen)
            row = actions.ask(address=address, choices=chosen, chosen=spoken, at=now)
            outbox.send_at_once(row.reference, now)
    except DatabaseTrouble as error:
        _LOG.error("a request for alerts could not be stored: %s", type(error).__name__)
        return _form_page(request, form, status=503, trouble=trouble["down"], retry=_RETRY)
    return _see("/alerts/asked")


def _confirmed(key: str) -> Subscription | None:
    """Confirm; once more where another request for the same address won."""
    try:
        return actions.confirm(key=key, at=timezone.now())
    except IntegrityError:
        return actions.confirm(key=key, at=timezone.now())


def _form_page(
    request: HttpRequest,
    form: SubscribeForm | None,
    *,
    status: int = 200,
    trouble: str = "",
    retry: int = 0,
) -> HttpResponse:
    response = _page(
        request,
        "alerts.html",
        status=status,
        form=form,
        trouble=trouble,
        days=actions.CONFIRM_WITHIN.days,
    )
    if retry:
        response.headers["Retry-After"] = str(retry)
    return response


def _own_page(
    request: HttpRequest, held: Subscription, form: FollowingForm, status: int = 200
) -> HttpResponse:
    return _page(
        request,
        "alerts_own.html",
        status=status,
        form=form,
        chosen=in_words(here(request).reader, held.choices),
        key=held.key,
    )


def _page(request: HttpRequest, template: str, *, status: int = 200, **shown: Any) -> HttpResponse:  # noqa: ANN401  whatever the template names
    return render(request, template, status=status, keep=False, text=words(), **shown)


def _see(address: str) -> HttpResponse:
    response = HttpResponseRedirect(address)
    response.status_code = 303
    return response
