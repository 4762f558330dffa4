"""What changed between two days, and between two editions, as the real content tells it."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from compendium.compiler.compile import compile_edition
from compendium.content.check import check_directory
from compendium.edition.compare import compare_days, comparison_value
from compendium.edition.learned import compare_editions
from compendium.edition.reader import EditionReader, open_edition
from compendium.vocabulary.errors import UserError

TINY = Path(__file__).parents[2] / "corpora" / "tiny"


def test_before_and_after_the_notice_law(reader: EditionReader) -> None:
    found = compare_days(reader, date(2024, 12, 31), date(2025, 1, 1))

    titles = [one.title for one in found.duties.added]
    assert "Tell nine kinds of people within 24 hours" in titles
    (changed,) = [one for one in found.instruments.changed if one.id == "wic-16501.35"]
    assert "AB 2108 (2024) amended (b)(2)(F)" in changed.sentence
    assert "WIC 16501.35(b)(2)(F)" in found.paragraph
    assert reader.colophon.edition in found.paragraph


def test_before_and_after_the_new_partners(reader: EditionReader) -> None:
    found = compare_days(reader, date(2017, 12, 31), date(2018, 1, 1))

    assert {one.sentence.partition(": ")[2] for one in found.partners.added} == {
        "County office of education, from January 1, 2018.",
        "County sheriff, from January 1, 2018.",
    }
    (team,) = [one for one in found.duties.changed if "required partners" in one.title]
    assert "added County office of education and County sheriff" in team.sentence


def test_the_four_codes_are_told_when_the_grid_came(reader: EditionReader) -> None:
    found = compare_days(reader, date(2016, 5, 22), date(2016, 5, 23))

    (changed,) = [one for one in found.instruments.changed if one.id == "acl-15-49"]
    assert "now partially in force: ACL 16-49 replaced the four" in changed.sentence
    assert "acl-16-49" in {one.id for one in found.instruments.added}


def test_nothing_changes_where_nothing_happened(reader: EditionReader) -> None:
    found = compare_days(reader, date(1901, 1, 1), date(1901, 1, 2))

    assert not any((found.duties, found.instruments, found.codes, found.money, found.partners))
    assert "No duty held here began" in found.paragraph


def test_the_days_must_be_in_order(reader: EditionReader, command: Callable[..., Any]) -> None:
    with pytest.raises(UserError, match="earlier day first"):
        compare_days(reader, date(2018, 1, 1), date(2018, 1, 1))
    answer = command("compare", "2018-01-01", "2017-01-01")
    assert (answer.code, answer.out) == (2, "")


def test_the_answer_is_plain_json(reader: EditionReader) -> None:
    value = comparison_value(compare_days(reader, date(2024, 12, 31), date(2025, 1, 1)))

    assert {"from", "to", "added", "ended", "changed", "instruments", "paragraph"} <= set(value)
    assert value["from"] == "2024-12-31"


def test_two_editions_tell_what_was_learned(tmp_path: Path) -> None:
    shutil.copytree(TINY, tmp_path / "content")
    compile_edition(check_directory(TINY), tmp_path / "old.sqlite")
    letter = tmp_path / "content" / "instruments" / "acl" / "2015" / "acl-15-02.yaml"
    text = letter.read_text(encoding="utf-8").replace("An invented instrument.", "Another word.")
    letter.write_text(text, encoding="utf-8")
    (tmp_path / "content" / "terms.yaml").write_text("[]\n", encoding="utf-8")
    compile_edition(check_directory(tmp_path / "content"), tmp_path / "new.sqlite")

    older, newer = open_edition(tmp_path / "old.sqlite"), open_edition(tmp_path / "new.sqlite")
    found = compare_editions(older, newer)

    assert [(one.change, one.kind, one.label, one.fields) for one in found] == [
        ("changed", "instrument", "ACL 15-02", ("summary",)),
        ("removed", "term", "missing from care", ()),
    ]
