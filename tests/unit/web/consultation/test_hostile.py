"""What goes wrong, or is meant to: each a clear page; nothing lost, nothing leaked."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import Any

import psycopg
import pytest
from django.core import mail
from django.db import OperationalError, connection
from django.test import Client

from compendium.web.consultation import actions, limits
from compendium.web.consultation.models import ConsultationRequest, OutgoingMail, RateMark
from tests.unit.web.consultation.asking import FORM, REQUEST, check, hidden, send, words

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Origin": "https://bait.example"},
        {"Origin": "null"},
        {"Origin": "https://testserver.bait.example"},
    ],
)
def test_a_form_on_another_site_stores_nothing(
    reader_client: Client, headers: dict[str, str]
) -> None:
    carried = {**hidden(check(reader_client, REQUEST)), "step": "send"}
    page = reader_client.post(FORM, carried, headers=headers)
    assert page.status_code == 403
    assert "It came from another site. Nothing was stored." in words(page)
    assert not ConsultationRequest.objects.exists()


@pytest.mark.parametrize(
    "headers", [{"Sec-Fetch-Site": "same-origin"}, {"Origin": "http://testserver"}, {}]
)
def test_our_own_form_is_taken(reader_client: Client, headers: dict[str, str]) -> None:
    assert (
        reader_client.post(FORM, {**REQUEST, "step": "check"}, headers=headers).status_code == 200
    )


@pytest.mark.parametrize("field", ["agency", "role", "contact", "email", "phone"])
@pytest.mark.parametrize(
    "bait", ["x\r\nBcc: all@bait.example", "a@b.example\nBcc: c@d.example", "a\u2028b", "a\x85b"]
)
def test_header_injection_is_refused(reader_client: Client, field: str, bait: str) -> None:
    assert check(reader_client, REQUEST, **{field: bait}).status_code == 422
    assert mail.outbox == []


def test_no_header_of_a_mail_holds_what_somebody_wrote(reader_client: Client) -> None:
    send(reader_client, REQUEST, agency="Bcc: all@bait.example", role="Subject: bait")
    for one in mail.outbox:
        head, _, _ = one.message().as_string().partition("\n\n")
        assert "bait" not in head


@pytest.mark.parametrize("field", ["note", "agency", "seal", "never-asked"])
def test_ten_megabytes_in_a_field(reader_client: Client, field: str) -> None:
    page = reader_client.post(FORM, {**REQUEST, field: "x" * 10_000_000, "step": "check"})
    assert page.status_code == 413
    assert "Nothing was stored" in words(page)
    assert len(page.content) < 20_000


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        ("&".join(f"a{n}=1" for n in range(5_000)), "application/x-www-form-urlencoded"),
        ("--x\r\nnonsense", "multipart/form-data; boundary=x"),
        ("nonsense", "multipart/form-data"),
        ("a=%ff%fe&step=send", "application/x-www-form-urlencoded; charset=utf-16"),
    ],
)
def test_what_is_no_form(reader_client: Client, body: str, kind: str) -> None:
    page = reader_client.post(FORM, body, content_type=kind)
    assert page.status_code in {400, 422}
    assert page.headers["Content-Type"].startswith("text/html")
    assert not ConsultationRequest.objects.exists()


@pytest.mark.parametrize("method", ["put", "delete", "patch"])
def test_other_methods(reader_client: Client, method: str) -> None:
    page = getattr(reader_client, method)(FORM)
    assert page.status_code == 405
    assert page.headers["Allow"] == "GET, HEAD, POST"


def test_markup_stays_text(reader_client: Client) -> None:
    bait = "<script>alert(1)</script>"
    page = send(reader_client, REQUEST, agency=bait)
    for seen in (check(reader_client, REQUEST, note=bait), reader_client.get(page["Location"])):
        assert bait not in seen.content.decode()


def test_a_thousand_rapid_posts_lose_nothing_and_flood_nobody(reader_client: Client) -> None:
    carried = [hidden(check(reader_client, REQUEST)) for _ in range(10)]
    answers = [reader_client.post(FORM, {**carried[n % 10], "step": "send"}) for n in range(1_000)]
    taken = {one["Location"] for one in answers if one.status_code == 303}
    refused = [one for one in answers if one.status_code == 429]
    assert len(taken) == limits.SENDING.here == ConsultationRequest.objects.count()
    assert len(refused) == 500
    assert len(mail.outbox) == 2 * limits.SENDING.here
    assert "your answers are still on this page" in words(refused[-1])
    assert int(refused[-1].headers["Retry-After"]) > 0
    assert hidden(refused[-1])["agency"] == [REQUEST["agency"]]
    assert RateMark.objects.count() <= 4


def test_the_whole_site_has_a_limit_too(reader_client: Client) -> None:
    for n in range(limits.SENDING.everywhere + 3):
        carried = hidden(check(reader_client, REQUEST))
        reader_client.post(FORM, {**carried, "step": "send"}, REMOTE_ADDR=f"192.0.2.{n}")
    assert ConsultationRequest.objects.count() <= limits.SENDING.everywhere


def test_no_address_is_stored(reader_client: Client) -> None:
    carried = hidden(check(reader_client, REQUEST))
    reader_client.post(FORM, {**carried, "step": "send"}, REMOTE_ADDR="192.0.2.77")
    kept = [str(mark.__dict__) for mark in RateMark.objects.all()]
    assert kept
    assert not any("192.0.2" in one for one in kept)


def test_behind_a_proxy_the_last_address_counts_and_cannot_be_forged(
    rf: Any, settings: Any
) -> None:
    asked = rf.get("/", REMOTE_ADDR="127.0.0.1", HTTP_X_FORWARDED_FOR="10.0.0.1, 192.0.2.9")
    assert limits.place_of(asked) == "127.0.0.1"
    settings.BEHIND_PROXY = True
    assert limits.place_of(asked) == "192.0.2.9"
    assert limits.place_of(rf.get("/", REMOTE_ADDR="2001:db8::1")) == "2001:db8::/64"
    assert limits.place_of(rf.get("/", REMOTE_ADDR="")) == "nowhere"


def test_mail_that_fails_loses_nothing(reader_client: Client, broken_mail: None) -> None:
    answer = send(reader_client, REQUEST)
    assert answer.status_code == 303
    own = reader_client.get(answer["Location"])
    assert "The mail has not left yet" in words(own)
    assert ConsultationRequest.objects.count() == 1
    waiting = list(OutgoingMail.objects.filter(sent_at=None))
    assert len(waiting) == 2
    assert all(one.body for one in waiting)
    assert [one.attempts for one in waiting] == [1, 0], "nobody waits for a dead server twice"


def test_a_database_that_is_down(reader_client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    carried = {**hidden(check(reader_client, REQUEST)), "step": "send"}
    own = send(reader_client, REQUEST)["Location"]

    def down(*_: Any, **__: Any) -> None:
        raise OperationalError("could not connect to server at 10.1.2.3")

    with monkeypatch.context() as broken:
        broken.setattr("django.db.backends.utils.CursorWrapper.execute", down)
        page = reader_client.post(FORM, carried)
        assert page.status_code == 503
        assert "Nothing is lost: they are still on this page" in words(page)
        assert "10.1.2.3" not in words(page)
        assert page.headers["Retry-After"]
        assert reader_client.get(FORM).status_code == 200, "the form itself needs no database"
        assert check(reader_client, REQUEST).status_code == 200
        gone = reader_client.get(own)
        assert gone.status_code == 503
        assert "not lost" in words(gone)
    again = reader_client.post(FORM, {**hidden(page), "step": "send"})
    assert again.status_code == 303
    assert ConsultationRequest.objects.count() == 2


def test_a_fault_in_the_middle_stores_nothing_of_it(
    reader_client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    carried = {**hidden(check(reader_client, REQUEST)), "step": "send"}

    def full(*_: Any, **__: Any) -> None:
        raise OperationalError("database or disk is full")

    with monkeypatch.context() as broken:
        broken.setattr(actions.outbox, "write", full)
        assert reader_client.post(FORM, carried).status_code == 503
    assert not ConsultationRequest.objects.exists()
    assert reader_client.post(FORM, carried).status_code == 303


@pytest.mark.django_db(transaction=True)
def test_a_database_that_is_locked(reader_client: Client, rows_of_our_own: None) -> None:
    """Another program holds the rows: SQLite's write lock, or a table lock of PostgreSQL."""
    carried = {**hidden(check(reader_client, REQUEST)), "step": "send"}
    with held_by_another():
        page = reader_client.post(FORM, carried)
    assert page.status_code == 503
    assert hidden(page)["agency"] == [REQUEST["agency"]]
    assert not ConsultationRequest.objects.exists()
    assert reader_client.post(FORM, {**hidden(page), "step": "send"}).status_code == 303


@pytest.mark.django_db(transaction=True)
def test_a_database_without_tables(reader_client: Client, rows_of_our_own: None) -> None:
    """Nobody has run `compendium site migrate`: the same clear page, and no traceback."""
    carried = {**hidden(check(reader_client, REQUEST)), "step": "send"}
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE consultation_ratemark RENAME TO gone")
    try:
        assert reader_client.post(FORM, carried).status_code == 503
    finally:
        with connection.cursor() as cursor:
            cursor.execute("ALTER TABLE gone RENAME TO consultation_ratemark")
    assert reader_client.post(FORM, carried).status_code == 303


@contextmanager
def held_by_another() -> Iterator[None]:
    """A program beside the site that does not let go."""
    if connection.vendor == "sqlite":
        with closing(sqlite3.connect(connection.settings_dict["NAME"])) as other:
            other.isolation_level = None
            other.execute("BEGIN IMMEDIATE")
            yield
        return
    given = connection.get_connection_params()
    with psycopg.connect(**{**given, "cursor_factory": None, "context": None}) as other:
        other.execute("LOCK TABLE consultation_consultationrequest IN ACCESS EXCLUSIVE MODE")
        yield
        other.rollback()
