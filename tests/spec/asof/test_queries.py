"""Real standards series, imported as lists: no as-of answer is wrong."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.evaluation.asof import (
    EXAMPLES,
    QUERIES,
    imported,
    judge,
    relations_report,
    rows_by_series,
)

ROWS = rows_by_series(QUERIES)


@pytest.mark.parametrize("series", sorted(ROWS))
def test_every_query_is_answered_right(series: str, tmp_path: Path) -> None:
    reader = imported(EXAMPLES / f"{series}_facts.jsonl", tmp_path)

    verdicts = [(judge(reader, row), row["id"]) for row in ROWS[series]]

    assert [(said, name) for (verdict, said), name in verdicts if verdict == "wrong"] == []
    assert Counter(verdict for (verdict, _), _ in verdicts)["unknown"] <= len(verdicts) // 20


def test_relations_of_real_guidance_keep_their_verb() -> None:
    lines = list(relations_report(EXAMPLES / "guidance_relations_dev.jsonl"))

    assert not [line for line in lines if "lost" in line]


@pytest.mark.parametrize(("series", "at_least"), [("pep", 20), ("xep", 25)])
def test_contradictions_between_two_sides_are_reported_with_both(
    series: str, at_least: int, tmp_path: Path, command: Callable[..., Any]
) -> None:
    facts = EXAMPLES / f"{series}_facts.jsonl"

    answer = command("import", facts, "--into", tmp_path / series, "--format", "json")

    value = json.loads(answer.out)
    said = [w["message"] for w in value["warnings"] if w["code"] == "claim-one-sided"]
    assert len(said) == len(value["one_sided"]) >= at_least
    for claim, message in zip(value["one_sided"], said, strict=True):
        assert claim["newer"] in message or claim["older"] in message
        assert "does not say so" in message


def test_a_batch_answers_over_imported_facts(tmp_path: Path, command: Callable[..., Any]) -> None:
    reader = imported(EXAMPLES / "bip_facts.jsonl", tmp_path)
    batch = tmp_path / "rows.jsonl"
    batch.write_text(
        '{"id": 1, "document": "BIP 20", "as_of": "2011-12-31"}\n'
        '{"id": 2, "document": "bip 20", "as_of": null}\n',
        encoding="utf-8",
    )

    answer = command("status", "--batch", batch, "--edition", reader.path, "--format", "json")

    first, second = map(json.loads, answer.out.splitlines())
    assert (first["id"], first["document"]) == (1, "BIP 20")
    assert second["superseded_by"] == ["BIP 21"]
