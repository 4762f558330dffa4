"""Editions to hand on: a directory, or the same over HTTPS, with a list and checksums.

Such a directory holds ``editions.json`` and the edition files that it names. An edition is
taken only when its file has the checksum of the list and its content its own digest.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
from contextlib import suppress
from pathlib import Path
from typing import Final

import msgspec

from compendium.edition.bringing import pieces
from compendium.edition.colophon import Colophon
from compendium.edition.reader import open_edition
from compendium.edition.shelf import Current, colophon_at, edition_file, editions_on, set_current
from compendium.vocabulary.errors import UserError

LIST: Final = "editions.json"
_ID: Final = re.compile(r"[0-9a-f]{12}")
_SUM: Final = re.compile(r"[0-9a-f]{64}")
_MOST_LIST: Final = 2_000_000
_MOST_EDITION: Final = 2_000_000_000


class Offered(msgspec.Struct, frozen=True, kw_only=True):
    """An edition in a list: its id and digest, the day its facts stand at, its file's checksum."""

    edition: str
    digest: str
    stands_at: str
    sha256: str
    size: int


class OfferList(msgspec.Struct, frozen=True, kw_only=True):
    """What a directory of editions offers, and which of them is current."""

    current: str | None
    editions: tuple[Offered, ...]


def verify_file(file: Path) -> Colophon:
    """Check that an edition is whole. Raises UserError ``damaged-edition``."""
    reader = open_edition(file)
    reader.close()
    return reader.colophon


def offer(shelf: Path, current: str | None) -> OfferList:
    """Write the list of a shelf, so that others can pull from it; what it says."""
    listed = tuple(_offered(shelf, one) for one in editions_on(shelf))
    value = OfferList(current=current, editions=listed)
    text = json.dumps(msgspec.to_builtins(value), indent=1)
    _replace(shelf / LIST, f"{text}\n".encode())
    return value


def use(shelf: Path, edition: str) -> Colophon:
    """Make an edition of a shelf the current one, after checking that it is whole.

    Raises UserError ``unknown-edition``. A content change compiles a new one over it.
    """
    file = edition_file(shelf, edition)
    if not _ID.fullmatch(edition) or not file.is_file():
        known = ", ".join(one.edition for one in editions_on(shelf)) or "none"
        raise UserError("unknown-edition", f"There is no edition {edition} here. Kept: {known}.")
    said = verify_file(file)
    set_current(shelf, Current(said.edition, file.name, fingerprint=""))
    return said


def pull(place: str, shelf: Path, edition: str | None = None) -> tuple[Colophon, bool]:
    """Bring an edition (default: the current one) from a directory or HTTPS address.

    Returns it, and whether it was brought now; one that is here already is only checked.
    Raises UserError where the place, its list or the edition cannot be used.
    """
    listed = _list_of(place)
    wanted = edition or listed.current
    chosen = next((one for one in listed.editions if one.edition == wanted), None)
    if chosen is None or not _ID.fullmatch(chosen.edition) or not _SUM.fullmatch(chosen.sha256):
        known = ", ".join(one.edition for one in listed.editions) or "none"
        raise UserError("unknown-edition", f"{place} offers no edition {wanted}. It has: {known}.")
    target = edition_file(shelf, chosen.edition)
    if target.is_file() and _sum_of(target) == chosen.sha256:
        return verify_file(target), False
    beside = shelf / f".{chosen.edition}.{os.getpid()}"
    try:
        shelf.mkdir(parents=True, exist_ok=True)
        _bring(place, chosen, beside)
        said = verify_file(beside)
        if said.digest != chosen.digest or said.edition != chosen.edition:
            raise UserError("damaged-edition", f"{chosen.edition} is not what its list says.")
        beside.replace(target)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise UserError("no-room", f"{shelf} cannot be written: {reason}.") from None
    finally:
        with suppress(OSError):
            beside.unlink(missing_ok=True)
    return said, True


def _offered(shelf: Path, said: Colophon) -> Offered:
    file = edition_file(shelf, said.edition)
    return Offered(
        edition=said.edition,
        digest=colophon_at(file).digest,
        stands_at=said.stands_at,
        sha256=_sum_of(file),
        size=file.stat().st_size,
    )


def _list_of(place: str) -> OfferList:
    text = b"".join(pieces(place, LIST, _MOST_LIST))
    try:
        return msgspec.json.decode(text, type=OfferList)
    except msgspec.MsgspecError as error:
        raise UserError("bad-list", f"{LIST} of {place} cannot be read: {error}.") from None


def _bring(place: str, chosen: Offered, target: Path) -> None:
    digest, size = hashlib.sha256(), 0
    with target.open("wb") as opened:
        for piece in pieces(place, f"{chosen.edition}.sqlite", min(chosen.size, _MOST_EDITION)):
            digest.update(piece)
            size += len(piece)
            opened.write(piece)
    if digest.hexdigest() != chosen.sha256 or size != chosen.size:
        raise UserError(
            "damaged-edition",
            f"{chosen.edition} came with another checksum than its list names; nothing was kept.",
        )


def _sum_of(file: Path) -> str:
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def _replace(file: Path, body: bytes) -> None:
    beside = file.with_name(f".{file.name}.{os.getpid()}")
    beside.write_bytes(body)
    beside.replace(file)
