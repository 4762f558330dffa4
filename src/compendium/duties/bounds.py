"""Whether something with a beginning and an end applies on a day."""

from __future__ import annotations

from datetime import date
from typing import Final

from compendium.vocabulary.dates import PartialDate

APPLIES: Final = "applies"
NOT_YET: Final = "not-yet"
ENDED: Final = "ended"
UNKNOWN: Final = "unknown"


def applies(starts: PartialDate | None, until: PartialDate | None, on: date) -> str:
    """Whether something with these bounds applies on a day (half-open).

    A start that was not traced counts as past: the duty is law today, and its page
    says that its beginning was not traced.
    """
    ended = until.reached_by(on) if until else False
    if ended:
        return ENDED
    begun = starts.reached_by(on) if starts else True
    if begun is False:
        return NOT_YET
    if begun is None or ended is None:
        return UNKNOWN
    return APPLIES
