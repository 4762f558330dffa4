"""YAML as plain values with the line of every one of them.

All scalars are text but for ``null``: what a field means is decided by its type,
so ``no`` is never a boolean and ``2016-17`` never a sum.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

import yaml

Spot = tuple[str | int, ...]
"""Where a value stands in a file: keys and positions from the top."""

NULLS: Final = frozenset({"", "~", "null"})

_LIMIT: Final = 4_000_000
"""A content file is small; anything larger is a mistake, not content."""


class UnreadableFileError(Exception):
    """A file that is not the YAML we read: a line (from 1) and why."""

    def __init__(self, line: int, reason: str) -> None:
        super().__init__(reason)
        self.line = line
        self.reason = reason


class Lines:
    """The line of each value of one file. A value without its own takes its holder's."""

    def __init__(self) -> None:
        self._lines: dict[Spot, int] = {}

    def note(self, spot: Spot, line: int) -> None:
        """Remember where a value starts."""
        self._lines[spot] = line

    def of(self, spot: Spot) -> int:
        """The line of the value, or of the nearest value that holds it."""
        while spot:
            if spot in self._lines:
                return self._lines[spot]
            spot = spot[:-1]
        return self._lines.get((), 1)


def read_yaml(path: Path) -> tuple[Any, Lines]:
    """The plain value of a file and the lines of its parts. Raises UnreadableFileError."""
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise UnreadableFileError(1, f"the file cannot be read ({error.strerror})") from None
    if len(raw) > _LIMIT:
        raise UnreadableFileError(1, "the file is larger than any content file should be")
    try:
        return parse_yaml(raw.decode("utf-8"))
    except UnicodeDecodeError:
        raise UnreadableFileError(1, "the file is not UTF-8 text") from None


def parse_yaml(text: str) -> tuple[Any, Lines]:
    """The plain value of a YAML text and the lines of its parts. Raises UnreadableFileError."""
    try:
        root = yaml.compose(text, Loader=yaml.CSafeLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else 1
        raise UnreadableFileError(line, f"not readable as YAML: {error.problem}") from None
    except yaml.YAMLError as error:
        raise UnreadableFileError(1, f"not readable as YAML: {error}") from None
    lines = Lines()
    lines.note((), 1)
    return (None if root is None else _plain(root, (), lines)), lines


def _plain(node: yaml.Node, spot: Spot, lines: Lines) -> Any:  # noqa: ANN401  plain YAML values
    line = node.start_mark.line + 1
    if len(spot) > 20:
        raise UnreadableFileError(line, "values are nested too deeply")
    lines.note(spot, line)
    if isinstance(node, yaml.ScalarNode):
        plain = not node.style and node.value in NULLS
        return None if plain else node.value
    if isinstance(node, yaml.SequenceNode):
        return [_plain(child, (*spot, at), lines) for at, child in enumerate(node.value)]
    return _mapping(node, spot, lines)


def _mapping(node: yaml.Node, spot: Spot, lines: Lines) -> dict[str, Any]:
    plain: dict[str, Any] = {}
    for key_node, value_node in node.value:
        line = key_node.start_mark.line + 1
        key = key_node.value
        if not isinstance(key, str):
            raise UnreadableFileError(line, "a key is not a plain word")
        if key in plain:
            raise UnreadableFileError(line, f"the key {key!r} stands twice")
        plain[key] = _plain(value_node, (*spot, key), lines)
        lines.note((*spot, key), line)
    return plain
