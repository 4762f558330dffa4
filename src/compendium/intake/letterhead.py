"""The fields of a letter's head: date, addressees, subject, references, years."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from compendium.citations import find
from compendium.intake.capitals import from_capitals
from compendium.intake.flow import Flow, squeezed
from compendium.intake.letter_text import LetterText, TextLine
from compendium.intake.numbering import Numbered, number_year
from compendium.intake.printed_dates import PrintedDate, numeric_dates, written_dates
from compendium.intake.reading_of import FieldReading
from compendium.intake.sections import Head, Section, is_upper
from compendium.vocabulary.dates import PartialDate
from compendium.vocabulary.fiscal_years import FiscalYear

_BEFORE_DATE: Final = re.compile(
    r"(?:date(?:d| issued)?|issued|issue date)?\s*[:.]?\s*", re.IGNORECASE
)
_ISSUE_DATE: Final = re.compile(
    r"\b(?:issu(?:e|ed|ance)\s+date|date\s+(?:issued|of\s+issue))\s*[:.]?\s*$", re.IGNORECASE
)
_BROKEN_SECTION: Final = re.compile(r"\b(\d{2,3}-)\s?(\d{3})\s?\.\s?,\s?(\d{1,3})\b(?![-/])")
_FISCAL: Final = re.compile(
    r"(?P<federal>federal\s+|F)?(?:fiscal\s+years?|S?FYs?)\s*(?:\((?P<abbreviated>F?S?FYs?)\))?"
    r"\s*[:,]?\s*(?P<years>(?:20|19)?\d{2}\s?[-/–—]\s?(?:20|19)?\d{2})(?![\d/-])",
    re.IGNORECASE,
)
_BARE_YEARS: Final = re.compile(
    r"(?<![\d/-])((?:20|19)\d{2}\s?[-/–—]\s?(?:(?:20|19)\d{2}|\d{2}))(?![\d/-])"
)
_NOT_FISCAL: Final = re.compile(r"(?:federal fiscal year|FFY|school year|calendar year)\W*$", re.I)
_STARTERS: Final = re.compile(r"(?:ALL|BOARDS?|COUNTY|COUNTIES|CHIEF|CHILD|THE|INTERESTED)\b")
_OPEN_END: Final = re.compile(r"(?:[,/&-]|\b(?:AND|OF|FOR|THE|OR|TO|IN))$", re.IGNORECASE)
_SPECK: Final = 2
"""Signs behind a date on a scan that a frame or a speck may have left."""
_LATE_ERRATA: Final = 6
_NEAR_NUMBER: Final = 60
_FULL_LINE: Final = 58
"""Columns of an addressee line that is so long that it may have been broken."""


def issued(letter: LetterText, head: Head, number: Numbered) -> FieldReading[PartialDate | None]:
    """The date at the top. A day that no calendar has gives None and says so."""
    parts = [head.sections[name].lines for name in ("date", "to") if name in head.sections]
    rows = [*head.above, *head.aside, *(line for part in parts for line in part)]
    impossible: FieldReading[PartialDate | None] | None = None
    for line in rows:
        found = _date_at_start(line, blurred=letter.scanned)
        if found is None:
            continue
        place = letter.place(line.start + found.start, line.start + found.end)
        if found.value is None:
            impossible = impossible or FieldReading(None, (place,), 0.0, found.note)
            continue
        note = _doubt(found.value, number.citation.value)
        confidence = (0.85 if letter.scanned else 0.97) if note is None else 0.5
        return FieldReading(found.value, (place,), confidence, note)
    return impossible or _labelled_inside(letter, rows) or _beside_number(letter, number)


def _labelled_inside(
    letter: LetterText, rows: Iterable[TextLine]
) -> FieldReading[PartialDate | None] | None:
    """A date behind the words "issue date" in the midst of a line, as on federal forms."""
    for line in rows:
        for found in (*written_dates(line.text), *numeric_dates(line.text)):
            if found.value and _ISSUE_DATE.search(line.text[: found.start]):
                place = letter.place(line.start + found.start, line.start + found.end)
                return FieldReading(found.value, (place,), 0.9)
    return None


def _beside_number(letter: LetterText, number: Numbered) -> FieldReading[PartialDate | None]:
    """The last date before the number, where a page came without its line breaks."""
    if not number.citation.places:
        return FieldReading(None)
    end = number.citation.places[0].start
    begin = max(0, end - _NEAR_NUMBER)
    found = [date for date in written_dates(letter.text[begin:end]) if date.value]
    if not found:
        return FieldReading(None)
    place = letter.place(begin + found[-1].start, begin + found[-1].end)
    note = _doubt(found[-1].value, number.citation.value) if found[-1].value else None
    return FieldReading(found[-1].value, (place,), 0.8, note)


def _date_at_start(line: TextLine, *, blurred: bool) -> PrintedDate | None:
    lead = _BEFORE_DATE.match(line.text)
    begin = lead.end() if lead else 0
    for found in (*written_dates(line.text, blurred=blurred), *numeric_dates(line.text)):
        rest = line.text[found.end :].strip(" .,|")
        if blurred and len(rest) <= _SPECK:
            rest = ""
        if found.start <= begin and (
            not rest or is_upper(rest) or line.text[found.end :][:3] == "   "
        ):
            return found
    return None


def _doubt(value: PartialDate, citation: str | None) -> str | None:
    """A sentence where date and number are years apart; an erratum may come years later."""
    year = number_year(citation) if citation else None
    if year is None or value.earliest is None or citation is None:
        return None
    apart = value.earliest.year - year
    near = -1 <= apart <= (_LATE_ERRATA if citation.endswith("E") else 2)
    return None if near else f"the date is {value}, the number is of {year}"


def addressees(letter: LetterText, head: Head) -> FieldReading[tuple[str, ...]]:
    """Whom the letter is addressed to, one for each line; a broken line is made whole."""
    section = head.sections.get("to")
    if section is None:
        return FieldReading(())
    rows: list[list[TextLine]] = []
    for line in section.lines:
        if rows and _same_addressee(rows[-1][-1], line, section):
            rows[-1].append(line)
        else:
            rows.append([line])
    names: list[str] = []
    places = []
    for row in rows:
        whole = squeezed(" ".join(line.text for line in row)).rstrip(" ;")
        parts = re.split(r"\s(?=ALL\s+[A-Z])", whole) if len(row) == 1 else [whole]
        names += parts
        places += [letter.place(row[0].start, row[-1].end)] * len(parts)
    return FieldReading(tuple(names), tuple(places), 0.8 if letter.scanned else 0.95)


def _same_addressee(before: TextLine, line: TextLine, section: Section) -> bool:
    if _OPEN_END.search(before.text) or line.text[:1].islower():
        return True
    if " " not in line.text and not _STARTERS.match(line.text.upper()):
        return True
    if re.match(r"(?:AND|OF|FOR|&)\b", line.text, re.IGNORECASE):
        return True
    if (
        section.content is not None
        and line.indent > section.content + line.unit
        and line.indent > before.indent
    ):
        return not _STARTERS.match(line.text.upper())
    return len(before.text) >= _FULL_LINE and not _STARTERS.match(line.text.upper())


def subject(letter: LetterText, head: Head) -> FieldReading[str | None]:
    """The subject as printed, its lines joined."""
    section = head.sections.get("subject")
    if section is None or not section.lines:
        return FieldReading(None)
    flow = section.flow
    text = squeezed(flow.text)
    place = flow.place(letter, 0, len(flow.text))
    return FieldReading(text, (place,), 0.85 if letter.scanned else 0.95)


def references(letter: LetterText, head: Head, own: str | None) -> FieldReading[tuple[str, ...]]:
    """Every other instrument that the subject or the reference line cites, canonical."""
    names: list[str] = []
    places = []
    for name in ("subject", "reference", "supersedes"):
        section = head.sections.get(name)
        if section is None:
            continue
        flow = section.flow
        capitals = is_upper(flow.text)
        for citation in find(mended(flow.text)):
            canonical = from_capitals(citation.canonical) if capitals else citation.canonical
            if canonical in names or canonical == own:
                continue
            names.append(canonical)
            places.append(flow.place(letter, citation.start, citation.end))
    return FieldReading(tuple(names), tuple(places), 0.8 if letter.scanned else 0.95)


def mended(text: str) -> str:
    """Text of the same length with section numbers whole that stray marks had broken.

    Extraction turns ``42-215.4`` into ``42- 215. , 4`` where a comma was struck out.
    """

    def whole(found: re.Match[str]) -> str:
        return f"{found[1]}{found[2]}.{found[3]}".ljust(len(found[0]))

    return _BROKEN_SECTION.sub(whole, text)


def fiscal_year(
    letter: LetterText, head: Head, body: Iterable[Flow]
) -> FieldReading[FiscalYear | None]:
    """The fiscal year of the money, where the text prints one: subject, body, references.

    The year in a fiscal letter's number is the letter's, not the money's, and does not count.
    """
    subject_of = head.sections.get("subject")
    reference_of = head.sections.get("reference")
    flows = [(subject_of.flow, 0.95)] if subject_of else []
    flows += [(flow, 0.75) for flow in body]
    flows += [(reference_of.flow, 0.5)] if reference_of else []
    doubtful: FieldReading[FiscalYear | None] | None = None
    for flow, confidence in flows:
        for start, end, words in _printed_years(flow.text, bare=confidence > 0.9):
            place = flow.place(letter, start, end)
            try:
                return FieldReading(FiscalYear.parse(words), (place,), confidence)
            except ValueError as error:
                doubtful = doubtful or FieldReading(None, (place,), 0.0, str(error))
    return doubtful or FieldReading(None)


def _printed_years(text: str, *, bare: bool) -> Iterable[tuple[int, int, str]]:
    for found in _FISCAL.finditer(text):
        federal = found["federal"] or (found["abbreviated"] or "").upper().startswith("FF")
        before = text[max(0, found.start() - 9) : found.start()].lower()
        if not federal and not before.endswith("federal "):
            yield found.start(), found.end(), re.sub(r"\s", "", found["years"])
    if bare:
        for found in _BARE_YEARS.finditer(text):
            words = re.sub(r"\s", "", found[1])
            if not _NOT_FISCAL.search(text[: found.start()]) and _follows(words):
                yield found.start(), found.end(), words


def _follows(words: str) -> bool:
    try:
        FiscalYear.parse(words)
    except ValueError:
        return False
    return True
