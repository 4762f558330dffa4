"""A list of facts about documents becomes a content directory.

What one document says of another is kept as a claim with its side, so that lists which
contradict themselves stay readable as they are. Nothing is dropped and nothing is guessed:
each contradiction is reported with both sides.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from compendium.intake.fact_rows import DocumentRow, Facts, RelationRow
from compendium.model.instruments import Effect, Instrument, Relation, Series
from compendium.model.records import Source
from compendium.vocabulary.dates import PartialDate
from compendium.vocabulary.identifiers import identifier_of
from compendium.vocabulary.kinds import (
    REACH,
    Asserter,
    EffectVerb,
    NumberYear,
    Reach,
    RelationType,
    SourceKind,
    TitleBasis,
    Verification,
    Weight,
)

ISSUER: Final = "list"
SOURCE_ID: Final = "list"
_UNREAD: Final = "The document itself has not been read."
_NOT_LISTED: Final = "Named by a document of the list, and not itself in the list."

VERBS: Final[dict[str, EffectVerb]] = {
    **{verb.value: verb for verb in EffectVerb},
    "obsoletes": EffectVerb.SUPERSEDES,
    "replaces": EffectVerb.SUPERSEDES,
    "rescinds": EffectVerb.WITHDRAWS,
    "cancels": EffectVerb.WITHDRAWS,
    "updates": EffectVerb.AMENDS,
}
"""Verbs as lists write them, and ours."""

RELATIONS: Final[dict[str, RelationType]] = {
    **{kind.value: kind for kind in RelationType},
    "remains-in-effect": RelationType.CONFIRMS_IN_EFFECT,
}


@dataclass
class Claim:
    """Who says that a newer document does something to an older one."""

    newer: str
    older: str
    verb: EffectVerb
    line: int
    stated: str
    sides: set[Asserter] = field(default_factory=set)
    row: RelationRow | None = None


@dataclass
class Imported:
    """What an import made: records to write, and what the rows leave open."""

    series: dict[str, Series] = field(default_factory=dict)
    instruments: dict[str, Instrument] = field(default_factory=dict)
    not_held: set[str] = field(default_factory=set)
    one_sided: list[dict[str, str]] = field(default_factory=list)
    effects: int = 0


def facts_to_content(facts: Facts) -> Imported:
    """The records of a list: claims of both sides joined, one-sided ones marked.

    A document that only others name, and that is said to replace one of the list, gets a
    record of its own without a date: what it replaced may be over, and the record says so.
    Adds what it finds to ``facts.problems``.
    """
    _dates_of_relations(facts)
    claims = _claims(facts)
    missing = _missing(facts, claims)
    for name, line in missing.items():
        facts.warn("missing-target", f"{name} is named and is not in the list", line)
    newer = {claim.newer for claim in claims} | {row.newer for row in facts.relations}
    held = {*facts.documents, *(name for name in missing if name in newer)}
    ids = _ids(sorted(held, key=lambda name: (name not in facts.documents, name)))
    found = Imported(not_held={name for name in missing if name not in held})
    source = _source(facts.name)
    effects = _effects(facts, found, claims, ids)
    relations = _relations(facts, ids)
    for name in held:
        row = facts.documents.get(name) or DocumentRow(id=name, line=missing[name])
        instrument = _instrument(
            row, ids[name], effects.get(name, []), relations.get(name, []), source,
            listed=name in facts.documents,
        )  # fmt: skip
        found.instruments[instrument.id] = instrument
        found.series.setdefault(instrument.series, _series(instrument, source))
    return found


def _dates_of_relations(facts: Facts) -> None:
    """Documents that relation rows name, with the dates that these rows give."""
    for row in facts.relations:
        for name, day in ((row.newer, row.newer_date), (row.older, row.older_date)):
            held = facts.documents.setdefault(name, DocumentRow(id=name, line=row.line))
            if held.date is None:
                held.date = day
            elif day is not None and day != held.date:
                facts.warn("dates-disagree", f"{name}: {held.date} and {day}", row.line)


def _claims(facts: Facts) -> list[Claim]:
    """Each claim (newer, older, verb) once, with the sides that make it."""
    claims: dict[tuple[str, str, EffectVerb, str | None], Claim] = {}

    def add(newer: str, older: str, verb: EffectVerb, side: Asserter, line: int) -> None:
        stated = "obsoletes" if verb is EffectVerb.SUPERSEDES else "updates"
        key = (newer, older, verb, None)
        claim = claims.setdefault(key, Claim(newer, older, verb, line, stated))
        claim.sides.add(side)

    for row in facts.documents.values():
        for other in row.obsoletes:
            add(row.id, other, EffectVerb.SUPERSEDES, Asserter.HOLDER, row.line)
        for other in row.obsoleted_by:
            add(other, row.id, EffectVerb.SUPERSEDES, Asserter.TARGET, row.line)
        for other in row.updates:
            add(row.id, other, EffectVerb.AMENDS, Asserter.HOLDER, row.line)
        for other in row.updated_by:
            add(other, row.id, EffectVerb.AMENDS, Asserter.TARGET, row.line)
    for relation in facts.relations:
        verb = VERBS.get(relation.relation)
        if verb is not None:
            known = (relation.newer, relation.older, verb, relation.part)
            claims.setdefault(
                known,
                Claim(*known[:3], relation.line, relation.relation, {Asserter.LIST}, relation),
            )
        elif relation.relation not in RELATIONS:
            said = f"{relation.newer} {relation.relation} {relation.older}: a verb not known here"
            facts.warn("unknown-verb", said, relation.line)
    return list(claims.values())


def _keeps_both_sides(facts: Facts) -> bool:
    """Whether a list records replacement on both ends, so that silence of one says something."""
    rows = facts.documents.values()
    return any(row.obsoletes for row in rows) and any(row.obsoleted_by for row in rows)


def _missing(facts: Facts, claims: list[Claim]) -> dict[str, int]:
    """Names that no row describes, each with the line that names it first."""
    missing: dict[str, int] = {}
    for claim in claims:
        for name in (claim.newer, claim.older):
            if name not in facts.documents:
                missing.setdefault(name, claim.line)
    return missing


def _effects(
    facts: Facts, found: Imported, claims: list[Claim], ids: dict[str, str]
) -> dict[str, list[Effect]]:
    """The effects by the name of the document that has them; contradictions reported."""
    effects: dict[str, list[Effect]] = {}
    two_sided = _keeps_both_sides(facts)
    pairs = {(claim.newer, claim.older) for claim in claims if claim.verb is EffectVerb.SUPERSEDES}
    for claim in claims:
        target = ids.get(claim.older) or identifier_of(claim.older)
        effects.setdefault(claim.newer, []).append(_effect(claim, target))
        found.effects += 1
        if REACH[claim.verb] is not Reach.ENDS_WHOLE:
            continue
        _report(facts, found, claim, two_sided=two_sided)
        if (claim.older, claim.newer) in pairs and claim.newer < claim.older:
            message = f"{claim.newer} and {claim.older} are each said to replace the other"
            facts.warn("circle", message, claim.line)
    return effects


def _report(facts: Facts, found: Imported, claim: Claim, *, two_sided: bool) -> None:
    newer, older = facts.documents.get(claim.newer), facts.documents.get(claim.older)
    if newer is None or older is None:
        return
    if two_sided and len(claim.sides) == 1 and Asserter.LIST not in claim.sides:
        says = claim.newer if Asserter.HOLDER in claim.sides else claim.older
        silent = claim.older if says == claim.newer else claim.newer
        found.one_sided.append({"newer": claim.newer, "older": claim.older, "said_by": says})
        message = f"{says} says that {claim.newer} replaces {claim.older}; {silent} does not say so"
        facts.warn("claim-one-sided", message, claim.line)
    if _certainly_before(newer.date, older.date):
        message = f"{claim.newer} ({newer.date}) replaces {claim.older} ({older.date}) and is older"
        facts.warn("successor-older", message, claim.line)


def _certainly_before(first: PartialDate | None, second: PartialDate | None) -> bool:
    if first is None or second is None or first.latest is None or second.earliest is None:
        return False
    return first.latest < second.earliest


def _effect(claim: Claim, target: str) -> Effect:
    row = claim.row
    return Effect(
        verb=claim.verb,
        target=target,
        stated=claim.stated,
        source=SOURCE_ID,
        part=row.part if row else None,
        asserted_by=tuple(sorted(claim.sides)),
        note=row.note if row else None,
    )


def _relations(facts: Facts, ids: dict[str, str]) -> dict[str, list[Relation]]:
    found: dict[str, list[Relation]] = {}
    for row in facts.relations:
        kind = RELATIONS.get(row.relation)
        if kind is not None and row.relation not in VERBS:
            relation = Relation(
                type=kind, target=ids[row.older], source=SOURCE_ID, part=row.part, note=row.note
            )
            found.setdefault(row.newer, []).append(relation)
    return found


def _ids(names: list[str]) -> dict[str, str]:
    """An id of ours for each document, told apart where two names fold into one."""
    ids: dict[str, str] = {}
    taken: set[str] = set()
    for name in names:
        wanted = identifier_of(name) or "document"
        unique, number = wanted, 2
        while unique in taken:
            unique, number = f"{wanted}-{number}", number + 1
        taken.add(unique)
        ids[name] = unique
    return ids


def _instrument(
    row: DocumentRow,
    identifier: str,
    effects: list[Effect],
    relations: list[Relation],
    source: Source,
    *,
    listed: bool,
) -> Instrument:
    said = f"The list gives the status {row.status!r}." if row.status else None
    return Instrument(
        id=identifier,
        citation=row.id,
        title=row.title or row.id,
        title_basis=TitleBasis.AS_LISTED,
        series=identifier.partition("-")[0],
        issuer=ISSUER,
        summary="Known from a list alone.",
        verification=Verification.OFFICIAL_LISTING,
        issued=row.date,
        effects=tuple(effects),
        relations=tuple(relations),
        notes=(said,) if said else (),
        gaps=(_UNREAD,) if listed else (_UNREAD, _NOT_LISTED),
        sources=(source,),
    )


def _source(listed_in: str) -> Source:
    return Source(
        id=SOURCE_ID,
        title=f"List of documents: {listed_in}",
        kind=SourceKind.OFFICIAL,
        shows="title, date and what each document says of others",
        mirror=f"the file {listed_in}",
        supports=("issued", "effects", "relations"),
    )


def _series(instrument: Instrument, source: Source) -> Series:
    name = instrument.citation.partition(" ")[0]
    return Series(
        id=instrument.series,
        name=name,
        short_name=name,
        issuer=ISSUER,
        weight=Weight.BINDING,
        number_year=NumberYear.NONE,
        about="A series as imported from a list.",
        sources=(source,),
    )


def gaps_of(found: Imported) -> Iterator[tuple[str, str, str]]:
    """What is named and not held: a gap's id, the citation, and why."""
    for name in sorted(found.not_held):
        yield f"not-held-{identifier_of(name)}", name, _NOT_LISTED
