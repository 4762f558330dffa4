"""Everything dated that an edition knows: letters, effects, and duties that begin or end."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import msgspec

from compendium.edition.reader import EditionReader
from compendium.force.explain import act_in_words
from compendium.model.duties import Duty
from compendium.model.instruments import Effect, Instrument
from compendium.vocabulary.dates import PartialDate
from compendium.vocabulary.identifiers import address_of


class Happening(msgspec.Struct, frozen=True, kw_only=True):
    """One dated thing.

    ``day`` is an EDTF date, None where it is not known; ``inferred`` says that an editor
    inferred it. ``about`` are ids of the instruments or the duty concerned, ``departments``
    who is bound or addressed. ``kind``: issued, effect, duty-begins, duty-ends, expires.
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


def course_of(reader: EditionReader) -> list[Happening]:
    """Every dated thing, the latest first; what has no known day comes last."""
    found = [*_letters(reader), *_effects(reader), *_duties(reader)]
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
        departments=one.audience,
        verification=one.verification.value,
    )


def _duties(reader: EditionReader) -> Iterator[Happening]:
    for duty in reader.all(Duty).values():
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
                    topics=(duty.topic,),
                    departments=tuple(bearer.value for bearer in duty.bearers),
                    verification=duty.verification.value,
                )
