"""The labelled openings of county and other documents."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from compendium.duties.checklists import lines_on
from compendium.edition.reader import EditionReader
from compendium.model.checklists import Checklist
from compendium.model.duties import Duty
from tests.evaluation import protocols

UNTOLD = 3
"""Lines of other places' openings that may be credited where nobody says whose they are."""


def rows_of(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def test_every_line_of_the_table_is_on_a_checklist(reader: EditionReader) -> None:
    held = {
        line.key
        for checklist in reader.all(Checklist).values()
        for line in lines_on(checklist, reader.all(Duty), protocols.TODAY)
    }
    named = {one for ours in protocols.table().values() for one in ours}
    assert named <= held


@pytest.mark.parametrize("told", [True, False])
@pytest.mark.parametrize("titled", [True, False])
def test_county_documents_and_others(reader: EditionReader, titled: bool, told: bool) -> None:
    kept = protocols.score(reader, rows_of(protocols.EXAMPLES), titled=titled, told=told)
    assert kept.f1 >= 0.9, kept.notes
    assert kept.credited <= (0 if told else UNTOLD), kept.notes


@pytest.mark.parametrize("told", [True, False])
def test_openings_of_our_own_making(reader: EditionReader, told: bool) -> None:
    kept = protocols.score(reader, rows_of(protocols.OWN), titled=True, told=told)
    assert kept.f1 >= 0.9, kept.notes
    assert kept.credited <= (0 if told else UNTOLD), kept.notes
