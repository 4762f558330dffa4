"""The first page: what changed lately, what is coming, and ways in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final, NamedTuple

from compendium.edition.reader import EditionReader
from compendium.model.duties import Duty
from compendium.model.instruments import Instrument
from compendium.model.reference import Topic
from compendium.vocabulary.dates import PartialDate
from compendium.web.standpoint import Standpoint
from compendium.web.wording import BILL_DAY

_SHOWN: Final = 5


class Change(NamedTuple):
    """Something dated: where it stands, what it is, whom it concerns."""

    when: PartialDate
    said: str
    address_id: str
    title: str
    affects: tuple[str, ...]
    is_duty: bool


@dataclass(frozen=True, slots=True)
class HomePage:
    """What the first page shows beside its search box and its tasks."""

    lately: list[Change]
    coming: list[Change]
    topics: tuple[Topic, ...]
    counts: dict[str, int]
    quiet_days: int | None
    """Days since the last change where that is more than ninety, else None."""


def present_home(here: Standpoint) -> HomePage:
    """The first page as of a day."""
    changes = changes_of(here.reader)
    past = [c for c in changes if c.when.latest is not None and c.when.latest <= here.on]
    past.sort(key=lambda c: c.when.latest or date.min, reverse=True)
    coming = [c for c in changes if c.when.earliest is not None and c.when.earliest > here.on]
    coming.sort(key=lambda c: c.when.earliest or date.max)
    since = (here.on - past[0].when.latest).days if past and past[0].when.latest else None
    return HomePage(
        lately=past[:_SHOWN],
        coming=coming[:_SHOWN],
        topics=here.reader.compendium.topics,
        counts=here.reader.colophon.counts,
        quiet_days=since if since is not None and since > 90 else None,
    )


def changes_of(reader: EditionReader) -> list[Change]:
    """Everything with a known day: issues, beginnings of force, beginnings and ends of duties."""
    found = []
    for one in reader.all(Instrument).values():
        for when, said in _days(one):
            if when is not None:
                found.append(Change(when, said, one.id, one.title, one.audience, False))  # noqa: FBT003
    for duty in reader.all(Duty).values():
        bearers = tuple(bearer.value for bearer in duty.bearers)
        due = PartialDate.on(duty.deadline.by) if duty.deadline and duty.deadline.by else None
        days = ((duty.applies_from, "begins"), (due, "is due"), (duty.applies_until, "ends"))
        for when, said in days:
            if when is not None:
                found.append(Change(when, said, duty.id, duty.title, bearers, True))  # noqa: FBT003
    return found


def _days(one: Instrument) -> list[tuple[PartialDate | None, str]]:
    days = [(one.issued, "issued" if one.outcome is None else BILL_DAY[one.outcome])]
    if one.in_force_from != one.issued:
        days.append((one.in_force_from, "takes effect"))
    return [*days, (one.operative_from, "begins to apply"), (one.expires, "expires")]
