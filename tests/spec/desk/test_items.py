"""Duties, amounts, codes, tables and attachments: judged, and written as content."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from compendium.content.check import problems_of
from compendium.content.load import load_content
from compendium.desk.drafts import Drafts
from compendium.desk.field import Decision
from compendium.desk.fields import fields_of
from compendium.intake.open_letter import close_reader
from compendium.vocabulary.errors import UserError
from compendium.vocabulary.problems import Severity
from tests.conftest import TINY
from tests.spec.desk.editor import TODAY, Editor, drafted
from tests.spec.intake.typeset import as_pdf

LETTER = """July 1, 2016

COUNTY FISCAL LETTER NO. 16/17-91

TO: ALL COUNTY WELFARE DIRECTORS

SUBJECT: ALLOCATIONS FOR THE PROGRAM

REFERENCE: ACL 15-01

This letter gives the initial allocation of $2,500,000 for training in Fiscal Year 2016-17.

The new list revises the codes of ACL 15-01.

Child welfare agencies must report within 24 hours of learning that a child is missing.

The plan is due by September 30, 2016.

Claims are made under program code 143. See Attachment A: Guide to the claims.
"""
DUTY = {
    "title": "Report a missing child",
    "statement": "Tell the authorities within a day that a child is missing.",
    "topic": "missing",
    "category": "report",
    "bearers": "child-welfare",
    "counted_from": "learning that the child is missing",
}


@pytest.fixture
def editor(tmp_path: Path) -> Editor:
    return Editor(drafted(tmp_path, "letter.txt", LETTER.encode()))


@pytest.fixture(scope="module", autouse=True)
def reader_ends() -> Iterator[None]:
    yield
    close_reader()


def fill(editor: Editor, field: str, **given: str) -> str:
    """Send a field's form as it stands with some inputs typed; where the browser goes on."""
    page = editor.ask(f"/draft/{editor.only.stem}?field={field}").body
    answer = editor.send(field, "correct", editor.seen(page), **{**editor.inputs(page), **given})
    assert answer.status == 303, answer.body
    return answer.headers["Location"]


def finish(editor: Editor) -> None:
    """Judge what is left: own words for the summary, no to what would need more of them."""
    fill(editor, "summary", value="Gives the first allocation and asks for a plan.")
    for _ in range(40):
        page = editor.ask(f"/draft/{editor.only.stem}").body
        if "All fields are judged." in page:
            return
        field = page.partition('name="field" value="')[2].partition('"')[0]
        if editor.judge(field, "accept").status != 303:
            assert editor.judge(field, "reject").status == 303
    raise AssertionError(page)


def test_the_letter_shows_everything_that_was_read_of_it(editor: Editor) -> None:
    page = editor.ask("/draft/cfl-16-17-91").body

    for words in (
        "Duty</a>: child-welfare: Child welfare agencies must report",
        "Due date</a>: nobody named: The plan is due by September 30, 2016.",
        "Amount</a>: $2,500,000, initial, 2016-17",
        "Code</a>: program code 143",
        "Attachment</a>: Attachment A: Guide to the claims",
    ):
        assert words in page


def test_a_duty_needs_words_of_our_own_and_then_keeps_the_rules(editor: Editor) -> None:
    page = editor.ask("/draft/cfl-16-17-91?field=duty-0").body
    assert '<mark id="lit">Child welfare agencies must report' in page
    assert editor.inputs(page)["within"] == "PT24H"

    assert "Write a title and a statement" in editor.judge("duty-0", "accept").body
    sentence = (
        "Child welfare agencies must report within 24 hours of learning that a child is missing."
    )
    copied = editor.judge("duty-0", "correct", title="Report", statement=sentence)
    assert "own words" in copied.body
    fill(editor, "duty-0", **DUTY)
    text = (editor.root / "duties/cfl-16-17-91.yaml").read_text(encoding="utf-8")

    assert text.startswith("- id: cfl-16-17-91-report-a-missing-child\n")
    assert "within: PT24H" in text
    assert "instrument: cfl-16-17-91" in text
    assert "page: '1'" in text or "page: 1" in text
    assert "corrected" in editor.ask("/draft/cfl-16-17-91?field=duty-0").body


def test_rejecting_leaves_nothing_not_even_of_what_was_accepted(editor: Editor) -> None:
    fill(editor, "duty-0", **DUTY)
    assert editor.judge("duty-0", "reject").status == 303

    assert not (editor.root / "duties/cfl-16-17-91.yaml").exists()
    read = json.loads(next(editor.root.rglob("cfl*.provenance.json")).read_text())
    assert read["review"]["duty-0"]["decision"] == "reject"


def test_an_amount_a_code_and_an_attachment_become_content(editor: Editor) -> None:
    assert "what the money is for" in editor.judge("money-0", "accept").body
    fill(editor, "money-0", purpose="Training")
    fill(editor, "code-0", purpose="Training of staff")
    assert editor.judge("enclosure-0", "accept").status == 303

    money = (editor.root / "funding/cfl-16-17-91.yaml").read_text(encoding="utf-8")
    assert "amount_usd: 2500000\n" in money
    assert "stage: initial\n" in money
    assert "fiscal_year: 2016-17\n" in money
    assert "code: 143\n" in (editor.root / "funding/claiming-codes.yaml").read_text()
    assert "contents:\n- 'Attachment A: Guide to the claims'\n" in editor.text()
    assert editor.judge("enclosure-0", "reject").status == 303
    assert "contents" not in editor.text()


def test_a_due_date_becomes_a_duty_with_its_day(editor: Editor) -> None:
    fill(editor, "due-0", **{**DUTY, "title": "Send the plan", "statement": "Send it."})

    assert "by: 2016-09-30\n" in (editor.root / "duties/cfl-16-17-91.yaml").read_text()


def test_what_breaks_a_rule_is_refused_before_it_is_written(editor: Editor) -> None:
    page = editor.ask("/draft/cfl-16-17-91?field=duty-0").body
    given = {**editor.inputs(page), **DUTY, "within": "24 hours"}
    answer = editor.send("duty-0", "correct", editor.seen(page), **given)

    assert answer.status == 422
    assert "not an ISO 8601 duration" in answer.body
    assert DUTY["statement"] in answer.body
    assert not (editor.root / "duties").exists()


def test_what_is_only_likely_becomes_no_effect_by_itself(editor: Editor) -> None:
    perhaps = editor.key("Perhaps", "revises acl-15-01")
    page = editor.ask(f"/draft/cfl-16-17-91?field={perhaps}").body
    assert 'How sure: <strong class="guess">only likely' in page

    editor.judge(perhaps, "accept")
    assert "effects" not in editor.text()
    assert "it may be that this letter revises ACL 15-01" in editor.text()
    assert (
        "Choose what the letter does" in editor.judge(perhaps, "correct", target="ACL 15-01").body
    )
    editor.judge(perhaps, "correct", kind="replaces-codes", target="ACL 15-01", part="the codes")
    assert "verb: replaces-codes\n  target: acl-15-01\n  stated: revises" in editor.text()
    assert "it may be" not in editor.text()


def test_all_that_wait_of_one_kind_are_rejected_at_once(editor: Editor) -> None:
    fill(editor, "duty-0", **DUTY)
    assert editor.judge("due-0", "reject-rest").status == 303
    page = editor.ask("/draft/cfl-16-17-91").body

    assert (editor.root / "duties/cfl-16-17-91.yaml").exists()
    assert 'September 30, 2016. <span class="said">rejected' in page


def test_another_number_takes_everything_along(editor: Editor) -> None:
    fill(editor, "duty-0", **DUTY)
    fill(editor, "code-0", purpose="Training of staff")
    fill(editor, "citation", value="CFL 16/17-92")

    assert not (editor.root / "duties/cfl-16-17-91.yaml").exists()
    assert "id: cfl-16-17-92-report" in (editor.root / "duties/cfl-16-17-92.yaml").read_text()
    codes = (editor.root / "funding/claiming-codes.yaml").read_text()
    assert "instrument: cfl-16-17-92" in codes
    assert "16-17-91" not in codes
    assert "corrected" in editor.ask("/draft/cfl-16-17-92?field=duty-0").body


def test_two_tabs_and_a_file_changed_under_the_desk(editor: Editor) -> None:
    seen = editor.seen(editor.ask("/draft/cfl-16-17-91?field=issued").body)
    editor.judge("issued", "correct", value="2016-07-02")
    late = editor.send("issued", "correct", seen, value="2016-07-03")
    assert late.status == 409
    assert "was changed since the page was opened" in late.body
    assert 'value="2016-07-03"' in late.body
    assert "issued: 2016-07-02\n" in editor.text()

    editor.only.write_text("# my note\n" + editor.text(), encoding="utf-8")
    assert editor.judge("fiscal_year", "accept").status == 303
    assert editor.text().startswith("# my note\n")
    editor.only.write_text("id: [", encoding="utf-8")
    broken = editor.ask("/draft/cfl-16-17-91")
    assert (broken.status, "cannot be read" in broken.body) == (409, True)
    assert "Drafts that cannot be read" in editor.ask("/").body


def test_what_is_partly_judged_is_gone_on_with_later(editor: Editor) -> None:
    fill(editor, "duty-0", **DUTY)
    again = Editor(editor.root)

    page = again.ask("/draft/cfl-16-17-91?field=duty-0").body
    assert again.inputs(page)["title"] == DUTY["title"]
    assert "corrected" in page


def test_a_finished_draft_goes_into_the_content_and_keeps_its_rules(tmp_path: Path) -> None:
    content = tmp_path / "content"
    shutil.copytree(TINY, content)
    root = drafted(tmp_path, "letter.pdf", as_pdf(LETTER))
    editor = Editor(root, holds=content)
    fill(editor, "duty-0", **DUTY)
    fill(editor, "money-0", purpose="Training")
    assert "Put it into the content" not in editor.ask("/draft/cfl-16-17-91").body
    finish(editor)
    assert "Put it into the content" in editor.ask("/draft/cfl-16-17-91").body
    token = {"token": editor.guard.token}
    assert editor.ask("/draft/cfl-16-17-91/take", token).status == 303

    assert (content / "instruments/cfl/2016/cfl-16-17-91.yaml").is_file()
    assert "look-at-once" in (content / "duties/missing.yaml").read_text()
    assert "cfl-16-17-91-report-a-missing-child" in (content / "duties/missing.yaml").read_text()
    errors = [p for p in problems_of(load_content(content)) if p.severity is Severity.ERROR]
    assert errors == []
    assert "in the content since 2026-06-01" in editor.ask("/").body


def test_a_letter_held_already_is_joined_not_overwritten(tmp_path: Path) -> None:
    content = tmp_path / "content"
    shutil.copytree(TINY, content)
    held = content / "instruments/acl/2016/acl-16-03.yaml"
    before = held.read_text(encoding="utf-8")
    words = "May 23, 2016\n\nALL COUNTY LETTER NO. 16-03\n\nSUBJECT: THE GRID OF CODES\n\nWords.\n"
    editor = Editor(drafted(tmp_path, "letter.txt", words.encode()), holds=content)
    assert "ACL 16-03 is there already" in editor.ask("/draft/acl-16-03").body
    finish(editor)
    answer = editor.ask("/draft/acl-16-03/take", {"token": editor.guard.token})
    after = held.read_text(encoding="utf-8")

    assert answer.status == 303, answer.body
    assert "title: THE GRID OF CODES\n" in after
    assert "verification: primary\n" in after
    for line in before.splitlines():
        if line.startswith(("- verb:", "- id:")):
            assert line in after


def test_throwing_a_draft_away_leaves_nothing_of_it(editor: Editor) -> None:
    fill(editor, "duty-0", **DUTY)
    fill(editor, "code-0", purpose="Training of staff")
    assert "Throw it away" in editor.ask("/draft/cfl-16-17-91/discard").body
    token = {"token": editor.guard.token}
    assert editor.ask("/draft/cfl-16-17-91/discard", token).status == 303

    assert [one for one in editor.root.rglob("*") if one.is_file()] == []


@pytest.mark.parametrize("path", ["discard", "take"])
def test_forms_from_elsewhere_take_nothing_and_throw_nothing_away(
    editor: Editor, path: str
) -> None:
    token = {"token": editor.guard.token}
    where = f"/draft/cfl-16-17-91/{path}"

    assert editor.ask(where, token, HTTP_ORIGIN="http://example.org").status == 403
    assert editor.ask(where, {"token": "guess"}).status == 403
    assert editor.ask(where, token, HTTP_COOKIE="").status == 403
    assert editor.only.is_file()


def test_a_file_changed_while_a_judgement_is_made_is_not_overwritten(editor: Editor) -> None:
    drafts = Drafts(editor.root, None)
    draft = drafts.get("cfl-16-17-91")
    assert draft is not None
    field = next(one for one in fields_of(draft) if one.key == "issued")
    mine = editor.text().replace("issued: 2016-07-01", "issued: 2016-07-09")
    editor.only.write_text(mine, encoding="utf-8")

    with pytest.raises(UserError, match="was changed since"):
        drafts.judge(draft, field, Decision.REJECT, {}, TODAY)
    assert editor.text() == mine
