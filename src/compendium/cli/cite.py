"""`compendium cite`: every citation in a text, with its place and canonical form."""

from __future__ import annotations

import codecs
import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import chain, islice
from pathlib import Path
from typing import BinaryIO, Final

import click

from compendium.citations import Citation, find_in_stream
from compendium.cli.options import formatted, note
from compendium.vocabulary.errors import UserError

_PIECE: Final = 1 << 20
"""How many bytes are read together."""
_PRINTED_TOGETHER: Final = 1_000


@click.command("cite")
@click.argument("file", required=False, type=click.Path(path_type=Path, allow_dash=True))
@click.option("--context-code", default=None, help="The code the text comes from, for example WIC.")
@formatted
def cite(file: Path | None, context_code: str | None, form: str) -> int:
    """Find the citations in FILE, or in what is piped in. Offsets count characters.

    A text of any length is read piece by piece, and answered as it is read.
    """
    with _opened(file) as source:
        found = find_in_stream(_texts(source), context_code=context_code)
        _print(_as_json(found) if form == "json" else map(_as_line, found))
    return 0


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


def _as_json(found: Iterator[Citation]) -> Iterator[str]:
    """One JSON object on one line, made piece by piece."""
    yield '{"citations": ['
    for number, one in enumerate(found):
        row = {"start": one.start, "end": one.end, "text": one.text, "canonical": one.canonical}
        yield (", " if number else "") + json.dumps(row, ensure_ascii=False)
    yield "]}\n"


def _as_line(one: Citation) -> str:
    return f"{one.start:>8}  {one.canonical:<28}  {' '.join(one.text.split())}\n"


def _print(parts: Iterator[str]) -> None:
    while together := "".join(islice(parts, _PRINTED_TOGETHER)):
        click.echo(together, nl=False)
