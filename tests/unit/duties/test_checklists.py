"""Checklists as of a day: partners before and after 2018, notices before and after 2025."""

from __future__ import annotations

from datetime import date

import pytest

from compendium.checks.rules import shipped_rules
from compendium.duties.checklists import DueLine, lines_on
from compendium.edition.reader import EditionReader
from compendium.model.checklists import Checklist
from compendium.model.duties import Duty

NAMES = ("missing-from-care", "csec-policies", "interagency-protocol", "mou", "county-plan")


def lines(reader: EditionReader, name: str, on: date) -> dict[str, DueLine]:
    checklist = reader.all(Checklist)[name]
    return {line.key: line for line in lines_on(checklist, reader.all(Duty), on)}


def test_the_five_checklists_are_there(reader: EditionReader) -> None:
    assert set(reader.all(Checklist)) == set(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_every_line_stands_on_a_duty_or_on_its_own_sources(
    reader: EditionReader, name: str
) -> None:
    duties = reader.all(Duty)
    for section in reader.all(Checklist)[name].sections:
        for line in section.lines:
            assert line.evidence
            if line.duty is None:
                assert line.id
                assert line.title
                assert line.asks
                assert line.force
                assert line.sources
                continue
            duty = duties[line.duty]
            assert set(line.elements) <= {element.id for element in duty.elements}


@pytest.mark.parametrize("name", NAMES)
def test_a_line_has_a_rule_or_parts(reader: EditionReader, name: str) -> None:
    ruled = shipped_rules()
    bare = [
        key
        for key, line in lines(reader, name, date(2026, 6, 1)).items()
        if key not in ruled and not line.parts
    ]
    assert bare == []


def test_partners_before_and_after_2018(reader: EditionReader) -> None:
    before = lines(reader, "interagency-protocol", date(2017, 12, 31))
    after = lines(reader, "interagency-protocol", date(2018, 1, 1))
    new = {"build-protocol-team#sheriff", "build-protocol-team#county-office-of-education"}
    assert new.isdisjoint(before)
    assert new <= set(after)
    assert "need not" in str(after["build-protocol-team#sheriff"].older)
    assert after["build-protocol-team#probation"].older is None
    assert new <= set(after["build-protocol-team"].parts)


def test_notices_before_and_after_2025(reader: EditionReader) -> None:
    before = lines(reader, "missing-from-care", date(2024, 12, 31))
    after = lines(reader, "missing-from-care", date(2025, 1, 1))
    assert "notify-when-missing" not in before
    assert "tell-youths-attorney" in before
    assert len(after["notify-when-missing"].parts) == 9
    assert "tell-youths-attorney" not in after
    assert "report-missing-exploited-child#ncmec" in before


def test_optional_elements_are_no_parts_that_count(reader: EditionReader) -> None:
    held = lines(reader, "interagency-protocol", date(2026, 6, 1))
    assert held["build-protocol-team#survivors"].optional
    assert "build-protocol-team#survivors" not in held["build-protocol-team"].parts
