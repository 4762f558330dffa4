"""Questions about instruments: lists of them, one whole record, its status on a day."""

from __future__ import annotations

from typing import Final

from compendium.edition.answers import Plain, status_answer
from compendium.edition.dossier import dossier
from compendium.edition.lookup import look_up
from compendium.model.instruments import Instrument
from compendium.vocabulary.dates import PartialDate
from compendium.vocabulary.identifiers import address_of
from compendium.vocabulary.kinds import Status, Verification
from compendium.web.api.declared import Asked, Question, Schema
from compendium.web.api.listing import page_of
from compendium.web.api.parameters import CITATION, PAGING, STANDING, choice, words
from compendium.web.api.schemas import MAYBE, TEXT, TEXTS, YES_NO, array, fields

_STATUS: Final[Schema] = {"type": ["string", "null"], "enum": [*map(str, Status), None]}
_LINE: Final = fields(
    id=TEXT, citation=TEXT, title=TEXT, series=TEXT, address=TEXT, status=_STATUS, issued=MAYBE,
    issued_inferred=YES_NO, verification=TEXT, topics=TEXTS,
)  # fmt: skip
_SOURCED: Final = array({"type": "object"})
_ANSWER: Final = fields(
    document=TEXT, status=_STATUS, state=MAYBE, explanation=TEXT, superseded_by=TEXTS,
    partly_superseded_by=TEXTS, current=TEXTS, sources=_SOURCED,
)  # fmt: skip
_WHOLE: Final = fields(
    citation=TEXT, id=TEXT, title=TEXT, address=TEXT, status=_ANSWER, issued=MAYBE,
    issued_bracket=fields(date=MAYBE, inferred=YES_NO, reasons=TEXTS), effects=_SOURCED,
    changed_by=_SOURCED, relations=_SOURCED, related_from=_SOURCED, duties=_SOURCED,
    money=_SOURCED, codes=_SOURCED, sources=_SOURCED, verification=TEXT,
)  # fmt: skip


def instruments(asked: Asked) -> Plain:
    """The instruments that may have existed on the day, in content order."""
    chosen = [one for one in asked.reader.all(Instrument).values() if _fits(asked, one)]
    lines, said = page_of(asked, chosen)
    return {**said, "items": [line_of(asked, one) for one in lines]}


def instrument(asked: Asked) -> Plain:
    """The whole record of an instrument. Raises UserError where it is not held."""
    return dossier(asked.reader, look_up(asked.reader, asked["citation"]), asked.on)


def status(asked: Asked) -> Plain:
    """The status of an instrument, or of a part, with reasons and sources."""
    return status_answer(asked.reader, look_up(asked.reader, asked["citation"]), asked.on)


def line_of(asked: Asked, one: Instrument) -> Plain:
    """An instrument as one line of a list."""
    dated = asked.reader.issue_date(one.id)
    found = asked.reader.status_on(one.id, asked.on)
    return {
        "id": one.id,
        "citation": one.citation,
        "title": one.title,
        "series": one.series,
        "address": address_of(one.id),
        "status": found.value if found else None,
        "issued": str(dated.date) if dated.date else None,
        "issued_inferred": dated.inferred,
        "verification": one.verification.value,
        "topics": list(one.topics),
    }


def _fits(asked: Asked, one: Instrument) -> bool:
    dated: PartialDate | None = asked.reader.issue_date(one.id).date
    if dated is not None and dated.earliest is not None and dated.earliest > asked.on:
        return False
    for name, value in (("series", one.series), ("verification", one.verification.value)):
        if asked[name] is not None and asked[name] != value:
            return False
    if asked["topic"] is not None and asked["topic"] not in one.topics:
        return False
    wanted = asked["status"]
    return wanted is None or asked.reader.status_on(one.id, asked.on) == wanted


QUESTIONS: Final = (
    Question(
        name="instruments",
        path="instruments",
        summary="Laws, letters and papers that may have existed on a day",
        answer=instruments,
        parameters=(
            words("series", "Only this series, as acl or wic."),
            words("topic", "Only this topic, by id."),
            choice("status", "Only those of this status on the day.", Status),
            choice("verification", "Only those seen so closely.", Verification),
            *PAGING,
            *STANDING,
        ),
        item=_LINE,
    ),
    Question(
        name="instrument",
        path="instruments/{citation}",
        summary="Everything known of one instrument, as of a day",
        answer=instrument,
        parameters=(
            words(
                "citation", "A citation in any spelling, or an id.",
                required=True, in_path=True, example="acl-16-49",
            ),
            *STANDING,
        ),
        answer_schema=_WHOLE,
    ),
    Question(
        name="status",
        path="status",
        summary="Whether an instrument was in force on a day, and why",
        answer=status,
        parameters=(CITATION, *STANDING),
        answer_schema=_ANSWER,
    ),
)  # fmt: skip
