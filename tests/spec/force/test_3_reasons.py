"""Chapter 3. Why: sentences that name instruments, days and the words of a source."""

from __future__ import annotations

from datetime import date
from typing import Any

from compendium.force.explain import explain
from compendium.force.status import status_at
from compendium.vocabulary.kinds import BillOutcome
from tests.spec.force.build import does, graph, keeps, letter


def told(on: str, *entries: Any, name: str = "acl-a") -> str:
    held = graph(*entries)
    return explain(held, status_at(held, name, date.fromisoformat(on)))


A = letter("acl-a", "2015-05-25")


def test_in_force() -> None:
    assert told("2016-01-01", A) == (
        "ACL A was in force on January 1, 2016: it was issued on May 25, 2015, "
        "and nothing held here ends it."
    )


def test_not_yet_in_force() -> None:
    assert told("2015-01-01", A) == (
        "ACL A was not yet in force on January 1, 2015: it was issued on May 25, 2015."
    )


def test_the_first_sentence_is_in_the_tense_of_its_reader() -> None:
    held = graph(A)
    today = date(2016, 1, 1)

    def said(on: str) -> str:
        return explain(held, status_at(held, "acl-a", date.fromisoformat(on)), today)

    assert said("2015-06-01").startswith("ACL A was in force on June 1, 2015:")
    assert said("2016-01-01").startswith("ACL A is in force on January 1, 2016:")
    assert said("2017-01-01").startswith("ACL A will be in force on January 1, 2017:")
    assert said("2015-01-01").startswith("ACL A was not yet in force on January 1, 2015:")


def test_partially_in_force_names_the_part_the_words_and_what_lives_on() -> None:
    b = letter(
        "acl-b", "2016-05-23",
        does("replaces-codes", "acl-a", part="the four codes", stated="replaced by the Grid",
             note="The last day of their use was not seen"),
    )  # fmt: skip
    c = letter("acl-c", "2016", relations=(keeps("confirms-in-effect", "acl-a", "one code"),))

    text = told("2016-06-01", A, b, c)

    assert "but no longer all of it" in text
    assert "ACL B (May 23, 2016) replaced the four codes of ACL A" in text
    assert "“replaced by the Grid”" in text
    assert "The last day of their use was not seen." in text
    assert "ACL C keeps in effect one code." in text


def test_no_longer_in_force_names_who_ended_it() -> None:
    b = letter("acl-b", "2016-05-23", does("supersedes", "acl-a", stated="This supersedes ACL A"))

    text = told("2017-01-01", A, b)

    assert text.startswith("ACL A was no longer in force on January 1, 2017. It was issued on")
    assert "ACL B (May 23, 2016) superseded ACL A" in text


def test_unknown_says_what_may_have_happened() -> None:
    b = letter("acl-b", "2016", does("supersedes", "acl-a"))

    text = told("2016-06-01", A, b)

    assert text.startswith("Whether ACL A was still in force on June 1, 2016 cannot be told.")
    assert "ACL B (2016, day not known) supersedes ACL A, and may or may not have" in text


def test_an_inferred_date_is_called_so() -> None:
    a = letter("acl-a", "2016-01-01/2017-01-31", issued_inferred=True)

    text = told("2020-01-01", a)

    assert "its day of issue is not known; inferred, it is between January 1, 2016" in text


def test_force_and_operation_are_kept_apart() -> None:
    a = letter("acl-a", "2014-06-20", in_force_from="2014-06-20", operative_from="2015-01-01")

    assert "not yet operative: it applies from January 1, 2015" in told("2014-12-31", a)
    assert "operative since January 1, 2015" in told("2015-01-01", a)


def test_changes_that_end_nothing_are_told_beside_the_status() -> None:
    b = letter("cfl-b", "2018-08-01", does("revises-amount", "acl-a"))

    assert "CFL B (August 1, 2018) revised an amount of it." in told("2019-01-01", A, b)
    assert "CFL B" not in told("2018-01-01", A, b)


def test_bills_say_what_became_of_them_and_what_they_changed() -> None:
    enacted = letter(
        "sb-1", "2014-06-20", does("enacts", "acl-a", starts="2015-01-01"),
        directive=False, outcome=BillOutcome.ENACTED,
    )  # fmt: skip
    vetoed = letter("sb-2", "2014-06-20", directive=False, outcome=BillOutcome.VETOED)
    paper = letter("report-1", "2014-06-20", directive=False)

    assert "It added ACL A from January 1, 2015." in told("2016-01-01", A, enacted, name="sb-1")
    assert "was vetoed and never became law" in told("2016-01-01", vetoed, name="sb-2")
    assert "not a directive" in told("2016-01-01", paper, name="report-1")
