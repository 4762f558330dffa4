"""Amounts become allocations, codes become claiming codes, attachments lines of the contents."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from msgspec.structs import replace

from compendium.desk.draft import Draft
from compendium.desk.duty_items import chosen
from compendium.desk.field import Field, Group, Input, choices_of
from compendium.desk.table_field import table_of
from compendium.intake.flow import squeezed
from compendium.model.instruments import Instrument
from compendium.model.money import Allocation, ClaimingCode
from compendium.vocabulary.errors import UserError
from compendium.vocabulary.fiscal_years import parse_fiscal_year
from compendium.vocabulary.kinds import MoneyKind, Stage, Verification

Plain = Mapping[str, Any]
_CELLS: Final = " | "
"""Stands between the cells of a table in a letter's text."""
_PROGRAM: Final = "csec"
_WORDS: Final = 12
"""As many words name a purpose; more are a sentence of the letter."""


def money_fields(draft: Draft) -> Iterator[Field]:
    """The amounts that stand in sentences; those of tables are judged in their tables."""
    table = table_of(draft.read)
    for at, one in enumerate(draft.read.get("money", ())):
        if _CELLS not in one["purpose"] and not (table and _within(table, one)):
            yield _amount(draft, f"money-{at}", one)


def _within(table: Plain, one: Plain) -> bool:
    """Whether an amount stands in a table's rows, or is one of its totals."""
    places = [row["place"] for row in table["rows"] if row["place"]]
    if not places:
        return False
    first = min(place["start"] for place in places)
    last = max(place["end"] for place in places)
    return first <= one["start"] < last or str(one["usd"]) in (table["totals"] or ())


def _amount(draft: Draft, key: str, one: Plain) -> Field:
    made = draft.record_made(key)
    shown = _shown(made) if isinstance(made, Allocation) else _proposed(draft, one)

    def typed(name: str, label: str, **more: Any) -> Input:  # noqa: ANN401
        return Input(name, label, shown[name], **more)

    inputs = (
        typed("purpose", "What for, in a few words of your own"),
        typed("amount_usd", "Whole dollars (empty: not known)"),
        typed("as_printed", "As printed"),
        typed("kind", "What it is", choices=choices_of(MoneyKind)),
        typed("stage", "Stage", choices=choices_of(Stage)),
        typed("fiscal_year", "Fiscal year of the money (empty: not stated)"),
        typed("stage_note", "Note, where the year differs from the letter's"),
        typed("program", "Program"),
    )
    words = [one["printed"], shown["stage"].replace("-", " "), shown["fiscal_year"]]
    value = ", ".join(word for word in words if word)
    value += f": {shown['purpose']}" if shown["purpose"] else ""
    return Field(
        key, Group.MONEY, "Amount", value, inputs, {**one, "text": one["purpose"]},
        "Stages are never added up. Reject figures that are nobody's allocation.",
    )  # fmt: skip


def _proposed(draft: Draft, one: Plain) -> dict[str, str]:
    year = one["fiscal_year"] or draft.record.fiscal_year
    short = squeezed(one["purpose"])
    is_name = len(short.split()) <= _WORDS and not short.endswith(".")
    fiscal = draft.record.series == "cfl"
    return {
        "purpose": short if is_name else "",
        "amount_usd": "" if one["usd"] is None else str(one["usd"]),
        "as_printed": one["printed"],
        "kind": (MoneyKind.ALLOCATION if fiscal else MoneyKind.DESCRIPTION).value,
        "stage": one["stage"],
        "fiscal_year": str(year) if year else "",
        "stage_note": "",
        "program": _PROGRAM,
    }


def _shown(record: Allocation) -> dict[str, str]:
    return {
        "purpose": record.purpose,
        "amount_usd": "" if record.amount_usd is None else str(record.amount_usd),
        "as_printed": record.as_printed or "",
        "kind": record.kind.value,
        "stage": record.stage.value,
        "fiscal_year": str(record.fiscal_year) if record.fiscal_year else "",
        "stage_note": record.stage_note or "",
        "program": record.program,
    }


def amount_made(draft: Draft, key: str, place: Plain, given: Mapping[str, str]) -> Allocation:
    """The allocation that a form makes. Raises UserError with one sentence."""
    words = {name: squeezed(value) for name, value in given.items()}
    if not words.get("purpose"):
        raise UserError("no-purpose", "Say in a few words what the money is for, then Correct.")
    usd = words.get("amount_usd", "").replace(",", "").removeprefix("$")
    if usd and not (usd.isascii() and usd.isdecimal()):
        raise UserError("bad-amount", "The amount is written in whole dollars, like 2500000.")
    year = words.get("fiscal_year", "")
    supports = ("amount_usd", "fiscal_year") if year else ("amount_usd",)
    stage = chosen(words, "stage", Stage, "Choose a stage.")
    return Allocation(
        id=draft.free_id(key, f"{words['purpose']} {stage}"),
        kind=MoneyKind(chosen(words, "kind", MoneyKind, "Choose what the amount is.")),
        stage=Stage(stage),
        amount_usd=int(usd) if usd else None,
        purpose=words["purpose"],
        program=words.get("program") or _PROGRAM,
        verification=Verification.PRIMARY,
        fiscal_year=parse_fiscal_year(year) if year else None,
        instrument=draft.record.id,
        as_printed=words.get("as_printed") or None,
        stage_note=words.get("stage_note") or None,
        sources=(draft.source(place["page"], supports),),
    )


def code_fields(draft: Draft) -> Iterator[Field]:
    """The codes that a letter prints."""
    for at, one in enumerate(draft.read.get("codes", ())):
        key = f"code-{at}"
        made = draft.record_made(key)
        shown = made if isinstance(made, ClaimingCode) else None
        year = shown.fiscal_year if shown else draft.record.fiscal_year
        purpose = shown.purpose if shown else ""
        code = (shown.code if shown else one["code"]) or ""
        inputs = (
            Input("purpose", "What may be claimed with it, in your own words", purpose),
            Input("code", "Code (empty: its number was not seen)", code),
            Input("fiscal_year", "Fiscal year (empty: not stated)", str(year) if year else ""),
        )
        place = {**one["place"], "text": one["sentence"]}
        value = f"{one['printed']}" + (f": {purpose}" if purpose else "")
        hint = "Reject what is no code to claim with, or stands here a second time."
        yield Field(key, Group.CODES, "Code", value, inputs, place, hint)


def code_made(draft: Draft, key: str, place: Plain, given: Mapping[str, str]) -> ClaimingCode:
    """The claiming code that a form makes. Raises UserError with one sentence."""
    words = {name: squeezed(value) for name, value in given.items()}
    if not words.get("purpose"):
        raise UserError("no-purpose", "Say in your own words what the code is for, then Correct.")
    year = words.get("fiscal_year", "")
    return ClaimingCode(
        id=draft.free_id(key, words.get("code") or words["purpose"]),
        code=words.get("code") or None,
        purpose=words["purpose"],
        instrument=draft.record.id,
        fiscal_year=parse_fiscal_year(year) if year else None,
        sources=(draft.source(place["page"], ("fiscal_year",) if year else ()),),
    )


def enclosure_fields(draft: Draft) -> Iterator[Field]:
    """What travels with the letter; accepted, it stands among the letter's contents."""
    for at, one in enumerate(draft.read.get("enclosures", ())):
        key = f"enclosure-{at}"
        words = _line_of(draft, key) or one["label"] + (f": {one['title']}" if one["title"] else "")
        inputs = (Input("value", "Corrected", words),)
        hint = "Its own name. Accepted, it stands among what the letter contains."
        yield Field(key, Group.ENCLOSURES, "Attachment", words, inputs, one["place"], hint)


def _line_of(draft: Draft, key: str) -> str | None:
    said = draft.read.get("review", {}).get(key, {})
    line: str | None = said.get("record")
    return line if line in draft.record.contents else None


def enclosed(record: Instrument, before: str, words: str) -> Instrument:
    """The record with a line of its contents put in, changed, or (no words) taken out."""
    kept = tuple(one for one in record.contents if one not in (before, words))
    return replace(record, contents=(*kept, words) if words else kept)
