"""What is wrong with content, and where: data, never an exception."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple


class Severity(StrEnum):
    """Errors block a compile; warnings are kept, reported and shown."""

    ERROR = "error"
    WARNING = "warning"


class Place(NamedTuple):
    """A spot in a content file: path relative to the content directory, line from 1."""

    path: str
    line: int


class Problem(NamedTuple):
    """One thing that content does not satisfy."""

    code: str
    message: str
    path: str
    line: int
    severity: Severity = Severity.ERROR

    def __str__(self) -> str:
        mark = "" if self.severity is Severity.ERROR else "warning: "
        return f"{self.path}:{self.line}: {self.code} {mark}{self.message}"
