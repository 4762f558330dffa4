"""The gate: loaded content becomes checked content, or all its problems at once."""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar, final

from compendium.content.load import Content, load_content
from compendium.content.rules.catalogue import RULES
from compendium.content.rules.rule import Indexed
from compendium.model.records import Record
from compendium.vocabulary.errors import CompendiumError, ContentError
from compendium.vocabulary.problems import Problem, Severity

R = TypeVar("R", bound=Record)

_KEY = object()


@final
class CheckedContent:
    """Content that satisfied every rule. Only ``check`` makes one."""

    def __init__(self, key: object, content: Content, warnings: tuple[Problem, ...]) -> None:
        if key is not _KEY:
            raise CompendiumError("not-checked", "Checked content is made by check() alone.")
        self._content = content
        self.warnings = warnings

    def of(self, kind: type[R]) -> list[R]:
        """The records of one type, in content order."""
        return [located.record for located in self._content.of(kind)]


def problems_of(content: Content) -> list[Problem]:
    """Every problem of loaded content, errors and warnings, in file order."""
    indexed = Indexed(content)
    found = {problem for rule in RULES for problem in rule.check(indexed)}
    return sorted(found, key=lambda p: (p.path, p.line, p.code, p.message))


def check(content: Content) -> CheckedContent:
    """Checked content. Raises ContentError ``content-problems`` listing every error."""
    problems = problems_of(content)
    errors = [p for p in problems if p.severity is Severity.ERROR]
    if errors:
        listed = "\n".join(str(problem) for problem in errors)
        plural = "problem" if len(errors) == 1 else "problems"
        raise ContentError("content-problems", f"The content has {len(errors)} {plural}:\n{listed}")
    return CheckedContent(_KEY, content, tuple(problems))


def check_directory(root: Path) -> CheckedContent:
    """Load and check a content directory."""
    return check(load_content(root))
