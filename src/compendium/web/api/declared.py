"""What a question of the API is: its address, its parameters, its answer.

The same declarations parse requests and write the OpenAPI document, so the two cannot
differ. Nothing here knows Django.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final, Protocol

from compendium.edition.answers import Plain
from compendium.edition.colophon import Colophon
from compendium.edition.reader import EditionReader
from compendium.vocabulary.errors import UserError

Schema = dict[str, Any]


class Shelf(Protocol):
    """Where editions are opened by id and listed."""

    def named(self, identifier: str) -> EditionReader:
        """An edition by its id. Raises UserError ``unknown-edition``."""

    def listed(self) -> list[Colophon]:
        """What the editions that can be asked say of themselves, the current one first."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One question as it was put: the edition, the day, and the parameters, parsed."""

    reader: EditionReader
    on: date
    today: date
    given: Mapping[str, Any]
    shelf: Shelf

    def __getitem__(self, name: str) -> Any:  # noqa: ANN401  what the parameter reads as
        return self.given.get(name)


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter. ``read`` raises UserError for what is no value of it."""

    name: str
    about: str
    schema: Schema
    read: Callable[[str], Any]
    required: bool = False
    in_path: bool = False
    example: str | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """One thing that may be asked.

    ``path`` stands under /api/v1, its parameter in braces. ``item`` is the schema of one
    line of a list, ``answer_schema`` that of an answer that is no list.
    """

    name: str
    path: str
    summary: str
    answer: Callable[[Asked], Plain]
    parameters: tuple[Parameter, ...] = ()
    item: Schema | None = None
    answer_schema: Schema = field(default_factory=dict)
    kept: bool = True
    """Whether its answers may be kept in memory; not where people's own words are asked."""
    allowed: Mapping[str, Parameter] = field(init=False, repr=False, compare=False)
    """The parameters of the query string, by name."""

    def __post_init__(self) -> None:
        allowed = {one.name: one for one in self.parameters if not one.in_path}
        object.__setattr__(self, "allowed", allowed)

    @property
    def said(self) -> str:
        """What the answer holds, in a sentence."""
        return " ".join((self.answer.__doc__ or "").partition(" Raises ")[0].split())


NOT_FOUND: Final = frozenset({"unknown-edition", "unknown-citation", "not-held", "no-such-address"})
"""Codes of errors that mean: there is no such thing here (404). All others are 400."""


def read_parameters(
    question: Question, query: Mapping[str, list[str]], path: Mapping[str, str]
) -> dict[str, Any]:
    """The parameters of a request, parsed.

    Raises UserError ``unknown-parameter``, ``repeated-parameter``, ``missing-parameter``,
    or what a parameter itself says of a value.
    """
    allowed = question.allowed
    for name, values in query.items():
        if name not in allowed:
            known = ", ".join(sorted(allowed))
            raise UserError(
                "unknown-parameter", f"{name[:40]!r} is no parameter here. There are: {known}."
            )
        if len(values) > 1:
            raise UserError("repeated-parameter", f"Give {name!r} once.")
    given = {one.name: one.read(path[one.name]) for one in question.parameters if one.in_path}
    for name, one in allowed.items():
        if name in query:
            given[name] = one.read(query[name][0])
        elif one.required:
            raise UserError("missing-parameter", f"Give {name!r}: {one.about}")
    return given
