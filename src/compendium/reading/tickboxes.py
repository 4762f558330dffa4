"""Boxes to tick on a picture: looked at a second time, larger, and by their ink.

The boxes of a form are small print in a frame, the worst that a recognition program can be
given: it takes brackets for letters and loses whole lines. Where a page shows such a list,
that part is recognised again at twice the size; a mark that cannot be read as a tick or as
empty is then judged by the ink inside of it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import pairwise
from statistics import median
from typing import Final, NamedTuple

from PIL import Image

from compendium.reading.words import Word, height_of, rows_of

TICKED: Final = "[X]"
EMPTY: Final = "[ ]"

_BRACKET: Final = re.compile(r"[\[{(|][\sxX_]{0,3}[\])}|]?|[\w]{0,2}[\])}]")
_GLUED: Final = re.compile(r"([\[{(|]?\w{0,2}[\])}|]|[\[{(|])([A-Z][a-z]{2,})")
_CLEAR_TICK: Final = re.compile(r"[\[{(|]\s?[xX]\s?[\])}|]")
_CLEAR_EMPTY: Final = re.compile(r"[\[{(][\s_]?[\])}]")
_CLEAR: Final = re.compile(rf"{_CLEAR_TICK.pattern}|{_CLEAR_EMPTY.pattern}")
_LABEL: Final = re.compile(r"[A-Za-z]{3,}")
_HEADING: Final = re.compile(r"\breason for th(?:is|e)\b", re.IGNORECASE)
_FEWEST: Final = 3
_LARGER: Final = 2
_WHITE: Final = 255
_DARK: Final = 140
_WIDE: Final = 2.6
_ALIGNED: Final = 1.3
_BORDER: Final = 1.2
_LEFT_OF_HEADING: Final = 8
_BELOW_HEADING: Final = 14
_ABOVE: Final = 0.2
_APART: Final = 0.6
"""In heights of a word: how wide a mark is, how far labels may be from their common column,
how far off a frame's lines are, how far to the left of a heading and below it boxes may
stand, how far a mark stands above or below its words, and how far apart its brackets are; a
frame's line is further off."""
_INK_INSIDE: Final = 0.03
_INK_IN_EMPTY: Final = 0.12
"""The share of dark pixels inside a box from which it is ticked, and where the recognition
program itself saw an empty one."""


class Frame(NamedTuple):
    """A part of a picture, in pixels."""

    left: int
    top: int
    right: int
    bottom: int


class Recognise(NamedTuple):
    """How a picture is recognised: a page with its columns, and a block of plain lines."""

    page: Callable[[Image.Image], list[Word]]
    block: Callable[[Image.Image], list[Word]]


def with_boxes(page: Image.Image, words: list[Word], recognise: Recognise) -> list[Word]:
    """The words of a page, those of a list of boxes read again.

    Where the list stands beside other text, that text is read again too, without the list:
    rows that run into a frame are read badly.
    """
    frame = _frame(page, words)
    if frame is None:
        return words
    part = page.crop(frame)
    larger = part.resize(
        (part.width * _LARGER, part.height * _LARGER), resample=Image.Resampling.LANCZOS
    )
    found = (_placed(one, frame) for word in recognise.block(larger) for one in _parted(word))
    marked = _marked(page, _list_of(rows_of(found)))
    if sum(row[0].text in (TICKED, EMPTY) for row in marked) < _FEWEST:
        return words
    listed = [word for row in marked for word in row]
    reach = 0.3 * height_of(listed)
    place = Frame(
        frame.left,
        int(min(word.top for word in listed) - reach),
        frame.right,
        int(max(word.bottom for word in listed) + reach),
    )
    if any(_runs_into(row, place) for row in rows_of(words)):
        rest = page.copy()
        rest.paste(_WHITE, _with_border(place, height_of(listed)))
        words = recognise.page(rest)
    gone = {at for at, word in enumerate(words) if _inside(word, place)}
    first = _first_below(words, place) if not gone else min(gone)
    kept = [word for at, word in enumerate(words) if at not in gone]
    return [*kept[:first], *listed, *kept[first:]]


def _with_border(place: Frame, tall: float) -> Frame:
    """A list's place with the lines that frame it."""
    more = int(_BORDER * tall)
    return Frame(place.left, max(0, place.top - more), place.right, place.bottom + more)


def _inside(word: Word, place: Frame) -> bool:
    across, down = (word.left + word.right) / 2, (word.top + word.bottom) / 2
    return place.left <= across <= place.right and place.top <= down <= place.bottom


def _runs_into(row: Sequence[Word], place: Frame) -> bool:
    """Whether a row stands in a place with some of its words only."""
    return 0 < sum(_inside(word, place) for word in row) < len(row)


def _first_below(words: Sequence[Word], place: Frame) -> int:
    """Where the words begin whose row stands below the top of a place."""
    return next((at for at, word in enumerate(words) if word.top >= place.top), len(words))


def _frame(page: Image.Image, words: Sequence[Word]) -> Frame | None:
    """Where a page shows a list of boxes: around their rows, or below the list's heading."""
    rows = rows_of(words)
    boxed = [(row, at) for row in rows if (at := _box_in(row)) is not None]
    heading = next((found for row in rows if (found := _heading_in(row))), None)
    if len(boxed) < _FEWEST and heading is None:
        return None
    if heading is not None:
        below = heading[0].bottom + _BELOW_HEADING * height_of(heading)
        boxed = [(row, at) for row, at in boxed if heading[0].top < row[at].top < below]
    shown = [word for row, at in boxed for word in row[at:]] if len(boxed) > 1 else []
    shown = [*shown, *(heading or [])]
    tall = min(height_of(shown), 1.5 * height_of(words))
    left = min(word.left for word in shown) - 3 * tall
    top = min(word.top for word in shown) - (1 if heading else 3) * tall
    right = max(word.right for word in shown) + 3 * tall
    bottom = max(word.bottom for word in shown) + 4 * tall
    if heading is not None:
        left = max(left, heading[0].left - _LEFT_OF_HEADING * tall)
        bottom = max(bottom, heading[0].bottom + _BELOW_HEADING * tall)
        right = page.width
    return Frame(
        max(0, int(left)),
        max(0, int(top)),
        min(page.width, int(right)),
        min(page.height, int(bottom)),
    )


def _box_in(row: Sequence[Word]) -> int | None:
    """Where a row's box stands: a bracket, alone or around a sign, before a word."""
    for at, (word, following) in enumerate(pairwise(row)):
        if _BRACKET.fullmatch(word.text) and (
            _LABEL.match(following.text) or _BRACKET.fullmatch(following.text)
        ):
            return at
    return None


def _heading_in(row: Sequence[Word]) -> list[Word] | None:
    for at in range(len(row) - 2):
        if _HEADING.match(" ".join(word.text for word in row[at : at + 3])):
            return list(row[at : at + 5])
    return None


def _parted(word: Word) -> list[Word]:
    """A word in two where a mark was read as its beginning: "[k]Initiated"."""
    glued = _GLUED.fullmatch(word.text)
    if glued is None:
        return [word]
    share = len(glued[1]) / len(word.text)
    cut = word.left + share * (word.right - word.left)
    return [word._replace(text=glued[1], right=cut), word._replace(text=glued[2], left=cut)]


def _placed(word: Word, frame: Frame) -> Word:
    """A word of the enlarged part, as on the page; its row is one of no other block."""
    return Word(
        word.text,
        word.left / _LARGER + frame.left,
        word.top / _LARGER + frame.top,
        word.right / _LARGER + frame.left,
        word.bottom / _LARGER + frame.top,
        (-1 - word.row[0], word.row[1], word.row[2]),
    )


def _list_of(rows: Sequence[list[Word]]) -> list[list[Word]]:
    """The rows from the list's heading, or its first box, to its last box."""
    heads = [at for at, row in enumerate(rows) if _heading_in(row)]
    start = heads[0] if heads else next((i for i, row in enumerate(rows) if _begins(row)), None)
    if start is None:
        return []
    return list(rows[start:])


def _begins(row: Sequence[Word]) -> bool:
    return _box_in(row) == 0


def _label(row: Sequence[Word]) -> int | None:
    """Where the words behind a row's mark begin."""
    return next((at for at, word in enumerate(row[:4]) if _LABEL.match(word.text)), None)


def _marked(page: Image.Image, rows: Sequence[list[Word]]) -> list[list[Word]]:
    """The rows of a list of boxes, each mark as a ticked or an empty box; to the last mark."""
    tall = height_of([word for row in rows for word in row])
    labels = {
        number: row[at]
        for number, row in enumerate(rows)
        if (at := _label(row)) is not None and not _heading_in(row)
    }
    sure = [label.left for number, label in labels.items() if not _is_glued(rows[number])]
    usual = median(sure) if sure else 0.0
    marks: dict[int, tuple[float, float]] = {}
    for number, label in labels.items():
        left = usual if _is_glued(rows[number]) and sure else label.left
        ink = _ink(page, label._replace(left=left), tall)
        if ink is not None or _CLEAR.search(_mark_of(rows[number])):
            marks[number] = (left, ink or 0.0)
    if len(marks) < _FEWEST:
        return []
    empty = [left for left, ink in marks.values() if ink <= _INK_INSIDE]
    column = median(empty or [left for left, _ in marks.values()])
    inks = _together(
        {at: ink for at, (left, ink) in marks.items() if abs(left - column) < _ALIGNED * tall}
    )
    if len(inks) < _FEWEST:
        return []
    made = [
        _with_mark(row, ticked=_is_ticked(row, inks[number])) if number in inks else row
        for number, row in enumerate(rows)
    ]
    return made[: max(inks) + 1]


def _together(inks: dict[int, float]) -> dict[int, float]:
    """The marks of one list: from the first on, as long as few rows without one lie between."""
    kept: dict[int, float] = {}
    last: int | None = None
    for at in sorted(inks):
        if last is not None and at - last > _FEWEST:
            break
        kept[at] = inks[at]
        last = at
    return kept


def _is_glued(row: Sequence[Word]) -> bool:
    """Whether a row's label was cut from its mark, so that where it begins is a guess."""
    at = _label(row) or 0
    return at > 0 and row[at - 1].right == row[at].left


def _is_ticked(row: Sequence[Word], ink: float) -> bool:
    mark = _mark_of(row)
    if _CLEAR_TICK.search(mark):
        return True
    return ink > (_INK_IN_EMPTY if _CLEAR_EMPTY.search(mark) else _INK_INSIDE)


def _mark_of(row: Sequence[Word]) -> str:
    """What was recognised before a row's label."""
    return "".join(word.text for word in row[: _label(row)])


def _with_mark(row: Sequence[Word], *, ticked: bool) -> list[Word]:
    at = _label(row) or 0
    label = row[at]
    left = row[0].left if at else label.left - 2 * (label.bottom - label.top)
    mark = Word(TICKED if ticked else EMPTY, left, label.top, label.left, label.bottom, label.row)
    return [mark, *row[at:]]


def _ink(page: Image.Image, label: Word, tall: float) -> float | None:
    """The share of dark pixels inside the mark before a label; None where no mark stands.

    Inside is the middle of the mark, away from a box's frame or a pair of brackets.
    """
    left, right = int(label.left - _WIDE * tall), int(label.left - 0.15 * tall)
    top, bottom = int(label.top - _ABOVE * tall), int(label.bottom + _ABOVE * tall)
    zone = page.crop((max(0, left), max(0, top), max(1, right), bottom))
    dark = zone.point([255] * _DARK + [0] * (256 - _DARK))
    mark = _nearest_mark(dark, tall)
    if mark is None:
        return None
    across, down = mark[2] - mark[0], mark[3] - mark[1]
    inside = dark.crop(
        (
            int(mark[0] + 0.25 * across),
            int(mark[1] + 0.2 * down),
            int(mark[2] - 0.25 * across + 1),
            int(mark[3] - 0.2 * down + 1),
        )
    )
    return sum(inside.histogram()[1:]) / max(1, inside.width * inside.height)


def _nearest_mark(dark: Image.Image, tall: float) -> tuple[int, int, int, int] | None:
    """The place of the mark nearest the right edge; a frame's line further left is none of it."""
    columns = [at for at in range(dark.width) if dark.crop((at, 0, at + 1, dark.height)).getbbox()]
    if not columns:
        return None
    left = right = columns[-1]
    for at in reversed(columns):
        if left - at > _APART * tall:
            break
        left = at
    box = dark.crop((left, 0, right + 1, dark.height)).getbbox()
    if box is None or right - left < 0.3 * tall:
        return None
    return (left, box[1], right + 1, box[3])
