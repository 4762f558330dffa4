"""Duties as a letter words them: who must, may or is encouraged to do what, and by when."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any, Final, NamedTuple

from compendium.intake.flow import Sentence
from compendium.intake.gates import Gate
from compendium.intake.letter_text import LetterText, Place
from compendium.intake.printed_dates import numeric_dates, written_dates
from compendium.vocabulary.kinds import Bearer, Modality

_FORBIDS: Final = (
    r"(?:must|shall|may|should)\s+not\b|(?:is|are)\s+prohibited\s+from|cannot\b|can\s+not\b"
)
_BINDS: Final = (
    r"must\b|shall\b|(?:is|are|be)\s+(?:hereby\s+)?(?:required|mandated|directed|instructed)\s+to\b"
    r"|(?:has|have|needs?)\s+to\b|(?:is|are)\s+responsible\s+for\b"
)
_URGES: Final = (
    r"should\b|(?:is|are)\s+(?:strongly\s+|highly\s+)?(?:encouraged|advised|urged|requested|"
    r"reminded|asked)\s+to\b|(?:it\s+is\s+)?recommended\b"
)
_ALLOWS: Final = (
    r"(?-i:may)\b(?!\s+not\b)(?!\s+\d)|(?:is|are)\s+(?:allowed|permitted|authorized)\s+to\b"
)
_MODAL: Final = re.compile(
    rf"\b(?:(?P<forbids>{_FORBIDS})|(?P<binds>{_BINDS})|(?P<urges>{_URGES})|(?P<allows>{_ALLOWS}))",
    re.IGNORECASE,
)
_MAY_BIND: Final = Gate(
    r"\b(?:must|shall|may|should|can\s*not|prohibited|required|mandated|directed|instructed|"
    r"(?:has|have|needs?)\s+to|responsible|encouraged|advised|urged|requested|reminded|asked|"
    r"recommended|allowed|permitted|authorized)\b"
)
_BEARERS: Final[tuple[tuple[Bearer, str], ...]] = (
    (Bearer.PROBATION, r"probation"),
    (
        Bearer.CHILD_WELFARE,
        r"child\s+welfare|social\s+workers?|CWS\b|placing\s+agenc|\bCWDs?\b|county\s+welfare\s+dep",
    ),
    (Bearer.PROTOCOL_TEAM, r"steering\s+committee|protocol\s+team|multidisciplinary|\bMDTs?\b"),
    (Bearer.LAW_ENFORCEMENT, r"law\s+enforcement|sheriff|police|peace\s+officer"),
    (Bearer.MANDATED_REPORTER, r"mandated\s+reporter"),
    (Bearer.COURT, r"\bcourts?\b|\bjudges?\b"),
    (Bearer.PROSECUTOR, r"district\s+attorney|prosecut"),
    (Bearer.CDSS, r"\bCDSS\b|\bthe\s+department\b|department\s+of\s+social\s+services"),
    (Bearer.STATE_AGENCY, r"\bDHCS\b|\bstate\s+(?:agency|agencies|department)"),
    (Bearer.PROVIDER, r"provider|caregiver|foster\s+famil|group\s+home|STRTP|resource\s+famil"),
    (Bearer.YOUTH, r"\byouths?\b|\bchild(?:ren)?\b|non-?minor\s+dependent|\bNMDs?\b"),
    (Bearer.COUNTY, r"\bcount(?:y|ies)\b"),
)
_ANY_BEARER: Final = re.compile(
    "|".join(f"(?P<{bearer.name}>{pattern})" for bearer, pattern in _BEARERS), re.IGNORECASE
)
_DEADLINE: Final = re.compile(
    r"\b(?:(?:no|not)\s+later\s+than|within|by|on\s+or\s+before|before|at\s+least|every|"
    r"immediately|prior\s+to|as\s+soon\s+as)\b[^.;]{0,110}",
    re.IGNORECASE,
)
_VALUES: Final = {
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "eleven": 11,
    "twelve": 12,
    "fifteen": 15,
    "twenty": 20,
    "thirty": 30,
    "forty-five": 45,
    "sixty": 60,
    "ninety": 90,
}
_DURATION: Final = re.compile(
    rf"\b(?P<number>\d{{1,3}}|{'|'.join(_VALUES)})(?:\s*\(\d+\))?[\s-]+"
    r"(?P<working>(?:calendar|business|working|court|judicial)[\s-]+)?"
    r"(?P<unit>hours?|days?|weeks?|months?|years?)",
    re.IGNORECASE,
)
_COUNTED: Final = re.compile(
    r"\b(?:of|after|from|following|upon|prior\s+to|before|receipt)\s+(?P<event>[^,.;()]{3,80})",
    re.IGNORECASE,
)
_UNITS: Final = {"hour": "PT{}H", "day": "P{}D", "week": "P{}W", "month": "P{}M", "year": "P{}Y"}


class Deadline(NamedTuple):
    """By when: as printed, as an ISO 8601 duration or a date, and counted from what."""

    printed: str
    within: str | None
    on: str | None
    counted_from: str | None
    kind_of_day: str | None


class Obligation(NamedTuple):
    """One sentence that binds, urges or allows. ``force`` is must, must-not, should or may."""

    force: str
    modality: Modality
    words: str
    bearer: Bearer | None
    bearer_words: str | None
    deadline: Deadline | None
    sentence: str
    place: Place

    def plain(self) -> dict[str, Any]:
        """The obligation as JSON values."""
        return {
            "force": self.force,
            "modality": self.modality.value,
            "words": self.words,
            "bearer": self.bearer.value if self.bearer else None,
            "bearer_words": self.bearer_words,
            "deadline": self.deadline._asdict() if self.deadline else None,
            "page": self.place.page,
            "start": self.place.start,
            "end": self.place.end,
            "text": self.sentence,
        }


_FORCES: Final = {
    "forbids": ("must-not", Modality.PROHIBITION),
    "binds": ("must", Modality.OBLIGATION),
    "urges": ("should", Modality.PERMISSION),
    "allows": ("may", Modality.PERMISSION),
}


def obligations_in(letter: LetterText, said: Iterable[Sentence]) -> list[Obligation]:
    """The sentences that bind, urge or allow, one entry for each."""
    return [one for sentence in said for one in _obligation(letter, sentence)]


def _obligation(letter: LetterText, sentence: Sentence) -> Iterator[Obligation]:
    if not _MAY_BIND.lets(sentence.text):
        return
    modal = _MODAL.search(sentence.text)
    if not modal:
        return
    name = next(kind for kind in _FORCES if modal[kind])
    force, modality = _FORCES[name]
    bearer, words = _bearer(sentence.text[: modal.start()])
    yield Obligation(
        force,
        modality,
        modal[0],
        bearer,
        words,
        deadline_in(sentence.text),
        sentence.text,
        sentence.place(letter),
    )


def _bearer(subject: str) -> tuple[Bearer | None, str | None]:
    """Whom the words before the verb name; the nearest to the verb binds."""
    last = None
    for found in _ANY_BEARER.finditer(subject):
        last = found
    if last is None or last.lastgroup is None:
        return None, None
    return Bearer[last.lastgroup], _phrase(subject, last.end())


def _phrase(subject: str, end: int) -> str:
    """The noun phrase that ends where the bearer's word does."""
    start = max(subject.rfind(mark, 0, end) for mark in (",", ";", ":", "."))
    return " ".join(subject[start + 1 : end].split())[-80:]


def deadline_in(text: str) -> Deadline | None:
    """The deadline that a sentence sets, or None."""
    for found in _DEADLINE.finditer(text):
        words = found[0]
        dates = written_dates(words) + numeric_dates(words)
        duration = _DURATION.search(words)
        if (
            dates
            and dates[0].value is not None
            and (not duration or dates[0].start < duration.start())
        ):
            return Deadline(words[: dates[0].end].strip(), None, str(dates[0].value), None, None)
        if duration:
            return _lasting(words, duration)
        if words.lower().startswith("immediately"):
            event = _COUNTED.search(words)
            counted = event["event"].strip() if event else None
            return Deadline(words.strip(), "immediately", None, counted, None)
    return None


def _lasting(words: str, duration: re.Match[str]) -> Deadline:
    number = duration["number"].lower()
    value = int(number) if number.isdigit() else _VALUES[number]
    unit = duration["unit"].lower().rstrip("s")
    counted = _COUNTED.search(words, duration.end())
    event = counted["event"].strip() if counted else None
    end = counted.end() if counted else duration.end()
    working = duration["working"]
    every = words.lower().startswith("every")
    return Deadline(
        words[:end].strip(),
        ("every " if every else "") + _UNITS[unit].format(value),
        None,
        event,
        working.strip(" -").lower() if working else None,
    )
