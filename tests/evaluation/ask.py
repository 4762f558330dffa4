"""How well ``ask`` answers committed questions: the right record first, and honest refusals.

Run it with ``python -m tests.evaluation ask``. A passage is right where it stands on an
expected record and holds what the question asks for (an amount, a time limit, a recipient,
a code). The halves are split by a rule, so that a change can be tried on one and counted
on the other.
"""

from __future__ import annotations

import json
import zlib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from compendium.cli.places import current_edition
from compendium.edition.reader import EditionReader
from compendium.search import Passage, Reply
from compendium.search import ask as ask_edition

ASKED = Path(__file__).parents[1] / "fixtures" / "search" / "asked.jsonl"
TODAY = date(2026, 6, 1)
"""The day of every question that names none, so that scores do not move with the calendar."""

TOP = 3
REFUSED = "refuse"
HALVES = ("tune", "judge")

MEASURED = {"tune": (0.95, 1.0), "judge": (0.94, 1.0)}
"""The shares right among the first three, and refused, when last looked at, by half.

Raise them when ask gets better."""

MARGIN = 0.03
"""How far below that a share may fall; of a small set one question may be lost."""


@dataclass
class Score:
    """Sums over questions of one kind."""

    asked: int = 0
    first: int = 0
    right: int = 0
    misses: list[str] = field(default_factory=list)

    def line(self, name: str) -> str:
        """One line: right first, right among the first three; for refusals, refused."""
        if not self.asked:
            return f"ask {name}: no questions"
        return (
            f"ask {name}: top-1 {self.first} of {self.asked} ({self.first / self.asked:.1%}), "
            f"top-{TOP} {self.right} ({self.right / self.asked:.1%})"
        )


def half_of(row: dict[str, Any]) -> str:
    """The half a question belongs to, by its words alone."""
    return HALVES[zlib.crc32(row["question"].encode()) % 2]


def questions(half: str | None = None) -> Iterator[dict[str, Any]]:
    """The committed questions, or those of one half."""
    for line in ASKED.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if half is None or half_of(row) == half:
            yield row


def ask(reader: EditionReader, row: dict[str, Any]) -> Reply:
    """The answer to one question on its day."""
    on = date.fromisoformat(row["as_of"]) if row["as_of"] else TODAY
    return ask_edition(reader, row["question"], on)


def rank(row: dict[str, Any], reply: Reply) -> int:
    """The place of the first right passage, 0 for none; 1 for a refusal that is right."""
    if not row["expected"]:
        return int(not reply.passages)
    places = enumerate(reply.passages[:TOP], start=1)
    return next((at for at, one in places if _is_right(row, one)), 0)


def _is_right(row: dict[str, Any], one: Passage) -> bool:
    names = {f"{one.kind}/{one.id}", one.citation}
    said = _said(one).casefold()
    has_gist = all(any(word.casefold() in said for word in key) for key in row["gist"])
    return has_gist and not names.isdisjoint(row["expected"])


def _said(one: Passage) -> str:
    """All that a passage shows, its status in words among it."""
    status = (one.status or "").replace("_", " ")
    facts = [word for fact in one.facts for word in (fact.label, *fact.words)]
    return " ".join([one.text, one.title, status, *facts])


def score(reader: EditionReader, rows: Iterable[dict[str, Any]]) -> dict[str, Score]:
    """Scores by kind of question."""
    scores: dict[str, Score] = defaultdict(Score)
    for row in rows:
        reply = ask(reader, row)
        place = rank(row, reply)
        kept = scores[row["kind"]]
        kept.asked += 1
        kept.first += place == 1
        kept.right += place > 0
        if place != 1:
            wanted = row["expected"] or "nothing"
            got = [f"{one.kind}/{one.id}" for one in reply.passages]
            kind = f"rank {place}" if place else "miss"
            kept.misses.append(
                f"  {kind} {row['id']} {row['question']!r}: want {wanted}, got {got}"
            )
    return scores


def floor(half: str, asked: int, *, refused: bool) -> float:
    """The least share of a half that may be right: below it answers were lost."""
    return MEASURED[half][refused] - max(MARGIN, 1 / asked)


def totals(scores: dict[str, Score]) -> tuple[Score, Score]:
    """The sums over questions that have an answer, and over those to refuse."""
    answered = Score()
    for kind, kept in scores.items():
        if kind != REFUSED:
            answered.asked += kept.asked
            answered.first += kept.first
            answered.right += kept.right
            answered.misses += kept.misses
    return answered, scores.get(REFUSED, Score())


def report(reader: EditionReader) -> list[str]:
    """Every miss, and the lines per kind and half."""
    lines: list[str] = []
    for half in HALVES:
        scores = score(reader, questions(half))
        for kind, kept in sorted(scores.items()):
            lines += [*kept.misses, kept.line(f"half to {half}, {kind}")]
        answered, refused = totals(scores)
        lines.append(answered.line(f"half to {half}, all with an answer"))
        for part, is_refused in ((answered, False), (refused, True)):
            if part.right / part.asked < floor(half, part.asked, refused=is_refused):
                lines.append(f"ask half to {half}: REGRESSION, {MEASURED[half]} were right before")
    return lines


def main() -> None:
    """Print the report for the current edition."""
    print("\n".join(report(current_edition())))


if __name__ == "__main__":
    main()
