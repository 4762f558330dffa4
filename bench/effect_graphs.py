"""Generated instruments and effects as JSON lines, as many as are asked for, always the same."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

FIRST_DAY = date(1970, 1, 1)
EFFECTS_EACH = 4
REACH_BACK = 2000
"""Letters change letters of the last years, not of all time."""

_VERBS = (
    ["amends"] * 6 + ["supersedes"] * 3 + ["corrects"] * 2 + ["supersedes-in-part"] * 2
    + ["revises-amount", "repeals", "withdraws"]
)  # fmt: skip


def lines(count: int, seed: int = 20261125) -> Iterator[str]:
    """One instrument a line, in order of issue, each with four effects on earlier ones."""
    chance = random.Random(seed)
    for number in range(count):
        day = FIRST_DAY + timedelta(days=number * 20_000 // count)
        row: dict[str, object] = {
            "id": f"x-{number}",
            "citation": f"X {number}",
            "issued": _written(chance, day),
        }
        if number:
            row["effects"] = [_effect(chance, number) for _ in range(EFFECTS_EACH)]
        yield json.dumps(row, separators=(",", ":"))


def write(path: Path, count: int) -> int:
    """Write the lines of so many instruments; the number of effects."""
    with path.open("w", encoding="utf-8") as out:
        for line in lines(count):
            out.write(line)
            out.write("\n")
    return (count - 1) * EFFECTS_EACH


def _written(chance: random.Random, day: date) -> str:
    """Most days are known; some are known by month, year or bracket only."""
    kind = chance.random()
    if kind < 0.85:
        return day.isoformat()
    if kind < 0.93:
        return day.isoformat()[:7]
    return day.isoformat()[:4] if kind < 0.97 else f"../{day.isoformat()}"


def _effect(chance: random.Random, number: int) -> dict[str, str]:
    verb = chance.choice(_VERBS)
    target = chance.randrange(max(0, number - REACH_BACK), number)
    effect = {"verb": verb, "target": f"x-{target}", "stated": verb, "source": "list"}
    if verb == "supersedes-in-part":
        effect["part"] = "a part"
    return effect
