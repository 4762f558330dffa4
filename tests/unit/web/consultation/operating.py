"""Running the program beside the tests, as an operator does: its own process, its own rows."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path

PROGRAM = (sys.executable, "-c", "from compendium.cli.main import main; main()")
_OURS = ("COMPENDIUM_", "DATABASE_URL", "DJANGO_SETTINGS_MODULE")


def surroundings(home: Path, **more: str) -> dict[str, str]:
    """An environment with no settings of the site but these."""
    plain = {name: value for name, value in os.environ.items() if not name.startswith(_OURS)}
    return {**plain, "COMPENDIUM_HOME": str(home), "COMPENDIUM_WARM": "no", **more}


def operate(
    environment: Mapping[str, str], *arguments: str, typed: str = ""
) -> subprocess.CompletedProcess[str]:
    """What `compendium site …` answers."""
    return subprocess.run(
        [*PROGRAM, "site", *arguments],
        env=dict(environment),
        input=typed,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def free_port() -> int:
    """A port that nobody uses now."""
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def serving(environment: Mapping[str, str], edition: Path) -> Iterator[str]:
    """The site on a port of this machine; its address."""
    port = free_port()
    running = subprocess.Popen(
        [*PROGRAM, "serve", "--port", str(port), "--edition", str(edition), "--workers", "1"],
        env=dict(environment),
        stderr=subprocess.DEVNULL,
    )
    address = f"http://127.0.0.1:{port}"
    try:
        deadline = time.monotonic() + 60
        while ask(f"{address}/consultation")[0] != 200:
            assert running.poll() is None, "the site has ended"
            assert time.monotonic() < deadline, "the site does not answer"
            time.sleep(0.2)
        yield address
    finally:
        running.terminate()
        running.wait(timeout=30)


def ask(address: str, answers: Mapping[str, object] | None = None) -> tuple[int, str]:
    """Status and text of a page, or of the page that a form leads to; 0 where nobody answers."""
    sent = urllib.parse.urlencode(answers, doseq=True).encode() if answers is not None else None
    try:
        with urllib.request.urlopen(address, data=sent, timeout=60) as page:
            return page.status, page.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode()
    except OSError:
        return 0, ""
