"""What the pages of the workspace show."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final, NamedTuple

from msgspec.structs import replace

from compendium.checks.apart import is_regional, lines_of
from compendium.checks.carry import changed_lines, new_lines
from compendium.checks.saved import SavedCheck, SavedLine
from compendium.checks.tally import Group, group_of, grouped, sections
from compendium.model.checklists import Checklist, Verdict
from compendium.model.duties import Duty
from compendium.reports.build import by_county, counts_in_words, facts
from compendium.reports.outline import Grid
from compendium.reports.words import (
    GROUP,
    NO_LONGER,
    VERDICT,
    bearers_of,
    change_words,
    dates_of,
    force_of,
    in_a_row,
    left_words,
    offer_of,
    source_of,
    titles_of,
    verdict_of,
    where,
    whose,
)
from compendium.vocabulary.dates import day_in_words
from compendium.web.checking.sealed import seal
from compendium.web.standpoint import Standpoint

OUTPUTS: Final = (
    ("gap.pdf", "Gap report, PDF"),
    ("gap.docx", "Gap report, Word"),
    ("gap.html", "Gap report, web page"),
    ("full.pdf", "Full checklist, PDF"),
    ("full.docx", "Full checklist, Word"),
    ("full.html", "Full checklist, web page"),
    ("brief.pdf", "Brief for the Board, one page, PDF"),
    ("brief.docx", "Brief for the Board, Word"),
    ("brief.html", "Brief for the Board, web page"),
    ("csv.csv", "All lines, CSV for a spreadsheet"),
    ("oscal.json", "OSCAL assessment results, JSON for other programs"),
)

_MARKS: Final = {
    Group.GAP: "empty",
    Group.OPTIONAL_GAP: "empty",
    Group.OFFERED_NOT_FOUND: "asked",
    Group.OFFERED_PARTLY: "asked",
    Group.NOT_LOOKED_AT: "asked",
    Group.OFFERED_COVERED: "asked",
    Group.COVERED: "full",
    Group.NOT_FOR_US: "none",
}
_SETTLED: Final = (Group.OFFERED_COVERED, Group.COVERED, Group.NOT_FOR_US)
_VERDICTS: Final = (
    Verdict.NOT_LOOKED_AT,
    Verdict.COVERED,
    Verdict.PARTLY,
    Verdict.NOT_FOUND,
    Verdict.NOT_FOR_US,
)


@dataclass(frozen=True, slots=True)
class FirstPage:
    """The first page: the checklists, and what was chosen before something went wrong."""

    checklists: list[Checklist]
    sent: Mapping[str, str]
    departments: list[str]
    fault: str


class Choice(NamedTuple):
    """A verdict to choose: its value, its words, and whether it stands."""

    value: str
    words: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class ShownLine:
    """A line on the page. ``at`` numbers its fields; ``wrong`` is by field."""

    at: int
    line: SavedLine
    title: str
    mark: str
    verdict: str
    force: str
    source: str
    dates: str
    bearers: str
    offer: str
    where: str
    whose: str
    changes: list[str]
    choices: list[Choice]
    duty: str | None
    wrong: dict[str, str]

    @property
    def is_settled(self) -> bool:
        """Whether what it asks may be folded away: nothing is missing, nothing changed."""
        return group_of(self.line) in _SETTLED and not self.changes

    @property
    def is_filled(self) -> bool:
        """Whether there is more to an answer than its verdict, or should be."""
        answer = self.line.answer
        written = answer.page or answer.owner or answer.due or answer.note or self.wrong
        return bool(written) or answer.verdict in (Verdict.PARTLY, Verdict.NOT_FOUND)


class Region(NamedTuple):
    """A part of the gap report: what it is of, its county, and its lines by group."""

    title: str
    county: str | None
    groups: list[tuple[str, Group, list[ShownLine]]]


@dataclass(frozen=True, slots=True)
class ResultPage:
    """A check as a page: the gap report, then every line with its answer."""

    check: SavedCheck
    heading: str
    counts: str
    facts: tuple[tuple[str, str], ...]
    regions: list[Region]
    by_county: Grid | None
    sections: list[tuple[str, list[ShownLine]]]
    changed: list[ShownLine]
    new: list[ShownLine]
    changed_since: str
    left: list[str]
    no_longer: str
    note: str
    summary: str
    outputs: tuple[tuple[str, str], ...]
    wrong: list[tuple[str, str, str]]
    sealed: str


def present_first(
    here: Standpoint, sent: Mapping[str, str], departments: list[str], fault: str
) -> FirstPage:
    """The first page."""
    return FirstPage(list(here.reader.all(Checklist).values()), sent, departments, fault)


def present_result(
    here: Standpoint,
    check: SavedCheck,
    wrong: Mapping[tuple[str, str], str],
    summary: str,
    note: str = "",
) -> ResultPage:
    """A check as it stands. ``note`` is a sentence on how it was opened."""
    at = {line.key: number for number, line in enumerate(check.lines)}
    titles = titles_of(check)
    shown = {
        line.key: _line(here, line, titles[line.key], at[line.key], wrong) for line in check.lines
    }
    past = check.earlier[-1].as_of if check.earlier else None
    return ResultPage(
        check=check,
        heading=_heading(check),
        counts=counts_in_words(check),
        facts=facts(check),
        regions=list(_regions(check, shown)),
        by_county=by_county(check) if is_regional(check) else None,
        sections=[(name, [shown[one.key] for one in lines]) for name, lines in sections(check)],
        changed=[shown[line.key] for line in changed_lines(check)],
        new=[shown[line.key] for line in new_lines(check)],
        changed_since=day_in_words(past) if past else "",
        left=[left_words(line, titles) for line in check.left],
        no_longer=NO_LONGER,
        note=note,
        summary=summary,
        outputs=OUTPUTS,
        wrong=[
            (f"{name}-{at[key]}", shown[key].title, words) for (key, name), words in wrong.items()
        ],
        sealed=seal(check),
    )


def _regions(check: SavedCheck, shown: Mapping[str, ShownLine]) -> Iterator[Region]:
    """The gap report whole, or for a region the common lines and each county's own."""
    if not is_regional(check):
        yield Region("", None, _groups(check, shown))
        return
    common = replace(check, lines=lines_of(check, None))
    yield Region(f"Common to {in_a_row(check.setup.counties)}", None, _groups(common, shown))
    for county in check.setup.counties:
        own = replace(check, lines=lines_of(check, county))
        yield Region(f"{county} County’s own lines", county, _groups(own, shown))


def _groups(
    check: SavedCheck, shown: Mapping[str, ShownLine]
) -> list[tuple[str, Group, list[ShownLine]]]:
    return [
        (GROUP[group], group, [shown[line.key] for line in lines])
        for group, lines in grouped(check).items()
        if lines
    ]


def _heading(check: SavedCheck) -> str:
    found = grouped(check)
    gaps = len(found[Group.GAP])
    unseen = sum(1 for line in check.lines if line.answer.verdict is Verdict.NOT_LOOKED_AT)
    said = f"{gaps} {'gap' if gaps == 1 else 'gaps'}, {unseen} not looked at"
    return f"{check.setup.title}: {said}"


def _line(
    here: Standpoint, line: SavedLine, title: str, at: int, wrong: Mapping[tuple[str, str], str]
) -> ShownLine:
    duty = line.key.partition("#")[0]
    return ShownLine(
        at=at,
        line=line,
        title=title,
        mark=_MARKS[group_of(line)],
        verdict=verdict_of(line),
        force=force_of(line),
        source=source_of(line),
        dates=dates_of(line),
        bearers=bearers_of(line),
        offer=offer_of(line),
        where=where(line),
        whose=whose(line),
        changes=[change_words(change) for change in line.changes],
        choices=[_choice(line, verdict) for verdict in _VERDICTS],
        duty=duty if here.reader.one(Duty, duty) is not None else None,
        wrong={name: words for (key, name), words in wrong.items() if key == line.key},
    )


def _choice(line: SavedLine, verdict: Verdict) -> Choice:
    agrees = line.offer is not None and line.offer.verdict is verdict
    words = f"{VERDICT[verdict]} (as the program says)" if agrees else VERDICT[verdict]
    return Choice(verdict.value, words, line.answer.verdict is verdict)
