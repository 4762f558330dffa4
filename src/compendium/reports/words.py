"""The words of reports: verdicts, groups and what changed, in one voice everywhere."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from compendium.checks.apart import base_of
from compendium.checks.carry import NEW
from compendium.checks.saved import NO_ANSWER, LineChange, SavedCheck, SavedLine
from compendium.checks.tally import Group
from compendium.duties.words import BEARER, DUTY_FORCE, duty_words
from compendium.model.checklists import Verdict
from compendium.vocabulary.dates import PartialDate, day_in_words
from compendium.vocabulary.kinds import Bearer, DutyForce, Modality

SELF_CHECK: Final = "A self-check, not an approval by CDSS, and not legal advice."

VERDICT: Final = {
    Verdict.COVERED: "Covered",
    Verdict.PARTLY: "Partly",
    Verdict.NOT_FOUND: "Not covered",
    Verdict.NOT_FOR_US: "Not for us",
    Verdict.NOT_LOOKED_AT: "Not looked at",
}

OFFERED: Final = {
    Verdict.COVERED: "covered",
    Verdict.PARTLY: "partly covered",
    Verdict.NOT_FOUND: "nothing found",
}

GROUP: Final = {
    Group.GAP: "Gaps",
    Group.OPTIONAL_GAP: "Optional lines that are not covered",
    Group.OFFERED_NOT_FOUND: "Nothing found by the program, not looked at by a person",
    Group.OFFERED_PARTLY: "Partly found by the program, not looked at by a person",
    Group.NOT_LOOKED_AT: "Not looked at",
    Group.OFFERED_COVERED: "Found by the program, not looked at by a person",
    Group.COVERED: "Covered",
    Group.NOT_FOR_US: "Not for us",
}

_PASSAGE: Final = 260
"""Characters of a passage in a report."""

NO_LONGER: Final = "Lines that do not apply on this day any more"

_FIELD: Final = {
    "title": "its title",
    "asks": "what it asks",
    "force": "what stands behind it",
    "modality": "whether it binds",
    "deadline": "the time limit",
    "departments": "whom it binds",
    "citations": "the source",
    "since": "since when",
    "until": "until when",
    "optional": "whether it is optional",
    "older": "the rule for older documents",
}
_VALUES: Final[dict[str, str]] = {
    **{force.value: words for force, words in DUTY_FORCE.items()},
    Modality.OBLIGATION.value: "must",
    Modality.PROHIBITION.value: "must not",
    Modality.PERMISSION.value: "may",
}


def titles_of(check: SavedCheck) -> dict[str, str]:
    """The title of each line by its key, with its county where it is one county's own.

    A part's title stands after that of its duty.
    """
    own = {base_of(line.key): line.title for line in (*check.left, *check.lines)}

    def whole(line: SavedLine) -> str:
        duty = own.get(base_of(line.part_of)) if line.part_of else None
        said = f"{duty}: {line.title}" if duty else line.title
        return f"{said} ({line.county} County)" if line.county else said

    return {line.key: whole(line) for line in (*check.left, *check.lines)}


def change_words(change: LineChange) -> str:
    """What of a line changed since it was answered, as a sentence."""
    if change.what == NEW:
        return "New since the check was saved."
    name = _FIELD.get(change.what, change.what)
    before, after = _value(change.what, change.before), _value(change.what, change.after)
    return f"Changed: {name}. Before: {before or 'none'}. Now: {after or 'none'}."


def force_of(line: SavedLine) -> str:
    """How firm a line is, in words."""
    firm = duty_words(line.force, line.modality)
    return f"{firm}, optional" if line.optional else firm


def source_of(line: SavedLine) -> str:
    """Where a line comes from, or that no provision is held for it."""
    if line.citations:
        return "; ".join(line.citations)
    practice = line.force is DutyForce.COUNTY_PRACTICE
    return "seen in county documents" if practice else "no provision held here"


def dates_of(line: SavedLine) -> str:
    """Since when and until when a line applies, in words; empty where neither is known."""
    said = [f"since {_day(line.since)}"] if line.since else []
    said += [f"until {_day(line.until)}"] if line.until else []
    return ", ".join(said)


def bearers_of(line: SavedLine) -> str:
    """Whom a line binds, in words."""
    return ", ".join(BEARER[bearer] for bearer in line.departments)


def facts_of(line: SavedLine) -> str:
    """Force, source, dates, time limit and departments of a line, on one line."""
    parts = (
        force_of(line),
        source_of(line),
        dates_of(line),
        f"time limit: {line.deadline}" if line.deadline else "",
        bearers_of(line),
    )
    return " · ".join(part for part in parts if part)


def offer_of(line: SavedLine) -> str:
    """What the program found, in words; empty where it read no document."""
    if line.offer is None:
        return ""
    said = OFFERED[line.offer.verdict]
    missing = f"; missing: {'; '.join(line.offer.missing)}" if line.offer.missing else ""
    return f"The program says: {said}{missing}."


def verdict_of(line: SavedLine) -> str:
    """A person's verdict, or that nobody looked."""
    return VERDICT[line.answer.verdict]


def whose(line: SavedLine) -> str:
    """Note, owner and due date that a person gave a line."""
    answer = line.answer
    parts = (
        answer.note,
        f"Owner: {answer.owner}." if answer.owner else "",
        f"Due {day_in_words(answer.due)}." if answer.due else "",
    )
    return " ".join(part for part in parts if part)


def left_words(line: SavedLine, titles: Mapping[str, str]) -> str:
    """A line that no longer applies: its title, its last day, and what a person said of it."""
    until = f", until {_day(line.until)}" if line.until else ""
    said = "" if line.answer == NO_ANSWER else f" Kept: {verdict_of(line)}. {whose(line)}".rstrip()
    return f"{titles[line.key]} ({source_of(line)}{until}).{said}"


def in_a_row(names: Sequence[str]) -> str:
    """Names as in a sentence."""
    return f"{', '.join(names[:-1])} and {names[-1]}" if len(names) > 1 else "".join(names)


def where(line: SavedLine) -> str:
    """Where in the document: a person's own words first, then the program's best passage."""
    said = [f"Page {line.answer.page}." if line.answer.page else ""]
    if line.offer and line.offer.passages:
        best = line.offer.passages[0]
        said.append(f"Page {best.page}: “{shortened(best.text, _PASSAGE)}”")
    return " ".join(part for part in said if part)


def shortened(text: str, most: int) -> str:
    """A text of so many characters at most, cut between words."""
    return text if len(text) <= most else f"{text[:most].rsplit(' ', 1)[0]} …"


def _day(text: str) -> str:
    try:
        return PartialDate.parse(text).in_words()
    except ValueError:
        return text


def _value(what: str, value: str) -> str:
    if what in ("since", "until"):
        return _day(value) if value else ""
    if what == "departments":
        known = {bearer.value for bearer in Bearer}
        names = [one for one in value.split(", ") if one in known]
        return ", ".join(BEARER[Bearer(one)] for one in names)
    return _VALUES.get(value, value)
