"""Search engines that run as programs of their own: PostgreSQL and Datasette."""

from __future__ import annotations

import asyncio
import importlib
import importlib.util
import os
import shutil
import signal
import sqlite3
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

Engine = Callable[[str], int]


def postgres_program(name: str) -> str | None:
    """A program of PostgreSQL: on the path, or where Debian's package puts the newest."""
    installed = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"))
    return shutil.which(name) or (str(installed[-1]) if installed else None)


@contextmanager
def private_server(work: Path) -> Iterator[str | None]:
    """The address of a PostgreSQL that lives as long as the block; None where none is installed.

    ``BENCH_POSTGRES`` names another one to use. PostgreSQL refuses to run as root, so
    root starts it as nobody.
    """
    named = os.environ.get("BENCH_POSTGRES")
    initdb, postgres = postgres_program("initdb"), postgres_program("postgres")
    if named or initdb is None or postgres is None:
        yield named
        return
    place = work / "postgres"
    place.mkdir()
    before: list[str] = []
    if os.geteuid() == 0:
        work.chmod(0o755)
        shutil.chown(place, "nobody", "nogroup")
        before = ["setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups"]
    data = str(place / "data")
    made = [*before, initdb, "-D", data, "-A", "trust", "-U", "bench", "-E", "UTF8"]
    subprocess.run(made, check=True, capture_output=True, cwd=place)
    alone = [postgres, "-D", data, "-k", str(place), "-c", "listen_addresses="]
    server = subprocess.Popen([*before, *alone], stderr=subprocess.DEVNULL, cwd=place)
    try:
        for _ in range(100):
            if any(place.glob(".s.PGSQL.*[0-9]")):
                break
            time.sleep(0.1)
        yield f"host={place} user=bench dbname=postgres"
    finally:
        server.send_signal(signal.SIGINT)
        server.wait(30)


def postgres(documents: list[tuple[str, str]], address: str | None) -> tuple[Engine, float] | str:
    """PostgreSQL full text with a GIN index, or why it is skipped."""
    if not address:
        return "not installed, and BENCH_POSTGRES names no server"
    if importlib.util.find_spec("psycopg") is None:
        return "psycopg is not installed"
    connection: Any = importlib.import_module("psycopg").connect(address, autocommit=True)
    connection.execute("DROP TABLE IF EXISTS bench_search")
    connection.execute("CREATE TABLE bench_search (title text, body text, words tsvector)")
    start = time.perf_counter()
    with connection.cursor().copy("COPY bench_search (title, body) FROM STDIN") as copy:
        for row in documents:
            copy.write_row([text.replace("\x00", " ") for text in row])
    connection.execute(
        "UPDATE bench_search SET words = to_tsvector('english', title || ' ' || body)"
    )
    connection.execute("CREATE INDEX ON bench_search USING gin (words)")
    connection.execute("ANALYZE bench_search")
    took = time.perf_counter() - start

    def ask(text: str) -> int:
        terms = " | ".join(text.split())
        return len(
            connection.execute(
                "SELECT title, ts_headline('english', body, q) FROM (SELECT title, body, q FROM "
                "bench_search, to_tsquery('english', %s) q WHERE words @@ q "
                "ORDER BY ts_rank_cd(words, q) DESC LIMIT 20) best",
                (terms,),
            ).fetchall()
        )

    return ask, took


def datasette(documents: list[tuple[str, str]], place: Path) -> tuple[Engine, float] | str:
    """Datasette's JSON answers over SQLite FTS5, without a network, or why it is skipped."""
    if importlib.util.find_spec("datasette") is None:
        return "not installed"
    connection = sqlite3.connect(place)
    start = time.perf_counter()
    connection.execute("CREATE TABLE documents (title TEXT, body TEXT)")
    connection.executemany("INSERT INTO documents VALUES (?, ?)", documents)
    connection.execute(
        "CREATE VIRTUAL TABLE documents_fts USING fts5"
        "(title, body, tokenize='porter unicode61', content='documents')"
    )
    connection.execute("INSERT INTO documents_fts(documents_fts) VALUES ('rebuild')")
    connection.commit()
    took = time.perf_counter() - start
    connection.close()
    made = importlib.import_module("datasette.app").Datasette(
        [str(place)], settings={"sql_time_limit_ms": 20_000}
    )
    runner = asyncio.Runner()
    sql = (
        "SELECT title, snippet(documents_fts, 1, '[', ']', '…', 40) FROM documents_fts "
        "WHERE documents_fts MATCH :terms ORDER BY rank LIMIT 20"
    )

    def ask(text: str) -> int:
        terms = " OR ".join(f'"{word}"' for word in text.split())
        address = f"/{place.stem}.json?" + urlencode({"sql": sql, "terms": terms})
        answer = runner.run(made.client.get(address))
        answer.raise_for_status()
        return len(answer.json()["rows"])

    return ask, took
