"""Where a request or a report stands, and where it may go from there. Words: ``words.toml``."""

from __future__ import annotations

from enum import StrEnum
from typing import Final


class State(StrEnum):
    """The life of a request to the Advisory Board, and of a report of a problem."""

    RECEIVED = "received"
    SEEN = "seen"
    WITH_BOARD = "with-board"
    ANSWERED = "answered"
    DECLINED = "declined"
    CONFIRMED = "confirmed"
    FIXED = "fixed"
    NO_CHANGE = "no-change"
    WITHDRAWN = "withdrawn"


Moves = dict[str, tuple[str, ...]]

REQUEST_MOVES: Final[Moves] = {
    State.RECEIVED: (State.SEEN, State.WITH_BOARD, State.DECLINED),
    State.SEEN: (State.WITH_BOARD, State.ANSWERED, State.DECLINED),
    State.WITH_BOARD: (State.ANSWERED, State.DECLINED),
    State.ANSWERED: (State.WITH_BOARD,),
    State.DECLINED: (State.SEEN,),
}

REPORT_MOVES: Final[Moves] = {
    State.RECEIVED: (State.CONFIRMED, State.FIXED, State.NO_CHANGE),
    State.CONFIRMED: (State.FIXED, State.NO_CHANGE),
    State.FIXED: (State.CONFIRMED,),
    State.NO_CHANGE: (State.CONFIRMED,),
}

WAITING: Final = frozenset({State.RECEIVED, State.SEEN, State.WITH_BOARD, State.CONFIRMED})
"""The states in which somebody still has to do something."""
