"""A draft on our own outline: blanks are seen, sources stand beside, answers pass our check."""

from __future__ import annotations

import io
import json
import random
from collections.abc import Callable
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from docx import Document

from compendium.checks import Jurisdiction
from compendium.checks.saved import SavedCheck
from compendium.edition.checking import begin, setup_for
from compendium.edition.reader import EditionReader
from compendium.model.checklists import Verdict
from compendium.reading import parse
from compendium.reports.draft import OURS, draft_of, unresolved
from compendium.reports.draft_filled import Answers, DraftLine, drafted, questions_for
from compendium.reports.draft_words import GIVEN, slots_in, wording_of

MADE = datetime(2026, 6, 1, tzinfo=UTC)
DAY = date(2026, 6, 1)
TEMPLATES = ("interagency-protocol", "mou", "county-plan", "missing-from-care", "csec-policies")

OTHER_COUNTY = {
    "elected": "when its Board accepted the funds on October 6, 2015",
    "human-services": "the Department of Social Services",
    "survivors-how": "with a stipend for each of two advisers",
    "police-partners": "the two city police departments",
    "tribes": "through a delegate whom each tribe names",
    "principles": "safety, dignity and trust",
    "responsibilities": "child welfare leads, probation supervises, behavioral health treats",
    "coordination": "by a call every Monday",
    "screeners": "emergency response workers and intake officers",
    "screening-tool": "a tool of six questions",
    "screening-when": "within 30 days of a case opening",
    "urgent-response": "two workers on call around the clock",
    "ongoing-response": "the assigned worker with an advocate",
    "training-and-prevention": "new staff in their first six months, and eighth graders",
    "data-keeper": "its research unit",
    "data-counted": "referrals, cases opened and cases closed",
    "distribution": "by e-mail on the day it is signed",
    "committee": "an oversight committee of six, which elects its chair",
    "next-review": "on September 1, 2027",
    "regional": "under its own letterhead",
    "purpose": "to answer exploitation as one county",
    "report-how": "at once, by a call to the hotline",
    "term-start": "January 1, 2027",
    "term-end": "December 31, 2030",
    "amended-how": "by a written amendment that all of them approve",
    "money": "each pays for its own staff",
    "counsel-review": "before the Board's vote",
    "meets": "twice a year",
    "system-of-care": "both rest on the same leadership team",
    "sharing-what": "placement, health and school",
    "sharing-whom": "members of the team",
    "sharing-how": "face to face",
    "fiscal-year": "2027-28",
    "protocol-updated": "on May 12, 2025",
    "use-prevention": "posters and visits to group homes",
    "use-services": "a mentor, transport and legal help",
    "use-training": "an outside trainer",
    "use-youth-education": "workshops in each home",
    "budget": "$25,000 for a mentor, $5,000 for travel",
    "figures": "31 referrals, of which 20 led to services",
    "barriers": "few foster homes and no detox beds",
    "first-efforts": "a call to the youth's phone and a visit to the last address",
    "continuing-efforts": "a visit to known places twice a month",
    "return-plan": "who drives, which bed is free and when the team meets",
    "alert-steps": "once a supervisor agrees",
    "return-screening": "the tool that the county uses elsewhere",
    "recorded-where": "in the contact notes of the state system",
    "survivors-advice": "heard at a round table in March 2026",
    "submitted": "jointly in July 2026",
    "effective": "October 1, 2026",
    "screened-when": "at every visit",
    "own-record": "the case management system of probation",
    "at-risk": "two signs of the county's list are seen",
}


@cache
def begun(reader: EditionReader, name: str, on: date = DAY) -> SavedCheck:
    return begin(reader, setup_for(reader, name, on, told=Jurisdiction.COUNTY))


def examples(reader: EditionReader, name: str, on: date = DAY) -> dict[str, str | bool]:
    asked = questions_for(begun(reader, name, on), wording_of(name))
    return {key: one.example for key, one in asked.items()}


def told(values: dict[str, Any], county: str = "Alpine") -> Answers:
    return Answers(county=county, answers=values)


def verdicts_of(
    reader: EditionReader, name: str, answers: Answers, on: date = DAY
) -> tuple[list[DraftLine], dict[str, Verdict]]:
    """The lines of a draft, and what our own check says of the Word file, as a county's."""
    check = begun(reader, name, on)
    lines = drafted(check, answers, wording_of(name))
    body = draft_of(check, lines, answers.county, MADE)
    found = begin(reader, check.setup, parse(body, "draft.docx"))
    return lines, {line.key: line.offer.verdict for line in found.lines if line.offer}


def words_of(body: bytes) -> str:
    return "\n".join(one.text for one in Document(io.BytesIO(body)).paragraphs)


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_draft_with_every_answer_passes_our_own_check_on_every_line(
    reader: EditionReader, name: str
) -> None:
    answers = told(examples(reader, name))
    lines, verdicts = verdicts_of(reader, name, answers)
    assert [one.line.key for one in lines if not one.filled] == []
    assert {key for key, verdict in verdicts.items() if verdict is not Verdict.COVERED} == set()


@pytest.mark.parametrize("name", TEMPLATES)
def test_another_countys_answers_pass_on_every_line_they_fill(
    reader: EditionReader, name: str
) -> None:
    said = {key: OTHER_COUNTY.get(key, value) for key, value in examples(reader, name).items()}
    lines, verdicts = verdicts_of(reader, name, told(said, "Del Norte"))
    assert [one.line.key for one in lines if not one.filled] == []
    assert {key for key, verdict in verdicts.items() if verdict is not Verdict.COVERED} == set()


@pytest.mark.parametrize("name", TEMPLATES)
def test_without_answers_what_is_open_is_never_credited(reader: EditionReader, name: str) -> None:
    lines, verdicts = verdicts_of(reader, name, told({}))
    filled = {one.line.key for one in lines if one.filled}
    assert {key for key, verdict in verdicts.items() if verdict is Verdict.COVERED} == filled
    assert 0 < len(filled) < len(lines)


@pytest.mark.parametrize("name", TEMPLATES)
def test_with_some_answers_every_line_that_they_fill_passes(
    reader: EditionReader, name: str
) -> None:
    whole, chance = examples(reader, name), random.Random(name)
    for _ in range(4):
        some = {key: value for key, value in whole.items() if chance.random() < 0.5}
        lines, verdicts = verdicts_of(reader, name, told(some))
        missed = [x.line.key for x in lines if x.filled and verdicts[x.line.key] != "covered"]
        assert missed == [], some


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_blank_is_highlighted_and_stands_in_brackets(reader: EditionReader, name: str) -> None:
    check = begun(reader, name)
    lines = drafted(check, told({}), wording_of(name))
    file = Document(io.BytesIO(draft_of(check, lines, "Alpine County", MADE)))
    runs = [run for paragraph in file.paragraphs for run in paragraph.runs]
    blanks = [run for run in runs if run.font.highlight_color is not None]
    assert len(blanks) == sum(bool(one.asks) and not one.said_by for one in lines)
    assert all(run.text.startswith("[To fill in: ") and run.text.endswith("]") for run in blanks)


def test_the_draft_says_that_it_is_our_own_outline(reader: EditionReader) -> None:
    check = begun(reader, "mou")
    words = words_of(draft_of(check, drafted(check, told({}), wording_of("mou")), "Alpine", MADE))
    assert all(sentence in words for sentence in OURS)
    assert "have not been read" in words


@pytest.mark.parametrize("name", TEMPLATES)
def test_every_line_of_law_has_its_source_beside_it_and_above_its_section(
    reader: EditionReader, name: str
) -> None:
    check = begun(reader, name)
    lines = drafted(check, told(examples(reader, name)), wording_of(name))
    body = draft_of(check, lines, "Alpine County", MADE)
    beside = [comment.text for comment in Document(io.BytesIO(body)).comments]
    spoken = [one.line for one in lines if one.sentences and one.line.citations]
    for line in spoken:
        assert any(f"[{line.key}]" in said and line.citations[0] in said for said in beside)
    whole = [line for line in spoken if not line.part_of]
    assert all(line.citations[0] in words_of(body) for line in whole)


def test_what_the_county_decided_against_is_left_out_and_said(reader: EditionReader) -> None:
    check, key = begun(reader, "missing-from-care"), "no-custody-warrant-for-adults"
    lines = drafted(check, told({key: "no"}), wording_of("missing-from-care"))
    assert next(one for one in lines if one.line.key == key).declined
    assert any("left out, as the county decided" in words for words in unresolved(check, lines, ()))
    assert "warrant" not in words_of(draft_of(check, lines, "Alpine", MADE)).split("Drafting")[0]


def test_a_countys_own_words_go_before_ours(reader: EditionReader) -> None:
    check, key = begun(reader, "missing-from-care"), "keep-proof-of-report"
    own = "The social worker documents the report number and the date and time of each report."
    answers = Answers(county="Alpine", lines={key: own})
    lines = drafted(check, answers, wording_of("missing-from-care"))
    assert next(one for one in lines if one.line.key == key).sentences == (own,)


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_draft_of_an_older_day_asks_nothing_that_the_law_did_not(
    reader: EditionReader, name: str
) -> None:
    on = date(2017, 6, 1)
    answers = told(examples(reader, name, on))
    lines, verdicts = verdicts_of(reader, name, answers, on)
    missed = [x.line.key for x in lines if x.filled and verdicts[x.line.key] != "covered"]
    assert missed == []
    said = " ".join(words for one in lines for words in one.sentences)
    assert "sheriff" not in said


@pytest.mark.parametrize("name", TEMPLATES)
def test_every_sentence_has_a_question_for_each_of_its_blanks(name: str) -> None:
    held = wording_of(name)
    for one in held.lines.values():
        slots = set(slots_in(f"{one.says} {one.more}")) - GIVEN
        assert slots <= held.questions.keys(), one.key


def test_every_sentence_is_of_a_line_that_some_checklist_has(reader: EditionReader) -> None:
    days = (date(2017, 6, 1), DAY)
    known = {
        line.key for name in TEMPLATES for on in days for line in begun(reader, name, on).lines
    }
    assert {key for name in TEMPLATES for key in wording_of(name).lines} <= known


@pytest.mark.parametrize("bare", ["no", "None.", "n/a", "TBD", "?", "yes", "  "])
def test_a_bare_no_fills_no_sentence(reader: EditionReader, bare: str) -> None:
    check = begun(reader, "mou")
    lines = drafted(
        check, told({"term-start": "July 1, 2026", "term-end": bare}), wording_of("mou")
    )
    term = next(one for one in lines if one.line.key == "mou-term")
    assert not term.filled
    assert term.asks == ("When does it end?",)


def test_a_line_said_by_another_goes_with_it(reader: EditionReader) -> None:
    check = begun(reader, "mou")
    said = told({"build-protocol-team#other-providers": "no"})
    lines = {one.line.key: one for one in drafted(check, said, wording_of("mou"))}
    assert lines["build-protocol-team#other-providers"].declined
    assert lines["staff-childs-team#providers"].declined


HOSTILE = 'A & B <w:p/> {county} {worker} "x" \x0b\x00 \u202e [y] & nothing. May be, TBD; ; ;'


def test_hostile_answers_are_text_and_no_fault(reader: EditionReader) -> None:
    name = "mou"
    said = {key: HOSTILE for key, value in examples(reader, name).items() if value != "yes"}
    lines, _ = verdicts_of(reader, name, told(said, "Alpine"))
    check = begun(reader, name)
    words = words_of(draft_of(check, lines, "Alpine", MADE))
    assert "<w:p/> {county} {worker}" in words
    assert "\x00" not in words


@pytest.mark.parametrize(
    ("body", "code", "says"),
    [
        ("{}", 2, "county"),
        ("no json", 2, "--questions"),
        ("", 2, "--questions"),
        ('{"county": "Alpine", "other": 1}', 2, "other"),
        ('{"county": "  "}', 2, "county"),
        ('{"county": 7}', 2, "county"),
        ('{"county": "Alpine", "answers": {"effective": 7}}', 2, "effective"),
        ('{"county": "Alpine", "answers": {"effective": ["a"]}}', 2, "effective"),
        ('{"county": "Alpine", "answers": {"effective": true}}', 2, "effective"),
        ('{"county": "Alpine", "answers": {"keep-proof-of-report": "perhaps"}}', 2, "yes or no"),
        ('{"county": "Alpine", "answers": {"effective": "%s"}}' % ("x" * 5000), 2, "effective"),
        ('{"county": "Alpine", "lines": {"a": "%s"}}' % ("x" * 5000), 2, "4,000"),
        ('{"county": "Alpine", "lines": {"a": "Rosa Delgado, DOB 03/04/2011"}}', 2, "birth date"),
        ('{"county": "Alpine", "answers": {"effective": "DOB 03/04/2011"}}', 2, "birth date"),
        ('{"county": "Alpine", "answers": {"keep-proof-of-report": true, "effective": ""}}', 0, ""),
        ('{"county": "Alpine"}', 0, ""),
    ],
)
def test_the_command_says_what_is_wrong_with_answers(
    command: Callable[..., Any], edition_file: Path, tmp_path: Path, body: str, code: int, says: str
) -> None:
    file, target = tmp_path / "answers.json", tmp_path / "draft.docx"
    file.write_text(body, encoding="utf-8")
    answer = command(
        "draft", "missing-from-care", "--answers", file, "--save", target, "--edition",
        edition_file, "--on", "2026-06-01", "--format", "json",
    )  # fmt: skip
    assert answer.code == code, answer.err
    assert target.exists() is (code == 0)
    made = json.loads(answer.out)
    assert ("error" in made) is (code != 0)
    assert says in answer.out
    assert "Traceback" not in answer.err


def test_the_file_of_questions_is_a_file_of_answers(
    command: Callable[..., Any], edition_file: Path, tmp_path: Path
) -> None:
    asked = command("draft", "mou", "--questions", "--edition", edition_file, "--on", "2026-06-01")
    assert asked.code == 0
    made = json.loads(asked.out)
    assert made["questions"].keys() == made["answers"].keys()
    assert "term-start" in made["questions"]
    file, target = tmp_path / "answers.json", tmp_path / "draft.docx"
    file.write_text(json.dumps({**made, "county": "Inyo"}), encoding="utf-8")
    answer = command(
        "draft", "mou", "--answers", file, "--save", target, "--edition", edition_file,
        "--on", "2026-06-01",
    )  # fmt: skip
    assert answer.code == 0, answer.err
    assert "lines filled" in answer.out
    assert "term-start" not in answer.err
    assert "Inyo County" in words_of(target.read_bytes())


def test_an_answer_that_nothing_asks_for_is_named_with_what_was_meant(
    command: Callable[..., Any], edition_file: Path, tmp_path: Path
) -> None:
    file = tmp_path / "answers.json"
    file.write_text('{"county": "Inyo", "answers": {"term-begin": "July 1"}}', encoding="utf-8")
    answer = command(
        "draft", "mou", "--answers", file, "--save", tmp_path / "a.docx", "--edition",
        edition_file, "--on", "2026-06-01",
    )  # fmt: skip
    assert answer.code == 0
    assert "term-begin" in answer.err
