"""Editions handed on: only whole ones are taken, and nothing half-brought is left behind."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from compendium.edition.handing import offer, pull, use
from compendium.edition.reader import open_edition
from compendium.edition.shelf import edition_file, read_current
from compendium.vocabulary.errors import UserError


@pytest.fixture
def there(tiny_file: Path, tmp_path: Path) -> Path:
    """A shelf that offers one edition."""
    shelf = tmp_path / "there"
    shelf.mkdir()
    name = open_edition(tiny_file).colophon.edition
    shutil.copy(tiny_file, edition_file(shelf, name))
    use(shelf, name)
    offer(shelf, name)
    return shelf


def left(shelf: Path) -> list[str]:
    return sorted(one.name for one in shelf.iterdir()) if shelf.exists() else []


def test_an_edition_is_pulled_checked_and_used(
    there: Path, tmp_path: Path, command: Callable[..., Any]
) -> None:
    here = tmp_path / "here"
    said = command("edition", "pull", there, "--shelf", here, "--use", "--format", "json")
    assert said.code == 0, said.err
    name = json.loads(said.out)["edition"]
    noted = read_current(here)
    assert noted is not None
    assert noted.edition == name
    listed = command("edition", "list", "--shelf", here)
    assert f"* {name}" in listed.out
    assert command("edition", "verify", edition_file(here, name)).code == 0
    again = command("edition", "pull", there, "--shelf", here)
    assert "already here" in again.out


@pytest.mark.parametrize("at", [-1, 4_000])
def test_a_damaged_edition_is_not_taken(there: Path, tmp_path: Path, at: int) -> None:
    file = next(there.glob("*.sqlite"))
    body = bytearray(file.read_bytes())
    body[at] ^= 1
    file.write_bytes(body)
    here = tmp_path / "here"
    with pytest.raises(UserError, match="checksum") as refused:
        pull(str(there), here)
    assert refused.value.code == "damaged-edition"
    assert left(here) == []


def test_a_list_that_lies_about_the_digest_is_not_believed(there: Path, tmp_path: Path) -> None:
    said = json.loads((there / "editions.json").read_text())
    said["editions"][0]["digest"] = "0" * 64
    (there / "editions.json").write_text(json.dumps(said))
    with pytest.raises(UserError, match="not what its list says"):
        pull(str(there), tmp_path / "here")
    assert left(tmp_path / "here") == []


@pytest.mark.parametrize("name", ["../../etc/passwd", "0" * 12, "x"])
def test_only_editions_that_are_offered_can_be_named(
    there: Path, tmp_path: Path, name: str
) -> None:
    with pytest.raises(UserError) as refused:
        pull(str(there), tmp_path / "here", name)
    assert refused.value.code == "unknown-edition"
    with pytest.raises(UserError):
        use(there, name)


def test_places_that_cannot_be_used_are_said(there: Path, tmp_path: Path) -> None:
    for place, code in (
        (str(tmp_path / "nowhere"), "no-list"),
        ("http://county.example/editions", "not-https"),
    ):
        with pytest.raises(UserError) as refused:
            pull(place, tmp_path / "here")
        assert refused.value.code == code
    (there / "editions.json").write_text("[]")
    with pytest.raises(UserError) as refused:
        pull(str(there), tmp_path / "here")
    assert refused.value.code == "bad-list"


def test_a_file_that_is_no_edition_is_said_to_be_none(
    command: Callable[..., Any], tmp_path: Path
) -> None:
    other = tmp_path / "other.sqlite"
    other.write_text("no edition")
    said = command("edition", "verify", other)
    assert said.code == 2
    assert "damaged" in said.err
    assert command("edition", "verify", tmp_path / "none").code == 2
