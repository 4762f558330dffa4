"""A draft of the next protocol, agreement, plan or policy as a Word file.

The outline and its sentences are ours, made from the duties; the state's template texts
have not been read. Each section names its sources, blanks are highlighted, and all that is
unresolved is listed at the end.
"""

from __future__ import annotations

import io
import re
from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any, Final

from docx import Document
from docx.enum.text import WD_COLOR_INDEX
from docx.shared import Pt

from compendium.checks.saved import SavedCheck
from compendium.reports.as_docx import plain
from compendium.reports.draft_filled import DraftLine, open_words
from compendium.reports.words import facts_of, source_of, titles_of
from compendium.vocabulary.dates import day_in_words

OURS: Final = (
    "A draft on our own outline, made from the duties",
    "The state’s template texts have not been read, and this is none of them",
    "Not legal advice, and not approved by anybody",
    "Highlighted words are to be filled in or decided, and words in brackets are to be taken out",
)

_ENDS: Final = re.compile(r"\s*[.;?!]+(?=\s|$)")


def draft_of(
    check: SavedCheck,
    lines: Sequence[DraftLine],
    county: str,
    made: datetime,
    unsure: Collection[str] = (),
) -> bytes:
    """The Word file. ``unsure``: keys of filled lines that our own check does not credit.

    What is not the county's own text stands whole in brackets: it reads as a note to a
    person, and our check takes it for none of the document's words.
    """
    file: Any = Document()
    file.core_properties.title = plain(f"Draft: {check.setup.title}, {county}")
    file.core_properties.language = "en-US"
    file.core_properties.author = ""
    file.core_properties.created = made.replace(tzinfo=None)
    file.styles["Normal"].font.size = Pt(11)
    file.add_heading(plain(f"{county}: {check.setup.title}"), level=1)
    for words in OURS:
        _aside(file, words)
    for section in dict.fromkeys(one.section for one in lines):
        within = [one for one in lines if one.section == section]
        file.add_heading(plain(section), level=2)
        _sources(file, within)
        for one in within:
            if not one.line.part_of and _is_written(one, within):
                file.add_heading(plain(one.head), level=3)
            _write(file, one, unsure)
    _notes(file, check, lines, unsure)
    held = io.BytesIO()
    file.save(held)
    return held.getvalue()


def unresolved(check: SavedCheck, lines: Sequence[DraftLine], unsure: Collection[str]) -> list[str]:
    """What is open in a draft, left out, or filled with words that our check does not credit."""
    titles = titles_of(check)
    weak = [
        f"{titles[one.line.key]}: filled, but our own check does not credit the words."
        for one in lines
        if one.line.key in unsure
    ]
    return [*open_words(list(lines), titles), *weak]


def _aside(file: Any, words: str, style: str | None = None) -> Any:  # noqa: ANN401  the library's
    """A note in brackets, in small italics. One sentence: brackets hold no full stop."""
    paragraph = file.add_paragraph(style=style)
    paragraph.paragraph_format.space_after = Pt(2)
    run = paragraph.add_run(plain(f"[{_ENDS.sub(',', words).rstrip(',')}]"))
    run.italic = True
    run.font.size = Pt(9)
    return run


def _sources(file: Any, within: Sequence[DraftLine]) -> None:  # noqa: ANN401  the library's
    cited = dict.fromkeys(
        source_of(one.line) for one in within if one.line.citations and not one.line.part_of
    )
    if cited:
        _aside(file, f"This section rests on {', '.join(cited)}")


def _is_written(one: DraftLine, within: Sequence[DraftLine]) -> bool:
    """Whether a line, or a part of it, puts words or a blank into the draft."""
    shown = [one, *(part for part in within if part.line.part_of == one.line.key)]
    return any(part.sentences or (part.asks and not part.said_by) for part in shown)


def _write(file: Any, one: DraftLine, unsure: Collection[str]) -> None:  # noqa: ANN401  the library's
    """A line with its source beside it as a comment, and a highlighted blank for what is open."""
    said = [f"{one.line.title} [{one.line.key}]. {facts_of(one.line)}."]
    style = "List Bullet" if one.line.part_of else None
    runs = []
    if one.sentences:
        runs.append(file.add_paragraph(style=style).add_run(plain(" ".join(one.sentences))))
    if one.asks and not one.said_by:
        words = f"To fill in: {one.line.title}, {' '.join(one.asks)}"
        runs.append(_aside(file, words, style))
        runs[-1].font.highlight_color = WD_COLOR_INDEX.YELLOW
        said.append(f"What would count: {one.line.evidence}.")
    if not runs:
        return
    if one.line.key in unsure:
        runs[0].font.highlight_color = WD_COLOR_INDEX.YELLOW
        said.append("Our own check does not credit these words: say who, how and by when.")
    file.add_comment(runs[0], text=plain(" ".join(said)), author="Compendium", initials="C")


def _notes(
    file: Any,  # noqa: ANN401  the library's
    check: SavedCheck,
    lines: Sequence[DraftLine],
    unsure: Collection[str],
) -> None:
    """What is unresolved; to be taken out before anybody signs."""
    file.add_page_break()
    file.add_heading("Drafting notes, to take out", level=2)
    day = day_in_words(check.setup.as_of)
    _aside(file, f"As of {day}, edition {check.setup.edition}")
    _aside(file, "The source of each line stands beside it as a comment")
    listed = unresolved(check, lines, unsure)
    _aside(file, f"Unresolved choices: {len(listed)}")
    for words in listed:
        _aside(file, words, "List Bullet")
