"""Effects and relations as an editor judges them: stated, likely, or no more than a mention."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final, NamedTuple, TypeVar

from msgspec.structs import replace

from compendium.citations import normalise, split_pinpoint
from compendium.desk.draft import Draft
from compendium.desk.field import Decision, Field, Group, Input, choices_of, digest
from compendium.intake.flow import squeezed
from compendium.intake.record import SOURCE, maybe, not_held
from compendium.model.instruments import Effect, Instrument, Relation
from compendium.vocabulary.errors import UserError
from compendium.vocabulary.identifiers import identifier_of, is_identifier
from compendium.vocabulary.kinds import EffectVerb, RelationType

_STATED: Final = "stated by the letter"
_LIKELY: Final = "only likely"
_MENTION: Final = "a mention, no effect"
_L = TypeVar("_L", Effect, Relation)


class PlainClaim(NamedTuple):
    """One claim of the sidecar about one target, with what a record says of it in words."""

    kind: str
    target: str
    stated: str
    part: str
    sure: bool
    place: Mapping[str, Any]

    @property
    def doubt(self) -> str:
        """The doubt that stands in the record while the claim is only likely."""
        return maybe(self.kind, self.target, self.stated, self.place["page"])

    @property
    def gap(self) -> str:
        """The gap that stands in the record while the target is not held."""
        return not_held(self.kind, self.target, self.stated, self.place["page"])


def claims_of(read: Mapping[str, Any]) -> Iterator[PlainClaim]:
    """The claims of a sidecar, one for each target."""
    for one in read.get("effects", ()):
        place = {**one, "text": one["sentence"]}
        for target in one["targets"]:
            yield PlainClaim(
                one["verb"], target, one["stated"], one["part"] or "",
                one["guess"] == "stated", place,
            )  # fmt: skip


def link_fields(draft: Draft) -> Iterator[Field]:
    """The effects and relations of a draft, then what may be one."""
    claims = list(claims_of(draft.read))
    held: list[Effect | Relation] = [*draft.record.effects, *draft.record.relations]
    for one in held:
        yield _link(one, draft.read, claims)
    seen: set[str] = set()
    for claim in claims:
        if not claim.sure and claim.doubt in draft.record.doubts and claim.doubt not in seen:
            seen.add(claim.doubt)
            yield _perhaps(claim)


def _link(one: Effect | Relation, read: Mapping[str, Any], claims: list[PlainClaim]) -> Field:
    kind, kinds = _kind(one)
    part = one.part or ""
    about = [each for each in claims if identifier_of(each.target) == one.target]
    claim = next((each for each in about if each.kind == kind), None)
    said = claim or next(iter(about), None) if isinstance(one, Effect) else claim
    return Field(
        key_of(one),
        Group.LINKS,
        "Effect" if isinstance(one, Effect) else "Relation",
        f"{kind} {one.target}" + (f" ({part})" if part else ""),
        _inputs(choices_of(kinds), kind, one.target, part),
        said.place if said else _reference(one, read),
        hint=f"“{one.stated}” in the letter." if isinstance(one, Effect) else "",
        guess=_guess(kind, claim),
    )


def _perhaps(claim: PlainClaim) -> Field:
    """A claim that is only likely: it becomes an effect when an editor says which."""
    kinds = choices_of(_every_kind(), "choose what it does")
    return Field(
        f"perhaps-{digest(claim.doubt)}",
        Group.LINKS,
        "Perhaps",
        f"{claim.kind} {identifier_of(claim.target)}" + (f" ({claim.part})" if claim.part else ""),
        _inputs(kinds, "", claim.target, claim.part),
        claim.place,
        hint=(
            "Accept: it stays a doubt in the record, without effect. Correct: choose what the "
            "letter does. Reject: it was a mere mention and goes."
        ),
        guess=_LIKELY,
    )


def _inputs(
    kinds: tuple[tuple[str, str], ...], kind: str, target: str, part: str
) -> tuple[Input, ...]:
    return (
        Input("kind", "What it does", kind, kinds),
        Input("target", "To", target),
        Input("part", "To which part (empty: the whole)", part),
    )


def _guess(kind: str, claim: PlainClaim | None) -> str:
    """How sure the program was; nothing of what an editor chose."""
    if claim is not None:
        return _STATED if claim.sure else _LIKELY
    return _MENTION if kind == RelationType.REFERENCES else ""


def _kind(one: Effect | Relation) -> tuple[str, tuple[str, ...]]:
    if isinstance(one, Effect):
        return one.verb.value, tuple(verb.value for verb in EffectVerb)
    return one.type.value, tuple(each.value for each in RelationType)


def _every_kind() -> tuple[str, ...]:
    return tuple(verb.value for verb in EffectVerb) + tuple(each.value for each in RelationType)


def key_of(one: Effect | Relation) -> str:
    """The key of an effect or a relation: other words, another key."""
    kind, _ = _kind(one)
    name = "effect" if isinstance(one, Effect) else "relation"
    return f"{name}-{digest(f'{kind}|{one.target}|{one.part}')}"


def _reference(one: Effect | Relation, read: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """Where the reference line names a relation's target."""
    if not isinstance(one, Relation):
        return None
    named = read.get("references", [])
    where: dict[str, Any] | None = read.get("provenance", {}).get("references")
    for at, citation in enumerate(named):
        if where and identifier_of(split_pinpoint(citation)[0]) == one.target:
            places = where.get("places", [])
            return places[at] if len(places) == len(named) else where
    return where


def link_judged(
    record: Instrument, field: Field, decision: Decision, given: Mapping[str, str]
) -> Instrument:
    """The record after a judgement of an effect, a relation, or what may be one.

    Raises UserError with one sentence.
    """
    if decision is Decision.ACCEPT:
        return record
    if field.key.startswith("perhaps-"):
        return _settled(record, field, given if decision is Decision.CORRECT else None)
    wanted = given if decision is Decision.CORRECT else None
    return replace(
        record,
        effects=_changed(record.effects, field, wanted),
        relations=_changed(record.relations, field, wanted),
    )


def _settled(record: Instrument, field: Field, given: Mapping[str, str] | None) -> Instrument:
    doubts = tuple(one for one in record.doubts if f"perhaps-{digest(one)}" != field.key)
    if given is None:
        return replace(record, doubts=doubts)
    kind, target, part = given.get("kind", ""), target_of(given.get("target", "")), _part(given)
    page = str(field.place["page"]) if field.place else None
    stated = str((field.place or {}).get("stated", "")) or kind
    if kind in list(EffectVerb):
        effect = Effect(
            verb=EffectVerb(kind), target=target, stated=stated, source=SOURCE, part=part, page=page
        )
        return replace(record, doubts=doubts, effects=_with(record.effects, effect))
    if kind in list(RelationType):
        relation = Relation(type=RelationType(kind), target=target, source=SOURCE, part=part)
        return replace(record, doubts=doubts, relations=_with(record.relations, relation))
    raise UserError("bad-kind", "Choose what the letter does, from the list.")


def _with(held: tuple[_L, ...], one: _L) -> tuple[_L, ...]:
    made: dict[str, _L] = {key_of(each): each for each in held}
    made.setdefault(key_of(one), one)
    return tuple(made.values())


def _changed(held: tuple[_L, ...], field: Field, given: Mapping[str, str] | None) -> tuple[_L, ...]:
    made: list[_L] = []
    for one in held:
        if key_of(one) != field.key:
            made.append(one)
        elif given is not None:
            made.append(_relinked(one, given))
    return tuple({key_of(one): one for one in made}.values())


def _relinked(one: _L, given: Mapping[str, str]) -> _L:
    kind = given.get("kind", "")
    _, kinds = _kind(one)
    if kind not in kinds:
        raise UserError("bad-kind", "Choose one of the words of the list.")
    name = "verb" if isinstance(one, Effect) else "type"
    value = EffectVerb(kind) if isinstance(one, Effect) else RelationType(kind)
    return replace(
        one, **{name: value, "target": target_of(given.get("target", "")), "part": _part(given)}
    )


def _part(given: Mapping[str, str]) -> str | None:
    return squeezed(given.get("part", "")) or None


def target_of(text: str) -> str:
    """The id that a person names by an id or a citation. Raises UserError ``bad-citation``."""
    words = text.strip()
    return words if is_identifier(words) else identifier_of(citation_of(words))


def citation_of(text: str) -> str:
    """The canonical citation of what a person typed. Raises UserError ``bad-citation``."""
    found = normalise(text.strip()).canonical
    if found is None:
        raise UserError("bad-citation", "This is no citation: write it like ACL 16-49.")
    return found
