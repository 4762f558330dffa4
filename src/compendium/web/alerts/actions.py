"""Everything that writes: asked, confirmed, changed, ended, and gone by time.

Times are arguments; the clock stands in views and commands. Mail is written in the
transaction of what it tells of, and sent by whoever called.
"""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta
from typing import Final

from django.conf import settings
from django.core import signing
from django.db import transaction

from compendium.edition.concern import Choices
from compendium.web.alerts import correspondence as mails
from compendium.web.alerts.models import Subscription
from compendium.web.consultation import outbox, references
from compendium.web.consultation.models import OutgoingMail

CONFIRM_WITHIN: Final = timedelta(days=2)
"""How long a request to subscribe is kept, and its link works, before it is confirmed."""
GIVE_UP_AFTER: Final = timedelta(days=14)
"""A mail that no server has taken for so long is dropped."""
REFERENCE: Final = "ALR"
_SALT: Final = "compendium.alerts.confirm"
_KEY_BYTES: Final = 24


@transaction.atomic
def ask(*, address: str, choices: Choices, chosen: list[str], at: datetime) -> Subscription:
    """Keep a request to subscribe, with the mail that asks its owner.

    ``chosen`` says the choices in words. What is said and done is the same whether or not
    the address has a subscription.
    """
    tidy(at=at)
    row = Subscription(
        reference=references.fresh_reference(REFERENCE),
        key=secrets.token_urlsafe(_KEY_BYTES),
        address=address,
        folded=address.lower(),
        asked_at=at,
    )
    row.follow(choices)
    row.save(force_insert=True)
    written = mails.to_confirm(
        link=f"{settings.ADDRESS}/alerts/confirm/{sealed(row.key)}",
        chosen=chosen,
        days=CONFIRM_WITHIN.days,
    )
    to = [address]
    outbox.write(written, reference=row.reference, purpose=mails.CONFIRM, to=to, at=at)
    return row


def sealed(key: str) -> str:
    """What the link to confirm carries: the key and the time, signed."""
    return signing.dumps(key, salt=_SALT)


def opened(seal: str) -> str | None:
    """The key of a link, or None where the link is not ours or too old."""
    try:
        key = signing.loads(seal, salt=_SALT, max_age=CONFIRM_WITHIN)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return key if isinstance(key, str) else None


@transaction.atomic
def confirm(*, key: str, at: datetime) -> Subscription | None:
    """Begin a subscription; None where nothing waits under this key.

    Where the address has one, that one takes the new choices and keeps its links and what
    it was told. A second time does no harm.
    """
    named = Subscription.objects.filter(key=key).first()
    if named is None:
        return None
    # All rows of the address are held in one order, so that two of them cannot deadlock.
    same = Subscription.objects.filter(folded=named.folded).order_by("pk")
    rows = list(same.select_for_update())
    asked = next((one for one in rows if one.key == key), None)
    if asked is None or asked.confirmed_at is not None:
        return asked
    kept = next((one for one in rows if one.confirmed_at is not None), asked)
    kept.follow(asked.choices)
    for other in rows:
        if other is not kept:
            _forget(other)
    kept.confirmed_at = kept.confirmed_at or at
    kept.save()
    return kept


def find(key: str) -> Subscription | None:
    """The confirmed subscription of a key."""
    return Subscription.objects.filter(key=key).exclude(confirmed_at=None).first()


@transaction.atomic
def change(*, key: str, choices: Choices) -> bool:
    """Follow something else; whether there was such a subscription."""
    held = Subscription.objects.select_for_update().filter(key=key).first()
    if held is None or held.confirmed_at is None:
        return False
    held.follow(choices)
    held.save()
    return True


@transaction.atomic
def end(*, key: str) -> bool:
    """End a subscription: its row and every mail of it go at once; whether there was one."""
    held = Subscription.objects.select_for_update().filter(key=key).first()
    if held is None:
        return False
    _forget(held)
    return True


@transaction.atomic
def tidy(*, at: datetime) -> int:
    """Delete what was not confirmed in time, and mail that nobody took; how many requests."""
    late = Subscription.objects.filter(confirmed_at=None, asked_at__lte=at - CONFIRM_WITHIN)
    gone = 0
    for one in late:
        _forget(one)
        gone += 1
    old = OutgoingMail.objects.filter(made_at__lte=at - GIVE_UP_AFTER)
    old.filter(purpose__in=mails.PURPOSES).delete()
    return gone


def _forget(one: Subscription) -> None:
    OutgoingMail.objects.filter(reference=one.reference).delete()
    one.delete()
