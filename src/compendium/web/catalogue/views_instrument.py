"""The page of an instrument, its citation in two formats, and its other spellings."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.utils.http import urlencode

from compendium.citations import find
from compendium.edition.lookup import look_up
from compendium.model.instruments import Instrument
from compendium.vocabulary.errors import UserError
from compendium.vocabulary.identifiers import address_of
from compendium.web.catalogue.citing import bibtex, csl
from compendium.web.catalogue.presenters_instrument import present_instrument
from compendium.web.errors import missing
from compendium.web.rendering import render_steady
from compendium.web.standpoint import Standpoint, here


def instrument(request: HttpRequest, series: str, number: str) -> HttpResponse:
    """All that is known of one instrument, the answer first."""
    standpoint = here(request)
    one = _at(standpoint, series, number)
    if one is None:
        return other_spelling(request, f"{series}/{number}")
    return render_steady(request, "instrument.html", lambda there: present_instrument(there, one))


def as_csl(request: HttpRequest, series: str, number: str) -> HttpResponse:
    """The citation of an instrument as CSL-JSON."""
    standpoint = here(request)
    one = _at(standpoint, series, number)
    if one is None:
        return other_spelling(request, f"{series}/{number}")
    return JsonResponse([csl(standpoint, one)], safe=False)


def as_bibtex(request: HttpRequest, series: str, number: str) -> HttpResponse:
    """The citation of an instrument for BibTeX."""
    standpoint = here(request)
    one = _at(standpoint, series, number)
    if one is None:
        return other_spelling(request, f"{series}/{number}")
    return HttpResponse(bibtex(standpoint, one), content_type="text/plain; charset=utf-8")


def other_spelling(request: HttpRequest, typed: str) -> HttpResponse:
    """Another spelling of a citation leads to its page; what is not held, to what is near."""
    standpoint = here(request)
    words = typed.strip("/").replace("/", " ")
    for spelling in dict.fromkeys((words, typed.strip("/"))):
        try:
            found = look_up(standpoint.reader, spelling)
        except UserError as error:
            if error.code == "ambiguous-citation":
                query = urlencode({"q": words})
                return HttpResponseRedirect(f"{standpoint.address('/search')}?{query}")
            continue
        target = standpoint.address(address_of(found.instrument.id))
        return HttpResponseRedirect(target + _anchor(found.instrument, found.pinpoint))
    cited = next(iter(find(words)), None)
    said = "There is no page at this address."
    if cited is not None and cited.end - cited.start == len(words):
        said = (
            f"{cited.canonical} is not held here. It may exist all the same: look in its issuer's "
            "own list."
        )
    return missing(request, words[:120], said)


def _at(standpoint: Standpoint, series: str, number: str) -> Instrument | None:
    """The instrument whose own address this is."""
    one = standpoint.reader.one(Instrument, f"{series}-{number.replace('/', '-')}")
    return one if one is not None and address_of(one.id) == f"/{series}/{number}" else None


def _anchor(one: Instrument, pinpoint: str | None) -> str:
    for part in one.provisions:
        if any(number.pinpoint == pinpoint for number in part.numbering):
            return f"#p-{part.id}"
    return ""
