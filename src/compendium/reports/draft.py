"""A draft of the next protocol, agreement, plan or policy, from a checklist and a county's answers.

The outline and its sentences are ours, made from the duties; the state's template texts
have not been read. Blanks are highlighted, and everything unresolved is listed at the end.
"""

from __future__ import annotations

import io
from collections.abc import Collection, Iterator
from datetime import datetime
from typing import Annotated, Any, Final

import msgspec
from docx import Document
from docx.enum.text import WD_COLOR_INDEX
from docx.shared import Pt
from msgspec import Meta

from compendium.checks.saved import SavedCheck, SavedLine
from compendium.checks.tally import sections
from compendium.reports.as_docx import plain
from compendium.reports.words import facts_of, titles_of
from compendium.vocabulary.dates import day_in_words
from compendium.vocabulary.errors import UserError
from compendium.vocabulary.kinds import Bearer, DutyForce, Modality

OURS: Final = (
    "A draft on our own outline, made from the duties. It is not the state’s template, whose "
    "text we have not read, and not legal advice. Highlighted words are to be filled in or decided."
)

_BLANK: Final = "[To fill in]"

_WORKER: Final = {Bearer.CHILD_WELFARE: "social worker", Bearer.PROBATION: "probation officer"}


class Answers(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a county says: its name, and its own words for lines, by their keys."""

    county: Annotated[str, Meta(min_length=1, max_length=120)]
    lines: dict[str, Annotated[str, Meta(min_length=1, max_length=4_000)]] = {}


def answers_in(data: bytes) -> Answers:
    """The answers in a JSON file. Raises UserError ``bad-answers`` that names the place."""
    try:
        return msgspec.json.decode(data, type=Answers)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise UserError("bad-answers", f"The answers cannot be read: {error}.") from None


def unknown_keys(check: SavedCheck, answers: Answers) -> list[str]:
    """Keys of answers that name no line of the checklist on its day."""
    return sorted(answers.lines.keys() - {line.key for line in check.lines})


def is_filled(line: SavedLine, answers: Answers) -> bool:
    """Whether a line has words: the county's, or ours made from its duty."""
    return line.key in answers.lines or _is_duty(line)


def draft_of(
    check: SavedCheck, answers: Answers, made: datetime, unsure: Collection[str] | None = None
) -> bytes:
    """The Word file. ``unsure``: keys of lines whose words our own check does not credit.

    With None the drafting notes are left out, as for the check itself.
    """
    file: Any = Document()
    file.core_properties.title = plain(f"Draft: {check.setup.title}, {answers.county} County")
    file.core_properties.language = "en-US"
    file.core_properties.created = made.replace(tzinfo=None)
    file.styles["Normal"].font.size = Pt(11)
    file.add_heading(plain(f"{answers.county} County: {check.setup.title}"), level=1)
    for section, lines in sections(check):
        file.add_heading(plain(section), level=2)
        for line in lines:
            _write(file, line, answers, unsure or ())
    if unsure is not None:
        _notes(file, check, answers, unsure)
    held = io.BytesIO()
    file.save(held)
    return held.getvalue()


def sentence_of(line: SavedLine) -> str:
    """Our sentence for a duty, or for a part of one."""
    words = " or ".join(_WORKER[one] for one in line.departments if one in _WORKER)
    who = f"The {words}" if words else "The county"
    limit = f" {line.deadline}." if line.deadline else ""
    verb = "may" if line.modality is Modality.PERMISSION else "shall"
    return f"{who} {verb} do the following: {line.asks.rstrip('.')}.{limit}"


def _is_duty(line: SavedLine) -> bool:
    """Whether a line states what somebody does; others say what a document holds."""
    return line.force is DutyForce.LAW and not line.asks.startswith(("The protocol", "The plan"))


def _write(file: Any, line: SavedLine, answers: Answers, unsure: Collection[str]) -> None:  # noqa: ANN401  the library's
    """A line with its source beside it, as a comment, where no reader takes it for text."""
    paragraph = file.add_paragraph(style="List Bullet" if line.part_of else None)
    said = [f"{line.title} [{line.key}]. {facts_of(line)}."]
    if line.key in answers.lines:
        run = paragraph.add_run(plain(answers.lines[line.key]))
    elif is_filled(line, answers):
        run = paragraph.add_run(plain(sentence_of(line)))
    else:
        run = paragraph.add_run(_BLANK)
        run.font.highlight_color = WD_COLOR_INDEX.YELLOW
        said.append(f"To fill in. What would count: {line.evidence}.")
    if line.key in unsure:
        run.font.highlight_color = WD_COLOR_INDEX.YELLOW
        said.append("Our own check does not credit these words: say who, how and by when.")
    file.add_comment(run, text=plain(" ".join(said)), author="Compendium", initials="C")


def _notes(file: Any, check: SavedCheck, answers: Answers, unsure: Collection[str]) -> None:  # noqa: ANN401  the library's
    """What the draft is and what is unresolved; to be taken out before anybody signs."""
    file.add_page_break()
    file.add_heading("Drafting notes, to take out", level=1)
    file.add_paragraph(OURS)
    day = day_in_words(check.setup.as_of)
    file.add_paragraph(
        f"As of {day}, edition {check.setup.edition}. The source of each line stands beside it "
        "as a comment."
    )
    listed = unresolved(check, answers, unsure)
    said = f"Unresolved: {len(listed)}. The list stands beside this line as a comment."
    run = file.add_paragraph().add_run(said)
    # Beside the text and not in it: names of what is missing would read as if it were there.
    file.add_comment(run, text=plain("\n".join(listed)), author="Compendium", initials="C")


def unresolved(check: SavedCheck, answers: Answers, unsure: Collection[str]) -> list[str]:
    """What is open in a draft, and what is filled with words that our check does not credit."""
    return list(_open_lines(check, answers, unsure))


def _open_lines(check: SavedCheck, answers: Answers, unsure: Collection[str]) -> Iterator[str]:
    titles = titles_of(check)
    for line in check.lines:
        if not is_filled(line, answers):
            optional = "optional; " if line.optional else ""
            yield f"{titles[line.key]}: {optional}not answered."
        elif line.key in unsure:
            yield f"{titles[line.key]}: filled, but our own check does not credit the words."
