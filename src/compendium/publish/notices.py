"""What pages of a copy say of the day that they are of, and of other days."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from lxml.html.builder import CLASS, E

from compendium.edition.reader import EditionReader
from compendium.publish.dated import Versions, at
from compendium.vocabulary.dates import day_in_words


def standing(reader: EditionReader, on: date) -> str:
    """What every page of a copy says of itself."""
    return (
        f"Policy as of {day_in_words(on)}, from edition {reader.colophon.edition}. "
        "This copy does not change by itself; look at its date before you rely on it."
    )


def standing_elsewhen(edition: str, on: date, day: date, days: list[date]) -> str:
    """What a page of another day says of itself; ``days`` are the first days of its versions."""
    later = [one for one in days if one > day]
    until = f" It said the same until {day_in_words(later[0] - timedelta(1))}." if later else ""
    coming = "Projected: what is known now, carried forward. " if day > on else ""
    return (
        f"{coming}You are looking at this page as of {day_in_words(day)}.{until} "
        f"From edition {edition}; the rest of this copy is as of {day_in_words(on)}."
    )


def other_days(versions: Versions, path: str, on: date, shown: date | None = None) -> Any | None:  # noqa: ANN401  a tree
    """The other versions of a page, as links, or None where it has none."""
    days = versions.get(path, [])
    if not days:
        return None
    own = max((one for one in days if one <= on), default=None)
    lines = []
    if shown is not None:
        lines.append(E.li(E.a(f"as of {day_in_words(on)}, as the rest of this copy", href=path)))
    lines += [
        E.li(E.a(f"from {day_in_words(one)}", href=at(path, one)))
        for one in days
        if one not in (own, shown)
    ]
    return E.details(
        CLASS("when"), E.summary("This page on other dates"), E.ul(CLASS("tags"), *lines)
    )
