"""Mail that cannot be lost: written with what it tells of, sent afterwards, tried again.

A mail is a row until a mail server has taken it. Each sender first holds a row for a
while, so that two of them never send the same one; a sender that dies lets go by time.
A mail may then go out twice, under one Message-ID, but never not at all.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Final
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db.models import F, Q

from compendium.web.consultation.correspondence import Written
from compendium.web.consultation.models import OutgoingMail

_LOG: Final = logging.getLogger(__name__)
_HELD: Final = timedelta(minutes=10)
_PAUSE: Final = timedelta(minutes=10)
"""After a failure nobody waits for a mail server: commands alone try, until this is over."""
_FIRST_WAIT: Final = timedelta(minutes=1)
_LONGEST_WAIT: Final = timedelta(hours=6)
_LONGEST_REASON: Final = 80


def write(
    written: Written,
    *,
    reference: str,
    purpose: str,
    to: Sequence[str],
    at: datetime,
    reply_to: str = "",
    headers: Mapping[str, str] | None = None,
) -> OutgoingMail | None:
    """Put a mail into the outbox, inside the transaction of what it tells of.

    ``headers`` are its own, beside those that every mail has.
    """
    if not to:
        return None
    return OutgoingMail.objects.create(
        reference=reference,
        purpose=purpose,
        recipients=list(to),
        reply_to=reply_to,
        subject=written.subject,
        body=written.body,
        headers=dict(headers or {}),
        made_at=at,
        due_at=at,
    )


def send_at_once(reference: str, at: datetime) -> bool:
    """Try the mails of one submission now, unless mail has failed lately.

    Whether all of them have left. Nothing is raised: what has not left waits.
    """
    waiting = OutgoingMail.objects.filter(sent_at=None)
    if not waiting.filter(failed_at__gt=at - _PAUSE).exists():
        for mail in waiting.filter(reference=reference):
            if not _send(mail, at):
                break
    return not waits(reference)


def send_due(
    at: datetime, *, even_if_not_due: bool = False, purpose: str | None = None
) -> tuple[int, int]:
    """Send what is waiting and due, of one purpose or all; how many left and how many did not."""
    waiting = OutgoingMail.objects.filter(sent_at=None)
    if purpose is not None:
        waiting = waiting.filter(purpose=purpose)
    if not even_if_not_due:
        waiting = waiting.filter(due_at__lte=at)
    left = [_send(mail, at) for mail in waiting]
    return left.count(True), left.count(False)


def waits(reference: str) -> bool:
    """Whether a mail about a submission has not left yet."""
    return bool(OutgoingMail.objects.filter(reference=reference, sent_at=None).exists())


def unsent() -> int:
    """How many mails wait."""
    return OutgoingMail.objects.filter(sent_at=None).count()


def _send(mail: OutgoingMail, at: datetime) -> bool:
    """Hold a mail, hand it to the mail server, and note what came of it."""
    free = Q(held_until=None) | Q(held_until__lt=at)
    row = OutgoingMail.objects.filter(pk=mail.pk, sent_at=None)
    if not row.filter(free).update(held_until=at + _HELD, attempts=F("attempts") + 1):
        return False
    try:
        _message(mail).send()
    except (OSError, ValueError) as error:  # every failure of SMTP is an OSError
        reason = type(error).__name__
        _LOG.warning("mail %s of %s did not leave: %s", mail.pk, mail.reference, reason)
        wait = min(_FIRST_WAIT * 2 ** min(mail.attempts, 20), _LONGEST_WAIT)
        row.update(
            held_until=None, failed_at=at, failure=reason[:_LONGEST_REASON], due_at=at + wait
        )
        return False
    row.update(
        held_until=None, sent_at=at, body="", headers={}, failure="", reply_to="", recipients=[]
    )
    return True


def _message(mail: OutgoingMail) -> EmailMessage:
    host = urlsplit(settings.ADDRESS).hostname or "localhost"
    return EmailMessage(
        subject=mail.subject,
        body=mail.body,
        from_email=settings.DEFAULT_FROM_EMAIL,
        to=mail.recipients,
        reply_to=[mail.reply_to] if mail.reply_to else None,
        headers={
            **mail.headers,
            "Message-ID": f"<{mail.purpose}.{mail.pk}.{mail.reference.lower()}@{host}>",
            "Auto-Submitted": "auto-generated",
        },
        connection=get_connection(),
    )
