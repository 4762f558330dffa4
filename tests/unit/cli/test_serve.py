"""`compendium serve`: it starts, it answers, it ends; and what it says when it cannot start."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

Command = Callable[..., Any]


@pytest.fixture
def taken() -> Iterator[int]:
    """A port that somebody listens on."""
    with contextlib.closing(socket.socket()) as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        yield listener.getsockname()[1]


def test_a_port_in_use_is_one_clear_sentence(command: Command, taken: int, tiny_file: Path) -> None:
    answer = command("serve", "--port", taken, "--edition", tiny_file)

    assert (answer.code, answer.out) == (2, "")
    assert answer.err == (
        f"compendium: Port {taken} is in use: end what uses it, or choose another with --port.\n"
    )


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--host", "203.0.113.9"], "is no address of this machine"),
        (["--host", "no.such.host.invalid"], "is no address of this machine"),
        (["--port", "0"], "--port"),
        (["--port", "70000"], "--port"),
        (["--workers", "0"], "--workers"),
        (["--edition", "/nowhere/edition.sqlite"], "There is no edition at"),
    ],
)
def test_what_cannot_be_served_is_said_before_anything_starts(
    arguments: list[str], said: str, command: Command, tiny_file: Path, home: Path
) -> None:
    given = arguments if "--edition" in arguments else [*arguments, "--edition", str(tiny_file)]
    if "--port" not in arguments:
        given = [*given, "--port", str(_free_port())]

    answer = command("serve", *given)

    assert (answer.code, answer.err.count("\n")) == (2, 1)
    assert said in answer.err


def test_a_damaged_edition_is_said_before_anything_starts(
    command: Command, tmp_path: Path, home: Path
) -> None:
    damaged = tmp_path / "edition.sqlite"
    damaged.write_bytes(b"SQLite format 3\0 but no more than that")

    answer = command("serve", "--port", _free_port(), "--edition", damaged)

    assert (answer.code, answer.err.count("\n")) == (2, 1)
    assert "is damaged or not an edition" in answer.err


def test_it_serves_the_edition_and_ends_when_told(tiny_file: Path, home: Path) -> None:
    port = _free_port()
    program = Path(sys.executable).with_name("compendium")
    process = subprocess.Popen(
        [program, "serve", "--port", str(port), "--edition", tiny_file, "--workers", "1"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "COMPENDIUM_HOME": str(home), "COMPENDIUM_TODAY": "2026-06-01"},
    )
    try:
        body = _answer(f"http://127.0.0.1:{port}/acl/15-01", process)
    finally:
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=30)

    assert "Codes for recording" in body
    assert f"http://127.0.0.1:{port}" in err
    assert out == ""
    assert "Traceback" not in err
    secret = home / "secret"
    assert secret.stat().st_mode & 0o077 == 0
    assert len(secret.read_text(encoding="ascii")) > 40


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A place of its own for what the site keeps; the environment is put back afterwards."""
    for name in ("COMPENDIUM_ADDRESS", "COMPENDIUM_SECRET", "COMPENDIUM_EDITION"):
        monkeypatch.setenv(name, "")
        monkeypatch.delenv(name)
    monkeypatch.setenv("COMPENDIUM_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


def _free_port() -> int:
    with contextlib.closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _answer(address: str, process: subprocess.Popen[str]) -> str:
    for _ in range(300):
        assert process.poll() is None, process.communicate()[1]
        with contextlib.suppress(OSError), urllib.request.urlopen(address, timeout=5) as answer:
            return str(answer.read().decode())
        time.sleep(0.1)
    raise AssertionError("the site did not answer within thirty seconds")
