"""The generated reference is what the code would write today, and says everything there is."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from compendium.content.rules.catalogue import RULES
from tools.reference import PAGES, ROOT

REFERENCE = ROOT / "docs" / "reference"


@pytest.mark.parametrize("name", list(PAGES))
def test_a_generated_page_is_current(name: str) -> None:
    written = (REFERENCE / name).read_text(encoding="utf-8")

    assert written == PAGES[name]().rstrip() + "\n", "run `make docs`"


def test_every_rule_has_a_code_of_its_own_and_all_its_words() -> None:
    codes = [rule.code for rule in RULES]

    assert len(codes) == len(set(codes))
    assert all(rule.summary and rule.reason and rule.remedy for rule in RULES)


@pytest.mark.parametrize("page", sorted((ROOT / "docs").rglob("*.md")), ids=lambda path: path.name)
def test_links_inside_the_documentation_lead_somewhere(page: Path) -> None:
    for target in re.findall(
        r"\]\((?!https?:|#|mailto:)([^)#]+)", page.read_text(encoding="utf-8")
    ):
        assert (page.parent / target).exists(), f"{page.name} links to {target}"
