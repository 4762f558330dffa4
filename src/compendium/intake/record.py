"""A draft as a content record: what was read, and plainly what a person must still do."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final, NamedTuple

from compendium.citations import split_pinpoint
from compendium.content.paths import instrument_path
from compendium.intake.claims import Level
from compendium.intake.draft import LetterClaim, LetterDraft
from compendium.intake.numbering import number_year
from compendium.model.instruments import Effect, Instrument, Relation
from compendium.model.records import Source
from compendium.vocabulary.identifiers import identifier_of, series_of
from compendium.vocabulary.kinds import (
    Certainty,
    EffectVerb,
    RelationType,
    SourceKind,
    TitleBasis,
    Verification,
)

SOURCE: Final = "letter"
UNREVIEWED: Final = "Read by a program alone; a person has not compared it with the letter."
SUMMARY: Final = "A draft that a program made from the letter's text. It still needs a summary."
NO_SUBJECT: Final = "No subject was found in the text"
_UNSURE: Final = 0.6


class DraftRecord(NamedTuple):
    """A content record with the path where it belongs."""

    path: str
    record: Instrument


def record_of(
    draft: LetterDraft, file: str, issuer: str, is_held: Callable[[str], bool]
) -> DraftRecord | None:
    """The record of a draft; None where no number was found.

    ``issuer`` is the party that issues the series. ``is_held`` says whether an id is held or
    listed as a known gap: only such targets become effects and relations, others are named
    under gaps, so that the record passes the content rules as it is.
    """
    citation = draft.citation
    if citation is None:
        return None
    identifier = identifier_of(citation)
    effects, relations, gaps, doubts = _links(draft, is_held)
    supports = _supports(draft, effects, relations)
    source = Source(
        id=SOURCE,
        title=f"{citation}, the letter itself",
        kind=SourceKind.PRIMARY,
        shows="the letter as far as a program can read it",
        mirror=f"the file {file}",
        supports=supports,
    )
    record = Instrument(
        id=identifier,
        citation=citation,
        title=draft.subject.value or NO_SUBJECT,
        title_basis=TitleBasis.OFFICIAL if draft.subject.value else TitleBasis.DESCRIPTIVE,
        series=series_of(identifier),
        issuer=issuer,
        summary=SUMMARY,
        verification=Verification.PRIMARY,
        issued=draft.issued.value,
        dates_note=_dates_note(draft),
        fiscal_year=draft.fiscal_year.value if draft.fiscal_year.confidence > _UNSURE else None,
        effects=effects,
        relations=relations,
        gaps=(UNREVIEWED, *_missing(draft), *gaps),
        doubts=(*_doubts(draft), *doubts),
        sources=(source,),
    )
    return DraftRecord(instrument_path(identifier, number_year(citation)), record)


_Links = tuple[tuple[Effect, ...], tuple[Relation, ...], list[str], list[str]]


def _links(draft: LetterDraft, is_held: Callable[[str], bool]) -> _Links:
    effects: dict[tuple[EffectVerb, str], Effect] = {}
    relations: dict[tuple[RelationType, str], Relation] = {}
    gaps: list[str] = []
    doubts: list[str] = []
    for one in draft.claims:
        for target in one.claim.targets:
            name = identifier_of(target)
            stated = one.claim.level is Level.STATED
            if not stated:
                doubts.append(maybe(one.claim.kind, target, one.claim.stated, one.place.page))
            elif not is_held(name):
                gaps.append(not_held(one.claim.kind, target, one.claim.stated, one.place.page))
            elif isinstance(one.claim.kind, EffectVerb):
                effects.setdefault((one.claim.kind, name), _effect(one, name))
            else:
                relations.setdefault((one.claim.kind, name), _relation(one, name))
    touched = {target for _, target in (*effects, *relations)}
    for kept in _references(draft, is_held, touched):
        relations.setdefault((kept.type, f"{kept.target}{kept.part or ''}"), kept)
    return tuple(effects.values()), tuple(relations.values()), gaps, doubts


def _effect(one: LetterClaim, target: str) -> Effect:
    if not isinstance(one.claim.kind, EffectVerb):  # pragma: no cover  the caller looked
        raise TypeError(one.claim.kind)
    return Effect(
        verb=one.claim.kind,
        target=target,
        stated=one.claim.stated,
        source=SOURCE,
        part=one.claim.part,
        page=str(one.place.page),
    )


def _relation(one: LetterClaim, target: str) -> Relation:
    if not isinstance(one.claim.kind, RelationType):  # pragma: no cover  the caller looked
        raise TypeError(one.claim.kind)
    return Relation(type=one.claim.kind, target=target, source=SOURCE, part=one.claim.part)


def _references(
    draft: LetterDraft, is_held: Callable[[str], bool], touched: set[str]
) -> Iterator[Relation]:
    for citation in draft.references.value:
        head, pinpoint = split_pinpoint(citation)
        target = identifier_of(head)
        if is_held(target) and target not in touched:
            yield Relation(
                type=RelationType.REFERENCES,
                target=target,
                source=SOURCE,
                part=pinpoint or None,
                certainty=Certainty.STATED,
            )


def _supports(
    draft: LetterDraft, effects: tuple[Effect, ...], relations: tuple[Relation, ...]
) -> tuple[str, ...]:
    return tuple(
        name
        for name, there in (
            ("title", draft.subject.value),
            ("issued", draft.issued.value),
            ("fiscal_year", draft.fiscal_year.value),
            ("effects", effects),
            ("relations", relations),
        )
        if there
    )


def _missing(draft: LetterDraft) -> Iterator[str]:
    if draft.issued.value is None:
        yield "No issue date that can be used was found in the text."
    if draft.subject.value is None:
        yield "No subject line was found in the text."
    if draft.scanned:
        yield "The text was recognised from a scan; letters and figures may be misread."


def _doubts(draft: LetterDraft) -> Iterator[str]:
    for name, reading in draft.readings().items():
        if reading.note:
            yield f"{name}: {reading.note}."


def maybe(kind: str, target: str, stated: str, page: int) -> str:
    """The doubt that a record carries for a claim that is only likely."""
    words = f"Page {page}: it may be that this letter {_spaced(kind)} {target}"
    return f"{words} (“{stated}”); read the sentence."


def not_held(kind: str, target: str, stated: str, page: int) -> str:
    """The gap that a record names for a claim about something that is not held."""
    return f"Page {page}: {_spaced(kind)} {target}, which is not held (“{stated}”)."


def _spaced(kind: str) -> str:
    return str(kind).replace("-", " ")


def _dates_note(draft: LetterDraft) -> str | None:
    if draft.effective.value is None or not draft.effective.places:
        return None
    page = draft.effective.places[0].page
    return (
        f"Page {page} calls {draft.effective.value} effective; whether the letter itself "
        "starts then is for a person to say."
    )
