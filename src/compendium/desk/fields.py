"""The fields of a draft as an editor judges them, and what each judgement makes of the record."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, Final, TypeVar

from msgspec.structs import replace

from compendium.citations import normalise
from compendium.intake.record import NO_SUBJECT, SUMMARY, UNREVIEWED
from compendium.model.instruments import Effect, Instrument, Relation
from compendium.vocabulary.dates import PartialDate
from compendium.vocabulary.errors import UserError
from compendium.vocabulary.fiscal_years import FiscalYear
from compendium.vocabulary.identifiers import identifier_of, is_identifier, series_of
from compendium.vocabulary.kinds import EffectVerb, RelationType, TitleBasis


class Decision(StrEnum):
    """What an editor says of a field."""

    ACCEPT = "accept"
    CORRECT = "correct"
    REJECT = "reject"


class Shape(StrEnum):
    """How a field is typed in."""

    LINE = "line"
    WORDS = "words"
    LINK = "link"
    REMARK = "remark"


@dataclass(frozen=True, slots=True)
class Field:
    """One field: its words now, where it was read, and how it may be corrected.

    ``place`` is the sidecar's entry (page, start, end, text, box, confidence) or None.
    ``kinds`` are the words that a link (an effect or a relation) may have.
    """

    key: str
    label: str
    value: str
    shape: Shape
    place: dict[str, Any] | None = None
    hint: str = ""
    rejectable: bool = True
    kinds: tuple[str, ...] = ()
    kind: str = ""
    target: str = ""
    part: str = ""


_SUPPORTED: Final = (
    "title", "issued", "in_force_from", "expires", "fiscal_year", "effects", "relations",
)  # fmt: skip
_DAY_HINT: Final = "A day like 2016-05-23, a month 2016-05, or a year."
_L = TypeVar("_L", Effect, Relation)


def fields_of(record: Instrument, read: Mapping[str, Any]) -> list[Field]:
    """The fields of a draft in the order they are judged. ``read`` is the draft's sidecar."""
    places = read.get("provenance", {})
    title = "" if record.title == NO_SUBJECT else record.title
    summary = "" if record.summary == SUMMARY else record.summary
    return [
        Field("citation", "Citation", record.citation, Shape.LINE, places.get("citation"),
              "The letter's own number, like ACL 16-49.", rejectable=False),
        Field("title", "Subject", title, Shape.WORDS, places.get("subject")),
        Field("issued", "Issued", _text(record.issued), Shape.LINE, places.get("issued"),
              _DAY_HINT),
        Field("in_force_from", "In force from", _text(record.in_force_from), Shape.LINE,
              places.get("effective"), f"{_DAY_HINT} Empty: the day of issue counts."),
        Field("expires", "Expires", _text(record.expires), Shape.LINE, places.get("expires"),
              _DAY_HINT),
        Field("fiscal_year", "Fiscal year of the money", _text(record.fiscal_year), Shape.LINE,
              places.get("fiscal_year"), "Two years that follow, like 2016-17."),
        Field("summary", "Summary", summary, Shape.WORDS, None,
              "What the letter does, in your own plain words.", rejectable=False),
        *_links(record.effects, read, "Effect"),
        *_links(record.relations, read, "Relation"),
        *_remarks(record),
    ]  # fmt: skip


def _text(value: object) -> str:
    return "" if value is None else str(value)


def _links(
    held: tuple[Effect, ...] | tuple[Relation, ...], read: Mapping[str, Any], label: str
) -> Iterator[Field]:
    for one in held:
        kind, kinds = _kind(one)
        part = one.part or ""
        words = f"{kind} {one.target}" + (f" ({part})" if part else "")
        hint = f"“{one.stated}” in the letter." if isinstance(one, Effect) else ""
        yield Field(
            _key(one), label, words, Shape.LINK, _place_of(one, read), hint,
            kinds=kinds, kind=kind, target=one.target, part=part,
        )  # fmt: skip


def _kind(one: Effect | Relation) -> tuple[str, tuple[str, ...]]:
    if isinstance(one, Effect):
        return one.verb.value, tuple(verb.value for verb in EffectVerb)
    return one.type.value, tuple(each.value for each in RelationType)


def _key(one: Effect | Relation) -> str:
    kind, _ = _kind(one)
    name = "effect" if isinstance(one, Effect) else "relation"
    return f"{name}-{_digest(f'{kind}|{one.target}|{one.part}')}"


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:10]


def _place_of(one: Effect | Relation, read: Mapping[str, Any]) -> dict[str, Any] | None:
    for claim in read.get("effects", ()):
        if one.target in map(identifier_of, claim["targets"]):
            return {**claim, "text": claim["sentence"]}
    named = read.get("references", [])
    where: dict[str, Any] | None = read.get("provenance", {}).get("references")
    for at, citation in enumerate(named):
        if where and identifier_of(citation).startswith(one.target):
            places = where.get("places", [])
            return places[at] if len(places) == len(named) else where
    return where if isinstance(one, Relation) else None


def _remarks(record: Instrument) -> Iterator[Field]:
    for name, label in (("gaps", "Gap"), ("doubts", "Doubt")):
        for words in getattr(record, name):
            if words != UNREVIEWED:
                yield Field(
                    f"{name}-{_digest(words)}", label, words, Shape.REMARK, None,
                    "Accept: it stays in the record. Reject: it is settled and goes.",
                )  # fmt: skip


def judged(
    record: Instrument, field: Field, decision: Decision, given: Mapping[str, str]
) -> Instrument:
    """The record after a judgement. ``given`` holds what was typed: value, kind, target, part.

    Raises UserError with one sentence where it cannot be taken.
    """
    if decision is Decision.ACCEPT:
        if field.key == "summary" and record.summary == SUMMARY:
            raise UserError("no-summary", "Write a summary first, then choose Correct.")
        return record
    if decision is Decision.REJECT and not field.rejectable:
        raise UserError("needed", f"{field.label} is needed: correct it instead.")
    wanted = None if decision is Decision.REJECT else given
    if field.shape is Shape.LINK:
        made = _linked(record, field, wanted)
    elif field.shape is Shape.REMARK:
        made = _remarked(record, field, wanted)
    else:
        words = " ".join((wanted or {}).get("value", "").split())
        made = _SET[field.key](record, words)
    return _supported(made)


def _linked(record: Instrument, field: Field, given: Mapping[str, str] | None) -> Instrument:
    changes = {
        "effects": _changed(record.effects, field, given),
        "relations": _changed(record.relations, field, given),
    }
    return replace(record, **changes)


def _changed(held: tuple[_L, ...], field: Field, given: Mapping[str, str] | None) -> tuple[_L, ...]:
    made: list[_L] = []
    for one in held:
        if _key(one) != field.key:
            made.append(one)
        elif given is not None:
            made.append(_relinked(one, given))
    return tuple(made)


def _relinked(one: _L, given: Mapping[str, str]) -> _L:
    kind, part = given.get("kind", ""), given.get("part", "").strip() or None
    _, kinds = _kind(one)
    if kind not in kinds:
        raise UserError("bad-kind", "Choose one of the words of the list.")
    target = _target(given.get("target", ""))
    name = "verb" if isinstance(one, Effect) else "type"
    value = EffectVerb(kind) if isinstance(one, Effect) else RelationType(kind)
    return replace(one, **{name: value, "target": target, "part": part})


def _target(text: str) -> str:
    words = text.strip()
    if is_identifier(words):
        return words
    return identifier_of(_citation(words))


def _citation(text: str) -> str:
    found = normalise(text.strip()).canonical
    if found is None:
        raise UserError("bad-citation", "This is no citation: write it like ACL 16-49.")
    return found


def _remarked(record: Instrument, field: Field, given: Mapping[str, str] | None) -> Instrument:
    name = field.key.partition("-")[0]
    words = " ".join((given or {}).get("value", "").split())
    kept = [
        words if one == field.value else one
        for one in getattr(record, name)
        if one != field.value or words
    ]
    return replace(record, **{name: tuple(kept)})


def _recited(record: Instrument, words: str) -> Instrument:
    citation = _citation(words)
    identifier = identifier_of(citation)
    sources = tuple(
        replace(one, title=one.title.replace(record.citation, citation)) for one in record.sources
    )
    series = series_of(identifier)
    return replace(record, id=identifier, citation=citation, series=series, sources=sources)


def _titled(record: Instrument, words: str) -> Instrument:
    basis = TitleBasis.OFFICIAL if words else TitleBasis.DESCRIPTIVE
    return replace(record, title=words or NO_SUBJECT, title_basis=basis)


def _summed(record: Instrument, words: str) -> Instrument:
    if not words:
        raise UserError("no-summary", "A summary needs words.")
    return replace(record, summary=words)


def _dated(name: str) -> Callable[[Instrument, str], Instrument]:
    def change(record: Instrument, words: str) -> Instrument:
        try:
            value = PartialDate.parse(words) if words else None
        except ValueError:
            raise UserError("bad-date", f"“{words[:40]}” is no date. {_DAY_HINT}") from None
        return replace(record, **{name: value})

    return change


def _of_year(record: Instrument, words: str) -> Instrument:
    try:
        value = FiscalYear.parse(words) if words else None
    except ValueError as error:
        raise UserError("bad-fiscal-year", f"{error}.") from None
    return replace(record, fiscal_year=value)


_SET: Final[dict[str, Callable[[Instrument, str], Instrument]]] = {
    "citation": _recited,
    "title": _titled,
    "issued": _dated("issued"),
    "in_force_from": _dated("in_force_from"),
    "expires": _dated("expires"),
    "fiscal_year": _of_year,
    "summary": _summed,
}


def _supported(record: Instrument) -> Instrument:
    """The record whose source, the letter, bears out the fields that are filled."""
    filled = tuple(name for name in _SUPPORTED if getattr(record, name))
    if record.title_basis is TitleBasis.DESCRIPTIVE:
        filled = tuple(name for name in filled if name != "title")
    first, *others = record.sources
    return replace(record, sources=(replace(first, supports=filled), *others))


def finished(record: Instrument, today: date) -> Instrument:
    """The record once every field is judged: a person has compared it with the letter."""
    gaps = tuple(one for one in record.gaps if one != UNREVIEWED)
    return replace(record, gaps=gaps, reviewed=today)
