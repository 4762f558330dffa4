"""Markdown alternates of pages, and the text that tells assistants where to begin."""

from __future__ import annotations

import random
import re

import pytest
from django.test import Client

from compendium.edition.reader import EditionReader
from compendium.web.catalogue.sitemap import FIXED, addresses

PAGES = [
    "/", "/acl/16-49", "/wic/16501.35", "/sb/855-2014", "/duties", "/duties/notify-when-missing",
    "/missing-from-care", "/documentation", "/codes", "/funding", "/funding/2018-19", "/timeline",
    "/changes", "/compare", "/radar", "/terms", "/templates", "/counties", "/counties/fresno",
    "/data", "/about", "/es/about", "/help", "/es/help", "/browse", "/browse/topic/program",
    "/browse/section/harm-reduction", "/browse/year/2016", "/acl",
]  # fmt: skip
"""Each kind of page in the list of pages that the site gives to search engines."""


@pytest.mark.parametrize("path", PAGES)
def test_a_page_links_its_markdown_and_it_says_the_same(real: Client, path: str) -> None:
    page = real.get(f"/on/2016-06-01{path}").content.decode()
    found = re.search(r'<link rel="alternate" type="text/markdown" href="([^"]+)"', page)
    assert found is not None
    answer = real.get(found[1])
    assert answer.status_code == 200
    assert answer.headers["Content-Type"].startswith("text/markdown")
    text = answer.content.decode()
    heading = re.search(r"<h1[^>]*>(.*?)</h1>", page, re.DOTALL)
    assert heading is not None
    words = re.sub(r"<[^>]+>|\s+", " ", heading[1]).split()
    assert words[-1].strip(".") in text
    assert "As of June 1, 2016, edition" in text
    assert "<div" not in text
    assert "\n# " in text


def test_links_in_markdown_are_whole(real: Client) -> None:
    text = real.get("/acl/16-49.md").content.decode()
    assert not re.search(r"\]\(/", text)


def test_markdown_of_what_is_not_here_is_not_here(real: Client) -> None:
    for path in ("/acl/99-99.md", "/nothing.md", "/data/duty.csv.md", "/a/b/c.md", "/.md"):
        assert real.get(path).status_code == 404, path


def test_assistants_are_told_where_to_begin(real: Client) -> None:
    text = real.get("/llms.txt").content.decode()
    assert text.startswith("# ")
    for path in re.findall(r"\]\(http://[^/]+(/[^)]+)\)", text):
        assert real.get(path).status_code == 200, path


def test_every_page_of_the_list_has_a_markdown_alternate(
    real: Client, reader: EditionReader
) -> None:
    listed = addresses(reader)
    assert {_kind(one) for one in listed} == {_kind(one) for one in PAGES}
    for path in random.Random(7).sample(listed, 25):
        assert real.get(f"{path}.md" if path != "/" else "/index.md").status_code == 200, path


def _kind(path: str) -> str:
    """What kind of page stands at an address: one of many in a folder, or one for itself."""
    parts = path.strip("/").split("/")
    if parts[0] in ("browse", "es"):
        return "/".join(parts[:2])
    if len(parts) > 1:
        return f"one of {parts[0]}" if parts[0] in ("duties", "funding", "counties") else "a record"
    return parts[0] if f"/{parts[0]}" in FIXED else "a series"
