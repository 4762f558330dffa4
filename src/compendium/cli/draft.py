"""`compendium draft`: the next protocol, agreement, plan or policy as a Word draft."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import click

from compendium.checks import Jurisdiction
from compendium.checks.saved import SavedCheck
from compendium.cli.options import answer, dated, note, paragraph, reader_for, reading, today
from compendium.edition.checking import begin, setup_for
from compendium.edition.reader import EditionReader
from compendium.model.checklists import Verdict
from compendium.reading import read_document
from compendium.reports.draft import (
    Answers,
    answers_in,
    draft_of,
    is_filled,
    unknown_keys,
    unresolved,
)
from compendium.search.refusal import child_detail, familiar_words
from compendium.vocabulary.dates import CALIFORNIA
from compendium.vocabulary.errors import UserError


@click.command("draft")
@click.argument("template")
@click.option(
    "--answers",
    "told",
    type=click.Path(path_type=Path, dir_okay=False),
    required=True,
    help='A JSON file: {"county": "Alpine", "lines": {"<key of a line>": "our words"}}.',
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
    template: str, told: Path, save: Path | None, on: date | None, edition: Path | None, form: str
) -> int:
    """Write a draft for a checklist: missing-from-care, mou, county-plan and the others.

    Lines of law are filled with our own sentences, others with the county's answers; what is
    open is highlighted and listed. The draft is then held against its own checklist.
    """
    reader = reader_for(edition)
    answers = _answers(reader, told)
    setup = setup_for(
        reader, template, on or today(), counties=[answers.county], told=Jurisdiction.COUNTY
    )
    check = begin(reader, setup)
    for key in unknown_keys(check, answers):
        note(f"No line {key!r} on this day; its answer was left out.")
    made = datetime.now(CALIFORNIA).replace(microsecond=0)
    unsure = _unsure(reader, check, answers, draft_of(check, answers, made))
    target = save or Path(f"draft-{template}.docx")
    try:
        target.write_bytes(draft_of(check, answers, made, unsure))
    except OSError as error:
        raise UserError("not-written", f"{target} cannot be written: {error.strerror}.") from None
    filled = [line.key for line in check.lines if is_filled(line, answers)]
    if form == "json":
        answer({"file": str(target), "filled": filled, "not_credited": sorted(unsure),
                "open": [x.key for x in check.lines if x.key not in filled]})  # fmt: skip
    else:
        click.echo(
            f"{target}: {len(filled)} of {len(check.lines)} lines filled; our own check credits "
            f"{len(filled) - len(unsure)} of them. What is open is highlighted:"
        )
        for words in unresolved(check, answers, unsure):
            click.echo(paragraph(words, indent=4, first="  - "))
    return 0


def _unsure(reader: EditionReader, check: SavedCheck, answers: Answers, file: bytes) -> set[str]:
    """The filled lines that our own check does not find covered in the draft."""
    found = begin(reader, check.setup, read_document(file, "draft.docx"))
    return {
        line.key
        for line in found.lines
        if is_filled(line, answers) and not (line.offer and line.offer.verdict is Verdict.COVERED)
    }


def _answers(reader: EditionReader, path: Path) -> Answers:
    try:
        answers = answers_in(path.read_bytes())
    except OSError as error:
        raise UserError("no-file", f"{path} cannot be opened: {error.strerror}.") from None
    familiar = familiar_words(reader)
    for text in (answers.county, *answers.lines.values()):
        said = child_detail(text, today=today(), familiar=familiar)
        if said:
            raise UserError("detail", f"An answer looks like {said}; take it out of {path}.")
    return answers
