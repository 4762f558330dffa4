"""Time limits in a text: how many hours, and counted from what."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import re2

from compendium.checks.concepts import Span

IMMEDIATE: Final = 0.0
AT_ONCE: Final = 2.0
"""What a duty that says "immediately" and no number allows, in hours."""

_NUMBERS: Final = {
    "one": 1, "a": 1, "an": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7,
    "eight": 8, "nine": 9, "ten": 10, "twelve": 12, "fourteen": 14, "fifteen": 15, "twenty": 20,
    "twenty-four": 24, "twenty four": 24, "thirty": 30, "thirty-six": 36, "thirty six": 36,
    "forty-eight": 48, "forty eight": 48, "seventy-two": 72, "seventy two": 72, "sixty": 60,
    "ninety": 90,
}  # fmt: skip
_UNITS: Final = {
    "minute": 1 / 60,
    "hour": 1.0,
    "hr": 1.0,
    "day": 24.0,
    "week": 168.0,
    "month": 720.0,
}
_BUSINESS_DAY: Final = 72.0
"""A business day may end after a weekend."""

_NUMBER: Final = "|".join(sorted(_NUMBERS, key=len, reverse=True)) + r"|\d{1,3}"
_COUNT: Final = (
    rf"(?P<number>{_NUMBER})(?: *\((?P<digits>[a-z0-9 -]{{1,12}})\))?"
    rf"(?: ?(?:-|to|or) ?(?P<upto>{_NUMBER}))?[ -]*"
    r"(?P<business>(?:calendar|business|working|court|judicial|school|full)[ -]+)?"
    r"(?P<unit>minute|hour|hr|day|week|month)s?\b"
)
_COUNTED: Final = re2.compile(rf"\b(?:{_COUNT})")
_IMMEDIATELY: Final = re2.compile(
    r"\b(?:immediate(?:ly)?|at once|right away|without (?:undue )?delay|forthwith|on the spot|"
    r"the moment|straight away|instantly|inmediatamente|"
    r"as soon as (?:the |an? |any |she |he |they |we |you |anyone )?"
    r"(?:(?:[a-z-]+ )?(?:worker|officer|department|agency|county|staff|supervisor) )?(?:first )?"
    r"(?:learns?|knows?|hears?|discovers?|finds? out|becomes? aware|is told|are told|is notified)|"
    r"as soon as the (?:absence|child|youth|minor) (?:is|becomes)"
    r"(?: known| discovered| noticed| found| missing| absent)*|"
    r"without waiting)\b"
)
_DAYS: Final = re2.compile(
    r"\b(?P<same>same (?:calendar )?day|end of (?:the |that )?(?:shift|day|workday)|"
    r"before midnight|"
    r"by midnight|before (?:the )?(?:shift|day) ends?|before going off (?:duty|shift)|"
    r"(?:on|within) the day (?:of (?:the )?(?:discovery|absence|report|call)|"
    r"(?:that )?(?:the|an) (?:absence|child|youth|report) (?:is|becomes|comes)))\b|"
    r"\b(?P<next>(?:next|following) (?:calendar )?(?:day|morning))\b|"
    r"\b(?P<work>(?:next|following|first) (?:business|working|court|judicial) (?:day|morning)|"
    r"(?:close|end) of (?:the )?(?:next )?business(?: day)?)\b|"
    r"\b(?P<vague>promptly|as soon as (?:reasonably )?(?:possible|practicable|practical)|timely|"
    r"in a timely (?:manner|fashion)|expeditiously|quickly|soon|in due course|when possible|"
    r"at the earliest (?:opportunity|convenience))\b"
)
_FILLERS: Final = r"(?: the| a| an| first| next| about| same| those| these| that| this)*\s*$"
_DEADLINE: Final = re.compile(
    r"(?:within|inside(?: of)?|no later than|not later than|no more than|not more than|up to|"
    r"at most|not to exceed|never later than|never more than|no longer than|not longer than|"
    r"less than|sooner than|under|never after|not after|"
    r"dentro de|limit (?:of|is)|deadline (?:of|is)|by|in|takes?|than|\||has|have|given|allowed)"
    + _FILLERS
)
_NO_DEADLINE: Final = re.compile(
    r"(?:every|each|for|after|last|past|age|aged|until|once|waits?|waited|missing for|absent for|"
    r"gone for|more than|longer than|over|beyond|sooner than|earlier than|before)"
    r"(?: the| a| an| at least| about| more than)*\s*$"
)
_AT_EARLIEST: Final = re.compile(
    r"\b(?:no|not|never|at)(?: any)? (?:sooner|earlier|less|fewer|least)(?: than)?"
    r"(?: the| a| an| about)*\s*$"
)
"""What makes a number the earliest time, not the latest."""

_OR_MORE: Final = re.compile(r" or (two|three|four|five|more|so|longer)\b")
"""What makes a number longer than it looks: "a day or two"."""

_NOUNS: Final = re.compile(
    r"\s*(?:window|period|limit|deadline|time ?frame|timeline|notice|notification|report\w*|"
    r"requirement|rule|mark|clock|or (?:less|sooner|fewer)|of (?:the |that |this )?"
    r"(?:receipt|receiving|learning|discover\w*|being|when|knowledge|knowing|information|notice|"
    r"absence|report|child|youth|becoming|determin\w*|identif\w*|his|her|their|hearing|finding)|"
    r"after|from|following|at (?:the )?(?:latest|most)|maximum|\|)"
)
_RETURN: Final = re.compile(
    r"^[^.;]{0,14}\b(?:of|after|from|following|upon|once)\b(?: [^\s,]+){0,5}? ?(?:return|returns|"
    r"returned|recover\w*|located|found|placement|placed|detention|hearing|arrest|come back|"
    r"comes back)\b"
)
_FOLLOW_UP: Final = re.compile(
    r"(?:in writing|written|follow-?up|followed|then|form|copy)[^.;]{0,30}$"
)


@dataclass(frozen=True, slots=True)
class TimeLimit:
    """A limit of so many hours, None where the words give no number.

    ``returning`` limits are counted from a return, ``follow_up`` ones belong to a second
    step, such as a paper that follows a call.
    """

    span: Span
    hours: float | None
    returning: bool = False
    follow_up: bool = False

    def words(self, text: str) -> str:
        """The limit as printed."""
        return " ".join(text[self.span.start : self.span.end].split())


BESIDE: Final = 160
"""Characters on either side of a number that say what it is."""


def limits_in(text: str, span: Span) -> list[TimeLimit]:
    """The time limits in a span of folded text, those that say one thing joined."""
    words = text[span.start : span.end]
    found = [
        TimeLimit(Span(span.start + hit.start(), span.start + hit.end()), IMMEDIATE)
        for hit in _IMMEDIATELY.finditer(words)
    ]
    found += [one for hit in _COUNTED.finditer(words) if (one := _counted(words, hit, span.start))]
    taken = {at for one in found for at in range(one.span.start, one.span.end)}
    for hit in _DAYS.finditer(words):
        place = Span(span.start + hit.start(), span.start + hit.end())
        if place.start not in taken:
            found.append(TimeLimit(place, _day_hours(hit)))
    return _joined(text, sorted(found, key=lambda one: one.span.start))


def _counted(words: str, hit: re.Match[str], offset: int) -> TimeLimit | None:
    before = words[max(0, hit.start() - BESIDE) : hit.start()]
    after = words[hit.end() : hit.end() + BESIDE]
    if _AT_EARLIEST.search(before):
        return None
    deadline = bool(_DEADLINE.search(before)) or (
        before.endswith("before ")
        and bool(
            re.match(r" (?:have |has )?(?:pass|elapse|are up|gone by|run out|are over)", after)
        )
    )
    if not deadline and (_NO_DEADLINE.search(before) or not _NOUNS.match(after)):
        return None
    if re.match(r"\s*(?:a|per) (?:day|week)|\s*old\b|\s*hotline|\s*of (?:age|training)", after):
        return None
    amount = _amount(hit["upto"] or hit["number"], None if hit["upto"] else hit["digits"])
    if more := _OR_MORE.match(after):
        amount = max(amount + 1, float(_NUMBERS.get(more[1], 0)))
    hours = amount * _UNITS[hit["unit"]]
    if hit["business"] and hit["business"].strip(" -") in {
        "business",
        "working",
        "court",
        "judicial",
        "school",
    }:
        hours = max(hours, amount * _BUSINESS_DAY)
    return TimeLimit(
        Span(offset + hit.start(), offset + hit.end()),
        hours,
        returning=bool(_RETURN.match(after[:90])),
        follow_up=bool(_FOLLOW_UP.search(before[-45:])),
    )


def _amount(number: str, digits: str | None) -> float:
    printed = digits.strip() if digits else ""
    if printed.isdigit():
        return float(printed)
    return float(number) if number.isdigit() else float(_NUMBERS[number])


def _day_hours(hit: re.Match[str]) -> float | None:
    if hit["same"]:
        return 24.0
    if hit["next"]:
        return 48.0
    return _BUSINESS_DAY if hit["work"] else None


_BETWEEN: Final = re.compile(
    r"[\s,()-]*(?:(?:and|or|but|in|no|not|any|case|event|later|more|than|never|the|latest|at|most|within|always|"
    r"under|circumstances|by|a|maximum|of|up|to|longer|absolutely|exceed|take|taking|however|if|possible)[\s,()-]*)*"
)


def _joined(text: str, found: Sequence[TimeLimit]) -> list[TimeLimit]:
    made: list[TimeLimit] = []
    for one in found:
        if made and _BETWEEN.fullmatch(
            text, made[-1].span.end, max(made[-1].span.end, one.span.start)
        ):
            last = made[-1]
            numbers = [hours for hours in (last.hours, one.hours) if hours]
            made[-1] = TimeLimit(
                Span(last.span.start, one.span.end),
                max(numbers)
                if numbers
                else (IMMEDIATE if IMMEDIATE in (last.hours, one.hours) else None),
                last.returning or one.returning,
                last.follow_up,
            )
        else:
            made.append(one)
    return made


_DURATION: Final = re.compile(r"P(?:(\d+)D)?(?:T(\d+)H)?")


def allowed_hours(within: str | None, words: str) -> float | None:
    """How many hours a duty allows; None where it sets no limit in hours or at once."""
    if within:
        found = _DURATION.fullmatch(within)
        if found and (found[1] or found[2]):
            return 24.0 * int(found[1] or 0) + int(found[2] or 0)
        return None
    return AT_ONCE if words.startswith("immediately") else None
