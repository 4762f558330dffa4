"""The labelled parts of a letter's head: TO, SUBJECT, REFERENCE, and where the body begins."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from compendium.intake.columns import columns_of, piece
from compendium.intake.flow import Flow, flow_of_lines
from compendium.intake.letter_text import LetterText, TextLine

_LABELS: Final = {
    "to": re.compile(r"(?:TO|T0|To)\s*[:;]\s*\|?\s*"),
    "subject": re.compile(r"(?:SUBJECT|Subject|SUBJ|RE)\s*[:;]\s*\|?\s*"),
    "reference": re.compile(
        r"\(?(?:REFERENCES?|REFERENCE\(S\)|References?|Reference\(s\)|REF)\s*[:;]\s*\|?\s*"
    ),
    "supersedes": re.compile(r"(?i:super[sc]edes|replaces|rescinds|obsoletes)\s*[:;]\s*\|?\s*"),
    "expires": re.compile(r"(?i:expires|expiration(?: date)?|sunset(?: date)?)\s*[:;]\s*\|?\s*"),
    "date": re.compile(r"(?:DATE|Date|ISSUE DATE)\s*[:;]\s*\|?\s*"),
    "other": re.compile(
        r"(?:FROM|From|ATTN|ATTENTION|Attention|CC|cc|VIA|DISTRIBUTION|CONTACT)\s*[:;]\s*"
    ),
}
_NUMBER_LINE: Final = re.compile(
    r"(?:all[- ]county\s+(?:letter|information\s+notice)|county\s+fiscal\s+(?:letter|information)"
    r"|errata\b)(?:.*\d|\s*$)",
    re.IGNORECASE,
)
_REASONS: Final = re.compile(r"reason for th", re.IGNORECASE)
_SUMMARY: Final = re.compile(r"executive\s+summary\s*:?", re.IGNORECASE)
_BOX: Final = re.compile(r"\s*(?:\[.{0,3}\]|\(\s?[xX]?\s?\)|[\u2610-\u2612\u2713-\u2718])\s*\w")
_UNFINISHED: Final = re.compile(
    r"(?:[,;/&:–—-]|\b(?:AND|OF|FOR|THE|TO|IN|ON|OR|WITH|FROM|BY|A|AN|NO\.?|SECTIONS?|ACT))$",
    re.IGNORECASE,
)
_OPENS: Final = re.compile(r"(?:ALL|COUNTY|COUNTIES|BOARDS?|TRIBAL|CHIEF|CHILD|INTERESTED)\b")
_PROSE: Final = re.compile(
    r"(?<=[A-Z0-9.)”\"§])\s+(?=(?:This|The|Dear|In|On|Pursuant|Effective|As|It|Please|Per|For|"
    r"Under|Since|County|Counties|Enclosed|Attached)\s+(?:\S+\s+){0,8}?[a-z]{2,}\s+[a-z(])"
)
_LETTER: Final = re.compile(r"[A-Za-z]")
_HANGING: Final = 0.6
"""How far towards the content's column a line must begin to belong to it."""
_LONG: Final = 120
_PROSE_WORDS: Final = 5
"""Fewer words on a line above a letter's first label may be a date, an office or an address."""
_UPPER: Final = 0.7


@dataclass
class Section:
    """One labelled part: the lines of its content, and the columns of label and content."""

    name: str
    label: float
    content: float | None = None
    lines: list[TextLine] = field(default_factory=list)

    @property
    def flow(self) -> Flow:
        """The content as running text."""
        return flow_of_lines(self.lines)

    def is_upper(self) -> bool:
        """Whether the content is set in capitals so far."""
        return is_upper(" ".join(line.text for line in self.lines))


@dataclass
class Head:
    """A letter's head: what stands above its first label, its sections, and its body."""

    above: list[TextLine]
    aside: list[TextLine]
    sections: dict[str, Section]
    body: list[TextLine]


def is_upper(text: str) -> bool:
    """Whether most letters of a text are capitals."""
    letters = [one for one in text if one.isalpha()]
    return bool(letters) and sum(one.isupper() for one in letters) >= _UPPER * len(letters)


def head_of(letter: LetterText) -> Head:
    """The head and the body of a letter. Without a SUBJECT line all is head and all is body."""
    columns = columns_of(letter)
    lines = columns.lines
    first = next((at for at, line in enumerate(lines) if _label(line)), None)
    if first is None:
        return Head(lines[:40], columns.aside, {}, lines)
    sections, loose, body = _sections(lines, first)
    summary = _summary(lines[:first])
    return Head([*lines[:first], *loose], columns.aside, sections, [*summary, *body])


def _summary(lines: Sequence[TextLine]) -> list[TextLine]:
    """The prose of an executive summary that stands as a page of its own before the letter."""
    begin = next((at for at, line in enumerate(lines) if _SUMMARY.fullmatch(line.text)), None)
    if begin is None:
        return []
    prose = [at for at in range(begin, len(lines)) if _is_prose(lines[at].text)]
    return list(lines[prose[0] : prose[-1] + 1]) if prose else []


def _is_prose(text: str) -> bool:
    return len(text.split()) >= _PROSE_WORDS and not is_upper(text)


def _label(line: TextLine) -> tuple[str, int] | None:
    for name, pattern in _LABELS.items():
        found = pattern.match(line.text)
        if found:
            return name, found.end()
    return None


def _sections(
    lines: Sequence[TextLine], first: int
) -> tuple[dict[str, Section], list[TextLine], list[TextLine]]:
    """The sections from the first label on, lines between them, and the body."""
    found: dict[str, Section] = {}
    loose: list[TextLine] = []
    current: Section | None = None
    after = first
    for at in range(first, len(lines)):
        line = lines[at]
        label = _label(line)
        if (
            label
            and ("subject" not in found or label[0] != "to")
            and not _too_late(found, at, after)
        ):
            if label[0] in found and label[0] != "other":
                break
            current = found[label[0]] = Section(label[0], line.indent)
            rest = _add(current, piece(line, label[1]))
            after = at + 1
            if rest is not None and "subject" in found:
                return found, loose, [rest, *lines[after:]]
            continue
        if _REASONS.match(line.text) or _BOX.match(line.text):
            current = None
            after = at + 1 if "subject" not in found else after
            continue
        if current is not None and _continues(current, line):
            _add(current, line)
            after = at + 1
            continue
        current = None
        if "subject" not in found:
            loose.append(line)
        elif at - after > _PATIENCE:
            break
    return found, loose, list(lines[after:])


_PATIENCE: Final = 3
"""How many lines may stand between two labels before the body is held to have begun."""


def _too_late(found: dict[str, Section], at: int, after: int) -> bool:
    return "subject" in found and at - after > _PATIENCE


def _add(section: Section, line: TextLine | None) -> TextLine | None:
    """Add a line to a section; the prose that goes on behind it in the same line, if any."""
    cut = _prose_start(line) if line is not None else None
    kept = piece(line, 0, cut) if line is not None else None
    if line is None or kept is None:
        return None
    if section.content is None:
        section.content = kept.indent
    section.lines.append(kept)
    return piece(line, cut) if cut is not None else None


def _prose_start(line: TextLine) -> int | None:
    """Where prose begins inside a very long line: a page that came without line breaks."""
    if len(line.text) < _LONG:
        return None
    found = _PROSE.search(line.text)
    return found.start() if found else None


def _continues(section: Section, line: TextLine) -> bool:
    """Whether a line still belongs to a section."""
    if section.name in ("other", "date") or (
        section.name == "to" and _NUMBER_LINE.match(line.text)
    ):
        return False
    if not section.lines:
        return True
    last = section.lines[-1].text
    reach = (section.content or section.label) - section.label
    aligned = reach > 2 * line.unit
    hanging = aligned and line.indent > section.label + _HANGING * reach
    upper = is_upper(line.text)
    if not line.gap:
        if hanging or upper or not aligned:
            return True
        if section.name == "to":
            return bool(_OPENS.match(line.text.upper())) and line.text[-1:] not in ".:"
        return not section.is_upper() or not _LETTER.search(line.text)
    if section.name == "to":
        return upper or (hanging and bool(_OPENS.match(line.text.upper())))
    if hanging and (upper or line.top is not None):
        return True
    return upper and section.is_upper() and bool(_UNFINISHED.search(last))
