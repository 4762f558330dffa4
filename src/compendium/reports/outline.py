"""A report before it has a format: headings, words, lists, tables, and lines to sign on."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading. Level 1 is the title's; those in the text begin at 2."""

    text: str
    level: int = 2


@dataclass(frozen=True, slots=True)
class Words:
    """A paragraph."""

    text: str
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Items:
    """A list."""

    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """A table with a caption and a header row. ``shares`` are the widths of its columns."""

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    shares: tuple[int, ...]


Piece = Heading | Words | Items | Grid


@dataclass(frozen=True, slots=True)
class Outline:
    """A report: its title, the caution under it, its facts, its pieces, its foot."""

    title: str
    caution: str
    facts: tuple[tuple[str, str], ...]
    pieces: tuple[Piece, ...]
    foot: str
    compact: bool = False
