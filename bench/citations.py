"""Finding citations, measured side by side on one text in one run, on one core.

The text is real: sections of this system's documents, with the labelled passages and
letters of the tests mixed in until a megabyte holds more than a thousand citations. Each
copy of a passage gets other section numbers, so that hardly any citation stands there
twice. Timed end to end: from the text to the list of citations with canonical forms, in
processor seconds, in processes of their own: fresh ones, whose automaton and memory of
shapes are empty; ones that read other text before (another draw, with other numbers); and
ones that read the same text again. The limit is a scan for one literal.

eyecite runs in a process of its own. Where this Python has no eyecite, ``BENCH_EYECITE``
may name another one that has eyecite and hyperscan.

    python -m bench.citations [--megabytes N]
"""

from __future__ import annotations

import argparse
import json
import os
import random
import re
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bench.documents import sections
from compendium.citations import Citation, find, find_in_stream

ROOT = Path(__file__).parents[1]
EXAMPLES = ROOT / "tests" / "fixtures" / "examples"
PER_MEGABYTE = 1_200
"""Labelled citations mixed into a million characters."""
FOR_EYECITE = 2_000_000
"""Characters that the others get: enough to be timed, few enough to wait for."""
OTHER_TEXT = 4_000_000
PASSES = 5
HOSTILE = (
    "section section section 1-1-1-1 ",
    "Sections 1, 2, 3, ",
    "subdivision (a) of ",
    "ACL 16-49, ",
    "PC 111 ",
    "IM-12-04 ",
    "Section 1 of, ",
    "Section 300 of this code ",
)
_NUMBER = re.compile(r"(?<![\d/-])[1-9]\d{2,4}(?=[\s,;.()])(?!,\d)")


def passages() -> list[tuple[str, int]]:
    """The labelled passages and letters, each with how many citations it holds."""
    lines = (EXAMPLES / "citations_dev.jsonl").read_text(encoding="utf-8").splitlines()
    labelled = [(row["text"], len(row["citations"])) for row in map(json.loads, lines)]
    letters = sorted((EXAMPLES / "letters").glob("*.txt"))
    return labelled + [(text := one.read_text("utf-8"), len(find(text))) for one in letters]


def corpus(size: int, seed: int = 1) -> tuple[str, int]:
    """A text of at least ``size`` characters, and how many citations were mixed in."""
    chance = random.Random(seed)
    mixed = passages()
    documents = [text for _, text in sections()]
    chance.shuffle(documents)
    parts: list[str] = []
    length = labels = used = 0
    while length < size:
        if labels < PER_MEGABYTE * length / 1e6:
            text, count = chance.choice(mixed)
            text = _NUMBER.sub(lambda found: _other(found.group(), chance), text)
            labels += count
        else:
            text = documents[used % len(documents)]
            used += 1
        parts.append(text)
        length += len(text) + 2
    return "\n\n".join(parts), labels


def _other(number: str, chance: random.Random) -> str:
    """Another number of as many digits."""
    return str(chance.randrange(10 ** (len(number) - 1), 10 ** len(number)))


def ours(text: str, before: str) -> dict[str, Any]:
    """Seconds for a text, after another one and once more; and what was found."""
    find(before)
    first, found = _timed(text)
    again, _ = _timed(text)
    start = time.process_time()
    streamed = sum(1 for _ in find_in_stream(_pieces(text)))
    stream = time.process_time() - start
    forms = Counter(one.form for one in found)
    return {
        "first": first,
        "again": again,
        "found": len(found),
        "stream": stream,
        "streamed": streamed,
        "forms": dict(forms.most_common()),
    }


def _timed(text: str) -> tuple[float, list[Citation]]:
    start = time.process_time()
    found = find(text)
    return time.process_time() - start, found


def _pieces(text: str) -> Iterator[str]:
    return (text[start : start + 65_536] for start in range(0, len(text), 65_536))


def literal(raw: bytes) -> float:
    """Seconds of a scan for one literal, the best of some."""
    took = []
    for _ in range(PASSES):
        start = time.process_time()
        raw.count(b"ACL No. 16-49")
        took.append(time.process_time() - start)
    return min(took)


def _apart(*command: str) -> dict[str, Any] | str:
    """The JSON answer of a process of its own, or the last line of its complaint."""
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=False)
    if done.returncode:
        return (done.stderr.strip().splitlines() or ["it failed"])[-1]
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def main() -> None:
    """Make the text, time everybody on it, print one table."""
    options = argparse.ArgumentParser()
    options.add_argument("--megabytes", type=int, default=20)
    options.add_argument("--apart", type=Path, nargs="+")
    chosen = options.parse_args()
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    if chosen.apart:
        texts = [one.read_text(encoding="utf-8") for one in chosen.apart]
        print(json.dumps(ours(texts[0], "".join(texts[1:]))))
        return
    with tempfile.TemporaryDirectory() as place:
        text, labels = corpus(chosen.megabytes * 1_000_000)
        rate = _our_side(text, labels, Path(place))
        _their_side(text[:FOR_EYECITE], rate, Path(place))
    _growth(text)
    _hostile()


def _our_side(text: str, labels: int, place: Path) -> float:
    """Print our lines; megabytes a second after other text."""
    raw = text.encode()
    size = len(raw) / 1e6
    limit = size / literal(raw)
    file, other = place / "text.txt", place / "other.txt"
    file.write_bytes(raw)
    other.write_text(corpus(OTHER_TEXT, seed=2)[0], encoding="utf-8")
    fresh = _best(file)
    done = _best(file, other)
    print(f"{size:.1f} MB of text, {labels:,} labelled citations mixed in")
    print(f"found {done['found']:,}, {done['found'] / size:,.0f} a megabyte")
    print(f"  by form: {', '.join(f'{k} {n:,}' for k, n in done['forms'].items())}")
    print(f"{'one literal (the limit)':<36} {limit:9,.1f} MB/s")
    for name, seconds in (
        ("this project, fresh process", fresh["first"]),
        ("this project, after other text", done["first"]),
        ("this project, the same text again", done["again"]),
        ("this project, again, in a stream", done["stream"]),
    ):
        rate = size / seconds
        print(f"{name:<36} {rate:9,.1f} MB/s   1/{limit / rate:.0f} of the limit")
    return float(size / done["first"])


def _best(*files: Path) -> dict[str, Any]:
    """The answer of some processes of their own, with the least seconds of each kind."""
    command = [sys.executable, "-m", "bench.citations", "--apart", *map(str, files)]
    answers = []
    for _ in range(PASSES):
        done = _apart(*command)
        if isinstance(done, str):
            raise SystemExit(done)
        answers.append(done)
    least = {name: min(one[name] for one in answers) for name in ("first", "again", "stream")}
    return {**answers[0], **least}


def _their_side(text: str, rate: float, place: Path) -> None:
    file = place / "part.txt"
    file.write_text(text, encoding="utf-8")
    size = len(text.encode()) / 1e6
    python = os.environ.get("BENCH_EYECITE", sys.executable)
    done = _apart(python, str(ROOT / "bench" / "eyecite_apart.py"), str(file))
    if isinstance(done, str):
        print(f"{'eyecite':<36}   skipped: {done}")
        return
    for name, counted in (("tokenizer", "tokens"), ("whole", "found")):
        theirs = size / done[name]
        label = f"eyecite, hyperscan, {name}"
        print(
            f"{label:<36} {theirs:9,.1f} MB/s   {done[counted] / size:,.0f} a megabyte"
            f" (first {size:.0f} MB); we are {rate / theirs:,.1f} times as fast"
        )


def _growth(text: str) -> None:
    for share in (8, 4, 2, 1):
        part = text[: len(text) // share]
        start = time.process_time()
        find(part)
        took = time.process_time() - start
        size = len(part.encode()) / 1e6
        print(f"growth: {size:6.1f} MB in {took:6.3f} s, {took / size * 1e3:5.1f} ms a megabyte")


def _hostile() -> None:
    for piece in HOSTILE:
        took = []
        for size in (250_000, 500_000, 1_000_000):
            text = (piece * (size // len(piece) + 1))[:size]
            start = time.process_time()
            find(text, context_code="WIC")
            took.append(time.process_time() - start)
        seconds = " ".join(f"{one:7.3f}" for one in took)
        print(f"hostile, ¼ ½ 1 MB of {piece!r:<36} {seconds} s")


if __name__ == "__main__":
    main()
