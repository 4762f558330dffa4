"""Lists, page by page: the same shape for every list."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from compendium.edition.answers import Plain
from compendium.vocabulary.errors import UserError
from compendium.web.api.declared import Asked
from compendium.web.api.parameters import USUAL, cursor_at

T = TypeVar("T")


def page_of(asked: Asked, found: Sequence[T]) -> tuple[Sequence[T], Plain]:
    """The lines of one page, and what is said of them: how many in all, where it goes on.

    Raises UserError ``stale-cursor`` for a cursor of another edition.
    """
    edition = asked.reader.colophon.edition
    start = 0
    if asked["cursor"] is not None:
        made_for, start = asked["cursor"]
        if made_for != edition:
            raise UserError(
                "stale-cursor",
                f"This cursor belongs to edition {made_for}: begin again, or name that edition.",
            )
    end = start + (asked["limit"] or USUAL)
    onwards = cursor_at(edition, end) if end < len(found) else None
    return found[start:end], {"total": len(found), "next": onwards}


def listed(asked: Asked, found: Sequence[Plain]) -> Plain:
    """A list of JSON values as one page."""
    lines, said = page_of(asked, found)
    return {**said, "items": list(lines)}
