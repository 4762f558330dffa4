"""What there is to tell between two editions: what was learned, and what came to apply.

An entry stands for one record, with all that changed about it: the record itself
(``learned``), its status on one day as either edition knows it, and what began or ended
in law between the days at which the two editions stand (``compare``).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Final, NamedTuple

import msgspec

from compendium.duties.bounds import applies
from compendium.duties.words import STATE
from compendium.edition.catalogue import cited
from compendium.edition.compare import STATUS_IN_WORDS, Changes, compare_days
from compendium.edition.concern import Concern, concern_of, rests_on
from compendium.edition.kinds import KINDS, label_of
from compendium.edition.learned import Learned, compare_editions
from compendium.edition.reader import EditionReader
from compendium.force.explain import explain
from compendium.force.status import status_at
from compendium.model.duties import Duty
from compendium.model.instruments import Instrument
from compendium.model.parties import Party
from compendium.model.records import Record, Source, source_to_name, to_plain
from compendium.vocabulary.errors import UserError
from compendium.vocabulary.identifiers import address_of
from compendium.vocabulary.kinds import PartyKind

_TOLD: Final = (
    "instrument", "duty", "allocation", "claiming-code", "documentation-code", "entry-rule",
    "party", "help-line", "term",
)  # fmt: skip
"""The kinds of record that are news, in the order in which they are told."""
_SAID: Final = {
    "added": "New here.",
    "removed": "Withdrawn from the compendium; the earlier edition still shows it.",
}


_SHORT: Final = 100
"""Characters of a value that is shown as it was and as it is."""


class News(msgspec.Struct, frozen=True, kw_only=True):
    """One record with what there is to tell of it.

    ``state`` is its status in words, for a duty whether it applies, None where the record
    has neither. ``day`` is an EDTF date, None where it is not known; ``day_is`` says of what.
    ``citations`` name the letters and laws it stands on, as people cite them.
    """

    kind: str
    id: str
    title: str
    said: tuple[str, ...]
    state: str | None
    day: str | None
    day_is: str
    inferred: bool
    citations: tuple[str, ...]
    source: Source | None
    verification: str | None
    path: str
    concern: Concern


class _Pair(NamedTuple):
    """Two editions and the day on which both are asked."""

    older: EditionReader
    newer: EditionReader
    on: date


def news_between(older: EditionReader, newer: EditionReader, on: date) -> list[News]:
    """All there is to tell from one edition to a later one, statuses as of a day.

    Raises UserError ``same-edition`` or ``editions-reversed``.
    """
    if older.colophon.edition == newer.colophon.edition:
        raise UserError("same-edition", "Both are the same edition: there is nothing between them.")
    if older.compendium.stands_at > newer.compendium.stands_at:
        raise UserError(
            "editions-reversed",
            f"Name the earlier edition first: {older.colophon.edition} stands at "
            f"{older.colophon.stands_at}, {newer.colophon.edition} at {newer.colophon.stands_at}.",
        )
    pair = _Pair(older, newer, on)
    said: dict[tuple[str, str], list[str]] = {}
    for one in compare_editions(older, newer):
        if one.kind in _TOLD:
            said.setdefault((one.kind, one.id), []).append(_learned(pair, one))
    for kind, name, words in (*_states(pair), *_begun(pair)):
        listed = said.setdefault((kind, name), [])
        if words not in listed:
            listed.append(words)
    found = [_news(pair, kind, name, words) for (kind, name), words in said.items()]
    return sorted((one for one in found if one is not None), key=_order)


def _order(one: News) -> tuple[int, bool, str]:
    """By kind; within one, what is known to be latest first, undated last."""
    day = "".join(chr(0x10FFFF - ord(sign)) for sign in one.day or "")
    return (_TOLD.index(one.kind), not one.day, day)


def _learned(pair: _Pair, one: Learned) -> str:
    said = _SAID.get(one.change)
    if said is not None:
        return said
    kind: type[Record] = KINDS[one.kind]
    before, after = pair.older.one(kind, one.id), pair.newer.one(kind, one.id)
    plain = tuple({} if record is None else to_plain(record) for record in (before, after))
    fields = "; ".join(_field(name, *(values.get(name) for values in plain)) for name in one.fields)
    return f"Our record of it changed: {fields}."


def _field(name: str, before: object, after: object) -> str:
    """A field that differs, with what it said and says where both are short."""
    label = name.replace("_", " ").removesuffix(" usd")
    spoken = [_value(name, one) for one in (before, after)]
    if all(spoken):
        return f"{label}, was {spoken[0]}, is {spoken[1]}"
    return label


def _value(name: str, value: object) -> str:
    """A short value in words; nothing for a list or a long text."""
    if value is None:
        return "not known"
    if isinstance(value, bool) or not isinstance(value, (str, int)):
        return ""
    if name.endswith("_usd"):
        return f"${value:,}"
    return f"“{value}”" if len(str(value)) <= _SHORT else ""


def _states(pair: _Pair) -> Iterator[tuple[str, str, str]]:
    """What both editions hold, with another status than before on the same day."""
    for word, kind in (("instrument", Instrument), ("duty", Duty)):
        held = pair.older.all(kind)
        for name, record in pair.newer.all(kind).items():
            if name not in held:
                continue
            before = _state(pair.older, held[name], pair.on)
            if before != _state(pair.newer, record, pair.on):
                yield word, name, f"The earlier edition said: {before or 'no status of its own'}."
                if isinstance(record, Instrument):
                    graph = pair.newer.graph
                    yield word, name, explain(graph, status_at(graph, name, pair.on))


def _begun(pair: _Pair) -> Iterator[tuple[str, str, str]]:
    """What began, ended or changed in law between the days at which the editions stand."""
    first, second = pair.older.compendium.stands_at, pair.newer.compendium.stands_at
    if first == second:
        return
    found = compare_days(pair.newer, first, second)
    sorted_out: tuple[tuple[str, Changes], ...] = (
        ("instrument", found.instruments),
        ("duty", found.duties),
        ("documentation-code", found.codes),
        ("allocation", found.money),
    )
    for word, changes in sorted_out:
        for one in (*changes.added, *changes.ended, *changes.changed):
            yield word, one.id, one.sentence


def _news(pair: _Pair, word: str, name: str, said: list[str]) -> News | None:
    """An entry; None for a party that is no county."""
    kind: type[Record] = KINDS[word]
    here = pair.newer.one(kind, name)
    reader = pair.newer if here is not None else pair.older
    record = here if here is not None else pair.older.one(kind, name)
    if record is None or (isinstance(record, Party) and record.kind is not PartyKind.COUNTY):
        return None
    day, day_is, inferred = _day(reader, record)
    path = _path(record)
    sources: tuple[Source, ...] = getattr(record, "sources", ())
    return News(
        kind=word,
        id=name,
        title=_title(record),
        said=tuple(said),
        state=_state(reader, record, pair.on),
        day=day,
        day_is=day_is,
        inferred=inferred,
        citations=_citations(reader, record),
        source=source_to_name(sources),
        verification=getattr(record, "verification", None),
        path=path if here is not None else f"/edition/{pair.older.colophon.edition}{path}",
        concern=concern_of(reader, record),
    )


def _title(record: Record) -> str:
    if isinstance(record, Instrument):
        return f"{record.citation}: {record.title}"
    return label_of(record)


def _state(reader: EditionReader, record: Record, on: date) -> str | None:
    if isinstance(record, Instrument):
        status = reader.status_on(record.id, on)
        return STATUS_IN_WORDS[status] if status is not None else None
    if isinstance(record, Duty):
        return STATE[applies(record.applies_from, record.applies_until, on)].lower()
    return None


def _day(reader: EditionReader, record: Record) -> tuple[str | None, str, bool]:
    """The day a record bears, what day that is, and whether an editor inferred it."""
    if isinstance(record, Instrument):
        dated = reader.issue_date(record.id)
        return _text(dated.date), "Issued", dated.inferred
    if isinstance(record, Duty):
        return _text(record.applies_from), "Applies from", False
    starts = getattr(record, "starts", None)
    if starts is not None:
        return _text(starts), "From", False
    for name in rests_on(record):
        if reader.one(Instrument, name) is not None:
            dated = reader.issue_date(name)
            return _text(dated.date), "Letter issued", dated.inferred
    return None, "Date", False


def _text(day: object) -> str | None:
    return None if day is None else str(day)


def _citations(reader: EditionReader, record: Record) -> tuple[str, ...]:
    if isinstance(record, Instrument):
        return (record.citation,)
    if isinstance(record, Duty):
        rests = [cited(reader, one.instrument, one.pinpoint) for one in record.basis]
        return tuple(rests or _named(reader, rests_on(record)))
    return _named(reader, rests_on(record))


def _named(reader: EditionReader, instruments: Iterable[str]) -> tuple[str, ...]:
    return tuple(cited(reader, name, None) for name in instruments)


def _path(record: Record) -> str:
    """The page that shows a record."""
    if isinstance(record, Instrument):
        return address_of(record.id)
    name = getattr(record, "id", "")
    year = getattr(record, "fiscal_year", None)
    pages = {
        "Duty": f"/duties/{name}",
        "Allocation": f"/funding/{year}" if year else "/funding",
        "ClaimingCode": "/codes",
        "Party": f"/counties/{name}",
        "HelpLine": "/help",
        "Term": "/terms",
    }
    return pages.get(type(record).__name__, "/documentation")
