"""How well `check` reads county documents: the labelled openings, with every miss.

Run it with ``python -m tests.evaluation.protocols``. A California county's document is
scored per duty: evidenced must be covered, absent must not be; partial counts neither way.
Of every other document no line may be credited, whether the person says whose it is or not.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from compendium.checks import Jurisdiction, check_document
from compendium.cli.places import current_edition
from compendium.edition.reader import EditionReader
from compendium.model.checklists import Checklist, Verdict
from compendium.model.duties import Duty
from compendium.reading import Document, parse

HERE = Path(__file__).parent
EXAMPLES = HERE.parent / "fixtures" / "examples" / "protocols_dev.jsonl"
OWN = EXAMPLES.with_name("protocols_own.jsonl")
"""Openings of our own making in the same format. The words were tuned on them."""

TABLE = HERE / "protocol-duties.yaml"
TODAY = date(2026, 6, 1)
"""The day of every check, so that scores do not move with the calendar."""


@dataclass
class Score:
    """Lines found, missed and wrongly claimed over the county documents; lines of others."""

    found: int = 0
    missed: int = 0
    claimed: int = 0
    credited: int = 0
    documents: int = 0
    others: int = 0
    notes: list[str] = field(default_factory=list)

    @property
    def precision(self) -> float:
        """Of the lines claimed, how many are evidenced."""
        claims = self.found + self.claimed
        return self.found / claims if claims else 1.0

    @property
    def recall(self) -> float:
        """Of the lines evidenced, how many are found."""
        wanted = self.found + self.missed
        return self.found / wanted if wanted else 1.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def table() -> dict[str, list[str]]:
    """Which of our lines stand for a duty of the examples; all must be covered."""
    read: dict[str, list[str]] = yaml.safe_load(TABLE.read_text(encoding="utf-8"))
    return read


def covered_lines(
    reader: EditionReader, document: Document, told: Jurisdiction | None, on: date = TODAY
) -> set[str]:
    """The lines that any checklist finds covered in a document."""
    found: set[str] = set()
    for checklist in reader.all(Checklist).values():
        result = check_document(document, checklist, reader.all(Duty), on, told)
        found |= {one.line.key for one in result.findings if one.verdict is Verdict.COVERED}
    return found


def covered_duties(lines: set[str], mapping: Mapping[str, list[str]]) -> set[str]:
    """The duties of the examples whose lines are all covered."""
    return {duty for duty, ours in mapping.items() if all(one in lines for one in ours)}


def read_row(row: Mapping[str, Any], *, titled: bool) -> Document:
    """The document of a row: its text, with or without its title above."""
    text = f"{row['title']}\n\n{row['text']}\n" if titled else f"{row['text']}\n"
    return parse(text.encode(), "document.txt")


def score(
    reader: EditionReader, rows: Iterable[Mapping[str, Any]], *, titled: bool, told: bool
) -> Score:
    """The score of documents; ``told`` says whether the person says whose each is."""
    mapping = table()
    kept = Score()
    for row in rows:
        ours = bool(row["california_county_document"])
        side = Jurisdiction.COUNTY if ours else Jurisdiction.OTHER
        document = read_row(row, titled=titled)
        lines = covered_lines(reader, document, side if told else None)
        claims = covered_duties(lines, mapping)
        if not ours:
            kept.others += 1
            kept.credited += len(claims)
            kept.notes += [f"  credited {row['id']}: {claim}" for claim in sorted(claims)]
            continue
        _count(kept, row, claims, mapping)
    return kept


def _count(
    kept: Score, row: Mapping[str, Any], claims: set[str], mapping: Mapping[str, list[str]]
) -> None:
    evidenced = set(row["evidenced"]) & set(mapping)
    absent = set(mapping) - evidenced - set(row["partial"])
    kept.documents += 1
    kept.found += len(evidenced & claims)
    kept.missed += len(evidenced - claims)
    kept.claimed += len(absent & claims)
    kept.notes += [f"  missed {row['id']}: {one}" for one in sorted(evidenced - claims)]
    kept.notes += [f"  claimed {row['id']}: {one}" for one in sorted(absent & claims)]


def report(reader: EditionReader) -> list[str]:
    """Every miss, then one line for each way of asking; openings of our own come last."""
    rows = [json.loads(line) for line in EXAMPLES.read_text(encoding="utf-8").splitlines()]
    own = [json.loads(line) for line in OWN.read_text(encoding="utf-8").splitlines()]
    lines: list[str] = []
    for titled in (True, False):
        for told in (True, False):
            lines += _line("check", score(reader, rows, titled=titled, told=told), titled, told)
    for told in (True, False):
        lines += _line(
            "openings of our own", score(reader, own, titled=True, told=told), True, told
        )
    return lines


def _line(name: str, kept: Score, titled: bool, told: bool) -> list[str]:
    how = f"{'with' if titled else 'without'} title, {'told' if told else 'not told'} whose"
    said = (
        f"{name} {how}: {kept.documents} county documents, precision "
        f"{kept.precision:.3f}, recall {kept.recall:.3f}, F1 {kept.f1:.3f}; "
        f"{kept.credited} lines credited in {kept.others} others"
    )
    return [*kept.notes, said]


def main() -> None:
    """Print the report for the current edition."""
    print("\n".join(report(current_edition())))


if __name__ == "__main__":
    main()
