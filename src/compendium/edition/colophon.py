"""An edition's statement about itself, and the digest that seals it."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from typing import Final

import msgspec

FORM: Final = 1
"""The version of the edition's form; a reader refuses any other."""

DIGESTED: Final = ("records", "names", "starts", "effects", "relations", "periods", "warnings")
"""The tables the digest covers: all but the colophon."""


class Colophon(msgspec.Struct, frozen=True, kw_only=True):
    """What an edition says of itself.

    ``edition`` is the short id (the digest's first twelve characters), ``commit`` the
    version of the content where it is known, ``stands_at`` the day up to which the
    content was checked, ``counts`` the number of records of each kind.
    """

    form: int
    edition: str
    digest: str
    title: str
    stands_at: str
    commit: str | None
    counts: dict[str, int]
    gaps: int
    warnings: int


def digest_of(connection: sqlite3.Connection) -> str:
    """The SHA-256 of the canonical dump of an edition's content tables.

    Rows are written as JSON lines in the order of all their columns, so neither the
    SQLite version, nor the page layout, nor the hour of writing can change it.
    """
    digest = hashlib.sha256()
    for table in DIGESTED:
        digest.update(f"{table}\n".encode())
        columns = [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]
        listed = ", ".join(columns)
        for row in connection.execute(f"SELECT {listed} FROM {table} ORDER BY {listed}"):  # noqa: S608  our own names
            digest.update(json.dumps(row, ensure_ascii=False, separators=(",", ":")).encode())
            digest.update(b"\n")
    return digest.hexdigest()


def write_colophon(connection: sqlite3.Connection, colophon: Colophon) -> None:
    """Store a colophon, field by field."""
    rows = [
        (name, json.dumps(value, ensure_ascii=False, sort_keys=True))
        for name, value in msgspec.to_builtins(colophon).items()
    ]
    connection.executemany("INSERT INTO colophon VALUES (?, ?)", rows)


def read_colophon(connection: sqlite3.Connection) -> Colophon:
    """The colophon of an open edition. Raises ValueError where it is not one of ours."""
    plain = {
        name: json.loads(value)
        for name, value in connection.execute("SELECT name, value FROM colophon")
    }
    if plain.get("form") != FORM:
        raise ValueError(f"the edition has form {plain.get('form')}, this program reads {FORM}")
    return msgspec.convert(plain, Colophon)
