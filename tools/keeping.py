"""What a measurement printed, kept beside the documentation with the day and the machine."""

from __future__ import annotations

import contextlib
import io
import os
import platform
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Final, TextIO

KEPT: Final = Path(__file__).parents[1] / "docs" / "measured"


class Tee(io.TextIOBase):
    """Text that goes to two places."""

    def __init__(self, *places: TextIO) -> None:
        self._places = places

    def write(self, text: str) -> int:
        """Write to both."""
        for place in self._places:
            place.write(text)
        return len(text)

    def flush(self) -> None:
        """Flush both."""
        for place in self._places:
            place.flush()


def run_and_keep(name: str, command: str, main: Callable[[], object]) -> None:
    """Run ``main`` and keep what it prints as ``docs/measured/<name>.txt``."""
    heard = io.StringIO()
    with contextlib.redirect_stdout(Tee(sys.stdout, heard)):
        main()
    KEPT.mkdir(parents=True, exist_ok=True)
    head = f"{command}\n{datetime.now(UTC).date()}, {_machine()}\n\n"
    (KEPT / f"{name}.txt").write_text(head + heard.getvalue(), encoding="utf-8")


def _machine() -> str:
    load = os.getloadavg()[0]
    return (
        f"{platform.system()} {platform.machine()}, {os.cpu_count()} processors, "
        f"Python {platform.python_version()}, load {load:.1f} when done"
    )
