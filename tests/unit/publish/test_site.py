"""The static site: whole, the same each time, its links lead somewhere, its search answers."""

from __future__ import annotations

import http.server
import importlib.util
import itertools
import json
import random
import re
import threading
import urllib.request
from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from compendium.edition.reader import EditionReader, open_edition
from compendium.model.duties import Duty
from compendium.model.instruments import Instrument
from compendium.publish import linkcheck
from compendium.publish.addresses import file_of
from compendium.publish.asking import Site, site_of
from compendium.publish.linkcheck import Broken, broken_links
from compendium.publish.rewriting import parsed
from compendium.publish.single import publish_single
from compendium.publish.site import Published, publish_site
from compendium.vocabulary.dates import day_in_words
from compendium.vocabulary.errors import FaultError
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


def test_a_broken_link_is_told_each_time_until_it_is_mended(
    command: Callable[..., Any], tiny_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = ("publish", tmp_path / "site", "--edition", tiny_file, "--on", "2016-06-01")
    monkeypatch.setattr(linkcheck, "broken_links", lambda _: [Broken("a.html", "b.html")])
    for _ in range(2):
        said = command(*asked)
        assert said.code == 3
        assert "a.html to b.html" in said.err
    monkeypatch.undo()
    assert command(*asked).code == 0


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


def test_where_the_same_site_stands_nothing_is_made_again(
    tiny_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = publish_site(tiny_file, DAY, tmp_path)

    def asked(*_: Any) -> Any:
        raise AssertionError("a page was made")

    monkeypatch.setattr(Site, "ask", asked)
    assert publish_site(tiny_file, DAY, tmp_path) == first._replace(changed=0)
    (tmp_path / "acl.html").write_text("somebody wrote here")
    with pytest.raises(AssertionError, match="a page was made"):
        publish_site(tiny_file, DAY, tmp_path)
    monkeypatch.undo()
    assert publish_site(tiny_file, DAY, tmp_path).changed == 1


def test_another_day_touches_only_the_files_that_say_something_else(
    tiny_file: Path, tmp_path: Path
) -> None:
    publish_site(tiny_file, DAY, tmp_path)
    before = {one: one.stat().st_mtime_ns for one in tmp_path.rglob("*") if one.is_file()}
    bodies = {one: one.read_bytes() for one in before}
    made = publish_site(tiny_file, DAY + timedelta(1), tmp_path)
    touched = {one for one in before if one.exists() and one.stat().st_mtime_ns != before[one]}
    assert 0 < made.changed < len(made.files)
    assert all(bodies[one] != one.read_bytes() for one in touched)
    assert {one.relative_to(tmp_path).parts[0] for one in touched}.isdisjoint({"static", "api"})


def test_a_page_that_fails_stops_the_whole_and_writes_nothing(
    tiny_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    usual = Site.ask
    monkeypatch.setattr(
        Site, "ask", lambda self, one: None if one == "/terms" else usual(self, one)
    )
    with pytest.raises(FaultError, match="/terms"):
        publish_site(tiny_file, DAY, tmp_path / "site")
    assert not (tmp_path / "site").exists()


def main_of(body: bytes, *days: date) -> str:
    """What the main part of a page says, in words, its own day left out."""
    text = " ".join(" ".join(parsed(body).xpath("//main//text()")).split())
    for day in days:
        text = text.replace(day.isoformat(), "DAY").replace(day_in_words(day), "DAY")
    return text


def test_pages_of_other_days_stand_only_where_the_thing_changed(
    site: tuple[Path, Published],
) -> None:
    folder, made = site
    dated: dict[str, list[date]] = {}
    for file in sorted((folder / "on").rglob("*.html")):
        day, *path = file.relative_to(folder / "on").parts
        dated.setdefault("/".join(path), []).append(date.fromisoformat(day))
    assert sum(map(len, dated.values())) == made.dated > 100
    for path, days in dated.items():
        for first, after in itertools.pairwise(days):
            before, now = ((folder / f"on/{day}/{path}").read_bytes() for day in (first, after))
            assert main_of(before, first, after) != main_of(now, first, after), path
        assert (folder / path).is_file()


@pytest.mark.parametrize("seed", range(2))
def test_between_two_changes_one_file_says_what_the_site_says_on_any_day(
    site: tuple[Path, Published], edition_file: Path, seed: int
) -> None:
    folder, _ = site
    chance = random.Random(seed)
    paths = sorted({"/".join(one.relative_to(folder / "on").parts[1:])
                    for one in (folder / "on").rglob("*.html")})  # fmt: skip
    with site_of(edition_file, DAY) as served:
        for path in chance.sample(paths, 8):
            address = f"/{path.removesuffix('.html')}"
            days = sorted(
                date.fromisoformat(one.name)
                for one in (folder / "on").iterdir()
                if (one / path).is_file()
            )
            for first, after in itertools.pairwise([*days, None]):
                last = after or first + timedelta(40)
                day = first + timedelta(chance.randrange((last - first).days))
                if first <= DAY <= day or day == DAY:
                    continue
                answer = served.ask(f"/on/{day}{address}")
                assert answer is not None
                named = (first, day, DAY)
                said = main_of((folder / f"on/{first}/{path}").read_bytes(), *named)
                # The version of the copy's own day may stand between two others.
                copy = main_of((folder / path).read_bytes(), *named)
                assert main_of(answer.body, *named) in (said, copy), (path, first, day)


def test_links_of_a_page_of_another_day_stay_with_that_day_where_they_can(
    site: tuple[Path, Published],
) -> None:
    page = site[0] / "on" / "2015-05-25" / "acl" / "15-49.html"
    tree = parsed(page.read_bytes())
    assert "You are looking at this page as of May 25, 2015" in tree.text_content()
    found = [(page.parent / one.partition("#")[0]).resolve() for one in tree.xpath("//a/@href")
             if not one.startswith(("http", "#", "tel:"))]  # fmt: skip
    inside = {str(one.relative_to(site[0].resolve())) for one in found}
    assert "acl/15-49.html" in inside
    assert any(one.startswith("on/") for one in inside)
    assert not tree.xpath("//main[@data-pagefind-body]")
    current = parsed((site[0] / "acl" / "15-49.html").read_bytes())
    assert "../on/2015-05-25/acl/15-49.html" in current.xpath("//a/@href")


def test_what_is_no_longer_part_of_the_site_is_removed_and_other_files_stay(
    tiny_file: Path, tmp_path: Path
) -> None:
    publish_site(tiny_file, DAY, tmp_path)
    (tmp_path / "CNAME").write_text("compendium.example")
    said = json.loads((tmp_path / "site.json").read_text())
    said["files"]["old.html"] = "x"
    said["files"]["../outside.html"] = "x"
    said["files"]["gone/old.html"] = "x"
    (tmp_path / "site.json").write_text(json.dumps(said))
    (tmp_path / "gone").mkdir()
    (tmp_path / "gone" / "old.html").write_text("old")
    (tmp_path / "old.html").write_text("old")
    outside = tmp_path.parent / "outside.html"
    outside.write_text("stays")
    publish_site(tiny_file, DAY, tmp_path)
    assert not (tmp_path / "old.html").exists()
    assert not (tmp_path / "gone").exists()
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
    style = tree.xpath("string(//style)")
    assert not re.search(r"(?:body|main):has", style)  # one page's rules are not everybody's


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


def bytes_of(folder: Path) -> dict[str, bytes]:
    return {
        str(one.relative_to(folder)): one.read_bytes() for one in folder.rglob("*") if one.is_file()
    }


def test_the_command_gives_the_same_bytes_its_search_index_among_them(
    command: Callable[..., Any], tiny_file: Path, tmp_path: Path
) -> None:
    if importlib.util.find_spec("pagefind") is None:
        pytest.skip("Pagefind is not installed")
    for name in ("a", "b"):
        asked = ("publish", tmp_path / name, "--edition", tiny_file, "--on", "2016-06-01")
        assert command(*asked).code == 0
    first = bytes_of(tmp_path / "a")
    assert first == bytes_of(tmp_path / "b")
    assert any(one.startswith("pagefind/") for one in first)
    other = ("publish", tmp_path / "b", "--edition", tiny_file, "--on", "2019-06-01")
    assert command(*other).code == 0
    assert command(*asked).code == 0  # there and back: nothing of the other day is left
    assert first == bytes_of(tmp_path / "b")
    (tmp_path / "b" / "pagefind" / "pagefind.js").unlink()
    assert command(*asked).code == 0
    assert first == bytes_of(tmp_path / "b")


@pytest.mark.slow
def test_the_whole_compendium_gives_the_same_bytes_its_search_index_among_them(
    command: Callable[..., Any], edition_file: Path, tmp_path: Path
) -> None:
    for name in ("a", "b"):
        asked = ("publish", tmp_path / name, "--edition", edition_file, "--on", "2026-06-01")
        assert command(*asked).code == 0
    assert bytes_of(tmp_path / "a") == bytes_of(tmp_path / "b")
