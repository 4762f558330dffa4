"""`compendium draft`: the next protocol, agreement, plan or policy as a Word draft."""

from __future__ import annotations

import json
from datetime import date, datetime
from pathlib import Path
from typing import Final

import click

from compendium.checks.saved import SavedCheck
from compendium.cli.options import answer, dated, note, paragraph, reader_for, reading, today
from compendium.edition.reader import EditionReader
from compendium.reports.draft_filled import Answers, answers_in, questions_for, unknown_keys
from compendium.reports.draft_words import Wording, wording_of
from compendium.reports.drafting import MadeDraft, asked_for, make_draft
from compendium.search.refusal import child_detail, familiar_words
from compendium.vocabulary.dates import CALIFORNIA
from compendium.vocabulary.errors import UserError

LARGEST: Final = 4 << 20
"""Bytes of a file of answers."""


@click.command("draft")
@click.argument("template")
@click.option(
    "--answers",
    "told",
    type=click.Path(path_type=Path, dir_okay=False),
    default=None,
    help="The JSON file with the county's answers; begin from that of --questions.",
)
@click.option(
    "--questions",
    is_flag=True,
    default=False,
    help="Print the file of answers with its questions, all of them open, and write no draft.",
)
@click.option(
    "--save",
    type=click.Path(path_type=Path, dir_okay=False),
    default=None,
    help="The Word file to write. Default: draft-TEMPLATE.docx.",
)
@dated
@reading
def draft(
    template: str,
    told: Path | None,
    questions: bool,  # noqa: FBT001  an option of the command
    save: Path | None,
    on: date | None,
    edition: Path | None,
    form: str,
) -> int:
    """Write a draft for a checklist, on our own outline.

    TEMPLATE is the checklist: missing-from-care, mou, county-plan and the others. Lines of
    law are filled with our own sentences, others from the county's answers; what is open is
    highlighted and listed. The draft is then held against its own checklist.
    """
    reader = reader_for(edition)
    day = on or today()
    if questions:
        _print_questions(asked_for(reader, template, day), wording_of(template))
        return 0
    if told is None:
        raise UserError(
            "usage", "Name the county's answers with --answers, or print them with --questions."
        )
    answers = _answers(reader, told)
    check = asked_for(reader, template, day)
    for key, near in unknown_keys(check, answers, wording_of(template)):
        meant = f" Did you mean {near!r}?" if near else ""
        note(f"Nothing on this day asks for {key!r}; its answer was left out.{meant}")
    made = make_draft(reader, check, answers, datetime.now(CALIFORNIA).replace(microsecond=0))
    target = save or Path(f"draft-{template}.docx")
    try:
        target.write_bytes(made.body)
    except OSError as error:
        raise UserError("not-written", f"{target} cannot be written: {error.strerror}.") from None
    _tell(made, target, form)
    return 0


def _print_questions(check: SavedCheck, wording: Wording) -> None:
    asked = questions_for(check, wording)
    file = {
        "county": "",
        "questions": {key: f"{one.asks} For example: {one.example}" for key, one in asked.items()},
        "answers": dict.fromkeys(asked, ""),
        "lines": {},
    }
    click.echo(json.dumps(file, ensure_ascii=False, indent=2))


def _tell(made: MadeDraft, target: Path, form: str) -> None:
    filled = [one.line.key for one in made.lines if one.filled]
    declined = [one.line.key for one in made.lines if one.declined]
    if form == "json":
        closed = {*filled, *declined}
        answer(
            {
                "file": str(target),
                "filled": filled,
                "not_credited": sorted(made.unsure),
                "open": [line.key for line in made.check.lines if line.key not in closed],
                "left_out": declined,
                "unresolved": made.open_words,
            }
        )
        return
    click.echo(
        f"{target}: {len(filled)} of {len(made.lines)} lines filled; our own check credits "
        f"{len(filled) - len(made.unsure)} of them. What is open is highlighted:"
    )
    for words in made.open_words:
        click.echo(paragraph(words, indent=4, first="  - "))


def _answers(reader: EditionReader, path: Path) -> Answers:
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except OSError as error:
        raise UserError("no-file", f"{path} cannot be opened: {error.strerror}.") from None
    if len(data) > LARGEST:
        raise UserError("bad-answers", f"{path} is larger than 4 megabytes; shorten the answers.")
    answers = answers_in(data)
    familiar = familiar_words(reader)
    for text in answers.texts:
        said = child_detail(text, today=today(), familiar=familiar)
        if said:
            raise UserError("detail", f"An answer looks like {said}; take it out of {path}.")
    return answers
