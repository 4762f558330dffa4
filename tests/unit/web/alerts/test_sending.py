"""What each subscriber is told, and that it is once."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.core import mail
from django.core.management import call_command
from django.utils import timezone

from compendium.edition.concern import Choices
from compendium.vocabulary.errors import FaultError, UserError
from compendium.web.alerts import actions, correspondence
from compendium.web.alerts.models import Subscription, Told
from compendium.web.alerts.sending import held_against, preview, write_all
from compendium.web.consultation import outbox
from compendium.web.consultation.models import OutgoingMail
from tests.unit.web.alerts.conftest import Editions

pytestmark = pytest.mark.django_db

ON = date(2026, 6, 1)


def subscriber(name: str, **chosen: Any) -> Subscription:
    """Somebody who has confirmed."""
    now = timezone.now()
    asked = actions.ask(address=f"{name}@example.org", choices=Choices(**chosen), chosen=[], at=now)
    OutgoingMail.objects.filter(reference=asked.reference).delete()
    kept = actions.confirm(key=asked.key, at=now)
    assert kept is not None
    return kept


def send(two: Editions, at: datetime | None = None) -> Any:
    counted = write_all(held_against(two.older, two.newer, ON), at or timezone.now())
    outbox.send_due(timezone.now(), purpose=correspondence.NEWS)
    return counted


def told() -> dict[str, str]:
    """The mails by the name of whom they went to."""
    assert all(len(one.to) == 1 for one in mail.outbox), "nobody sees another's address"
    return {one.to[0].partition("@")[0]: one.body for one in mail.outbox}


def test_each_is_told_what_was_chosen_and_nobody_for_nothing(two: Editions) -> None:
    subscriber("topic", topics=("missing",))
    subscriber("department", departments=("probation",))
    subscriber("court", departments=("court",), topics=("money",))
    subscriber("county", counties=("el-dorado",), topics=("money",))
    subscriber("everything", everything=True)
    counted = send(two)
    said = told()
    assert (counted.written, counted.nothing) == (4, 1)
    assert set(said) == {"topic", "department", "county", "everything"}
    assert "ACL 26-07: The second grid" in said["topic"]
    assert "training of the county's own team" not in said["topic"]
    assert "ACL 26-07" in said["department"]
    assert "training of the county's own team" in said["county"]
    assert "ACL 26-07" not in said["county"], "topics narrow what the state asks"
    assert "ACL 26-07" in said["everything"]
    assert "training of the county's own team" in said["everything"]


def test_each_change_comes_with_status_date_citation_source_and_link(two: Editions) -> None:
    subscriber("topic", topics=("missing",))
    send(two)
    body = told()["topic"]
    new = body[body.index("ACL 26-07: ") :]
    entry = new[: new.index("\n\n")]
    assert "New here." in entry
    assert "Status: in force, as of June 1, 2026. Issued: February 10, 2026." in entry
    assert "ACL 26-07. Source: The issuer's list (official listing), https://example.org" in entry
    assert "http://testserver/acl/26-07" in entry
    assert two.older.colophon.edition in body
    assert two.newer.colophon.edition in body


def test_a_letter_that_another_ended_is_told_with_both_statuses(two: Editions) -> None:
    subscriber("topic", topics=("missing",))
    send(two)
    body = told()["topic"]
    ended = body[body.index("ACL 15-02: ") :]
    assert "The earlier edition said: in force." in ended
    assert "superseded ACL 15-02" in ended, "and with the reason"
    assert "Status: no longer in force" in ended


def test_a_changed_value_is_told_as_it_was_and_as_it_is(two: Editions) -> None:
    subscriber("everything", everything=True)
    send(two)
    body = told()["everything"]
    assert "Our record of it changed: amount, was $2,500,000, is $2,600,000." in body
    assert "CFL 15/16-04. Source: The letter (official listing), https://example.org/cfl" in body


def test_the_headers_let_a_mail_program_end_it(two: Editions) -> None:
    one = subscriber("topic", topics=("missing",))
    send(two)
    (sent,) = mail.outbox
    headers = sent.message()
    assert headers["List-Unsubscribe"].strip() == f"<http://testserver/alerts/end/{one.key}>"
    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert headers["Auto-Submitted"] == "auto-generated"
    assert sent.subject == "A tiny compendium: 3 changes"
    assert sent.content_subtype == "plain"
    assert not getattr(sent, "alternatives", None), "no picture, so nothing to count opening with"


def test_nobody_is_told_twice(two: Editions) -> None:
    subscriber("topic", topics=("missing",))
    assert send(two).written == 1
    again = send(two)
    assert (again.written, again.before) == (0, 1)
    assert len(mail.outbox) == 1
    subscriber("later", topics=("missing",))
    assert send(two).written == 1, "who came in between is told"
    assert [one.to for one in mail.outbox] == [["topic@example.org"], ["later@example.org"]]


def test_choosing_anew_does_not_tell_again(two: Editions) -> None:
    subscriber("topic", topics=("missing",))
    send(two)
    subscriber("topic", everything=True)
    send(two)
    assert len(mail.outbox) == 1


def test_who_ends_it_before_the_mail_leaves_gets_none(
    two: Editions, broken_mail: pytest.MonkeyPatch
) -> None:
    one = subscriber("topic", topics=("missing",))
    send(two)
    assert outbox.waits(one.reference)
    actions.end(key=one.key)
    broken_mail.undo()
    assert outbox.send_due(timezone.now(), even_if_not_due=True) == (0, 0)
    assert mail.outbox == []
    assert not Told.objects.exists()


def test_one_who_ends_it_during_the_run_stops_nobody(
    two: Editions, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = subscriber("first", topics=("missing",))
    subscriber("second", topics=("missing",))
    write = outbox.write

    def ending(*given: Any, **named: Any) -> Any:
        actions.end(key=second.key)
        return write(*given, **named)

    second = Subscription.objects.get(address="second@example.org")
    monkeypatch.setattr(outbox, "write", ending)
    counted = send(two)
    assert (counted.written, counted.nothing) == (1, 1)
    assert [one.to for one in mail.outbox] == [[first.address]]


def test_a_fault_in_the_middle_is_taken_up_where_it_was(
    two: Editions, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(5):
        subscriber(f"s{number}", topics=("missing",))
    write, calls = outbox.write, []

    def failing(*given: Any, **named: Any) -> Any:
        calls.append(named["to"])
        if len(calls) == 3:
            raise OSError("the disk is full")
        return write(*given, **named)

    with monkeypatch.context() as broken:
        broken.setattr(outbox, "write", failing)
        with pytest.raises(OSError, match="disk"):
            send(two)
    assert Told.objects.count() == 2, "the third left no note that it was told"
    send(two)
    assert sorted(one.to[0] for one in mail.outbox) == [f"s{n}@example.org" for n in range(5)]


def test_nothing_that_was_not_confirmed_is_told(two: Editions) -> None:
    actions.ask(
        address="a@example.org", choices=Choices(everything=True), chosen=[], at=timezone.now()
    )
    mail.outbox.clear()
    assert send(two).written == 0
    assert mail.outbox == []


def test_a_preview_shows_the_mails_and_no_address(two: Editions) -> None:
    subscriber("first", topics=("missing",))
    subscriber("second", topics=("missing",))
    subscriber("third", everything=True)
    shown = list(preview(held_against(two.older, two.newer, ON)))
    assert sorted(one.subscribers for one in shown) == [1, 2]
    assert all("example.org/" in one.mail.body for one in shown), "sources are there"
    assert not any("@example.org" in one.mail.body for one in shown)
    assert not OutgoingMail.objects.filter(purpose=correspondence.NEWS).exists()


def test_a_long_list_is_cut_and_counted(two: Editions, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(correspondence, "MOST", 1)
    subscriber("everything", everything=True)
    send(two)
    body = told()["everything"]
    assert "\n\n2. " not in body
    assert "more; all of them are on the page below" in body


def test_the_same_edition_twice_and_a_reversed_pair_are_refused(two: Editions) -> None:
    with pytest.raises(UserError, match="same edition"):
        held_against(two.older, two.older, ON)
    with pytest.raises(UserError, match="earlier edition first"):
        held_against(two.newer, two.older, ON)


def test_the_command_says_what_it_did_and_no_address(two: Editions, capsys: Any) -> None:
    subscriber("topic", topics=("missing",))
    call_command("send_alerts", *two.files, preview=True)
    shown = capsys.readouterr().out
    assert "Mails that would be sent: 1. Nothing was sent." in shown
    assert mail.outbox == []
    call_command("send_alerts", *two.files)
    said = capsys.readouterr()
    assert "Written now: 1" in said.out
    assert "Sent: 1." in said.out
    assert "@" not in shown + said.out + said.err


def test_the_command_sends_nothing_where_mail_is_not_set_up(
    two: Editions, settings: Any, capsys: Any
) -> None:
    settings.MAIL_LEAVES = False
    subscriber("topic", topics=("missing",))
    with pytest.raises(UserError, match="COMPENDIUM_MAIL"):
        call_command("send_alerts", *two.files)
    assert not Told.objects.exists()


def test_the_command_fails_where_mail_waits_and_ends_where_it_left(
    two: Editions, broken_mail: pytest.MonkeyPatch
) -> None:
    subscriber("topic", topics=("missing",))
    with pytest.raises(FaultError, match="1 could not be sent"):
        call_command("send_alerts", *two.files)
    broken_mail.undo()
    OutgoingMail.objects.update(due_at=timezone.now() - timedelta(minutes=1))
    call_command("send_alerts", *two.files)
    assert len(mail.outbox) == 1


def test_mail_that_nobody_takes_is_given_up(two: Editions, broken_mail: pytest.MonkeyPatch) -> None:
    subscriber("topic", topics=("missing",))
    send(two)
    actions.tidy(at=timezone.now() + actions.GIVE_UP_AFTER + timedelta(hours=1))
    assert not OutgoingMail.objects.exists()
