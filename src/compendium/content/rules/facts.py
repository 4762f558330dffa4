"""Rules about sources: no date, amount or claim without one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from compendium.content.rules.rule import ContentRule, Indexed
from compendium.model.records import Record, Source
from compendium.vocabulary.kinds import SourceKind, Verification
from compendium.vocabulary.problems import Problem

_CLAIMS: Final = (
    "issued",
    "in_force_from",
    "operative_from",
    "expires",
    "applies_from",
    "applies_until",
    "deadline",
    "amount_usd",
    "starts",
    "until",
    "date",
    "effects",
    "relations",
    "provisions",
    "elements",
)
_PRINTED_AS: Final = {"starts": "from"}
_TRUE_TO: Final = {
    Verification.PRIMARY: {SourceKind.PRIMARY},
    Verification.OFFICIAL_LISTING: {SourceKind.PRIMARY, SourceKind.OFFICIAL},
    Verification.SECONDARY: {SourceKind.PRIMARY, SourceKind.OFFICIAL, SourceKind.SECONDARY},
    Verification.SEED: set(SourceKind),
}


class FactSourced(ContentRule):
    """Every date, amount, effect and relation is borne out by a source of its record."""

    code = "fact-sourced"
    summary = "A dated or money field, an effect or a relation has no source that supports it."
    reason = "A number or a date that nobody can check is not a fact."
    remedy = "Name the field under `supports` of the source that shows it, or take it out."

    def check(self, indexed: Indexed) -> Iterator[Problem]:
        for one in indexed.content.every():
            sources = _sources(one.record)
            if sources is None:
                continue
            if not sources:
                yield self.at(one, "the record has no source", "sources")
            supported = {name for source in sources for name in source.supports}
            for name in _CLAIMS:
                printed = _PRINTED_AS.get(name, name)
                if getattr(one.record, name, None) and printed not in supported:
                    yield self.at(one, f"no source supports {printed!r}", printed)


class SourceFindable(ContentRule):
    """Every source can be found again: an address, a copy, or the original factsheet."""

    code = "source-findable"
    summary = "A source names no address, no copy and is not the original factsheet."
    reason = "A reader must be able to check."
    remedy = "Add `url` (the publisher's own) or `mirror` (where a copy was seen)."

    def check(self, indexed: Indexed) -> Iterator[Problem]:
        for one in indexed.content.every():
            seen: set[str] = set()
            for at, source in enumerate(_sources(one.record) or ()):
                if source.id in seen:
                    yield self.at(one, f"source {source.id!r} stands twice", "sources", at)
                seen.add(source.id)
                if source.url and not source.url.startswith(("https://", "http://")):
                    yield self.at(one, f"{source.url!r} is not a web address", "sources", at, "url")
                if not (source.url or source.mirror or source.kind is SourceKind.SEED):
                    yield self.at(one, f"source {source.id!r} cannot be found", "sources", at)


class VerificationTrue(ContentRule):
    """The verification level is one that the record's sources can carry."""

    code = "verification-true"
    summary = "A record claims a verification level that none of its sources can carry."
    reason = "'Primary' means that the text itself was read."
    remedy = "Lower the level, or add the source that was read."

    def check(self, indexed: Indexed) -> Iterator[Problem]:
        for one in indexed.content.every():
            level = getattr(one.record, "verification", None)
            sources = _sources(one.record)
            if level is None or sources is None:
                continue
            if not any(source.kind in _TRUE_TO[level] for source in sources):
                yield self.at(one, f"no source is of a kind that makes it {level}", "verification")


def _sources(record: Record | Any) -> tuple[Source, ...] | None:  # noqa: ANN401
    found = getattr(record, "sources", None)
    return found if isinstance(found, tuple) else None
