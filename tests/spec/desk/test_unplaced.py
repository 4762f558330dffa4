"""Letters without a draft: what is missing is said, and filled in."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from compendium.content.load import load_content
from compendium.intake.accept import Catalogue, write_draft
from compendium.intake.batch import draft_file
from compendium.intake.open_letter import close_reader
from tests.conftest import TINY
from tests.spec.desk.editor import Answer, Editor, drafted

NO_NUMBER = "TO: ALL COUNTY WELFARE DIRECTORS\n\nSUBJECT: A LETTER\n\nREFERENCE: ACL 15-01\n"
NUMBERED = "May 23, 2016\n\nALL COUNTY LETTER NO. 16-03\n\nSUBJECT: THE GRID OF CODES\n\nWords.\n"


@pytest.fixture(scope="module", autouse=True)
def reader_ends() -> Iterator[None]:
    yield
    close_reader()


@pytest.fixture
def editor(tmp_path: Path) -> Editor:
    return Editor(drafted(tmp_path, "letter.txt", NO_NUMBER.encode()))


def waiting(editor: Editor) -> str:
    (found,) = (editor.root / "unplaced").glob("*.provenance.json")
    return f"/unplaced/{found.name.removesuffix('.provenance.json')}"


def send(editor: Editor, decision: str, **given: str) -> Answer:
    form = {"token": editor.guard.token, "decision": decision, **given}
    return editor.ask(waiting(editor), form)


def test_what_is_missing_is_said_in_the_list_and_beside_the_letter(editor: Editor) -> None:
    assert "letter.txt</a>: No number was found in the text." in editor.ask("/").body
    page = editor.ask(waiting(editor)).body

    assert "No issue date was found in the text." in page
    assert "ALL COUNTY WELFARE DIRECTORS" in page


def test_a_number_that_is_typed_makes_the_draft(editor: Editor) -> None:
    answer = send(editor, "place", citation="acl 16-07", issued="2016-06-01", subject="")

    assert answer.headers["Location"] == "/draft/acl-16-07"
    assert "issued: 2016-06-01\n" in editor.text()
    assert "title: A LETTER\n" in editor.text()
    page = editor.ask("/draft/acl-16-07").body
    assert 'ACL 16-07 <span class="said">corrected' in page
    assert "<mark" in editor.ask("/draft/acl-16-07?field=title").body
    assert list((editor.root / "unplaced").iterdir()) == []


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"citation": "a number"}, "This is no citation"),
        ({"citation": ""}, "This is no citation"),
        ({"citation": "ACL 16-07", "issued": "last May"}, "is no date"),
    ],
)
def test_what_cannot_be_taken_keeps_what_was_typed(
    editor: Editor, given: dict[str, str], says: str
) -> None:
    answer = send(editor, "place", **{"subject": "My words", **given})

    assert answer.status == 422
    assert says in answer.body
    assert "My words" in answer.body
    assert not (editor.root / "instruments").exists()


def test_a_second_letter_of_one_number_waits_and_is_not_lost(tmp_path: Path) -> None:
    root = drafted(tmp_path, "letter.txt", NUMBERED.encode())
    before = next(root.rglob("acl-16-03.yaml")).read_bytes()
    other = tmp_path / "copy" / "letter.txt"
    other.parent.mkdir()
    other.write_text(NUMBERED.replace("GRID", "LIST"), encoding="utf-8")
    made = draft_file(other)
    catalogue = Catalogue(load_content(TINY))
    assert write_draft(made, catalogue.record(made), root) == "unplaced"
    assert next(root.rglob("acl-16-03.yaml")).read_bytes() == before
    editor = Editor(root)

    assert "Another letter of this folder is ACL 16-03 already" in editor.ask("/").body
    taken = send(editor, "place", citation="ACL 16-03")
    assert "There is a draft of ACL 16-03 already" in taken.body
    assert send(editor, "place", citation="ACL 16-08").status == 303
    assert (root / "instruments/acl/2016/acl-16-08.yaml").is_file()


def test_a_letter_set_aside_is_forgotten_and_its_file_stays(editor: Editor, tmp_path: Path) -> None:
    assert send(editor, "set-aside").headers["Location"] == "/"

    assert "letter.txt" not in editor.ask("/").body
    assert (tmp_path / "letter.txt").is_file()


def test_a_letter_that_moved_is_not_placed(editor: Editor, tmp_path: Path) -> None:
    (tmp_path / "letter.txt").unlink()
    answer = send(editor, "place", citation="ACL 16-07")

    assert answer.status == 422
    assert "is not where it was read" in answer.body


def test_strange_names_lead_nowhere(editor: Editor) -> None:
    assert editor.ask("/unplaced/..%2f..%2fx").status == 404
    assert editor.ask("/unplaced/none", {"token": editor.guard.token}).status == 404
