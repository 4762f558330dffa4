"""The desk in a real browser: by keyboard, without script, zoomed, checked by axe."""

from __future__ import annotations

import contextlib
import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.conftest import DESKTOP, PHONE, ZOOMED, faults_of, sideways
from tests.conftest import TINY
from tests.spec.intake.typeset import as_pdf

LETTER = """May 23, 2016

ALL COUNTY LETTER NO. 16-03

TO: ALL COUNTY WELFARE DIRECTORS

SUBJECT: THE GRID OF CODES

REFERENCE: ACL 14-07

This letter supersedes ACL 15-01.
"""
PROGRAM = Path(sys.executable).with_name("compendium")


@pytest.fixture(params=["letter.pdf", "letter.txt"])
def desk(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[str, Path]]:
    """The address of a desk with one draft, and the folder of the draft."""
    letter = tmp_path / request.param
    letter.write_bytes(as_pdf(LETTER) if letter.suffix == ".pdf" else LETTER.encode())
    drafts = tmp_path / "drafts"
    environment = {
        **os.environ, "COMPENDIUM_CONTENT": str(TINY), "COMPENDIUM_HOME": str(tmp_path / "home"),
    }  # fmt: skip
    subprocess.run(
        [PROGRAM, "intake", letter, "--accept-into", drafts],
        env=environment, check=True, capture_output=True, timeout=60,
    )  # fmt: skip
    with subprocess.Popen(
        [PROGRAM, "desk", drafts, "--port", "0"],
        env=environment, stdout=subprocess.PIPE, text=True, start_new_session=True,
    ) as process:  # fmt: skip
        assert process.stdout is not None
        try:
            yield process.stdout.readline().split()[-1], drafts
        finally:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGINT)
            assert process.wait(20) == 0


def opened(context: BrowserContext, address: str) -> Page:
    page = context.new_page()
    page.goto(address)
    with page.expect_navigation():
        page.get_by_role("link", name="ACL 16-03").click()
    return page


def press(page: Page, key: str) -> None:
    """Press a single key once the page says that it listens."""
    expect(page.locator(".keys")).to_be_visible()
    page.keyboard.press(key)


def test_a_draft_is_reviewed_by_keyboard_without_script(
    desk: tuple[str, Path], browser: Browser
) -> None:
    address, drafts = desk
    context = browser.new_context(java_script_enabled=False)
    page = opened(context, address)
    assert "key=" not in page.url
    for label in ("Citation", "Subject", "Issued"):
        expect(page.locator("h2#now")).to_have_text(label)
        expect(page.locator("#lit")).to_have_count(1)
        expect(page.get_by_role("button", name="Accept")).to_be_focused()
        page.keyboard.press("Enter")
    expect(page.locator("h2#now")).to_have_text("In force from")
    page.get_by_role("textbox").fill("2016-06-01")
    page.keyboard.press("Enter")
    expect(page.locator("h2#now")).to_have_text("Expires")
    (file,) = drafts.rglob("*.yaml")
    assert "in_force_from: 2016-06-01\n" in file.read_text(encoding="utf-8")
    context.close()


def test_single_keys_and_what_axe_says(desk: tuple[str, Path], browser: Browser) -> None:
    address, _ = desk
    said: list[str] = []
    context = browser.new_context(viewport=DESKTOP)
    context.on("console", lambda m: said.append(m.text) if m.type == "error" else None)
    page = opened(context, address)
    assert faults_of(page) == []
    press(page, "a")
    expect(page.locator("h2#now")).to_have_text("Subject")
    press(page, "j")
    expect(page.locator("h2#now")).to_have_text("Issued")
    press(page, "c")
    page.keyboard.type("nonsense")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("is no date")
    expect(page.get_by_role("textbox")).to_be_focused()
    assert faults_of(page) == []
    page.goto(re.sub(r"\?.*", "", page.url) + "?field=fiscal_year")
    press(page, "x")
    expect(page.locator("h2#now")).to_have_text("Summary")
    press(page, "u")
    expect(page.get_by_role("heading", name="Drafts to review")).to_be_visible()
    assert faults_of(page) == []
    assert [one for one in said if "status of 422" not in one] == []
    context.close()


@pytest.mark.parametrize("viewport", [PHONE, ZOOMED], ids=["phone", "400 %"])
def test_nothing_scrolls_sideways(
    desk: tuple[str, Path], browser: Browser, viewport: dict[str, int]
) -> None:
    context = browser.new_context(viewport=viewport, color_scheme="dark")
    page = opened(context, desk[0])

    assert sideways(page) <= 0
    assert faults_of(page) == []
    context.close()
