"""Imported records as the files of a content directory."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from compendium.content.paths import instrument_path
from compendium.content.rules.identity import year_of
from compendium.content.write import write_record, write_records
from compendium.intake.facts import ISSUER, Imported, gaps_of
from compendium.model.parties import Party
from compendium.model.reference import Compendium, KnownGap
from compendium.vocabulary.dates import PartialDate
from compendium.vocabulary.errors import UserError
from compendium.vocabulary.identifiers import identifier_of
from compendium.vocabulary.kinds import GapKind, PartyKind


def write_content(found: Imported, into: Path, title: str, stands_at: PartialDate) -> int:
    """Write imported records as a content directory; the number of files.

    Raises UserError ``not-empty`` where the directory already holds something.
    """
    if into.exists() and (not into.is_dir() or any(into.iterdir())):
        raise UserError("not-empty", f"{into} already holds files; name an empty directory.")
    count = 0
    for name, text in _files(found, title, stands_at):
        path = into / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        count += 1
    return count


def _files(found: Imported, title: str, stands_at: PartialDate) -> Iterator[tuple[str, str]]:
    yield "compendium.yaml", write_record(_compendium(found, title, stands_at))
    yield "series.yaml", write_records([found.series[name] for name in sorted(found.series)])
    source = next(iter(found.instruments.values())).sources[0]
    issuer = Party(
        id=ISSUER, name="As the list says", kind=PartyKind.ORGANISATION, sources=(source,)
    )
    yield "parties.yaml", write_records([issuer])
    for instrument in found.instruments.values():
        earliest = instrument.issued.earliest if instrument.issued else None
        year = year_of(instrument.citation) or (earliest.year if earliest else None)
        yield instrument_path(instrument.id, year), write_record(instrument)


def _compendium(found: Imported, title: str, stands_at: PartialDate) -> Compendium:
    unique: dict[str, KnownGap] = {}
    for identifier, name, text in gaps_of(found):
        gap = KnownGap(
            id=identifier,
            kind=GapKind.NOT_HELD,
            citation=name,
            text=text,
            about=(identifier_of(name),),
        )
        unique.setdefault(gap.id, gap)
    day = stands_at.latest or stands_at.earliest
    if day is None:  # pragma: no cover  a partial date has at least one end
        raise UserError("no-date", "The list gives no date at all.")
    return Compendium(
        id=identifier_of(title),
        title=title,
        scope="Documents imported from a list.",
        publisher="An import",
        stands_at=day,
        stands_at_note="The latest date in the list.",
        topics=(),
        known_gaps=tuple(unique.values()),
    )
