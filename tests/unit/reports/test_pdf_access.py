"""PDF reports read aloud: a public validator finds nothing, and our own look at the tags agrees.

The validator decides 16 of the 106 rules of PDF/UA-1 that a machine can decide; the rest of
what we ask of a report is asked of its tags here.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import pdfplumber
import pdfua
import pikepdf
import pytest

from compendium.edition.reader import EditionReader
from compendium.reports.build import board_brief, full_checklist, gap_report, whole_report
from compendium.reports.outline import Heading
from tests.unit.reports.test_reports import a_check, report

KINDS = {"gap": gap_report, "full": full_checklist, "brief": board_brief, "pdf": whole_report}
HEADINGS = ("H1", "H2", "H3", "H4", "H5", "H6")


@cache
def pdf_of(reader: EditionReader, kind: str) -> bytes:
    return report(reader, kind, "" if kind == "pdf" else "pdf")


def findings_in(body: bytes, folder: Path) -> list[str]:
    file = folder / "report.pdf"
    file.write_bytes(body)
    return [f"{one.rule_id}: {one.message}" for one in pdfua.validate(str(file)).findings]


def elements(node: Any) -> Iterator[Any]:
    """The elements of a tree of tags, each before what it holds."""
    kids = node.get("/K")
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield kid
            yield from elements(kid)


def kind_of(element: Any) -> str:
    return str(element["/S"]).removeprefix("/")


@pytest.mark.parametrize("kind", KINDS)
def test_a_public_validator_finds_nothing(reader: EditionReader, kind: str, tmp_path: Path) -> None:
    assert findings_in(pdf_of(reader, kind), tmp_path) == []


@pytest.mark.parametrize(
    ("taken", "rule"),
    [
        (("/StructTreeRoot", "/MarkInfo"), "UA-01"),
        (("/Lang",), "UA-06"),
        (("/ViewerPreferences",), "UA-07"),
        (("/Metadata",), "UA-28"),
    ],
)
def test_the_validator_finds_what_is_taken_away(
    reader: EditionReader, taken: tuple[str, ...], rule: str, tmp_path: Path
) -> None:
    with pikepdf.open(io.BytesIO(pdf_of(reader, "gap"))) as file:
        for name in taken:
            del file.Root[name]
        bare = io.BytesIO()
        file.save(bare)
    assert any(one.startswith(rule) for one in findings_in(bare.getvalue(), tmp_path))


@pytest.mark.parametrize("kind", KINDS)
def test_the_reader_is_told_title_language_and_that_it_is_tagged(
    reader: EditionReader, kind: str
) -> None:
    with pikepdf.open(io.BytesIO(pdf_of(reader, kind))) as file:
        root = file.Root
        assert bool(root.MarkInfo.Marked)
        assert str(root.Lang) == "en-US"
        assert bool(root.ViewerPreferences.DisplayDocTitle)
        assert str(file.open_metadata()["dc:title"]).endswith("Missing-from-care protocol")
        assert all(page.obj.get("/Tabs") in (None, pikepdf.Name.S) for page in file.pages)


@pytest.mark.parametrize("kind", KINDS)
def test_headings_go_down_one_level_at_a_time(reader: EditionReader, kind: str) -> None:
    with pikepdf.open(io.BytesIO(pdf_of(reader, kind))) as file:
        found = [kind_of(one) for one in elements(file.Root.StructTreeRoot)]
    levels = [int(one[1:]) for one in found if one in HEADINGS]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


@pytest.mark.parametrize("kind", KINDS)
def test_every_table_says_what_heads_its_columns(reader: EditionReader, kind: str) -> None:
    with pikepdf.open(io.BytesIO(pdf_of(reader, kind))) as file:
        tables = [x for x in elements(file.Root.StructTreeRoot) if kind_of(x) == "Table"]
        assert tables
        for table in tables:
            heads = [one for one in elements(table) if kind_of(one) == "TH"]
            assert heads
            assert all("/Column" in str(one.get("/A")) for one in heads)
            cells = [one for one in elements(table) if kind_of(one) in ("TH", "TD")]
            assert len(cells) % len(heads) == 0


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_is_a_picture_without_words(reader: EditionReader, kind: str) -> None:
    with pikepdf.open(io.BytesIO(pdf_of(reader, kind))) as file:
        figures = [x for x in elements(file.Root.StructTreeRoot) if kind_of(x) == "Figure"]
        assert all(str(one.get("/Alt", "")).strip() for one in figures)


@pytest.mark.parametrize("kind", KINDS)
def test_headings_are_read_in_the_order_of_the_report(reader: EditionReader, kind: str) -> None:
    outline = KINDS[kind](a_check(reader), reader.compendium.title)
    wanted = [outline.title, *(one.text for one in outline.pieces if isinstance(one, Heading))]
    assert [one for one in read_aloud(pdf_of(reader, kind)) if one in wanted] == wanted


def read_aloud(body: bytes) -> list[str]:
    """The words of each heading in the order of the tags."""
    with pdfplumber.open(io.BytesIO(body)) as file:
        held: dict[tuple[int, int], str] = {}
        for page in file.pages:
            for char in page.chars:
                if char.get("mcid") is not None:
                    place = (page.page_number, char["mcid"])
                    held[place] = held.get(place, "") + char["text"]
        return [said for node in file.structure_tree for said in _said(node, held, 0)]


def _said(node: dict[str, Any], held: dict[tuple[int, int], str], page: int) -> Iterator[str]:
    page = node.get("page_number") or page
    if node["type"] in HEADINGS:
        yield "".join(_words(node, held, page)).strip()
    for child in node.get("children", []):
        yield from _said(child, held, page)


def _words(node: dict[str, Any], held: dict[tuple[int, int], str], page: int) -> Iterator[str]:
    page = node.get("page_number") or page
    for mark in node.get("mcids", []):
        yield held.get((page, mark), "")
    for child in node.get("children", []):
        yield from _words(child, held, page)
