"""The API's speed beside a Django view that does the same SQLite read and nothing else.

Each subject is served by granian with the same number of processes and asked by the same
client as the site is (``bench.site``). The bare view has Django's addresses and JSON, and
no middleware, no parameters checked, no computed status: it reads the record, or the
status of the day, and sends it.

    python -m bench.api [--edition FILE] [--seconds 2] [--rounds 3]
"""

from __future__ import annotations

import argparse
import contextlib
import os
from pathlib import Path

from bench.site import WORKERS, Subject, fetch, free_port, measure, served
from compendium.cli.places import current_edition

ONE = "acl-16-49"
DAY = "2016-06-01"
RECORD = f"/api/v1/instruments/{ONE}?on={DAY}"
STATUS = f"/api/v1/status?citation={ONE}&on={DAY}"


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
        pairs = [
            (Subject(f"{name}, {how}", port, path), Subject(f"bare {name}", bare, f"/{name}/{ONE}"))
            for how, port in (("as served", ours), ("worked out each time", afresh))
            for name, path in (("record", RECORD), ("status", STATUS))
        ]
        for mine, its in pairs:
            print(f"  {mine.name}: {len(fetch(mine.port, mine.path)):,} bytes; "
                  f"bare: {len(fetch(its.port, its.path)):,} bytes")  # fmt: skip
        for number in range(rounds):
            for pair in pairs:
                for subject in pair if number % 2 == 0 else reversed(pair):
                    subject.rounds.append(measure(subject, seconds))
    return pairs


def main() -> None:
    """Print one line a pair."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--edition", type=Path, default=None)
    parser.add_argument("--seconds", type=float, default=2)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    edition = options.edition or current_edition().path
    print(f"API: {WORKERS} processes each")
    for mine, its in run(edition, options.seconds, options.rounds):
        rate, half, most = mine.median()
        print(
            f"  {mine.name:<32} {rate:>8,.0f}/s  p50 {half:6.2f}  p99 {most:7.2f} ms"
            f"   {its.name} {its.median()[0]:>8,.0f}/s   {mine.share_of(its):5.2f} × bare"
        )


if __name__ == "__main__":
    main()
