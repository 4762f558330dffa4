"""The static site: whole, the same each time, its links lead somewhere, its search answers."""

from __future__ import annotations

import http.server
import json
import re
import threading
import urllib.request
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from compendium.edition.reader import EditionReader, open_edition
from compendium.model.duties import Duty
from compendium.model.instruments import Instrument
from compendium.publish.addresses import file_of
from compendium.publish.linkcheck import broken_links
from compendium.publish.rewriting import parsed
from compendium.publish.single import publish_single
from compendium.publish.site import Published, publish_site
from compendium.vocabulary.identifiers import address_of

DAY = date(2016, 6, 1)


@pytest.fixture(scope="module")
def site(edition_file: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Published]:
    folder = tmp_path_factory.mktemp("site")
    return folder, publish_site(edition_file, DAY, folder)


def test_every_record_with_a_page_has_a_file(
    site: tuple[Path, Published], reader: EditionReader
) -> None:
    folder, _ = site
    for name in reader.all(Instrument):
        assert (folder / file_of(address_of(name), "text/html")).is_file()
    for name in reader.all(Duty):
        assert (folder / f"duties/{name}.html").is_file()
    assert (folder / "index.html").is_file()


def test_every_link_leads_somewhere_from_any_file_server(site: tuple[Path, Published]) -> None:
    folder, _ = site
    assert broken_links(folder) == []
    for file in folder.rglob("*.html"):
        page = file.read_text(encoding="utf-8")
        assert not re.search(r'(?:href|src|action)="/(?!/)', page), file


def test_a_link_that_leads_nowhere_is_found(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text('<p id="x"><a href="b.html">b</a><a href="#y">y</a></p>')
    (tmp_path / "c.html").write_text('<p><a href="a.html#x">fine</a><a href="/a.html">no</a></p>')
    assert [one.target for one in broken_links(tmp_path)] == ["b.html", "#y", "/a.html"]


def test_pages_say_what_they_are_a_copy_of(site: tuple[Path, Published]) -> None:
    page = (site[0] / "acl" / "16-49.html").read_text(encoding="utf-8")
    assert "Policy as of June 1, 2016, from edition" in page
    assert "today" not in page.partition("<main")[0].partition("<body")[2]


def test_nothing_is_left_that_needs_a_server(site: tuple[Path, Published]) -> None:
    for file in site[0].rglob("*.html"):
        for form in parsed(file.read_bytes()).xpath("//form"):
            assert form.get("action").endswith("search.html"), file


def test_the_same_edition_and_day_give_the_same_bytes_and_write_nothing_anew(
    site: tuple[Path, Published], edition_file: Path, tmp_path: Path
) -> None:
    folder, first = site
    again = publish_site(edition_file, DAY, tmp_path / "other")
    assert again.files == first.files
    unchanged = publish_site(edition_file, DAY, folder)
    assert unchanged.changed == 0


def test_what_is_no_longer_part_of_the_site_is_removed_and_other_files_stay(
    tiny_file: Path, tmp_path: Path
) -> None:
    publish_site(tiny_file, DAY, tmp_path)
    (tmp_path / "CNAME").write_text("compendium.example")
    said = json.loads((tmp_path / "site.json").read_text())
    said["files"]["old.html"] = "x"
    said["files"]["../outside.html"] = "x"
    (tmp_path / "site.json").write_text(json.dumps(said))
    (tmp_path / "old.html").write_text("old")
    outside = tmp_path.parent / "outside.html"
    outside.write_text("stays")
    publish_site(tiny_file, DAY, tmp_path)
    assert not (tmp_path / "old.html").exists()
    assert (tmp_path / "CNAME").exists()
    assert outside.exists()


def test_citations_are_found_by_every_spelling_that_the_edition_knows(
    site: tuple[Path, Published], reader: EditionReader
) -> None:
    text = (site[0] / "names.js").read_text(encoding="utf-8")
    names = json.loads(text.partition(" = ")[2].rstrip(";\n"))
    for folded, identifier, _ in reader.names():
        files = [file for file, _ in names[folded]]
        assert file_of(address_of(identifier), "text/html") in files


def test_a_plain_file_server_is_enough(site: tuple[Path, Published]) -> None:
    with Served(site[0]) as base:
        page = urllib.request.urlopen(f"{base}/acl/16-49.html").read().decode()
        style = re.search(r'<link rel="stylesheet" href="\.\./([^"]+)"', page)
        assert style is not None
        assert urllib.request.urlopen(f"{base}/{style[1]}").status == 200


class Served:
    def __init__(self, folder: Path) -> None:
        quiet = type(
            "Quiet", (http.server.SimpleHTTPRequestHandler,), {"log_message": lambda *_: None}
        )
        self._server = http.server.ThreadingHTTPServer(
            ("127.0.0.1", 0), partial(quiet, directory=str(folder))
        )

    def __enter__(self) -> str:
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        return f"http://127.0.0.1:{self._server.server_port}"

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()


@pytest.fixture(scope="module")
def single(edition_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("single") / "whole.html"
    publish_single(edition_file, DAY, target)
    return target


def test_one_file_holds_every_letter_and_needs_nothing_beside_it(
    single: Path, reader: EditionReader
) -> None:
    tree = parsed(single.read_bytes())
    articles = {one.get("id") for one in tree.xpath("//article")}
    for name in reader.all(Instrument):
        assert f"page-{address_of(name).strip('/').replace('/', '-')}" in articles
    ids = tree.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert broken_links(single.parent) == []
    assert not tree.xpath("//script|//link|//img[not(starts-with(@src, 'data:'))]|//form")


def test_the_command_publishes_and_says_what(
    command: Callable[..., Any], tiny_file: Path, tmp_path: Path
) -> None:
    said = command(
        "publish",
        tmp_path / "site",
        "--edition",
        tiny_file,
        "--on",
        "2016-06-01",
        "--format",
        "json",
    )
    assert said.code == 0, said.err
    value = json.loads(said.out)
    assert value["as_of"] == "2016-06-01"
    assert value["edition"] == open_edition(tiny_file).colophon.edition
    assert (tmp_path / "site" / "index.html").is_file()
    one = command("publish", tmp_path / "one.html", "--single-file", "--edition", tiny_file)
    assert one.code == 0
    assert (tmp_path / "one.html").is_file()
