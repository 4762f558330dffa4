"""What commands share: options, output as text or JSON, the edition asked of."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Callable
from datetime import date, datetime
from itertools import pairwise
from pathlib import Path
from typing import Any, Final, TypeVar

import click

from compendium.cli.places import content_directory, current_edition
from compendium.content.load import Content, load_content
from compendium.edition.reader import EditionReader, open_edition
from compendium.vocabulary.dates import CALIFORNIA, days_written_out, parse_day
from compendium.vocabulary.errors import UserError

Command = TypeVar("Command", bound=Callable[..., Any])

WIDTH: Final = 80


class DayType(click.ParamType[date]):
    """A whole day, written year-month-day."""

    name = "date"

    def convert(
        self,
        value: Any,  # noqa: ANN401  click's interface
        param: click.Parameter | None,  # noqa: ARG002  click's interface
        ctx: click.Context | None,  # noqa: ARG002  click's interface
    ) -> date:
        """The day. Raises UserError ``bad-date``."""
        return value if isinstance(value, date) else parse_day(str(value))


def today() -> date:
    """Today in California. The only clock of the program stands at its edges."""
    return datetime.now(CALIFORNIA).date()


def formatted(command: Command) -> Command:
    """Give a command ``--format text|json``."""
    return click.option(
        "--format",
        "form",
        type=click.Choice(["text", "json"]),
        default="text",
        show_default=True,
        help="Words for people, or JSON for programs.",
    )(command)


def reading(command: Command) -> Command:
    """Give a command ``--edition FILE`` and ``--format``."""
    with_edition = click.option(
        "--edition",
        "edition",
        type=click.Path(path_type=Path),
        default=None,
        help="The edition to read. Default: the current one, compiled on first use.",
    )(command)
    return formatted(with_edition)


def dated(command: Command) -> Command:
    """Give a command ``--on DATE``."""
    return click.option(
        "--on",
        "on",
        type=DayType(),
        default=None,
        help="As of this day, year-month-day. Default: today in California.",
    )(command)


def content_for_drafts(named: Path | None) -> Content | None:
    """The content to hold drafts against; without one, drafts are shown unchecked."""
    if named is not None:
        return load_content(named)
    try:
        return load_content(content_directory())
    except UserError:
        note("No content was found here, so drafts are not checked against it.")
        return None


def reader_for(edition: Path | None) -> EditionReader:
    """The edition named, or the current one."""
    return open_edition(edition) if edition else current_edition()


def answer(value: Any) -> None:  # noqa: ANN401  any JSON value
    """Print one JSON answer on one line of standard output."""
    click.echo(json.dumps(value, ensure_ascii=False))


def note(text: str) -> None:
    """Tell a person something that is not the answer: standard error."""
    click.echo(text, err=True)


def paragraph(text: str, indent: int = 0, first: str | None = None) -> str:
    """Text wrapped to 80 columns, the days in it written out."""
    lead = " " * indent
    return textwrap.fill(
        days_written_out(text),
        WIDTH,
        initial_indent=lead if first is None else first,
        subsequent_indent=lead,
        break_long_words=False,
        break_on_hyphens=False,
    )


def wants_json(arguments: list[str]) -> bool:
    """Whether a command line asks for JSON, told even where it cannot be parsed."""
    return "--format=json" in arguments or ("--format", "json") in pairwise(arguments)


def print_error(code: str, message: str, *, as_json: bool) -> None:
    """One clear sentence on standard error, or the error object on standard output."""
    if as_json:
        answer({"error": {"code": code, "message": message}})
    else:
        click.echo(f"compendium: {message}", err=True)
