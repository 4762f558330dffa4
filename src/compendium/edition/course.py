"""Everything dated that an edition knows: letters, effects, and duties that begin or end."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from weakref import WeakKeyDictionary

import msgspec

from compendium.edition.concern import concern_of, departments
from compendium.edition.reader import EditionReader
from compendium.force.explain import act_in_words
from compendium.model.duties import Duty
from compendium.model.instruments import Effect, Instrument
from compendium.model.money import Allocation
from compendium.model.parties import Party
from compendium.vocabulary.dates import PartialDate
from compendium.vocabulary.fiscal_years import FiscalYear
from compendium.vocabulary.identifiers import address_of
from compendium.vocabulary.kinds import Verification


class Happening(msgspec.Struct, frozen=True, kw_only=True):
    """One dated thing.

    ``day`` is an EDTF date, None where it is not known; ``inferred`` says that an editor
    inferred it. ``about`` are ids of the instruments or the duty concerned, ``departments``
    who is bound or addressed. ``kind``: issued, effect, duty-begins, duty-ends, expires;
    of a county's own: county-part, county-document, county-money.
    """

    id: str
    kind: str
    day: str | None
    inferred: bool
    title: str
    sentence: str
    address: str
    about: tuple[str, ...]
    topics: tuple[str, ...]
    departments: tuple[str, ...]
    verification: str

    @property
    def when(self) -> PartialDate | None:
        """The day, parsed."""
        return PartialDate.parse(self.day) if self.day else None


_courses: WeakKeyDictionary[EditionReader, tuple[Happening, ...]] = WeakKeyDictionary()


def course_of(reader: EditionReader) -> list[Happening]:
    """Every dated thing, the latest first; what has no known day comes last. Made once."""
    found = _courses.get(reader)
    if found is None:
        every = (*_letters(reader), *_effects(reader), *_duties(reader))
        found = _courses[reader] = tuple(sorted(every, key=_latest_first))
    return list(found)


def course_of_county(reader: EditionReader, county: str) -> list[Happening]:
    """What is a county's own and dated, in the same order; nothing for what is no county."""
    party = reader.one(Party, county)
    if party is None:
        return []
    found = [*_of_party(party), *_money(reader, party)]
    return sorted(found, key=_latest_first)


def between(
    found: list[Happening], since: date | None = None, until: date | None = None
) -> list[Happening]:
    """Those that may have happened from ``since`` to ``until``, both included."""
    if since is None and until is None:
        return found
    return [one for one in found if one.when is not None and _within(one.when, since, until)]


def _within(when: PartialDate, since: date | None, until: date | None) -> bool:
    if since is not None and when.latest is not None and when.latest < since:
        return False
    return not (until is not None and when.earliest is not None and when.earliest > until)


def _latest_first(one: Happening) -> tuple[int, str]:
    when = one.when
    day = (when.earliest or when.latest) if when is not None else None
    return (-day.toordinal() if day else 0, one.id)


def _letters(reader: EditionReader) -> Iterator[Happening]:
    for one in reader.all(Instrument).values():
        dated = reader.issue_date(one.id)
        said = f"{one.citation}, {one.title}, was issued."
        yield _of(one, "issued", f"{one.id}/issued", dated.date, said, inferred=dated.inferred)
        if one.expires is not None:
            said = f"{one.citation}, {one.title}, expires."
            yield _of(one, "expires", f"{one.id}/expires", one.expires, said)


def _effects(reader: EditionReader) -> Iterator[Happening]:
    for one in reader.all(Instrument).values():
        for number, effect in enumerate(one.effects, start=1):
            when, inferred = _begins(reader, one, effect)
            target = reader.one(Instrument, effect.target)
            name = target.citation if target else effect.target
            said = f"{one.citation} {act_in_words(effect, name)}."
            key = f"{one.id}/effects/{number}"
            about = (one.id, effect.target)
            yield _of(one, "effect", key, when, said, inferred=inferred, about=about)


def _begins(
    reader: EditionReader, holder: Instrument, effect: Effect
) -> tuple[PartialDate | None, bool]:
    """From when an effect acts, and whether that day was inferred."""
    stated = effect.starts or holder.in_force_from
    if stated is not None:
        return stated, False
    dated = reader.issue_date(holder.id)
    return dated.date, dated.inferred


def _of(
    one: Instrument,
    kind: str,
    key: str,
    when: PartialDate | None,
    said: str,
    *,
    inferred: bool = False,
    about: tuple[str, ...] | None = None,
) -> Happening:
    return Happening(
        id=key,
        kind=kind,
        day=str(when) if when else None,
        inferred=inferred,
        title=f"{one.citation}: {one.title}",
        sentence=said,
        address=address_of(one.id),
        about=about or (one.id,),
        topics=one.topics,
        departments=departments(one.audience),
        verification=one.verification.value,
    )


def _duties(reader: EditionReader) -> Iterator[Happening]:
    for duty in reader.all(Duty).values():
        concern = concern_of(reader, duty)
        for kind, when, verb in (
            ("duty-begins", duty.applies_from, "begins to apply"),
            ("duty-ends", duty.applies_until, "no longer applies"),
        ):
            if when is not None:
                yield Happening(
                    id=f"{duty.id}/{kind}",
                    kind=kind,
                    day=str(when),
                    inferred=False,
                    title=duty.title,
                    sentence=f"{duty.title}: {verb}.",
                    address=f"/duties/{duty.id}",
                    about=(duty.id, *(basis.instrument for basis in duty.basis)),
                    topics=concern.topics,
                    departments=concern.departments,
                    verification=duty.verification.value,
                )


def _of_party(party: Party) -> Iterator[Happening]:
    """A county's part in programmes, in the year of the source, and its documents."""
    for at, part in enumerate(party.participation, start=1):
        said = f"{party.name}: a part in the program {part.program} was seen ({part.basis})."
        yield _own(party, "county-part", f"part/{at}", _year(part.since), said)
    for document in party.documents:
        said = f"{party.name}: {document.title} ({document.type})."
        yield _own(party, "county-document", f"documents/{document.id}", document.dated, said)


def _money(reader: EditionReader, party: Party) -> Iterator[Happening]:
    for row in reader.all(Allocation).values():
        if row.county == party.id:
            amount = "an amount not seen" if row.amount_usd is None else f"${row.amount_usd:,}"
            year = f" for {row.fiscal_year}" if row.fiscal_year else ""
            said = f"{party.name}: {amount}{year}, {row.purpose}."
            when = _fiscal(row.fiscal_year) if row.fiscal_year else None
            yield _own(party, "county-money", f"money/{row.id}", when, said, row.verification)


def _own(
    party: Party,
    kind: str,
    key: str,
    when: PartialDate | None,
    said: str,
    verification: Verification = Verification.SECONDARY,
) -> Happening:
    return Happening(
        id=f"counties/{party.id}/{key}",
        kind=kind,
        day=str(when) if when else None,
        inferred=False,
        title=party.name,
        sentence=said,
        address=f"/counties/{party.id}",
        about=(party.id,),
        topics=(),
        departments=(),
        verification=verification.value,
    )


def _year(since: str | None) -> PartialDate | None:
    """The time that a source gives for a county's part: a fiscal year, or a date."""
    for read in (lambda text: _fiscal(FiscalYear.parse(text)), PartialDate.parse):
        try:
            return read(since) if since else None
        except ValueError:
            continue
    return None


def _fiscal(year: FiscalYear) -> PartialDate:
    return PartialDate.parse(f"{year.first_day}/{year.last_day}")
