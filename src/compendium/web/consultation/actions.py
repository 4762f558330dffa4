"""Everything that writes: one transaction, an actor, an audit entry.

Times are arguments; the clock stands in views and commands. Mail is written here and
sent by whoever called, after the transaction.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, TypeVar

from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import transaction

from compendium.vocabulary.errors import UserError
from compendium.web.consultation import correspondence as mails
from compendium.web.consultation import outbox, references
from compendium.web.consultation.actors import SENDER, Actor
from compendium.web.consultation.carried import digest_of
from compendium.web.consultation.models import (
    AuditEntry,
    ConsultationRequest,
    OutgoingMail,
    ProblemReport,
    RateMark,
    Submission,
)
from compendium.web.consultation.states import State

S = TypeVar("S", bound=Submission)


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What a submission comes with: when, in which language, from which edition, and its key.

    ``key`` is the sender's alone: its digest is stored, the key goes into the sender's link.
    ``link`` is the page of the submission, ``queue`` that of those who work on it.
    """

    key: str
    at: datetime
    language: str
    edition: str
    link: str
    queue: str


@transaction.atomic
def submit_request(
    *, answers: Mapping[str, Any], spoken: Iterable[tuple[str, str]], sent: Circumstances, by: Actor
) -> ConsultationRequest:
    """Store a request to the Advisory Board with the mails that tell of it.

    ``spoken`` are the answers in words, for the sender's copy. Sent a second time with
    the same key, it answers the first one and writes nothing.
    """
    held = ConsultationRequest.objects.filter(key_digest=digest_of(sent.key)).first()
    if held is not None:
        return held
    request = ConsultationRequest(**answers, **_start(references.REQUEST, sent))
    request.save(force_insert=True)
    _record(request, "received", at=sent.at, by=by, detail=f"in {sent.language}")
    summary = (
        f"From: {request.agency}\n"
        f"Help with: {mails.in_words('help', request.help, 'en')}\n"
        f"Needed by: {mails.in_words('needed_by', request.needed_by, 'en')}"
    )
    _tell_sender(request, request.email, spoken, sent)
    _tell_liaison(request, "A request to the Advisory Board", summary, settings.LIAISON, sent)
    return request


@transaction.atomic
def report_problem(
    *, answers: Mapping[str, Any], spoken: Iterable[tuple[str, str]], sent: Circumstances, by: Actor
) -> ProblemReport:
    """Store a report of a problem with a page; otherwise as ``submit_request``."""
    held = ProblemReport.objects.filter(key_digest=digest_of(sent.key)).first()
    if held is not None:
        return held
    written = {name: value for name, value in answers.items() if name != "answer_to"}
    report = ProblemReport(**written, email=answers["answer_to"], **_start(references.REPORT, sent))
    report.save(force_insert=True)
    _record(report, "received", at=sent.at, by=by, detail=f"in {sent.language}")
    kind = mails.in_words("kind", report.kind, "en")
    _tell_sender(report, report.email, spoken, sent)
    summary = f"Page: {report.page}\nKind: {kind}"
    _tell_liaison(report, "A report of a problem", summary, settings.EDITORS, sent)
    return report


@transaction.atomic
def move(*, submission: S, seen: str, to: str, note: str, at: datetime, by: Actor) -> S:
    """Put a submission into another state, with an optional note.

    ``seen`` is the state in which the person saw it. Raises UserError ``moved-meanwhile``
    where it is in another by now, ``no-such-move`` where the step is not allowed.
    """
    held = _locked(submission)
    if held.state != seen:
        raise UserError(
            "moved-meanwhile",
            f"{held.reference} was changed in the meantime: it is now “{held.state_words}”. "
            "Look at it again, then decide.",
        )
    if to not in held.moves:
        raise UserError(
            "no-such-move", f"From “{held.state_words}” it cannot be put into that state."
        )
    before, held.state, held.changed_at = held.state, to, at
    held.save(update_fields=["state", "changed_at"])
    _record(held, "moved", at=at, by=by, detail=f"{before} → {to}", note=note)
    return held


@transaction.atomic
def add_note(*, submission: S, note: str, at: datetime, by: Actor) -> S:
    """Add a note to a submission's audit trail. Raises UserError ``empty-note``."""
    if not note.strip():
        raise UserError("empty-note", "The note is empty.")
    held = _locked(submission)
    _record(held, "noted", at=at, by=by, note=note)
    return held


@transaction.atomic
def withdraw(*, submission: S, at: datetime, by: Actor) -> S:
    """Delete what a submission says: answers, notes, and mail that waits.

    The reference and its days stay until they are deleted by time. Twice does no harm.
    """
    held = _locked(submission)
    if held.is_withdrawn:
        return held
    for name, empty in held.PERSONAL.items():
        setattr(held, name, empty)
    held.state, held.changed_at = State.WITHDRAWN, at
    held.save()
    AuditEntry.objects.filter(reference=held.reference).update(note="")
    OutgoingMail.objects.filter(reference=held.reference).delete()
    _record(held, "withdrawn", at=at, by=by)
    if by == SENDER:
        told = settings.LIAISON if isinstance(held, ConsultationRequest) else settings.EDITORS
        written = mails.withdrawn(reference=held.reference, site=settings.ADDRESS)
        outbox.write(written, reference=held.reference, purpose=mails.WITHDRAWN, to=told, at=at)
    return held


def note_sign_in(*, at: datetime, by: Actor) -> None:
    """Write down that somebody came to the queue."""
    AuditEntry.objects.create(at=at, actor=by.name, verb="signed in")


@transaction.atomic
def expire(*, at: datetime, by: Actor) -> dict[str, int]:
    """Delete everything that was kept long enough; how many of each.

    Submissions go COMPENDIUM_KEEP_DAYS after they were sent, with their audit entries and
    mails; what is left of those trails a year later; rate marks and logins when they end.
    """
    before = at - timedelta(days=settings.KEEP_DAYS)
    gone: dict[str, int] = {}
    for name, kind in (("requests", ConsultationRequest), ("reports", ProblemReport)):
        old = kind.objects.filter(received_at__lt=before)
        listed = list(old.values_list("reference", flat=True))
        AuditEntry.objects.filter(reference__in=listed).delete()
        OutgoingMail.objects.filter(reference__in=listed).delete()
        old.delete()
        gone[name] = len(listed)
    gone["mails"] = OutgoingMail.objects.filter(sent_at__lt=at - timedelta(days=30)).delete()[0]
    AuditEntry.objects.filter(at__lt=before - timedelta(days=365)).delete()
    RateMark.objects.filter(ends_at__lte=at).delete()
    Session.objects.filter(expire_date__lte=at).delete()
    told = ", ".join(f"{count} {name}" for name, count in gone.items())
    if gone["requests"] or gone["reports"]:
        AuditEntry.objects.create(at=at, actor=by.name, verb="expired", detail=told)
    return gone


def _start(kind: str, sent: Circumstances) -> dict[str, Any]:
    return {
        "reference": references.fresh_reference(kind),
        "key_digest": digest_of(sent.key),
        "language": sent.language,
        "edition": sent.edition,
        "received_at": sent.at,
        "changed_at": sent.at,
    }


def _locked(submission: S) -> S:
    """The row as it stands, locked until the transaction ends."""
    held: S = type(submission).objects.select_for_update().get(pk=submission.pk)
    return held


def _record(
    submission: Submission, verb: str, *, at: datetime, by: Actor, detail: str = "", note: str = ""
) -> None:
    AuditEntry.objects.create(
        reference=submission.reference, at=at, actor=by.name, verb=verb, detail=detail, note=note
    )


def _tell_sender(
    one: Submission, to: str, spoken: Iterable[tuple[str, str]], sent: Circumstances
) -> None:
    written = mails.to_sender(
        reference=one.reference,
        site=settings.ADDRESS,
        link=sent.link,
        days=settings.KEEP_DAYS,
        answers=spoken,
        language=sent.language,
    )
    to_whom = [to] if to else []
    outbox.write(written, reference=one.reference, purpose=mails.TO_SENDER, to=to_whom, at=sent.at)


def _tell_liaison(
    one: Submission, what: str, summary: str, to: list[str], sent: Circumstances
) -> None:
    written = mails.to_liaison(
        what=what,
        reference=one.reference,
        site=settings.ADDRESS,
        queue=f"{sent.queue}/{one.reference}",
        summary=summary,
    )
    outbox.write(
        written,
        reference=one.reference,
        purpose=mails.TO_LIAISON,
        to=to,
        at=sent.at,
        reply_to=getattr(one, "email", ""),
    )
