"""The index: a cache that is right, or made anew."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tantivy import Occur, Query

from compendium.edition.reader import open_edition
from compendium.search.entry import Entry, Heading
from compendium.search.finder import index_of
from compendium.search.index import DamagedIndexError, SearchIndex, build, open_index


def entries() -> list[Entry]:
    texts = ["the first letter", "the second letter", "a law about letters and money"]
    return [
        Entry(Heading(kind="page", id=str(n), group="page", title=f"Title {n}"), lead=text)
        for n, text in enumerate(texts)
    ]


def found(index: SearchIndex, stem: str) -> list[int]:
    return sorted(hit.ordinal for hit in index.hits(index.term("lead", stem), 10))


def test_memory_and_disk_answer_alike(tmp_path: Path) -> None:
    in_memory = build(entries())
    on_disk = build(entries(), tmp_path / "e1", "e1")
    reopened = open_index(tmp_path / "e1", "e1")
    for index in (in_memory, on_disk, reopened):
        assert found(index, "letter") == [0, 1, 2]
        assert found(index, "money") == [2]
        assert [heading.id for heading in index.headings] == ["0", "1", "2"]


def test_building_leaves_nothing_beside_the_index(tmp_path: Path) -> None:
    build(entries(), tmp_path / "e1", "e1")
    build(entries(), tmp_path / "e1", "e1")
    assert [path.name for path in tmp_path.iterdir()] == ["e1"]


def test_another_edition_is_refused(tmp_path: Path) -> None:
    build(entries(), tmp_path / "e1", "e1")
    with pytest.raises(DamagedIndexError):
        open_index(tmp_path / "e1", "e2")


@pytest.mark.parametrize("harm", ["flip", "cut", "remove", "add", "form", "garbage"])
def test_any_damage_is_noticed(tmp_path: Path, harm: str) -> None:
    place = tmp_path / "e1"
    build(entries(), place, "e1")
    manifest = place / "manifest.json"
    victim = max(
        (p for p in place.iterdir() if p != manifest and p.is_file()),
        key=lambda path: path.stat().st_size,
    )
    raw = victim.read_bytes()
    if harm == "flip":
        victim.write_bytes(raw[:-1] + bytes([raw[-1] ^ 1]))
    elif harm == "cut":
        victim.write_bytes(raw[:-1])
    elif harm == "remove":
        victim.unlink()
    elif harm == "add":
        (place / "stray.bin").write_bytes(b"x")
    elif harm == "form":
        told = json.loads(manifest.read_text())
        manifest.write_text(json.dumps({**told, "form": "another"}))
    else:
        manifest.write_text("{")
    with pytest.raises(DamagedIndexError):
        open_index(place, "e1")


def test_a_damaged_index_is_built_anew(tiny_file: Path, tmp_path: Path) -> None:
    reader = open_edition(tiny_file)
    index_of(reader, tmp_path)
    place = tmp_path / reader.colophon.edition
    (place / "headings.msgpack").write_bytes(b"nothing")
    rebuilt = index_of(reader, tmp_path)
    assert len(rebuilt.headings) > 5
    assert len(open_index(place, reader.colophon.edition).headings) == len(rebuilt.headings)
    reader.close()


def test_without_a_place_to_write_it_is_kept_in_memory(tiny_file: Path, tmp_path: Path) -> None:
    reader = open_edition(tiny_file)
    blocked = tmp_path / "blocked"
    blocked.write_text("a file where the folder would be")
    assert len(index_of(reader, blocked).headings) > 5
    reader.close()


def test_masks_tell_which_query_matched_which_document() -> None:
    index = build(entries())
    hits = index.hits(Query.all_query(), 10)
    parts = [index.term("lead", "letter"), None, index.term("lead", "money")]
    assert index.masks(hits, parts) == {0: 0b001, 1: 0b001, 2: 0b101}
    assert index.masks(hits[:1], parts).keys() == {hits[0].ordinal}


def test_masks_hold_all_their_24_bits() -> None:
    index = build(entries())
    hits = index.hits(Query.all_query(), 10)
    every = Query.boolean_query([(Occur.Should, index.term("lead", "letter"))])
    assert set(index.masks(hits, [every] * 24).values()) == {(1 << 24) - 1}
    with pytest.raises(ValueError, match="24"):
        index.masks(hits, [every] * 25)
