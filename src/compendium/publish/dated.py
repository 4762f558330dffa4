"""Pages of other days: published only for the days from which the thing on them changed.

A page is asked for as of every day on which something that it shows begins or ends, and kept
where what it says differs from the day before. Between two such days one file stands for
all; the file without a day stands for the day of the whole copy.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from itertools import chain, pairwise
from typing import Final

from compendium.edition.reader import EditionReader
from compendium.model.documentation import DocumentationCode
from compendium.model.duties import Duty
from compendium.model.instruments import Instrument
from compendium.model.reference import Term
from compendium.publish.asking import Answer, Site
from compendium.vocabulary.dates import day_in_words
from compendium.vocabulary.identifiers import address_of
from compendium.web.steady import Calendar, days_in

_DAY: Final = timedelta(days=1)
_MAIN: Final = re.compile(rb"<main.*</main>", re.DOTALL)

Versions = dict[str, list[date]]
"""By address, the first days of its versions, in order. One of them is that of the copy."""


def at(address: str, day: date) -> str:
    """The address of a page as of a day."""
    return f"/on/{day.isoformat()}{address}"


def dated_answers(
    site: Site, reader: EditionReader, on: date
) -> tuple[Versions, dict[str, Answer]]:
    """The versions of every page that changes, and the answer to each but that of the copy."""
    calendar = Calendar(reader)
    versions: Versions = {}
    answers: dict[str, Answer] = {}
    for address, days in _turning(reader).items():
        kept = _changed(site, calendar, address, [d for d in days if d <= on], on)
        own = kept[-1:]  # says what the page of the copy says
        coming = [d for d in days if d > on]
        later = _changed(site, calendar, address, [on + _DAY, *coming], date.max) if coming else []
        made = [*kept[:-1], *later[1:]]
        if not made:
            continue
        versions[address] = sorted([*own, *made])
        for day in made:
            answer = site.ask(at(address, day))
            if answer is not None:
                answers[at(address, day)] = answer
    return versions, answers


def _changed(
    site: Site, calendar: Calendar, address: str, days: list[date], before: date
) -> list[date]:
    """The first of some days, and those from which the page says something else.

    It is compared as of days before ``before`` that stand nowhere in the edition's text, so
    that the day of a page cannot be taken for a date that it tells.
    """
    kept: list[date] = []
    said: bytes | None = None
    for day, after in pairwise([*days, before]):
        seen = calendar.stand_in(day, after) or day
        answer = site.ask(at(address, seen))
        if answer is None:
            continue
        now = _said(answer.body, seen)
        if now != said:
            kept.append(day)
        said = now
    return kept


def _said(body: bytes, day: date) -> bytes:
    """What a page says, whatever day it names as its own."""
    found = _MAIN.search(body)
    main = found[0] if found else body
    for words in (day.isoformat(), day_in_words(day)):
        main = main.replace(words.encode(), b"the day")
    return main


def _turning(reader: EditionReader) -> dict[str, list[date]]:
    """The days on which each page may change, by its address."""
    found: dict[str, set[date]] = {}
    for one in reader.all(Instrument).values():
        found[address_of(one.id)] = _of_instrument(reader, one)
    for duty in reader.all(Duty).values():
        found[f"/duties/{duty.id}"] = _of_duty(duty)
    codes, terms = reader.all(DocumentationCode).values(), reader.all(Term).values()
    of_duties = set(chain.from_iterable(map(_of_duty, reader.all(Duty).values())))
    of_codes = set(chain.from_iterable(days_in((one.starts, one.until)) for one in codes))
    of_terms = set(chain.from_iterable(days_in((one.starts, one.until)) for one in terms))
    found |= {"/duties": of_duties, "/missing-from-care": of_duties}
    found |= {"/documentation": of_codes, "/codes": of_codes, "/terms": of_terms}
    return {address: sorted(d for d in days if d.year > 1) for address, days in found.items()}


def _of_duty(duty: Duty) -> set[date]:
    parts = ((one.starts, one.until) for one in duty.elements)
    return set(days_in((duty.applies_from, duty.applies_until, *chain.from_iterable(parts))))


def _of_instrument(reader: EditionReader, one: Instrument) -> set[date]:
    """Its own days, those of what acts on it, and those on which its status changes."""
    own = (one.in_force_from, one.operative_from, one.expires, reader.issue_date(one.id).date)
    found = set(days_in((*own, one.provisions, one.effects)))
    for holder, effect in reader.effects_on(one.id):
        found.update(days_in((effect, reader.issue_date(holder.id).date)))
    for duty in reader.duties_of(one.id):
        found.update(_of_duty(duty))
    for begins, _, _ in reader.periods(one.id):
        if begins:
            found.add(date.fromisoformat(begins))
    return found
