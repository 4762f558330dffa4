"""Lines of text that are rows of a county table: split into cells by what they print."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from compendium.intake.county_cells import UNSURE, CountyNames, is_total
from compendium.intake.county_lines import halves, level, together
from compendium.intake.county_tables import CountyTable, county_table
from compendium.intake.letter_text import LetterText

_VALUE: Final = re.compile(
    r"(?:[(<]\s*)?[-–−]?\$?\s?[(<]?[-–−]?(?:\d[\d,]*(?:\.\d+)?)[-–−]?[)>]?%?"
    r"(?:[*†‡¹²³⁴⁵]+|\s?\d/|\^\d|[(\[]\d[)\]]|[a-z])?(?=\s|$)"
    r"|(?:\$\s*|(?<!\S))\(?[-–—−]{1,3}\)?(?=\s|$)|\b(?:N/A|n/a|TBD|None)\b"
)
_CODES: Final = r"\s*(?:\d{1,5}[.)]?\s+){0,3}"
"""A county's number or codes before its name."""
_FIRST_WORD: Final = re.compile(rf"{_CODES}[*†‡]*\s*([A-Za-z][A-Za-z.'’/-]*)")
_NAME_LEAD: Final = re.compile(rf"{_CODES}[*†‡]*")
_WORD: Final = re.compile(r"[A-Za-z][A-Za-z.'’/-]*[\]|]?[*†‡¹²³]*(?:\s/)?")
_BETWEEN_WORDS: Final = re.compile(r"[ ]{1,2}")
_MAY_BE_VALUE: Final = re.compile(r"\d|[-–—](?:\s|$)|N/A|n/a|TBD|None")
_TOLERANCE: Final = 2


class _Line(NamedTuple):
    name: str
    values: tuple[tuple[str, int], ...]
    text: str


def rows_of_lines(lines: Iterable[str], names: CountyNames) -> list[list[str]]:
    """The rows of lines that print counties with amounts, totals and their headings.

    Where a row prints fewer amounts than the others, its amounts go to the columns under
    which they stand; a place that cannot be told is marked so that the cell is doubted.
    """
    held = list(lines)
    if not any(names.opens(first[1]) for line in held if (first := _FIRST_WORD.match(line))):
        return []
    held = together(halves([line.expandtabs(8).rstrip() for line in held], names), names)
    full = _widest([_read(line, names) for line in held if _MAY_BE_VALUE.search(line)])
    if full == 0:
        return []
    read = [_read(line, names) for line in held]
    edges = _edges(read, full)
    rows: list[list[str]] = []
    for one in read:
        if one.values and one.name:
            rows.append([one.name, *_placed(one, full, edges)])
        elif names.exactly(one.text):
            rows.append([one.name, *[UNSURE] * full])
        elif one.name or one.text.strip():
            rows.append(_heading(one.text, full))
    return rows


def _read(line: str, names: CountyNames) -> _Line:
    text = line.expandtabs(8).rstrip()
    name, start = _name(text, names)
    found = [(m[0].strip(), m.end()) for m in _VALUE.finditer(text, start)]
    between = _VALUE.sub(" ", text[start:]).strip(" |$.·")
    if between and not name:
        found = []
    if any(sign.isdigit() for sign in between):
        found = [(f"{value}{UNSURE}", end) for value, end in found]
    return _Line(name, tuple(found), text)


def _name(text: str, names: CountyNames) -> tuple[str, int]:
    """The county or total that a line begins with, and where the rest starts."""
    lead = _NAME_LEAD.match(text)
    begin = lead.end() if lead else 0
    words = _words(text, begin)
    for count in range(min(names.longest + 1, len(words)), 0, -1):
        end = words[count - 1]
        part = text[begin:end]
        if names.exactly(part):
            return part.strip(), end
    run = re.match(r"\s*[A-Za-z][A-Za-z .'’/-]*", text)
    if run and (is_total(run[0]) or names.nearly(run[0]) or names.ends(run[0])):
        return run[0].strip(), run.end()
    return "", 0


def _words(text: str, begin: int) -> list[int]:
    """Where the words end that stand side by side from a place on; a number ends the run."""
    ends: list[int] = []
    at = begin
    while found := _WORD.match(text, at):
        ends.append(found.end())
        gap = _BETWEEN_WORDS.match(text, found.end())
        if gap is None:
            break
        at = gap.end()
    return ends


def _widest(lines: Sequence[_Line]) -> int:
    counts = Counter(len(line.values) for line in lines if line.name and line.values)
    return max((number for number, times in counts.items() if times > 1), default=0)


def _edges(lines: Sequence[_Line], full: int) -> list[int] | None:
    """The right edge of each column, where full rows are set in columns and agree on them."""
    whole = [line for line in lines if len(line.values) == full]
    if sum("  " in line.text.strip() or ".." in line.text for line in whole) < 0.8 * len(whole):
        return None
    rows = [[end for _, end in line.values] for line in whole]
    edges = []
    for column in zip(*rows, strict=True):
        middle = sorted(column)[len(column) // 2]
        if sum(abs(end - middle) <= _TOLERANCE for end in column) < 0.8 * len(column):
            return None
        edges.append(middle)
    return edges


def _placed(line: _Line, full: int, edges: Sequence[int] | None) -> list[str]:
    values = [value for value, _ in line.values]
    if len(values) == full:
        return values
    if len(values) > full:
        return values
    unsure = [f"{value}{UNSURE}" for value in values] + [UNSURE] * (full - len(values))
    if edges is None:
        return unsure
    cells = [""] * full
    for value, end in line.values:
        near = [at for at, edge in enumerate(edges) if abs(edge - end) <= _TOLERANCE]
        if len(near) != 1 or cells[near[0]]:
            return unsure
        cells[near[0]] = value
    return cells


def _heading(text: str, full: int) -> list[str]:
    """A line above the counties: its columns, where wide spaces part as many as there are."""
    parts = re.split(r"\s{2,}|\s\|\s", text.strip())
    if len(parts) == full:
        return ["", *parts]
    return parts if len(parts) == full + 1 else [text.strip()]


def county_table_of(letter: LetterText, names: CountyNames) -> CountyTable | None:
    """The county table of a letter, its parts on all pages together; None where there is none."""
    if not len(names):
        return None
    document = letter.document
    tables = [
        [[cell.text for cell in row] for row in block.rows]
        for block in (document.blocks if document is not None else ())
        if block.rows
    ]
    found = county_table(tables, names)
    if found is not None:
        return found
    if letter.scanned:
        return county_table([rows_of_lines(level(letter), names)], names)
    columns = document is None
    printed = [
        " " * int(line.indent if columns else 0) + line.text
        for line in letter.lines
        if not line.running
    ]
    return county_table([rows_of_lines(printed, names)], names)
