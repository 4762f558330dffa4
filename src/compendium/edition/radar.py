"""The staleness radar: what may be out of date, overdue, or was never seen."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

import msgspec

from compendium.edition.impact import replaced_and_cited
from compendium.edition.reader import EditionReader
from compendium.model.duties import Duty
from compendium.model.instruments import Instrument
from compendium.model.parties import HelpLine
from compendium.model.reference import LinkCheck
from compendium.vocabulary.dates import day_in_words
from compendium.vocabulary.fiscal_years import FiscalYear
from compendium.vocabulary.identifiers import address_of
from compendium.vocabulary.kinds import RelationType, Weight

CHECK_EVERY: Final = timedelta(days=180)
"""Help lines, links and the whole content are due for a check after half a year."""


REASONS: Final = {
    "content-old": "The content as a whole",
    "help-line-unchecked": "Help lines that nobody checked lately",
    "due-not-seen": "Due by law, and not seen",
    "successor-overdue": "Yearly letters whose successor is overdue",
    "review-due": "Records due for review",
    "links-unchecked": "Addresses",
    "link": "Addresses",
    "cites-replaced": "Records that point at something replaced",
}
"""Why something is on the radar, as a heading."""


class Blip(msgspec.Struct, frozen=True, kw_only=True):
    """One thing to look after: why (``reason``), what, its page, and a sentence."""

    reason: str
    id: str
    label: str
    address: str
    sentence: str


def radar(reader: EditionReader, today: date) -> list[Blip]:
    """Everything that may be stale on a day, the most pressing kind first."""
    return [
        *_content(reader, today),
        *_help_lines(reader, today),
        *_due_and_not_seen(reader, today),
        *_yearly(reader, today),
        *_to_review(reader, today),
        *_links(reader, today),
        *_citing(reader, today),
    ]


def _content(reader: EditionReader, today: date) -> Iterator[Blip]:
    stands_at = reader.compendium.stands_at
    if today - stands_at > CHECK_EVERY:
        yield Blip(
            reason="content-old",
            id=reader.compendium.id,
            label=reader.compendium.title,
            address="/about",
            sentence=f"The content stands at {day_in_words(stands_at)}, over half a year ago.",
        )


def _help_lines(reader: EditionReader, today: date) -> Iterator[Blip]:
    for line in reader.all(HelpLine).values():
        if line.checked is not None and today - line.checked <= CHECK_EVERY:
            continue
        last = f"last checked on {day_in_words(line.checked)}" if line.checked else "never checked"
        yield Blip(
            reason="help-line-unchecked",
            id=line.id,
            label=line.name,
            address="/help",
            sentence=f"{line.name}: {last} by an editor.",
        )


def _due_and_not_seen(reader: EditionReader, today: date) -> Iterator[Blip]:
    """Duties with a day that has passed while what they ask for was not seen."""
    for duty in reader.all(Duty).values():
        due = duty.deadline.by if duty.deadline else None
        if due is None or due > today or not duty.gaps:
            continue
        yield Blip(
            reason="due-not-seen",
            id=duty.id,
            label=duty.title,
            address=f"/duties/{duty.id}",
            sentence=f"{duty.title} was due on {day_in_words(due)}. {duty.gaps[0]}",
        )


def _yearly(reader: EditionReader, today: date) -> Iterator[Blip]:
    """The newest letter of each yearly run, where the next one should have come.

    A run is a chain of letters of the issuer's that follow each other, of different fiscal
    years; a bill or notice that merely came later makes none.
    """
    followed = {
        relation.target: one
        for one in reader.all(Instrument).values()
        for relation in one.relations
        if relation.type is RelationType.FOLLOWS
    }
    current = FiscalYear.of(today)
    for one in followed.values():
        year = _year_of(one)
        if one.id in followed or year is None or not _directive(reader, one):
            continue
        if year.start < current.start:
            yield Blip(
                reason="successor-overdue",
                id=one.id,
                label=one.citation,
                address=address_of(one.id),
                sentence=(
                    f"{one.citation} is the newest known of a yearly run and speaks of {year}; "
                    f"no letter of a later year is held."
                ),
            )


def _to_review(reader: EditionReader, today: date) -> Iterator[Blip]:
    for one in reader.all(Instrument).values():
        if one.review_by is not None and one.review_by <= today:
            yield Blip(
                reason="review-due",
                id=one.id,
                label=one.citation,
                address=address_of(one.id),
                sentence=f"{one.citation} was to be reviewed by {day_in_words(one.review_by)}.",
            )


def _links(reader: EditionReader, today: date) -> Iterator[Blip]:
    checks = reader.all(LinkCheck)
    if not checks:
        yield Blip(
            reason="links-unchecked",
            id="links",
            label="Published addresses",
            address="/about",
            sentence="No published address has been checked; the command compendium links does it.",
        )
    for check in checks.values():
        old = today - check.checked > CHECK_EVERY
        if old or check.result != "answers":
            yield Blip(
                reason="link",
                id=check.url,
                label=check.url,
                address="/about",
                sentence=f"{check.url}: {check.result} on {day_in_words(check.checked)}.",
            )


def _citing(reader: EditionReader, today: date) -> Iterator[Blip]:
    for one, mentions in replaced_and_cited(reader, today):
        who = ", ".join(dict.fromkeys(mention.label for mention in mentions[:6]))
        more = f" and {len(mentions) - 6} more" if len(mentions) > 6 else ""
        yield Blip(
            reason="cites-replaced",
            id=one.id,
            label=one.citation,
            address=address_of(one.id),
            sentence=f"{one.citation} was replaced, at least in part; still pointing at it: "
            f"{who.rstrip('.')}{more}.",
        )


def _year_of(one: Instrument) -> FiscalYear | None:
    if one.fiscal_year is not None:
        return one.fiscal_year
    day = one.issued.latest if one.issued is not None else None
    return FiscalYear.of(day) if day is not None else None


def _directive(reader: EditionReader, one: Instrument) -> bool:
    run = reader.series_of(one)
    return run is not None and run.weight is not Weight.NOT_A_DIRECTIVE
