"""Lines of a check that stand apart for each county of a region.

A line is common until its counties differ; then it is there once for each of them, under
a key that ends in ``@`` and the county.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Final

from msgspec.structs import replace

from compendium.checks.findings import CheckResult, Finding, Passage
from compendium.checks.saved import NO_ANSWER, Offer, SavedCheck, SavedLine

_AT: Final = "@"

Offered = Callable[[Finding], Offer]


def base_of(key: str) -> str:
    """The key of a line without its county."""
    return key.partition(_AT)[0]


def is_regional(check: SavedCheck) -> bool:
    """Whether a check is of several counties."""
    return len(check.setup.counties) > 1


def with_region(
    check: SavedCheck, results: Mapping[str, CheckResult], offered: Offered
) -> SavedCheck:
    """The check with what was found for each county; lines on which they differ stand apart.

    ``check`` has common lines alone, ``results`` is by county.
    """
    found = {
        county: {finding.line.key: finding for finding in result.findings}
        for county, result in results.items()
    }
    offers: dict[str, Offer] = {}
    own: dict[str, Offer] = {}
    for line in check.lines:
        each = {county: held[line.key] for county, held in found.items()}
        if _agree(list(each.values())):
            offers[line.key] = offered(_shared(list(each.values())))
        else:
            own |= {_key(line.key, county): offered(one) for county, one in each.items()}
    whole = _split(check, {base_of(key) for key in own})
    told = {**offers, **own}
    return replace(
        whole, lines=tuple(replace(line, offer=told.get(line.key)) for line in whole.lines)
    )


def rows_of(results: Mapping[str, CheckResult]) -> Iterator[tuple[tuple[str, ...], Finding]]:
    """Findings by county as rows: one for all counties where they agree, else one for each."""
    counties = tuple(results)
    for each in zip(*(result.findings for result in results.values()), strict=True):
        if _agree(each):
            yield counties, _shared(each)
        else:
            yield from (((county,), one) for county, one in zip(counties, each, strict=True))


def stood_apart(check: SavedCheck, keys: Iterable[str]) -> SavedCheck:
    """The check with some common lines apart; each county has the answer that was common."""
    return _split(check, set(keys)) if is_regional(check) else check


def apart_like(fresh: SavedCheck, saved: SavedCheck) -> tuple[SavedCheck, SavedCheck]:
    """A fresh and a saved check with the same lines apart, so that answers find their line.

    A line is apart where it is so in the fresh check, or in the saved one with answers or
    without a newer document.
    """
    if not is_regional(fresh):
        return fresh, saved
    in_fresh = {base_of(line.key) for line in fresh.lines if line.county}
    in_saved = {
        base_of(line.key)
        for line in (*saved.lines, *saved.left)
        if line.county and (fresh.document is None or line.answer != NO_ANSWER)
    }
    return _split(fresh, in_saved - in_fresh), _split(saved, in_fresh)


def lines_of(check: SavedCheck, county: str | None) -> tuple[SavedLine, ...]:
    """The lines that are one county's own; those common to all for None."""
    return tuple(line for line in check.lines if line.county == county)


def standing_for(check: SavedCheck, county: str) -> SavedCheck:
    """The check as it stands for one county: the common lines and its own."""
    return replace(
        check, lines=tuple(line for line in check.lines if line.county in (None, county))
    )


def _split(check: SavedCheck, keys: set[str]) -> SavedCheck:
    """The check with common lines replaced by one for each county, in the same place."""
    if not keys:
        return check

    def each(lines: Iterable[SavedLine]) -> Iterator[SavedLine]:
        for line in lines:
            if line.county is None and line.key in keys:
                yield from (_own(line, county, keys) for county in check.setup.counties)
            else:
                yield line

    return replace(check, lines=tuple(each(check.lines)), left=tuple(each(check.left)))


def _own(line: SavedLine, county: str, keys: set[str]) -> SavedLine:
    parent = line.part_of
    return replace(
        line,
        key=_key(line.key, county),
        county=county,
        part_of=_key(parent, county) if parent in keys and parent else parent,
    )


def _key(key: str, county: str) -> str:
    return f"{key}{_AT}{county.lower().replace(' ', '-')}"


def _agree(each: Sequence[Finding]) -> bool:
    """Whether all counties have the same verdict, for the same reasons, by the same words."""
    return len({(one.verdict, one.missing, _place(one.passages[:1])) for one in each}) == 1


def _shared(each: Sequence[Finding]) -> Finding:
    """A common finding, with the passages that all counties share."""
    first = each[0]
    kept = tuple(
        passage
        for passage in first.passages
        if all(_place([passage])[0] in _place(one.passages) for one in each)
    )
    return Finding(first.line, first.verdict, kept, first.missing)


def _place(passages: Sequence[Passage]) -> tuple[tuple[int, int], ...]:
    return tuple((one.start, one.end) for one in passages)
