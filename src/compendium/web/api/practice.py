"""Questions about practice: duties, codes, words, counties."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, TypeVar

from compendium.duties.bounds import APPLIES, UNKNOWN, applies
from compendium.edition.answers import Plain
from compendium.edition.catalogue import duties_on, duty_value
from compendium.model.documentation import DocumentationCode
from compendium.model.duties import Duty
from compendium.model.money import ClaimingCode
from compendium.model.parties import Party
from compendium.model.records import Record, to_plain
from compendium.model.reference import Term
from compendium.vocabulary.errors import UserError
from compendium.vocabulary.kinds import Bearer, DutyCategory, DutyForce, PartyKind, TermKind
from compendium.web.api.declared import Asked, Parameter, Question
from compendium.web.api.listing import listed, page_of
from compendium.web.api.parameters import PAGING, STANDING, choice, words
from compendium.web.api.schemas import TEXT, TEXTS, fields, record, with_more

R = TypeVar("R", bound=Record)
_DUTY: Final = with_more(
    "duty", state={"enum": ["applies", "not-yet", "ended", "unknown"]}, citations=TEXTS
)
_COUNTY: Final = fields(id=TEXT, name=TEXT, gaps=TEXTS, participates_as_seen=TEXTS)


def duties(asked: Asked) -> Plain:
    """The duties that apply, or may apply, on the day."""
    bearer = Bearer(asked["bearer"]) if asked["bearer"] else None
    found = [duty for duty, _ in duties_on(asked.reader, asked.on, bearer, asked["topic"])]
    for name in ("category", "force"):
        if asked[name]:
            found = [duty for duty in found if getattr(duty, name) == asked[name]]
    lines, said = page_of(asked, found)
    return {**said, "items": [duty_value(asked.reader, one, asked.on) for one in lines]}


def duty(asked: Asked) -> Plain:
    """One duty as of the day, whether or not it applies. Raises UserError ``not-held``."""
    one = held(asked, asked.reader.all(Duty), "duty")
    return duty_value(asked.reader, one, asked.on)


def codes(asked: Asked) -> Plain:
    """Codes to record with that can be used on the day, then codes to claim with."""
    recorded = [
        {"kind": "documentation-code", **to_plain(one)}
        for one in asked.reader.all(DocumentationCode).values()
        if applies(one.starts, one.until, asked.on) in (APPLIES, UNKNOWN)
    ]
    claimed = [
        {"kind": "claiming-code", **to_plain(one)}
        for one in asked.reader.all(ClaimingCode).values()
    ]
    both = [one for one in (*recorded, *claimed) if asked["kind"] in (None, one["kind"])]
    return listed(asked, both)


def terms(asked: Asked) -> Plain:
    """Definitions that hold on the day, words of the field, advice on wording."""
    found = [
        to_plain(one)
        for one in asked.reader.all(Term).values()
        if applies(one.starts, one.until, asked.on) in (APPLIES, UNKNOWN)
        and asked["kind"] in (None, one.kind.value)
    ]
    return listed(asked, found)


def counties(asked: Asked) -> Plain:
    """All counties, each with what is not known of it."""
    found = [p for p in asked.reader.all(Party).values() if p.kind is PartyKind.COUNTY]
    lines, said = page_of(asked, found)
    return {
        **said,
        "items": [
            {
                "id": one.id,
                "name": one.name,
                "participates_as_seen": [part.program for part in one.participation],
                "gaps": list(one.gaps),
            }
            for one in lines
        ],
    }


def county(asked: Asked) -> Plain:
    """One county. Raises UserError ``not-held``."""
    known = asked.reader.all(Party).items()
    found = {name: one for name, one in known if one.kind is PartyKind.COUNTY}
    return to_plain(held(asked, found, "county"))


def held(asked: Asked, known: Mapping[str, R], word: str) -> R:
    """The record with the id asked for. Raises UserError ``not-held``."""
    one = known.get(asked["id"])
    if one is None:
        raise UserError("not-held", f"There is no {word} with this id; the list has them all.")
    return one


def _by_id(what: str, example: str) -> Parameter:
    return words("id", f"The id of the {what}.", required=True, in_path=True, example=example)


QUESTIONS: Final = (
    Question(
        name="duties",
        path="duties",
        summary="Who must do what, as of a day",
        answer=duties,
        parameters=(
            choice("bearer", "Only duties of this bearer.", Bearer),
            words("topic", "Only this topic, by id."),
            choice("category", "Only duties of this kind.", DutyCategory),
            choice("force", "Only duties with this behind them.", DutyForce),
            *PAGING,
            *STANDING,
        ),
        item=_DUTY,
    ),
    Question(
        name="duty",
        path="duties/{id}",
        summary="One duty, as of a day",
        answer=duty,
        parameters=(_by_id("duty", "report-missing-ncmec"), *STANDING),
        answer_schema=_DUTY,
    ),
    Question(
        name="codes",
        path="codes",
        summary="Codes to record with and to claim with",
        answer=codes,
        parameters=(
            choice("kind", "Only codes of this kind.", ("documentation-code", "claiming-code")),
            *PAGING,
            *STANDING,
        ),
        item=fields(kind=TEXT, id=TEXT),
    ),
    Question(
        name="terms",
        path="terms",
        summary="Definitions by date, words of the field, advice on wording",
        answer=terms,
        parameters=(choice("kind", "Only terms of this kind.", TermKind), *PAGING, *STANDING),
        item=record("term"),
    ),
    Question(
        name="counties",
        path="counties",
        summary="All counties, with what is not known of each",
        answer=counties,
        parameters=(*PAGING, *STANDING),
        item=_COUNTY,
    ),
    Question(
        name="county",
        path="counties/{id}",
        summary="What is known of one county, with date and source",
        answer=county,
        parameters=(_by_id("county", "fresno"), *STANDING),
        answer_schema=record("party"),
    ),
)
