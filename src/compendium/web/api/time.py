"""Questions about money, time and the editions themselves."""

from __future__ import annotations

from typing import Final

import msgspec

from compendium.edition.answers import Plain
from compendium.edition.catalogue import allocation_value
from compendium.edition.colophon import Colophon
from compendium.edition.compare import compare_days, comparison_value
from compendium.edition.course import between, course_of
from compendium.edition.coverage import coverage as coverage_of
from compendium.model.instruments import Instrument
from compendium.model.money import Allocation
from compendium.vocabulary.dates import PartialDate
from compendium.vocabulary.kinds import Bearer, MoneyKind, Stage
from compendium.web.api.declared import Asked, Question
from compendium.web.api.listing import listed, page_of
from compendium.web.api.parameters import PAGING, STANDING, YEAR, choice, day, words
from compendium.web.api.schemas import TEXT, array, fields, with_more

_CHANGES: Final = fields(
    **{
        name: array(fields(id=TEXT, title=TEXT, address=TEXT, sentence=TEXT))
        for name in ("added", "ended", "changed", "uncertain")
    }
)
_KINDS: Final = ("issued", "expires", "effect", "duty-begins", "duty-ends")
_NUMBER: Final = {"type": ["integer", "null"]}


def funding(asked: Asked) -> Plain:
    """Amounts whose letter may have been issued by the day. Rows overlap: never add them."""
    found = [
        row
        for row in asked.reader.all(Allocation).values()
        if asked["year"] in (None, row.fiscal_year)
        and asked["kind"] in (None, row.kind.value)
        and asked["stage"] in (None, row.stage.value)
        and asked["county"] in (None, row.county)
        and _may_be_known(asked, row)
    ]
    lines, said = page_of(asked, found)
    return {
        **said,
        "note": "Rows of one year overlap. They are never added up. Null means not seen.",
        "items": [allocation_value(asked.reader, row) for row in lines],
    }


def changes(asked: Asked) -> Plain:
    """Letters, effects and duties by date, the latest first; to come after ``on``, too."""
    found = [
        one
        for one in between(course_of(asked.reader), asked["since"], asked["until"])
        if asked["kind"] in (None, one.kind)
        and (asked["department"] is None or asked["department"] in one.departments)
        and (asked["topic"] is None or asked["topic"] in one.topics)
    ]
    lines, said = page_of(asked, found)
    items = [
        {**msgspec.to_builtins(one), "state": _state(asked, one.when)} for one in lines
    ]  # fmt: skip
    return {**said, "items": items}


def compare(asked: Asked) -> Plain:
    """What changed from one day to another, the later one being ``on`` unless given."""
    return comparison_value(compare_days(asked.reader, asked["from"], asked["to"] or asked.on))


def coverage(asked: Asked) -> Plain:
    """What is held, how well it was seen, what is known to be missing."""
    return coverage_of(asked.reader)


def editions(asked: Asked) -> Plain:
    """The editions that can be asked."""
    found = asked.shelf.listed()
    return listed(asked, [_edition(one, current=one is found[0]) for one in found])


def _edition(said: Colophon, *, current: bool) -> Plain:
    """An edition as one line of a list."""
    return {
        "edition": said.edition,
        "digest": said.digest,
        "title": said.title,
        "stands_at": said.stands_at,
        "commit": said.commit,
        "counts": said.counts,
        "current": current,
    }


def _may_be_known(asked: Asked, row: Allocation) -> bool:
    """Whether an amount may have been published by the day."""
    if row.instrument is None or asked.reader.one(Instrument, row.instrument) is None:
        return True
    issued = asked.reader.issue_date(row.instrument).date
    return issued is None or issued.reached_by(asked.on) is not False


def _state(asked: Asked, when: PartialDate | None) -> str:
    reached = when.reached_by(asked.on) if when is not None else None
    return {True: "happened", False: "to-come", None: "unknown"}[reached]


QUESTIONS: Final = (
    Question(
        name="funding",
        path="funding",
        summary="Amounts by fiscal year and stage, each with its letter. Never a sum",
        answer=funding,
        parameters=(
            YEAR,
            choice("kind", "Only amounts of this kind.", MoneyKind),
            choice("stage", "Only amounts of this stage.", Stage),
            words("county", "Only amounts of this county, by id."),
            *PAGING,
            *STANDING,
        ),
        item=with_more(
            "allocation", amount_usd=_NUMBER, fiscal_year={"type": ["string", "null"]}
        ),
    ),
    Question(
        name="changes",
        path="changes",
        summary="Letters, effects and duties by date, the latest first",
        answer=changes,
        parameters=(
            day("since", "Only from this day on.", example="2024-01-01"),
            day("until", "Only until this day, included.", example="2025-01-01"),
            choice("kind", "Only happenings of this kind.", _KINDS),
            choice("department", "Only what binds or addresses them.", Bearer),
            words("topic", "Only this topic, by id."),
            *PAGING,
            *STANDING,
        ),
        item={
            "allOf": [
                {"$ref": "#/components/schemas/Happening"},
                fields(state={"enum": ["happened", "to-come", "unknown"]}),
            ]
        },
    ),
    Question(
        name="compare",
        path="compare",
        summary="What changed between two days",
        answer=compare,
        parameters=(
            day("from", "The earlier day.", required=True, example="2024-12-31"),
            day("to", "The later day. Default: 'on'.", example="2025-01-01"),
            *STANDING,
        ),
        answer_schema={
            "allOf": [
                _CHANGES,
                fields(
                    instruments=_CHANGES, codes=_CHANGES, money=_CHANGES, partners=_CHANGES,
                    paragraph=TEXT,
                ),
            ]
        },
    ),
    Question(
        name="coverage",
        path="coverage",
        summary="What is held, how well it was seen, and what is known to be missing",
        answer=coverage,
        parameters=STANDING,
        answer_schema=fields(
            title=TEXT, stands_at=TEXT, counts={"type": "object"},
            verification={"type": "object"}, known_gaps=array({"type": "object"}),
        ),
    ),
    Question(
        name="editions",
        path="editions",
        summary="The editions that can be asked, the current one first",
        answer=editions,
        parameters=(*PAGING, *STANDING),
        item=fields(edition=TEXT, digest=TEXT, stands_at=TEXT, current={"type": "boolean"}),
    ),
)  # fmt: skip
