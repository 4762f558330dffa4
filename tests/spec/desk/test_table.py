"""A table of counties at the desk: every cell shown, its doubts settled by a person."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from compendium.content.load import load_content
from compendium.intake.accept import Catalogue, write_draft
from compendium.intake.batch import draft_file
from compendium.intake.open_letter import close_reader
from tests.spec.desk.editor import Editor
from tests.spec.intake.county_layouts import COUNTIES, aligned_columns

CONTENT = Path(__file__).parents[3] / "content" / "california-csec"
HEAD = "July 1, 2016\n\nCOUNTY FISCAL LETTER NO. 16/17-91\n\nSUBJECT: ALLOCATIONS\n\n"
CSV = "funding/county-tables/cfl-16-17-91.csv"


@pytest.fixture(scope="module", autouse=True)
def reader_ends() -> Iterator[None]:
    yield
    close_reader()


@pytest.fixture
def editor(tmp_path: Path) -> Editor:
    """A folder with the draft of a letter whose first amount has lost its last digit."""
    text = aligned_columns(0).letter.text
    amount = re.search(r"Alameda +\$?([\d,]+)", text)
    assert amount
    broken = text.replace(amount[1], amount[1][:-1], 1)
    letter = tmp_path / "letter.txt"
    letter.write_text(HEAD + broken, encoding="utf-8")
    catalogue = Catalogue(load_content(CONTENT))
    made = draft_file(letter, catalogue.counties)
    root = tmp_path / "drafts"
    assert write_draft(made, catalogue.record(made), root) == "written"
    return Editor(root)


def test_every_cell_is_shown_with_its_doubt_and_its_row_is_lit(editor: Editor) -> None:
    page = editor.ask("/draft/cfl-16-17-91?field=county-table&row=fresno").body

    assert page.count('name="cell-') == 3 * len(COUNTIES)
    assert "the column does not add up to its printed total" in page
    assert re.search(r'<mark id="lit">\s*Fresno', page)
    assert page.count("Amount</a>") == 0


def test_a_corrected_cell_settles_the_doubts_when_the_column_adds_up(editor: Editor) -> None:
    page = editor.ask("/draft/cfl-16-17-91?field=county-table").body
    cells = editor.inputs(page)
    wanted = str(aligned_columns(0).cells["Alameda"][0])
    wrong = editor.judge("county-table", "correct", **{**cells, "cell-0-0": "lots"})
    assert (wrong.status, "is no amount" in wrong.body) == (422, True)
    still = editor.judge("county-table", "correct", **{**cells, "cell-0-0": "1"})
    assert still.headers["Location"].endswith("field=county-table")
    assert "the cells add up to" in editor.ask("/draft/cfl-16-17-91?field=county-table").body
    editor.judge("county-table", "correct", **{**cells, "cell-0-0": wanted})

    page = editor.ask("/draft/cfl-16-17-91?field=county-table").body
    assert "0 doubtful cells" in page
    assert f"alameda,Alameda,{wanted}," in (editor.root / CSV).read_text(encoding="utf-8")


def test_an_accepted_table_is_as_printed_and_a_rejected_one_is_gone(editor: Editor) -> None:
    assert "does not add up" in (editor.root / CSV).read_text(encoding="utf-8")
    assert editor.judge("county-table", "accept").status == 303
    lines = (editor.root / CSV).read_text(encoding="utf-8").splitlines()
    assert all(line.endswith(",") for line in lines[1:])
    editor.judge("county-table", "reject")

    assert not (editor.root / CSV).exists()


def test_a_reviewed_draft_waits_again_when_its_table_no_longer_adds_up(editor: Editor) -> None:
    editor.judge("summary", "correct", value="Gives the counties' allocations.")
    for _ in range(20):
        page = editor.ask("/draft/cfl-16-17-91").body
        if "All fields are judged." in page:
            break
        field = page.partition('name="field" value="')[2].partition('"')[0]
        if editor.judge(field, "accept").status != 303:
            editor.judge(field, "reject")
    assert "reviewed: 2026-06-01\n" in editor.text()
    page = editor.ask("/draft/cfl-16-17-91?field=county-table").body
    editor.judge("county-table", "correct", **{**editor.inputs(page), "cell-0-0": "1"})

    assert "reviewed:" not in editor.text()
    assert "Read by a program alone" in editor.text()
