"""Whose document it is, where it shows and where it only hints."""

from __future__ import annotations

from datetime import date

import pytest

from compendium.checks import CheckResult, Jurisdiction, check_document
from compendium.edition.reader import EditionReader
from compendium.model.checklists import Checklist, Verdict
from compendium.model.duties import Duty
from compendium.reading import parse

TODAY = date(2026, 6, 1)
REPORT = "The worker reports a missing child to law enforcement and NCMEC within 24 hours. "


def checked(reader: EditionReader, text: str, told: Jurisdiction | None = None) -> CheckResult:
    checklist = reader.all(Checklist)["missing-from-care"]
    document = parse(text.encode(), "a.txt")
    return check_document(document, checklist, reader.all(Duty), TODAY, told)


def covered(result: CheckResult) -> int:
    return sum(one.verdict is Verdict.COVERED for one in result.findings)


@pytest.mark.parametrize(
    "text",
    [
        "This act may be cited as the Finding Act. The Legislature finds that children run. ",
        "Existing law requires that counties look. This bill would also require a notice. ",
        "(a) The court shall hear it. (b) (1) The worker shall tell. (c) (2) It shall say so. ",
        "Section 16501.35\n\nAgencies describe how they look for missing children. ",
        "DCYF staff do this under RCW 13.34. ",
        "The Division of Family and Children Services does this. ",
        "The Tribal Council ordains what follows. ",
    ],
)
@pytest.mark.parametrize("told", [None, Jurisdiction.COUNTY])
def test_a_law_and_another_place_show(
    reader: EditionReader, text: str, told: Jurisdiction | None
) -> None:
    result = checked(reader, text + REPORT, told)
    assert result.recognition.jurisdiction is Jurisdiction.OTHER
    assert covered(result) == 0


@pytest.mark.parametrize(
    "text",
    [
        "The guardian ad litem and the parents hear of it. ",
        "The Cabinet looks for the child. ",
        "County agencies do so in every part of the state. ",
        "Centralized Intake keeps the form. ",
    ],
)
def test_a_hint_counts_only_where_nobody_says_whose_it_is(reader: EditionReader, text: str) -> None:
    alone = checked(reader, text + REPORT)
    assert alone.recognition.jurisdiction is Jurisdiction.OTHER
    assert "say so" in alone.recognition.reason
    assert covered(alone) == 0
    told = checked(reader, text + REPORT, Jurisdiction.COUNTY)
    assert told.recognition.jurisdiction is Jurisdiction.COUNTY
    assert covered(told) > 0


def test_a_hint_does_not_hide_what_is_californias(reader: EditionReader) -> None:
    text = "The deputy probation officer tells the guardian ad litem of a nonminor dependent. "
    result = checked(reader, text + REPORT)
    assert result.recognition.jurisdiction is Jurisdiction.UNKNOWN
    assert covered(result) > 0


def test_a_county_that_quotes_the_law_stays_a_county(reader: EditionReader) -> None:
    text = (
        "This policy follows the Luke Madrigal Act, as it may be cited. Notwithstanding any "
        "other provision, workers act pursuant to subdivision (b). "
    )
    result = checked(reader, text + REPORT, Jurisdiction.COUNTY)
    assert result.recognition.jurisdiction is Jurisdiction.COUNTY
    assert covered(result) > 0
