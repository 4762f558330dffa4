"""Mail that cannot be lost: it waits, is tried again, and leaves once."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.core import mail

from compendium.web.consultation import outbox
from compendium.web.consultation.correspondence import Written
from compendium.web.consultation.models import OutgoingMail

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)


def written(reference: str = "REQ-2222-2222") -> OutgoingMail:
    made = outbox.write(
        Written("A subject", "A body"),
        reference=reference,
        purpose="to-sender",
        to=["somebody@example.org"],
        at=NOW,
    )
    assert made is not None
    return made


def test_a_mail_to_nobody_is_not_written() -> None:
    nothing = Written("A subject", "A body")
    assert outbox.write(nothing, reference="REQ", purpose="to-sender", to=[], at=NOW) is None


def test_what_failed_is_tried_again_later_and_later(broken_mail: pytest.MonkeyPatch) -> None:
    one = written()
    waits = []
    at = NOW
    for _ in range(12):
        assert outbox.send_due(at) == (0, 1)
        one.refresh_from_db()
        waits.append(one.due_at - at)
        assert outbox.send_due(one.due_at - timedelta(seconds=1)) == (0, 0), "not due yet"
        at = one.due_at
    assert waits == sorted(waits)
    assert waits[0] <= timedelta(minutes=5)
    assert waits[-1] == timedelta(hours=6)
    assert one.failure == "SMTPServerDisconnected"
    broken_mail.undo()
    assert outbox.send_due(at) == (1, 0)
    assert len(mail.outbox) == 1
    assert outbox.unsent() == 0


def test_a_sent_mail_is_not_sent_again_and_keeps_no_text() -> None:
    one = written()
    assert outbox.send_due(NOW) == (1, 0)
    assert outbox.send_due(NOW + timedelta(days=9), even_if_not_due=True) == (0, 0)
    one.refresh_from_db()
    assert (one.body, one.recipients, one.reply_to) == ("", [], "")


def test_two_senders_do_not_send_the_same_one() -> None:
    one = written()
    OutgoingMail.objects.update(held_until=NOW + timedelta(minutes=5))
    assert outbox.send_due(NOW) == (0, 1), "somebody else has it"
    assert mail.outbox == []
    assert outbox.send_due(NOW + timedelta(minutes=6)) == (1, 0), "who held it has died"
    one.refresh_from_db()
    assert one.sent_at


def test_after_a_failure_no_visitor_waits_for_the_mail_server(
    broken_mail: pytest.MonkeyPatch,
) -> None:
    written("REQ-2222-2222")
    assert outbox.send_at_once("REQ-2222-2222", NOW) is False
    second = written("REQ-3333-3333")
    assert outbox.send_at_once("REQ-3333-3333", NOW) is False
    second.refresh_from_db()
    assert second.attempts == 0
    broken_mail.undo()
    assert outbox.send_at_once("REQ-3333-3333", NOW + timedelta(minutes=11)) is True


def test_an_address_that_cannot_be_sent_to_stops_no_other(monkeypatch: Any) -> None:
    bad, good = written("REQ-2222-2222"), written("REQ-3333-3333")
    OutgoingMail.objects.filter(pk=bad.pk).update(subject="two\nlines")
    assert outbox.send_due(NOW) == (1, 1)
    good.refresh_from_db()
    assert good.sent_at


def test_the_same_mail_always_has_the_same_id() -> None:
    one = written()
    outbox.send_due(NOW)
    said = mail.outbox[0].extra_headers["Message-ID"]
    assert f".{one.pk}." in said
    assert "req-2222-2222" in said
