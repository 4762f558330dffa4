"""What travels with a letter, what it asks to be sent back and when, and its office."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, Final, NamedTuple

from compendium.intake.flow import Flow, Sentence, squeezed
from compendium.intake.gates import Gate
from compendium.intake.letter_text import LetterText, Place
from compendium.intake.printed_dates import numeric_dates, written_dates

_ENCLOSURE: Final = re.compile(
    r"\b(?P<kind>attachment|enclosure|appendix|exhibit)s?\s+"
    r"(?P<label>[A-Z]{1,2}\b|[IVX]{1,5}\b|\d{1,2}\b)(?:\s*[:–—-]\s*(?P<title>[A-Z][^.;\n]{3,80}))?",
    re.IGNORECASE,
)
_MARK: Final = re.compile(r"(?:attachments?|enclosures?|encl\.?)\s*(?:\(s\))?\s*\.?", re.IGNORECASE)
_FORM: Final = re.compile(
    r"\b(?:SOC|TEMP|CW|CF|DFA|NA|FC|AAP|KG|RFA|LIC|GEN|ABCD|DPA|JV|CSEC)\s\d{1,4}[A-Z]{0,3}\b"
)
_CODE: Final = re.compile(
    r"\b(?:(?:program|time[- ]study|claiming|identifier|special\s+project|aid)\s+)?"
    r"(?:PIN|codes?)\s*(?:\((?:PIN|SPC|PC)s?\))?\s*(?:no\.?\s*)?#?\s*(?P<code>\d{3,6}|S-[A-Z][^,.;]{2,40})",
    re.IGNORECASE,
)
_DUE: Final = re.compile(
    r"\b(?:due|submit(?:ted|s)?|return(?:ed)?|received?|complet(?:e|ed)|postmarked|deadline|"
    r"respond|report(?:ed)?|provide[ds]?|sent?|sign(?:ed)?|opt(?:ing)?[- ](?:in|out))\b",
    re.IGNORECASE,
)
_BY: Final = re.compile(
    r"\b(?:by|before|no\s+later\s+than|not\s+later\s+than|on\s+or\s+before|due(?:\s+on)?|is|until|"
    r"close\s+of\s+business)\s*(?:on\s+|close\s+of\s+business\s*,?\s*(?:on\s+)?|\d{1,2}(?::\d\d)?\s*[ap]\.?m\.?\s*,?\s*(?:on\s+)?|"
    r"\w+day,?\s+)*$",
    re.IGNORECASE,
)
_MAY_ENCLOSE: Final = Gate(r"attachment|enclosure|appendix|exhibit")
_MAY_NAME_A_FORM: Final = Gate(_FORM.pattern)
_MAY_CODE: Final = Gate(r"PIN|code")
_MAY_BE_DUE: Final = Gate(_DUE.pattern)
_OFFICE: Final = re.compile(
    r"^(?P<role>(?:Acting\s+|Interim\s+)?(?:Deputy\s+|Chief\s+Deputy\s+|Assistant\s+)?"
    r"(?:Director|Chief|Branch\s+Chief|Bureau\s+Chief|Administrator|Manager))\s*[,]?\s*$",
    re.IGNORECASE,
)
_UNIT: Final = re.compile(r"\b(?:Division|Branch|Bureau|Department|Office|Section|Unit)\b")


class Enclosure(NamedTuple):
    """Something that travels with the letter."""

    label: str
    title: str | None
    place: Place


class DueDate(NamedTuple):
    """A day by which something is due, in the words of its sentence."""

    on: str | None
    printed: str
    what: str
    place: Place


class Code(NamedTuple):
    """A program, claiming, time-study or project code as printed."""

    code: str
    printed: str
    sentence: str
    place: Place


def enclosures_in(letter: LetterText, body: Iterable[Flow]) -> list[Enclosure]:
    """The attachments, enclosures and forms that a letter names, each once."""
    found: dict[str, Enclosure] = {}
    for flow in body:
        named = _ENCLOSURE.finditer(flow.text) if _MAY_ENCLOSE.lets(flow.text) else ()
        for match in named:
            label = f"{match['kind'].capitalize()} {match['label'].upper()}"
            title = squeezed(match["title"]) if match["title"] else None
            place = flow.place(letter, match.start(), match.end())
            held = found.get(label)
            if held is None or (title and not held.title):
                found[label] = Enclosure(label, title, place)
        forms = _FORM.finditer(flow.text) if _MAY_NAME_A_FORM.lets(flow.text) else ()
        for match in forms:
            place = flow.place(letter, match.start(), match.end())
            found.setdefault(match[0], Enclosure(match[0], None, place))
    if not found:
        for line in letter.lines:
            if _MARK.fullmatch(line.text):
                label = line.text.strip(" .").capitalize()
                found[label] = Enclosure(label, None, letter.place(line.start, line.end))
                break
    return list(found.values())


def due_dates_in(letter: LetterText, said: Iterable[Sentence]) -> list[DueDate]:
    """The days by which a letter wants something."""
    found = []
    for sentence in said:
        if not _MAY_BE_DUE.lets(sentence.text):
            continue
        for day in (*written_dates(sentence.text), *numeric_dates(sentence.text)):
            if not _BY.search(sentence.text[: day.start]):
                continue
            place = sentence.place(letter, day.start, day.end)
            on = str(day.value) if day.value is not None else None
            found.append(DueDate(on, day.text, sentence.text, place))
    return found


def codes_in(letter: LetterText, said: Iterable[Sentence]) -> list[Code]:
    """Program, time-study, claiming and project codes, each once."""
    found: dict[str, Code] = {}
    for sentence in said:
        if not _MAY_CODE.lets(sentence.text):
            continue
        for match in _CODE.finditer(sentence.text):
            code = squeezed(match["code"])
            place = sentence.place(letter, match.start(), match.end())
            found.setdefault(code, Code(code, match[0], sentence.text, place))
    return list(found.values())


def office_of(letter: LetterText) -> str | None:
    """The office that signed: a role and a unit, never a person's name."""
    lines = letter.lines
    for at in range(len(lines) - 1, -1, -1):
        role = _OFFICE.match(lines[at].text)
        if not role:
            continue
        unit = lines[at + 1].text if at + 1 < len(lines) else ""
        words = squeezed(role["role"]).title()
        return f"{words}, {squeezed(unit)}" if _UNIT.search(unit) else words
    return None


def plain(one: Enclosure | DueDate | Code) -> dict[str, Any]:
    """One of these as JSON values."""
    value = one._asdict()
    value["place"] = one.place.plain()
    return value
