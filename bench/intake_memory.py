"""Memory over many letters: `compendium intake` as editors run it, watched from outside.

Ten thousand invented letters as PDF, no two alike, are drafted into a folder by the program
itself. What it holds, with all its workers, is read from the system at every thousandth
draft. The first thousand fill caches; from there on the curve should lie flat.

    python -m bench.intake_memory [--many 10000]
"""

from __future__ import annotations

import argparse
import contextlib
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from tests.spec.intake.corpus import letter, plain_pdf

ROOT = Path(__file__).parents[1]
PROGRAM = Path(sys.executable).with_name("compendium")


def written(folder: Path, many: int) -> None:
    """That many letters as PDF."""
    for at in range(many):
        (folder / f"{at:06}.pdf").write_bytes(plain_pdf(letter(at)))


def held(parent: int) -> tuple[float, float, int]:
    """Megabytes of a process, megabytes of all that descend from it, and how many they are.

    Pages that forked processes share are counted once for each (resident size).
    """
    sizes: dict[int, tuple[int, float]] = {}
    for status in Path("/proc").glob("[0-9]*/status"):
        with contextlib.suppress(OSError, KeyError):
            said = dict(line.split(":", 1) for line in status.read_text().splitlines())
            size = int(said.get("VmRSS", "0 kB").split()[0]) / 1024
            sizes[int(said["Pid"])] = (int(said["PPid"]), size)
    below = set(_below(parent, sizes))
    own = sizes[parent][1] if parent in sizes else 0.0
    return own, sum(sizes[one][1] for one in below), len(below)


def _below(parent: int, sizes: dict[int, tuple[int, float]]) -> Iterator[int]:
    for one, (above, _) in sizes.items():
        if above == parent:
            yield one
            yield from _below(one, sizes)


def main() -> None:
    """Print the curve."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--many", type=int, default=10_000)
    many = parser.parse_args().many
    step = max(1, many // 10)
    with tempfile.TemporaryDirectory(prefix="bench-intake-") as made:
        folder, into = Path(made) / "letters", Path(made) / "drafts"
        folder.mkdir()
        written(folder, many)
        start = time.perf_counter()
        points: list[float] = []
        with subprocess.Popen(
            [PROGRAM, "intake", folder, "--accept-into", into, "--content", CONTENT],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env={**os.environ},
        ) as run:  # fmt: skip
            journal = into / ".intake" / "journal.jsonl"
            while run.poll() is None:
                time.sleep(0.5)
                done = _lines(journal)
                if done >= step * (len(points) + 1):
                    own, below, count = held(run.pid)
                    if count:
                        points.append(own + below)
                        taken = time.perf_counter() - start
                        print(
                            f"  {done:>7,} letters, {taken:>5.0f} s: {own:>5.0f} MB and "
                            f"{below:>5.0f} MB in {count} workers",
                            flush=True,
                        )
        if len(points) > 1:
            print(f"  from the first point to the last: {points[-1] - points[0]:+.0f} MB")
        print(f"  exit code {run.returncode}, {_lines(journal):,} lines in the journal")


CONTENT = ROOT / "content" / "california-csec"


def _lines(path: Path) -> int:
    try:
        return path.read_bytes().count(b"\n")
    except FileNotFoundError:
        return 0


if __name__ == "__main__":
    main()
