"""How well citations are found in labelled passages: per form, with every miss.

A hit is the same canonical form on an overlapping span. Each labelled citation and each
find counts once. Elliptical citations and those without a code name are shown apart, by
how many of them are found.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from compendium.citations import Citation, find

EXAMPLES = Path(__file__).parents[1] / "fixtures" / "examples" / "citations_dev.jsonl"

_PREFIX = re.compile(r"(?:\d+ )?([A-Z][A-Za-z. -]*?(?:\dd|\dth)?)(?=X?[ -]?\d| I-| art|$)")


@dataclass
class Score:
    """Hits, labels without a find, and finds without a label."""

    hits: int = 0
    missed: int = 0
    wrong: int = 0
    lines: list[str] = field(default_factory=list)

    @property
    def precision(self) -> float:
        """The share of finds that are labelled; 1 where nothing is found."""
        found = self.hits + self.wrong
        return self.hits / found if found else 1.0

    @property
    def recall(self) -> float:
        """The share of labels that are found; 1 where nothing is labelled."""
        labelled = self.hits + self.missed
        return self.hits / labelled if labelled else 1.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0

    def line(self, name: str) -> str:
        """One line of numbers."""
        return (
            f"citations {name}: precision {self.precision:.3f}, recall {self.recall:.3f}, "
            f"F1 {self.f1:.3f} ({self.hits} hits, {self.missed} missed, {self.wrong} wrong)"
        )


def passages(path: Path = EXAMPLES) -> Iterator[dict[str, Any]]:
    """The labelled passages of a file."""
    for line in path.read_text(encoding="utf-8").splitlines():
        yield json.loads(line)


def series_of(canonical: str) -> str:
    """The form that a canonical citation is of, by its prefix: ``WIC``, ``USC``, ``F.3d``."""
    named = re.match(
        r"(?:\d+ )?([A-Z][A-Za-z. -]*?(?:\dd|\dth)?)(?=X?[ -]?\d| I-| art|$)", canonical
    )
    return named.group(1).strip(" -") if named else canonical


def scored(rows: Iterable[dict[str, Any]]) -> dict[str, Score]:
    """Scores by group: ``all``, one for each form, and the leaning kinds."""
    scores: dict[str, Score] = defaultdict(Score)
    for row in rows:
        found = find(row["text"], context_code=row["context_code"])
        missed, wrong = _unmatched(row["citations"], found)
        for label in row["citations"]:
            for group in _groups(label):
                scores[group].missed += label in missed
                scores[group].hits += label not in missed
        for one in wrong:
            scores["all"].wrong += 1
            scores[series_of(one.canonical)].wrong += 1
            scores["all"].lines.append(f"  wrong {row['id']} {one.text!r} as {one.canonical}")
        scores["all"].lines += [
            f"  miss {row['id']} {label['text']!r}: want {label['canonical']}" for label in missed
        ]
    return scores


def _groups(label: dict[str, Any]) -> list[str]:
    leaning = [kind for kind in ("elliptical", "implicit_code") if label[kind]]
    return ["all", series_of(label["canonical"]), *leaning]


def _unmatched(
    labels: list[dict[str, Any]], found: list[Citation]
) -> tuple[list[dict[str, Any]], list[Citation]]:
    """Labels that nothing hits and finds that hit nothing, paired in order."""
    missed, wrong = list(labels), []
    for one in found:
        hit = next((label for label in missed if _hits(one, label)), None)
        if hit is None:
            wrong.append(one)
        else:
            missed.remove(hit)
    return missed, wrong


def _hits(one: Citation, label: dict[str, Any]) -> bool:
    overlaps = one.start < label["end"] and label["start"] < one.end
    return overlaps and one.canonical == label["canonical"]


def report() -> list[str]:
    """Every miss and every wrong find, a line per form and leaning kind, one for all."""
    scores = scored(passages())
    total = scores.pop("all")
    leaning = [scores.pop(kind, Score()) for kind in ("elliptical", "implicit_code")]
    lines = [*total.lines, *(kept.line(name) for name, kept in sorted(scores.items()))]
    for name, kept in zip(("elliptical", "implicit code"), leaning, strict=True):
        asked = kept.hits + kept.missed
        lines.append(f"citations {name}: {kept.hits} of {asked} found")
    return [*lines, total.line("all")]


def main() -> None:
    """Print the report."""
    print("\n".join(report()))


if __name__ == "__main__":
    main()
