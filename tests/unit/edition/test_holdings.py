"""Citations resolved against the real edition, as of the day of the text that cites."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from compendium.citations import resolve
from compendium.edition.holdings import Holdings
from compendium.edition.reader import EditionReader


def test_a_renumbered_paragraph_is_found_by_its_number_of_then(reader: EditionReader) -> None:
    then = resolve("WIC 300(b)(2)", Holdings(reader), on=date(2020, 5, 1))
    now = resolve("WIC 300(b)(2)", Holdings(reader), on=date(2024, 5, 1))

    assert (then.kind, then.now) == ("resolved", "WIC 300(b)(4)")
    assert now.now is None


def test_a_bare_bill_resolves_to_the_one_that_is_held(reader: EditionReader) -> None:
    found = resolve("SB 855", Holdings(reader))

    assert [target.citation for target in found.targets] == ["SB 855 (2014)"]


def test_what_is_not_held_is_unresolved_and_an_erratum_names_its_parent(
    reader: EditionReader,
) -> None:
    assert resolve("ACL 99-99", Holdings(reader)).kind == "unresolved"
    assert resolve("ACL 23-76E", Holdings(reader)).parent == "ACL 23-76"


def test_the_command_tells_what_each_citation_meant_on_the_day_of_the_text(
    tmp_path: Path, edition_file: Path, command: Callable[..., Any]
) -> None:
    text = tmp_path / "letter.txt"
    text.write_text("See Section 300(b)(2) of the Welfare and Institutions Code.", "utf-8")

    answer = command(
        "cite", text, "--dated", "2016-06-01", "--edition", edition_file, "--format", "json"
    )

    (found,) = json.loads(answer.out)["citations"]
    assert (found["kind"], found["names"], found["now"]) == (
        "resolved", ["WIC 300"], "WIC 300(b)(4)",
    )  # fmt: skip
