"""Several at once: one key stores one row, one mail leaves once, one move wins."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.core import mail
from django.db import connections

from compendium.vocabulary.errors import UserError
from compendium.web.consultation import actions, limits, outbox
from compendium.web.consultation.actors import Actor
from compendium.web.consultation.correspondence import Written
from compendium.web.consultation.models import ConsultationRequest, RateMark
from tests.unit.web.consultation.asking import REQUEST, check, hidden

pytestmark = pytest.mark.django_db(transaction=True)

NOW = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)
AT_ONCE = 6


@pytest.fixture
def at_once(rows_of_our_own: Callable[[], None]) -> Callable[[Callable[[], Any]], list[Any]]:
    """Do something in several threads, each with its own connection; what each answers."""

    def one(deed: Callable[[], Any]) -> Any:
        rows_of_our_own()
        try:
            return deed()
        finally:
            connections["default"].close()

    def all_of(deed: Callable[[], Any]) -> list[Any]:
        with ThreadPoolExecutor(AT_ONCE) as pool:
            return list(pool.map(lambda _: one(deed), range(AT_ONCE)))

    return all_of


def test_the_button_pressed_in_several_windows_at_once(at_once: Any, client: Any) -> None:
    carried = {**hidden(check(client, REQUEST)), "step": "send"}
    answers = at_once(lambda: client.__class__().post("/consultation", carried))
    assert {one.status_code for one in answers} == {303}
    assert len({one["Location"] for one in answers}) == 1
    assert ConsultationRequest.objects.count() == 1
    assert len(mail.outbox) == 2


def test_one_mail_leaves_once(at_once: Any) -> None:
    outbox.write(
        Written("A subject", "A body"),
        reference="REQ-2222-2222",
        purpose="to-sender",
        to=["a@example.org"],
        at=NOW,
    )
    at_once(lambda: outbox.send_due(NOW))
    assert len(mail.outbox) == 1


def test_every_try_is_counted(at_once: Any) -> None:
    limit = limits.Limit("test", here=100, everywhere=100, stretch=timedelta(hours=1))
    assert at_once(lambda: limits.wait(limit, "192.0.2.1", NOW)) == [None] * AT_ONCE
    assert [mark.times for mark in RateMark.objects.all()] == [AT_ONCE, AT_ONCE]


def test_one_move_wins(at_once: Any) -> None:
    one = ConsultationRequest.objects.create(
        reference="REQ-2222-2222", key_digest="x", received_at=NOW, changed_at=NOW
    )

    def move() -> str:
        try:
            actions.move(
                submission=one, seen="received", to="seen", note="", at=NOW, by=Actor("somebody")
            )
        except UserError as error:
            return error.code
        return "moved"

    assert sorted(at_once(move)) == ["moved", *["moved-meanwhile"] * (AT_ONCE - 1)]
