"""What an edition holds, how well it was seen, and what is known to be missing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from compendium.edition.answers import Plain
from compendium.edition.reader import EditionReader
from compendium.model.duties import Duty
from compendium.model.instruments import Instrument
from compendium.model.money import Allocation
from compendium.model.records import to_plain


def coverage(reader: EditionReader) -> Plain:
    """Counts by kind, series and verification, letters without a day, and every known gap."""
    held = reader.all(Instrument).values()
    undated = [one.citation for one in held if reader.issue_date(one.id).date is None]
    inferred = [one.citation for one in held if reader.issue_date(one.id).inferred]
    return {
        "title": reader.colophon.title,
        "scope": reader.compendium.scope,
        "stands_at": reader.colophon.stands_at,
        "counts": reader.colophon.counts,
        "by_series": _counted(one.series for one in held),
        "verification": {
            "instrument": _counted(one.verification.value for one in held),
            "duty": _counted(one.verification.value for one in reader.all(Duty).values()),
            "allocation": _counted(
                one.verification.value for one in reader.all(Allocation).values()
            ),
        },
        "issue_date_unknown": undated,
        "issue_date_inferred": inferred,
        "known_gaps": [to_plain(gap) for gap in reader.compendium.known_gaps],
        "warnings": [
            {"code": code, "message": message, "path": path}
            for code, message, path in reader.warnings()
        ],
    }


def _counted(words: Iterable[str]) -> dict[str, int]:
    return dict(sorted(Counter(words).items()))
