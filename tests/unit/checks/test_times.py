"""Time limits as documents print them."""

from __future__ import annotations

import pytest

from compendium.checks.concepts import Span
from compendium.checks.folding import folded
from compendium.checks.times import allowed_hours, limits_in


@pytest.mark.parametrize(
    ("words", "hours"),
    [
        ("notify the court within 24 hours", [24]),
        ("within twenty-four (24) hours of receipt", [24]),
        ("no later than 48 hours after learning", [48]),
        ("immediately, and in no case later than 24 hours", [24]),
        ("immediately", [0]),
        ("within one business day", [72]),
        ("by the next business day", [72]),
        ("within three working days", [216]),
        ("the same day", [24]),
        ("promptly", [None]),
        ("within 2 hours", [2]),
        ("within 30 minutes", [0.5]),
        ("tell police within 24 hours and ncmec within 48 hours", [24, 48]),
        ("24 hours | phone", [24]),
        ("before 24 hours have gone by", [24]),
        ("no longer than 24 hours", [24]),
        ("within 24-48 hours", [48]),
        ("within 24 to 48 hours", [48]),
        ("in a day or two", [48]),
        ("no sooner than 24 hours", []),
        ("not before 24 hours", []),
        ("at least 24 hours before", []),
        ("no later than the end of the next calendar day", [48]),
        ("within one day", [24]),
        ("immediately but in no case later than 24 hours", [24]),
        ("as soon as an on-call worker hears", [0]),
        ("on the day the absence becomes known", [24]),
        ("a 24-hour hotline", []),
        ("children of 10 or older", []),
        ("missing for 24 hours", []),
        ("at least once every 30 days", []),
        ("eight hours of training", []),
        ("available 24 hours a day", []),
    ],
)
def test_hours(words: str, hours: list[float | None]) -> None:
    text = folded(words)
    assert [limit.hours for limit in limits_in(text, Span(0, len(text)))] == hours


def test_what_is_counted_from_a_return_is_marked() -> None:
    text = "within 24 hours of the youth's return"
    assert limits_in(text, Span(0, len(text)))[0].returning


@pytest.mark.parametrize(
    ("within", "words", "hours"),
    [
        ("PT24H", "", 24),
        ("P30D", "", 720),
        ("P12M", "", None),
        (None, "immediately", 2),
        (None, "on request", None),
    ],
)
def test_allowed(within: str | None, words: str, hours: float | None) -> None:
    assert allowed_hours(within, words) == hours
