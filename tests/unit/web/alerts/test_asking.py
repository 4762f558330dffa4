"""Asking to be told, saying yes, changing one's mind, and the end of it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.core.management import call_command
from django.db import OperationalError
from django.test import Client
from django.utils import timezone

from compendium.web.alerts import actions, views
from compendium.web.alerts.models import Subscription
from compendium.web.consultation.models import OutgoingMail, RateMark
from tests.unit.web.alerts.asking import ASK, ask, key_of, links, subscribe
from tests.unit.web.consultation.asking import words

pytestmark = pytest.mark.django_db


def test_looking_at_the_mails_page_begins_nothing_and_the_button_does(
    reader_client: Client,
) -> None:
    ask(reader_client)
    (sent,) = mail.outbox
    assert sent.to == [ASK["address"]]
    assert "Missing from care" in sent.body
    (seal,) = links(sent.body)
    for _ in range(2):  # a program that checks the links in mails
        assert "You would follow: Missing from care" in words(reader_client.get(seal))
    assert not Subscription.objects.exclude(confirmed_at=None).exists()
    own = reader_client.post(seal)["Location"]
    assert Subscription.objects.exclude(confirmed_at=None).count() == 1
    assert "You follow: Missing from care" in words(reader_client.get(own))
    assert reader_client.post(seal)["Location"] == own, "a second press does no harm"


def test_nobody_can_tell_who_has_a_subscription(reader_client: Client) -> None:
    subscribe(reader_client)
    mail.outbox.clear()
    known, unknown = ask(reader_client), ask(reader_client, address="other@example.org")
    assert (known.status_code, known["Location"]) == (unknown.status_code, unknown["Location"])
    assert reader_client.get(known["Location"]).status_code == 200
    first, second = mail.outbox
    assert first.subject == second.subject
    assert first.body.splitlines()[0] == second.body.splitlines()[0]
    assert len(first.body) == len(second.body)


def test_no_cookie_is_set_and_nothing_is_kept_or_listed(reader_client: Client) -> None:
    own = subscribe(reader_client)
    assert reader_client.cookies == {}
    for path in (own, f"/alerts/end/{key_of(own)}"):
        page = reader_client.get(path)
        assert page.headers["Cache-Control"] == "no-store"
        assert page.headers["X-Robots-Tag"] == "noindex"
        assert ASK["address"] not in page.content.decode()
        assert "report-a-problem" not in page.content.decode(), "its address is a key"


def test_choices_can_be_changed(reader_client: Client) -> None:
    own = subscribe(reader_client)
    answer = reader_client.post(own, {"departments": ["probation"], "counties": ["el-dorado"]})
    assert answer["Location"] == own
    assert "You follow: Probation; El Dorado" in words(reader_client.get(own))
    wrong = reader_client.post(own, {})
    assert wrong.status_code == 422
    assert "Choose at least one" in words(wrong)
    assert "You follow: Probation; El Dorado" in words(wrong)


def test_asking_again_replaces_the_choices_and_keeps_the_links(reader_client: Client) -> None:
    own = subscribe(reader_client)
    again = subscribe(reader_client, address=ASK["address"].upper(), topics=["money"])
    assert again == own, "the links in old mails go on working"
    assert "You follow: Money" in words(reader_client.get(own))
    assert Subscription.objects.count() == 1


def test_the_end_is_one_press_and_leaves_nothing(reader_client: Client) -> None:
    own = subscribe(reader_client)
    end = f"/alerts/end/{key_of(own)}"
    assert "End these alerts?" in words(reader_client.get(end))
    assert Subscription.objects.exists(), "looking ends nothing"
    ended = reader_client.post(end)
    assert ended.status_code == 200
    assert "deleted here" in words(ended)
    assert not Subscription.objects.exists()
    assert not OutgoingMail.objects.exists()
    assert reader_client.get(own).status_code == 404
    assert reader_client.get(end).status_code == 404
    assert reader_client.post(end).status_code == 200, "a mail program may press twice"


def test_a_mail_program_ends_it_from_anywhere_without_a_redirect(reader_client: Client) -> None:
    end = f"/alerts/end/{key_of(subscribe(reader_client))}"
    answer = reader_client.post(
        end,
        {"List-Unsubscribe": "One-Click"},
        headers={"Origin": "https://mail.example", "Sec-Fetch-Site": "cross-site"},
    )
    assert answer.status_code == 200
    assert not Subscription.objects.exists()


def test_what_is_not_confirmed_is_deleted_with_its_mail(reader_client: Client) -> None:
    ask(reader_client)
    (seal,) = links(mail.outbox[0].body)
    now = timezone.now()
    assert actions.tidy(at=now + actions.CONFIRM_WITHIN - timedelta(minutes=5)) == 0
    assert actions.tidy(at=now + actions.CONFIRM_WITHIN + timedelta(minutes=5)) == 1
    assert not Subscription.objects.exists()
    assert not OutgoingMail.objects.exists()
    assert reader_client.post(seal).status_code == 404


def test_asking_tidies_what_others_left(reader_client: Client) -> None:
    ask(reader_client)
    Subscription.objects.update(asked_at=timezone.now() - timedelta(days=3))
    ask(reader_client, address="other@example.org")
    assert [one.address for one in Subscription.objects.all()] == ["other@example.org"]


def test_an_old_or_forged_link_begins_nothing(
    reader_client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    ask(reader_client)
    (seal,) = links(mail.outbox[0].body)
    assert reader_client.post(seal[:-1] + ("a" if seal[-1] != "a" else "b")).status_code == 404
    assert reader_client.post("/alerts/confirm/nonsense").status_code == 404
    monkeypatch.setattr(actions, "CONFIRM_WITHIN", timedelta(seconds=-1))
    assert reader_client.post(seal).status_code == 404
    assert not Subscription.objects.exclude(confirmed_at=None).exists()


@pytest.mark.parametrize(
    "address",
    [
        "",
        "nobody",
        "a@b",
        "a b@example.org",
        "a@example.org\r\nBcc: all@example.org",
        "a@example.org\nBcc: all@example.org",
        "a@example.org, b@example.org",
        "<script>@example.org",
        '"a\n"@example.org',
        "a@example.org\0",
        "a@" + "x" * 300 + ".org",
        "ä" * 80 + "@example.org",
    ],
)
def test_what_is_no_address_is_answered_in_one_sentence(
    reader_client: Client, address: str
) -> None:
    page = ask(reader_client, address=address)
    assert page.status_code == 422
    said = page.content.decode()
    assert said.count('class="wrong"') == 1
    assert "<script>@" not in said
    assert mail.outbox == []
    assert not Subscription.objects.exists()


@pytest.mark.parametrize(
    "chosen",
    [{"topics": []}, {"topics": ["nothing-of-ours"]}, {"topics": [], "counties": ["atlantis"]}],
)
def test_something_that_exists_has_to_be_chosen(
    reader_client: Client, chosen: dict[str, Any]
) -> None:
    page = ask(reader_client, **chosen)
    assert page.status_code == 422
    assert ASK["address"] in page.content.decode(), "nothing is typed twice"
    assert mail.outbox == []


def test_a_form_of_another_site_and_the_trap_are_refused(reader_client: Client) -> None:
    answer = reader_client.post("/alerts", ASK, headers={"Origin": "https://bait.example"})
    assert answer.status_code == 403
    assert ask(reader_client, leave_empty="x").status_code == 422
    assert not Subscription.objects.exists()


def test_one_address_is_not_flooded_by_others(reader_client: Client) -> None:
    answers = [
        reader_client.post("/alerts", ASK, REMOTE_ADDR=f"192.0.2.{number}") for number in range(9)
    ]
    assert {one.status_code for one in answers} == {303}
    assert len(mail.outbox) == views.TO_ONE.here
    assert Subscription.objects.count() == views.TO_ONE.here
    kept = [str(mark.__dict__) for mark in RateMark.objects.all()]
    assert not any("alpine" in one or "192.0.2" in one for one in kept), "no address is stored"


def test_one_network_cannot_ask_without_end(reader_client: Client) -> None:
    answers = [
        ask(reader_client, address=f"a{n}@example.org") for n in range(views.ASKING.here + 3)
    ]
    assert [one.status_code for one in answers].count(429) == 3
    assert int(answers[-1].headers["Retry-After"]) > 0
    assert "Too many" in words(answers[-1])
    assert len(mail.outbox) == views.ASKING.here


@pytest.mark.parametrize("method", ["get", "post"])
def test_without_mail_no_address_is_taken(
    reader_client: Client, settings: Any, method: str
) -> None:
    settings.MAIL_LEAVES = False
    page = getattr(reader_client, method)("/alerts", ASK)
    assert "sends no mail, so it takes no address" in words(page)
    assert 'name="address"' not in page.content.decode()
    assert "/feeds/letters.atom" in page.content.decode()
    assert not Subscription.objects.exists()


def test_a_mail_server_that_is_gone_loses_nothing_and_tells_nothing(
    reader_client: Client, broken_mail: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    assert ask(reader_client)["Location"] == "/alerts/asked"
    assert OutgoingMail.objects.filter(sent_at=None).count() == 1
    assert "did not leave" in caplog.text
    assert "alpine" not in caplog.text


def test_a_database_that_is_down_is_said(
    reader_client: Client, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    own = subscribe(reader_client)

    def down(*_: Any, **__: Any) -> None:
        raise OperationalError("could not connect for analyst@alpine.example.org")

    with monkeypatch.context() as broken:
        broken.setattr("django.db.backends.utils.CursorWrapper.execute", down)
        page = ask(reader_client)
        assert page.status_code == 503
        assert ASK["address"] in page.content.decode()
        assert reader_client.get("/alerts").status_code == 200, "the form needs no database"
        assert reader_client.get(own).status_code == 503
    assert "alpine" not in caplog.text


def test_what_a_page_leads_to_is_chosen_beforehand(reader_client: Client) -> None:
    page = reader_client.get("/alerts?counties=el-dorado&topics=missing&topics=<b>")
    said = page.content.decode()
    assert 'value="el-dorado" checked' in said
    assert 'value="missing" checked' in said
    assert "<details open>" in said


def test_the_models_and_the_migrations_agree() -> None:
    call_command("makemigrations", "--check", "--dry-run", verbosity=0)
