"""The staleness radar and the list of who still points at what was replaced."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from compendium.edition.impact import mentions_of, replaced_and_cited
from compendium.edition.radar import radar
from compendium.edition.reader import EditionReader

DAY = date(2026, 11, 25)


def found(reader: EditionReader, reason: str, day: date = DAY) -> dict[str, str]:
    return {one.id: one.sentence for one in radar(reader, day) if one.reason == reason}


def test_a_help_line_that_nobody_checked_is_told(reader: EditionReader) -> None:
    assert any("never checked" in said for said in found(reader, "help-line-unchecked").values())


def test_what_was_due_and_not_seen_is_told_from_its_day(reader: EditionReader) -> None:
    due = found(reader, "due-not-seen")

    assert any("January 1, 2020" in said for said in due.values())
    assert not any(
        "January 1, 2020" in said
        for said in found(reader, "due-not-seen", date(2019, 12, 31)).values()
    )


def test_a_yearly_letter_without_a_successor_is_overdue(reader: EditionReader) -> None:
    assert "acl-23-76" in found(reader, "successor-overdue")
    assert "acl-23-76" not in found(reader, "successor-overdue", date(2024, 6, 30))


def test_who_still_points_at_what_was_replaced(reader: EditionReader) -> None:
    replaced = {one.id: mentions for one, mentions in replaced_and_cited(reader, DAY)}

    assert "ACL 16-74" in {mention.label for mention in replaced["acl-15-49"]}
    assert "acl-16-49" not in {mention.id for mention in mentions_of(reader, "acl-15-49")}


def test_content_that_stands_still_for_half_a_year_is_told(reader: EditionReader) -> None:
    assert not found(reader, "content-old", reader.compendium.stands_at)
    assert found(reader, "content-old", date(2028, 1, 1))


def test_the_command_lists_everything_by_reason(command: Callable[..., Any]) -> None:
    answer = command("radar", "--on", "2026-11-25")

    assert answer.code == 0
    assert "Due by law, and not seen" in answer.out
