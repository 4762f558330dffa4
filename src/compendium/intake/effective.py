"""From when a letter's instructions apply, where the letter says so."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

from compendium.intake.flow import Flow
from compendium.intake.letter_text import LetterText
from compendium.intake.printed_dates import PrintedDate, numeric_dates, written_dates
from compendium.intake.reading_of import FieldReading
from compendium.vocabulary.dates import PartialDate

_SURE: Final = re.compile(
    r"(?:\beffective(?:\s+date)?(?:\s+(?:on|as\s+of|from|beginning|starting|is|of))*"
    r"|\b(?:takes?|took|taking|going\s+into|goes\s+into|go\s+into|in)\s+effect"
    r"(?:\s+(?:on|as\s+of|from|beginning|starting))*"
    r"|\boperative(?:\s+(?:on|as\s+of|from))*)\s*[:,]?\s*$",
    re.IGNORECASE,
)
_LIKELY: Final = re.compile(
    r"\b(?:(?:usable|available|appl(?:y|ies|icable)|implemented|required|used|in\s+use)\s+"
    r"(?:from|as\s+of|beginning|starting|on\s+and\s+after|on\s+or\s+after)"
    r"|\bimplementation(?:\s+date)?\s+(?:is|will\s+be)"
    r"|(?:must|shall|should|will|to|be)\s+(?:be\s+)?(?:us(?:e|ed|ing)|appl(?:y|ied)|implement(?:ed)?|"
    r"start|begin)\b[^.;]{0,60}?\s(?:from|as\s+of|on\s+and\s+after|on\s+or\s+after|on)"
    r"|(?:begin(?:s|ning)?|start(?:s|ing)?|commenc(?:es|ing))(?:\s+(?:on|in|as\s+of|from))?)\s*$",
    re.IGNORECASE,
)
_ENDS: Final = re.compile(
    r"\b(?:no\s+longer|until|through|not|ceases?\s+to\s+be)\s+(?:be\s+)?$", re.I
)
_BACK: Final = 100


def effective(
    letter: LetterText, subject: Flow | None, body: Sequence[Flow]
) -> FieldReading[PartialDate | None]:
    """The first day that the letter calls effective; failing that, one that it starts from."""
    flows = [*([subject] if subject else []), *body]
    for pattern, confidence in ((_SURE, 0.9), (_LIKELY, 0.6)):
        for flow in flows:
            found = _first(flow, pattern)
            if found is not None:
                place = flow.place(letter, found.start, found.end)
                return FieldReading(found.value, (place,), confidence, found.note)
    return FieldReading(None)


def _first(flow: Flow, pattern: re.Pattern[str]) -> PrintedDate | None:
    for found in _dates(flow.text):
        before = flow.text[max(0, found.start - _BACK) : found.start]
        lead = pattern.search(before)
        if lead and not _ENDS.search(before[: lead.start()]):
            return found
    return None


def _dates(text: str) -> Iterable[PrintedDate]:
    return sorted(written_dates(text) + numeric_dates(text))
