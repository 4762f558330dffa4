"""The mails of the alerts: plain text, made from our words and the records."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final, NamedTuple

from django.conf import settings

from compendium.edition.news import News
from compendium.edition.reader import EditionReader
from compendium.vocabulary.dates import PartialDate, day_in_words
from compendium.vocabulary.kinds import Verification
from compendium.web.consultation.correspondence import Written
from compendium.web.wording import VERIFIED

CONFIRM: Final = "alert-confirm"
NEWS: Final = "alert"
PURPOSES: Final = (CONFIRM, NEWS)
MOST: Final = 60
"""Entries of a mail at most; the rest is counted, with a link to all of them."""
_LONGEST: Final = 120
_LAST: Final = (
    "Policy information, not legal advice. If a child is in danger now, call 911. Please send no\n"
    "details of a child in an answer."
)


class Told(NamedTuple):
    """Two editions held against each other for everybody: what is told, as of which day."""

    older: EditionReader
    newer: EditionReader
    on: date
    news: list[News]


def to_confirm(*, link: str, chosen: list[str], days: int) -> Written:
    """The mail that asks the owner of an address."""
    return Written(
        "Please confirm: alerts of the compendium",
        f"""
Somebody, probably you, asked that {settings.ADDRESS} tell this address what changes.

What would be followed: {"; ".join(chosen)}

If you want that, open this page and press the button:
{link}

If you get alerts already, this replaces what you chose before.
If you did not ask, do nothing: nothing more is sent, and this address is deleted after {days} days.
""".lstrip(),
    )


def of_news(told: Told, found: Sequence[News], chosen: list[str], key: str) -> Written:
    """The mail that tells a subscriber what changed."""
    older, newer = told.older.colophon, told.newer.colophon
    site = settings.ADDRESS
    listed = "\n\n".join(_entry(at, one, told.on) for at, one in enumerate(found[:MOST], start=1))
    more = len(found) - MOST
    rest = f"\n\nAnd {more} more; all of them are on the page below." if more > 0 else ""
    subject = f"{told.newer.compendium.title}: {_counted(len(found))}"
    return Written(
        " ".join(subject.split())[:_LONGEST],
        f"""
What changed from edition {older.edition} (facts of {_day(older.stands_at)}) to edition
{newer.edition} (facts of {_day(newer.stands_at)}), for what you follow:
{"; ".join(chosen)}

{listed}{rest}

All differences between the two editions:
{site}/compare/editions?from={older.edition}&to={newer.edition}

Change what you follow: {own_address(key)}
End these alerts: {end_address(key)}

{_LAST}
""".lstrip(),
    )


def headers_of_news(key: str) -> dict[str, str]:
    """What lets a mail program end the alerts with one click (RFC 2369, RFC 8058)."""
    return {
        "List-Unsubscribe": f"<{end_address(key)}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }


def own_address(key: str) -> str:
    """Where a subscriber changes what is followed."""
    return f"{settings.ADDRESS}/alerts/own/{key}"


def end_address(key: str) -> str:
    """Where a subscriber ends the alerts."""
    return f"{settings.ADDRESS}/alerts/end/{key}"


def _entry(at: int, one: News, on: date) -> str:
    """One record: what happened, its status, its day, where it comes from, its page."""
    state = one.state or "no status of its own"
    inferred = ", inferred" if one.inferred else ""
    lines = [
        f"{at}. {one.title}",
        *one.said,
        f"Status: {state}, as of {day_in_words(on)}. {one.day_is}: {_day(one.day)}{inferred}.",
        _whence(one),
        f"{settings.ADDRESS}{one.path}",
    ]
    return "\n   ".join(lines)


def _whence(one: News) -> str:
    cited = f"{'; '.join(one.citations)}. " if one.citations else ""
    source = f"Source: {one.source.title}" if one.source else "Source: none was named"
    address = f", {one.source.url}" if one.source and one.source.url else ""
    known = f" ({VERIFIED[Verification(one.verification)]})" if one.verification else ""
    return f"{cited}{source}{known}{address}"


def _counted(number: int) -> str:
    return f"{number} {'change' if number == 1 else 'changes'}"


def _day(edtf: str | None) -> str:
    return PartialDate.parse(edtf).in_words() if edtf else "not known"
