"""How often something may be done from one place, counted in the database.

No address is stored: a place is a keyed hash of the network address and the day, so it
means nothing without our secret and nothing at all on the next day. Marks go when
their stretch of time is over.
"""

from __future__ import annotations

import hashlib
import hmac
import ipaddress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.http import HttpRequest

from compendium.web.consultation.models import RateMark

_EVERYWHERE: Final = "everywhere"


@dataclass(frozen=True, slots=True)
class Limit:
    """At most ``here`` times from one place and ``everywhere`` times in all, per stretch."""

    purpose: str
    here: int
    everywhere: int
    stretch: timedelta


SENDING: Final = Limit("sending", here=5, everywhere=60, stretch=timedelta(hours=1))
SIGNING_IN: Final = Limit("signing-in", here=10, everywhere=100, stretch=timedelta(minutes=15))


def place_of(request: HttpRequest) -> str:
    """The network a request came from: an IPv4 address, or the first half of an IPv6 one.

    Behind a proxy (COMPENDIUM_BEHIND_PROXY) it is what that proxy added last.
    """
    written = request.META.get("REMOTE_ADDR", "")
    if settings.BEHIND_PROXY:
        forwarded = request.META.get("HTTP_X_FORWARDED_FOR", "")
        written = forwarded.rpartition(",")[2].strip() or written
    try:
        address = ipaddress.ip_address(written)
    except ValueError:
        return "nowhere"
    if address.version == 4:
        return str(address)
    return str(ipaddress.ip_network((address, 64), strict=False))


def wait(limit: Limit, place: str, at: datetime) -> timedelta | None:
    """Count one more time; None, or how long to wait where the limit is reached.

    What is refused is not counted, so a flood writes nothing.
    """
    ends_at = _end(limit.stretch, at)
    wanted = {
        _hashed(limit, place, at): limit.here,
        _hashed(limit, _EVERYWHERE, at): limit.everywhere,
    }
    counted = RateMark.objects.filter(where__in=wanted, ends_at=ends_at)
    if any(mark.times >= wanted[mark.where] for mark in counted):
        return ends_at - at
    with transaction.atomic():
        RateMark.objects.filter(ends_at__lte=at).delete()
        for where in wanted:
            RateMark.objects.get_or_create(where=where, ends_at=ends_at)
            RateMark.objects.filter(where=where, ends_at=ends_at).update(times=F("times") + 1)
    return None


def _end(stretch: timedelta, at: datetime) -> datetime:
    seconds = stretch.total_seconds()
    return datetime.fromtimestamp((at.timestamp() // seconds + 1) * seconds, tz=UTC)


def _hashed(limit: Limit, place: str, at: datetime) -> str:
    day = at.astimezone(UTC).date().isoformat()
    plain = f"{limit.purpose}|{day}|{place}"
    secret = f"compendium.consultation.limits|{settings.SECRET_KEY}"
    return hmac.new(secret.encode(), plain.encode(), hashlib.sha256).hexdigest()[:40]
