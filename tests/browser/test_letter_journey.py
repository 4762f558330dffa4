"""A letter's whole way: from its file over the desk, by keyboard, to its page on the site."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import DESKTOP, faults_of, serving, sideways
from tests.conftest import TINY
from tests.spec.intake.typeset import as_pdf

PROGRAM = Path(sys.executable).with_name("compendium")
LETTER = """July 1, 2016

COUNTY FISCAL LETTER NO. 16/17-91

TO: ALL COUNTY WELFARE DIRECTORS

SUBJECT: ALLOCATIONS FOR THE PROGRAM

REFERENCE: ACL 15-01

This letter gives the initial allocation of $2,500,000 for training in Fiscal Year 2016-17.

The new list revises the codes of ACL 15-01.

Child welfare agencies must report within 24 hours of learning that a child is missing.
"""
NO_NUMBER = "May 3, 2016\n\nTO: ALL COUNTIES\n\nSUBJECT: A LETTER WITHOUT A NUMBER\n\nWords.\n"


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """Content that may be written to."""
    root = tmp_path / "content"
    shutil.copytree(TINY, root)
    return root


@pytest.fixture
def desk(tmp_path: Path, content: Path) -> Iterator[str]:
    """The address of a desk with a draft and a letter without one."""
    letters, drafts = tmp_path / "letters", tmp_path / "drafts"
    letters.mkdir()
    (letters / "letter.pdf").write_bytes(as_pdf(LETTER))
    (letters / "other.pdf").write_bytes(as_pdf(NO_NUMBER))
    environment = {
        **os.environ, "COMPENDIUM_CONTENT": str(content), "COMPENDIUM_HOME": str(tmp_path / "home"),
    }  # fmt: skip
    subprocess.run(
        [PROGRAM, "intake", letters, "--accept-into", drafts],
        env=environment, check=True, capture_output=True, timeout=90,
    )  # fmt: skip
    with subprocess.Popen(
        [PROGRAM, "desk", drafts, "--port", "0"],
        env=environment, stdout=subprocess.PIPE, text=True, start_new_session=True,
    ) as process:  # fmt: skip
        assert process.stdout is not None
        try:
            yield process.stdout.readline().split()[-1]
        finally:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGINT)
            assert process.wait(20) == 0


def press(page: Page, key: str, *, leads_on: bool = True) -> None:
    """Press a key once the page says that it listens; most keys lead to another page."""
    expect(page.locator(".keys")).to_be_visible()
    if not leads_on:
        page.keyboard.press(key)
        return
    with page.expect_navigation():
        page.keyboard.press(key)


def type_in(page: Page, given: dict[str, str], *, choices: dict[str, str]) -> None:
    """Go through a form with `c` and the tab key, typing; then Ctrl and Enter."""
    press(page, "c", leads_on=False)
    for label, words in given.items():
        page.get_by_label(label, exact=True).focus()
        page.keyboard.press("ControlOrMeta+a")
        page.keyboard.type(words)
    for label, word in choices.items():
        page.get_by_label(label, exact=True).select_option(word)
    page.get_by_label(next(iter(given)), exact=True).focus()
    press(page, "Control+Enter")


def judge_everything(page: Page) -> list[str]:
    """Judge field after field by keyboard; the labels seen."""
    seen = []
    while "All fields are judged" not in page.locator("header").inner_text():
        label = page.locator("h2#now").inner_text()
        seen.append(label)
        if label in ("Subject", "Issued", "Effect", "Relation", "Duty", "Amount", "Perhaps"):
            expect(page.locator("#lit")).to_have_count(1)
        if label == "Summary":
            type_in(page, {"Corrected": "Gives the first allocation of the year."}, choices={})
        elif label == "Duty":
            type_in(
                page,
                {
                    "Title": "Report a missing child",
                    "Statement": "Tell the authorities within a day.",
                    "Counted from": "learning of it",
                },
                choices={"Topic": "missing", "What it is about": "report"},
            )
        elif label == "Amount":
            type_in(page, {"What for, in a few words of your own": "Training"}, choices={})
        else:
            press(page, "x" if label == "Expires" else "a")
        assert len(seen) < 40
    return seen


def test_from_the_file_over_the_desk_to_the_page(
    desk: str, content: Path, tmp_path: Path, browser: Browser
) -> None:
    context = browser.new_context(viewport=DESKTOP)
    page = context.new_page()
    page.goto(desk)
    assert faults_of(page) == []
    with page.expect_navigation():
        page.get_by_role("link", name="CFL 16/17-91").click()
    assert faults_of(page) == []
    seen = judge_everything(page)
    assert {"Citation", "Perhaps", "Duty", "Amount", "Summary"} <= set(seen)
    assert faults_of(page) == []
    press(page, "t")
    expect(page.locator("main")).to_contain_text("Put into the content on")
    context.close()

    written = (content / "instruments/cfl/2016/cfl-16-17-91.yaml").read_text(encoding="utf-8")
    assert "effects:" not in written, "a mention became an effect by itself"
    edition = tmp_path / "edition.sqlite"
    subprocess.run(
        [PROGRAM, "compile", "--content", content, "--output", edition],
        check=True, capture_output=True, timeout=90,
    )  # fmt: skip
    with serving(edition, tmp_path / "site") as address:
        context = browser.new_context(viewport=DESKTOP)
        page = context.new_page()
        page.goto(f"{address}/cfl/16-17-91")
        main = page.locator("main")
        for words in ("CFL 16/17-91", "Gives the first allocation of the year.", "2,500,000"):
            expect(main).to_contain_text(words)
        expect(main).to_contain_text("Report a missing child")
        context.close()


def test_a_letter_without_a_number_gets_one_by_keyboard(desk: str, browser: Browser) -> None:
    context = browser.new_context(viewport=DESKTOP)
    page = context.new_page()
    page.goto(desk)
    with page.expect_navigation():
        page.get_by_role("link", name="other.pdf").click()
    expect(page.get_by_text("No number was found in the text.")).to_be_visible()
    assert faults_of(page) == []
    assert sideways(page) <= 0
    expect(page.get_by_label("Number, like ACL 16-49")).to_be_focused()
    page.keyboard.type("ACL 16-77")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("ACL 16-77")
    expect(page.locator("h2#now")).to_have_text("Subject")
    context.close()


def test_two_tabs_do_not_undo_each_other(desk: str, browser: Browser) -> None:
    context = browser.new_context(viewport=DESKTOP)
    one, two = context.new_page(), context.new_page()
    one.goto(desk)
    base = one.url.rstrip("/")
    for page in (one, two):
        page.goto(f"{base}/draft/cfl-16-17-91?field=issued")
    for page, day in ((one, "2016-07-02"), (two, "2016-07-03")):
        page.get_by_label("Corrected").fill(day)
        with page.expect_navigation():
            page.get_by_label("Corrected").press("Enter")
    expect(two.get_by_role("alert")).to_contain_text("was changed since the page was opened")
    expect(two.locator(".value")).to_have_text("2016-07-02")
    expect(two.get_by_label("Corrected")).to_have_value("2016-07-03")
    with two.expect_navigation():
        two.get_by_label("Corrected").press("Enter")
    expect(two.get_by_role("link", name="Issued").locator("..")).to_contain_text("2016-07-03")
    context.close()
