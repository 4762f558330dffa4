"""`compendium cite`: every citation in a text, with its place and canonical form."""

from __future__ import annotations

import codecs
import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from itertools import chain, islice
from pathlib import Path
from typing import BinaryIO, Final

import click

from compendium.citations import Citation, Resolution, find_in_stream, resolve
from compendium.cli.options import note, reader_for, reading
from compendium.edition.holdings import Holdings
from compendium.edition.reader import EditionReader
from compendium.vocabulary.dates import parse_day
from compendium.vocabulary.errors import UserError

_PIECE: Final = 1 << 20
"""How many bytes are read together."""
_PRINTED_TOGETHER: Final = 1_000


@click.command("cite")
@click.argument("file", required=False, type=click.Path(path_type=Path, allow_dash=True))
@click.option("--context-code", default=None, help="The code the text comes from, for example WIC.")
@click.option(
    "--dated",
    default=None,
    help="The day of the text: also tell what each citation meant then, and is called now.",
)
@reading
def cite(
    file: Path | None, context_code: str | None, dated: str | None, edition: Path | None, form: str
) -> int:
    """Find the citations in FILE, or in what is piped in. Offsets count characters.

    A text of any length is read piece by piece, and answered as it is read.
    """
    meaning = _Meaning(reader_for(edition), parse_day(dated)) if dated else None
    with _opened(file) as source:
        found = find_in_stream(_texts(source), context_code=context_code)
        if form == "json":
            _print(_as_json(found, meaning))
        else:
            _print(_as_line(one, meaning) for one in found)
    return 0


class _Meaning:
    """What citations of a text of one day mean in an edition."""

    def __init__(self, reader: EditionReader, day: date) -> None:
        self._holdings = Holdings(reader)
        self._day = day

    def of(self, one: Citation) -> Resolution:
        """What one citation names: resolved, ambiguous or unresolved, and its number now."""
        return resolve(one, self._holdings, on=self._day)


@contextmanager
def _opened(file: Path | None) -> Iterator[BinaryIO]:
    """The file, or standard input where none is named."""
    if file is None or str(file) == "-":
        yield sys.stdin.buffer
        return
    try:
        source = file.open("rb")
    except OSError as error:
        raise _unreadable(file, error) from None
    with source:
        yield source


def _unreadable(file: object, error: OSError) -> UserError:
    reason = (error.strerror or "unreadable").lower()
    return UserError("no-file", f"{file} cannot be read: {reason}.")


def _texts(source: BinaryIO) -> Iterator[str]:
    """The text in pieces. What opens with other bytes than UTF-8 is not a text.

    Later on such bytes are passed over as one character each, with a note.
    """
    pieces = _pieces(source)
    decoder = codecs.getincrementaldecoder("utf-8-sig")()
    try:
        yield decoder.decode(next(pieces, b""))
    except UnicodeDecodeError:
        raise UserError("bad-file", "The text is not UTF-8: give it as plain text.") from None
    patient = codecs.getincrementaldecoder("utf-8")("replace")
    held = decoder.getstate()[0]
    for piece in chain(pieces, [b""]):
        text = patient.decode(held + piece, final=not piece)
        held = b""
        if "\ufffd" in text and "\ufffd".encode() not in piece:
            note("Some bytes are not UTF-8; each was passed over as one character.")
        yield text


def _pieces(source: BinaryIO) -> Iterator[bytes]:
    try:
        while piece := source.read(_PIECE):
            yield piece
    except OSError as error:
        raise _unreadable(getattr(source, "name", "The text"), error) from None


def _as_json(found: Iterator[Citation], meaning: _Meaning | None) -> Iterator[str]:
    """One JSON object on one line, made piece by piece."""
    yield '{"citations": ['
    for number, one in enumerate(found):
        row: dict[str, object] = {
            "start": one.start,
            "end": one.end,
            "text": one.text,
            "canonical": one.canonical,
        }
        if meaning is not None:
            meant = meaning.of(one)
            row["kind"] = meant.kind
            row["names"] = [target.citation for target in meant.targets]
            row["now"] = meant.now
            row["note"] = meant.note
        yield (", " if number else "") + json.dumps(row, ensure_ascii=False)
    yield "]}\n"


def _as_line(one: Citation, meaning: _Meaning | None) -> str:
    line = f"{one.start:>8}  {one.canonical:<28}  {' '.join(one.text.split())}\n"
    if meaning is None:
        return line
    meant = meaning.of(one)
    told = meant.note or ", ".join(target.citation for target in meant.targets)
    return f"{line}          {meant.kind}: {told}\n"


def _print(parts: Iterator[str]) -> None:
    while together := "".join(islice(parts, _PRINTED_TOGETHER)):
        click.echo(together, nl=False)
