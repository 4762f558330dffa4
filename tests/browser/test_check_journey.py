"""Journey 1, missing-youth protocol gap: with keyboard only, without script, and on paper."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from pathlib import Path

import pdfplumber
import pytest
from docx import Document
from playwright.sync_api import Browser, BrowserContext, Page

from compendium.checks.saved import SavedCheck, opened
from compendium.model.checklists import Verdict
from tests.browser.conftest import DESKTOP, PHONE, ZOOMED, faults_of, sideways

POLICY = """Alpine County: children missing from care

When a child is missing from care, the social worker shall notify the parents, the juvenile
court, the tribe and local law enforcement within 24 hours of learning of it.

The social worker shall report the missing child to NCMEC within 48 hours.
"""
MARKED = 18


@pytest.fixture
def window(browser: Browser) -> Iterator[BrowserContext]:
    """A window with script off: nothing here needs it."""
    context = browser.new_context(
        viewport=DESKTOP, java_script_enabled=False, accept_downloads=True
    )
    yield context
    context.close()


def tab_to(page: Page, wanted: str, most: int = 400) -> None:
    """Press Tab until something is focused."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if page.locator(f"{wanted}:focus").count():
            return
    raise AssertionError(f"Tab does not reach {wanted}")


def begin(page: Page, site: str, **more: str) -> None:
    page.goto(f"{site}/check")
    page.fill("#text", POLICY)
    for name, value in more.items():
        page.fill(f"#{name}", value)
    with page.expect_navigation():
        page.click("button[value=start]")


def write(page: Page, at: int, words: str) -> None:
    """Write a note on a line: it is folded away until somebody opens it."""
    if not page.locator(f"#note-{at}").is_visible():
        page.click(f"#line-{at} details:has(#note-{at}) > summary")
    page.fill(f"#note-{at}", words)


def save(page: Page) -> tuple[Path, SavedCheck]:
    with page.expect_download() as waited:
        page.locator("button[value=save]").first.click()
    path = Path(waited.value.path())
    return path, opened(path.read_bytes())


def test_journey_1_with_the_keyboard_alone(window: BrowserContext, site: str) -> None:
    page = window.new_page()
    page.goto(site)
    tab_to(page, "a[href='/check']")
    page.keyboard.press("Enter")
    page.wait_for_url("**/check")
    tab_to(page, "input[name=checklist]")
    assert page.locator("#c-missing-from-care").is_checked()
    tab_to(page, "#text")
    page.keyboard.insert_text(POLICY)
    tab_to(page, "#counties")
    page.keyboard.insert_text("Alpine")
    tab_to(page, "#d-child-welfare")
    tab_to(page, "#d-probation")
    assert page.locator("input[name=department]:checked").count() == 2
    assert page.input_value("#on") == "2026-06-01"
    tab_to(page, "button[value=start]")
    page.keyboard.press("Enter")
    page.wait_for_selector("form.checklist")
    assert "0 gaps" in page.inner_text("h1")
    for at in range(MARKED):
        tab_to(page, f"#verdict-{at}")
        page.keyboard.press("N" if at % 3 == 0 else "P" if at % 3 == 1 else "C")
        if at % 3 == 0:
            page.keyboard.press("N")  # past "Not looked at", to "Not covered"
    tab_to(page, f"#line-{MARKED - 1} .decide summary")
    page.keyboard.press("Enter")
    tab_to(page, f"#note-{MARKED - 1}")
    page.keyboard.insert_text("Add the siblings.")
    tab_to(page, "button[value=show]", 800)
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert re.search(r"\b[1-9]\d* gaps", page.inner_text("h1"))
    _, check = save(page)
    decided = [one for one in check.lines if one.answer.verdict is not Verdict.NOT_LOOKED_AT]
    assert len(decided) == MARKED
    assert check.lines[MARKED - 1].answer.note == "Add the siblings."


def test_every_line_shows_its_force_and_its_source(window: BrowserContext, site: str) -> None:
    page = window.new_page()
    begin(page, site)
    lines = page.locator(".check-line")
    assert lines.count() > 40
    assert page.locator(".check-line .force").count() == lines.count()
    assert "WIC 16501.35" in page.inner_text("#checklist")
    assert "June 1, 2026" in page.inner_text("main")


def test_the_report_on_paper_has_gaps_first_then_the_list(
    window: BrowserContext, site: str
) -> None:
    page = window.new_page()
    begin(page, site, counties="Alpine")
    page.select_option("#verdict-2", "not-found")
    write(page, 2, "Say who counts as missing.")
    with page.expect_navigation():
        page.locator("button[value=show]").first.click()
    with pdfplumber.open(io.BytesIO(page.pdf(format="Letter"))) as file:
        text = " ".join(" ".join(one.extract_text().split()) for one in file.pages)
    order = [
        text.index(words)
        for words in ("not an approval by CDSS", "Gaps: 1", "Nothing found", "The full checklist")
    ]
    assert order == sorted(order)
    assert "As of June 1, 2026" in text
    assert "Say who counts as missing." in text
    assert "Partners’ sign-off" in text
    assert "Download" not in text


def test_a_check_opened_after_the_law_changed_says_so(window: BrowserContext, site: str) -> None:
    page = window.new_page()
    begin(page, site, on="2024-06-01")
    page.select_option("#verdict-0", "covered")
    write(page, 0, "On page 2 of ours.")
    path, before = save(page)
    page.goto(f"{site}/check")
    page.set_input_files("#saved", {
        "name": "check.json", "mimeType": "application/json", "buffer": path.read_bytes(),
    })  # fmt: skip
    with page.expect_navigation():
        page.click("button[value=open]")
    assert "changed since the check of June 1, 2024" in page.inner_text("#changed h2")
    assert "new since the check of June 1, 2024" in page.inner_text("#new h2")
    assert "do not apply on this day any more" in page.inner_text("#left h2")
    _, after = save(page)
    kept = {one.key: one.answer for one in (*after.lines, *after.left)}
    assert kept[before.lines[0].key].note == "On page 2 of ours."


def test_a_childs_details_are_refused_in_the_page(window: BrowserContext, site: str) -> None:
    page = window.new_page()
    begin(page, site)
    write(page, 1, "Rosa Delgado, DOB 03/04/2011")
    with page.expect_navigation():
        page.locator("button[value=save]").first.click()
    assert "a birth date" in page.inner_text("#wrong")
    page.click("#wrong a")
    page.fill("#note-1", "Add the day.")
    assert save(page)[1].lines[1].answer.note == "Add the day."
    assert window.cookies() == []


@pytest.mark.parametrize("viewport", [PHONE, DESKTOP, ZOOMED])
def test_both_pages_fit_and_pass_the_rules(
    browser: Browser, site: str, viewport: dict[str, int]
) -> None:
    context = browser.new_context(viewport=viewport)
    page = context.new_page()
    page.goto(f"{site}/check")
    assert not sideways(page)
    assert faults_of(page) == []
    begin(page, site)
    page.select_option("#verdict-1", "not-found")
    with page.expect_navigation():
        page.locator("button[value=show]").first.click()
    assert not sideways(page)
    assert faults_of(page) == []
    context.close()


REGION = """# Children missing from care

When a child is missing from care, the social worker shall notify the parents within 24 hours.

## Inyo County

When a child is missing from care, the social worker shall notify the juvenile court within 24
hours.

## Mono County

Other words.
"""


@pytest.mark.parametrize("viewport", [PHONE, ZOOMED])
def test_a_region_fits_passes_the_rules_and_keeps_counties_apart(
    browser: Browser, site: str, viewport: dict[str, int]
) -> None:
    context = browser.new_context(viewport=viewport)
    page = context.new_page()
    page.goto(f"{site}/check")
    page.set_input_files("#document", {
        "name": "region.md", "mimeType": "text/markdown", "buffer": REGION.encode(),
    })  # fmt: skip
    page.fill("#counties", "Inyo, Mono")
    with page.expect_navigation():
        page.click("button[value=start]")
    heads = page.locator("#gaps h2").all_inner_texts()
    assert heads == [
        "Common to Inyo and Mono",
        "Inyo County’s own lines",
        "Mono County’s own lines",
    ]
    assert not sideways(page)
    assert faults_of(page) == []
    context.close()


def test_a_draft_is_written_with_the_keyboard_alone(window: BrowserContext, site: str) -> None:
    page = window.new_page()
    page.goto(f"{site}/check")
    tab_to(page, "a[href='/check/draft/mou']")
    page.keyboard.press("Enter")
    page.wait_for_url("**/check/draft/mou")
    tab_to(page, "#county")
    page.keyboard.insert_text("Inyo")
    tab_to(page, "#q-0")
    page.keyboard.insert_text("to keep every child safe")
    tab_to(page, "form.begin button", 200)
    with page.expect_download() as waited:
        page.keyboard.press("Enter")
    words = "\n".join(one.text for one in Document(waited.value.path()).paragraphs)
    assert "Inyo County" in words
    assert "to keep every child safe" in words
    assert "have not been read" in words


@pytest.mark.parametrize("viewport", [PHONE, ZOOMED])
def test_the_questions_of_a_draft_fit_and_pass_the_rules(
    browser: Browser, site: str, viewport: dict[str, int]
) -> None:
    context = browser.new_context(viewport=viewport)
    page = context.new_page()
    page.goto(f"{site}/check/draft/mou")
    assert not sideways(page)
    assert faults_of(page) == []
    context.close()
