"""Each rule fires at the fault planted for it, and no rule fires anywhere else."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
import yaml

from compendium.content.check import check, problems_of
from compendium.content.load import load_content
from compendium.content.rules.catalogue import RULES
from compendium.vocabulary.errors import ContentError
from compendium.vocabulary.problems import Severity

CORPORA = Path(__file__).parents[2] / "corpora"
FAULTS: dict[str, dict[str, Any]] = yaml.safe_load(
    (CORPORA / "broken.yaml").read_text(encoding="utf-8")
)


def plant(fault: dict[str, Any], root: Path) -> None:
    shutil.copytree(CORPORA / "tiny", root)
    file = root / fault["file"]
    if "text" in fault:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(fault["text"], encoding="utf-8")
    if fault.get("remove"):
        file.unlink()
    if "move" in fault:
        file.rename(root / fault["move"])
    if "find" in fault:
        replace(file, fault["find"], fault["replace"])
    if "also" in fault:
        replace(root / fault.get("also_file", fault["file"]), fault["also"], fault["with"])


def replace(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert text.count(old) >= 1, f"{old!r} is not in {file}"
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_every_rule_has_a_broken_corpus() -> None:
    assert set(FAULTS) == {rule.code for rule in RULES}


def test_the_tiny_corpus_satisfies_every_rule() -> None:
    assert problems_of(load_content(CORPORA / "tiny")) == []


@pytest.mark.parametrize("code", FAULTS)
def test_a_rule_fires_at_its_fault_and_no_other_rule_does(code: str, tmp_path: Path) -> None:
    fault = FAULTS[code]
    plant(fault, tmp_path / "corpus")

    problems = problems_of(load_content(tmp_path / "corpus"))

    assert fault["at"] in {f"{p.path}:{p.line}" for p in problems if p.code == code}
    assert {p.code for p in problems} == {code, *fault.get("with_others", [])}


@pytest.mark.parametrize("code", FAULTS)
def test_an_error_refuses_the_content_and_a_warning_does_not(code: str, tmp_path: Path) -> None:
    plant(FAULTS[code], tmp_path / "corpus")
    content = load_content(tmp_path / "corpus")
    rule = next(rule for rule in RULES if rule.code == code)

    if rule.severity is Severity.WARNING:
        assert [w.code for w in check(content).warnings] == [code]
    else:
        with pytest.raises(ContentError, match="problem"):
            check(content)


def test_rule_codes_are_unique_and_every_rule_is_documented() -> None:
    codes = [rule.code for rule in RULES]

    assert len(codes) == len(set(codes))
    for rule in RULES:
        assert type(rule).__doc__, rule.code
        for text in (rule.summary, rule.reason, rule.remedy):
            assert text.endswith("."), (rule.code, text)
