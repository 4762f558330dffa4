"""Journey 9, survivor input, in a real browser: ask, be refused, put it right, send, be seen."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.browser.conftest import DESKTOP, PHONE, ZOOMED, faults_of, serving, sideways

PASSWORD = "an-invented-long-password"
ANSWERS = {
    "agency": "Alpine County Child Welfare",
    "role": "Program analyst",
    "contact": "CSEC team",
    "email": "csec-team@alpine.example.org",
    "needed_by": "2026-09-30",
    "note": "We revise our protocol.",
}
CHOICES = ("help-training", "help-placement", "stage-draft", "meeting-video", "budget-no")


@pytest.fixture(scope="module")
def asked(edition_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The site with a liaison who can sign in."""
    home = tmp_path_factory.mktemp("asked")
    settings = {
        "COMPENDIUM_LIAISON": "liaison@example.org",
        "COMPENDIUM_MAIL": f"files:{home / 'mail'}",
    }
    with serving(edition_file, home, **settings) as address:
        done = subprocess.run(
            [Path(sys.executable).with_name("compendium"), "site", "create-user", "liaison"],
            env={**os.environ, "COMPENDIUM_HOME": str(home)},
            input=f"{PASSWORD}\n",
            text=True,
            capture_output=True,
            timeout=60,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        yield address


@pytest.fixture
def window(browser: Browser) -> Iterator[BrowserContext]:
    """A window on a phone, with script off: nothing here needs it."""
    context = browser.new_context(viewport=PHONE, java_script_enabled=False)
    yield context
    context.close()


def fill_in(page: Page) -> None:
    for name, answer in ANSWERS.items():
        page.fill(f"#f-{name}", answer)
    for name in CHOICES:
        page.check(f"#f-{name}")


def test_asking_without_script_on_a_phone(window: BrowserContext, asked: str) -> None:
    page = window.new_page()
    page.goto(f"{asked}/consultation")
    fill_in(page)
    page.fill("#f-note", "About Rosa Delgado, 03/12/2011")
    page.click("button[value=check]")
    assert "This looks like a name with a date" in page.inner_text("[role=alert]")
    assert page.input_value("#f-agency") == ANSWERS["agency"], "nothing is typed twice"
    page.fill("#f-note", ANSWERS["note"])
    page.click("button[value=check]")
    assert page.inner_text("h1") == "Check your answers"
    page.click("button[value=change]")
    assert page.is_checked("#f-help-placement")
    assert page.input_value("#f-needed_by") == ANSWERS["needed_by"]
    page.click("button[value=check]")
    page.click("button[value=send]")
    assert page.inner_text("h1").startswith("Reference REQ-")
    assert ANSWERS["note"] in page.inner_text("main")
    assert sideways_without_script(page) == 0
    assert window.cookies() == []
    page.click("summary")
    page.click("button:has-text('Delete what I sent')")
    assert "were deleted" in page.inner_text("main")
    assert ANSWERS["agency"] not in page.inner_text("main")


def sideways_without_script(page: Page) -> int:
    """By how many pixels the page's content is wider than a phone."""
    box = page.locator("main").bounding_box()
    assert box
    return max(0, round(box["x"] + box["width"] - PHONE["width"]))


def test_from_the_keyboard_alone(browser: Browser, asked: str) -> None:
    context = browser.new_context(viewport=DESKTOP)
    page = context.new_page()
    page.goto(f"{asked}/consultation")
    fill_in(page)
    page.focus("#f-note")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Go on", "the trap is skipped"
    page.keyboard.press("Enter")
    page.wait_for_selector("text=Check your answers")
    page.focus("button[value=send]")
    page.keyboard.press("Enter")
    page.wait_for_selector("text=Only this address shows your answers")
    context.close()


def test_every_page_of_it_is_accessible(browser: Browser, asked: str) -> None:
    context = browser.new_context(viewport=DESKTOP)
    page = context.new_page()
    faults: dict[str, list[str]] = {}

    def look(name: str) -> None:
        faults[name] = faults_of(page)

    for path in ("/consultation", "/es/consultation", "/report-a-problem?page=/acl/16-49"):
        page.goto(asked + path)
        look(path)
    page.click("button[value=check]")
    look("errors")
    page.goto(f"{asked}/consultation")
    fill_in(page)
    page.click("button[value=check]")
    look("check")
    page.click("button[value=send]")
    look("sent")
    page.goto(f"{asked}/consultation/queue")
    look("sign in")
    page.fill("#f-username", "liaison")
    page.fill("#f-password", PASSWORD)
    page.click("main button")
    look("queue")
    page.click("main table a >> nth=-1")
    look("one")
    page.check("#to-with-board")
    page.fill("#f-note", "The Board meets in May.")
    page.click("text=Set the state")
    assert page.inner_text("h1").endswith("With the Board")
    page.goto(f"{asked}/consultation/queue/password")
    look("password")
    context.close()
    assert {name: found for name, found in faults.items() if found} == {}


@pytest.mark.parametrize("path", ["/consultation", "/report-a-problem", "/consultation/queue"])
def test_at_400_percent_nothing_runs_off_the_side(browser: Browser, asked: str, path: str) -> None:
    context = browser.new_context(viewport=ZOOMED)
    page = context.new_page()
    page.goto(asked + path)
    assert sideways(page) == 0
    context.close()


def test_the_exit_leads_away(browser: Browser, asked: str) -> None:
    context = browser.new_context(viewport=PHONE)
    context.route("**/*", lambda r: r.continue_() if asked in r.request.url else r.abort())
    page = context.new_page()
    page.goto(f"{asked}/consultation")
    left: list[str] = []
    page.on("request", lambda request: left.append(request.url))
    for _ in range(3):
        page.keyboard.press("Shift")
    page.wait_for_timeout(500)
    assert [url for url in left if not url.startswith(asked)]
    context.close()


def test_where_nobody_answers_the_real_contact_is_shown(browser: Browser, site: str) -> None:
    context = browser.new_context(viewport=PHONE)
    page = context.new_page()
    page.goto(f"{site}/consultation")
    assert page.locator("main form").count() == 0
    assert page.locator("main a[href='https://youthlaw.org/case/csec-action-team/']").count()
    assert faults_of(page) == []
    context.close()
