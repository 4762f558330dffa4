"""Doing what must be done: duties, missing from care, documentation, money, time, counties."""

from __future__ import annotations

import csv
import re
from pathlib import Path
from typing import Final

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.conftest import DESKTOP, PHONE, Opening, Printing, faults_of

NO_SCRIPT: Final = (
    "/missing-from-care", "/duties", "/funding/2018-19", "/documentation", "/timeline", "/compare",
)  # fmt: skip


@pytest.mark.parametrize("path", NO_SCRIPT)
def test_pages_read_the_same_without_script(path: str, open_page: Opening) -> None:
    with_script = open_page(path).locator("main").inner_text()
    without = open_page(path, java_script_enabled=False).locator("main").inner_text()

    assert without == with_script


@pytest.mark.parametrize("path", ["/missing-from-care", "/timeline", "/compare", "/documentation"])
def test_everything_to_press_is_large_enough_and_has_a_name(path: str, open_page: Opening) -> None:
    page = open_page(path, PHONE)
    for summary in page.locator("main summary").all():
        summary.click()

    for one in page.locator("main :is(button, select, input, summary, .tags a, .switch a)").all():
        box = one.bounding_box()
        assert box is not None
        assert min(box["width"], box["height"]) >= 24, one.inner_text()
    unnamed = page.evaluate(
        "[...document.querySelectorAll('main select, main input')].filter(e => !e.labels.length)"
        ".length"
    )
    assert unnamed == 0


def test_journey_3_the_first_hour_on_a_phone(open_page: Opening, browser: Browser) -> None:
    page = open_page("/search?q=runaway", PHONE, java_script_enabled=False)
    link = page.locator("main").get_by_role("link", name=re.compile("missing from care", re.I))
    expect(link.first).to_be_visible()
    page.goto(page.url.partition("/search")[0] + "/missing-from-care")

    danger = page.locator(".calls").get_by_text("If a child is in danger now")
    box = danger.bounding_box()
    assert box is not None
    assert box["y"] < PHONE["height"]
    lines = page.locator(".calls li")
    expect(lines.nth(0)).to_contain_text("law enforcement")
    expect(lines.nth(1)).to_contain_text("1-800-843-5678")
    expect(page.locator("#now").get_by_text("The tribe or tribal representative")).to_be_visible()
    expect(page.locator("#steps")).to_contain_text("from when the worker learned")
    assert page.locator("main textarea, main input[type=text]").count() == 0


def test_journey_3_the_steps_print_on_one_sheet(site: str, printed: Printing) -> None:
    for query in ("", "?age=under-18&for=child-welfare", "?for=probation&tribe=yes&risk=yes"):
        text = printed(f"{site}/missing-from-care{query}")
        assert len(text) <= 2
        assert "call 911" in text[0]
        assert "1-800-843-5678" in text[0]
        assert "tribal representative" in text[0]
        assert "Our county's after-hours number" in text[0]
        assert "as of June 1, 2026" in text[0]
        assert "Search" not in text[0]


def test_journey_4_a_nonminor_dependent_on_probation(open_page: Opening) -> None:
    page = open_page("/missing-from-care", PHONE, java_script_enabled=False)
    page.get_by_text("Fit the steps").focus()
    page.keyboard.press("Enter")
    page.get_by_label("Age").select_option("nonminor-dependent")
    page.get_by_label("Department").select_option("probation")
    page.get_by_role("button", name="Show these steps").press("Enter")

    expect(page).to_have_title(re.compile("nonminor dependent .*, probation"))
    summary = page.get_by_role("status")
    expect(summary).to_contain_text("probation")
    expect(page.locator("#now")).to_contain_text("Probation officer")
    expect(page.locator("#now")).not_to_contain_text("Social worker")
    warrant = page.locator("#no-custody-warrant-for-adults")
    expect(warrant).to_contain_text("Los Angeles County")
    expect(warrant).to_contain_text("County practice")
    expect(page.locator("main")).to_contain_text("AB 2108")


def test_journey_5_a_referral_that_was_evaluated_out(open_page: Opening) -> None:
    page = open_page("/documentation")
    page.get_by_label("System").select_option("CWS/CMS")
    page.get_by_label("What happened").select_option("s-csec-referral")
    page.get_by_role("button", name="Show", exact=True).last.click()

    expect(page.locator("#entries .card")).to_have_count(1)
    expect(page.locator("#entries")).to_contain_text("ACL 16-74")
    expect(page.locator("#replaced")).to_contain_text("ACL 15-49")
    expect(page.locator("main")).to_contain_text("Whether CWS-CARES has started is not known")


def test_journey_5_as_of_the_summer_of_2016(open_page: Opening) -> None:
    page = open_page("/on/2016-06-01/documentation", PHONE)

    replaced = page.locator("#replaced")
    expect(replaced).to_contain_text("ACL 16-49 (May 23, 2016)")
    expect(replaced).to_contain_text("day on which they stopped being used was not seen")
    expect(replaced).to_contain_text("The day of ACL 16-74 was not seen")


def test_journey_6_the_budget_of_2018_19(open_page: Opening, tmp_path: Path) -> None:
    page = open_page("/funding")
    page.locator("main h2").get_by_role("link", name="2018-19").click()

    rows = page.locator("table").first.locator("tbody tr")
    expect(rows).to_have_count(2)
    expect(rows.nth(0)).to_contain_text("Stage not stated")
    expect(rows.nth(0)).to_contain_text("$17,900,000")
    expect(rows.nth(0)).to_contain_text("CFL 18/19-38")
    expect(rows.nth(1)).to_contain_text("Final")
    expect(rows.nth(1)).to_contain_text("$6,100,000")
    expect(rows.nth(1)).to_contain_text("CFL 19/20-57")
    expect(page.locator("main")).to_contain_text("How they relate has not been seen")
    expect(page.locator("main")).not_to_contain_text("24,000,000")
    expect(page.get_by_role("img", name=re.compile("Allocations by letter"))).to_be_visible()
    with page.expect_download() as waiting:
        page.get_by_role("link", name="2018-19 as CSV").click()
    saved = tmp_path / "funding.csv"
    waiting.value.save_as(saved)
    with saved.open(encoding="utf-8", newline="") as opened:
        amounts = [(row["stage"], row["amount_usd"]) for row in csv.DictReader(opened)]
    assert amounts == [("not-stated", "17900000"), ("final", "6100000")]


def test_journey_7_partners_of_the_protocol_on_two_days(open_page: Opening) -> None:
    page = open_page("/on/2017-06-01/duties/build-protocol-team")
    for partner in ("sheriff", "county-office-of-education"):
        expect(page.locator(f"#{partner}")).to_contain_text("Not yet on this day")
    page.get_by_text("Change the date").click()
    page.get_by_label("Show policy as of").fill("2018-01-02")
    page.get_by_role("button", name="Show", exact=True).click()

    expect(page).to_have_url(re.compile(r"/on/2018-01-02/duties/build-protocol-team$"))
    for partner in ("sheriff", "county-office-of-education"):
        expect(page.locator(f"#{partner}")).not_to_contain_text("Not yet")
        expect(page.locator(f"#{partner}")).to_contain_text("need not be revised")
    expect(page.locator(".pick")).to_contain_text("as of January 2, 2018")
    shown = page.locator("main").inner_text()
    page.get_by_role("link", name="Permanent link to this page").click()
    assert page.locator("main").inner_text() == shown


def test_journey_2_what_the_notice_law_changed(open_page: Opening) -> None:
    page = open_page("/duties/notify-when-missing")
    page.get_by_role("link", name="Before and after January 1, 2025").click()

    expect(page.locator("h1")).to_contain_text("from December 31, 2024 to January 2, 2025")
    duties = page.locator("#duties")
    expect(duties.locator("ins")).to_have_count(9)
    expect(duties.get_by_text("Added:", exact=True)).to_have_count(9)
    expect(duties).to_contain_text("The day is inferred")
    expect(page.locator("#paragraph .pick")).to_contain_text("Version summary")
    expect(page.locator("main")).not_to_contain_text("10 court")
    expect(page.locator("main")).not_to_contain_text("AB 273")


def test_journey_2_by_keyboard_and_with_days_swapped(open_page: Opening) -> None:
    page = open_page("/compare")
    page.get_by_label("From").fill("2025-01-02")
    page.get_by_label("To", exact=True).fill("2024-12-31")
    page.get_by_role("button", name="Compare").press("Enter")

    alert = page.get_by_role("alert")
    expect(alert).to_contain_text("earlier day first")
    alert.get_by_role("link", name="Swap").press("Enter")
    expect(page.locator("h1")).to_contain_text("December 31, 2024 to January 2, 2025")


def test_role_and_force_are_switched_by_links_and_said_in_the_heading(open_page: Opening) -> None:
    page = open_page("/duties", PHONE, java_script_enabled=False)
    page.get_by_role("navigation", name="For", exact=True).get_by_role(
        "link", name="Probation"
    ).click()

    expect(page.locator("h1")).to_contain_text("apply to probation")
    current = page.get_by_role("navigation", name="For", exact=True).locator("[aria-current]")
    expect(current).to_have_text("Probation")


@pytest.mark.parametrize("path", ["/missing-from-care", "/duties", "/funding/2018-19", "/timeline"])
def test_meaning_survives_forced_colours(path: str, open_page: Opening) -> None:
    page = open_page(path, DESKTOP, forced_colors="active")

    assert faults_of(page) == []


def test_printed_duties_carry_day_and_tick_boxes(site: str, printed: Printing) -> None:
    text = printed(f"{site}/on/2018-01-02/duties/build-protocol-team")

    assert "January 2, 2018" in text[0]
    assert "Required by law" in text[0]
    permanent = r"/edition/[0-9a-f]{12}/on/2018-01-02/duties/build"
    assert re.search(permanent, re.sub(r"[^!-~]", "", "".join(text)))
