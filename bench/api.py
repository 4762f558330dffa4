"""The API's speed beside a Django view that does the same SQLite read and nothing else.

Each subject is served by granian with the same number of processes and asked by the same
client as the site is (``bench.site``). Every instrument is asked for in turn, as of several
days. The bare view has Django's addresses and JSON, and no middleware, no parameters
checked, no computed status, no ETag: it reads the record, or the status of the day, and
sends it. Ours is measured as it is served, where an answer given once is kept until the
edition or the day changes, and with every answer worked out anew: parameters, the status of
the day and its reasons, JSON and ETag. As the server does, it holds the edition's records in
memory, and what of a record does not hang on the day is gathered once.

    python -m bench.api [--edition FILE] [--seconds 2] [--rounds 5]
"""

from __future__ import annotations

import argparse
import contextlib
import os
from pathlib import Path

from bench.site import WORKERS, Subject, fetch, free_port, measure, served
from compendium.cli.places import current_edition
from compendium.edition.reader import open_edition
from compendium.model.instruments import Instrument

DAYS = ("2012-01-01", "2016-06-01", "2021-10-15", "2025-01-01")


def run(edition: Path, seconds: float, rounds: int) -> list[tuple[Subject, Subject]]:
    """Measure every pair, ours and bare, round by round."""
    ours, afresh, bare = (free_port() for _ in range(3))
    site = {"COMPENDIUM_EDITION": str(edition), "COMPENDIUM_TODAY": "2026-06-01"}
    site["PYTHONPATH"] = os.environ.get("PYTHONPATH", "")
    with contextlib.ExitStack() as running:
        target = "compendium.web.wsgi:application"
        running.enter_context(served(target, "wsgi", ours, site))
        fresh = {**site, "COMPENDIUM_WARM": "no"}
        running.enter_context(served("bench.bare_api:afresh", "wsgi", afresh, fresh))
        beside = {"BENCH_EDITION": str(edition)}
        running.enter_context(served("bench.bare_api:application", "wsgi", bare, beside))
        pairs = _pairs(edition, ours, afresh, bare)
        for mine, its in pairs:
            print(f"  {mine.name}: {_bytes(mine):,.0f} bytes on average; bare: {_bytes(its):,.0f}")
        for number in range(rounds):
            for pair in pairs:
                for subject in pair if number % 2 == 0 else reversed(pair):
                    subject.rounds.append(measure(subject, seconds))
    return pairs


def _pairs(edition: Path, ours: int, afresh: int, bare: int) -> list[tuple[Subject, Subject]]:
    """What is asked of whom: the record and the status of every instrument, day by day."""
    reader = open_edition(edition)
    asked = [(name, day) for day in DAYS for name in reader.all(Instrument)]
    reader.close()
    paths = {
        "record": tuple(f"/api/v1/instruments/{name}?on={day}" for name, day in asked),
        "status": tuple(f"/api/v1/status?citation={name}&on={day}" for name, day in asked),
    }
    return [
        (
            Subject(f"{name}, {how}", port, "", paths=listed),
            Subject(f"bare {name}", bare, "", paths=tuple(f"/{name}/{n}/{d}" for n, d in asked)),
        )
        for how, port in (("as served", ours), ("worked out each time", afresh))
        for name, listed in paths.items()
    ]


def _bytes(subject: Subject) -> float:
    """How long its answers are on average, seen on some; each is fetched to see that it is one."""
    seen = [len(fetch(subject.port, path)) for path in subject.paths[::7]]
    return sum(seen) / len(seen)


def main() -> None:
    """Print one line a pair."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--edition", type=Path, default=None)
    parser.add_argument("--seconds", type=float, default=2)
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    edition = options.edition or current_edition().path
    print(f"API: {WORKERS} processes each, every instrument as of {len(DAYS)} days")
    for mine, its in run(edition, options.seconds, options.rounds):
        rate, half, most = mine.median()
        print(
            f"  {mine.name:<32} {rate:>8,.0f}/s  p50 {half:6.2f}  p99 {most:7.2f} ms"
            f"   {its.name} {its.median()[0]:>8,.0f}/s   {mine.share_of(its):5.2f} × bare"
        )


if __name__ == "__main__":
    main()
