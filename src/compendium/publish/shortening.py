"""Answers made small for assistants: what is needed to quote, and how much was left out."""

from __future__ import annotations

from typing import Final

from compendium.edition.answers import Plain

FEW: Final = 10
_INSTRUMENT: Final = (
    "edition", "as_of", "projected", "citation", "title", "status", "issued_bracket", "summary",
    "verification", "duties", "effects", "changed_by", "where_to_get_it", "address",
)  # fmt: skip
_DUTY: Final = (
    "id", "title", "statement", "bearers", "force", "modality", "applies_from", "applies_until",
    "state", "citations", "verification",
)  # fmt: skip


def short_instrument(found: Plain) -> Plain:
    """What is needed to quote an instrument; the rest is in the whole answer."""
    return {name: found[name] for name in _INSTRUMENT if name in found}


def short_duty(duty: Plain) -> Plain:
    """A duty to quote: who must do what, by when, where it stands, what is not known of it."""
    shown = {name: duty[name] for name in _DUTY if name in duty}
    if "deadline" in duty:
        shown["by_when"] = duty["deadline"]["words"]
    return {**shown, "not_known": not_known(duty)}


def not_known(record: Plain) -> list[str]:
    """What a record says is not known or doubtful."""
    return [*record.get("gaps", ()), *record.get("doubts", ())]


def cut(found: Plain, few: int = FEW) -> Plain:
    """An answer whose lists hold ``few`` lines each; ``left_out`` counts what is missing."""
    missing: dict[str, int] = {}
    shown = {name: _cut_lists(value, name, few, missing) for name, value in found.items()}
    return {**shown, "left_out": missing} if missing else shown


def short_comparison(found: Plain) -> Plain:
    """What changed, a few sentences of each kind; the paragraph says the same once more."""
    return cut({n: _sentences(v) for n, v in found.items() if n != "paragraph"}, few=5)


def _sentences(value: object) -> object:
    """Changes as an id and a sentence each."""
    if isinstance(value, (list, tuple)):
        return [{"id": one["id"], "sentence": one["sentence"]} for one in value]
    if isinstance(value, dict):
        return {name: _sentences(one) for name, one in value.items()}
    return value


def _cut_lists(value: object, name: str, few: int, missing: dict[str, int]) -> object:
    if isinstance(value, (list, tuple)) and len(value) > few:
        missing[name] = len(value) - few
        return value[:few]
    if isinstance(value, dict):
        return {key: _cut_lists(one, f"{name}.{key}", few, missing) for key, one in value.items()}
    return value
