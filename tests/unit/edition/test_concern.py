"""What a record concerns, and whether somebody follows it."""

from __future__ import annotations

from datetime import date

import pytest

from compendium.edition.concern import (
    Choices,
    Concern,
    concern_of,
    counties_in,
    departments,
    departments_in,
)
from compendium.edition.course import course_of, course_of_county
from compendium.edition.news import news_between
from compendium.edition.reader import EditionReader
from compendium.model.duties import Duty
from compendium.model.instruments import Instrument
from compendium.model.money import Allocation
from compendium.vocabulary.errors import UserError
from compendium.vocabulary.kinds import Bearer

LETTER = Concern(topics=("missing", "money"), departments=("probation",))
FOR_ALL = Concern(topics=("missing",))
OWN = Concern(county="fresno")


@pytest.mark.parametrize(
    ("choices", "wanted"),
    [
        (Choices(), ()),
        (Choices(everything=True), (LETTER, FOR_ALL, OWN)),
        (Choices(topics=("missing",)), (LETTER, FOR_ALL)),
        (Choices(topics=("money",)), (LETTER,)),
        (Choices(topics=("courts",)), ()),
        (Choices(departments=("probation",)), (LETTER, FOR_ALL)),
        (Choices(departments=("court",)), (FOR_ALL,)),
        (Choices(topics=("money",), departments=("court",)), ()),
        (Choices(topics=("courts", "money"), departments=("court", "probation")), (LETTER,)),
        (Choices(counties=("fresno",)), (LETTER, FOR_ALL, OWN)),
        (Choices(counties=("mono",)), (LETTER, FOR_ALL)),
        (Choices(counties=("fresno",), topics=("courts",)), (OWN,)),
    ],
)
def test_topics_and_departments_narrow_and_a_county_adds_its_own(
    choices: Choices, wanted: tuple[Concern, ...]
) -> None:
    assert tuple(one for one in (LETTER, FOR_ALL, OWN) if choices.want(one)) == wanted


def test_an_audience_is_said_in_the_words_of_those_who_are_bound() -> None:
    assert departments(("courts", "court", "providers", "county-fiscal", "cdss")) == (
        "court", "provider", "county-fiscal", "cdss",
    )  # fmt: skip


def test_every_duty_concerns_its_bearers_and_the_topics_of_what_it_rests_on(
    reader: EditionReader,
) -> None:
    for duty in reader.all(Duty).values():
        concern = concern_of(reader, duty)
        assert concern.departments == tuple(bearer.value for bearer in duty.bearers)
        for basis in duty.basis:
            one = reader.one(Instrument, basis.instrument)
            assert one is None or set(one.topics) <= set(concern.topics)


def test_a_countys_money_concerns_that_county(reader: EditionReader) -> None:
    own = [row for row in reader.all(Allocation).values() if row.county]
    assert own
    for row in own:
        assert concern_of(reader, row).county == row.county
        course = course_of_county(reader, row.county or "")
        assert any(one.id.endswith(f"/money/{row.id}") for one in course)
    assert course_of_county(reader, "atlantis") == []


def test_what_can_be_followed_is_what_records_name(reader: EditionReader) -> None:
    named = departments_in(reader)
    assert named[: len(Bearer)] == [bearer.value for bearer in Bearer]
    assert {one for happening in course_of(reader) for one in happening.departments} <= set(named)
    assert len(counties_in(reader)) == 58


def test_an_edition_has_no_news_of_itself(reader: EditionReader) -> None:
    with pytest.raises(UserError, match="same edition"):
        news_between(reader, reader, date(2026, 6, 1))
