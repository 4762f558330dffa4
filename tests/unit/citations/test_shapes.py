"""A region read by its shape is read as if the shape had never been seen."""

from __future__ import annotations

import json
import random
import re
from pathlib import Path

import pytest

from compendium.citations.find import Finder
from compendium.citations.forms import shipped_forms

FIXTURES = Path(__file__).parents[2] / "fixtures"
TEXTS = [
    json.loads(line)["text"]
    for name in ("citations/spellings.jsonl", "examples/citations_dev.jsonl")
    for line in (FIXTURES / name).read_text(encoding="utf-8").splitlines()
]


def other_digits(text: str, chance: random.Random) -> str:
    """The text with other digits in the same places."""
    return re.sub("[0-9]", lambda _: str(chance.randrange(10)), text)


@pytest.fixture(scope="module")
def finder() -> Finder:
    return Finder(shipped_forms())


def test_a_shape_answers_as_a_reading_does(finder: Finder) -> None:
    chance = random.Random(1)
    learned = Finder(shipped_forms())
    for text in TEXTS * 3:
        changed = other_digits(text, chance)
        for match in finder.scanner.finditer(changed.encode()):
            region = match.group().decode()
            assert learned._shapes.region(region) == learned._read_shape(region)[0], region


def test_the_order_of_texts_does_not_matter(finder: Finder) -> None:
    chance = random.Random(2)
    texts = [other_digits(text, chance) for text in TEXTS]
    forwards = [finder.find(text) for text in texts]
    backwards = Finder(shipped_forms())

    assert [backwards.find(text) for text in reversed(texts)][::-1] == forwards
