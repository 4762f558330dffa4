"""Partial dates: what is certain stays certain, and uncertainty is never lost."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import assume, given
from hypothesis import strategies as st

from compendium.vocabulary.dates import PartialDate
from compendium.vocabulary.fiscal_years import FiscalYear

DAYS = st.dates(date(1850, 1, 1), date(2100, 12, 31))


@st.composite
def partial_dates(draw: st.DrawFn) -> PartialDate:
    first, second = sorted((draw(DAYS), draw(DAYS)))
    texts = [
        first.isoformat(),
        first.isoformat()[:7],
        first.isoformat()[:4],
        f"../{second.isoformat()}",
        f"{first.isoformat()}/..",
        f"{first.isoformat()}/{second.isoformat()}",
    ]
    return PartialDate.parse(draw(st.sampled_from(texts)))


@given(partial_dates())
def test_print_then_parse_is_the_identity(partial: PartialDate) -> None:
    again = PartialDate.parse(str(partial))

    assert (again, again.earliest, again.latest) == (partial, partial.earliest, partial.latest)


@given(partial_dates(), DAYS)
def test_a_date_is_reached_for_good(partial: PartialDate, day: date) -> None:
    if partial.reached_by(day) is True:
        assert partial.reached_by(day + timedelta(days=1)) is True
    if partial.reached_by(day) is False:
        assert partial.reached_by(day - timedelta(days=1)) is False


@given(partial_dates(), DAYS)
def test_the_answer_is_unknown_exactly_inside_the_uncertainty(
    partial: PartialDate, day: date
) -> None:
    before = partial.earliest is not None and day < partial.earliest
    after = partial.latest is not None and day >= partial.latest

    assert (partial.reached_by(day) is None) == (not before and not after)


@given(partial_dates(), partial_dates())
def test_narrowing_never_widens(one: PartialDate, other: PartialDate) -> None:
    both = one.narrowed(other)

    if one.earliest is not None:
        assert both.earliest is not None
        assert both.earliest >= one.earliest
    if one.latest is not None:
        assert both.latest is not None
        assert both.latest <= one.latest


@given(DAYS, DAYS)
def test_a_bracket_holds_both_its_days(first: date, second: date) -> None:
    assume(first <= second)
    bracket = PartialDate.between(first, second)

    assert bracket.reached_by(second) is True
    assert bracket.reached_by(first - timedelta(days=1)) is False


@given(DAYS)
def test_a_day_lies_in_its_fiscal_year(day: date) -> None:
    year = FiscalYear.of(day)

    assert year.first_day <= day <= year.last_day
    assert FiscalYear.parse(str(year)) == year


@given(st.text(max_size=30))
def test_no_text_makes_a_parser_fail_otherwise_than_with_its_own_error(text: str) -> None:
    for parse in (PartialDate.parse, FiscalYear.parse):
        try:
            parse(text)
        except ValueError as error:
            assert str(error)
