"""A document against a checklist: which lines it covers, where, and what is missing."""

from __future__ import annotations

from compendium.checks.check import check_document
from compendium.checks.findings import CheckResult, Finding, Passage
from compendium.checks.recognise import Jurisdiction, Recognition

__all__ = [
    "CheckResult",
    "Finding",
    "Jurisdiction",
    "Passage",
    "Recognition",
    "check_document",
]
