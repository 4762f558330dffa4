"""The saved check: its file, its schema, and how it goes over to another day of law."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from compendium.checks.carry import answered, begun, carried, changed_lines, new_lines
from compendium.checks.saved import (
    VERSION,
    Answer,
    Offer,
    SavedCheck,
    SavedPassage,
    SeenDocument,
    Setup,
    opened,
    schema,
    version_of,
    written,
)
from compendium.checks.tally import Group, group_of, grouped
from compendium.duties.checklists import DueLine
from compendium.model.checklists import Verdict
from compendium.model.duties import Basis
from compendium.vocabulary.dates import PartialDate
from compendium.vocabulary.errors import UserError
from compendium.vocabulary.kinds import Bearer, DutyForce

ROOT = Path(__file__).parents[3]
SCHEMA = ROOT / "docs" / "reference" / "check-file.schema.json"


def due(key: str, asks: str = "Tell the court.", **more: object) -> DueLine:
    given_: dict[str, object] = {
        "section": "Within 24 hours", "title": f"Line {key}", "force": DutyForce.LAW,
        "bearers": (Bearer.CHILD_WELFARE,), "evidence": "A sentence", "state": "applies",
        "basis": (Basis(instrument="wic-16501.35", pinpoint="(b)"),), **more,
    }  # fmt: skip
    return DueLine(key=key, asks=asks, **given_)  # type: ignore[arg-type]


def check(lines: list[DueLine], on: str = "2026-06-01", **setup: object) -> SavedCheck:
    made = Setup(
        compendium="csec", edition="abc", checklist="missing-from-care", title="Missing",
        as_of=date.fromisoformat(on), **setup,  # type: ignore[arg-type]
    )  # fmt: skip
    return begun(made, lines, lambda basis: f"{basis.instrument}{basis.pinpoint}")


def told(one: SavedCheck, answers: Mapping[str, Answer]) -> SavedCheck:
    return answered(one, answers)


FULL = Answer(verdict=Verdict.PARTLY, page="4", note="Add.", owner="Unit", due=date(2026, 9, 1))


def test_a_file_reads_back_as_what_was_written() -> None:
    one = told(check([due("a"), due("b", optional=True)]), {"a": FULL})
    assert opened(written(one)) == one


def test_the_schema_in_the_reference_is_current() -> None:
    assert json.loads(SCHEMA.read_text(encoding="utf-8")) == schema()


def test_a_file_is_valid_by_its_own_schema() -> None:
    one = told(check([due("a", starts=PartialDate.parse("2025"))]), {"a": FULL})
    offer = Offer(verdict=Verdict.PARTLY, passages=(SavedPassage(page=2, text="The worker."),))
    seen = SeenDocument(name="a.docx", format="word", pages=2)
    lines = tuple(replace(line, offer=offer) for line in one.lines)
    jsonschema.validate(json.loads(written(replace(one, lines=lines, document=seen))), schema())


@pytest.mark.parametrize("verdict", ["not-for-us", "not-looked-at"])
def test_a_program_gives_no_verdict_that_only_people_give(verdict: str) -> None:
    file = json.loads(written(check([due("a")])))
    file["lines"][0]["offer"] = {"verdict": verdict}
    with pytest.raises(UserError, match="damaged"):
        opened(json.dumps(file).encode())


@given(st.binary(max_size=200))
@settings(max_examples=60, deadline=None)
def test_other_bytes_are_one_clear_error(data: bytes) -> None:
    with pytest.raises(UserError):
        opened(data)


def test_nothing_changes_on_the_same_day_in_the_same_edition() -> None:
    one = told(check([due("a"), due("b")]), {"a": FULL})
    assert carried(one, check([due("a"), due("b")])) == one


def test_a_changed_line_keeps_its_answer_and_says_what_changed() -> None:
    one = told(check([due("a")], on="2024-06-01"), {"a": FULL})
    now = carried(one, check([due("a", asks="Tell the court and the tribe.")]))
    assert now.lines[0].answer == FULL
    assert [(c.what, c.before, c.after) for c in now.lines[0].changes] == [
        ("asks", "Tell the court.", "Tell the court and the tribe.")
    ]


def test_a_new_line_is_said_to_be_new() -> None:
    one = check([due("a")], on="2024-06-01")
    now = carried(one, check([due("a"), due("b")]))
    assert [line.key for line in new_lines(now)] == ["b"]
    assert not changed_lines(now)


def test_a_line_that_no_longer_applies_is_listed_though_nobody_answered_it() -> None:
    one = check([due("a"), due("b")], on="2024-06-01")
    now = carried(one, check([due("a")]))
    assert [line.key for line in now.left] == ["b"]
    assert [line.key for line in carried(now, check([due("a")])).left] == ["b"]
    later = carried(now, check([due("a")], on="2027-06-01"))
    assert later.left == ()


def test_an_answered_line_that_no_longer_applies_stays_listed_for_good() -> None:
    one = told(check([due("a"), due("b")], on="2024-06-01"), {"b": FULL})
    for year in ("2025", "2026", "2027"):
        one = carried(one, check([due("a")], on=f"{year}-06-01"))
        assert [line.answer for line in one.left] == [FULL]
    back = carried(one, check([due("a"), due("b")], on="2028-06-01"))
    assert back.left == ()
    assert back.lines[1].answer == FULL


def test_a_file_of_the_first_version_is_opened_and_becomes_the_second() -> None:
    one = told(check([due("a")], counties=("Inyo", "Mono")), {"a": FULL})
    file = json.loads(written(one))
    file["version"] = 1
    old = json.dumps(file).encode()
    assert version_of(old) == 1
    assert opened(old) == one
    assert version_of(written(opened(old))) == VERSION


@pytest.mark.parametrize("version", [0, 3, "2", None])
def test_another_version_is_refused_by_its_name(version: object) -> None:
    file = json.loads(written(check([due("a")])))
    file["version"] = version
    with pytest.raises(UserError, match="version"):
        opened(json.dumps(file).encode())


def test_a_change_stands_until_the_line_is_looked_at_again() -> None:
    one = told(check([due("a")], on="2024-06-01"), {"a": FULL})
    now = carried(one, check([due("a", asks="Tell all.")]))
    kept = answered(now, {"a": replace(FULL, note="Other words.")})
    assert changed_lines(kept)
    assert not changed_lines(answered(kept, {}, again=["a"]))
    assert not changed_lines(answered(kept, {"a": replace(FULL, verdict=Verdict.COVERED)}))


def test_a_change_that_was_taken_back_is_none() -> None:
    one = told(check([due("a")], on="2024-06-01"), {"a": FULL})
    now = carried(one, check([due("a", asks="Tell all.")], on="2025-06-01"))
    assert not changed_lines(carried(now, check([due("a")])))


keys = st.lists(st.sampled_from("abcdef"), unique=True, max_size=6)


@given(keys, st.lists(keys, min_size=1, max_size=5))
@settings(max_examples=80, deadline=None)
def test_no_answer_is_ever_dropped(first: list[str], later: list[list[str]]) -> None:
    answers = {key: Answer(verdict=Verdict.PARTLY, note=f"Note {key}.") for key in first}
    one = told(check([due(key) for key in first], on="2015-01-01"), answers)
    for year, held in enumerate(later, start=2016):
        one = carried(one, check([due(key) for key in held], on=f"{year}-01-01"))
        assert (
            answers.items() <= {line.key: line.answer for line in (*one.lines, *one.left)}.items()
        )
        assert {line.key for line in one.lines}.isdisjoint(line.key for line in one.left)


def test_what_the_program_found_is_no_gap_before_a_person_looked() -> None:
    one = check([due("a")])
    offered = replace(one.lines[0], offer=Offer(verdict=Verdict.NOT_FOUND))
    assert group_of(offered) is Group.OFFERED_NOT_FOUND
    assert group_of(replace(offered, answer=Answer(verdict=Verdict.NOT_FOUND))) is Group.GAP
    assert group_of(replace(offered, answer=Answer(verdict=Verdict.NOT_FOR_US))) is Group.NOT_FOR_US
    assert group_of(one.lines[0]) is Group.NOT_LOOKED_AT


def test_optional_lines_are_apart_and_law_comes_first() -> None:
    gap = Answer(verdict=Verdict.NOT_FOUND)
    one = check([due("a", force=DutyForce.COUNTY_PRACTICE), due("b"), due("c", optional=True)])
    found = grouped(told(one, {"a": gap, "b": gap, "c": gap}))
    assert [line.key for line in found[Group.GAP]] == ["b", "a"]
    assert [line.key for line in found[Group.OPTIONAL_GAP]] == ["c"]


def test_a_department_leaves_out_only_what_binds_the_other_alone() -> None:
    lines = [
        due("cw"), due("both", bearers=(Bearer.CHILD_WELFARE, Bearer.PROBATION)),
        due("team", bearers=(Bearer.PROTOCOL_TEAM,)), due("none", bearers=()),
    ]  # fmt: skip
    one = check(lines, departments=(Bearer.PROBATION,))
    assert [line.key for line in one.lines] == ["both", "team", "none"]
