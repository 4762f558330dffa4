"""All fields of a draft, and what each judgement makes of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace as changed_draft
from datetime import date
from typing import Any, Final

from msgspec.structs import replace

from compendium.desk.draft import REVIEW, Draft
from compendium.desk.duty_items import duty_fields, duty_made
from compendium.desk.field import Decision, Field, Group
from compendium.desk.link_fields import link_fields, link_judged
from compendium.desk.money_items import (
    amount_made,
    code_fields,
    code_made,
    enclosed,
    enclosure_fields,
    money_fields,
)
from compendium.desk.record_fields import changed, own_fields, remark_fields
from compendium.desk.table_field import KEY as TABLE
from compendium.desk.table_field import table_fields, table_judged, table_of
from compendium.intake.flow import squeezed
from compendium.intake.record import SUMMARY, UNREVIEWED
from compendium.model.instruments import Instrument
from compendium.model.records import Record
from compendium.vocabulary.errors import UserError
from compendium.vocabulary.kinds import TitleBasis

_Maker = Callable[[Draft, str, Mapping[str, Any], Mapping[str, str]], Record]
_MAKERS: Final[dict[Group, _Maker]] = {
    Group.DUTIES: duty_made,
    Group.MONEY: amount_made,
    Group.CODES: code_made,
}
_ITEMS: Final = (*_MAKERS, Group.ENCLOSURES)
"""The groups whose fields leave nothing behind until they are accepted."""
_SUPPORTED: Final = (
    "title", "issued", "in_force_from", "expires", "fiscal_year", "effects", "relations",
)  # fmt: skip


def fields_of(draft: Draft) -> list[Field]:
    """The fields of a draft in the order they are judged."""
    return [
        *own_fields(draft),
        *link_fields(draft),
        *duty_fields(draft),
        *money_fields(draft),
        *table_fields(draft),
        *code_fields(draft),
        *enclosure_fields(draft),
        *remark_fields(draft),
    ]


def left_of(draft: Draft) -> int:
    """How many fields wait to be judged."""
    return sum(draft.decision(field.key) is None for field in fields_of(draft))


def judged(
    draft: Draft, field: Field, decision: Decision, given: Mapping[str, str], today: date
) -> Draft:
    """The draft after a judgement. ``given`` holds what was typed, by the names of the inputs.

    Raises UserError with one sentence where it cannot be taken.
    """
    if decision is Decision.REJECT and not field.rejectable:
        raise UserError("needed", f"{field.label} is needed: correct it instead.")
    after, made = _applied(draft, field, decision, given)
    review = dict(draft.read.get(REVIEW, {}))
    before = review.pop(field.key, None)
    after = changed_draft(after, read={**after.read, REVIEW: review})
    said: dict[str, Any] = {"decision": decision.value, "before": field.value}
    if before is not None and before["decision"] == Decision.CORRECT:
        said["before"] = before["before"]
    if made:
        said["record"] = made
    if not _waits(after, field, decision):
        review[_key_now(draft, after, field)] = said
    record = after.record
    if left_of(after) == 0:
        return changed_draft(after, record=_finished(record, today))
    if record.reviewed is not None:  # something waits again
        gaps = (UNREVIEWED, *record.gaps)
        return changed_draft(after, record=replace(record, gaps=gaps, reviewed=None))
    return after


def _finished(record: Instrument, today: date) -> Instrument:
    """The record once every field is judged: a person has compared it with the letter."""
    gaps = tuple(one for one in record.gaps if one != UNREVIEWED)
    first, *others = record.sources
    sources = (replace(first, shows="the letter, compared field by field"), *others)
    return replace(record, gaps=gaps, reviewed=today, sources=sources)


def _applied(
    draft: Draft, field: Field, decision: Decision, given: Mapping[str, str]
) -> tuple[Draft, str | None]:
    """The draft with what a judgement changes, and the name of what was made, if anything."""
    if field.group in _ITEMS:
        return _item(draft, field, decision, given)
    if field.group is Group.TABLE:
        return _table(draft, decision, given), None
    if field.group is Group.LINKS:
        record = link_judged(draft.record, field, decision, given)
    elif decision is Decision.ACCEPT:
        if field.key == "summary" and draft.record.summary == SUMMARY:
            raise UserError("no-summary", "Write a summary first, then choose Correct.")
        record = draft.record
    else:
        value = "" if decision is Decision.REJECT else given.get("value", "")
        record = changed(draft.record, field, value)
    return changed_draft(draft, record=_supported(record)), None


def _item(
    draft: Draft, field: Field, decision: Decision, given: Mapping[str, str]
) -> tuple[Draft, str | None]:
    shown = {one.name: one.value for one in field.inputs}
    typed = {**shown, **given} if decision is Decision.CORRECT else shown
    if field.group is Group.ENCLOSURES:
        words = "" if decision is Decision.REJECT else squeezed(typed["value"])
        record = enclosed(draft.record, field.value, words)
        return changed_draft(draft, record=record), words or None
    if decision is Decision.REJECT:
        return changed_draft(draft, made=draft.with_made(field.key, None)), None
    one = _MAKERS[field.group](draft, field.key, field.place or {}, typed)
    made = draft.with_made(field.key, one)
    return changed_draft(draft, made=made), str(getattr(one, "id", ""))


def _table(draft: Draft, decision: Decision, given: Mapping[str, str]) -> Draft:
    table = table_of(draft.read)
    if table is None:  # pragma: no cover  the field would not be there
        return draft
    return changed_draft(
        draft, read={**draft.read, "county_table": table_judged(table, decision, given)}
    )


def _waits(after: Draft, field: Field, decision: Decision) -> bool:
    """Whether a corrected table still does not add up, and so is still to be judged."""
    table = table_of(after.read)
    corrected = field.key == TABLE and decision is Decision.CORRECT
    return bool(corrected and table and (table["doubts"] or _doubtful(table)))


def _doubtful(table: Mapping[str, Any]) -> bool:
    return any(row["doubt"] or cell["doubt"] for row in table["rows"] for cell in row["cells"])


def _key_now(before: Draft, after: Draft, field: Field) -> str:
    """The key of a field after its judgement: other words may have given it another one."""
    there = {one.key for one in fields_of(before)}
    return next((one.key for one in fields_of(after) if one.key not in there), field.key)


def _supported(record: Instrument) -> Instrument:
    """The record whose source, the letter, bears out the fields that are filled."""
    filled = tuple(name for name in _SUPPORTED if getattr(record, name))
    if record.title_basis is TitleBasis.DESCRIPTIVE:
        filled = tuple(name for name in filled if name != "title")
    first, *others = record.sources
    return replace(record, sources=(replace(first, supports=filled), *others))
