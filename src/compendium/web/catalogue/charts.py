"""Where the marks of a drawing stand. Templates draw; the same facts stand beside in a table.

All measures are in units of the drawing's own box, so that one drawing serves every width.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Final, NamedTuple

_WIDTH: Final = 400
_HEAD: Final = 34
_LINE: Final = 20
_BAR: Final = 15
_GAP: Final = 10
_SMALLEST: Final = 3


class Bar(NamedTuple):
    """One amount: its group, what to write over it, how much (None: not seen), its look."""

    group: str
    label: str
    amount: int | None
    look: str


class DrawnBar(NamedTuple):
    """A bar with its place: ``label_y`` the line of writing, ``y`` its upper edge."""

    bar: Bar
    label_y: int
    y: int
    width: float


class DrawnGroup(NamedTuple):
    """A heading within the drawing."""

    name: str
    y: int


class BarChart(NamedTuple):
    """Bars from a common zero, group by group, with the largest amount as full width."""

    width: int
    height: int
    groups: list[DrawnGroup]
    bars: list[DrawnBar]
    looks: list[str]
    bar_height: int


def bar_chart(bars: Sequence[Bar]) -> BarChart:
    """Lay out bars one below the other. What was not seen is a gap as wide as its label."""
    largest = max((bar.amount or 0 for bar in bars), default=0) or 1
    groups: list[DrawnGroup] = []
    drawn: list[DrawnBar] = []
    y = 0
    for bar in bars:
        if not groups or groups[-1].name != bar.group:
            y += _HEAD
            groups.append(DrawnGroup(bar.group, y - 10))
        label_y = y + _LINE - 6
        width = (
            _WIDTH * 0.25
            if bar.amount is None
            else max(_SMALLEST, round(bar.amount / largest * (_WIDTH - 2), 1))
        )
        drawn.append(DrawnBar(bar, label_y, y + _LINE, width))
        y += _LINE + _BAR + _GAP
    looks = list(dict.fromkeys(bar.look if bar.amount is not None else "gap" for bar in bars))
    return BarChart(_WIDTH, y + 4, groups, drawn, looks, _BAR)


class Moment(NamedTuple):
    """Something on the line: its lane, when (both ends the same day where it is known)."""

    lane: str
    first: date
    last: date
    label: str


class DrawnMoment(NamedTuple):
    """A mark on the line: a dot where the day is known, a bar between two days otherwise."""

    x: float
    width: float
    y: float
    label: str


class DrawnLane(NamedTuple):
    """A lane of the line with its name."""

    name: str
    y: float
    height: float


class Line(NamedTuple):
    """A drawn timeline."""

    width: int
    height: int
    years: list[tuple[int, float]]
    lanes: list[DrawnLane]
    moments: list[DrawnMoment]
    day_x: float | None


_LINE_WIDTH: Final = 1100
_LEFT: Final = 78
_DOT: Final = 9.0
_LANE_HEAD: Final = 14


def timeline(moments: Sequence[Moment], lanes: Sequence[str], day: date) -> Line:
    """Lay out moments on lanes from the first year to the last; dots that meet are stacked."""
    if not moments:
        return Line(_LINE_WIDTH, 0, [], [], [], None)
    first = min(moment.first for moment in moments).year
    last = max(moment.last for moment in moments).year + 1
    span = (date(last, 1, 1) - date(first, 1, 1)).days

    def x_of(when: date) -> float:
        share = (when - date(first, 1, 1)).days / span
        return round(_LEFT + share * (_LINE_WIDTH - _LEFT - 10), 1)

    drawn: list[DrawnMoment] = []
    drawn_lanes: list[DrawnLane] = []
    top = 8.0
    for lane in lanes:
        own = sorted((m for m in moments if m.lane == lane), key=lambda m: (m.first, m.last))
        placed, rows = _stacked(own, x_of, top + _LANE_HEAD)
        drawn.extend(placed)
        height = _LANE_HEAD + max(rows, 1) * _DOT + 6
        drawn_lanes.append(DrawnLane(lane, top, height))
        top += height
    years = [(year, x_of(date(year, 1, 1))) for year in range(first, last)]
    inside = date(first, 1, 1) <= day <= date(last, 1, 1)
    return Line(
        _LINE_WIDTH, int(top + 24), years, drawn_lanes, drawn, x_of(day) if inside else None
    )


def _stacked(
    moments: Sequence[Moment],
    x_of: Callable[[date], float],
    top: float,
) -> tuple[list[DrawnMoment], int]:
    """Each moment in the first row where it meets no other."""
    ends: list[float] = []
    placed = []
    for moment in moments:
        x = x_of(moment.first)
        width = x_of(moment.last) - x
        row = next((at for at, end in enumerate(ends) if end <= x - _DOT), len(ends))
        if row == len(ends):
            ends.append(0.0)
        ends[row] = x + width
        placed.append(DrawnMoment(x, round(width, 1), top + row * _DOT, moment.label))
    return placed, len(ends)


class Node(NamedTuple):
    """A box of a chain: an id and what stands in it."""

    id: str
    label: str


class DrawnNode(NamedTuple):
    """A box with its place."""

    node: Node
    x: float
    y: float


class DrawnEdge(NamedTuple):
    """An arrow between two boxes; ``whole`` where all of the older one was replaced."""

    x1: float
    y1: float
    x2: float
    y2: float
    whole: bool


class ChainDrawing(NamedTuple):
    """Boxes from the oldest at the top to the newest below."""

    width: int
    height: int
    nodes: list[DrawnNode]
    edges: list[DrawnEdge]
    box: tuple[int, int]


_BOX: Final = (136, 34)
_ROW: Final = 74


def chain_drawing(
    nodes: Sequence[Node], edges: Sequence[tuple[str, str, bool]]
) -> ChainDrawing:  # fmt: skip
    """Lay out a chain; ``edges`` go from the older to the newer, and hold no circle."""
    rank = _ranks([node.id for node in nodes], edges)
    rows: dict[int, list[Node]] = {}
    for node in nodes:
        rows.setdefault(rank[node.id], []).append(node)
    widest = max(len(row) for row in rows.values())
    width = max(320, widest * (_BOX[0] + 16))
    placed: dict[str, DrawnNode] = {}
    for at, row in rows.items():
        step = width / len(row)
        for column, node in enumerate(row):
            placed[node.id] = DrawnNode(
                node, round(step * (column + 0.5) - _BOX[0] / 2, 1), 4 + at * _ROW
            )
    drawn = [
        DrawnEdge(
            placed[old].x + _BOX[0] / 2, placed[old].y + _BOX[1],
            placed[new].x + _BOX[0] / 2, placed[new].y - 3, whole,
        )
        for old, new, whole in edges
    ]  # fmt: skip
    height = 8 + max(rows) * _ROW + _BOX[1]
    return ChainDrawing(width, height, list(placed.values()), drawn, _BOX)


def _ranks(ids: Sequence[str], edges: Sequence[tuple[str, str, bool]]) -> dict[str, int]:
    """How many replacements lie before each: the longest way from the oldest."""
    rank = dict.fromkeys(ids, 0)
    for _ in ids:
        moved = False
        for old, new, _whole in edges:
            if rank[new] < rank[old] + 1:
                rank[new] = rank[old] + 1
                moved = True
        if not moved:
            break
    return rank
