"""The labelled openings of county and other documents."""

from __future__ import annotations

import json

import pytest

from compendium.duties.checklists import lines_on
from compendium.edition.reader import EditionReader
from compendium.model.checklists import Checklist
from compendium.model.duties import Duty
from tests.evaluation import protocols


def test_every_line_of_the_table_is_on_a_checklist(reader: EditionReader) -> None:
    held = {
        line.key
        for checklist in reader.all(Checklist).values()
        for line in lines_on(checklist, reader.all(Duty), protocols.TODAY)
    }
    named = {one for ours in protocols.table().values() for one in ours}
    assert named <= held


@pytest.mark.parametrize("titled", [True, False])
def test_county_documents_and_others(reader: EditionReader, titled: bool) -> None:
    rows = [
        json.loads(line) for line in protocols.EXAMPLES.read_text(encoding="utf-8").splitlines()
    ]
    kept = protocols.score(reader, rows, titled=titled, told=True)
    assert kept.f1 >= 0.9, kept.notes
    assert kept.credited == 0, kept.notes
