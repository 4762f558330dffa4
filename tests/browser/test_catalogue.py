"""Finding and reading instruments: by keyboard, zoomed, without script, printed, checked by axe."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.conftest import PHONE, Opening, Printing


@pytest.mark.parametrize("path", ["/", "/acl/16-82", "/search?q=missing", "/browse"])
def test_everything_is_reached_by_keyboard_in_reading_order_and_focus_is_seen(
    path: str, open_page: Opening
) -> None:
    page = open_page(path)
    page.keyboard.press("Tab")
    expect(page.locator("a.skip")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()

    page.goto(page.url.partition("#")[0])
    tops = []
    for _ in range(12):
        page.keyboard.press("Tab")
        focus = page.evaluate(
            """() => { const e = document.activeElement, s = getComputedStyle(e),
               b = e.getBoundingClientRect();
               return {tag: e.tagName, outline: s.outlineStyle, width: parseFloat(s.outlineWidth),
                       top: b.top + scrollY,
                       seen: b.width > 0 && b.bottom > 0 && b.top < innerHeight} }"""
        )
        assert focus["tag"] != "BODY"
        assert focus["outline"] != "none"
        assert focus["width"] >= 2
        assert focus["seen"]
        tops.append(focus["top"])
    assert max(tops) > 100


def test_a_search_by_keyboard_leads_to_the_letter(open_page: Opening) -> None:
    page = open_page("/")
    page.keyboard.press("Tab")
    while page.evaluate("document.activeElement.name") != "q":
        page.keyboard.press("Tab")
    page.keyboard.type("ACIN 1-59-18")
    page.keyboard.press("Enter")

    expect(page.locator("h1")).to_have_text("ACIN I-59-18 is here")
    expect(page.locator(".exact")).to_contain_text("You typed “ACIN 1-59-18”")
    page.locator(".exact a").focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/acin/i-59-18$"))


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("ACIN 1-59-18", "/acin/i-59-18"),
        ("CFL 16/17_13", "/cfl/16-17-13"),
        ("acl16-85", "/acl/16-85"),
        ("I-79-17", "/acin/i-79-17"),
    ],
)
def test_journey_8_any_spelling_lands_on_the_right_record(
    typed: str, address: str, open_page: Opening
) -> None:
    page = open_page("/", PHONE, java_script_enabled=False)
    page.get_by_role("searchbox").fill(typed)
    page.get_by_role("button", name="Search").click()

    page.locator(".exact a").click()
    expect(page).to_have_url(re.compile(re.escape(address) + "$"))


def test_journey_8_what_is_not_held_gets_a_helpful_page(open_page: Opening) -> None:
    page = open_page("/search?q=ACL+25-99", PHONE)

    expect(page.locator("h1")).to_have_text("No ACL 25-99 here")
    expect(page.get_by_role("link", name="look in its issuer's own list")).to_be_visible()
    expect(page.get_by_role("heading", name="Near it")).to_be_visible()


def test_journey_7_a_past_day_is_chosen_kept_shared_and_left(open_page: Opening) -> None:
    page = open_page("/wic/16501.35")
    page.get_by_text("Change the date").click()
    page.get_by_label("Show policy as of").fill("2017-06-01")
    page.get_by_role("button", name="Show", exact=True).click()

    expect(page).to_have_url(re.compile(r"/on/2017-06-01/wic/16501\.35$"))
    notice = page.get_by_role("region", name="The day shown")
    expect(notice).to_contain_text("You are looking at an older date")
    expect(page.locator("#p-b-2-f")).to_contain_text("Not yet in force")
    main = page.locator("main").inner_text()
    page.get_by_role("link", name="Permanent link to this page").click()
    expect(page).to_have_url(re.compile(r"/edition/[0-9a-f]{12}/on/2017-06-01/wic/16501\.35$"))
    assert page.locator("main").inner_text() == main
    expect(page.locator(".pick")).to_contain_text("as of June 1, 2017")
    notice.get_by_role("link", name="Back to today").click()
    assert "/on/" not in page.url
    expect(page.locator("#p-b-2-f")).not_to_contain_text("Not yet in force")


def test_a_date_field_left_open_is_reachable_by_keyboard_alone(open_page: Opening) -> None:
    page = open_page("/acl/15-49")
    page.locator(".when summary").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.type("06012016")
    page.keyboard.press("Enter")

    expect(page).to_have_url(re.compile(r"/on/2016-06-01/acl/15-49$"))
    expect(page.locator(".verdict")).to_contain_text("Partially in force")


def test_a_part_of_a_law_has_its_own_address(open_page: Opening) -> None:
    page = open_page("/wic/16501.35")
    page.get_by_role("link", name="(b)(2)(F)", exact=True).click()

    expect(page).to_have_url(re.compile(r"#p-b-2-f$"))


@pytest.mark.parametrize("path", ["/acl/16-82", "/wic/16501.35", "/", "/search?q=missing", "/help"])
def test_pages_read_the_same_without_script(path: str, open_page: Opening) -> None:
    with_script = open_page(path).locator("main").inner_text()
    without = open_page(path, java_script_enabled=False).locator("main").inner_text()

    assert without == with_script


def test_the_first_printed_sheet_of_a_letter_says_what_it_is(site: str, printed: Printing) -> None:
    text = printed(f"{site}/on/2016-06-01/acl/15-49")

    first = text[0]
    for said in ("ACL 15-49", "Partially in force", "June 1, 2016", "What it asks of you"):
        assert said in first
    assert "Search" not in first
    assert "Get help now" not in first
    assert "/on/2016-06-01/acl/15-49" in " ".join(text)


def test_help_prints_on_one_sheet_without_the_name_of_the_site(
    site: str, printed: Printing
) -> None:
    for path in ("/help", "/es/help"):
        text = printed(site + path)
        assert len(text) == 1
        assert "911" in text[0]
        assert "1-888-373-7888" in text[0]
        assert "Compendium" not in text[0]


def test_journey_12_help_is_one_step_away_in_spanish_and_can_be_left(open_page: Opening) -> None:
    page = open_page("/browse/topic/program", PHONE)
    page.get_by_role("link", name="Get help now").click()
    page.get_by_role("link", name="Español").click()

    expect(page.locator("html")).to_have_attribute("lang", "es")
    expect(page.get_by_role("link", name="1-888-373-7888")).to_have_attribute(
        "href", "tel:18883737888"
    )
    expect(page.locator("main")).to_contain_text("No borra el historial")
    leave = page.get_by_role("link", name="Salir de esta página")
    expect(leave).to_be_visible()
    assert leave.get_attribute("href") == "https://www.weather.gov/"


@pytest.mark.parametrize("by", ["button", "shift"])
def test_journey_12_leaving_goes_to_a_neutral_page_at_once(
    by: str, browser: Browser, site: str
) -> None:
    context = browser.new_context()
    context.route("https://www.weather.gov/**", lambda route: route.fulfill(body="weather"))
    page = context.new_page()
    page.goto(f"{site}/help")

    if by == "button":
        page.get_by_role("link", name="Leave this page").click()
    else:
        for _ in range(3):
            page.keyboard.press("Shift")

    page.wait_for_url("https://www.weather.gov/")
    page.go_back()
    assert "/help" not in page.url
    context.close()


def test_other_keys_between_do_not_leave(open_page: Opening) -> None:
    page = open_page("/help")
    for key in ("Shift", "a", "Shift", "b", "Shift"):
        page.keyboard.press(key)

    assert page.url.endswith("/help")
