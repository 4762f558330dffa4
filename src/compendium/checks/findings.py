"""What a check answers: a finding for each line, and what was seen of the document."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from compendium.checks.recognise import Recognition
from compendium.duties.checklists import DueLine
from compendium.model.checklists import Verdict


@dataclass(frozen=True, slots=True)
class Passage:
    """Words of the document that speak to a line: their page, place and weight (0 to 1).

    ``start`` and ``end`` are characters of the document's text. ``missing`` says what they
    lack, ``rests_on`` which words the matcher went by.
    """

    page: int
    start: int
    end: int
    text: str
    score: float
    missing: tuple[str, ...] = ()
    rests_on: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """The verdict on one line, with the passages it rests on and what is missing."""

    line: DueLine
    verdict: Verdict
    passages: tuple[Passage, ...] = ()
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CheckResult:
    """A document held against a checklist as of a day."""

    checklist: str
    title: str
    as_of: date
    recognition: Recognition
    findings: tuple[Finding, ...]
