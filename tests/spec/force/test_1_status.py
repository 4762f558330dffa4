"""Chapter 1. Whether an instrument is in force on a day: five answers and the rules for each."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from compendium.force.status import StatusAnswer, status_at
from tests.spec.force.build import does, graph, letter


def ask(on: str, *entries: Any, name: str = "acl-a") -> StatusAnswer:
    return status_at(graph(*entries), name, date.fromisoformat(on))


def test_a_letter_is_in_force_on_its_first_day_and_not_the_day_before() -> None:
    a = letter("acl-a", "2016-05-23")

    assert ask("2016-05-22", a).status == "not_yet_in_force"
    assert ask("2016-05-23", a).status == "in_force"


def test_on_the_first_day_of_its_successor_a_letter_is_no_longer_in_force() -> None:
    a, b = letter("acl-a", "2015-01-01"), letter("acl-b", "2016-05-23", does("supersedes", "acl-a"))

    before, after = ask("2016-05-22", a, b), ask("2016-05-23", a, b)

    assert (before.status, before.current) == ("in_force", ("acl-a",))
    assert (after.status, after.superseded_by, after.current) == (
        "no_longer_in_force", ("acl-b",), ("acl-b",),
    )  # fmt: skip


def test_an_effect_with_its_own_day_acts_from_that_day() -> None:
    a = letter("acl-a", "2015-01-01")
    b = letter("acl-b", "2016-05-23", does("supersedes", "acl-a", starts="2017-01-01"))

    assert ask("2016-12-31", a, b).status == "in_force"
    assert ask("2017-01-01", a, b).status == "no_longer_in_force"


@pytest.mark.parametrize("verb", ["supersedes", "repeals", "withdraws", "ends"])
def test_an_effect_on_a_named_part_never_ends_the_whole(verb: str) -> None:
    a = letter("acl-a", "2015-01-01")
    b = letter("acl-b", "2016-05-23", does(verb, "acl-a", part="the codes"))

    answer = ask("2016-06-01", a, b)

    assert answer.status == "partially_in_force"
    assert (answer.superseded_by, answer.partly_superseded_by) == ((), ("acl-b",))
    assert answer.current == ("acl-a",)


@pytest.mark.parametrize(
    "verb",
    ["amends", "corrects", "revises", "revises-amount", "augments-amount", "finalises-amount",
     "renumbers"],
)  # fmt: skip
def test_changes_that_end_nothing_leave_the_status(verb: str) -> None:
    a, b = letter("acl-a", "2015-01-01"), letter("acl-b", "2016-05-23", does(verb, "acl-a"))

    assert ask("2017-01-01", a, b).status == "in_force"


def test_a_repeal_ends_an_instrument_and_puts_nothing_in_its_place() -> None:
    a = letter("acl-a", "2015-01-01")
    b = letter("acl-b", "2016-05-23", does("repeals", "acl-a"))

    answer = ask("2017-01-01", a, b)

    assert (answer.status, answer.superseded_by, answer.current) == ("no_longer_in_force", (), ())


def test_inside_its_own_uncertain_date_a_letter_is_unknown_and_the_answer_says_why() -> None:
    a = letter("acl-a", "2016")

    assert ask("2015-12-31", a).status == "not_yet_in_force"
    assert ask("2016-12-31", a).status == "in_force"
    inside = ask("2016-06-01", a)
    assert (inside.status, inside.current) == ("unknown", ())
    assert inside.decides == ("the day of issue of ACL A",)


def test_inside_its_successors_uncertain_date_a_letter_is_unknown() -> None:
    a, b = letter("acl-a", "2015-01-01"), letter("acl-b", "2016", does("supersedes", "acl-a"))

    assert ask("2015-12-31", a, b).status == "in_force"
    assert ask("2016-12-31", a, b).status == "no_longer_in_force"
    inside = ask("2016-06-01", a, b)
    assert inside.status == "unknown"
    assert inside.decides == ("the day from which ACL B acts on ACL A",)


def test_a_successor_without_any_date_makes_the_answer_unknown() -> None:
    a, b = letter("acl-a", "2015-01-01"), letter("acl-b", None, does("supersedes", "acl-a"))

    assert ask("2020-01-01", a, b).status == "unknown"


def test_a_claim_that_is_only_inferred_never_ends_anything_for_certain() -> None:
    a = letter("acl-a", "2015-01-01")
    b = letter("acl-b", "2016-05-23", does("supersedes", "acl-a", certainty="inferred"))

    answer = ask("2017-01-01", a, b)

    assert answer.status == "unknown"
    assert answer.decides == ("the text of ACL B: whether it supersedes ACL A",)


def test_two_sources_that_disagree_on_whole_or_part_are_not_resolved_in_silence() -> None:
    a = letter("acl-a", "2015-01-01")
    b = letter(
        "acl-b", "2016-05-23",
        does("supersedes", "acl-a", source="one"),
        does("supersedes", "acl-a", source="two", part="chapter 2"),
    )  # fmt: skip

    answer = ask("2017-01-01", a, b)

    assert answer.status == "unknown"
    assert {acting.effect.source for acting in answer.perhaps} == {"one"}


def test_one_source_may_say_that_the_whole_went_and_name_parts() -> None:
    a = letter("acl-a", "2015-01-01")
    b = letter(
        "acl-b", "2016-05-23",
        does("supersedes", "acl-a"),
        does("replaces-codes", "acl-a", part="the codes"),
    )  # fmt: skip

    assert ask("2017-01-01", a, b).status == "no_longer_in_force"


def test_an_instrument_runs_out_unless_it_is_extended() -> None:
    a = letter("acl-a", "2015-01-01", expires="2016-01-01")
    b = letter("acl-b", "2015-10-01", does("extends", "acl-a", until="2018-01-01"))

    assert ask("2016-01-01", a).status == "no_longer_in_force"
    assert ask("2015-12-31", a).status == "in_force"
    assert ask("2017-12-31", a, b).status == "in_force"
    assert ask("2018-01-01", a, b).status == "no_longer_in_force"


def test_a_law_takes_its_first_day_from_the_act_that_made_it() -> None:
    act = letter("sb-1", "2014-06-20", does("enacts", "wic-1"), directive=False)
    law = letter("wic-1", None)

    assert ask("2014-06-19", act, law, name="wic-1").status == "not_yet_in_force"
    assert ask("2014-06-20", act, law, name="wic-1").status == "in_force"
    assert ask("2014-06-20", act, law, name="sb-1").status is None


def test_a_commencement_comes_before_the_day_of_issue() -> None:
    a = letter("acl-a", "2015-01-01")
    b = letter("acl-b", "2015-02-01", does("commences", "acl-a", starts="2015-07-01"))

    assert ask("2015-06-30", a, b).status == "not_yet_in_force"
    assert ask("2015-07-01", a, b).status == "in_force"


def test_what_is_followed_through_several_hops_ends_at_what_stands() -> None:
    entries = [
        letter("acl-a", "2010-01-01"),
        letter("acl-b", "2011-01-01", does("supersedes", "acl-a")),
        letter("acl-c", "2012-01-01", does("supersedes", "acl-b")),
        letter("acl-d", "2013-01-01", does("supersedes", "acl-b")),
    ]

    answer = ask("2014-01-01", *entries)

    assert answer.superseded_by == ("acl-b",)
    assert answer.current == ("acl-c", "acl-d")


def test_a_circle_of_replacements_has_no_current_end() -> None:
    a = letter("acl-a", "2010-01-01", does("supersedes", "acl-b"))
    b = letter("acl-b", "2011-01-01", does("supersedes", "acl-a"))

    assert ask("2014-01-01", a, b).current == ()


def test_a_successor_older_than_its_predecessor_leaves_it_no_day_in_force() -> None:
    a = letter("acl-a", "2010-03-01")
    b = letter("acl-b", "2009-11-01", does("supersedes", "acl-a"))

    assert ask("2010-02-01", a, b).status == "not_yet_in_force"
    assert ask("2010-03-01", a, b).status == "no_longer_in_force"
