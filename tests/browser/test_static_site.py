"""The static site in a browser: it searches without a server and passes the same rules."""

from __future__ import annotations

import http.server
import importlib.util
import json
import threading
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page

from compendium.cli.main import run
from compendium.edition.lookup import look_up
from compendium.edition.reader import EditionReader
from compendium.model.instruments import Series
from compendium.vocabulary.identifiers import address_of
from tests.browser.conftest import PHONE, faults_of, sideways

QUESTIONS = Path(__file__).parents[1] / "fixtures" / "examples" / "search_questions_dev.jsonl"
PAGES = (
    "index.html", "acl/16-49.html", "wic/16501.35.html", "sb/855-2014.html", "cfl/18-19-38.html",
    "missing-from-care.html", "duties.html", "duties--for-probation.html",
    "duties/notify-when-missing.html", "documentation.html", "codes.html", "funding.html",
    "funding/2018-19.html", "timeline.html", "changes.html", "compare.html",
    "compare--from-2024-12-31-to-2025-01-02.html", "radar.html", "terms.html", "templates.html",
    "counties.html", "counties/fresno.html", "data.html", "about.html", "help.html",
    "es/help.html", "es/about.html", "browse.html", "browse/topic/program.html",
    "browse/section/harm-reduction.html", "browse/year/2016.html", "acl.html", "search.html",
    "on/2015-05-25/acl/15-49.html",
)  # fmt: skip
"""Each kind of page, and one of another day."""
SPELLINGS = {
    "ACL 16-49": "acl/16-49.html",
    "acl 16/49": "acl/16-49.html",
    "acl1649": "acl/16-49.html",
    "ACIN I-83-16": "acin/i-83-16.html",
    "CFL 16/17-13": "cfl/16-17-13.html",
    "SB 855 (2014)": "sb/855-2014.html",
    "WIC 16501.35": "wic/16501.35.html",
    "what does ACL 15-49 say": "acl/15-49.html",
}


class Quiet(http.server.SimpleHTTPRequestHandler):
    """A plain file server that says nothing."""

    def log_message(self, *_: Any) -> None:
        return


@pytest.fixture(scope="module")
def static_folder(edition_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The published site."""
    folder = tmp_path_factory.mktemp("static")
    assert run(["publish", str(folder), "--edition", str(edition_file), "--on", "2026-06-01"]) == 0
    return folder


@pytest.fixture(scope="module")
def static_site(static_folder: Path) -> Iterator[str]:
    """The address of a plain file server over the published site."""
    server = http.server.ThreadingHTTPServer(
        ("127.0.0.1", 0), partial(Quiet, directory=str(static_folder))
    )
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.fixture
def page_at(browser: Browser, static_site: str) -> Iterator[Callable[..., Page]]:
    """Open a page of it; a complaint of the browser, or a request elsewhere, fails the test."""
    said: list[str] = []
    context = browser.new_context(viewport=PHONE)

    def opened(path: str) -> Page:
        page = context.new_page()
        page.on("console", lambda m: said.append(m.text) if m.type == "error" else None)
        page.on("pageerror", lambda error: said.append(str(error)))
        page.on("request", lambda r: None if r.url.startswith(static_site) else said.append(r.url))
        page.goto(f"{static_site}/{path}")
        return page

    yield opened
    context.close()
    assert [one for one in said if "favicon" not in one and "robots" not in one] == []


@pytest.mark.parametrize("path", PAGES)
def test_a_static_page_passes_the_rules(page_at: Callable[..., Page], path: str) -> None:
    page = page_at(path)
    for summary in page.locator("summary").all():
        if summary.is_visible():
            summary.click()
    assert faults_of(page) == []
    assert sideways(page) == 0


def test_every_kind_of_file_is_among_those_that_are_looked_at(
    static_folder: Path, reader: EditionReader
) -> None:
    series = set(reader.all(Series))
    looked_at = {_kind(path, series) for path in PAGES}
    kinds = {
        _kind(str(one.relative_to(static_folder)), series)
        for one in static_folder.rglob("*.html")
        if one.relative_to(static_folder).parts[0] not in ("pagefind", "embed")
    }
    assert kinds <= looked_at


def _kind(path: str, series: set[str]) -> str:
    """What kind of page a file is: one of many in a folder, or one that stands for itself."""
    name, *below = path.removesuffix(".html").split("/")
    plain, query, _ = name.partition("--")
    if name == "on":
        return "another day"
    if query:
        return f"{plain} with a query"
    if name in series:
        return "a record" if below else "a series"
    if name in ("duties", "funding", "counties") and below:
        return f"one of {name}"
    return "/".join([name, *below[:1]])


def test_a_copy_in_a_folder_is_read_and_searched_without_any_server(
    browser: Browser, static_folder: Path
) -> None:
    context = browser.new_context(viewport=PHONE, offline=True)
    page = context.new_page()
    page.goto((static_folder / "index.html").as_uri())
    page.get_by_role("searchbox").first.fill("acl 16/49")
    page.get_by_role("button", name="Search").first.click()
    first = page.locator("#found a").first
    first.wait_for()
    assert first.get_attribute("href") == "acl/16-49.html"
    first.click()
    assert "ACL 16-49" in page.locator("main").inner_text()
    style = page.evaluate("getComputedStyle(document.querySelector('.top')).backgroundColor")
    assert style != "rgba(0, 0, 0, 0)"
    page.goto((static_folder / "search.html").as_uri() + "?q=debrief+after+return")
    page.wait_for_function("document.getElementById('said').textContent.includes('web server')")
    context.close()


def test_citations_are_found_first_in_any_spelling(page_at: Callable[..., Page]) -> None:
    for query, file in SPELLINGS.items():
        page = page_at(f"search.html?q={query}")
        first = page.locator("#found a").first
        assert first.get_attribute("href") == file, query
        page.close()


def test_citation_questions_are_answered(
    page_at: Callable[..., Page], reader: EditionReader
) -> None:
    lines = QUESTIONS.read_text(encoding="utf-8").splitlines()
    asked = [one for one in map(json.loads, lines) if one["kind"] == "citation" and one["expected"]]
    assert asked
    missed = []
    for one in asked:
        held = [look_up(reader, name).instrument.id for name in one["expected"]]
        files = {f"{address_of(name).lstrip('/')}.html" for name in held}
        page = page_at(f"search.html?q={quote(one['question'])}")
        first = page.locator("#found a").first
        if not files or first.count() == 0 or first.get_attribute("href") not in files:
            missed.append(one["question"])
        page.close()
    assert missed == []


def test_words_are_found_where_pagefind_was_run(page_at: Callable[..., Page]) -> None:
    if importlib.util.find_spec("pagefind") is None:
        pytest.skip("Pagefind is not installed")
    page = page_at("search.html?q=debrief after return")
    page.wait_for_function("document.getElementById('said').textContent.includes('found')")
    assert page.locator("#found a").count() > 0
    page.locator("#found a").first.click()
    assert page.locator("main h1").count() == 1


def test_what_is_typed_is_text(page_at: Callable[..., Page]) -> None:
    page = page_at("search.html?q=<img src=x onerror=alert(1)>")
    page.wait_for_function("!document.getElementById('said').textContent.includes('Searching')")
    assert page.locator("#page img").count() == 0


def test_the_search_box_of_every_page_leads_to_the_search(page_at: Callable[..., Page]) -> None:
    page = page_at("duties.html")
    page.fill("#find", "acl 16-49")
    page.press("#find", "Enter")
    page.wait_for_url("**/search.html?q=*")
    assert page.locator("#found a").first.get_attribute("href") == "acl/16-49.html"
