"""Rules about files: their place, their shape, their form."""

from __future__ import annotations

from collections.abc import Iterator

from compendium.content.format import canonical_text
from compendium.content.rules.rule import ContentRule, Indexed
from compendium.model.reference import Compendium
from compendium.vocabulary.problems import Problem


class _Reported(ContentRule):
    """A rule whose problems the loader finds; it documents them and passes them on."""

    def check(self, indexed: Indexed) -> Iterator[Problem]:
        for problem in indexed.content.problems:
            if problem.code == self.code:
                yield problem


class UnknownFile(_Reported):
    """Every file stands where its kind belongs."""

    code = "unknown-file"
    summary = "A content file stands at a path where no kind of content belongs."
    reason = "A file nobody reads looks like content and is not."
    remedy = "Move the file to its place in the layout, or remove it."


class UnreadableFile(_Reported):
    """Every file can be read as UTF-8 YAML or as a page."""

    code = "unreadable-file"
    summary = "A content file cannot be read."
    reason = "A compile that skipped it would quietly lose what it says."
    remedy = "Mend the line named; a tab, a missing quote or a merge mark is usual."


class WrongShape(_Reported):
    """Every record has the fields of its type and no other."""

    code = "wrong-shape"
    summary = "A record lacks a field, has one it may not have, or a value of the wrong kind."
    reason = "A misspelled field would otherwise be ignored in silence."
    remedy = "Compare with a record of the same kind; the reference lists every field."


class CanonicalForm(ContentRule):
    """Every file equals its canonical form, comments aside."""

    code = "canonical-form"
    summary = "A file is not written in canonical form."
    reason = "One form makes every change readable as what it changes and nothing else."
    remedy = "Run `compendium format` and look at what it changed."

    def check(self, indexed: Indexed) -> Iterator[Problem]:
        for path, text in indexed.content.texts.items():
            wanted = canonical_text(indexed.content, path)
            if wanted is None:
                continue
            written = [line for line in text.split("\n") if not line.startswith("#")]
            expected = wanted.split("\n")
            if written != expected:
                line = _first_difference(text, expected)
                yield Problem(self.code, "the file is not in canonical form from here", path, line)


class CompendiumPresent(ContentRule):
    """There is exactly one record of what the compendium is."""

    code = "compendium-record"
    summary = "The content has no compendium.yaml, or no readable one."
    reason = "Title, scope, topics and known gaps come from it."
    remedy = "Write compendium.yaml; CONTRIBUTING shows its fields."

    def check(self, indexed: Indexed) -> Iterator[Problem]:
        if not indexed.content.of(Compendium):
            yield Problem(self.code, "compendium.yaml is missing", "compendium.yaml", 1)


def _first_difference(text: str, expected: list[str]) -> int:
    at = 0
    for number, line in enumerate(text.split("\n"), start=1):
        if line.startswith("#"):
            continue
        if at >= len(expected) or line != expected[at]:
            return number
        at += 1
    return text.count("\n") + 1
