"""Small pages that other sites may show in a frame: the steps, a duty, the status of a letter.

They need no script, set no cookie, and bring their one style with them, so that they look
the same in any page, in a sandboxed frame as well.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable, Iterator
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import Any, Final, NamedTuple

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path

from compendium.edition.catalogue import cited
from compendium.edition.lookup import look_up
from compendium.edition.reader import EditionReader
from compendium.force.explain import explain
from compendium.force.status import status_at
from compendium.model.duties import Duty
from compendium.model.instruments import Instrument
from compendium.model.records import source_to_name
from compendium.vocabulary.errors import UserError
from compendium.vocabulary.identifiers import address_of
from compendium.web.catalogue.presenters_duties import STATE, present_duty
from compendium.web.catalogue.presenters_missing import choice_of, present_missing
from compendium.web.catalogue.roles import role_of
from compendium.web.headers import framed
from compendium.web.markup import Markup
from compendium.web.rendering import render
from compendium.web.standpoint import here

_LONGEST: Final = 120


class Other(NamedTuple):
    """Another letter or law: what people call it, and its page."""

    citation: str
    address: str


def missing_from_care(request: HttpRequest) -> HttpResponse:
    """The steps when a child is missing from care, each with its time limit and source."""
    asked = request.GET
    choice = choice_of(asked.get("age", ""), asked.get("for", ""), "", "")
    return _page(request, "embed_missing.html", page=present_missing(here(request), choice))


def duty(request: HttpRequest, identifier: str) -> HttpResponse:
    """One duty, in short."""
    standpoint = here(request)
    one = standpoint.reader.one(Duty, identifier)
    if one is None:
        return _nothing(request, identifier, "/duties", "See all duties")
    page = present_duty(standpoint, one, role_of(request.GET.get("for", "")))
    return _page(
        request,
        "embed_duty.html",
        page=page,
        states=STATE,
        source=source_to_name(one.sources),
        citations=[cited(standpoint.reader, b.instrument, b.pinpoint) for b in one.basis],
        addresses={b.instrument: address_of(b.instrument) for b in one.basis},
    )


def letter(request: HttpRequest, slug: str) -> HttpResponse:
    """The status of one letter or law, and why. Another spelling leads to its own address."""
    standpoint = here(request)
    reader = standpoint.reader
    one = reader.one(Instrument, slug)
    if one is None:
        try:
            found = look_up(reader, slug).instrument
        except UserError:
            return _nothing(request, slug, "/browse", "See all letters and laws")
        return framed(
            HttpResponseRedirect(standpoint.address(f"/embed/letter/{found.id}")), _digest()
        )
    answer = status_at(reader.graph, one.id, standpoint.on)
    return _page(
        request,
        "embed_letter.html",
        one=one,
        answer=answer,
        explanation=explain(reader.graph, answer),
        current=list(_others(reader, answer.current, one.id)),
        issued=reader.issue_date(one.id),
        address=address_of(one.id),
        source=source_to_name(one.sources),
    )


def front(request: HttpRequest) -> HttpResponse:
    """Where it is said how to embed."""
    return HttpResponseRedirect(f"{here(request).address('/data')}#embed")


def _others(reader: EditionReader, names: Iterable[str], own: str) -> Iterator[Other]:
    for name in names:
        one = reader.one(Instrument, name)
        if one is not None and name != own:
            yield Other(one.citation, address_of(name))


def _nothing(request: HttpRequest, typed: str, listed: str, words: str) -> HttpResponse:
    """404 in the same dress."""
    return _page(
        request,
        "embed_nothing.html",
        status=404,
        typed=typed[:_LONGEST],
        list=listed,
        words_of_list=words,
    )


def _page(request: HttpRequest, template: str, *, status: int = 200, **shown: Any) -> HttpResponse:  # noqa: ANN401  whatever the template names
    style = Markup(_style())
    return framed(render(request, template, status=status, style=style, **shown), _digest())


@cache
def _style() -> str:
    return files("compendium.web").joinpath("templates", "embed.css").read_text(encoding="utf-8")


@cache
def _digest() -> str:
    """The digest by which a browser lets the style, and no other, take effect."""
    return f"sha256-{b64encode(sha256(_style().encode()).digest()).decode()}"


EMBED: Final[list[URLPattern]] = [
    path("embed", front),
    path("embed/missing-from-care", missing_from_care),
    path("embed/duty/<str:identifier>", duty),
    path("embed/letter/<path:slug>", letter),
]
