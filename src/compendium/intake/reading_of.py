"""A field as it was read: its value, where it stood, and how sure the reading is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from compendium.intake.letter_text import Place

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class FieldReading(Generic[Value]):
    """One field. ``confidence`` is between 0 and 1; ``note`` says what is doubtful.

    A field that was not found has no places and confidence 0.
    """

    value: Value
    places: tuple[Place, ...] = ()
    confidence: float = 0.0
    note: str | None = None

    def provenance(self) -> dict[str, Any] | None:
        """Where it was read, as JSON values: the first place, and all where there are more."""
        if not self.places:
            return None
        value = {**self.places[0].plain(), "confidence": round(self.confidence, 2)}
        if len(self.places) > 1:
            value["places"] = [place.plain() for place in self.places]
        if self.note:
            value["note"] = self.note
        return value
