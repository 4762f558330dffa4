"""The liaison's queue: what waits, what is known of it, and what becomes of it."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, Final

from django.contrib.auth import login, logout, update_session_auth_hash
from django.contrib.auth.forms import AuthenticationForm, PasswordChangeForm
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.middleware.csrf import get_token
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from compendium.search.refusal import child_detail, familiar_words
from compendium.vocabulary.errors import UserError
from compendium.web.consultation import actions, limits, outbox
from compendium.web.consultation.actors import at_the_queue
from compendium.web.consultation.doors import DOORS, QUEUE
from compendium.web.consultation.guard import reachable
from compendium.web.consultation.models import AuditEntry, Submission
from compendium.web.consultation.presenters import told_answers
from compendium.web.consultation.states import WAITING
from compendium.web.consultation.words import words_in
from compendium.web.gate import told
from compendium.web.rendering import render
from compendium.web.standpoint import here

View = Callable[..., HttpResponse]

SIGN_IN: Final = f"{QUEUE}/sign-in"
_MAY: Final = "consultation.work_queue"
_LONGEST_NOTE: Final = 2_000
_AT_MOST: Final = 200


def working(view: View) -> View:
    """A view for people who are signed in and may work the queue."""

    @wraps(view)
    def respond(request: HttpRequest, *given: Any, **named: Any) -> HttpResponse:  # noqa: ANN401  Django's
        if not request.user.is_authenticated:
            return HttpResponseRedirect(f"{SIGN_IN}?{urlencode({'next': request.path})}")
        if not request.user.has_perm(_MAY):
            return told(request, 403, "Not for this account", "This account has no queue.")
        return view(request, *given, **named)

    return reachable(require_http_methods(["GET", "HEAD", "POST"])(respond))


@reachable
@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """The door to the queue."""
    if request.method != "POST":
        return _sign_in_page(request, AuthenticationForm(request))
    now = timezone.now()
    wait = limits.wait(limits.SIGNING_IN, limits.place_of(request), now)
    if wait is not None:
        minutes = int(wait.total_seconds()) // 60 + 1
        said = f"Too many attempts. Try again in {minutes} minutes."
        return told(request, 429, "Wait a little", said)
    form = AuthenticationForm(request, data=request.POST)
    if not form.is_valid():
        return _sign_in_page(request, form, status=422)
    user = form.get_user()
    login(request, user)
    actions.note_sign_in(at=now, by=at_the_queue(user))
    return _see(_inside(request.GET.get("next", "")))


@reachable
@require_http_methods(["POST"])
def sign_out(request: HttpRequest) -> HttpResponse:
    """Out again."""
    logout(request)
    return _see(SIGN_IN)


@working
@sensitive_post_parameters()
def password(request: HttpRequest) -> HttpResponse:
    """A new password for whoever is signed in."""
    form = PasswordChangeForm(request.user, request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        form.save()
        update_session_auth_hash(request, form.user)
        return _see(QUEUE)
    status = 422 if form.is_bound else 200
    return _page(request, "queue_password.html", status=status, form=form)


@working
def queue(request: HttpRequest) -> HttpResponse:
    """What waits, the oldest first; or everything, the newest first."""
    everything = request.GET.get("show") == "all"
    rows: list[Submission] = []
    for door in DOORS:
        held = door.model.objects.all()
        chosen = held if everything else held.filter(state__in=WAITING)
        ordered = chosen.order_by("-received_at" if everything else "received_at")
        rows.extend(ordered[:_AT_MOST])
    rows.sort(key=lambda one: one.received_at, reverse=everything)
    return _page(request, "queue.html", rows=rows, everything=everything, unsent=outbox.unsent())


@working
def submission(request: HttpRequest, reference: str) -> HttpResponse:
    """One request or report: its answers, its trail, and what may be done with it."""
    found = _find(reference)
    if found is None:
        said = "Nothing is kept under this reference. It may have been deleted by time."
        return told(request, 404, "Nothing is here", said)
    if request.method != "POST":
        return _submission_page(request, found)
    try:
        _act(request, found)
    except UserError as error:
        found.refresh_from_db()
        note = request.POST.get("note", "")[:_LONGEST_NOTE]
        return _submission_page(request, found, status=422, trouble=error.message, note=note)
    outbox.send_at_once(found.reference, timezone.now())
    return _see(f"{QUEUE}/{found.reference}")


def _act(request: HttpRequest, found: Submission) -> None:
    """Do what the form says. Raises UserError where it cannot be done."""
    step, by, at = request.POST.get("step"), at_the_queue(request.user), timezone.now()
    note = _note(request)
    if step == "move":
        seen, to = request.POST.get("seen", ""), request.POST.get("to", "")
        actions.move(submission=found, seen=seen, to=to, note=note, at=at, by=by)
    elif step == "note":
        actions.add_note(submission=found, note=note, at=at, by=by)
    elif step == "delete":
        actions.withdraw(submission=found, at=at, by=by)
    else:
        raise UserError("no-such-step", "Choose what to do.")


def _note(request: HttpRequest) -> str:
    """The note of a form. Raises UserError where it is too long or looks like a child's details."""
    note: str = request.POST.get("note", "").strip()
    if len(note) > _LONGEST_NOTE:
        raise UserError("long-note", f"The note is longer than {_LONGEST_NOTE:,} characters.")
    standpoint = here(request)
    familiar = familiar_words(standpoint.reader)
    said = child_detail(note, today=standpoint.today, familiar=familiar)
    if said is not None:
        raise UserError("detail", words_in("en").errors["detail"].format(said=said))
    return note.replace("\0", "")


def _find(reference: str) -> Submission | None:
    for door in DOORS:
        found: Submission | None = door.model.objects.filter(reference=reference).first()
        if found is not None:
            return found
    return None


def _submission_page(
    request: HttpRequest, one: Submission, *, status: int = 200, trouble: str = "", note: str = ""
) -> HttpResponse:
    names = words_in("en").states
    return _page(
        request,
        "queue_one.html",
        status=status,
        one=one,
        answers=told_answers(one, "en"),
        trail=AuditEntry.objects.filter(reference=one.reference),
        moves=[(state, names[state]) for state in one.moves],
        waiting=outbox.waits(one.reference),
        trouble=trouble,
        note=note,
    )


def _sign_in_page(
    request: HttpRequest, form: AuthenticationForm, status: int = 200
) -> HttpResponse:
    return _page(request, "queue_sign_in.html", status=status, form=form)


def _page(request: HttpRequest, template: str, *, status: int = 200, **shown: Any) -> HttpResponse:  # noqa: ANN401  whatever the template names
    return render(
        request,
        template,
        status=status,
        keep=False,
        csrf=get_token(request),
        user=request.user,
        home=QUEUE,
        text=words_in("en"),
        **shown,
    )


def _inside(wanted: str) -> str:
    """Where to go after signing in: within the queue only."""
    return wanted if wanted.startswith((f"{QUEUE}/REQ-", f"{QUEUE}/REP-")) else QUEUE


def _see(address: str) -> HttpResponse:
    response = HttpResponseRedirect(address)
    response.status_code = 303
    return response
