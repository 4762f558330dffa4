"""How well search answers committed questions: per kind, with every miss.

Run it with ``python -m tests.evaluation.search``. The examples' half is scored apart
from our own questions, and ours in two halves: try a change on one, count it on the other.
"""

from __future__ import annotations

import json
import math
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from compendium.cli.places import current_edition
from compendium.edition.reader import EditionReader
from compendium.search import Result, SearchAnswer, search

FIXTURES = Path(__file__).parents[1] / "fixtures"
EXAMPLES = FIXTURES / "examples" / "search_questions_dev.jsonl"
OURS = FIXTURES / "search" / "questions.jsonl"
TODAY = date(2026, 6, 1)
"""The day of every question that names none, so that scores do not move with the calendar."""

TOP = 5

MEASURED = {"examples": 1.0, "tune": 0.99, "judge": 0.975}
"""The share right when it was last looked at, by set. Raise it when search gets better."""

MARGIN = 0.02
"""How far below that a set may fall; of a small set one question may be lost."""


SETS = (
    ("examples", "examples", EXAMPLES, None),
    ("tune", "ours, half to tune on", OURS, "tune"),
    ("judge", "ours, half to judge by", OURS, "judge"),
)


@dataclass
class Score:
    """Sums over questions of one kind."""

    asked: int = 0
    right: int = 0
    first: int = 0
    reciprocal: float = 0.0
    gain: float = 0.0
    misses: list[str] = field(default_factory=list)

    def add(self, other: Score) -> None:
        """Put another score's sums on top."""
        self.asked += other.asked
        self.right += other.right
        self.first += other.first
        self.reciprocal += other.reciprocal
        self.gain += other.gain
        self.misses += other.misses

    def line(self, name: str) -> str:
        """One line: right within the first five, first, mean reciprocal rank, nDCG at five."""
        share = self.right / self.asked if self.asked else 0.0
        return (
            f"search {name}: {self.right} of {self.asked} right ({share:.1%}), "
            f"top-1 {self.first / self.asked:.3f}, MRR {self.reciprocal / self.asked:.3f}, "
            f"nDCG@{TOP} {self.gain / self.asked:.3f}"
        )


def questions(path: Path, half: str | None = None) -> Iterator[dict[str, Any]]:
    """The questions of a file, or of one half of it."""
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if half is None or row.get("half") == half:
            yield row


def ask(reader: EditionReader, row: dict[str, Any]) -> SearchAnswer:
    """The answer to one question on its day."""
    on = date.fromisoformat(row["as_of"]) if row["as_of"] else TODAY
    return search(reader, row["question"], on=on, limit=20)


def is_right(row: dict[str, Any], found: SearchAnswer) -> bool:
    """Citations at rank 1, other answers within the first five, nothing where nothing fits.

    An answer is named by its citation, or as ``kind/id`` where it has none.
    """
    cited = [one.citation for one in found.results]
    any_of = row.get("expected_any") or []
    if not row["expected"] and not any_of:
        return not cited
    if row["kind"] == "citation":
        return cited[:1] == row["expected"][:1]
    top = {*cited[:TOP], *(f"{one.kind}/{one.id}" for one in found.results[:TOP])}
    return all(one in top for one in row["expected"]) and (
        not any_of or any(one in top for one in any_of)
    )


def score(reader: EditionReader, rows: Iterable[dict[str, Any]]) -> dict[str, Score]:
    """Scores by kind."""
    scores: dict[str, Score] = defaultdict(Score)
    for row in rows:
        found = ask(reader, row)
        kept = scores[row["kind"]]
        right = is_right(row, found)
        kept.asked += 1
        kept.right += right
        rank, gain = _ranks(row, found)
        kept.first += rank == 1
        kept.reciprocal += 1 / rank if rank else 0.0
        kept.gain += gain
        if not right:
            wanted = row["expected"] or row.get("expected_any") or "nothing"
            got = [one.citation for one in found.results[:TOP]]
            kept.misses.append(f"  miss {row['id']} {row['question']!r}: want {wanted}, got {got}")
    return scores


def _ranks(row: dict[str, Any], found: SearchAnswer) -> tuple[int, float]:
    """The rank of the first fair answer (0 for none) and nDCG; an empty answer may be right."""
    wanted = set(row["expected"]) | set(row.get("expected_any") or [])
    if not wanted:
        return (0, 0.0) if found.results else (1, 1.0)
    fair = wanted | set(row["also_acceptable"])
    names = [_name_in(fair, one) for one in found.results]
    cited = list(dict.fromkeys(names))
    rank = next((at for at, one in enumerate(cited, start=1) if one in fair), 0)
    gains = [2.0 if one in wanted else 1.0 if one in fair else 0.0 for one in cited[:TOP]]
    full = [2.0] * (len(row["expected"]) or 1) + [1.0] * len(row["also_acceptable"])
    best = sum(gain / math.log2(at + 2) for at, gain in enumerate(full[:TOP]))
    return rank, min(1.0, sum(g / math.log2(at + 2) for at, g in enumerate(gains)) / best)


def _name_in(fair: set[str], one: Result) -> str | None:
    """The name by which a question may expect a result: its citation, or ``kind/id``."""
    own = f"{one.kind}/{one.id}"
    return own if own in fair else one.citation


def floor(name: str, asked: int) -> float:
    """The least share of a set that may be right: below it answers were lost."""
    return MEASURED[name] - max(MARGIN, 1 / asked)


def report(reader: EditionReader) -> list[str]:
    """Every miss, the lines per kind, and last one line for all."""
    lines: list[str] = []
    total = Score()
    for key, name, path, half in SETS:
        part = Score()
        for kind, kept in sorted(score(reader, questions(path, half)).items()):
            lines += [*kept.misses, kept.line(f"{name}, {kind}")]
            part.add(kept)
        lines.append(part.line(name))
        if part.right / part.asked < floor(key, part.asked):
            lines.append(f"search {name}: REGRESSION, {MEASURED[key]:.1%} were right before")
        total.add(part)
    return [*lines, total.line("all questions")]


def main() -> None:
    """Print the report for the current edition."""
    print("\n".join(report(current_edition())))


if __name__ == "__main__":
    main()
