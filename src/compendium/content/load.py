"""From content files to frozen records that still know their file and line."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, Generic, TypeVar

import msgspec

from compendium.content.paths import Shelf, shelf_of
from compendium.content.yaml_nodes import Lines, Spot, UnreadableFileError, parse_yaml, read_yaml
from compendium.model.records import Record, from_plain
from compendium.model.reference import Page
from compendium.vocabulary.errors import UserError
from compendium.vocabulary.problems import Problem

R = TypeVar("R", bound=Record)

_KINDS_OF_FILE: Final = (".yaml", ".md")
_FRONT_MATTER: Final = re.compile(r"---\n(.*?)\n---\n(.*)", re.DOTALL)
_WHERE: Final = re.compile(r" - at `\$(.*)`$")
_STEP: Final = re.compile(r"\.([^.\[]+)|\[(\d+)\]|\[\.\.\.\]")


@dataclass(frozen=True)
class Located(Generic[R]):
    """A record and where it stands: its file, its spot in it, its lines."""

    record: R
    path: str
    spot: Spot
    lines: Lines

    def line(self, *spot: str | int) -> int:
        """The line of a field of the record, or of the record itself."""
        return self.lines.of((*self.spot, *spot))

    def problem(self, code: str, message: str, *spot: str | int) -> Problem:
        """A problem at a field of the record."""
        return Problem(code, message, self.path, self.line(*spot))


@dataclass
class Content:
    """Everything a content directory holds, as far as it could be read."""

    root: Path
    records: dict[type[Record], list[Located[Any]]] = field(default_factory=dict)
    by_path: dict[str, list[Located[Any]]] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def of(self, kind: type[R]) -> list[Located[R]]:
        """The located records of one type, in file order."""
        return self.records.get(kind, [])

    def add(self, located: Located[Any]) -> None:
        """Take in one record, to be found by its type and by its file."""
        self.records.setdefault(type(located.record), []).append(located)
        self.by_path.setdefault(located.path, []).append(located)

    def every(self) -> Iterator[Located[Record]]:
        """All located records."""
        for located in self.records.values():
            yield from located


def content_files(root: Path) -> list[str]:
    """The paths of all content files below a directory, sorted, with forward slashes."""
    if not root.is_dir():
        raise UserError("no-content", f"There is no content directory at {root}.")
    return sorted(
        path.relative_to(root).as_posix()
        for path in root.rglob("*")
        if path.suffix in _KINDS_OF_FILE and path.is_file()
    )


def fingerprint(root: Path) -> str:
    """A digest of the bytes of all content files: changes when any of them does."""
    digest = hashlib.sha256()
    for path in content_files(root):
        digest.update(path.encode() + b"\0")
        digest.update(hashlib.sha256((root / path).read_bytes()).digest())
    return digest.hexdigest()


def load_content(root: Path) -> Content:
    """Read a content directory. What cannot be read becomes a problem, never an exception."""
    content = Content(root)
    for path in content_files(root):
        _load_file(content, path)
    return content


def _load_file(content: Content, path: str) -> None:
    shelf = shelf_of(path)
    if shelf is None:
        message = "no kind of content stands at this path; see the layout in CONTRIBUTING"
        content.problems.append(Problem("unknown-file", message, path, 1))
        return
    try:
        plain, lines = _read(content, path)
    except UnreadableFileError as error:
        content.problems.append(Problem("unreadable-file", error.reason, path, error.line))
        return
    _take_records(content, path, shelf, plain, lines)


def _read(content: Content, path: str) -> tuple[Any, Lines]:
    file = content.root / path
    if path.endswith(".md"):
        return _read_page(file)
    plain, lines = read_yaml(file)
    content.texts[path] = file.read_text(encoding="utf-8")
    return plain, lines


def _read_page(file: Path) -> tuple[Any, Lines]:
    try:
        text = file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        raise UnreadableFileError(1, "the file is not readable as UTF-8 text") from None
    found = _FRONT_MATTER.fullmatch(text)
    if not found:
        raise UnreadableFileError(1, "a page starts with its fields between two lines of ---")
    plain, lines = parse_yaml(found[1])
    if isinstance(plain, dict):
        plain["text"] = found[2].strip()
    return plain, lines


def _take_records(content: Content, path: str, shelf: Shelf, plain: Any, lines: Lines) -> None:  # noqa: ANN401
    if shelf.single:
        _take(content, path, shelf, plain, (), lines)
        return
    if not isinstance(plain, list):
        content.problems.append(
            Problem("wrong-shape", "this file holds a list of records", path, 1)
        )
        return
    for at, one in enumerate(plain):
        _take(content, path, shelf, one, (at,), lines)


def _take(
    content: Content,
    path: str,
    shelf: Shelf,
    plain: Any,  # noqa: ANN401  parsed YAML
    spot: Spot,
    lines: Lines,
) -> None:
    try:
        record = from_plain(plain, shelf.record)
    except msgspec.ValidationError as error:
        message, inner = _where(str(error))
        line = lines.of((*spot, *inner))
        content.problems.append(Problem("wrong-shape", message, path, line))
        return
    if isinstance(record, Page) and record.language != path.split("/")[1]:
        message = f"a page in {record.language!r} stands in the folder of another language"
        content.problems.append(Problem("wrong-shape", message, path, 2))
    content.add(Located(record, path, spot, lines))


def _where(message: str) -> tuple[str, Spot]:
    """The words of a validation error, and the spot it speaks of."""
    found = _WHERE.search(message)
    if not found:
        return _plainly(message), ()
    steps: list[str | int] = []
    for name, position in _STEP.findall(found[1]):
        if name or position:
            steps.append(name or int(position))
    return _plainly(message[: found.start()]), tuple(steps)


def _plainly(message: str) -> str:
    words = {
        "Object missing required field": "this record lacks the field",
        "Object contains unknown field": "this record has a field that it may not have:",
        "Invalid enum value": "this word is not in the vocabulary of the field:",
    }
    for theirs, ours in words.items():
        message = message.replace(theirs, ours)
    return message
