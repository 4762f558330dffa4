"""A draft on our own outline: blanks are seen, sources stand beside, answers pass our check."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from datetime import UTC, date, datetime
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
from compendium.reports.draft import OURS, Answers, draft_of, is_filled
from compendium.vocabulary.kinds import DutyForce

MADE = datetime(2026, 6, 1, tzinfo=UTC)
OWN_WORDS = {
    "keep-proof-of-report": "The social worker shall document the report number and the date "
    "and time of each missing child report to law enforcement.",
    "missing-version-and-date": "This protocol takes effect on July 1, 2026, and is reviewed "
    "every year.",
}


def begun(reader: EditionReader, name: str = "missing-from-care") -> SavedCheck:
    told = Jurisdiction.COUNTY
    return begin(reader, setup_for(reader, name, date(2026, 6, 1), told=told))


def words_of(body: bytes) -> str:
    return "\n".join(one.text for one in Document(io.BytesIO(body)).paragraphs)


def test_every_line_that_the_answers_fill_passes_our_own_check(reader: EditionReader) -> None:
    check = begun(reader)
    answers = Answers(county="Alpine", lines=OWN_WORDS)
    found = begin(reader, check.setup, parse(draft_of(check, answers, MADE, ()), "draft.docx"))
    verdicts = {line.key: line.offer.verdict for line in found.lines if line.offer}
    assert {key: verdicts[key] for key in OWN_WORDS} == dict.fromkeys(OWN_WORDS, Verdict.COVERED)


@pytest.mark.parametrize("name", ["missing-from-care", "csec-policies"])
def test_our_own_sentences_pass_our_own_check(reader: EditionReader, name: str) -> None:
    check, answers = begun(reader, name), Answers(county="Alpine")
    found = begin(reader, check.setup, parse(draft_of(check, answers, MADE), "draft.docx"))
    filled = [line for line in found.lines if is_filled(line, answers)]
    missed = [x.key for x in filled if x.offer and x.offer.verdict is not Verdict.COVERED]
    assert len(missed) <= len(filled) // 20, missed


def test_blanks_are_highlighted_and_what_we_did_not_read_is_said(reader: EditionReader) -> None:
    check, answers = begun(reader), Answers(county="Alpine")
    file = Document(io.BytesIO(draft_of(check, answers, MADE, ())))
    runs = [run for paragraph in file.paragraphs for run in paragraph.runs]
    blanks = [run for run in runs if run.font.highlight_color is not None]
    assert len(blanks) == sum(not is_filled(line, answers) for line in check.lines)
    assert OURS in words_of(draft_of(check, answers, MADE, ()))


def test_every_line_has_its_source_beside_it(reader: EditionReader) -> None:
    check = begun(reader)
    file = Document(io.BytesIO(draft_of(check, Answers(county="Alpine"), MADE)))
    beside = [comment.text for comment in file.comments]
    assert len(beside) == len(check.lines)
    law = [line for line in check.lines if line.force is DutyForce.LAW]
    assert all(any(f"[{x.key}]" in said and x.citations[0] in said for said in beside) for x in law)


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ("{}", 2),
        ("no json", 2),
        ('{"county": "Alpine", "other": 1}', 2),
        ('{"county": "Alpine", "lines": {"a": "Rosa Delgado, DOB 03/04/2011"}}', 2),
        ('{"county": "Alpine"}', 0),
    ],
)
def test_the_command_says_what_is_wrong_with_answers(
    command: Callable[..., Any], edition_file: Path, tmp_path: Path, body: str, code: int
) -> None:
    told, target = tmp_path / "answers.json", tmp_path / "draft.docx"
    told.write_text(body, encoding="utf-8")
    answer = command(
        "draft", "missing-from-care", "--answers", told, "--save", target, "--edition",
        edition_file, "--on", "2026-06-01", "--format", "json",
    )  # fmt: skip
    assert answer.code == code, answer.err
    assert target.exists() is (code == 0)
    assert ("error" in json.loads(answer.out)) is (code != 0)
