"""Full-length county documents with known truth, in phrasing that the rules were not tuned on."""

from __future__ import annotations

import shutil

import pytest

from compendium.edition.reader import EditionReader
from compendium.reading import parse
from tests.evaluation.county import grammar, render, score

DOCUMENTS = 54


@pytest.mark.parametrize("half", ["judge", "tune", "wide"])
def test_written_documents(reader: EditionReader, half: str) -> None:
    tally = score.score(reader, grammar.write_documents(half, DOCUMENTS))
    assert tally.late_credited == 0, tally.notes
    assert tally.f1 >= 0.9, tally.notes


@pytest.mark.parametrize("half", ["tune", "wide"])
def test_the_halves_share_no_sentence(half: str) -> None:
    tune, judge = grammar.phrasing(half), grammar.phrasing("judge")
    for name in tune["sentences"]:
        assert not set(tune["sentences"][name]) & set(judge["sentences"][name])
    for name in ("who", "late", "fillers", "promises", "laws"):
        assert not set(tune[name]) & set(judge[name])


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("tesseract") is None, reason="needs tesseract")
def test_scans_in_two_columns(reader: EditionReader) -> None:
    tally = score.Tally()
    for one in grammar.write_documents("judge", 6):
        document = parse(render.as_scan(one), "scan.pdf")
        score.count(tally, one, score.verdicts(reader, document, one.kind), "scan")
    assert tally.late_credited == 0, tally.notes
    assert tally.f1 >= 0.85, tally.notes
