"""Citation forms: what a series, code or work is called, and how its numbers look.

Forms are data. The shipped ones are the TOML files under ``forms/``; a caller may
add others. Nothing in the code names a series or a code.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any, Final

SHAPES: Final = frozenset({"series", "code", "volume", "manual", "chapter", "constitution"})


class FormError(ValueError):
    """A citation form that cannot be used, with its id and the reason."""


@dataclass(frozen=True, slots=True)
class Example:
    """A spelling of a citation and the canonical form that it stands for."""

    text: str
    canonical: str


@dataclass(frozen=True, slots=True)
class Form:
    """One citation form.

    ``names`` are spellings in any case, ``exact`` ones in the printed case only,
    ``loose`` ones count only where a whole string is meant to be a citation.
    ``number`` is the template of a series' numbers (see ``numbers.PARTS``).
    ``short`` is a name that counts only in a text which also says one of ``needs``.
    ``least`` is the smallest section number that an exact name is trusted with;
    none is in a text that says one of ``unless`` and never the title. A ``titled`` work is
    cited by title too; of one with ``parts``, a part is cited like a section. ``pages``
    holds of works cited by page.
    """

    id: str
    shape: str
    title: str
    prefix: str
    names: tuple[str, ...] = ()
    exact: tuple[str, ...] = ()
    loose: tuple[str, ...] = ()
    number: str = ""
    short: str = ""
    needs: tuple[str, ...] = ()
    titled: bool = False
    parts: bool = False
    pages: bool = False
    least: int = 0
    unless: tuple[str, ...] = ()
    prints: str = ""
    examples: tuple[Example, ...] = ()

    def __post_init__(self) -> None:
        """Refuse a form that could never match, or would match everything."""
        if self.shape not in SHAPES:
            raise FormError(
                f"form {self.id!r}: shape {self.shape!r} is not one of {sorted(SHAPES)}"
            )
        if self.shape == "series" and "{" not in self.number:
            raise FormError(
                f"form {self.id!r}: a series needs a number template, such as '{{year}}-{{serial}}'"
            )
        if self.shape not in {"chapter", "constitution"} and not (self.names or self.exact):
            raise FormError(f"form {self.id!r}: give at least one name")


_LISTS: Final = ("names", "exact", "loose", "needs", "unless")


def form_of(row: dict[str, Any]) -> Form:
    """A form from a TOML table; FormError when a key is unknown or missing."""
    values = dict(row)
    for key in _LISTS:
        if key in values:
            values[key] = tuple(values[key])
    values["examples"] = tuple(
        Example(example["text"], example["canonical"]) for example in values.get("examples", ())
    )
    try:
        return Form(**values)
    except TypeError as error:
        raise FormError(f"form {row.get('id')!r}: {error}") from error


def read_forms(text: str) -> tuple[Form, ...]:
    """The forms of a TOML text with ``[[form]]`` tables."""
    return tuple(form_of(row) for row in tomllib.loads(text).get("form", ()))


@cache
def shipped_forms() -> tuple[Form, ...]:
    """The forms that come with this room, in the order of their files."""
    folder = resources.files("compendium.citations") / "forms"
    files = sorted(
        (entry for entry in folder.iterdir() if entry.name.endswith(".toml")),
        key=lambda entry: entry.name,
    )
    return tuple(form for entry in files for form in read_forms(entry.read_text("utf-8")))


def with_extra(extra: Iterable[Form]) -> tuple[Form, ...]:
    """The shipped forms and a compendium's own; an extra form replaces one of its id."""
    added = {form.id: form for form in extra}
    kept = tuple(form for form in shipped_forms() if form.id not in added)
    return (*kept, *added.values())
