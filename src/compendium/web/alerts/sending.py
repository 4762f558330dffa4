"""Telling every subscriber what changed between two editions, once.

First all mails are written, each in one transaction with the note that it was; then they
are sent. A run that is cut off is taken up by the next: who was written to is not written
to again, and a mail that has not left waits in the outbox. Where a mail server took a mail
and the power went before that was noted, it leaves again under the same Message-ID.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import NamedTuple

from django.db import transaction
from django.db.models import QuerySet

from compendium.edition.concern import Choices
from compendium.edition.news import News, news_between
from compendium.edition.reader import EditionReader
from compendium.web.alerts.correspondence import NEWS, Told, headers_of_news, of_news
from compendium.web.alerts.models import Subscription
from compendium.web.alerts.models import Told as Noted
from compendium.web.alerts.words import in_words
from compendium.web.consultation import outbox
from compendium.web.consultation.correspondence import Written


class Counted(NamedTuple):
    """What a run found: mails written now, written before, and nothing to say."""

    written: int
    before: int
    nothing: int


class Shown(NamedTuple):
    """A mail that would be sent, with how many follow just this."""

    subscribers: int
    mail: Written


def held_against(older: EditionReader, newer: EditionReader, on: date) -> Told:
    """What there is to tell between two editions. Raises UserError as ``news_between``."""
    return Told(older, newer, on, news_between(older, newer, on))


def write_all(told: Told, at: datetime) -> Counted:
    """Write to everybody who follows something that changed, and was not written to yet."""
    subscribers = Subscription.objects.exclude(confirmed_at=None)
    keys = list(subscribers.values_list("pk", flat=True))
    done = [_write_one(told, number, at) for number in keys]
    return Counted(done.count("written"), done.count("before"), done.count("nothing"))


def preview(told: Told) -> Iterator[Shown]:
    """The mails that would be sent to those who were not written to yet; nothing is written."""
    followed: dict[Choices, int] = {}
    for one in Subscription.objects.exclude(confirmed_at=None):
        if not _noted(told, one).exists():
            followed[one.choices] = followed.get(one.choices, 0) + 1
    for choices, number in followed.items():
        found = _wanted(told, choices)
        if found:
            chosen = in_words(told.newer, choices)
            yield Shown(number, of_news(told, found, chosen, "(their own)"))


@transaction.atomic
def _write_one(told: Told, number: int, at: datetime) -> str:
    """Write to one subscriber; what came of it."""
    one = Subscription.objects.select_for_update().filter(pk=number).first()
    if one is None:  # ended meanwhile
        return "nothing"
    if _noted(told, one).exists():
        return "before"
    found = _wanted(told, one.choices)
    if not found:
        return "nothing"
    Noted.objects.create(
        subscription=one, older=told.older.colophon.edition, newer=told.newer.colophon.edition
    )
    outbox.write(
        of_news(told, found, in_words(told.newer, one.choices), one.key),
        reference=one.reference,
        purpose=NEWS,
        to=[one.address],
        at=at,
        headers=headers_of_news(one.key),
    )
    return "written"


def _noted(told: Told, one: Subscription) -> QuerySet:
    """The note that a subscription was written to about these two editions."""
    return Noted.objects.filter(
        subscription=one, older=told.older.colophon.edition, newer=told.newer.colophon.edition
    )


def _wanted(told: Told, choices: Choices) -> list[News]:
    return [one for one in told.news if choices.want(one.concern)]
