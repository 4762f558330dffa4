"""Sentences that bind become duties, and days by which something is due with them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, Final

from compendium.desk.draft import Draft
from compendium.desk.field import Field, Group, Input, choices_of, listed
from compendium.desk.record_fields import day_of
from compendium.intake.flow import squeezed
from compendium.model.duties import Basis, Deadline, Duty
from compendium.vocabulary.errors import UserError
from compendium.vocabulary.kinds import Bearer, DutyCategory, DutyForce, Modality, Verification

_HINT: Final = (
    "Write title and statement in your own plain words; the letter's sentence is not kept. "
    "Reject what binds nobody."
)
Plain = Mapping[str, Any]


def duty_fields(draft: Draft) -> Iterator[Field]:
    """The sentences that bind, and the due dates that stand in none of them."""
    bound = draft.read.get("duties", ())
    due = draft.read.get("due_dates", ())
    for at, one in enumerate(bound):
        days = [each["on"] for each in due if _within(each["place"], one) and each["on"]]
        yield _field(draft, f"duty-{at}", "Duty", one, _of_sentence(draft, one, days))
    for at, one in enumerate(due):
        if not any(_within(one["place"], each) for each in bound):
            place = {**one["place"], "text": one["what"]}
            yield _field(draft, f"due-{at}", "Due date", place, _of_day(draft, one))


def _within(place: Plain, sentence: Plain) -> bool:
    return bool(sentence["start"] <= place["start"] < sentence["end"])


def _of_sentence(draft: Draft, one: Plain, days: list[str]) -> dict[str, str]:
    """What a sentence proposes: everything but our own words for it."""
    deadline = one["deadline"] or {}
    within = deadline.get("within") or ""
    rhythm = within.startswith("every ")
    return {
        "bearers": one["bearer"] or "",
        "modality": one["modality"],
        "force": _force(one["force"]),
        "deadline": deadline.get("printed") or "",
        "within": "" if rhythm or not within.startswith("P") else within,
        "counted_from": deadline.get("counted_from") or "",
        "by": deadline.get("on") or (days[0] if days else ""),
        "every": within.removeprefix("every ") if rhythm else "",
        **_common(draft),
    }


def _of_day(draft: Draft, one: Plain) -> dict[str, str]:
    return {
        "modality": Modality.OBLIGATION.value,
        "force": DutyForce.STATE_GUIDANCE.value,
        "deadline": f"by {one['on']}" if one["on"] else one["printed"],
        "by": one["on"] or "",
        **_common(draft),
    }


def _common(draft: Draft) -> dict[str, str]:
    start = draft.record.in_force_from or draft.record.issued
    topic = draft.record.topics[0] if len(draft.record.topics) == 1 else ""
    return {"applies_from": str(start) if start else "", "topic": topic}


def _force(force: str) -> str:
    weak = force == "should"
    return (DutyForce.RECOMMENDATION if weak else DutyForce.STATE_GUIDANCE).value


def _shown(duty: Duty) -> dict[str, str]:
    deadline = duty.deadline
    return {
        "title": duty.title,
        "statement": duty.statement,
        "topic": duty.topic,
        "category": duty.category.value,
        "bearers": ", ".join(duty.bearers),
        "modality": duty.modality.value,
        "force": duty.force.value,
        "deadline": deadline.words if deadline else "",
        "within": (deadline.within if deadline else None) or "",
        "counted_from": (deadline.counted_from if deadline else None) or "",
        "by": str(deadline.by) if deadline and deadline.by else "",
        "every": (deadline.every if deadline else None) or "",
        "applies_from": str(duty.applies_from) if duty.applies_from else "",
    }


def _field(draft: Draft, key: str, label: str, place: Plain, proposed: dict[str, str]) -> Field:
    made = draft.record_made(key)
    shown = _shown(made) if isinstance(made, Duty) else proposed
    value = shown.get("title") or squeezed(str(place["text"]))
    who = shown.get("bearers") or "nobody named"
    return Field(
        key, Group.DUTIES, label, f"{who}: {value}", _inputs(draft, shown), place, _HINT,
    )  # fmt: skip


def _inputs(draft: Draft, shown: Mapping[str, str]) -> tuple[Input, ...]:
    def one(name: str, label: str, **more: Any) -> Input:  # noqa: ANN401
        return Input(name, label, shown.get(name, ""), **more)

    topics = choices_of(draft.topics, "choose") if draft.topics else ()
    return (
        one("title", "Title"),
        one("statement", "Statement", rows=3),
        one("bearers", "Who is bound", choices=choices_of(Bearer), many=True),
        one("topic", "Topic", choices=topics),
        one("category", "What it is about", choices=choices_of(DutyCategory, "choose")),
        one("modality", "Must, must not, or may", choices=choices_of(Modality)),
        one("force", "What stands behind it", choices=choices_of(DutyForce)),
        one("deadline", "By when, in words (empty: no deadline)"),
        one("within", "Within (PT24H, P30D)"),
        one("counted_from", "Counted from"),
        one("by", "By the day (2016-06-30)"),
        one("every", "Every (P6M)"),
        one("applies_from", "Since when"),
    )


def duty_made(draft: Draft, key: str, place: Plain, given: Mapping[str, str]) -> Duty:
    """The duty that a form makes. Raises UserError with one sentence."""
    words = {name: squeezed(value) for name, value in given.items()}
    if not (words.get("title") and words.get("statement")):
        raise UserError("no-words", "Write a title and a statement of your own, then Correct.")
    if squeezed(str(place["text"])).casefold() == words["statement"].casefold():
        raise UserError("copied", "This is the letter's own sentence: say it in your own words.")
    bearers = listed(words.get("bearers", ""))
    if not bearers or any(one not in list(Bearer) for one in bearers):
        raise UserError("no-bearer", "Choose who is bound.")
    deadline = _deadline(words)
    applies = day_of(words.get("applies_from", ""))
    supports = [
        name for name, there in (("deadline", deadline), ("applies_from", applies)) if there
    ]
    return Duty(
        id=draft.free_id(key, words["title"]),
        title=words["title"],
        statement=words["statement"],
        topic=chosen(words, "topic", draft.topics, "Choose a topic."),
        category=DutyCategory(chosen(words, "category", DutyCategory, "Choose what it is about.")),
        bearers=tuple(Bearer(one) for one in bearers),
        modality=Modality(chosen(words, "modality", Modality, "Choose must, must not or may.")),
        force=DutyForce(chosen(words, "force", DutyForce, "Choose what stands behind it.")),
        verification=Verification.PRIMARY,
        deadline=deadline,
        applies_from=applies,
        basis=(Basis(instrument=draft.record.id),),
        sources=(draft.source(place["page"], ("statement", *supports)),),
    )


def _deadline(words: Mapping[str, str]) -> Deadline | None:
    text = words.get("deadline", "")
    if not text:
        return None
    try:
        by = date.fromisoformat(words["by"]) if words.get("by") else None
    except ValueError:
        raise UserError("bad-date", "The day of the deadline is written like 2016-06-30.") from None
    if words.get("within") and not words.get("counted_from"):
        raise UserError("no-start", "Say from what the time is counted, or empty Within.")
    return Deadline(
        words=text,
        within=words.get("within") or None,
        counted_from=words.get("counted_from") or None,
        by=by,
        every=words.get("every") or None,
    )


def chosen(words: Mapping[str, str], name: str, known: Any, why: str) -> str:  # noqa: ANN401
    """A word of a form that must be one of those known, where any are. Raises UserError."""
    value = words.get(name, "")
    if not value or (known and value not in list(known)):
        raise UserError(f"no-{name}", why)
    return value
