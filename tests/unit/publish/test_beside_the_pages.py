"""What a copy has beside its pages: feeds, and pages for frames; and what it has not: alerts."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import feedparser
import pytest

from compendium.edition.exports.feeds import feeds_of
from compendium.edition.reader import EditionReader, open_edition
from compendium.publish.rewriting import parsed
from compendium.publish.site import publish_site
from compendium.web.catalogue.sitemap import framed_addresses

DAY = date(2026, 6, 1)
WHERE = "https://compendium.example.org"


@pytest.fixture(scope="module")
def tiny_reader(tiny_file: Path) -> EditionReader:
    return open_edition(tiny_file)


@pytest.fixture(scope="module", params=[None, WHERE])
def folder(
    request: pytest.FixtureRequest, tiny_file: Path, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, str | None]:
    place = tmp_path_factory.mktemp("copy")
    publish_site(tiny_file, DAY, place, request.param)
    return place, request.param


def test_every_page_of_every_feed_is_there(
    folder: tuple[Path, str | None], tiny_reader: EditionReader
) -> None:
    for feed in feeds_of(tiny_reader, DAY):
        for number in range(1, feed.pages + 1):
            file = folder[0] / feed.path_of(number).lstrip("/")
            found = feedparser.parse(file.read_bytes())
            assert not found.bozo, file


def test_pages_for_frames_are_there_whole_and_search_leaves_them_out(
    folder: tuple[Path, str | None], tiny_reader: EditionReader
) -> None:
    for address in framed_addresses(tiny_reader):
        file = folder[0] / f"{address.lstrip('/')}.html"
        text = file.read_text(encoding="utf-8")
        tree = parsed(text.encode())
        assert "data-pagefind-body" not in text
        assert tree.xpath("//style")
        (whole,) = tree.xpath("//footer//a[contains(., 'hole')]/@href") or [None]
        assert whole is not None, address
        assert (file.parent / whole.partition("#")[0]).resolve().is_file(), whole


def test_no_form_of_the_alerts_is_there_and_only_a_served_site_is_led_to(
    folder: tuple[Path, str | None],
) -> None:
    place, where = folder
    assert list(place.glob("alerts*")) == []
    text = "".join(
        (place / name).read_text(encoding="utf-8")
        for name in ("data.html", "counties/el-dorado.html", "index.html")
    )
    if where is None:
        assert "alerts" not in text.lower()
        assert "&lt;iframe" not in text, "there is no address to frame"
    else:
        assert f'href="{where}/alerts"' in text
        assert "&lt;iframe" in text
