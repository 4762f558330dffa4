"""What must be done: duties, missing from care step by step, how things are recorded."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from compendium.model.duties import Duty
from compendium.vocabulary.kinds import DutyForce
from compendium.web.catalogue.presenters_documentation import group_words, present_documentation
from compendium.web.catalogue.presenters_duties import STATE, present_duties, present_duty
from compendium.web.catalogue.presenters_missing import (
    AGES,
    DEPARTMENTS,
    RISKS,
    TRIBES,
    choice_of,
    present_missing,
)
from compendium.web.catalogue.roles import ROLE_WORDS, Role, role_of
from compendium.web.rendering import render
from compendium.web.standpoint import here


def duties(request: HttpRequest) -> HttpResponse:
    """The checklist of duties, for a role and of one force where the address says so."""
    said = request.GET.get("force", "")
    force = DutyForce(said) if said in {kind.value for kind in DutyForce} else None
    shown = present_duties(here(request), role_of(request.GET.get("for", "")), force)
    return _list(request, shown)


def duty(request: HttpRequest, identifier: str) -> HttpResponse:
    """One duty; a name that is not held leads to the list, with the name noted."""
    standpoint = here(request)
    role = role_of(request.GET.get("for", ""))
    one = standpoint.reader.one(Duty, identifier)
    if one is None:
        shown = present_duties(standpoint, Role.ALL, None, asked=identifier[:120])
        return _list(request, shown, status=404)
    page = present_duty(standpoint, one, role)
    return render(request, "duty.html", page=page, states=STATE, roles=ROLE_WORDS)


def missing_from_care(request: HttpRequest) -> HttpResponse:
    """The steps, for what the reader chose. Nothing here asks about a child."""
    asked = request.GET
    choice = choice_of(
        asked.get("age", ""), asked.get("for", ""), asked.get("tribe", ""), asked.get("risk", "")
    )
    choices = (
        ("age", "Age", AGES, choice.age),
        ("for", "Department", DEPARTMENTS, choice.department),
        ("tribe", "Indian child", TRIBES, choice.tribe),
        ("risk", "Exploited or at risk", RISKS, choice.risk),
    )
    page = present_missing(here(request), choice)
    return render(request, "missing.html", page=page, choices=choices)


def documentation(request: HttpRequest) -> HttpResponse:
    """How exploitation and risk are recorded, for a system and an event."""
    page = present_documentation(
        here(request), request.GET.get("system", ""), request.GET.get("event", "")
    )
    return render(request, "documentation.html", page=page, states=STATE, group=group_words)


def _list(request: HttpRequest, shown: object, status: int = 200) -> HttpResponse:
    return render(
        request,
        "duties.html",
        status=status,
        keep=status == 200,
        page=shown,
        states=STATE,
        roles=ROLE_WORDS,
    )
