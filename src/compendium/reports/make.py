"""One door to all reports: a kind and a check to a file."""

from __future__ import annotations

from datetime import datetime
from typing import Final, NamedTuple

from compendium.checks.saved import SavedCheck
from compendium.reports.as_csv import csv_of
from compendium.reports.as_docx import docx_of
from compendium.reports.as_html import html_of
from compendium.reports.as_oscal import oscal_of
from compendium.reports.as_pdf import pdf_of
from compendium.reports.build import board_brief, full_checklist, gap_report, whole_report
from compendium.vocabulary.errors import UserError

_OUTLINES: Final = {
    "gap": gap_report,
    "full": full_checklist,
    "brief": board_brief,
    "whole": whole_report,
}
_WORD: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_MEDIA: Final = {
    "html": "text/html; charset=utf-8",
    "docx": _WORD,
    "pdf": "application/pdf",
    "csv": "text/csv; charset=utf-8",
    "oscal": "application/json",
}
KINDS: Final = ("gap", "full", "brief", "csv", "docx", "pdf", "oscal")
"""What may be asked for; ``docx`` and ``pdf`` alone are the gap report and the checklist."""

FORMS: Final = ("html", "docx", "pdf")
"""The forms that gap report, full checklist and brief come in."""


class Made(NamedTuple):
    """A file: its bytes, its media type, and a name for it."""

    body: bytes
    media: str
    name: str


def make(
    check: SavedCheck,
    kind: str,
    publisher: str,
    made: datetime,
    *,
    summary: str = "",
    form: str = "",
) -> Made:
    """A report of a check. ``form`` is one of ``FORMS`` for gap, full and brief.

    ``summary`` is the version-summary paragraph, ``made`` the moment of making, in whole seconds.
    Raises UserError ``unknown-report``.
    """
    name = f"{check.setup.checklist}-{check.setup.as_of.isoformat()}"
    if kind == "csv":
        return Made(csv_of(check), _MEDIA[kind], f"{name}.csv")
    if kind == "oscal":
        return Made(oscal_of(check, publisher, made), _MEDIA[kind], f"{name}-oscal.json")
    content, form = ("whole", kind) if kind in ("docx", "pdf") else (kind, form or "html")
    if content not in _OUTLINES or form not in FORMS:
        raise UserError(
            "unknown-report", f"There is no report {kind!r}; there are: {', '.join(KINDS)}."
        )
    outline = _OUTLINES[content](check, publisher, summary)
    body = {"html": html_of, "docx": docx_of, "pdf": pdf_of}[form](outline, made)
    suffix = "" if content == "whole" else f"-{content}"
    return Made(body, _MEDIA[form], f"{name}{suffix}.{form}")
