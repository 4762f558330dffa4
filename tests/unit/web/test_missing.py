"""Missing from care, step by step: order, choices, days, and what is never hidden."""

from __future__ import annotations

import re

import pytest
from django.test import Client

PAGE = "/missing-from-care"


def text_of(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, path
    return answer.content.decode()


def steps(page: str) -> list[str]:
    return re.findall(r'class="step [a-z-]+" id="([a-z0-9-]+)"', page)


def section(page: str, identifier: str) -> str:
    found = re.search(rf'<section[^>]* id="{identifier}".*?</section>', page, re.DOTALL)
    assert found, identifier
    return found[0]


def test_phases_come_in_time_order_and_steps_are_numbered_through(real: Client) -> None:
    page = text_of(real, PAGE)
    phases = re.findall(r'<section class="phase" id="([a-z]+)"', page)
    assert phases == ["now", "search", "found", "after", "standing"]
    numbers = [int(n) for n in re.findall(r"<h3>(\d+)\. ", page)]
    assert numbers == list(range(1, len(steps(page)) + 1))


@pytest.mark.parametrize(
    ("phase", "duty"),
    [
        ("now", "notify-when-missing"),
        ("now", "report-missing-exploited-child"),
        ("now", "keep-proof-of-report"),
        ("search", "keep-contact-while-missing"),
        ("found", "check-for-exploitation-after-absence"),
        ("found", "report-exploited-child-to-police"),
        ("after", "document-absence-steps"),
        ("standing", "adopt-missing-protocol"),
        ("standing", "submit-missing-protocol"),
    ],
)
def test_each_duty_stands_in_its_phase(real: Client, phase: str, duty: str) -> None:
    assert duty in steps(section(text_of(real, PAGE), phase))


def test_first_comes_danger_then_law_enforcement_then_ncmec(real: Client) -> None:
    page = text_of(real, PAGE)
    places = [
        page.index(said)
        for said in ('href="tel:911"', "local law enforcement", 'href="tel:18008435678"', "Step")
        if said != "Step"
    ]
    assert places == sorted(places)
    assert "no waiting period" in page


@pytest.mark.parametrize("tribe", ["", "yes", "no"])
def test_the_tribe_is_never_hidden(real: Client, tribe: str) -> None:
    now = section(text_of(real, f"{PAGE}?tribe={tribe}"), "now")
    assert "The tribe or tribal representative" in now
    assert "<details" not in now


def test_probation_words_and_what_is_for_the_other_department(real: Client) -> None:
    page = text_of(real, f"{PAGE}?for=probation&age=nonminor-dependent")
    assert "Probation officer" in section(page, "now")
    assert "Probation must tell family" in page
    shown = steps(page)
    assert "tell-youths-attorney" not in shown
    assert "tell-youths-attorney" in section(page, "left-out")


def test_county_practice_is_shown_to_both_as_what_it_is(real: Client) -> None:
    page = text_of(real, f"{PAGE}?for=probation&age=nonminor-dependent")
    assert "no-custody-warrant-for-adults" in steps(page)
    assert "Los Angeles County" in page
    assert "County practice" in page


def test_age_leaves_out_what_is_only_about_another_age(real: Client) -> None:
    assert "no-custody-warrant-for-adults" not in steps(text_of(real, f"{PAGE}?age=under-18"))
    young = text_of(real, f"{PAGE}?age=under-18")
    assert "counts as missing only if" not in section(young, "now")


def test_reports_for_exploited_children_say_so_and_can_be_left_out(real: Client) -> None:
    unknown, no = text_of(real, PAGE), text_of(real, f"{PAGE}?risk=no")
    assert "believed to be, exploited or at risk" in section(unknown, "now")
    left = {"report-missing-exploited-child", "missing-report-contents"}
    assert left <= set(steps(unknown))
    assert not left & set(steps(no))
    assert all(duty in section(no, "left-out") for duty in left)
    assert "notify-when-missing" in steps(no)


def test_a_change_of_choice_is_said_in_title_and_summary(real: Client) -> None:
    page = text_of(real, f"{PAGE}?for=probation&risk=yes")
    assert re.search(r"<title>[^<]*probation, exploited or at risk", page)
    assert re.search(r'role="status"[^>]*>\s*<strong>\d+ steps for: probation', page)


def test_nothing_on_the_page_asks_about_a_child(real: Client) -> None:
    main = text_of(real, PAGE).partition("<main")[2].partition("</main>")[0]
    assert "<textarea" not in main
    assert not re.search(r"<input(?![^>]*type=\"(?:hidden|date)\")", main)


def test_before_the_law_the_notice_is_named_as_coming(real: Client) -> None:
    page = text_of(real, f"/on/2024-12-31{PAGE}")
    assert "notify-when-missing" not in steps(page)
    assert "from January 1, 2025" in section(page, "left-out")


def test_choices_that_are_none_are_ignored(real: Client) -> None:
    assert steps(text_of(real, f"{PAGE}?age=7&for=x&tribe=maybe&risk=%3Cb%3E")) == steps(
        text_of(real, PAGE)
    )


def test_an_edition_without_such_duties_says_so(tiny: Client) -> None:
    assert "No step is held here" in text_of(tiny, PAGE)
