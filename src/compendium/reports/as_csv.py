"""A check as CSV: one row a line of the checklist, safe to open in a spreadsheet."""

from __future__ import annotations

import csv
import io
from typing import Final

from compendium.checks.apart import base_of
from compendium.checks.saved import SavedCheck, SavedLine
from compendium.checks.tally import Group, grouped
from compendium.reports.words import (
    GROUP,
    OFFERED,
    SELF_CHECK,
    VERDICT,
    bearers_of,
    change_words,
    force_of,
    source_of,
)

_HEAD: Final = (
    "group", "county", "section", "key", "title", "asks", "force", "source", "since", "until",
    "deadline", "departments", "verdict", "program_found", "missing", "page", "passage", "note",
    "owner", "due", "changed_since", "as_of", "edition", "caution",
)  # fmt: skip


def csv_of(check: SavedCheck) -> bytes:
    """The file, gaps first, with a mark that tells spreadsheets it is UTF-8."""
    held = io.StringIO()
    write = csv.writer(held, lineterminator="\r\n")
    write.writerow(_HEAD)
    for group, lines in grouped(check).items():
        for line in lines:
            write.writerow([_safe(cell) for cell in _row(check, line, group)])
    return held.getvalue().encode("utf-8-sig")


def _row(check: SavedCheck, line: SavedLine, group: Group) -> list[str]:
    offer, answer = line.offer, line.answer
    passage = offer.passages[0] if offer and offer.passages else None
    page = answer.page or (str(passage.page) if passage else "")
    return [
        GROUP[group], line.county or "; ".join(check.setup.counties), line.section,
        base_of(line.key), line.title, line.asks, force_of(line),
        source_of(line), line.since or "", line.until or "", line.deadline or "",
        bearers_of(line), VERDICT[answer.verdict], OFFERED[offer.verdict] if offer else "",
        "; ".join(offer.missing) if offer else "", page, passage.text if passage else "",
        answer.note, answer.owner, answer.due.isoformat() if answer.due else "",
        " ".join(change_words(change) for change in line.changes),
        check.setup.as_of.isoformat(), check.setup.edition, SELF_CHECK,
    ]  # fmt: skip


def _safe(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if cell[:1] in ("=", "+", "-", "@", "\t", "\r") else cell
