"""A request to the Advisory Board, from the first look to its deletion."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.core import mail
from django.test import Client

from compendium.web import editions
from compendium.web.consultation.models import (
    AuditEntry,
    ConsultationRequest,
    OutgoingMail,
    ProblemReport,
    RateMark,
)
from tests.unit.web.consultation.asking import FORM, REPORT, REQUEST, check, hidden, send, words

pytestmark = pytest.mark.django_db


def stored() -> int:
    """How many rows there are of anything."""
    kinds = (ConsultationRequest, ProblemReport, AuditEntry, OutgoingMail, RateMark)
    return sum(kind.objects.count() for kind in kinds)


def test_without_a_liaison_the_organisations_own_page_is_shown(
    reader_client: Client, settings: Any, edition_file: Path
) -> None:
    editions.lay_out(edition_file, None)
    settings.LIAISON = []
    page = reader_client.get(FORM)
    assert page.status_code == 200
    assert "https://youthlaw.org/case/csec-action-team/" in page.content.decode()
    assert "<textarea" not in page.content.decode()
    assert check(reader_client, REQUEST).status_code == 200
    assert reader_client.post(FORM, {**REQUEST, "step": "send"}).status_code == 200
    assert stored() == 0


def test_a_contact_of_ones_own_can_be_set(reader_client: Client, settings: Any) -> None:
    settings.LIAISON, settings.CONTACT = [], "https://example.org/contact"
    assert "https://example.org/contact" in reader_client.get(FORM).content.decode()


def test_the_form_of_the_real_content(reader_client: Client, edition_file: Path) -> None:
    editions.lay_out(edition_file, None)
    said = words(reader_client.get(FORM))
    assert "adults with lived experience" in said
    assert "not a crisis line" in said or "Not help in a crisis" in said
    assert "Each figure is shown with its source" in said
    assert "Leave this page" in said
    spanish = words(reader_client.get("/es/consultation"))
    assert "Junta Asesora" in spanish
    assert "Ninguna persona ha revisado" in spanish


def test_search_engines_list_the_form_and_nothing_that_answers_it(reader_client: Client) -> None:
    assert "X-Robots-Tag" not in reader_client.get(FORM).headers
    assert check(reader_client, REQUEST).headers["X-Robots-Tag"] == "noindex"
    assert reader_client.get("/report-a-problem").headers["X-Robots-Tag"] == "noindex"


def test_no_field_is_for_a_child(reader_client: Client) -> None:
    page = reader_client.get(FORM).content.decode()
    for word in ('name="dob', 'name="birth', 'name="case', 'name="child', 'name="youth'):
        assert word not in page


def test_readers_and_senders_get_no_cookie(reader_client: Client) -> None:
    reader_client.get(FORM)
    send(reader_client, REQUEST)
    assert not reader_client.cookies


def test_a_childs_details_are_refused_with_a_reason_and_nothing_is_stored(
    reader_client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    refused = check(reader_client, REQUEST, note="About Rosa Delgado, 03/12/2011")
    assert refused.status_code == 422
    assert "This looks like a name with a date. Nothing was stored." in words(refused)
    assert "Rosa Delgado, 03/12/2011" in words(refused), "it is there to be put right"
    assert refused.headers["Cache-Control"] == "no-store"
    assert stored() == 0
    assert "Delgado" not in caplog.text
    assert check(reader_client, REQUEST, note="About our protocol").status_code == 200


@pytest.mark.parametrize("field", ["agency", "role", "contact", "note", "phone"])
def test_every_text_is_looked_at(reader_client: Client, field: str) -> None:
    assert check(reader_client, REQUEST, **{field: "DOB 03/04/2011"}).status_code == 422


def test_details_cannot_be_put_in_behind_the_check_page(reader_client: Client) -> None:
    carried = hidden(check(reader_client, REQUEST))
    changed = {**carried, "note": "our client, age 14", "step": "send"}
    assert reader_client.post(FORM, changed).status_code == 422
    assert stored() == 0


def test_what_is_missing_is_named_at_the_top_and_at_its_place(reader_client: Client) -> None:
    page = check(reader_client, {}, agency="Alpine")
    assert page.status_code == 422
    text = page.content.decode()
    assert 'role="alert"' in text
    assert '<a href="#f-email">' in text
    assert 'aria-describedby="h-email e-email-1"' in text
    assert 'value="Alpine"' in text
    assert "<title>There is a problem" in text


def test_the_check_page_shows_everything_and_stores_nothing(reader_client: Client) -> None:
    page = check(reader_client, REQUEST)
    said = words(page)
    for answer in ("Alpine County Child Welfare", "Training; Placement", "Video call", "Not given"):
        assert answer in said
    assert "Nothing has been sent yet" in said
    assert stored() == 0


def test_answers_can_be_changed_without_typing_them_again(reader_client: Client) -> None:
    carried = hidden(check(reader_client, REQUEST))
    text = reader_client.post(FORM, {**carried, "step": "change"}).content.decode()
    assert "Alpine County Child Welfare" in text
    assert text.count(" checked") == len(REQUEST["help"]) + 3
    assert "Two partners are new." in text


def test_sending_stores_tells_both_and_shows_the_reference(reader_client: Client) -> None:
    answer = send(reader_client, REQUEST)
    assert answer.status_code == 303
    one = ConsultationRequest.objects.get()
    assert one.note == "We revise our protocol.\nTwo partners are new."
    assert one.help == ["training", "placement"]
    assert one.edition == editions.current().colophon.edition
    own = reader_client.get(answer.headers["Location"])
    assert one.reference in words(own)
    assert own.headers["X-Robots-Tag"] == "noindex"
    assert own.headers["Referrer-Policy"] == "same-origin"
    to_sender, to_liaison = mail.outbox
    assert to_sender.to == ["csec-team@alpine.example.org"]
    assert answer.headers["Location"] in to_sender.body
    assert to_liaison.to == ["liaison@example.org"]
    assert to_liaison.reply_to == ["csec-team@alpine.example.org"]
    for one_mail in mail.outbox:
        assert one.reference in one_mail.subject
        assert one.reference in one_mail.body
    assert "555-0100" not in to_liaison.body
    assert not OutgoingMail.objects.exclude(body="").exists(), "sent mail keeps no text"
    assert [entry.verb for entry in AuditEntry.objects.all()] == ["received"]


def test_the_key_of_a_link_is_not_kept(reader_client: Client) -> None:
    key = send(reader_client, REQUEST).headers["Location"].rpartition("/")[2]
    one = ConsultationRequest.objects.get()
    assert key not in str(one.__dict__)
    assert one.key_digest != key


def test_web_addresses_are_left_out_of_the_copy_that_anybody_could_have_ordered(
    reader_client: Client,
) -> None:
    send(reader_client, REQUEST, note="See https://bait.example/x and bait.example too")
    assert "bait.example" not in mail.outbox[0].body
    assert "bait.example" in ConsultationRequest.objects.get().note


def test_pressing_twice_stores_once(reader_client: Client) -> None:
    carried = {**hidden(check(reader_client, REQUEST)), "step": "send"}
    first, second = reader_client.post(FORM, carried), reader_client.post(FORM, carried)
    assert first.headers["Location"] == second.headers["Location"]
    assert ConsultationRequest.objects.count() == 1
    assert len(mail.outbox) == 2


def test_a_changed_or_old_check_page_is_shown_again_and_loses_nothing(
    reader_client: Client,
) -> None:
    carried = {**hidden(check(reader_client, REQUEST)), "step": "send"}
    page = reader_client.post(FORM, {**carried, "agency": "Somebody else"})
    assert page.status_code == 409
    assert "Somebody else" in words(page)
    assert stored() == 0
    assert reader_client.post(FORM, {**hidden(page), "step": "send"}).status_code == 303
    assert reader_client.post(FORM, {**carried, "seal": "nonsense"}).status_code == 409


def test_a_program_that_fills_in_everything_is_refused(reader_client: Client) -> None:
    assert check(reader_client, REQUEST, leave_empty="x").status_code == 422


@pytest.mark.parametrize(
    ("field", "wrong"),
    [
        ("needed_by", "2020-01-01"),
        ("needed_by", "2099-01-01"),
        ("needed_by", "soon"),
        ("email", "nobody"),
        ("phone", "call me"),
        ("stage", "finished"),
        ("help", ["everything"]),
        ("agency", "x" * 121),
        ("note", "x" * 2_001),
        ("note", "\x00"),
        ("agency", "a\x07b"),
    ],
)
def test_wrong_answers_are_named(reader_client: Client, field: str, wrong: Any) -> None:
    assert check(reader_client, REQUEST, **{field: wrong}).status_code == 422


def test_a_note_of_the_full_length_with_many_lines_passes(reader_client: Client) -> None:
    note = "\r\n".join(["word word"] * 200)
    assert len(note.replace("\r\n", "\n")) <= 2_000
    assert check(reader_client, REQUEST, note=note).status_code == 200


def test_spanish_from_the_form_to_the_mail(reader_client: Client) -> None:
    refused = check(reader_client, REQUEST, "/es/consultation", note="una niña de 14 años")
    assert "Esto parece la edad de una persona joven." in words(refused)
    answer = send(reader_client, REQUEST, "/es/consultation")
    own = reader_client.get(answer.headers["Location"])
    assert '<html lang="es">' in own.content.decode()
    assert "Recibido" in words(own)
    assert mail.outbox[0].subject.startswith("Su solicitud REQ-")
    assert mail.outbox[1].subject.startswith("A request to the Advisory Board")


def test_the_sender_deletes_it_and_the_liaison_is_told(reader_client: Client) -> None:
    own = send(reader_client, REQUEST).headers["Location"]
    assert reader_client.post(own, {"step": "delete"}).status_code == 303
    one = ConsultationRequest.objects.get()
    assert one.is_withdrawn
    kept = str(one.__dict__)
    for answer in ("Alpine", "analyst", "csec-team", "555-0100", "protocol", "training"):
        assert answer not in kept
    page = reader_client.get(own)
    assert one.reference in words(page)
    assert "Alpine" not in words(page)
    assert mail.outbox[-1].to == ["liaison@example.org"]
    assert "deleted" in mail.outbox[-1].subject
    assert reader_client.post(own, {"step": "delete"}).status_code == 303, "twice does no harm"
    assert len(mail.outbox) == 3


def test_looking_at_the_own_page_deletes_nothing(reader_client: Client) -> None:
    own = send(reader_client, REQUEST).headers["Location"]
    reader_client.get(own)
    reader_client.get(own + "?step=delete")
    assert not ConsultationRequest.objects.get().is_withdrawn


def test_sending_a_deleted_one_again_does_not_bring_it_back(reader_client: Client) -> None:
    carried = {**hidden(check(reader_client, REQUEST)), "step": "send"}
    own = reader_client.post(FORM, carried).headers["Location"]
    reader_client.post(own, {"step": "delete"})
    assert reader_client.post(FORM, carried).headers["Location"] == own
    assert ConsultationRequest.objects.get().is_withdrawn


def test_a_link_that_leads_nowhere_says_so(reader_client: Client) -> None:
    page = reader_client.get("/consultation/requests/nothing-of-ours")
    assert page.status_code == 404
    assert "Nothing is kept under this address" in words(page)


def test_reporting_a_problem_uses_the_same_parts(reader_client: Client) -> None:
    form = reader_client.get("/report-a-problem?page=/acl/16-49")
    assert 'value="/acl/16-49"' in form.content.decode()
    refused = check(reader_client, REPORT, "/report-a-problem", text="K.T., 15, is missing")
    assert refused.status_code == 422
    answer = send(reader_client, REPORT, "/report-a-problem")
    report = ProblemReport.objects.get()
    assert report.reference.startswith("REP-")
    assert [one.to for one in mail.outbox] == [["editor@example.org"]]
    own = reader_client.get(answer.headers["Location"])
    assert "The date differs" in words(own)
    reader_client.post(answer.headers["Location"], {"step": "delete"})
    report.refresh_from_db()
    assert (report.page, report.text, report.email) == ("", "", "")


def test_a_report_with_an_address_gets_a_copy(reader_client: Client) -> None:
    send(reader_client, REPORT, "/report-a-problem", answer_to="reader@example.org")
    assert [one.to for one in mail.outbox] == [["reader@example.org"], ["editor@example.org"]]


@pytest.mark.parametrize("page", ["https://bait.example/", "//bait.example", "acl/16-49", "/a b"])
def test_a_report_is_about_a_page_of_this_site(reader_client: Client, page: str) -> None:
    assert check(reader_client, REPORT, "/report-a-problem", page=page).status_code == 422


def test_reports_are_off_where_nobody_reads_them(reader_client: Client, settings: Any) -> None:
    settings.EDITORS = []
    page = reader_client.get("/report-a-problem?page=/help")
    assert page.status_code == 200
    assert "takes no reports" in words(page)


def test_the_forms_stand_under_dated_addresses_too(reader_client: Client) -> None:
    assert reader_client.get("/on/2016-06-01/consultation").status_code == 200
