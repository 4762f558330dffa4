"""The real site in a real browser: served by `compendium serve`, seen with Debian's Chromium."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

TODAY = "2026-06-01"
PHONE = {"width": 390, "height": 844}
DESKTOP = {"width": 1280, "height": 900}
ZOOMED = {"width": 320, "height": 256}
"""A window of 1280 by 1024 pixels at 400 %."""

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything below this folder needs the browser."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def chromium() -> str:
    """Where Debian's Chromium is. Skipped where it is missing, failed in CI."""
    found = shutil.which("chromium")
    if found is None:
        if os.environ.get("CI") == "true":
            pytest.fail("Chromium is missing, and CI must run the browser tests")
        pytest.skip("Chromium is not installed (on Debian: apt install chromium)")
    return found


@pytest.fixture(scope="session")
def site(edition_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the site, served as anybody would serve it."""
    with serving(edition_file, tmp_path_factory.mktemp("home")) as address:
        yield address


@contextlib.contextmanager
def serving(edition: Path, home: Path, **settings: str) -> Iterator[str]:
    """`compendium serve` with an edition and more settings, until the block ends."""
    with contextlib.closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = {
        name: value for name, value in os.environ.items() if not name.startswith("COMPENDIUM_")
    }
    environment |= {"COMPENDIUM_HOME": str(home), "COMPENDIUM_TODAY": TODAY, **settings}
    log = home / "log"
    home.mkdir(parents=True, exist_ok=True)
    program = Path(sys.executable).with_name("compendium")
    with log.open("wb") as written:
        process = subprocess.Popen(
            [program, "serve", "--port", str(port), "--edition", edition, "--workers", "1"],
            env=environment, stdout=written, stderr=written, start_new_session=True,
        )  # fmt: skip
    address = f"http://127.0.0.1:{port}"
    try:
        _wait_for(f"{address}/robots.txt", process, log)
        yield address
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGINT)
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def _wait_for(address: str, process: subprocess.Popen[bytes], log: Path) -> None:
    for _ in range(400):
        assert process.poll() is None, log.read_text(encoding="utf-8")
        with contextlib.suppress(OSError), urllib.request.urlopen(address, timeout=5):
            return
        time.sleep(0.1)
    raise AssertionError(f"no answer: {log.read_text(encoding='utf-8')}")


@pytest.fixture(scope="session")
def browser(chromium: str) -> Iterator[Browser]:
    """One browser for all tests."""
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(
            executable_path=chromium, args=["--no-sandbox", "--disable-background-networking"]
        )
        yield opened
        opened.close()


Opening = Callable[..., Page]


Printing = Callable[[str], list[str]]


@pytest.fixture
def printed(browser: Browser, tmp_path: Path) -> Printing:
    """The text of each sheet of a page, printed on letter paper: ``printed(site + "/help")``."""

    def on_paper(address: str) -> list[str]:
        context = browser.new_context()
        page = context.new_page()
        page.goto(address)
        file = tmp_path / "page.pdf"
        page.pdf(path=file, format="Letter", prefer_css_page_size=True)
        context.close()
        document = pypdfium2.PdfDocument(file)
        try:
            return [sheet.get_textpage().get_text_range() for sheet in document]
        finally:
            document.close()

    return on_paper


@pytest.fixture
def open_page(browser: Browser, site: str) -> Iterator[Opening]:
    """Open a page of the site: ``open_page("/acl/16-49", PHONE, java_script_enabled=False)``.

    A page that the browser complains about, or that asks another host for anything,
    fails the test.
    """
    contexts: list[BrowserContext] = []
    said: list[str] = []

    def opened(path: str, viewport: Any = None, **options: Any) -> Page:
        context = browser.new_context(viewport=viewport or DESKTOP, **options)
        contexts.append(context)
        page = context.new_page()
        page.on(
            "console", lambda m: said.append(m.text) if m.type in {"error", "warning"} else None
        )
        page.on("pageerror", lambda error: said.append(str(error)))
        page.on("request", lambda r: None if r.url.startswith(site) else said.append(r.url))
        page.goto(site + path)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert [one for one in said if "responded with a status of 4" not in one] == []


def faults_of(page: Page) -> list[str]:
    """What axe finds wrong with a page by WCAG 2.2 AA and its own good practice."""
    found = Axe().run(page, options={"runOnly": RULES}).response["violations"]
    return [
        f"{one['id']}: {one['help']}: {node['html'][:160]}"
        for one in found
        for node in one["nodes"]
    ]


def sideways(page: Page) -> int:
    """By how many pixels a page is wider than its window."""
    wide: int = page.evaluate(
        "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    )
    return wide
