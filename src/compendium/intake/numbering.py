"""What a letter calls itself: series, number, and whether it is an erratum."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from compendium.citations import find, normalise
from compendium.intake.flow import squeezed
from compendium.intake.letter_text import LetterText, Span, TextLine
from compendium.intake.printed_dates import full_year
from compendium.intake.reading_of import FieldReading
from compendium.intake.sections import Head

SERIES: Final[dict[str, str]] = {
    "ACWDL": r"ALL[- ]COUNTY\s+WELFARE\s+DIRECTOR[’']?S?[’']?\s+LETTER|ACWDL",
    "ACIN": r"(?:ALL[- ])?COUNTY\s+INFORMATION\s+NOTICE|ACIN",
    "CFIN": r"COUNTY\s+FISCAL\s+INFORMATION\s+NOTICE|CFIN",
    "CFL": r"COUNTY\s+FISCAL\s+LETTER|CFL",
    "ACL": r"ALL[- ]COUNTY\s+LETTER|ACL",
}
"""How each series prints its own name, the longer names first."""

_ERRATA: Final = r"(?:ERRAT(?:A|UM)|CORRECTION|REVISED)"
_DIGIT: Final = r"[\dOIlS]"
_NUMBER: Final = (
    rf"(?:[I1l|]\s?[-–_ ]\s?)?{_DIGIT}{{1,4}}(?:\s?[/_]\s?{_DIGIT}{{2,4}})?"
    rf"\s?[-–—_]\s?{_DIGIT}{{1,4}}"
)
_NAMES: Final = "|".join(f"(?P<{name}>{words})" for name, words in SERIES.items())
_HEADING: Final = re.compile(
    rf"(?P<before>{_ERRATA}(?:\s+(?:TO|FOR))?(?:\s+THE)?\s+)?(?:CDSS\s+)?(?:{_NAMES})"
    rf"(?P<between>(?:\s*\((?:[A-Z ]+)\)|\s+{_ERRATA})*)"
    rf"\s*(?:N[O0]\.?|NUMBER|#)?\s*[:.;,]?\s*#?\s*"
    rf"(?P<number>{_NUMBER})(?P<after>\s?-?\s?\(?E\)?(?![A-Za-z])|\s+\(?{_ERRATA}\)?)?",
    re.IGNORECASE,
)
_DHCS: Final = re.compile(
    rf"\bLETTER\s+NO\.?\s*[:.]?\s*(?P<number>{_NUMBER})(?P<after>\s?E\b)?", re.IGNORECASE
)
_FEDERAL: Final = "ACYF-CB-"
_FEDERAL_NUMBER: Final = re.compile(r"([A-Z]+(?:-[A-Z]+)+)-(\d\d-\d+)")
_LOG: Final = re.compile(r"\blog\s+no\b|\bACYF\b", re.IGNORECASE)
_DIRECTORS: Final = re.compile(r"COUNTY\s+WELFARE\s+DIRECTORS", re.IGNORECASE)
_HEALTH: Final = re.compile(r"health care services|health services|medi-cal", re.IGNORECASE)
_ALONE: Final = re.compile(rf"\s*[*(]*\s*{_ERRATA}\s*[*)]*\s*", re.IGNORECASE)
_CORRECTS: Final = re.compile(
    r"\b(?:ERRAT(?:A|UM)|CORRECTIONS?)\s+(?:TO|FOR|OF|IN|ON)\b", re.IGNORECASE
)
_LETTERISH: Final = re.compile(r"[A-Z]{2,5} ")


class Numbered(NamedTuple):
    """The number a letter bears. ``citation`` is canonical, None where none was found."""

    citation: FieldReading[str | None]
    is_errata: bool
    others: tuple[str, ...] = ()

    @property
    def series(self) -> str | None:
        """The series, as its citations begin."""
        return series_and_number(self.citation.value)[0] if self.citation.value else None

    @property
    def number(self) -> str | None:
        """What stands behind the series."""
        return series_and_number(self.citation.value)[1] if self.citation.value else None


class _Candidate(NamedTuple):
    citation: str
    span: Span
    errata: bool
    whole: bool


def numbered(letter: LetterText, head: Head) -> Numbered:
    """The letter's own number, from the lines above its subject."""
    lines = [*head.above, *head.aside, *_section_lines(head, "to")]
    found = list(_candidates(lines, whole=True)) or list(_candidates(lines, whole=False))
    if not found:
        found = _of_health_department(letter, lines) or _of_childrens_bureau(lines)
    if not found:
        found = list(_candidates([line for line in letter.lines[:80] if line.running], whole=False))
        found = found or list(_candidates(letter.lines[:20], whole=True))
    if not found:
        return Numbered(FieldReading(None), is_errata=_subject_corrects(head) is not None)
    chosen = found[-1]
    corrected = _subject_corrects(head)
    errata = chosen.errata or any(_ALONE.fullmatch(line.text) for line in lines)
    if corrected is not None and chosen.citation in (corrected, f"{corrected}E"):
        errata = True
    citation = chosen.citation
    if errata and not citation.endswith("E"):
        citation += "E"
    others = tuple(dict.fromkeys(c.citation for c in found if c.citation != chosen.citation))
    confidence = 0.98 if chosen.whole and not others else 0.8
    note = f"other numbers stand in the head: {', '.join(others)}" if others else None
    reading: FieldReading[str | None] = FieldReading(
        citation, (letter.place(*chosen.span),), confidence if not letter.scanned else 0.85, note
    )
    return Numbered(reading, citation.endswith("E") or corrected is not None, others)


def _candidates(lines: Iterable[TextLine], *, whole: bool) -> Iterator[_Candidate]:
    """Numbers that lines bear: as all they say, or at least as what they begin with."""
    for line in lines:
        found = _HEADING.search(line.text)
        if not found or (whole and found.start() > 0):
            continue
        rest = line.text[found.end() :].strip(" .")
        if whole and rest and not _ALONE.fullmatch(rest):
            continue
        citation = _canonical(found)
        if citation is not None:
            span = Span(line.start + found.start(), line.start + found.end())
            yield _Candidate(citation, span, _says_errata(found), whole)


def _canonical(found: re.Match[str]) -> str | None:
    series = next(name for name in SERIES if found[name])
    return canonical_number(series, found["number"], errata=False)


def canonical_number(series: str, number: str, *, errata: bool) -> str | None:
    """The canonical citation of a number as printed, misread letters put right."""
    lead = ""
    if series == "ACIN":
        lead, number = "I-", re.sub(r"^\s*[I1l|]\s?[-–—_ ]\s?", "", number)
    rest = re.sub(r"\s", "", number).replace("–", "-").replace("—", "-")
    rest = re.sub(r"[Oo]", "0", rest).replace("l", "1").replace("I", "1").replace("S", "5")
    answer = normalise(f"{series} {lead}{rest}{'E' if errata else ''}")
    return answer.canonical if answer.kind == "exact" else None


def series_and_number(citation: str) -> tuple[str, str]:
    """A citation in two: "ACL 16-08", and "ACYF-CB-IM-14-01" before its year.

    >>> series_and_number("ACYF-CB-IM-14-01")
    ('ACYF-CB-IM', '14-01')
    """
    found = _FEDERAL_NUMBER.fullmatch(citation)
    series, _, number = citation.partition(" ")
    return (found[1], found[2]) if found else (series, number)


def number_year(citation: str) -> int | None:
    """The calendar year, or the first of a fiscal year, that a letter's number holds."""
    found = re.match(r"ACIN I-\d+-(\d{2})|[A-Z]+ (\d{2})[-/]", citation)
    return full_year(int(found[1] or found[2])) if found else None


def _says_errata(found: re.Match[str]) -> bool:
    words = f"{found['before'] or ''} {found['between'] or ''} {found['after'] or ''}"
    return bool(re.search(r"ERRAT|CORRECTION|\bE\b|\(E\)", words, re.IGNORECASE))


def _section_lines(head: Head, name: str) -> list[TextLine]:
    return head.sections[name].lines if name in head.sections else []


def _of_health_department(letter: LetterText, lines: list[TextLine]) -> list[_Candidate]:
    """A number as the health department prints it to county welfare directors."""
    top = letter.text[:6000]
    if not _DIRECTORS.search(top) or not _HEALTH.search(top):
        return []
    found = []
    for line in lines:
        match = _DHCS.search(line.text)
        citation = canonical_number("ACWDL", match["number"], errata=False) if match else None
        if match and citation:
            span = Span(line.start + match.start(), line.start + match.end())
            found.append(_Candidate(citation, span, bool(match["after"]), whole=True))
    return found


def _of_childrens_bureau(lines: Iterable[TextLine]) -> list[_Candidate]:
    """The log number of a federal memorandum or instruction."""
    for line in lines:
        for citation in find(line.text) if _LOG.search(line.text) else ():
            if citation.canonical.startswith(_FEDERAL):
                span = Span(line.start + citation.start, line.start + citation.end)
                return [_Candidate(citation.canonical, span, errata=False, whole=True)]
    return []


def _subject_corrects(head: Head) -> str | None:
    """The letter that a subject calls itself an erratum to; empty where it names none."""
    section = head.sections.get("subject")
    if section is None:
        return None
    text = squeezed(section.flow.text)
    found = _CORRECTS.search(text)
    if found is None or found.start() > 60:  # an erratum says so at once
        return None
    target = _HEADING.search(text, found.start())
    return (_canonical(target) or "") if target else ""
