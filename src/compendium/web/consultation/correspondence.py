"""The mails: plain text, made from our words and the answers, never a subject from a form."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from compendium.vocabulary.dates import day_in_words
from compendium.web.consultation.words import words_in

TO_SENDER: Final = "to-sender"
TO_LIAISON: Final = "to-liaison"
WITHDRAWN: Final = "withdrawn"

_ADDRESS: Final = re.compile(
    r"(?P<mail>[^\s@]+@[^\s@]+)"
    r"|(?:[a-z][a-z+.-]*://|www\.)\S+|\b[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}(?:/\S*)?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Written:
    """A mail in words."""

    subject: str
    body: str


def to_sender(
    *,
    reference: str,
    site: str,
    link: str,
    days: int,
    answers: Iterable[tuple[str, str]],
    language: str,
) -> Written:
    """The sender's copy. Web addresses in it are left out: anybody may have typed the recipient."""
    words = words_in(language).mail
    copied = "\n".join(
        f"{label}: {_without_addresses(said, words['left_out'])}" for label, said in answers
    )
    return Written(
        words["sent_subject"].format(reference=reference),
        words["sent"].format(reference=reference, site=site, link=link, days=days, answers=copied),
    )


def to_liaison(*, what: str, reference: str, site: str, queue: str, summary: str) -> Written:
    """News for those who work the queue, in English: enough to know what it is, no more."""
    words = words_in("en").mail
    return Written(
        words["news_subject"].format(what=what, reference=reference),
        words["news"].format(
            what=what, reference=reference, site=site, queue=queue, summary=summary
        ),
    )


def withdrawn(*, reference: str, site: str) -> Written:
    """News that a sender has deleted something."""
    words = words_in("en").mail
    return Written(
        words["gone_subject"].format(reference=reference),
        words["gone"].format(reference=reference, site=site),
    )


def in_words(name: str, value: object, language: str) -> str:
    """An answer as people read it: choices and, in English, days in words."""
    words = words_in(language)
    table = words.choices.get(name, {})
    if isinstance(value, list):
        return "; ".join(table.get(str(one), str(one)) for one in value) or words.say["not_given"]
    if isinstance(value, date) and language == "en":
        return day_in_words(value)
    said = str(value) if value not in (None, "") else ""
    return table.get(said, said) or words.say["not_given"]


def _without_addresses(said: str, left_out: str) -> str:
    """A text without web addresses; mail addresses stay."""
    return _ADDRESS.sub(lambda found: str(found["mail"] or left_out), said)
