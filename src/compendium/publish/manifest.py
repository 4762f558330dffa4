"""What a copy notes of itself: from what it was made, and the digest of every file."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from datetime import date
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Final

import msgspec

MANIFEST: Final = "site.json"
_MADE_WITH: Final = ("jinja2", "lxml", "markdown-it-py", "markdownify", "xlsxwriter", "icalendar")


class Manifest(msgspec.Struct, kw_only=True):
    """The note of a copy.

    ``source`` stands for everything that its bytes hang on; ``linked`` says that every link
    was followed and leads somewhere; ``files`` and ``search`` are digests by name, of its own
    files and of those of its full-text index.
    """

    edition: str
    as_of: str
    source: str = ""
    pages: int = 0
    dated: int = 0
    linked: bool = False
    files: dict[str, str] = {}
    search: dict[str, str] = {}


def source_of(digest: str, on: date, address: str | None) -> str:
    """A digest of all that a copy's bytes hang on: edition, day, address and this program."""
    sums = hashlib.sha256(f"{digest} {on.isoformat()} {address}\n".encode())
    for name in _MADE_WITH:
        try:
            sums.update(f"{name} {version(name)}\n".encode())
        except PackageNotFoundError:
            continue
    for one in _all_of(files("compendium")):
        sums.update(hashlib.sha256(one.read_bytes()).digest())
    return sums.hexdigest()


def read_manifest(folder: Path) -> Manifest | None:
    """The note of a copy in a folder, or None. Names that lead out of it are left out."""
    try:
        found = msgspec.json.decode((folder / MANIFEST).read_bytes(), type=Manifest)
    except (OSError, msgspec.MsgspecError):
        return None
    found.files = {name: value for name, value in found.files.items() if _inside(name)}
    found.search = {name: value for name, value in found.search.items() if _inside(name)}
    return found


def write_manifest(folder: Path, said: Manifest) -> None:
    """Note what a copy is, where that is not noted yet."""
    text = json.dumps(msgspec.to_builtins(said), indent=1, sort_keys=True)
    target = folder / MANIFEST
    if not target.is_file() or target.read_text(encoding="utf-8") != f"{text}\n":
        target.write_text(f"{text}\n", encoding="utf-8")


def stands(folder: Path, sums: dict[str, str]) -> bool:
    """Whether every file is there with the digest that is noted of it."""
    return bool(sums) and all(sum_of(folder / name) == value for name, value in sums.items())


def sum_of(file: Path) -> str | None:
    """The digest of a file, or None where there is none."""
    try:
        return hashlib.sha256(file.read_bytes()).hexdigest()
    except OSError:
        return None


def _inside(name: str) -> bool:
    return not name.startswith("/") and ".." not in Path(name).parts


def _all_of(place: Traversable) -> Iterator[Traversable]:
    for one in sorted(place.iterdir(), key=lambda one: one.name):
        if one.is_dir():
            if one.name != "__pycache__":
                yield from _all_of(one)
        else:
            yield one
