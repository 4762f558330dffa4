"""The process that hostile files are read in: frames of bytes in, frames of answers out.

Run as ``python -m compendium.reading.worker``. A frame is eight bytes of length and a
MessagePack message. It knows no network, starts no macros and writes no file of its own.
"""

from __future__ import annotations

import gc
import os
import resource
import sys
from typing import BinaryIO, Final

import msgspec

from compendium.reading.document import Document
from compendium.reading.limits import Limits
from compendium.reading.parse import parse
from compendium.vocabulary.errors import CompendiumError

WIDTH: Final = 8
"""Bytes of a frame's length."""

RARELY: Final = (20_000, 20, 20)
"""How many new objects, and rounds, make the collector look for circles."""

MOST_WRITTEN: Final = 64 << 20
"""Bytes that a file beside the answer may take, for the programs that need one."""


class Task(msgspec.Struct, frozen=True, kw_only=True):
    """One file to read."""

    data: bytes
    name: str
    limits: Limits


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """A document, or why there is none."""

    document: Document | None = None
    code: str = ""
    message: str = ""


def read_frame(stream: BinaryIO) -> bytes | None:
    """The next frame, or None at the end of the stream."""
    head = stream.read(WIDTH)
    if len(head) < WIDTH:
        return None
    return stream.read(int.from_bytes(head, "big"))


def write_frame(stream: BinaryIO, message: bytes) -> None:
    """Send one frame."""
    stream.write(len(message).to_bytes(WIDTH, "big") + message)
    stream.flush()


def answer_to(task: Task) -> Answer:
    """What reading one file gives; never an exception but that of lost memory."""
    try:
        return Answer(document=parse(task.data, task.name, task.limits))
    except CompendiumError as error:
        return Answer(code=error.code, message=error.message)
    except RecursionError:
        return Answer(code="too-deep", message="This file is nested too deeply to be read.")
    except MemoryError:
        return Answer(code="too-heavy", message="Reading this file takes more memory than allowed.")
    except Exception as error:  # noqa: BLE001  whatever a library throws at a hostile file
        print(f"{type(error).__name__}: {error}", file=sys.stderr)  # noqa: T201
        return Answer(
            code="damaged-file",
            message="This file is damaged or cut off; save the document again and retry.",
        )


def confine(memory: int) -> None:
    """Bind this process to a share of memory, no core dumps, and small files."""
    for kind, most in (
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_FSIZE, MOST_WRITTEN),
    ):
        hard = resource.getrlimit(kind)[1]
        ceiling = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(kind, (ceiling, ceiling))


def main() -> None:
    """Answer frames until the other side closes."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    confine(int(sys.argv[1]))
    # A document is thousands of small records without circles: look for those more rarely.
    gc.freeze()
    gc.set_threshold(*RARELY)
    decode = msgspec.msgpack.Decoder(Task).decode
    encode = msgspec.msgpack.Encoder().encode
    while (frame := read_frame(sys.stdin.buffer)) is not None:
        try:
            reply = encode(answer_to(decode(frame)))
        except MemoryError:
            reply = encode(
                Answer(
                    code="too-heavy", message="Reading this file takes more memory than allowed."
                )
            )
        write_frame(answers, reply)


if __name__ == "__main__":
    main()
