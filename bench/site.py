"""The site's speed beside a bare Starlette page of the same size, in one run on one machine.

Every subject is served by granian with the same number of processes on the loopback
address and asked by wrk where it is installed, else by a small client of our own. The
order of the subjects turns from round to round; the median round is shown, and the median of
the rounds' own shares, which suffers less from what else the machine does.

    python -m bench.site [--edition FILE] [--seconds 2] [--rounds 5]
"""

from __future__ import annotations

import argparse
import contextlib
import importlib.util
import json
import os
import re
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from compendium.cli.places import current_edition

PAGE = "/wic/16501.35"
USUAL = "/acl/16-82"
CONNECTIONS = 16
WORKERS = 2
_MANY_DAYS = """
local n = 0
request = function()
  n = n + 7919
  local day = n % 5475
  local year, month = 2012 + math.floor(day / 365), 1 + math.floor(day / 30) % 12
  return wrk.format("GET", string.format("/on/%04d-%02d-%02d{page}", year, month, 1 + day % 28))
end
"""


_IN_TURN = """
local n = 0
local paths = {{paths}}
request = function()
  n = n + 7919
  return wrk.format("GET", paths[n % #paths + 1])
end
"""


@dataclass
class Subject:
    """Something measured: where it listens, what is asked, and what it answered.

    ``path`` is asked again and again, or with ``many_days`` as of many days, or each of
    ``paths`` in turn.
    """

    name: str
    port: int
    path: str
    many_days: bool = False
    paths: tuple[str, ...] = ()
    rounds: list[tuple[float, float, float]] = field(default_factory=list)

    def median(self) -> tuple[float, float, float]:
        """The round with the median rate: requests a second, p50 and p99 in ms."""
        ordered = sorted(self.rounds)
        return ordered[len(ordered) // 2]

    def share_of(self, other: Subject) -> float:
        """Its rate as a share of another's: the median of the rounds, each with its own."""
        pairs = zip(self.rounds, other.rounds, strict=True)
        return statistics.median(own[0] / its[0] for own, its in pairs)


@contextlib.contextmanager
def served(target: str, interface: str, port: int, environment: dict[str, str]) -> Iterator[None]:
    """An application served by granian until the block ends."""
    command = [
        *(sys.executable, "-m", "granian", "--interface", interface, "--port", str(port)),
        *("--workers", str(WORKERS), "--no-ws", "--log-level", "error", target),
    ]
    if interface == "wsgi":
        command[-1:-1] = ["--blocking-threads", "1"]
    process = subprocess.Popen(
        command, env={**os.environ, **environment}, start_new_session=True, stderr=subprocess.PIPE
    )
    try:
        _wait_for(port, process)
        yield
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def _wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    for _ in range(150):
        if process.poll() is not None:
            said = process.stderr.read().decode()[-800:] if process.stderr else ""
            raise SystemExit(f"a server ended: {said}")
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            return
        time.sleep(0.1)
    raise SystemExit(f"no server on port {port}")


def free_port() -> int:
    """A port that nobody uses at the moment."""
    with contextlib.closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def fetch(port: int, path: str) -> bytes:
    """One page, for its size and to see that it is one."""
    with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=20) as answer:
        return bytes(answer.read())


def measure(subject: Subject, seconds: float) -> tuple[float, float, float]:
    """Requests a second, p50 and p99 in milliseconds."""
    if shutil.which("wrk"):
        return _by_wrk(subject, seconds)
    return _by_hand(subject, seconds)


def _by_wrk(subject: Subject, seconds: float) -> tuple[float, float, float]:
    command = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{max(1, round(seconds))}s", "--latency"]
    with tempfile.NamedTemporaryFile("w", suffix=".lua") as script:
        if subject.many_days or subject.paths:
            script.write(_script(subject))
            script.flush()
            command += ["-s", script.name]
        command.append(f"http://127.0.0.1:{subject.port}{subject.path}")
        said = subprocess.run(
            command, capture_output=True, text=True, check=True, timeout=120
        ).stdout
    if "Non-2xx" in said:
        raise SystemExit(f"{subject.name} did not answer with pages:\n{said}")
    rate = float(re.search(r"Requests/sec:\s+([\d.]+)", said)[1])  # type: ignore[index]
    return rate, _wrk_ms(said, "50%"), _wrk_ms(said, "99%")


def _script(subject: Subject) -> str:
    """What tells wrk to ask for another address each time."""
    if subject.paths:
        listed = ", ".join(json.dumps(one) for one in subject.paths)
        return _IN_TURN.replace("{paths}", listed)
    return _MANY_DAYS.replace("{page}", subject.path)


def _wrk_ms(said: str, share: str) -> float:
    found = re.search(rf"{share}\s+([\d.]+)(us|ms|s)", said)
    if found is None:
        return float("nan")
    return float(found[1]) * {"us": 0.001, "ms": 1.0, "s": 1000.0}[found[2]]


def _by_hand(subject: Subject, seconds: float) -> tuple[float, float, float]:
    """A client of our own: kept-alive connections in threads, each asking in turn."""
    ends = time.perf_counter() + seconds
    taken: list[float] = []
    threads = [threading.Thread(target=_ask, args=(subject, ends, taken, at)) for at in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    ordered = sorted(taken)
    rate = len(ordered) / seconds
    return rate, statistics.median(ordered) * 1000, ordered[int(len(ordered) * 0.99)] * 1000


def _ask(subject: Subject, ends: float, taken: list[float], at: int) -> None:
    with socket.create_connection(("127.0.0.1", subject.port)) as connection:
        answers = connection.makefile("rb")
        number = at * 1_000
        while time.perf_counter() < ends:
            number += 7919
            path = _path(subject, number)
            begun = time.perf_counter()
            connection.sendall(f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".encode())
            _read(answers)
            taken.append(time.perf_counter() - begun)


def _path(subject: Subject, number: int) -> str:
    if subject.paths:
        return subject.paths[number % len(subject.paths)]
    return _on(number, subject.path) if subject.many_days else subject.path


def _on(number: int, path: str) -> str:
    day = number % 5475
    return f"/on/{2012 + day // 365:04d}-{1 + day // 30 % 12:02d}-{1 + day % 28:02d}{path}"


def _read(answers: object) -> None:
    length = 0
    while (line := answers.readline()) not in (b"\r\n", b""):  # type: ignore[attr-defined]
        name, _, value = line.partition(b":")
        length = int(value) if name.lower() == b"content-length" else length
    answers.read(length)  # type: ignore[attr-defined]


def run(edition: Path, seconds: float, rounds: int) -> list[Subject]:
    """Measure every subject in turn, round by round."""
    ours, afresh, *bare = (free_port() for _ in range(4))
    site = {"COMPENDIUM_EDITION": str(edition), "COMPENDIUM_TODAY": "2026-06-01"}
    site["PYTHONPATH"] = os.environ.get("PYTHONPATH", "")
    with contextlib.ExitStack() as running:
        target = "compendium.web.wsgi:application"
        running.enter_context(served(target, "wsgi", ours, site))
        running.enter_context(
            served(target, "wsgi", afresh, {**site, "COMPENDIUM_KEEP_PAGES": "no"})
        )
        subjects = []
        for page, port in zip((PAGE, USUAL), bare, strict=True):
            size = len(fetch(ours, f"/on/2016-06-01{page}"))
            subjects += [
                Subject(f"prepared, today: {page}", ours, page),
                Subject(f"many days, kept between changes: {page}", ours, page, many_days=True),
                Subject(f"many days, rendered each time: {page}", afresh, page, many_days=True),
            ]
            if importlib.util.find_spec("starlette"):
                beside = {"BENCH_EDITION": str(edition), "BENCH_SIZE": str(size)}
                running.enter_context(served("bench.bare:application", "asgi", port, beside))
                name = f"bare Starlette, {size:,} bytes"
                path = page.replace("/", "-").strip("-")
                subjects.append(Subject(name, port, f"/{path}", many_days=True))
        for number in range(rounds):
            for subject in subjects if number % 2 == 0 else reversed(subjects):
                subject.rounds.append(measure(subject, seconds))
    return subjects


def main() -> None:
    """Print one line a subject."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--edition", type=Path, default=None)
    parser.add_argument("--seconds", type=float, default=2)
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    edition = options.edition or current_edition().path
    subjects = run(edition, options.seconds, options.rounds)
    client = "wrk" if shutil.which("wrk") else "our own client (wrk is not installed)"
    print(f"Site: {WORKERS} processes, {CONNECTIONS} connections, {client}")
    beside: Subject | None = None
    for subject in reversed(subjects):
        rate, half, most = subject.median()
        beside = subject if subject.name.startswith("bare") else beside
        share = f"{subject.share_of(beside):6.2f} × bare" if beside else "no Starlette here"
        print(f"  {subject.name:<60} {rate:>9,.0f}/s  p50 {half:6.2f}  p99 {most:7.2f} ms  {share}")


if __name__ == "__main__":
    main()
