"""The liaison's queue: who gets in, what may be done, and what the trail says of it."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.test import Client

from compendium.vocabulary.errors import UserError
from compendium.web.consultation import limits
from compendium.web.consultation.models import AuditEntry, ConsultationRequest, ProblemReport
from compendium.web.consultation.people import close_person, create_person
from tests.unit.web.consultation.asking import REPORT, REQUEST, send, words
from tests.unit.web.consultation.conftest import PASSWORD

pytestmark = pytest.mark.django_db

QUEUE = "/consultation/queue"
SIGN_IN = f"{QUEUE}/sign-in"


@pytest.fixture
def request_row(reader_client: Client) -> ConsultationRequest:
    """A request that came in."""
    send(reader_client, REQUEST)
    return ConsultationRequest.objects.get()


def token(page: Any) -> str:
    found = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page.content.decode())
    assert found
    return found[1]


def test_nobody_gets_in_without_signing_in(
    reader_client: Client, request_row: ConsultationRequest
) -> None:
    for path in (QUEUE, f"{QUEUE}/{request_row.reference}", f"{QUEUE}/password"):
        page = reader_client.get(path)
        assert page.status_code == 302
        assert page["Location"].startswith(SIGN_IN)
        assert page.headers["Cache-Control"] == "no-store"


def test_an_account_without_the_right_sees_nothing(request_row: ConsultationRequest) -> None:
    somebody = get_user_model().objects.create_user("somebody")
    client = Client()
    client.force_login(somebody)
    page = client.get(f"{QUEUE}/{request_row.reference}")
    assert page.status_code == 403
    assert "Alpine" not in words(page)


def test_signing_in_and_out(db: None, request_row: ConsultationRequest) -> None:
    create_person(name="liaison", password=PASSWORD)
    client = Client(enforce_csrf_checks=True)
    page = client.get(f"{SIGN_IN}?next={QUEUE}/{request_row.reference}")
    answers = {"username": "liaison", "csrfmiddlewaretoken": token(page)}
    wrong = client.post(SIGN_IN, {**answers, "password": "wrong"})
    assert wrong.status_code == 422
    there = client.post(
        f"{SIGN_IN}?next={QUEUE}/{request_row.reference}", {**answers, "password": PASSWORD}
    )
    assert there["Location"] == f"{QUEUE}/{request_row.reference}"
    assert {cookie["path"] for cookie in client.cookies.values()} == {QUEUE}
    assert client.cookies["sessionid"]["httponly"]
    assert client.cookies["sessionid"]["samesite"] == "Lax"
    assert AuditEntry.objects.filter(verb="signed in", actor="liaison").count() == 1
    seen = client.get(QUEUE)
    client.post(f"{QUEUE}/sign-out", {"csrfmiddlewaretoken": token(seen)})
    assert client.get(QUEUE).status_code == 302


@pytest.mark.parametrize("wanted", ["https://bait.example/", "//bait.example", "/help"])
def test_signing_in_leads_nowhere_else(wanted: str) -> None:
    create_person(name="liaison", password=PASSWORD)
    answer = Client().post(
        f"{SIGN_IN}?next={wanted}", {"username": "liaison", "password": PASSWORD}
    )
    assert answer["Location"] == QUEUE


def test_guessing_passwords_is_slowed(reader_client: Client) -> None:
    create_person(name="liaison", password=PASSWORD)
    client = Client()
    for _ in range(limits.SIGNING_IN.here):
        client.post(SIGN_IN, {"username": "liaison", "password": "guess"})
    page = client.post(SIGN_IN, {"username": "liaison", "password": PASSWORD})
    assert page.status_code == 429
    assert "Too many attempts" in words(page)


def test_a_cross_site_post_to_the_queue_changes_nothing(request_row: ConsultationRequest) -> None:
    create_person(name="liaison", password=PASSWORD)
    client = Client(enforce_csrf_checks=True)
    client.force_login(get_user_model().objects.get())
    page = client.post(
        f"{QUEUE}/{request_row.reference}", {"step": "move", "seen": "received", "to": "seen"}
    )
    assert page.status_code == 403
    request_row.refresh_from_db()
    assert request_row.state == "received"


def test_a_request_is_seen_and_moved_with_a_trail(
    liaison: Client, request_row: ConsultationRequest
) -> None:
    assert request_row.reference in words(liaison.get(QUEUE))
    address = f"{QUEUE}/{request_row.reference}"
    page = words(liaison.get(address))
    for answer in ("Alpine County Child Welfare", "csec-team@alpine.example.org", "Video call"):
        assert answer in page
    moved = {"step": "move", "seen": "received", "to": "with-board", "note": "Meets in May."}
    assert liaison.post(address, moved).status_code == 303
    request_row.refresh_from_db()
    assert request_row.state == "with-board"
    entry = AuditEntry.objects.filter(verb="moved").get()
    assert (entry.actor, entry.detail) == ("liaison", "received → with-board")
    assert "Meets in May." in words(liaison.get(address))


def test_the_sender_sees_where_it_stands(
    liaison: Client, reader_client: Client, request_row: ConsultationRequest
) -> None:
    own = send(reader_client, REQUEST, role="Another")["Location"]
    newest = ConsultationRequest.objects.get(role="Another")
    moved = {"step": "move", "seen": "received", "to": "seen"}
    liaison.post(f"{QUEUE}/{newest.reference}", moved)
    assert "Seen by the liaison" in words(reader_client.get(own))


def test_two_people_do_not_overwrite_each_other(
    liaison: Client, request_row: ConsultationRequest
) -> None:
    address = f"{QUEUE}/{request_row.reference}"
    liaison.post(address, {"step": "move", "seen": "received", "to": "declined"})
    late = {"step": "move", "seen": "received", "to": "with-board", "note": "My note"}
    page = liaison.post(address, late)
    assert page.status_code == 422
    assert "was changed in the meantime" in words(page)
    assert "My note" in words(page), "what was typed is not lost"
    request_row.refresh_from_db()
    assert request_row.state == "declined"


@pytest.mark.parametrize("to", ["answered", "withdrawn", "received", "nonsense", ""])
def test_moves_that_are_not_allowed(
    liaison: Client, request_row: ConsultationRequest, to: str
) -> None:
    address = f"{QUEUE}/{request_row.reference}"
    page = liaison.post(address, {"step": "move", "seen": "received", "to": to})
    assert page.status_code == 422
    assert not AuditEntry.objects.filter(verb="moved").exists()


def test_a_note_with_a_childs_details_is_refused(
    liaison: Client, request_row: ConsultationRequest
) -> None:
    address = f"{QUEUE}/{request_row.reference}"
    for step in ({"step": "note"}, {"step": "move", "seen": "received", "to": "seen"}):
        page = liaison.post(address, {**step, "note": "She is 15, DOB 03/04/2011"})
        assert page.status_code == 422
    assert not AuditEntry.objects.exclude(note="").exists()
    request_row.refresh_from_db()
    assert request_row.state == "received"


def test_notes_alone(liaison: Client, request_row: ConsultationRequest) -> None:
    address = f"{QUEUE}/{request_row.reference}"
    assert liaison.post(address, {"step": "note", "note": "Called back."}).status_code == 303
    assert liaison.post(address, {"step": "note", "note": "  "}).status_code == 422
    assert liaison.post(address, {"step": "note", "note": "x" * 2_001}).status_code == 422
    assert liaison.post(address, {"step": "fly"}).status_code == 422


def test_the_liaison_deletes_content_and_notes_go_too(
    liaison: Client, request_row: ConsultationRequest
) -> None:
    address = f"{QUEUE}/{request_row.reference}"
    liaison.post(address, {"step": "note", "note": "A note about Alpine"})
    liaison.post(address, {"step": "delete"})
    request_row.refresh_from_db()
    assert request_row.is_withdrawn
    assert not AuditEntry.objects.exclude(note="").exists()
    assert "Alpine" not in words(liaison.get(address))
    assert AuditEntry.objects.filter(verb="withdrawn").get().actor == "liaison"


def test_what_is_done_leaves_the_waiting_list_and_stays_under_everything(
    liaison: Client, reader_client: Client, request_row: ConsultationRequest
) -> None:
    send(reader_client, REPORT, "/report-a-problem")
    report = ProblemReport.objects.get()
    address = f"{QUEUE}/{report.reference}"
    assert report.reference in words(liaison.get(QUEUE))
    liaison.post(address, {"step": "move", "seen": "received", "to": "fixed"})
    assert report.reference not in words(liaison.get(QUEUE))
    assert report.reference in words(liaison.get(f"{QUEUE}?show=all"))


def test_an_empty_queue_says_so(liaison: Client) -> None:
    assert "Nothing waits" in words(liaison.get(QUEUE))


def test_mail_that_waits_is_said(
    reader_client: Client, liaison: Client, broken_mail: pytest.MonkeyPatch
) -> None:
    send(reader_client, REQUEST)
    assert "2 mails have not left yet" in words(liaison.get(QUEUE))


def test_an_unknown_reference(liaison: Client) -> None:
    assert liaison.get(f"{QUEUE}/REQ-2222-2222").status_code == 404


def test_a_new_password(liaison: Client) -> None:
    fresh = "another-invented-password"
    answers = {"old_password": PASSWORD, "new_password1": fresh, "new_password2": fresh}
    short = {"old_password": PASSWORD, "new_password1": "short", "new_password2": "short"}
    assert liaison.post(f"{QUEUE}/password", short).status_code == 422
    assert liaison.post(f"{QUEUE}/password", answers).status_code == 303
    assert liaison.get(QUEUE).status_code == 200, "the login goes on"
    assert get_user_model().objects.get().check_password(fresh)


def test_a_closed_account_is_out_at_the_next_click(liaison: Client) -> None:
    close_person(name="liaison")
    assert liaison.get(QUEUE).status_code == 302
    with pytest.raises(UserError, match="no account"):
        close_person(name="nobody")


@pytest.mark.parametrize(
    ("name", "password"), [("", PASSWORD), ("a b", PASSWORD), ("liaison", "short")]
)
def test_accounts_need_a_name_and_a_long_password(name: str, password: str) -> None:
    with pytest.raises(UserError):
        create_person(name=name, password=password)
    assert not get_user_model().objects.exists()


def test_pages_of_the_queue_are_kept_by_nobody(
    liaison: Client, request_row: ConsultationRequest
) -> None:
    page = liaison.get(f"{QUEUE}/{request_row.reference}")
    assert page.headers["Cache-Control"] == "no-store"
    assert page.headers["X-Robots-Tag"] == "noindex"
