"""The radar and what was learned between editions, as pages."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from django.test import Client

from compendium.compiler.compile import compile_edition
from compendium.content.check import check_directory
from compendium.edition.shelf import Current, edition_file, set_current
from compendium.web.editions import lay_out

TINY = Path(__file__).parents[2] / "corpora" / "tiny"


def test_the_radar_lists_what_to_look_after_as_of_a_day(real: Client) -> None:
    today = real.get("/on/2026-11-25/radar").content.decode()
    before = real.get("/on/2019-12-31/radar").content.decode()

    assert "Due by law, and not seen" in today
    assert "was due on January 1, 2020" in today
    assert "was due on January 1, 2020" not in before


@pytest.fixture
def two_editions(today: date, tmp_path: Path) -> Iterator[tuple[str, str]]:
    shutil.copytree(TINY, tmp_path / "content")
    ids = []
    for _ in range(2):
        colophon = compile_edition(check_directory(tmp_path / "content"), tmp_path / "new.sqlite")
        (tmp_path / "new.sqlite").rename(edition_file(tmp_path, colophon.edition))
        ids.append(colophon.edition)
        (tmp_path / "content" / "terms.yaml").write_text("[]\n", encoding="utf-8")
    set_current(tmp_path, Current(edition=ids[1], file=f"{ids[1]}.sqlite", fingerprint="x"))
    lay_out(None, tmp_path)
    yield ids[0], ids[1]
    lay_out(None, None)


def test_two_editions_are_held_against_each_other(
    client: Client, two_editions: tuple[str, str]
) -> None:
    older, newer = two_editions

    page = client.get(f"/compare/editions?from={older}&to={newer}").content.decode()

    assert "1 record" in page
    assert "Removed: 1" in page
    assert client.get("/compare/editions").status_code == 200


def test_an_edition_that_is_not_kept_is_said_plainly(tiny: Client) -> None:
    answer = tiny.get("/compare/editions?from=000000000000&to=zzz")

    assert answer.status_code == 400
    assert "not kept here" in answer.content.decode()
