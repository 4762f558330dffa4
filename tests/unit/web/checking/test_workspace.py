"""The workspace without an account: begin, answer, refuse, save, open, take away."""

from __future__ import annotations

import csv
import io
import json
import tempfile
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from msgspec.structs import replace

from compendium.checks.apart import stood_apart
from compendium.checks.saved import NO_ANSWER, opened, written
from compendium.web.checking.presenters import OUTPUTS
from tests.unit.web.checking.conftest import POLICY, Workspace


def saved(workspace: Workspace, **changed: Any) -> Any:
    response = workspace.press("save", **changed)
    assert response["Content-Type"] == "application/json", response.content.decode()[:3000]
    return opened(response.content)


def line_of(check: Any, key: str) -> Any:
    return next(one for one in check.lines if one.key == key)


def test_the_first_page_says_that_nothing_is_kept(real: Client) -> None:
    page = real.get("/check")
    assert page.status_code == 200
    assert "never written to disk or kept" in page.content.decode()
    assert not page.cookies


def test_a_document_is_optional_and_nothing_is_a_gap_before_anyone_looked(
    workspace: Workspace,
) -> None:
    workspace.start()
    assert "0 gaps" in workspace.text
    assert "Gaps:" not in workspace.text


def test_the_gap_report_comes_before_the_full_checklist(held: Workspace) -> None:
    text = held.text
    assert text.index('id="gaps"') < text.index("The full checklist")
    assert "not an approval by CDSS" in text
    assert "within 48 hours" in text


def test_every_verdict_can_be_decided(held: Workspace) -> None:
    changed = {
        "verdict-0": "covered", "verdict-1": "partly", "verdict-2": "not-found",
        "verdict-3": "not-for-us", "verdict-4": "not-looked-at", "note-1": "Add the day.",
        "owner-1": "Placement supervisor", "due-1": "2026-09-30", "page-1": "4",
    }  # fmt: skip
    check = saved(held, **changed)
    assert [one.answer.verdict for one in check.lines[:5]] == [
        "covered", "partly", "not-found", "not-for-us", "not-looked-at",
    ]  # fmt: skip
    answer = check.lines[1].answer
    assert (answer.note, answer.owner, str(answer.due), answer.page) == (
        "Add the day.", "Placement supervisor", "2026-09-30", "4",
    )  # fmt: skip


def test_a_shown_report_counts_what_was_decided(held: Workspace) -> None:
    held.press("show", **{"verdict-0": "not-found", "verdict-1": "covered"})
    assert "1 gap," in held.text
    assert "<h2>Gaps: 1</h2>" in held.text


@pytest.mark.parametrize("field", ["note", "owner", "page"])
def test_a_childs_details_are_refused_and_not_saved(held: Workspace, field: str) -> None:
    response = held.press("save", **{f"{field}-3": "Rosa Delgado, DOB 03/04/2011"})
    assert response.status_code == 400
    assert "a birth date" in held.text
    assert f'href="#{field}-3"' in held.text
    assert response["Content-Type"].startswith("text/html")


def test_a_refused_note_stays_in_its_field_to_be_put_right(held: Workspace) -> None:
    held.press("show", **{"note-3": "our client, age 16, left", "note-2": "Add a limit."})
    assert "our client, age 16, left" in held.text
    check = saved(held, **{"note-3": "Add who calls."})
    assert (check.lines[2].answer.note, check.lines[3].answer.note) == (
        "Add a limit.", "Add who calls.",
    )  # fmt: skip


def test_a_saved_check_opens_as_it_was(held: Workspace) -> None:
    first = held.press("save", **{"verdict-1": "partly", "note-1": "Add the tribe."}).content
    held.open(first, on="2026-06-01")
    assert "Add the tribe." in held.text
    assert "changed since" not in held.text
    assert held.press("save").content == first


def test_an_older_check_lists_what_changed_and_keeps_every_answer(workspace: Workspace) -> None:
    workspace.start(text=POLICY, on="2024-06-01")
    older = opened(workspace.press("save").content)
    answers = {f"verdict-{at}": "covered" for at in range(len(older.lines))}
    answers |= {f"note-{at}": f"Said in part {at} of ours." for at in range(len(older.lines))}
    full = workspace.press("save", **answers).content
    workspace.open(full, on="2026-06-01")
    assert "changed since the check of June 1, 2024" in workspace.text
    newer = opened(workspace.press("save").content)
    notes = {one.answer.note for one in (*newer.lines, *newer.left)}
    assert {one.answer.note for one in opened(full).lines} <= notes
    assert line_of(newer, "notify-when-missing").changes[0].what == "new"


def test_a_day_back_brings_the_answers_back(workspace: Workspace) -> None:
    workspace.start(on="2026-06-01")
    check = opened(workspace.press("save").content)
    answers = {f"note-{at}": f"Part {at}." for at in range(len(check.lines))}
    first = opened(workspace.press("save", **answers).content)
    workspace.open(workspace.press("save", **answers).content, on="2017-06-01")
    back = workspace.press("again", on="2026-06-01")
    assert back.status_code == 200
    again = opened(workspace.press("save").content)
    assert [one.answer for one in again.lines] == [one.answer for one in first.lines]
    assert all(one.answer == NO_ANSWER for one in again.left)
    assert all(one.changes == () for one in again.lines)


def test_a_newer_version_of_the_document_changes_offers_and_no_answers(held: Workspace) -> None:
    at = next(n for n, one in enumerate(opened(held.press("save").content).lines)
              if one.key == "report-missing-exploited-child#ncmec")  # fmt: skip
    held.press("show", **{f"verdict-{at}": "partly"})
    better = SimpleUploadedFile("policy.md", POLICY.replace("48 hours", "24 hours").encode())
    held.press("again", document=better, on="2026-06-01")
    check = opened(held.press("save").content)
    assert (check.lines[at].offer.verdict, check.lines[at].answer.verdict) == ("covered", "partly")


@pytest.mark.parametrize(
    ("name", "body", "said"),
    [
        ("a.docx", b"", "empty"),
        ("a.docx", b"PK\x03\x04" + b"\x00" * 200, ""),
        ("a.pdf", b"%PDF-1.7\n" + b"x" * 500, ""),
        ("a.exe", b"MZ\x90\x00" + b"\x00" * 100, ""),
    ],
)
def test_hostile_files_give_one_sentence(
    workspace: Workspace, name: str, body: bytes, said: str
) -> None:
    response = workspace.start(document=SimpleUploadedFile(name, body))
    assert response.status_code == 400
    assert "That did not work" in workspace.text
    assert "Traceback" not in workspace.text
    assert said in workspace.text


@pytest.mark.parametrize(
    "sent",
    [
        {"checklist": "no-such"},
        {"on": "June"},
        {"revised": "2026-13-40"},
        {"counties": "Rosa Delgado, DOB 03/04/2011"},
        {"text": "x", "document": SimpleUploadedFile("a.txt", b"y")},
        {"counties": ",".join("abcdefghijkl")},
    ],
)
def test_wrong_choices_are_said_and_kept(workspace: Workspace, sent: dict[str, Any]) -> None:
    assert workspace.start(**sent).status_code == 400
    assert "That did not work" in workspace.text


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (b"not json", "not a saved check"),
        (b"{}", "not a saved check"),
        (b'{"format":"csec-compendium-check","version":9}', "version 9"),
        (b'{"format":"csec-compendium-check","version":1}', "damaged"),
        (b"[" * 100_000, "not a saved check"),
    ],
)
def test_files_that_are_no_saved_check(workspace: Workspace, body: bytes, said: str) -> None:
    assert workspace.open(body).status_code == 400
    assert said in workspace.text


def test_a_saved_check_with_a_childs_details_opens_to_be_put_right(held: Workspace) -> None:
    file = json.loads(held.press("save").content)
    file["lines"][0]["answer"] = {"note": "Rosa Delgado, DOB 03/04/2011"}
    assert held.open(json.dumps(file).encode()).status_code == 400
    assert held.press("download", output="csv.csv").status_code == 400
    assert held.press("save", **{"note-0": ""}).status_code == 200


def test_a_check_of_more_lines_than_a_form_can_send_is_not_opened(held: Workspace) -> None:
    check = saved(held)
    counties = ("Alpine", "Colusa", "Glenn", "Inyo", "Kern", "Lassen", "Marin", "Mono", "Napa",
                "Placer", "Shasta", "Solano")  # fmt: skip
    region = replace(check, setup=replace(check.setup, counties=counties))
    apart = stood_apart(region, [line.key for line in region.lines])
    assert held.open(written(apart)).status_code == 400
    assert "check fewer counties at a time" in held.text


def test_a_changed_seal_is_not_read(held: Workspace) -> None:
    sealed = held.fields()["check"]
    response = held.press("show", check=sealed[:-2] + "xx")
    assert response.status_code == 400
    assert "Open it again" in held.text


def test_a_form_of_another_site_is_turned_away(real: Client) -> None:
    answer = real.post("/check", {"do": "start"}, headers={"sec-fetch-site": "cross-site"})
    assert answer.status_code == 403


def test_a_form_that_is_too_large_is_turned_away(real: Client) -> None:
    file = SimpleUploadedFile("large.txt", b"x" * (25 << 20))
    answer = real.post("/check", {"do": "start", "document": file})
    assert answer.status_code == 413


def test_no_file_is_written_for_an_upload(
    workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    large = (POLICY + "\n\nMore words of the policy follow here." * 100_000).encode()
    assert len(large) > 3 << 20
    workspace.start(document=SimpleUploadedFile("policy.txt", large[: 3 << 20]))
    assert [one for one in tmp_path.rglob("*") if one.is_file()] == []


def test_all_outputs_can_be_taken_away(held: Workspace) -> None:
    for output, _ in OUTPUTS:
        made = held.press("download", output=output, **{"verdict-0": "not-found"})
        assert made.status_code == 200, output
        assert "attachment" in made["Content-Disposition"], output
        assert made["Cache-Control"] == "no-store"


def test_the_csv_has_every_line_gaps_first_and_no_formulas(held: Workspace) -> None:
    count = len(opened(held.press("save").content).lines)
    made = held.press("download", output="csv.csv",
                         **{"verdict-5": "not-found", "note-5": "=HYPERLINK(1)"})  # fmt: skip
    rows = list(csv.DictReader(io.StringIO(made.content.decode("utf-8-sig"))))
    assert len(rows) == count
    assert rows[0]["group"] == "Gaps"
    assert rows[0]["note"] == "'=HYPERLINK(1)"


def test_the_department_leaves_out_what_binds_the_other(workspace: Workspace) -> None:
    workspace.start(department=["probation"])
    check = opened(workspace.press("save").content)
    assert check.lines
    assert all(
        not one.departments
        or "probation" in one.departments
        or "child-welfare" not in one.departments
        for one in check.lines
    )


def test_a_revision_day_gives_a_version_summary(workspace: Workspace) -> None:
    workspace.start(text=POLICY, revised="2024-06-01")
    assert "Version summary: changes from June 1, 2024" in workspace.text


def test_a_fixed_day_in_the_address_is_the_day_of_the_form(real: Client) -> None:
    assert 'value="2017-06-01"' in real.get("/on/2017-06-01/check").content.decode()


REGION = """# Children missing from care

When a child is missing from care, the social worker shall notify the parents within 24 hours.

## Inyo County

When a child is missing from care, the social worker shall notify the juvenile court within 24
hours.

## Mono County

When a child is missing from care, the social worker shall notify the juvenile court within 48
hours.
"""


def region(workspace: Workspace) -> Any:
    file = SimpleUploadedFile("region.md", REGION.encode())
    return workspace.start(document=file, counties="Inyo, Mono")


def test_a_region_has_common_lines_and_each_countys_own_apart(workspace: Workspace) -> None:
    assert region(workspace).status_code == 200
    heads = ["Common to Inyo and Mono", "Inyo County’s own lines", "Mono County’s own lines"]
    places = [workspace.text.index(f"<h2>{head}</h2>") for head in heads]
    assert places == sorted(places)
    assert "Lines by county" in workspace.text
    saved = opened(workspace.press("save").content)
    own = {x.key: x.county for x in saved.lines if x.key.startswith("notify-when-missing#court")}
    assert own == {
        "notify-when-missing#court@inyo": "Inyo",
        "notify-when-missing#court@mono": "Mono",
    }


def test_a_common_line_is_answered_apart_where_a_person_wants_it(workspace: Workspace) -> None:
    region(workspace)
    saved = opened(workspace.press("save").content)
    at = [line.key for line in saved.lines].index("notify-when-missing#parents")
    workspace.press("show", **{f"apart-{at}": "yes", f"note-{at}": "Both wrote this."})
    later = opened(workspace.press("save").content)
    own = [x for x in later.lines if x.key.startswith("notify-when-missing#parents@")]
    assert [line.county for line in own] == ["Inyo", "Mono"]
    assert {line.answer.note for line in own} == {"Both wrote this."}


def test_a_county_that_there_is_not_is_named_with_what_was_meant(workspace: Workspace) -> None:
    response = workspace.start(counties="Inyo, Momo")
    assert response.status_code == 400
    assert "Did you mean Mono" in workspace.text
    assert 'value="Inyo, Momo"' in workspace.text


def test_lines_that_changed_are_new_or_gone_are_listed_apart(workspace: Workspace) -> None:
    workspace.start(on="2024-06-01")
    workspace.open(workspace.press("save").content, on="2026-06-01")
    for head in ("changed since the check of June 1, 2024", "new since the check of June 1, 2024",
                 "do not apply on this day any more"):  # fmt: skip
        assert head in workspace.text
    assert "Tell the youth" in workspace.text.partition('id="left"')[2].partition("</section>")[0]


def test_a_file_of_the_first_version_says_so_when_it_is_opened(workspace: Workspace) -> None:
    workspace.start()
    file = json.loads(workspace.press("save").content)
    file["version"] = 1
    workspace.open(json.dumps(file).encode())
    assert "saved in version 1" in workspace.text


def test_a_sample_shows_the_page_with_gaps_and_says_that_it_is_one(workspace: Workspace) -> None:
    response = workspace.start(do="sample", counties="Momo")
    assert response.status_code == 200
    assert "This is a sample that we wrote" in workspace.text
    saved = opened(workspace.press("save").content)
    said = {line.offer.verdict for line in saved.lines if line.offer}
    assert said == {"covered", "partly", "not-found"}
    assert saved.setup.counties == ()
