"""A reviewed draft goes into the content: new files, or joined with what is held already."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Final, TypeVar

from msgspec.structs import replace

from compendium.content.load import Content, load_content
from compendium.content.write import write_record, write_records
from compendium.desk.draft import Draft
from compendium.desk.files import CODES, table_path, table_text
from compendium.desk.link_fields import key_of
from compendium.intake.accept import problems_of_texts
from compendium.intake.writing import put
from compendium.model.duties import Duty
from compendium.model.instruments import Effect, Instrument, Relation
from compendium.model.money import Allocation, ClaimingCode
from compendium.model.records import Record, Source
from compendium.vocabulary.errors import UserError
from compendium.vocabulary.kinds import TitleBasis
from compendium.vocabulary.problems import Severity

_L = TypeVar("_L", Effect, Relation)
_READ: Final = ("title", "title_basis", "issued", "in_force_from", "expires", "fiscal_year")
"""The fields that a letter's own text settles."""


class Handover:
    """Puts reviewed drafts into a content directory."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def take(self, draft: Draft) -> list[str]:
        """Write a draft's files into the content; their paths.

        Raises UserError where a rule would be broken; then nothing was written.
        """
        content = load_content(self.root)
        texts = self._texts(content, draft)
        with tempfile.TemporaryDirectory(prefix="compendium-desk-") as folder:
            found = problems_of_texts(content, texts, Path(folder))
        errors = [one for one in found if one.severity is Severity.ERROR]
        if errors:
            raise UserError(
                "breaks-a-rule",
                f"The content would break a rule in {errors[0].path}: {errors[0].message}. "
                "Nothing was written.",
            )
        for path, text in texts.items():
            put(self.root / path, text)
        table = table_text(draft)
        if table is None:
            return list(texts)
        path = table_path(draft.record.id)
        put(self.root / path, table)
        return [*texts, path]

    def _texts(self, content: Content, draft: Draft) -> dict[str, str]:
        held = next(
            (one for one in content.of(Instrument) if one.record.id == draft.record.id), None
        )
        path = held.path if held else draft.path
        record = joined(held.record, draft.record) if held else draft.record
        texts = {path: write_record(record)}
        shelves: dict[str, list[Record]] = {}
        for one in draft.made:
            shelves.setdefault(_shelf(one), []).append(one)
        for name, fresh in shelves.items():
            before = [one.record for one in content.by_path.get(name, ())]
            texts[name] = write_records(_replaced(before, fresh))
        return texts


def _shelf(one: Record) -> str:
    """The file of the content that a record belongs in."""
    if isinstance(one, Duty):
        return f"duties/{one.topic}.yaml"
    if isinstance(one, ClaimingCode):
        return CODES
    year = one.fiscal_year if isinstance(one, Allocation) else None
    return f"funding/{year or 'undated'}.yaml"


def _replaced(before: Iterable[Record], fresh: list[Record]) -> list[Record]:
    """The records of a file, those of the same id changed in place and new ones behind."""
    by_id = {getattr(one, "id", ""): one for one in fresh}
    kept = [by_id.pop(getattr(one, "id", ""), one) for one in before]
    return [*kept, *by_id.values()]


def joined(held: Instrument, read: Instrument) -> Instrument:
    """What is held of a letter, with what its own text settles put in.

    The letter's dates, subject and year win; what others said of it (topics, factsheet lines,
    effects, relations, sources) stays; nothing is taken away but a summary that was rewritten.
    """
    names = _READ if read.title_basis is not TitleBasis.DESCRIPTIVE else _READ[2:]
    settled = {name: getattr(read, name) for name in names if getattr(read, name) is not None}
    sources = _sources(held.sources, read.sources)
    return replace(
        held,
        **settled,
        summary=read.summary,
        verification=read.verification,
        topics=_united(held.topics, read.topics),
        contents=_united(held.contents, read.contents),
        effects=_linked(held.effects, read.effects),
        relations=_linked(held.relations, read.relations),
        doubts=_united(held.doubts, read.doubts),
        gaps=_united(held.gaps, read.gaps),
        reviewed=read.reviewed,
        sources=sources,
    )


def _united(one: tuple[str, ...], other: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*one, *other)))


def _linked(held: tuple[_L, ...], read: tuple[_L, ...]) -> tuple[_L, ...]:
    """Links of both; where both have one, the letter itself becomes its source."""
    fresh: dict[str, _L] = {key_of(one): one for one in read}
    kept: list[_L] = [_borne_out(one, fresh.pop(key_of(one), None)) for one in held]
    kept.extend(fresh.values())
    return tuple(kept)


def _borne_out(held: _L, read: _L | None) -> _L:
    if read is None:
        return held
    said = {"stated": read.stated, "page": read.page} if isinstance(read, Effect) else {}
    return replace(held, source=read.source, **said)


def _sources(held: tuple[Source, ...], read: tuple[Source, ...]) -> tuple[Source, ...]:
    names = {one.id for one in read}
    return (*read, *(one for one in held if one.id not in names))
