"""Another edition under load: how many requests failed, and how soon the new one answered.

A shelf with two editions is served as `compendium serve` does; readers ask pages and the
API without pause while the current edition changes.

    python -m bench.swap [--edition FILE] [--changes 5]
"""

from __future__ import annotations

import argparse
import http.client
import json
import os
import shutil
import tempfile
import threading
import time
from pathlib import Path

from bench.site import free_port, served
from compendium.cli.places import current_edition
from compendium.compiler.compile import compile_edition
from compendium.content.check import check_directory
from compendium.edition.handing import use
from compendium.edition.shelf import edition_file

TINY = Path(__file__).parents[1] / "tests" / "corpora" / "tiny"
ASKED = ("/", "/about", "/api/v1/coverage", "/on/2016-06-01/duties")
READERS = 3


def shelf_with_two(edition: Path, folder: Path) -> list[str]:
    """The current edition and that of the tiny corpus on one shelf; their ids."""
    fresh = folder / "fresh.sqlite"
    small = compile_edition(check_directory(TINY), fresh).edition
    fresh.rename(edition_file(folder, small))
    name = edition.stem
    shutil.copy(edition, edition_file(folder, name))
    use(folder, name)
    return [small, name]


def read(port: int, ends: threading.Event, told: list[int]) -> None:
    """Ask in turn over one kept connection; note every status, 0 for no answer."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    number = 0
    while not ends.is_set():
        number += 1
        try:
            connection.request("GET", ASKED[number % len(ASKED)])
            answer = connection.getresponse()
            answer.read()
            told.append(answer.status)
        except OSError:
            told.append(0)
            connection.close()


def edition_now(port: int) -> str:
    """The edition that a process of the server answers from."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    connection.request("GET", "/api/v1")
    said = json.loads(connection.getresponse().read())
    connection.close()
    return str(said["edition"])


def main() -> None:
    """Print how many requests were answered, how many failed, and how long changes took."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--edition", type=Path, default=None)
    parser.add_argument("--changes", type=int, default=5)
    options = parser.parse_args()
    edition = options.edition or current_edition().path
    told: list[int] = []
    taken: list[float] = []
    with tempfile.TemporaryDirectory() as folder:
        shelf, port = Path(folder), free_port()
        names = shelf_with_two(edition, shelf)
        site = {"COMPENDIUM_SHELF": folder, "COMPENDIUM_TODAY": "2026-06-01"}
        site["PYTHONPATH"] = os.environ.get("PYTHONPATH", "")
        with served("compendium.web.wsgi:application", "wsgi", port, site):
            ends = threading.Event()
            readers = [
                threading.Thread(target=read, args=(port, ends, told)) for _ in range(READERS)
            ]
            for reader in readers:
                reader.start()
            for number in range(options.changes):
                begun = time.perf_counter()
                use(shelf, names[number % 2])
                while edition_now(port) != names[number % 2] and time.perf_counter() - begun < 20:
                    time.sleep(0.1)
                taken.append(time.perf_counter() - begun)
                time.sleep(1)
            ends.set()
            for reader in readers:
                reader.join()
    failed = sum(status != 200 for status in told)
    print(f"Change of edition under load: {len(told):,} requests, {failed} failed, "
          f"{options.changes} changes, taken up in {max(taken):.1f} s at most")  # fmt: skip


if __name__ == "__main__":
    main()
