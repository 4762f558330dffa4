"""Status at the scale of a million instruments: built, answered for all, answered for one.

Each size runs in a process of its own, so that its peak memory is its own. Beside it, in the
same run: reading the same lines and doing nothing else (the limit of any program that reads
them as JSON), and, for one answer from an edition, a bare SQLite look-up by key.
"""

from __future__ import annotations

import json
import random
import resource
import sqlite3
import subprocess
import sys
import tempfile
import time
from datetime import date
from pathlib import Path
from statistics import median

import msgspec

from bench.effect_graphs import write
from compendium.edition.answers import status_answer
from compendium.edition.lookup import Found
from compendium.force.graph import ForceEntry, build_graph
from compendium.force.status import status_of
from compendium.model.instruments import Instrument
from compendium.model.records import decoder_of
from tests.evaluation.asof import EXAMPLES, imported

SIZES = (10_000, 100_000, 1_000_000)
DAY = date(2010, 6, 1)
ASKED = 5_000


def measure(path: Path) -> dict[str, float]:
    """Read the lines, build the graph, answer for every instrument; seconds and megabytes."""
    decode = decoder_of(ForceEntry)
    start = time.perf_counter()
    with path.open("rb") as lines:
        graph = build_graph(decode(line) for line in lines)
    built = time.perf_counter()
    statuses: dict[object, int] = {}
    for entry in graph:
        status = status_of(graph, entry.id, DAY)
        statuses[status] = statuses.get(status, 0) + 1
    done = time.perf_counter()
    return {
        "built": built - start,
        "answered": done - built,
        "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "instruments": sum(statuses.values()),
    }


def limit(path: Path) -> float:
    """Seconds for reading the same lines as JSON and keeping them, with the same library."""
    decode = msgspec.json.Decoder().decode
    start = time.perf_counter()
    with path.open("rb") as lines:
        kept = [decode(line) for line in lines]
    return time.perf_counter() - start if kept else 0.0


def one_answer(place: Path) -> dict[str, float]:
    """Microseconds, at the median, for one answer from an edition of fifteen thousand."""
    reader = imported(EXAMPLES / "w3c_facts.jsonl", place)
    chance = random.Random(7)
    ids = chance.choices(list(reader.all(Instrument)), k=ASKED)
    found = {one: Found(reader.all(Instrument)[one], None, one) for one in ids}
    bare = sqlite3.connect(f"file:{reader.path}?mode=ro", uri=True)
    query = (
        "SELECT status FROM periods WHERE instrument = ? AND from_day <= ? "
        "ORDER BY from_day DESC LIMIT 1"
    )
    times: dict[str, list[float]] = {"bare SQLite": [], "status": [], "explained": []}
    for one in ids:
        start = time.perf_counter()
        bare.execute(query, (one, "2010-06-01")).fetchone()
        looked = time.perf_counter()
        reader.status_on(one, DAY)
        told = time.perf_counter()
        status_answer(reader, found[one], DAY)
        explained = time.perf_counter()
        for name, seconds in zip(
            times, (looked - start, told - looked, explained - told), strict=True
        ):
            times[name].append(seconds * 1e6)
    return {name: median(values) for name, values in times.items()}


def main() -> None:
    """Print the table."""
    with tempfile.TemporaryDirectory() as place:
        for size in SIZES:
            path = Path(place) / f"{size}.jsonl"
            effects = write(path, size)
            found = json.loads(_apart("measure", path))
            read = float(_apart("limit", path))
            whole = found["built"] + found["answered"]
            print(
                f"force {size:>9,} instruments, {effects:>9,} effects: built "
                f"{found['built']:6.2f} s, every status {found['answered']:6.2f} s, together "
                f"{whole / size * 1e6:5.1f} µs each, peak {found['peak_mb']:,.0f} MB; "
                f"reading the lines alone {read:5.2f} s (ratio {whole / read:.1f})"
            )
            path.unlink()
        times = one_answer(Path(place))
        base = times["bare SQLite"]
        for name, value in times.items():
            print(f"force one answer, {name}: {value:.1f} µs ({value / base:.1f} × bare SQLite)")


def _apart(what: str, path: Path) -> str:
    run = subprocess.run(
        [sys.executable, "-m", "bench.force", what, str(path)],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    return run.stdout


if __name__ == "__main__":
    if len(sys.argv) == 3 and sys.argv[1] == "measure":
        print(json.dumps(measure(Path(sys.argv[2]))))
    elif len(sys.argv) == 3 and sys.argv[1] == "limit":
        print(limit(Path(sys.argv[2])))
    else:
        main()
