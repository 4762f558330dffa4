"""Several at once: one subscription for one address, one mail for two editions."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from typing import Any

import pytest
from django.core import mail
from django.db import connections
from django.utils import timezone

from compendium.edition.concern import Choices
from compendium.web.alerts import actions, views
from compendium.web.alerts.models import Subscription, Told
from compendium.web.alerts.sending import held_against, write_all
from compendium.web.consultation import outbox
from tests.unit.web.alerts.conftest import Editions

pytestmark = pytest.mark.django_db(transaction=True)

AT_ONCE = 6


def at_once(join: Callable[[], None], deeds: list[Callable[[], Any]]) -> list[Any]:
    """Do things in several threads, each with its own connection; what each answers."""

    def one(deed: Callable[[], Any]) -> Any:
        join()
        try:
            return deed()
        finally:
            connections["default"].close()

    with ThreadPoolExecutor(AT_ONCE) as pool:
        return list(pool.map(one, deeds))


def asked(topic: str) -> str:
    row = actions.ask(
        address="a@example.org",
        choices=Choices(topics=(topic,)),
        chosen=[],
        at=timezone.now(),
    )
    return str(row.key)


def test_several_requests_confirmed_at_once_are_one_subscription(
    rows_of_our_own: Callable[[], None],
) -> None:
    keys = [asked("missing") for _ in range(AT_ONCE)]
    at_once(rows_of_our_own, [lambda key=key: views._confirmed(key) for key in keys])
    assert Subscription.objects.exclude(confirmed_at=None).count() == 1


def test_two_runs_at_once_write_once(rows_of_our_own: Callable[[], None], two: Editions) -> None:
    assert actions.confirm(key=asked("missing"), at=timezone.now())
    mail.outbox.clear()
    told = held_against(two.older, two.newer, date(2026, 6, 1))

    def run() -> int:
        written = write_all(told, timezone.now()).written
        outbox.send_due(timezone.now(), purpose="alert")
        return written

    assert sum(at_once(rows_of_our_own, [run] * AT_ONCE)) == 1
    assert Told.objects.count() == 1
    assert len(mail.outbox) == 1
