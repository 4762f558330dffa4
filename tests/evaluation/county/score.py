"""How the check reads written documents: per state and per line, with every miss.

Run it with ``python -m tests.evaluation.county.score [tune|wide|judge]``.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from compendium.checks import Jurisdiction, check_document
from compendium.cli.places import current_edition
from compendium.edition.reader import EditionReader
from compendium.model.checklists import Checklist
from compendium.model.duties import Duty
from compendium.reading import Document, parse
from tests.evaluation.county.grammar import Written, write_documents
from tests.evaluation.county.render import FORMATS

TODAY = date(2026, 6, 1)
CHECKLISTS = {
    "missing": ("missing-from-care",),
    "policy": ("csec-policies", "interagency-protocol"),
    "protocol": ("interagency-protocol", "csec-policies"),
}


@dataclass
class Tally:
    """Covered lines found, missed and wrongly claimed; late deadlines credited; verdicts right."""

    found: int = 0
    missed: int = 0
    claimed: int = 0
    late_credited: int = 0
    right: int = 0
    scored: int = 0
    notes: list[str] = field(default_factory=list)
    by_key: Counter[str] = field(default_factory=Counter)

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall of covered."""
        whole = 2 * self.found + self.missed + self.claimed
        return 2 * self.found / whole if whole else 1.0

    def line(self, name: str) -> str:
        """One line of scores."""
        precision = self.found / max(1, self.found + self.claimed)
        recall = self.found / max(1, self.found + self.missed)
        return (
            f"check {name}: precision {precision:.3f}, recall {recall:.3f}, F1 {self.f1:.3f}; "
            f"verdict right {self.right}/{self.scored}; "
            f"{self.late_credited} wrong deadlines credited"
        )


def verdicts(reader: EditionReader, document: Document, kind: str) -> dict[str, str]:
    """The verdict on each line over the checklists of a kind of document."""
    found: dict[str, str] = {}
    for name in CHECKLISTS[kind]:
        checklist = reader.all(Checklist)[name]
        result = check_document(document, checklist, reader.all(Duty), TODAY, Jurisdiction.COUNTY)
        for one in result.findings:
            found.setdefault(one.line.key, one.verdict.value)
    return found


def count(tally: Tally, one: Written, got: dict[str, str], form: str) -> None:
    """Add one document to a tally."""
    for key, wanted in one.truth.items():
        if key in one.open:
            continue
        claim = got.get(key, "not-found")
        tally.scored += 1
        tally.right += claim == wanted
        if claim == wanted == "covered":
            tally.found += 1
        elif wanted == "covered":
            tally.missed += 1
        elif claim == "covered":
            tally.claimed += 1
            tally.late_credited += key in one.late
        if claim != wanted and "covered" in (claim, wanted):
            tally.by_key[f"{key} want {wanted} got {claim}"] += 1
            tally.notes.append(f"  {one.name} {form} {key}: want {wanted}, got {claim}")


def score(reader: EditionReader, written: Iterable[Written]) -> Tally:
    """The tally of documents, each in one of the formats in turn."""
    tally = Tally()
    forms = list(FORMATS)
    for number, one in enumerate(written):
        form = forms[(number // 3) % len(forms)]
        name, render = FORMATS[form]
        document = parse(render(one), name)
        count(tally, one, verdicts(reader, document, one.kind), form)
    return tally


def report(reader: EditionReader, halves: Iterable[str] = ("judge",), many: int = 54) -> list[str]:
    """One line for each half; the misses of the judging half stay out of sight."""
    lines = []
    for half in halves:
        tally = score(reader, write_documents(half, many))
        lines += [] if half == "judge" else tally.notes
        lines.append(tally.line(f"written documents, {half}"))
    return lines


def main() -> None:
    """Print the tally of the halves named."""
    halves = sys.argv[1:] or ["judge"]
    print("\n".join(report(current_edition(), halves)))


if __name__ == "__main__":
    main()
