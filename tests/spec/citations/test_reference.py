"""The reference of the citations room names every form and everything that is public."""

from __future__ import annotations

import doctest
import importlib
import re
from pathlib import Path

import pytest

from compendium import citations
from compendium.citations import shipped_forms

PAGE = Path(__file__).parents[3] / "docs" / "reference" / "citations.md"


def form_table() -> str:
    """Every form: what it is, its canonical prefix, an example as printed and as put right."""
    lines = ["| form | what it is | printed, for example | canonical |", "|---|---|---|---|"]
    for form in shipped_forms():
        example = form.examples[0]
        lines.append(f"| `{form.id}` | {form.title} | {example.text} | `{example.canonical}` |")
    return "\n".join(lines)


def test_the_table_of_forms_is_current() -> None:
    page = PAGE.read_text(encoding="utf-8")
    written = page.partition("<!-- forms -->\n")[2].partition("\n<!-- end of forms -->")[0]

    assert written == form_table(), f"put this between the marks:\n{form_table()}"


def test_everything_public_is_documented() -> None:
    page = PAGE.read_text(encoding="utf-8")

    assert [name for name in citations.__all__ if f"`{name}" not in page] == []


def test_the_examples_of_the_page_are_true() -> None:
    runner = doctest.DocTestRunner(optionflags=doctest.NORMALIZE_WHITESPACE)
    text = "\n\n".join(re.findall(r"```pycon\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.S))
    test = doctest.DocTestParser().get_doctest(text, {}, "citations.md", None, 0)

    assert test.examples
    assert runner.run(test).failed == 0


@pytest.mark.parametrize("name", ["", ".numbers", ".normalise", ".pinpoints"])
def test_the_examples_of_the_code_are_true(name: str) -> None:
    module = importlib.import_module(f"compendium.citations{name}")

    result = doctest.testmod(module)

    assert result.attempted
    assert result.failed == 0


def test_the_room_needs_nothing_else_of_this_project() -> None:
    folder = Path(citations.__file__).parent
    foreign = [
        line
        for file in folder.glob("*.py")
        for line in file.read_text(encoding="utf-8").splitlines()
        if re.match(r"(?:from|import) compendium\.(?!citations\b)", line)
    ]

    assert foreign == []
