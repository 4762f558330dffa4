"""How well letters and letter lists are read: each field, with every miss.

Run it with ``python -m tests.evaluation.letters``. Letters are read as plain text; with
``--typeset`` also set anew as PDF, Word file and noisy scan.
"""

from __future__ import annotations

import json
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from compendium.intake.draft import draft_letter, plain_draft
from compendium.intake.letter_text import LetterText, from_document, from_plain_text
from compendium.intake.list_page import page_lines
from compendium.intake.listing import entries_of
from compendium.reading import parse
from tests.spec.intake.typeset import as_docx, as_pdf, as_scan

EXAMPLES = Path(__file__).parents[1] / "fixtures" / "examples"
EXACT = (
    "citation",
    "series",
    "number",
    "is_errata",
    "issued",
    "fiscal_year",
    "subject",
    "effective",
    "addressees",
    "reason_boxes",
    "amounts",
)
LIST_FIELDS = ("citation", "issued", "is_errata", "relations")


@dataclass
class Tally:
    """Right answers by field, pairs of sets, and every miss."""

    asked: int = 0
    right: Counter[str] = field(default_factory=Counter)
    pairs: defaultdict[str, list[tuple[set[Any], set[Any]]]] = field(
        default_factory=lambda: defaultdict(list)
    )
    misses: list[str] = field(default_factory=list)

    def compare(self, name: str, identifier: str, got: Any, wanted: Any) -> None:
        """Count one field of one row."""
        if got == wanted:
            self.right[name] += 1
        else:
            self.misses.append(f"  miss {identifier} {name}: want {wanted!r}, got {got!r}")

    def sets(self, name: str, identifier: str, got: Iterable[Any], wanted: Iterable[Any]) -> None:
        """Count one field that is a set."""
        self.pairs[name].append((set(got), set(wanted)))
        self.compare(name, identifier, set(got), set(wanted))

    def f1(self, name: str) -> float:
        """F1 over all members of a field's sets."""
        shared = sum(len(got & wanted) for got, wanted in self.pairs[name])
        found = sum(len(got) for got, _ in self.pairs[name])
        wanted_all = sum(len(wanted) for _, wanted in self.pairs[name])
        return 2 * shared / (found + wanted_all) if found + wanted_all else 1.0

    def lines(self, name: str, fields: Iterable[str]) -> list[str]:
        """The misses, then one line."""
        shares = ", ".join(f"{one} {self.right[one]}/{self.asked}" for one in fields)
        extra = "".join(f", {one} F1 {self.f1(one):.3f}" for one in self.pairs)
        return [*self.misses, f"{name}: {shares}{extra}"]


def rows(name: str) -> list[dict[str, Any]]:
    """The labelled rows of an examples file."""
    text = (EXAMPLES / name).read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines() if line.strip()]


def score_letters(read: Callable[[str], LetterText] = from_plain_text) -> Tally:
    """The tally over all labelled letters, each read in one way."""
    tally = Tally()
    for row in rows("letters_dev.jsonl"):
        text = (EXAMPLES / row["file"]).read_text(encoding="utf-8")
        got = plain_draft(draft_letter(read(text)))
        tally.asked += 1
        for name in EXACT:
            tally.compare(name, row["id"], got[name], row[name])
        for name in ("references", "supersedes"):
            tally.sets(name, row["id"], got[name], row[name])
        told, wanted = got["supersession_statement"], row["supersession_statement"]
        tally.compare("supersession_statement", row["id"], bool(told), bool(wanted))
    return tally


def score_list() -> Tally:
    """The tally over all labelled lines, read as one page that prints them below each other."""
    tally = Tally()
    held = rows("letter_index_dev.jsonl")
    entries = entries_of(page_lines("\n".join(row["listing_line"] for row in held)))
    found = {entry.line: entry.plain() for entry in entries}
    for row in held:
        tally.asked += 1
        got = found.get(row["listing_line"])
        if got is None:
            tally.misses.append(f"  miss {row['id']}: the line was not recognised")
            continue
        tally.compare("citation", row["id"], got["citation"], row["citation"])
        tally.compare("issued", row["id"], got["issued"], row["issued"])
        errata = row["citation"].endswith("E")
        tally.compare("is_errata", row["id"], got["is_errata"], errata)
        tally.sets("relations", row["id"], *(map(_relations, (got, row))))
    return tally


def _relations(row: dict[str, Any]) -> set[tuple[str, str]]:
    return {(one["type"], one["target"]) for one in row["relations"]}


def _scanned(text: str, *, aside: bool = False, drawn: bool = False) -> LetterText:
    picture = as_scan(as_pdf(text, aside=aside, drawn=drawn))
    return from_document(parse(picture, "letter.tif"))


TYPESET: dict[str, Callable[[str], LetterText]] = {
    "PDF": lambda text: from_document(parse(as_pdf(text), "letter.pdf")),
    "PDF, boxes aside": lambda text: from_document(parse(as_pdf(text, aside=True), "letter.pdf")),
    "Word": lambda text: from_document(parse(as_docx(text), "letter.docx")),
    "scan": _scanned,
    "scan, boxes aside": lambda text: _scanned(text, aside=True),
    "scan, boxes drawn": lambda text: _scanned(text, aside=True, drawn=True),
}
FIELDS = (*EXACT, "references", "supersedes", "supersession_statement")


def report(*, typeset: bool = False) -> list[str]:
    """Every miss, one line for letters, one for list lines, a table of all ways of setting."""
    tallies = {"plain text": score_letters()}
    lines = tallies["plain text"].lines("letters, plain text", FIELDS)
    lines += score_list().lines("letter list lines", LIST_FIELDS)
    for name, read in TYPESET.items() if typeset else ():
        tallies[name] = score_letters(read)
        lines += tallies[name].lines(f"letters, {name}", FIELDS)
    return [*lines, *(table(tallies) if typeset else ())]


def table(tallies: dict[str, Tally]) -> list[str]:
    """One row for each field, one column for each way that the letters were set."""
    names = list(tallies)
    rows_of = [
        [
            field_name,
            *(f"{tallies[name].right[field_name]}/{tallies[name].asked}" for name in names),
        ]
        for field_name in FIELDS
    ]
    return [" | ".join(row) for row in [["field", *names], *rows_of]]


def main() -> None:
    """Print the report."""
    print("\n".join(report(typeset="--typeset" in sys.argv[1:])))


if __name__ == "__main__":
    main()
