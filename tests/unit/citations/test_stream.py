"""A text in pieces gives the same citations as the whole."""

from __future__ import annotations

import pytest

from compendium.citations import find, find_in_stream, stream

PARAGRAPHS = [
    f"It says: ACL {n % 100:02d}-{n % 90 + 10} and Section {n + 300} of the Penal Code — so.\n\n"
    for n in range(400)
]
TEXT = "".join(PARAGRAPHS)


@pytest.fixture(autouse=True)
def small_chunks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stream, "CHUNK", 1_000)
    monkeypatch.setattr(stream, "_LONGEST", 4_000)


@pytest.mark.parametrize("size", [1, 7, 64, 1_000, 100_000])
def test_any_pieces_give_what_the_whole_gives(size: int) -> None:
    pieces = (TEXT[start : start + size] for start in range(0, len(TEXT), size))

    assert list(find_in_stream(pieces)) == find(TEXT)


def test_answers_come_before_the_end() -> None:
    read: list[int] = []

    def pieces() -> object:
        for number, paragraph in enumerate(PARAGRAPHS):
            read.append(number)
            yield paragraph

    found = find_in_stream(pieces())
    next(found)

    assert len(read) < len(PARAGRAPHS) // 2


def test_a_text_without_any_paragraph_is_cut_between_sentences() -> None:
    text = TEXT.replace("\n\n", " ")

    assert list(find_in_stream([text])) == find(text)


def test_a_text_without_any_sentence_stays_in_bounds() -> None:
    text = "x" * 20_000 + " ACL 16-49"

    assert [one.canonical for one in find_in_stream([text])] == ["ACL 16-49"]


def test_nothing_gives_nothing() -> None:
    assert list(find_in_stream([])) == []
    assert list(find_in_stream(["", ""])) == []
