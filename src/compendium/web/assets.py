"""Stylesheet, icons and the one small script: addressed by content, kept for a year."""

from __future__ import annotations

import hashlib
import mimetypes
from functools import cache
from importlib.resources import files
from typing import Final, NamedTuple

PREFIX: Final = "/static/"
_ROOM: Final = "compendium.web"
_HELD_LONG: Final = "public, max-age=31536000, immutable"


class Asset(NamedTuple):
    """A file: its bytes, what they are, and how long a browser may keep them."""

    body: bytes
    kind: str
    caching: str


@cache
def shipped() -> dict[str, bytes]:
    """The files of this room by name."""
    folder = files(_ROOM).joinpath("static")
    return {one.name: one.read_bytes() for one in folder.iterdir() if one.is_file()}


@cache
def asset(name: str) -> str:
    """The address of a file, with a digest of its content: /static/site.1a2b3c4d.css."""
    digest = hashlib.blake2b(shipped()[name], digest_size=5).hexdigest()
    stem, _, ending = name.rpartition(".")
    return f"{PREFIX}{stem}.{digest}.{ending}"


@cache
def by_address() -> dict[str, Asset]:
    """Every file under its digested address, kept for a year, and under its plain one."""
    found = {}
    for name, body in shipped().items():
        kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
        if kind.startswith("text/") or kind == "image/svg+xml":
            kind += "; charset=utf-8"
        found[asset(name)] = Asset(body, kind, _HELD_LONG)
        found[PREFIX + name] = Asset(body, kind, "no-cache")
    return found
