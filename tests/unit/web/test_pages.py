"""All public pages: they answer, they lead somewhere, they load nothing from elsewhere."""

from __future__ import annotations

import re
from html import unescape
from itertools import pairwise
from typing import Final
from xml.etree import ElementTree as ET

import pytest
from django.test import Client

from compendium.model.parties import HelpLine
from compendium.web import editions
from compendium.web.catalogue.sitemap import addresses, answered_addresses

KINDS: Final = (
    "/", "/browse", "/browse/topic/missing", "/about", "/es", "/es/about", "/help", "/es/help",
    "/acl/16-49", "/wic/16501.35", "/search?q=grid", "/acl/99-99", "/on/2016-06-01/acl/15-49",
)  # fmt: skip


def test_the_sitemap_names_every_page_and_every_page_answers(real: Client) -> None:
    root = ET.fromstring(real.get("/sitemap.xml").content)
    named = [
        one.text or "" for one in root.iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")
    ]
    paths = [re.sub(r"^https?://[^/]+", "", one) for one in named]

    reader = editions.current()
    assert paths == [*addresses(reader), *answered_addresses(reader)]
    assert "/check" in paths
    assert len(paths) == len(set(paths))
    answers = {path: real.get(path).status_code for path in paths}
    assert {path: status for path, status in answers.items() if status != 200} == {}


def test_links_on_pages_lead_to_pages(real: Client) -> None:
    seen: dict[str, int] = {}
    broken = []
    for path in KINDS:
        page = real.get(path).content.decode()
        for link in set(re.findall(r'href="(/[^"]*)"', page)):
            target = unescape(link).partition("#")[0]
            if target.startswith("/static") or not target:
                continue
            if target not in seen:
                seen[target] = real.get(target, follow=True).status_code
            if seen[target] not in (200, 404) or (seen[target] == 404 and path != "/acl/99-99"):
                broken.append((path, target, seen[target]))
    assert broken == []


def test_links_to_places_on_pages_find_them(real: Client) -> None:
    ids: dict[str, set[str]] = {}
    lost = []
    for path in addresses(editions.current()):
        page = real.get(path).content.decode()
        ids[path] = set(re.findall(r'\bid="([^"]+)"', page))
    for path in KINDS[:-2]:
        page = real.get(path).content.decode()
        for target, place in re.findall(r'href="([^"#:]*)#([^"]+)"', page):
            held = ids.get(target or path.partition("?")[0])
            if held is not None and place not in held and target:
                lost.append((path, f"{target}#{place}"))
    assert lost == []


@pytest.mark.parametrize("path", KINDS)
def test_a_page_sets_no_cookie_and_loads_nothing_from_elsewhere(path: str, real: Client) -> None:
    answer = real.get(path)
    page = answer.content.decode()

    assert not answer.cookies
    assert "Set-Cookie" not in answer.headers
    loaded = re.findall(r'<(?:script|img|iframe|source|use)[^>]*(?:src|href)="([^"]+)"', page)
    loaded += re.findall(r'<link rel="(?:stylesheet|icon|preload)" href="([^"]+)"', page)
    assert all(one.startswith("/static/") for one in loaded)
    assert "<style" not in page
    assert not re.search(r"<[^>]+\s(?:style|on[a-z]+)=", page)
    assert not re.search(r"<script(?![^>]*(?:\ssrc=|ld\+json))", page)


@pytest.mark.parametrize("path", KINDS)
def test_a_page_has_one_first_heading_a_title_and_no_skipped_level(path: str, real: Client) -> None:
    page = real.get(path).content.decode()
    levels = [int(level) for level in re.findall(r"<h([1-6])", page)]

    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(second <= first + 1 for first, second in pairwise(levels))
    assert len(re.findall(r"<title>[^<]{10,}</title>", page)) == 1
    assert 'name="viewport"' in page


@pytest.mark.parametrize("path", KINDS)
def test_every_answer_carries_the_security_headers(path: str, real: Client) -> None:
    headers = real.get(path).headers

    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "http" not in policy
    assert "frame-ancestors 'none'" in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "no-referrer"


def test_a_page_that_the_reader_holds_is_not_sent_again(real: Client) -> None:
    first = real.get("/acl/16-49")
    again = real.get("/acl/16-49", headers={"if-none-match": first.headers["ETag"]})
    other_day = real.get("/on/2016-06-01/acl/16-49")

    assert (again.status_code, again.content) == (304, b"")
    assert other_day.headers["ETag"] != first.headers["ETag"]


def test_help_shows_every_line_with_numbers_that_can_be_tapped(real: Client) -> None:
    for path in ("/help", "/es/help"):
        page = real.get(path).content.decode()
        for line in editions.current().all(HelpLine).values():
            for contact in line.contacts:
                digits = re.sub(r"\D", "", contact.value)
                if contact.way == "phone":
                    assert f'href="tel:{digits}"' in page, (path, line.id)
        assert page.index("911") < page.index("888")
        assert "<form" not in page
        assert "data-leave" in page


def test_spanish_pages_say_that_nobody_reviewed_them_yet(real: Client) -> None:
    for path in ("/es", "/es/help", "/es/about"):
        page = real.get(path).content.decode()
        assert '<html lang="es">' in page
        assert "Ninguna persona ha revisado todavía" in page


def test_about_shows_coverage_and_every_known_gap(real: Client) -> None:
    page = real.get("/about").content.decode()

    for gap in editions.current().compendium.known_gaps:
        assert f'id="gap-{gap.id}"' in page
    assert editions.current().colophon.digest in page
    for place in ("trust", "privacy", "accessibility", "coverage"):
        assert f'id="{place}"' in page


def test_browsing_finds_every_instrument_by_series_topic_year_and_section(real: Client) -> None:
    everything = real.get("/browse").content.decode()
    reader = editions.current()

    choices = {a for a in re.findall(r'href="(/[^"]+)"', everything) if a.startswith("/browse/")}
    assert len(choices) > 20
    section = real.get("/browse/section/harm-reduction").content.decode()
    assert "ACIN I-59-18" in section
    assert "printed as “ACIN 1-59-18”" in section
    assert f"{reader.colophon.counts['instrument']} records" in everything


@pytest.mark.parametrize(
    "path", ["/browse/topic/nothing", "/browse/section/x", "/browse/year/1066", "/nowhere/x"]
)
def test_a_list_that_is_not_there_is_a_404(path: str, real: Client) -> None:
    assert real.get(path).status_code == 404


def test_robots_leave_other_days_and_searches_alone(tiny: Client) -> None:
    said = tiny.get("/robots.txt").content.decode()

    assert {"Disallow: /on/", "Disallow: /search", "Disallow: /edition/"} <= set(said.splitlines())
    assert 'content="noindex' in tiny.get("/on/2016-01-01/acl/15-01").content.decode()
