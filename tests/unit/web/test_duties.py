"""Duties: the checklist by role and force, and the page of one duty."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from compendium.edition.reader import EditionReader
from compendium.model.duties import Duty
from compendium.web.catalogue.roles import Role, in_role


def text_of(client: Client, path: str, status: int = 200) -> str:
    answer = client.get(path)
    assert answer.status_code == status, path
    return answer.content.decode()


def listed(page: str) -> set[str]:
    return set(re.findall(r'href="(?:/on/[\d-]+)?/duties/([a-z0-9-]+)', page))


def test_the_switch_leaves_out_what_binds_the_other_department(real: Client) -> None:
    probation = listed(text_of(real, "/duties?for=probation"))
    child_welfare = listed(text_of(real, "/duties?for=child-welfare"))
    both = listed(text_of(real, "/duties?for=both"))
    assert "notify-when-missing" in probation & child_welfare
    assert "mark-exploitation-referral" in child_welfare - probation
    assert both == probation | child_welfare


def test_force_keeps_law_and_guidance_apart(real: Client) -> None:
    law = listed(text_of(real, "/duties?force=law"))
    guidance = listed(text_of(real, "/duties?force=state-guidance"))
    assert "notify-when-missing" in law
    assert "record-in-csec-grid" in guidance
    assert not law & guidance


def test_what_the_law_allows_is_not_called_required(real: Client) -> None:
    page = text_of(real, "/duties/share-case-file-for-recovery")
    assert "Allowed by law" in page
    assert "Required by law" not in page
    assert "Forbidden by law" in text_of(real, "/duties/no-supplanting")


def test_words_nobody_knows_choose_nothing(real: Client) -> None:
    assert listed(text_of(real, "/duties?for=nobody&force=none")) == listed(
        text_of(real, "/duties")
    )


def test_a_duty_that_is_not_held_leads_to_the_list_with_its_name(real: Client) -> None:
    page = text_of(real, "/duties/no-such-duty", 404)
    assert "no-such-duty" in page
    assert "notify-when-missing" in page


def test_the_notice_duty_names_each_recipient_at_its_own_address(real: Client) -> None:
    page = text_of(real, "/duties/notify-when-missing")
    ids = set(re.findall(r'<li id="([a-z-]+)"', page))
    assert {"parents", "casa", "court", "tribe", "siblings", "law-enforcement"} <= ids
    assert len(ids) == 9
    assert "never later than 24 hours" in page
    assert "counted from receipt of the information" in page
    assert "The day is inferred" in page


def test_partners_of_the_protocol_follow_the_day(real: Client) -> None:
    before = text_of(real, "/on/2017-06-01/duties/build-protocol-team")
    after = text_of(real, "/on/2018-01-02/duties/build-protocol-team")
    assert before.count("Not yet on this day: from January 1, 2018") == 2
    assert "Not yet on this day" not in after
    assert "need not be revised" in after


def test_a_duty_before_its_day_says_when_it_begins(real: Client) -> None:
    page = text_of(real, "/on/2024-12-31/duties/notify-when-missing")
    assert "Does not apply yet" in page
    assert "It begins January 1, 2025" in page
    assert "notify-when-missing" in text_of(real, "/on/2024-12-31/duties")


def test_links_keep_the_day_and_the_edition(real: Client, reader: EditionReader) -> None:
    edition_id = reader.colophon.edition
    page = text_of(real, f"/edition/{edition_id}/on/2018-01-02/duties/build-protocol-team")
    assert f'href="/edition/{edition_id}/on/2018-01-02/wic/16524.8' in page


@pytest.mark.parametrize(
    ("said", "role", "expected"),
    [
        ("Workers must ask.", Role.PROBATION, "Probation officers must ask."),
        ("Workers must ask.", Role.BOTH, "Workers must ask."),
        ("Child welfare and probation must ask.", Role.CHILD_WELFARE, "Child welfare must ask."),
        ("the right social worker or probation officer", Role.PROBATION,
         "the right probation officer"),
        ("Social workers and probation officers must ask.", Role.CHILD_WELFARE,
         "Social workers must ask."),
        ("Law enforcement must ask.", Role.PROBATION, "Law enforcement must ask."),
    ],
)  # fmt: skip
def test_the_words_change_and_the_duty_does_not(said: str, role: Role, expected: str) -> None:
    assert in_role(said, role) == expected


def test_a_small_edition_has_its_own_duties(tiny: Client) -> None:
    assert "look-at-once" in text_of(tiny, "/duties")
    assert "within a day" in text_of(tiny, "/duties/look-at-once")


@pytest.mark.parametrize("day", ["2010-01-01", "2016-06-01", "2026-06-01"])
def test_the_way_back_leads_to_a_place_that_is_there_on_that_day(
    real: Client, reader: EditionReader, day: str
) -> None:
    places = set(re.findall(r'id="([^"]+)"', text_of(real, f"/on/{day}/duties")))
    for duty in {one.topic: one for one in reader.all(Duty).values()}.values():
        page = text_of(real, f"/on/{day}/duties/{duty.id}")
        for place in re.findall(rf'href="/on/{day}/duties#([^"]+)"', page):
            assert place in places, duty.id
