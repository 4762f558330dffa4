"""The reports of a check as outlines: gap report, full checklist, both, and the Board brief."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from msgspec.structs import replace

from compendium.checks.apart import is_regional, lines_of, standing_for
from compendium.checks.carry import changed_lines, new_lines
from compendium.checks.saved import SavedCheck, SavedLine
from compendium.checks.tally import Group, grouped, sections
from compendium.duties.words import BEARER, DUTY_FORCE
from compendium.reports.outline import Grid, Heading, Items, Outline, Piece, Words
from compendium.reports.words import (
    GROUP,
    NO_LONGER,
    SELF_CHECK,
    change_words,
    facts_of,
    in_a_row,
    left_words,
    offer_of,
    shortened,
    source_of,
    titles_of,
    verdict_of,
    where,
    whose,
)
from compendium.vocabulary.dates import day_in_words
from compendium.vocabulary.kinds import DutyForce

_SHARES: Final = (6, 3, 4, 3)
_HEAD: Final = ("What it asks, and its source", "Verdict", "In the document", "Note, owner, due")
_BRIEF_GAPS: Final = 5
_BRIEF_WORDS: Final = 700
_SIGNERS: Final = 4

Titles = dict[str, str]

_OPEN: Final = (Group.OFFERED_NOT_FOUND, Group.OFFERED_PARTLY, Group.NOT_LOOKED_AT)


def gap_report(check: SavedCheck, publisher: str, summary: str = "") -> Outline:
    """Gaps first, then what nobody looked at, then the rest in short; ``summary`` to paste."""
    return _outline(check, publisher, "Gap report", [*_gaps(check), *_summary(summary), *_sign()])


def full_checklist(check: SavedCheck, publisher: str, summary: str = "") -> Outline:
    """Every line, section by section."""
    pieces = [*_every_line(check), *_summary(summary), *_sign()]
    return _outline(check, publisher, "Full checklist", pieces)


def whole_report(check: SavedCheck, publisher: str, summary: str = "") -> Outline:
    """The gap report, then the full checklist."""
    pieces = [*_gaps(check), *_summary(summary), *_every_line(check), *_sign()]
    return _outline(check, publisher, "Gap report and checklist", pieces)


def board_brief(check: SavedCheck, publisher: str, summary: str = "") -> Outline:
    """One page for a Board: where the document stands, the weightiest gaps, what comes next."""
    found, titles = grouped(check), titles_of(check)
    gaps = found[Group.GAP]
    open_lines = found[Group.OFFERED_NOT_FOUND] + found[Group.OFFERED_PARTLY]
    shown = (gaps or open_lines)[:_BRIEF_GAPS]
    pieces: list[Piece] = [Words(counts_in_words(check), strong=True)]
    pieces += [by_county(check)] if is_regional(check) else [_by_force(check)]
    if shown:
        heading = "The weightiest gaps" if gaps else "To be looked at first"
        rest = len(gaps or open_lines) - len(shown)
        more = (f"And {rest} more, in the gap report.",) if rest else ()
        pieces += [Heading(heading), Items((*(_brief_line(line, titles) for line in shown), *more))]
    owned = [line for line in gaps if line.answer.owner or line.answer.due]
    if gaps:
        said = f"{len(owned)} of {len(gaps)} gaps have an owner or a due date."
        pieces += [Heading("What comes next"), Words(said)]
    if summary:
        pieces += [Heading("What changed in the law"), Words(shortened(summary, _BRIEF_WORDS))]
    pieces += _sign(2)
    return _outline(check, publisher, "Brief for the Board", pieces, compact=True)


def counts_in_words(check: SavedCheck) -> str:
    """How many lines stand where; what nobody looked at is named apart from gaps."""
    found = {group: len(lines) for group, lines in grouped(check).items()}
    unseen = sum(found[group] for group in (*_OPEN, Group.OFFERED_COVERED))
    optional = found[Group.OPTIONAL_GAP]
    parts = [
        f"{_counted(found[Group.GAP], 'gap')}",
        f"{found[Group.COVERED]} covered",
        f"{found[Group.NOT_FOR_US]} not for us",
        f"{unseen} not looked at by a person",
    ]
    if optional:
        parts.insert(1, f"{optional} optional and not covered")
    said = f"{_counted(len(check.lines), 'line')}: {', '.join(parts)}."
    if not check.document or not unseen:
        return said
    return (
        f"{said} Of those not looked at, the program found {found[Group.OFFERED_COVERED]}, found "
        f"{found[Group.OFFERED_PARTLY]} in part, and did not find {found[Group.OFFERED_NOT_FOUND]}."
    )


def facts(check: SavedCheck) -> tuple[tuple[str, str], ...]:
    """What a check was of, against what, and as of when: labels and words."""
    setup, seen = check.setup, check.document
    rows = [
        ("Checklist", setup.title),
        ("As of", day_in_words(setup.as_of)),
        ("Edition", setup.edition),
        ("Counties" if is_regional(check) else "County", ", ".join(setup.counties)),
        ("Department", ", ".join(BEARER[one] for one in setup.departments)),
        ("Document", (seen.title or seen.name) if seen else "none read; filled in by hand"),
        ("Whose document", seen.reason if seen else ""),
        ("Last revised", day_in_words(setup.revised) if setup.revised else ""),
    ]
    return tuple((label, words) for label, words in rows if words)


def _outline(
    check: SavedCheck, publisher: str, kind: str, pieces: Sequence[Piece], *, compact: bool = False
) -> Outline:
    setup = check.setup
    day = day_in_words(setup.as_of)
    return Outline(
        title=f"{kind}: {setup.title}",
        caution=SELF_CHECK,
        facts=facts(check),
        pieces=tuple(pieces),
        foot=f"{publisher}. As of {day}, edition {setup.edition}. {SELF_CHECK}",
        compact=compact,
    )


def _gaps(check: SavedCheck) -> Iterator[Piece]:
    yield Words(counts_in_words(check), strong=True)
    if is_regional(check):
        yield by_county(check)
    yield from _changes(check)
    if not is_regional(check):
        yield from _by_group(check, titles_of(check), 2)
        return
    yield Heading(f"Common to {in_a_row(check.setup.counties)}")
    yield from _by_group(_only(check, None), titles_of(check), 3)
    for county in check.setup.counties:
        own = _only(check, county)
        yield Heading(f"{county} County’s own lines")
        if own.lines:
            yield from _by_group(own, titles_of(check), 3)
        else:
            yield Words("None: all lines are common.")


def _only(check: SavedCheck, county: str | None) -> SavedCheck:
    return replace(check, lines=lines_of(check, county))


def _by_group(check: SavedCheck, titles: Titles, level: int) -> Iterator[Piece]:
    for group, lines in grouped(check).items():
        if group is Group.GAP and not lines:
            yield Heading(GROUP[group], level)
            yield Words("No line was marked as a gap.")
        if not lines:
            continue
        heading = f"{GROUP[group]}: {len(lines)}"
        yield Heading(heading, level)
        if group in (Group.OFFERED_COVERED, Group.COVERED, Group.NOT_FOR_US):
            yield Items(tuple(_short_line(line, titles) for line in lines))
        else:
            yield _table(heading, lines, titles)


def _changes(check: SavedCheck) -> Iterator[Piece]:
    titles = titles_of(check)
    day = day_in_words(check.earlier[-1].as_of) if check.earlier else ""
    changed, new = changed_lines(check), new_lines(check)
    if changed and day:
        yield Heading(f"{_counted(len(changed), 'line')} changed since the check of {day}")
        yield Items(
            tuple(
                f"{titles[x.key]}: {' '.join(change_words(c) for c in x.changes)}" for x in changed
            )
        )
    if new and day:
        yield Heading(f"{_counted(len(new), 'line')} new since the check of {day}")
        yield Items(tuple(f"{titles[line.key]} ({source_of(line)})." for line in new))
    if check.left:
        yield Heading(NO_LONGER)
        yield Items(tuple(left_words(line, titles) for line in check.left))


def _every_line(check: SavedCheck) -> Iterator[Piece]:
    titles = titles_of(check)
    yield Heading(f"All {_counted(len(check.lines), 'line')}")
    for section, lines in sections(check):
        yield Heading(section, 3)
        yield _table(section, lines, titles)
    if check.setup.gaps:
        yield Heading("What this checklist does not know")
        yield Items(check.setup.gaps)


def _table(caption: str, lines: Sequence[SavedLine], titles: Titles) -> Grid:
    return Grid(caption, _HEAD, tuple(_row(line, titles) for line in lines), _SHARES)


def _row(line: SavedLine, titles: Titles) -> tuple[str, ...]:
    asks = f"{titles[line.key]}\n{facts_of(line)}"
    verdict = "\n".join(part for part in (verdict_of(line), offer_of(line)) if part)
    return asks, verdict, where(line), whose(line)


def _short_line(line: SavedLine, titles: Titles) -> str:
    said = [f"{titles[line.key]} ({source_of(line)})", where(line), whose(line)]
    return ". ".join(part.rstrip(".") for part in said if part) + "."


def _brief_line(line: SavedLine, titles: Titles) -> str:
    owner = f" Owner: {line.answer.owner}." if line.answer.owner else ""
    missing = line.offer.missing[0] if line.offer and line.offer.missing else ""
    lacks = f" Missing: {missing}." if missing else ""
    return shortened(f"{titles[line.key]} ({source_of(line)}).{lacks}{owner}", 220)


def by_county(check: SavedCheck) -> Grid:
    """How many lines stand where for each county of a region, its own and the common ones."""
    rows = []
    for county in check.setup.counties:
        found = grouped(standing_for(check, county))
        unseen = sum(len(found[group]) for group in (*_OPEN, Group.OFFERED_COVERED))
        told = (
            len(found[Group.GAP]) + len(found[Group.OPTIONAL_GAP]),
            len(found[Group.COVERED]),
            unseen,
            len(found[Group.OFFERED_NOT_FOUND]) + len(found[Group.OFFERED_PARTLY]),
            len(found[Group.NOT_FOR_US]),
        )
        rows.append((f"{county} County", *(str(number) for number in told)))
    head = (
        "County, with the common lines", "Gap", "Covered", "Not looked at",
        "Of those, not found or in part", "Not for us",
    )  # fmt: skip
    return Grid("Lines by county", head, tuple(rows), (4, 2, 2, 2, 3, 2))


def _by_force(check: SavedCheck) -> Grid:
    found = grouped(check)
    rows = []
    for force in DutyForce:
        counts = {g: sum(1 for x in lines if x.force is force) for g, lines in found.items()}
        if not any(counts.values()):
            continue
        gaps = counts[Group.GAP] + counts[Group.OPTIONAL_GAP]
        unseen = sum(counts[group] for group in (*_OPEN, Group.OFFERED_COVERED))
        row = (counts[Group.COVERED], gaps, unseen, counts[Group.NOT_FOR_US])
        rows.append((DUTY_FORCE[force], *(str(number) for number in row)))
    head = ("What stands behind the line", "Covered", "Gap", "Not looked at", "Not for us")
    return Grid("Lines by what stands behind them", head, tuple(rows), (4, 2, 2, 3, 2))


def _summary(summary: str) -> Iterator[Piece]:
    if summary:
        yield Heading("Version summary, to paste")
        yield Words(summary)


def _sign(count: int = _SIGNERS) -> list[Piece]:
    head = ("Partner (agency)", "Name and role", "Signature", "Date")
    blank = tuple(("", "", "", "") for _ in range(count))
    return [
        Heading("Partners’ sign-off"),
        Words("Signing says that the partner has read this self-check. It approves nothing."),
        Grid("Partners’ sign-off", head, blank, (4, 4, 4, 2)),
    ]


def _counted(number: int, one: str) -> str:
    return f"{number} {one}" if number == 1 else f"{number} {one}s"
