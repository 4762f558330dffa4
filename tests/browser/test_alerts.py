"""Alerts in a real browser: ask, say yes from the mail, change, end. And frames on other sites."""

from __future__ import annotations

import re
import socket
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import NamedTuple

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.conftest import DESKTOP, PHONE, ZOOMED, faults_of, serving, sideways
from tests.unit.web.consultation.operating import operate

ADDRESS = "analyst@alpine.example.org"


class Served(NamedTuple):
    """The site and the folder that its mail goes into."""

    address: str
    mails: Path

    def links(self) -> list[str]:
        """The pages of the alerts that the latest mail leads to."""
        latest = max(self.mails.iterdir(), key=lambda file: file.stat().st_mtime_ns)
        return re.findall(r"http://127\.0\.0\.1:\d+/alerts/\S+", latest.read_text("utf-8"))


@pytest.fixture(scope="module")
def mailing(edition_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The site with mail that goes into a folder."""
    home = tmp_path_factory.mktemp("mailing")
    mails = home / "mail"
    made = operate({"COMPENDIUM_HOME": str(home)}, "migrate")
    assert made.returncode == 0, made.stderr
    with serving(edition_file, home, COMPENDIUM_MAIL=f"files:{mails}") as address:
        yield Served(address, mails)


def begin(page: Page, site: Served, address: str = ADDRESS) -> None:
    """Ask, and open the mail's page."""
    page.goto(f"{site.address}/alerts")
    page.fill("#f-address", address)
    page.check("#f-topics-missing")
    page.click("form.many button")
    assert page.inner_text("h1") == "Look at your mail"
    page.goto(site.links()[0])


def test_the_whole_way_without_script_on_a_phone(browser: Browser, mailing: Served) -> None:
    context = browser.new_context(viewport=PHONE, java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{mailing.address}/alerts")
    page.fill("#f-address", "not an address")
    page.click("form.many button")
    said = page.inner_text("[role=alert]")
    assert "This is not an e-mail address" in said
    assert "Choose at least one" in said
    assert page.input_value("#f-address") == "not an address", "nothing is typed twice"
    begin(page, mailing)
    page.click("text=Yes, send me these alerts")
    assert page.inner_text("h1") == "Your alerts are on"
    page.click("summary:has-text('Counties')")
    page.check("#f-counties-fresno")
    page.uncheck("#f-topics-missing")
    page.click("text=Follow these")
    assert "You follow: Fresno" in page.inner_text("main")
    assert page.is_checked("#f-counties-fresno")
    page.click("button:has-text('End these alerts')")
    assert page.inner_text("h1") == "The alerts are ended"
    assert context.cookies() == []
    context.close()


def test_from_the_keyboard_alone(browser: Browser, mailing: Served) -> None:
    context = browser.new_context(viewport=DESKTOP)
    page = context.new_page()
    page.goto(f"{mailing.address}/alerts")
    page.focus("#f-address")
    page.keyboard.type("keyboard@example.org")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == "f-everything"
    page.keyboard.press("Space")
    page.focus("#f-address")
    page.keyboard.press("Enter")
    page.wait_for_selector("text=Look at your mail")
    page.goto(mailing.links()[0])
    page.focus("main button")
    page.keyboard.press("Enter")
    page.wait_for_selector("text=You follow: everything")
    context.close()


def test_every_page_of_it_is_accessible_and_fits(browser: Browser, mailing: Served) -> None:
    context = browser.new_context(viewport=DESKTOP)
    page = context.new_page()
    faults: dict[str, list[str]] = {}

    def look(name: str) -> None:
        faults[name] = faults_of(page)
        for viewport in (PHONE, ZOOMED):
            page.set_viewport_size(viewport)
            assert sideways(page) == 0, name
        page.set_viewport_size(DESKTOP)

    page.goto(f"{mailing.address}/alerts?counties=fresno")
    look("form")
    page.click("form.many button")
    look("errors")
    begin(page, mailing, "other@example.org")
    look("confirm")
    page.click("main button")
    look("own")
    key = page.url.rpartition("/")[2]
    page.goto(f"{mailing.address}/alerts/asked")
    look("asked")
    page.goto(f"{mailing.address}/alerts/end/{key}")
    look("end")
    page.click("main button")
    look("ended")
    context.close()
    assert {name: found for name, found in faults.items() if found} == {}


@contextmanager
def another_site(folder: Path) -> Iterator[str]:
    """A site of somebody else, on a port of this machine."""
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    handler = partial(SimpleHTTPRequestHandler, directory=str(folder))
    server = ThreadingHTTPServer(("127.0.0.1", port), handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://localhost:{port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def test_another_site_can_frame_what_is_meant_for_it_and_nothing_else(
    browser: Browser, site: str, tmp_path: Path
) -> None:
    frames = {
        "steps": (f"{site}/embed/missing-from-care", ""),
        "sandboxed": (f"{site}/embed/letter/acl-16-49", ' sandbox="allow-popups"'),
        "nothing": (f"{site}/embed/duty/nothing", ""),
        "refused": (f"{site}/missing-from-care", ""),
    }
    lines = [
        f'<iframe name="{name}" title="{name}" src="{address}" width="360" height="400"{more}>'
        "</iframe>"
        for name, (address, more) in frames.items()
    ]
    (tmp_path / "index.html").write_text("<!doctype html>" + "".join(lines), encoding="utf-8")
    context = browser.new_context(viewport=DESKTOP)
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    with another_site(tmp_path) as address:
        page.goto(address)
        page.wait_for_load_state("networkidle")

        def shown(name: str) -> str:
            frame = page.frame(name)
            assert frame is not None
            return str(frame.inner_text("body"))

        assert "the first 24 hours" in shown("steps")
        assert "In force" in shown("sandboxed")
        assert "Nothing is held here" in shown("nothing")
        assert "first 24 hours" not in shown("refused")
        steps = page.frame("steps")
        assert steps is not None
        colour = "getComputedStyle(document.querySelector('.calls')).borderTopWidth"
        assert steps.evaluate(colour) == "2px", "its style has taken effect"
        for name in ("steps", "nothing"):
            frame = page.frame(name)
            assert frame is not None
            wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
            assert frame.evaluate(wide) == 0
        with context.expect_page() as opened:
            steps.click("footer a")
        assert opened.value.url == f"{site}/missing-from-care", "it leaves the frame"
    assert context.cookies() == []
    blocked = [one for one in said if "frame-ancestors" in one]
    assert len(blocked) == 1
    others = [one for one in said if one not in blocked and "status of 404" not in one]
    assert others == [], "no policy forbids what the frames need"
    context.close()


@pytest.mark.parametrize("colours", ["light", "dark"])
@pytest.mark.parametrize(
    "path", ["missing-from-care", "duty/act-on-reasons-in-placement", "letter/acl-16-49", "duty/x"]
)
def test_framed_pages_are_accessible(browser: Browser, site: str, path: str, colours: str) -> None:
    context = browser.new_context(viewport=PHONE, color_scheme=colours)
    page = context.new_page()
    page.goto(f"{site}/embed/{path}")
    assert faults_of(page) == []
    assert sideways(page) == 0
    context.close()
