"""Real text to measure on: this system's documentation, manual pages and library sources."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from pathlib import Path

PLACES = (
    "/usr/share/doc",
    "/usr/share/man",
    "/usr/share/info",
    "/usr/share/perl",
    "/usr/lib/python3",
    "/usr/lib/python3.11",
)
KINDS = re.compile(
    r"\.(?:txt|html?|rst|md|pod|pm|py|[1-8]|gz)$|/(?:README|NEWS|copyright|changelog)[^/]*$"
)
MARKUP = re.compile(r"<[^>]{1,200}>|^\.\w+ ?|\\f[BIRP]|\\-|[ \t]{2,}", re.MULTILINE)
SECTION = 2_300
"""Most characters of a section."""


def sections() -> Iterator[tuple[str, str]]:
    """Titles and texts of the sections of this system's documents, none of them twice."""
    seen: set[int] = set()
    for place in PLACES:
        for path in sorted(Path(place).rglob("*")):
            if not KINDS.search(str(path)) or path.is_symlink() or not path.is_file():
                continue
            try:
                raw = path.read_bytes()
                raw = gzip.decompress(raw) if path.suffix == ".gz" else raw
                text = MARKUP.sub(" ", raw[:400_000].decode("utf-8"))
            except (OSError, UnicodeDecodeError, EOFError):
                continue
            for number, start in enumerate(range(0, len(text), SECTION)):
                piece = text[start : start + SECTION].strip()
                if len(piece) > 300 and hash(piece) not in seen:
                    seen.add(hash(piece))
                    yield f"{path.name} {number + 1}", piece
