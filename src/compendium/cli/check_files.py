"""What `compendium check` writes: the check itself, to be opened again, or a report of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final, NamedTuple, TypeVar

import click
from msgspec.structs import replace

from compendium.checks.carry import carried, changed_lines, new_lines
from compendium.checks.saved import LARGEST, VERSION, SavedCheck, Setup, opened, version_of, written
from compendium.cli.options import DayType, note
from compendium.edition.checking import setup_again, version_summary
from compendium.edition.reader import EditionReader
from compendium.reports import KINDS, make
from compendium.reports.make import FORMS
from compendium.vocabulary.dates import CALIFORNIA, day_in_words
from compendium.vocabulary.errors import UserError

Command = TypeVar("Command", bound=Callable[..., Any])

_BY_CONTENT: Final = ("gap", "full", "brief")


class Wanted(NamedTuple):
    """What is to be written, and what goes into it."""

    save: Path | None
    report: str | None
    saved: Path | None
    revised: date | None


def saving(command: Command) -> Command:
    """Give a command ``--save``, ``--report``, ``--saved`` and ``--revised``."""
    path = click.Path(path_type=Path, dir_okay=False)
    for option in (
        click.option("--revised", type=DayType(), help="When the document was last revised."),
        click.option("--saved", type=path, help="A saved check whose answers are carried over."),
        click.option("--report", type=click.Choice(KINDS), help="What --save writes a report of."),
        click.option(
            "--save",
            type=path,
            help="Write the check, or with --report a report, to this file. Gap, full and brief "
            "become .html, .docx or .pdf by the file's ending.",
        ),
    ):
        command = option(command)
    return command


def setup_of(
    reader: EditionReader, setup: Setup, wanted: Wanted
) -> tuple[Setup, SavedCheck | None]:
    """What the check is made of, and the saved check that it goes on from.

    Counties and the day of revision that are not told anew come from the saved check.
    Raises UserError for a saved check of another checklist, and where no file to write
    is named.
    """
    if wanted.save is None and (wanted.report or wanted.saved):
        raise UserError("usage", "Name the file to write with --save.")
    if wanted.saved is None:
        return setup, None
    data = _read(wanted.saved)
    earlier = opened(data)
    if version_of(data) != VERSION:
        note(
            f"The saved check was in version {version_of(data)} of the format; it is written in "
            f"version {VERSION} now."
        )
    if earlier.setup.checklist != setup.checklist:
        raise UserError(
            "other-checklist", f"The saved check is of the checklist {earlier.setup.checklist}."
        )
    again = setup_again(reader, earlier, setup.as_of)
    again = replace(
        again,
        counties=setup.counties or again.counties,
        jurisdiction=setup.jurisdiction or again.jurisdiction,
        revised=setup.revised or again.revised,
    )
    return again, earlier


def write_wanted(
    reader: EditionReader, fresh: SavedCheck, earlier: SavedCheck | None, wanted: Wanted
) -> None:
    """Write what was asked for, and say what of an earlier check changed.

    Raises UserError for a file that cannot be written, and rather than overwrite a saved
    check whose answers were not carried over.
    """
    if wanted.save is None:
        return
    check = fresh if earlier is None else carried(earlier, fresh)
    if earlier is not None and check.earlier != earlier.earlier:
        day = day_in_words(earlier.setup.as_of)
        note(
            f"Since the check of {day}: {len(changed_lines(check))} lines changed, "
            f"{len(new_lines(check))} are new, {len(_left(check, earlier))} no longer apply."
        )
    body = _body(reader, check, wanted)
    try:
        wanted.save.write_bytes(body)
    except OSError as error:
        raise UserError(
            "not-written", f"The file {wanted.save} cannot be written: {error.strerror}."
        ) from None
    note(f"Written: {wanted.save}")


def _left(check: SavedCheck, earlier: SavedCheck) -> set[str]:
    return {line.key for line in check.left} - {line.key for line in earlier.left}


def _body(reader: EditionReader, check: SavedCheck, wanted: Wanted) -> bytes:
    save = wanted.save or Path()
    if wanted.report is None:
        if save.exists() and (wanted.saved is None or save.resolve() != wanted.saved.resolve()):
            raise UserError(
                "would-overwrite",
                f"There is a file at {save}; carry its answers over with --saved, or name another.",
            )
        return written(check)
    form = save.suffix.removeprefix(".").lower()
    if wanted.report in _BY_CONTENT and form not in FORMS:
        raise UserError("usage", f"Let the file end in .html, .docx or .pdf, not {save.suffix!r}.")
    made = make(
        check,
        wanted.report,
        reader.compendium.title,
        datetime.now(CALIFORNIA).replace(microsecond=0),
        summary=version_summary(reader, check),
        form=form,
    )
    return made.body


def _read(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(LARGEST + 1)
    except OSError as error:
        raise UserError(
            "no-file", f"The saved check {path} cannot be opened: {error.strerror}."
        ) from None
