"""The value types of this room: a citation found in a text, and a string put right."""

from __future__ import annotations

from typing import Literal, NamedTuple


class Citation(NamedTuple):
    """A citation where it stands in a text.

    ``text == source[start:end]``, counted in characters. ``canonical`` is the one
    spelling this project uses. ``form`` is the id of the citation form that
    matched. ``elliptical`` marks a list item that leans on a neighbour for its
    series or code, ``implicit`` one whose code comes from the context. ``year`` is
    a bill's year where the text prints it beside the bill.
    """

    start: int
    end: int
    text: str
    canonical: str
    form: str = ""
    elliptical: bool = False
    implicit: bool = False
    year: int | None = None


class Normalised(NamedTuple):
    """What one string names.

    ``exact``: ``canonical`` holds the answer. ``ambiguous``: several readings are
    fair and ``candidates`` names them, likeliest first. ``unresolved``: no reading.
    ``note`` says in words what was put right or why there is no single answer.
    """

    kind: Literal["exact", "ambiguous", "unresolved"]
    canonical: str | None = None
    candidates: tuple[str, ...] = ()
    note: str | None = None


class Draft(NamedTuple):
    """A citation inside a region of text, before its context is known.

    ``start`` and ``end`` count from the start of the region. ``code`` is the prefix
    (``WIC``, ``42 USC``) or one of the marks below; ``number`` is the rest.
    """

    start: int
    end: int
    code: str
    number: str
    form: str
    elliptical: bool = False
    year: int | None = None


IMPLICIT = "?"
"""Mark: the code name is absent and comes from the context."""
ANTECEDENT = "^"
"""Mark: "that code", the one named last."""
SUSPENDED = "..."
"""Mark: "of, ...": the code name follows after an aside."""
AGENCY = "!"
"""Mark: a short name that counts only after its agency was named."""
BARE = "#"
"""Mark: the number alone says which work, unless another work is named before it."""
DOUBTFUL = "~"
"""Mark: a short name that another word of the same text may claim."""


class Region(NamedTuple):
    """What a region of text holds: its drafts and how far it was used.

    ``used`` is where the reading stopped. ``bare_end`` is true when the last citation is a
    bare list number, which the words after the region may still disprove. ``named`` is
    true when the region opens with the name of a work, or with a number that alone says
    which: then the words before it count. ``again`` is true when what lies behind
    ``used`` may be a region of its own.
    """

    drafts: tuple[Draft, ...]
    used: int
    bare_end: bool = False
    named: bool = False
    again: bool = False
