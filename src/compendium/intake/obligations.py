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
    r"(?:must|shall|may|should)\s+not\b|(?:is|are)\s+(?:prohibited\s+from|"
    r"(?:not\s+|never\s+)(?:permitted|allowed|authorized)\s+to\b)|cannot\b|can\s+not\b"
)
_BINDS: Final = (
    r"must\b|shall\b|(?:is|are|be)\s+(?:hereby\s+)?(?:required|mandated|directed|instructed)\s+to\b"
    r"|(?:has|have|needs?)\s+to\b|(?:is|are)\s+responsible\s+for\b"
)
_URGES: Final = (
    r"should\b|(?:is|are)\s+(?:strongly\s+|highly\s+)?(?:encouraged|advised|urged|requested|"
    r"reminded|asked)\b(?:\s*,[^,.;]{0,40},)?\s+(?:to|that)\b|(?:it\s+is\s+)?recommended\b"
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
    r"\b(?:(?:no|not)\s+later\s+than|(?<!for\s)(?:no|not)\s+more\s+than|within|by|on\s+or\s+before|before|at\s+least|every|"
    r"immediately|prior\s+to|as\s+soon\s+as)\b",
    re.IGNORECASE,
)
_AHEAD: Final = re.compile(r"\s*(?:before|prior\s+to|in\s+advance|ahead|every)\b", re.IGNORECASE)
"""What makes "at least 72 hours" a deadline: the time is counted back from something."""
_REST: Final = re.compile(r"[^.;]*(?:\.(?=\w)[^.;]*)*")
_AGE: Final = re.compile(
    r"\s*(?:old\b|of\s+age\b|of\s+(?:training|service|work|experience)\b)", re.I
)
"""What makes a length of time an age or an amount of work, and no deadline."""
_VALUES: Final = {
    "first": 1,
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
_REACH: Final = 110
"""How far behind "within" or "by" the time itself may stand."""
_UNITS: Final = {"hour": "PT{}H", "day": "P{}D", "week": "P{}W", "month": "P{}M", "year": "P{}Y"}


_JOINT: Final = re.compile(
    r"(?:[,;]\s*)?(?:\b(?:and|but)\s+|(?<=;)\s*)(?=(?:\S+\s+){0,5}$)", re.IGNORECASE
)
_OWN_SUBJECT: Final = re.compile(
    r"\b(?:and|but)\s+(?!(?:they|it|he|she|which|who|also|then|that)\b)\w", re.IGNORECASE
)
"""A clause that names somebody of its own, known or not."""
_THAT: Final = re.compile(r"\s+that\b", re.IGNORECASE)
_NEAR: Final = 60


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
    text = sentence.text
    modals = _clauses(text)
    held: tuple[Bearer | None, str | None] = (None, None)
    for at, (begin, modal) in enumerate(modals):
        end = modals[at + 1][0] if at + 1 < len(modals) else len(text)
        name = next(kind for kind in _FORCES if modal[kind])
        force, modality = _FORCES[name]
        named = _bearer(text[begin : modal.start()])
        if named[0] is None and _THAT.match(text, modal.end()):
            named = _bearer(text[modal.end() : modal.end() + _NEAR])
        own = _OWN_SUBJECT.search(text[begin : modal.start()]) is not None
        held = named if named[0] is not None or at == 0 or own else held
        deadline = deadline_in(text[begin:end])
        yield Obligation(force, modality, modal[0], *held, deadline, text, sentence.place(letter))


def _clauses(text: str) -> list[tuple[int, re.Match[str]]]:
    """Where each clause of a sentence begins that says must, may or should, and its word.

    A clause that a conjunction joins counts where it has a subject of its own, or its word
    binds otherwise than the one before: "must report ..., and may not ...".
    """
    found: list[tuple[int, re.Match[str]]] = []
    for modal in _MODAL.finditer(text):
        if not found:
            found.append((0, modal))
            continue
        last = found[-1][1]
        between = text[last.end() : modal.start()]
        joint = _JOINT.search(between)
        alike = last.lastgroup == modal.lastgroup
        if joint and not (alike and not between[joint.end() :].strip()):
            found.append((last.end() + joint.start(), modal))
    return found


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
    leads = list(_DEADLINE.finditer(text))
    for at, lead in enumerate(leads):
        rest = _REST.match(text, lead.start())
        end = rest.end() if rest else len(text)
        words = text[lead.start() : end]
        nearest = leads[at + 1].start() - lead.start() if at + 1 < len(leads) else len(words)
        dates = written_dates(words) + numeric_dates(words)
        duration = _DURATION.search(words, 0, min(_REACH, nearest))
        if duration and not _sets_a_time(words, duration):
            continue
        if (
            dates
            and dates[0].value is not None
            and dates[0].start < min(_REACH, nearest)
            and (not duration or dates[0].start < duration.start())
        ):
            return Deadline(words[: dates[0].end].strip(), None, str(dates[0].value), None, None)
        if words.lower().startswith("immediately") and not duration:
            event = _COUNTED.search(words[:nearest])
            counted = event["event"].strip() if event else None
            return Deadline(words[:nearest].strip(), "immediately", None, counted, None)
        if duration:
            return _lasting(words, duration)
    return None


def _sets_a_time(words: str, duration: re.Match[str]) -> bool:
    """Whether a length of time is a deadline, and no age, amount of work or time to keep."""
    if _AGE.match(words, duration.end()):
        return False
    least = words.lower().startswith("at least")
    return not least or _AHEAD.match(words, duration.end()) is not None


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
