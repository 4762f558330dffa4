"""Drafting letters, measured beside what only takes out their text, in one run.

The letters are those of the tests, each with paragraphs of others put behind its own until
it is some pages long, set as PDF. A draft is everything: the worker process that reads the
file under limits, pages, lines with places, tables, running heads, then head, citations,
claims, duties and amounts, and the record that an editor gets. The others give text alone.
Each is timed over all letters, the order turned from round to round; the median counts.

kreuzberg runs in a process of its own, one for all letters. Where this Python has none,
``BENCH_KREUZBERG`` may name another one that has it. pdftotext is started for each letter,
as its users do. What is missing is named and left out.

    python -m bench.intake [--letters 24] [--rounds 5] [--many 1000]
"""

from __future__ import annotations

import argparse
import contextlib
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pypdfium2 as pdfium

from compendium.content.load import load_content
from compendium.intake.accept import Catalogue
from compendium.intake.batch import draft_file
from compendium.intake.open_letter import close_reader
from compendium.intake.record import record_of
from tests.spec.intake.typeset import as_pdf

ROOT = Path(__file__).parents[1]
LETTERS = ROOT / "tests" / "fixtures" / "examples" / "letters"
PARAGRAPHS = 60
"""How many paragraphs of others stand behind a letter's own."""
COUNTIES = Catalogue(load_content(ROOT / "content" / "california-csec")).counties
_KREUZBERG = """
import sys, time, pathlib, kreuzberg
files = [pathlib.Path(one).read_bytes() for one in sys.argv[1:]]
kreuzberg.extract_bytes_sync(files[0], "application/pdf")
for line in sys.stdin:
    start = time.perf_counter()
    for data in files:
        kreuzberg.extract_bytes_sync(data, "application/pdf")
    print(time.perf_counter() - start, flush=True)
"""


def written(folder: Path, count: int) -> list[Path]:
    """Letters as PDF files, no two alike."""
    texts = [path.read_text("utf-8") for path in sorted(LETTERS.glob("*.txt"))]
    bodies = [part for text in texts for part in text.split("\n\n") if len(part) > 200]
    files = []
    for at in range(count):
        more = (bodies[(at * 7 + step * 3) % len(bodies)] for step in range(PARAGRAPHS))
        path = folder / f"letter-{at:03}.pdf"
        path.write_bytes(as_pdf("\n\n".join([texts[at % len(texts)], *more]), aside=at % 2 == 1))
        files.append(path)
    return files


def bare(files: list[Path]) -> float:
    """Seconds that PDFium needs for the text alone."""
    start = time.perf_counter()
    for path in files:
        with closing(pdfium.PdfDocument(path.read_bytes())) as opened:
            for page in opened:
                with closing(page.get_textpage()) as text:
                    text.get_text_range()
                page.close()
    return time.perf_counter() - start


def drafts(files: list[Path]) -> float:
    """Seconds for whole drafts with their records."""
    start = time.perf_counter()
    for path in files:
        drafted = draft_file(path, COUNTIES)
        if drafted.draft is None:
            raise SystemExit(drafted.message)
        drafted.plain()
        record_of(drafted.draft, path.name, "cdss", lambda _: False)
    return time.perf_counter() - start


def pdftotext(files: list[Path]) -> float:
    """Seconds that pdftotext needs, started for each file."""
    start = time.perf_counter()
    for path in files:
        subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, check=True)
    return time.perf_counter() - start


@contextlib.contextmanager
def kreuzberg(files: list[Path]) -> Iterator[Callable[[list[Path]], float] | None]:
    """What times kreuzberg over these files, or None where there is none."""
    program = os.environ.get("BENCH_KREUZBERG", sys.executable)
    asked = [program, "-c", "import kreuzberg"]
    if subprocess.run(asked, capture_output=True, check=False).returncode:
        yield None
        return
    command = [program, "-c", _KREUZBERG, *map(str, files)]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as other:

        def seconds(_: list[Path]) -> float:
            assert other.stdin is not None
            assert other.stdout is not None
            other.stdin.write("go\n")
            other.stdin.flush()
            return float(other.stdout.readline())

        yield seconds
        other.communicate()


def compare(files: list[Path], rounds: int) -> dict[str, float]:
    """The median seconds of each contender."""
    with kreuzberg(files) as third:
        runners: dict[str, Callable[[list[Path]], float]] = {
            "whole draft": drafts,
            "bare pypdfium2 text": bare,
        }
        if third is not None:
            runners["kreuzberg text"] = third
        else:
            print("  kreuzberg: not installed, left out")
        if shutil.which("pdftotext"):
            runners["pdftotext -layout"] = pdftotext
        else:
            print("  pdftotext: not installed, left out")
        times: dict[str, list[float]] = {name: [] for name in runners}
        drafts(files[:2])
        for turn in range(rounds):
            for name in runners if turn % 2 == 0 else reversed(runners):
                times[name].append(runners[name](files))
    return {name: statistics.median(taken) for name, taken in times.items()}


def resident() -> float:
    """Megabytes that this process and its reader hold."""
    whole = 0
    here = str(os.getpid())
    for status in Path("/proc").glob("[0-9]*/status"):
        with contextlib.suppress(OSError):
            held = dict(line.split(":", 1) for line in status.read_text().splitlines())
            if here in (held["Pid"].strip(), held["PPid"].strip()):
                whole += int(held.get("VmRSS", "0 kB").split()[0])
    return whole / 1024


def memory(files: list[Path], many: int) -> list[tuple[int, float]]:
    """Letters drafted so far, and the megabytes held then, at ten points."""
    points = []
    for number in range(1, many + 1):
        draft_file(files[number % len(files)], COUNTIES)
        if number % max(1, many // 10) == 0:
            points.append((number, resident()))
    return points


def main() -> None:
    """Print the table and the memory over many letters."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--letters", type=int, default=24)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--many", type=int, default=1000)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="bench-intake-") as folder:
        files = written(Path(folder), options.letters)
        pages = sum(len(pdfium.PdfDocument(path)) for path in files)
        print(f"  {len(files)} letters, {pages} pages")
        taken = compare(files, options.rounds)
        for name, seconds in taken.items():
            share = taken["bare pypdfium2 text"] / seconds
            print(f"  {name:<22} {pages / seconds:>8,.0f} pages/s   {share:5.2f} × bare text")
        points = memory(files, options.many)
        rise = points[-1][1] - points[0][1]
        line = ", ".join(f"{held:.0f}" for _, held in points)
        print(f"  memory, MB at each tenth of {options.many:,} letters: {line} ({rise:+.1f})")
    close_reader()


if __name__ == "__main__":
    main()
