"""How much one file may cost before it is refused."""

from __future__ import annotations

from typing import Final

import msgspec

MEGABYTE: Final = 1 << 20


class Limits(msgspec.Struct, frozen=True, kw_only=True):
    """Ceilings for one file. A file that reaches one is refused with one sentence.

    ``size`` bytes of the file, ``unpacked`` bytes of everything inside an archive,
    ``seconds`` of wall clock, ``memory`` bytes of the worker's address space, ``pages``,
    ``pixels`` of one page drawn for recognition, ``nesting`` levels of markup,
    ``characters`` of text. ``scans`` says whether pictures may be recognised at all.
    """

    size: int = 64 * MEGABYTE
    unpacked: int = 256 * MEGABYTE
    seconds: float = 60.0
    memory: int = 1536 * MEGABYTE
    pages: int = 2_000
    pixels: int = 40_000_000
    nesting: int = 200
    characters: int = 20_000_000
    scans: bool = True


DEFAULT_LIMITS: Final = Limits()
