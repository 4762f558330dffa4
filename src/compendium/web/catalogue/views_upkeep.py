"""How current the compendium is: the staleness radar, and what was learned between editions."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Final, NamedTuple

from django.http import HttpRequest, HttpResponse

from compendium.edition.colophon import Colophon
from compendium.edition.learned import Learned, compare_editions
from compendium.edition.radar import REASONS, Blip, radar
from compendium.vocabulary.errors import UserError
from compendium.web import editions
from compendium.web.rendering import render
from compendium.web.standpoint import here

_LONGEST_ID: Final = 40


class Group(NamedTuple):
    """Things to look after for one reason."""

    label: str
    blips: list[Blip]


class LearnedPage(NamedTuple):
    """Two editions held against each other, and those that can be."""

    held: list[Colophon]
    older: str
    newer: str
    found: list[Learned] | None
    problem: str | None


def stale(request: HttpRequest) -> HttpResponse:
    """What may be out of date, overdue, or was never seen, as of the day shown."""
    standpoint = here(request)
    found = radar(standpoint.reader, standpoint.on)
    groups = [Group(label, list(blips)) for label, blips in _grouped(found)]
    return render(request, "radar.html", groups=groups, count=len(found))


def learned(request: HttpRequest) -> HttpResponse:
    """What was learned between two editions that are kept here."""
    older = request.GET.get("from", "").strip()[:_LONGEST_ID]
    newer = request.GET.get("to", "").strip()[:_LONGEST_ID]
    found, problem = None, None
    if older or newer:
        try:
            found = compare_editions(editions.named(older), editions.named(newer))
        except UserError as error:
            problem = error.message
    shown = LearnedPage(editions.listed(), older, newer, found, problem)
    return render(request, "learned.html", status=400 if problem else 200, page=shown)


def _grouped(found: list[Blip]) -> Iterator[tuple[str, Iterator[Blip]]]:
    return groupby(found, key=lambda blip: REASONS[blip.reason])
