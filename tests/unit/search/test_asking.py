"""A question gets passages as they stand, on the page and on the command line, or an honest no."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from compendium.web import editions

QUESTION = "who must be told when a child is missing from care"


def test_the_command_gives_passages_with_their_citation_and_status(
    edition_file: Path, command: Callable[..., Any]
) -> None:
    said = command(
        "ask", QUESTION, "--on", "2026-06-01", "--edition", edition_file, "--format", "json"
    )

    value = json.loads(said.out)
    assert 1 <= len(value["passages"]) <= 3
    assert all(one["text"] and one["title"] for one in value["passages"])
    assert any("WIC 16501.35" in (one["citation"] or "") for one in value["passages"])


def test_what_nothing_answers_says_so_and_where_to_ask(
    edition_file: Path, command: Callable[..., Any]
) -> None:
    said = command("ask", "how do I renew a fishing licence", "--edition", edition_file)

    assert said.code == 0
    assert "Nothing here answers that." in said.out
    assert "The publisher" in said.out


@pytest.fixture
def real(settings: Any, edition_file: Path) -> Any:
    editions.lay_out(edition_file, None)
    yield Client(headers={"host": "127.0.0.1"})
    editions.lay_out(None, None)


def test_the_page_shows_what_the_records_say_to_a_question(real: Client) -> None:
    asked = real.get("/on/2026-06-01/search", {"q": QUESTION}).content.decode()
    typed = real.get("/on/2026-06-01/search", {"q": "ACL 16-49"}).content.decode()

    assert "What the records say" in asked
    assert "What the records say" not in typed
