"""What stands at each address of the API, for Django and for the short way before it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from compendium.edition.answers import Plain
from compendium.vocabulary.errors import UserError
from compendium.web import editions
from compendium.web.api.declared import Question, read_parameters
from compendium.web.api.openapi import document
from compendium.web.api.questions import QUESTIONS, answered
from compendium.web.standpoint import Standpoint

Query = Mapping[str, list[str]]
Named = dict[str, str]

TOP: Final = "api/"
FIRST: Final = "api/v1"


@dataclass(frozen=True, slots=True)
class Route:
    """An address and its answer. ``fixed`` is the address, or what stands before its name.

    ``name`` is what the rest of the address is called, where there is a rest. ``answer``
    raises UserError for what cannot be asked. ``kept`` says whether answers may be kept.
    """

    fixed: str
    answer: Callable[[Standpoint, Query, Named], Plain]
    name: str | None = None
    kept: bool = True


def _asking(question: Question) -> Route:
    """The address of a question."""

    def answer(standpoint: Standpoint, query: Query, path: Named) -> Plain:
        return answered(
            question,
            read_parameters(question, query, path),
            editions.desk(),
            reader=standpoint.reader,
            on=standpoint.on,
            today=standpoint.today,
        )

    fixed, brace, name = question.path.partition("{")
    return Route(
        f"{FIRST}/{fixed}", answer, name.removesuffix("}") if brace else None, question.kept
    )


def _no_parameters(query: Query) -> None:
    if query:
        raise UserError("unknown-parameter", "There are no parameters here.")


def _front(standpoint: Standpoint, query: Query, path: Named) -> Plain:  # noqa: ARG001  one shape for all
    """The questions that can be asked, and from which edition."""
    _no_parameters(query)
    return {
        "edition": standpoint.reader.colophon.edition,
        "as_of": standpoint.on.isoformat(),
        "openapi": f"/{FIRST}/openapi.json",
        "questions": [{"path": f"/{FIRST}/{q.path}", "summary": q.summary} for q in QUESTIONS],
    }


def _openapi(standpoint: Standpoint, query: Query, path: Named) -> Plain:  # noqa: ARG001  the same from everywhere
    _no_parameters(query)
    return document()


def _nowhere(standpoint: Standpoint, query: Query, path: Named) -> Plain:  # noqa: ARG001  whatever was typed
    raise UserError(
        "no-such-address", "There is nothing at this address; /api/v1 lists what there is."
    )


ROUTES: Final = (
    Route(FIRST, _front),
    Route(f"{FIRST}/", _front),
    Route(f"{FIRST}/openapi.json", _openapi),
    *(_asking(one) for one in QUESTIONS),
)
NOWHERE: Final = Route(TOP, _nowhere)
_WHOLE: Final = {one.fixed: one for one in ROUTES if one.name is None}
_BEGUN: Final = tuple(one for one in ROUTES if one.name is not None)


def route_of(address: str) -> tuple[Route, Named]:
    """What stands at an address under ``api/``, and the names that the address holds.

    >>> route, named = route_of("api/v1/instruments/acl/16-49")
    >>> route.fixed, named
    ('api/v1/instruments/', {'citation': 'acl/16-49'})
    """
    whole = _WHOLE.get(address)
    if whole is not None:
        return whole, {}
    for one in _BEGUN:
        rest = address[len(one.fixed) :]
        if one.name is not None and rest and address.startswith(one.fixed):
            return one, {one.name: rest}
    return NOWHERE, {}
