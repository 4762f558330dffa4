"""Time: the timeline, what changed lately and what is coming, two days compared."""

from __future__ import annotations

from typing import Final

from django.http import HttpRequest, HttpResponse

from compendium.vocabulary.kinds import EventKind
from compendium.web.catalogue.downloads import download
from compendium.web.catalogue.presenters_compare import (
    present_changes,
    present_compare,
    present_feed,
)
from compendium.web.catalogue.presenters_timeline import kinds_of, lane_words, present_timeline
from compendium.web.rendering import page, render
from compendium.web.standpoint import here

_LONGEST_DAY: Final = 40


def timeline(request: HttpRequest) -> HttpResponse:
    """The timeline, of some kinds or of all, drawn after it is listed."""
    standing = request.GET.get("standing", "") == "yes"
    shown = present_timeline(
        here(request), kinds_of(request.GET.getlist("kind")), standing=standing
    )
    return render(request, "timeline.html", page=shown, kinds=tuple(EventKind), lane=lane_words)


def changes(request: HttpRequest) -> HttpResponse:
    """What changed lately and what is coming."""
    shown = present_changes(here(request), request.GET.get("for", ""))
    return render(request, "changes.html", page=shown)


def changes_feed(request: HttpRequest) -> HttpResponse:
    """The same as an Atom feed, those of the last year and those to come."""
    standpoint = here(request)
    body = page(standpoint, "changes.xml", entries=present_feed(standpoint))
    return download(request, body, "application/atom+xml", "changes.atom", attached=False)


def compare(request: HttpRequest) -> HttpResponse:
    """Two days held against each other; what cannot be read is said beside the form."""
    first = request.GET.get("from", "").strip()[:_LONGEST_DAY]
    second = request.GET.get("to", "").strip()[:_LONGEST_DAY]
    shown = present_compare(here(request), first, second)
    status = 400 if shown.problem else 200
    return render(request, "compare.html", status=status, keep=not shown.problem, page=shown)
