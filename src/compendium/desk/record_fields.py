"""The letter's own fields: number, subject, dates, summary, topics, gaps and doubts."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, Final

from msgspec.structs import replace

from compendium.desk.draft import Draft
from compendium.desk.field import Field, Group, Input, choices_of, digest, listed
from compendium.desk.link_fields import citation_of, claims_of
from compendium.intake.flow import squeezed
from compendium.intake.record import NO_SUBJECT, SUMMARY, UNREVIEWED
from compendium.model.instruments import Instrument
from compendium.vocabulary.dates import PartialDate
from compendium.vocabulary.errors import UserError
from compendium.vocabulary.fiscal_years import parse_fiscal_year
from compendium.vocabulary.identifiers import identifier_of, series_of
from compendium.vocabulary.kinds import TitleBasis

DAY_HINT: Final = "A day like 2016-05-23, a month 2016-05, or a year."
_TYPED: Final = "Corrected"


def own_fields(draft: Draft) -> Iterator[Field]:
    """The fields of the letter itself, in the order they are judged."""
    record, places = draft.record, draft.read.get("provenance", {})
    title = "" if record.title == NO_SUBJECT else record.title
    summary = "" if record.summary == SUMMARY else record.summary

    def line(
        key: str,
        label: str,
        value: object,
        place: str = "",
        hint: str = "",
        **more: Any,  # noqa: ANN401
    ) -> Field:
        words = "" if value is None else str(value)
        rows = more.pop("rows", 1)
        inputs = (Input("value", _TYPED, words, rows=rows),)
        return Field(key, Group.LETTER, label, words, inputs, places.get(place), hint, **more)

    yield line("citation", "Citation", record.citation, "citation",
               "The letter's own number, like ACL 16-49.", rejectable=False)  # fmt: skip
    yield line("title", "Subject", title, "subject", rows=4)
    yield line("issued", "Issued", record.issued, "issued", DAY_HINT)
    yield line("in_force_from", "In force from", record.in_force_from, "effective",
               f"{DAY_HINT} Empty: the day of issue counts.")  # fmt: skip
    yield line("expires", "Expires", record.expires, "expires", DAY_HINT)
    yield line("fiscal_year", "Fiscal year of the money", record.fiscal_year, "fiscal_year",
               "Two years that follow, like 2016-17.")  # fmt: skip
    yield line("summary", "Summary", summary, "",
               "What the letter does, in your own plain words.",
               rejectable=False, rows=4)  # fmt: skip
    if draft.topics:
        value = ", ".join(record.topics)
        chosen = Input("value", "Topics", value, choices_of(draft.topics), many=True)
        yield Field("topics", Group.LETTER, "Topics", value, (chosen,),
                    hint="Where readers find the letter when they browse.")  # fmt: skip


def remark_fields(draft: Draft) -> Iterator[Field]:
    """The gaps and doubts of a record that stand for themselves."""
    claims = list(claims_of(draft.read))
    places = {one.gap: one.place for one in claims if one.sure}
    likely = {one.doubt for one in claims if not one.sure}
    notes = draft.read.get("provenance", {})
    for name, label in (("gaps", "Gap"), ("doubts", "Doubt")):
        for words in getattr(draft.record, name):
            if words == UNREVIEWED or words in likely:
                continue
            yield Field(
                f"{name}-{digest(words)}", Group.REMARKS, label, words,
                (Input("value", _TYPED, words, rows=4),),
                places.get(words) or notes.get(words.partition(":")[0]),
                "Accept: it stays in the record. Reject: it is settled and goes.",
            )  # fmt: skip


def changed(record: Instrument, field: Field, value: str) -> Instrument:
    """The record with one of its own fields set anew; an empty value empties it.

    Raises UserError with one sentence.
    """
    words = squeezed(value)
    if field.group is Group.REMARKS:
        return _remarked(record, field, words)
    return _SET[field.key](record, words)


def _remarked(record: Instrument, field: Field, words: str) -> Instrument:
    name = field.key.partition("-")[0]
    kept = [
        words if one == field.value else one
        for one in getattr(record, name)
        if one != field.value or words
    ]
    return replace(record, **{name: tuple(kept)})


def _recited(record: Instrument, words: str) -> Instrument:
    citation = citation_of(words)
    identifier = identifier_of(citation)
    sources = tuple(
        replace(one, title=one.title.replace(record.citation, citation)) for one in record.sources
    )
    series = series_of(identifier)
    return replace(record, id=identifier, citation=citation, series=series, sources=sources)


def _titled(record: Instrument, words: str) -> Instrument:
    basis = TitleBasis.OFFICIAL if words else TitleBasis.DESCRIPTIVE
    return replace(record, title=words or NO_SUBJECT, title_basis=basis)


def _summed(record: Instrument, words: str) -> Instrument:
    if not words:
        raise UserError("no-summary", "A summary needs words.")
    return replace(record, summary=words)


def _dated(name: str) -> Callable[[Instrument, str], Instrument]:
    def change(record: Instrument, words: str) -> Instrument:
        return replace(record, **{name: day_of(words)})

    return change


def day_of(words: str) -> PartialDate | None:
    """The date that was typed; None for nothing. Raises UserError ``bad-date``."""
    try:
        return PartialDate.parse(words) if words else None
    except ValueError:
        raise UserError("bad-date", f"“{words[:40]}” is no date. {DAY_HINT}") from None


def _of_year(record: Instrument, words: str) -> Instrument:
    return replace(record, fiscal_year=parse_fiscal_year(words) if words else None)


def _of_topics(record: Instrument, words: str) -> Instrument:
    return replace(record, topics=listed(words))


_SET: Final[dict[str, Callable[[Instrument, str], Instrument]]] = {
    "citation": _recited,
    "title": _titled,
    "issued": _dated("issued"),
    "in_force_from": _dated("in_force_from"),
    "expires": _dated("expires"),
    "fiscal_year": _of_year,
    "summary": _summed,
    "topics": _of_topics,
}
