"""Content files read as text: only a plain null is nothing, only form changes quoting."""

from __future__ import annotations

import pytest

from compendium.content.write import write_record
from compendium.content.yaml_nodes import parse_yaml
from compendium.model.money import ClaimingCode
from compendium.model.records import from_plain

CODE = """\
id: some-codes
code: null
purpose: no
instrument: cfl-15-16-41
sources:
- id: one
  title: 'null'
  kind: seed
  shows: 16:49
"""


@pytest.mark.parametrize(
    ("text", "value"),
    [("a: null", None), ("a: ~", None), ("a:", None), ("a: 'null'", "null"), ('a: "~"', "~"),
     ("a: no", "no"), ("a: 16:49", "16:49"), ("a: 2016-05-23", "2016-05-23"),
     ("a: 2016-17", "2016-17")],
)  # fmt: skip
def test_scalars_are_text_but_for_a_plain_null(text: str, value: str | None) -> None:
    assert parse_yaml(text)[0] == {"a": value}


def test_a_record_comes_back_in_canonical_form() -> None:
    record = from_plain(parse_yaml(CODE)[0], ClaimingCode)

    assert record.code is None
    assert record.sources[0].title == "null"
    assert write_record(record) == CODE
