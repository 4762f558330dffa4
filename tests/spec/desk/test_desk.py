"""The desk as its one editor, and as others, meet it: by requests, without a browser."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from compendium.desk.drafts import Drafts
from compendium.desk.guard import LONGEST
from compendium.intake.open_letter import close_reader
from compendium.vocabulary.errors import UserError
from tests.spec.desk.editor import Editor, drafted
from tests.spec.intake.typeset import as_pdf

LETTER = """May 23, 2016

ALL COUNTY LETTER NO. 16-03

TO: ALL COUNTY WELFARE DIRECTORS

SUBJECT: THE GRID <b>OF</b> CODES

REFERENCE: ACL 15-01; ACL 14-07

This letter supersedes ACL 15-01. This letter rescinds ACL 02-02.
"""


@pytest.fixture
def editor(tmp_path: Path) -> Editor:
    return Editor(drafted(tmp_path, "letter.txt", LETTER.encode()))


@pytest.fixture(scope="module", autouse=True)
def reader_ends() -> Iterator[None]:
    yield
    close_reader()


def test_the_list_and_a_draft_beside_its_letter(editor: Editor) -> None:
    assert "ACL 16-03" in editor.ask("/").body
    page = editor.ask("/draft/acl-16-03?field=issued").body

    assert '<mark id="lit">May 23, 2016</mark>' in page
    assert "THE GRID &lt;b&gt;OF&lt;/b&gt; CODES" in page
    assert "<b>" not in page
    assert "This draft satisfies the content rules." in page


def test_every_answer_forbids_what_the_page_does_not_need(editor: Editor) -> None:
    for path in ("/", "/draft/acl-16-03", "/static/desk.js", "/nothing"):
        headers = editor.ask(path).headers
        assert headers["Content-Security-Policy"].startswith("default-src 'none'")
        assert "unsafe" not in headers["Content-Security-Policy"]
        assert headers["Cache-Control"] == "no-store"
    page = editor.ask("/draft/acl-16-03").body
    assert not re.search(r"<script(?![^>]* src=)| style=| on\w+=", page)


def test_accepting_goes_on_to_the_next_field(editor: Editor) -> None:
    before = editor.text()
    answer = editor.judge("citation", "accept")

    assert (answer.status, answer.headers["Location"]) == (303, "/draft/acl-16-03?field=title")
    assert editor.text() == before
    assert (
        'Citation</a>: ACL 16-03 <span class="said">accepted' in editor.ask("/draft/acl-16-03").body
    )


def test_a_correction_is_written_in_canonical_form(editor: Editor) -> None:
    assert editor.judge("issued", "correct", value="2016-05-24").status == 303
    assert "issued: 2016-05-24\n" in editor.text()
    assert editor.judge("fiscal_year", "correct", value="FY 2016-2017").status == 303
    assert "fiscal_year: 2016-17\n" in editor.text()
    assert editor.judge("fiscal_year", "reject").status == 303
    assert "fiscal_year" not in editor.text()


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("issued", "May the 4th"),
        ("issued", "2016-13-01"),
        ("fiscal_year", "2016-19"),
        ("citation", "no number"),
        ("summary", "  "),
    ],
)
def test_a_correction_that_cannot_be_taken(editor: Editor, field: str, value: str) -> None:
    before = editor.text()
    answer = editor.judge(field, "correct", value=value)

    assert answer.status == 422
    assert 'role="alert"' in answer.body
    assert editor.text() == before


def test_needed_fields_cannot_be_rejected_and_a_summary_must_be_written(editor: Editor) -> None:
    assert editor.judge("citation", "reject").status == 422
    assert editor.judge("summary", "accept").status == 422


def test_effects_are_accepted_corrected_and_rejected(editor: Editor) -> None:
    effect = editor.key("Effect", "supersedes acl-15-01")
    lit = editor.ask(f"/draft/acl-16-03?field={effect}").body
    assert '<mark id="lit">This letter supersedes ACL 15-01.</mark>' in lit
    editor.judge(effect, "correct", kind="supersedes-in-part", target="ACL 15-01", part="the codes")
    assert "verb: supersedes-in-part\n  target: acl-15-01" in editor.text()
    changed = editor.key("Effect", "supersedes-in-part acl-15-01")
    assert editor.judge(changed, "correct", kind="eats", target="ACL 15-01").status == 422
    editor.judge(changed, "reject")
    assert "effects" not in editor.text()


def test_what_breaks_a_rule_is_shown(editor: Editor) -> None:
    effect = editor.key("Effect", "supersedes acl-15-01")
    editor.judge(effect, "correct", kind="supersedes", target="acl-77-77", part="")

    assert "acl-77-77" in editor.ask("/draft/acl-16-03").body.split("The rules")[1]


def test_another_number_moves_the_file(editor: Editor) -> None:
    answer = editor.judge("citation", "correct", value="acl16-04")

    assert answer.headers["Location"].startswith("/draft/acl-16-04")
    assert editor.only.name == "acl-16-04.yaml"
    assert "citation: ACL 16-04\n" in editor.text()
    assert len(list(editor.root.rglob("*.provenance.json"))) == 1


def test_a_number_that_is_taken_is_refused(editor: Editor) -> None:
    seen = editor.seen(editor.ask("/draft/acl-16-03?field=citation").body)
    (editor.only.parent / "acl-16-04.yaml").write_text("mine", encoding="utf-8")
    form = {"token": editor.guard.token, "field": "citation", "decision": "correct", "seen": seen}
    answer = editor.ask("/draft/acl-16-03", {**form, "value": "ACL 16-04"})

    assert answer.status == 422
    assert (editor.root / "instruments/acl/2016/acl-16-04.yaml").read_text() == "mine"


def test_a_draft_whose_fields_are_all_judged_is_reviewed(editor: Editor) -> None:
    editor.judge("summary", "correct", value="Sends the grid of codes.")
    for _ in range(30):
        page = editor.ask("/draft/acl-16-03").body
        if "All fields are judged." in page:
            break
        chosen = re.search(r'name="field" value="([\w-]+)"', page)
        assert chosen
        assert editor.judge(chosen[1], "accept").status == 303
    text = editor.text()

    assert "reviewed: 2026-06-01\n" in text
    assert "Read by a program alone" not in text
    assert "summary: Sends the grid of codes.\n" in text
    review = json.loads(next(editor.root.rglob("*.provenance.json")).read_text())["review"]
    assert review["summary"] == {"decision": "correct", "before": ""}


def test_a_pdf_shows_its_page_with_the_box_lit(tmp_path: Path) -> None:
    editor = Editor(drafted(tmp_path, "letter.pdf", as_pdf(LETTER)))
    page = editor.ask("/draft/acl-16-03?field=title").body
    picture = editor.ask("/draft/acl-16-03/page/1")

    assert '<rect id="lit"' in page
    assert picture.raw.startswith(b"\x89PNG")
    assert editor.ask("/draft/acl-16-03/page/9").status == 404


def test_a_letter_that_changed_or_moved(tmp_path: Path) -> None:
    root = drafted(tmp_path, "letter.txt", LETTER.encode())
    moved = tmp_path / "elsewhere"
    moved.mkdir()
    (tmp_path / "letter.txt").rename(moved / "letter.txt")

    assert "is not where it was read" in Editor(root).ask("/draft/acl-16-03").body
    assert "<mark" in Editor(root, moved).ask("/draft/acl-16-03").body
    (moved / "letter.txt").write_text("another letter")
    assert "has changed" in Editor(root, moved).ask("/draft/acl-16-03").body


def test_without_content_nothing_is_checked(tmp_path: Path) -> None:
    root = drafted(tmp_path, "letter.txt", LETTER.encode())

    page = Editor(root, content=False).ask("/draft/acl-16-03").body
    assert "no content here to hold this draft against" in page


@pytest.mark.parametrize(
    "changed",
    [
        {"HTTP_HOST": "example.org"},
        {"HTTP_HOST": "127.0.0.1:8011"},
        {"HTTP_HOST": ""},
        {"HTTP_COOKIE": ""},
        {"HTTP_COOKIE": "desk8010=guess"},
        {"HTTP_COOKIE": "desk8010=é; ,;=="},
    ],
)
def test_strangers_see_nothing(editor: Editor, changed: dict[str, str]) -> None:
    answer = editor.ask("/draft/acl-16-03", **changed)

    assert answer.status == 403
    assert "16-03" not in answer.body
    assert editor.guard.token not in answer.body


def test_the_key_opens_the_desk_once_and_leaves_the_address(editor: Editor) -> None:
    answer = editor.ask(f"/?key={editor.guard.key}", HTTP_COOKIE="")

    assert (answer.status, answer.headers["Location"]) == (303, "/")
    assert "HttpOnly; SameSite=Strict" in answer.headers["Set-Cookie"]
    assert editor.ask("/?key=guess", HTTP_COOKIE="").status == 403


@pytest.mark.parametrize(
    "changed",
    [
        {"HTTP_ORIGIN": "http://example.org"},
        {"HTTP_ORIGIN": "http://127.0.0.1:8011"},
        {"HTTP_SEC_FETCH_SITE": "cross-site"},
    ],
)
def test_forms_from_elsewhere_change_nothing(editor: Editor, changed: dict[str, str]) -> None:
    form = {"token": editor.guard.token, "field": "issued", "decision": "reject"}
    before = editor.text()

    assert editor.ask("/draft/acl-16-03", form, **changed).status == 403
    assert editor.ask("/draft/acl-16-03", {**form, "token": "guess"}).status == 403
    assert editor.text() == before


def test_odd_requests(editor: Editor) -> None:
    assert editor.ask("/?" + "&".join(f"a{n}=1" for n in range(40))).status == 404
    assert editor.ask("/draft/..%2f..%2fetc").status == 404
    assert editor.ask("/static/../app.py").status == 404
    assert editor.ask("/draft/acl-16-03?field=none&page=99999999999").status == 200
    assert editor.ask("/", REQUEST_METHOD="DELETE").status == 405
    assert editor.ask("/draft/x", {"a": "b"}, CONTENT_LENGTH=str(LONGEST + 1)).status == 413
    assert editor.ask("/draft/x", {"a": "b"}, CONTENT_LENGTH="many").status == 400
    assert editor.judge("no-such-field", "accept").status == 409
    assert editor.judge("issued", "burn").status == 400


def test_a_folder_without_drafts(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="holds no drafts"):
        Drafts(tmp_path, None)
