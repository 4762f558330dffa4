"""One page of a document as a picture, drawn by a process of its own under limits.

Run as ``python -m compendium.reading.picture``: one frame in, one frame out.
"""

from __future__ import annotations

import contextlib
import io
import os
import signal
import subprocess
import sys
from contextlib import closing
from typing import Final

import msgspec
import pypdfium2 as pdfium
from PIL import Image

from compendium.reading import detect
from compendium.reading.limits import DEFAULT_LIMITS, Limits
from compendium.reading.straighten import straightened
from compendium.reading.worker import confine
from compendium.vocabulary.errors import CompendiumError, UserError

DPI: Final = 130
POINTS: Final = 72
WIDEST: Final = 1_400
"""Pixels across that a picture has at most."""

SECONDS: Final = 30.0


class PageTask(msgspec.Struct, frozen=True, kw_only=True):
    """A page to draw, counted from 1."""

    data: bytes
    name: str
    number: int
    limits: Limits


class PagePicture(msgspec.Struct, frozen=True, kw_only=True):
    """A page drawn. ``width`` and ``height`` are in the units of the boxes that a reader gives.

    A page that is a picture itself is laid level, as it was for recognition.
    """

    png: bytes = b""
    width: float = 0.0
    height: float = 0.0
    pages: int = 0
    code: str = ""
    message: str = ""


def page_picture(
    data: bytes, name: str, number: int, limits: Limits = DEFAULT_LIMITS
) -> PagePicture:
    """A page of a PDF or of a picture file.

    Raises UserError ``no-picture`` for other formats, ``no-page``, ``damaged-file``, and what
    ``format_of`` raises.
    """
    task = msgspec.msgpack.encode(PageTask(data=data, name=name, number=number, limits=limits))
    command = [sys.executable, "-P", "-m", "compendium.reading.picture", str(limits.memory)]
    kept = ("PATH", "LANG", "LC_ALL", "PYTHONPATH", "VIRTUAL_ENV", "SYSTEMROOT")
    environment = {each: os.environ[each] for each in kept if each in os.environ}
    with subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
        env=environment,
    ) as process:
        try:
            reply, _ = process.communicate(task, timeout=SECONDS)
        except subprocess.TimeoutExpired:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            raise UserError("too-slow", "This page takes too long to be drawn.") from None
    try:
        answer = msgspec.msgpack.decode(reply, type=PagePicture)
    except msgspec.DecodeError:
        raise _damaged() from None
    if answer.code:
        raise UserError(answer.code, answer.message)
    return answer


def drawn(task: PageTask) -> PagePicture:
    """A page, drawn in this process. Raises UserError."""
    found = detect.format_of(task.data, task.name, task.limits)
    if found == detect.PDF:
        return _of_pdf(task)
    if found == detect.PICTURE:
        return _of_picture(task)
    raise UserError("no-picture", "Only a PDF or a picture has pages that can be shown.")


def _of_pdf(task: PageTask) -> PagePicture:
    try:
        opened = pdfium.PdfDocument(task.data)
    except pdfium.PdfiumError:
        raise _damaged() from None
    with closing(opened):
        _check(task.number, len(opened))
        with closing(opened[task.number - 1]) as page:
            width, height = page.get_size()
            scale = min(DPI / POINTS, WIDEST / max(1.0, width))
            if width * height * scale * scale > task.limits.pixels:
                raise UserError("too-large", "This page is too large to be drawn.")
            image = page.render(scale=scale).to_pil()
            with closing(page.get_textpage()) as text:
                if not text.get_text_range(errors="replace").strip():
                    image = straightened(image.convert("L"))
            return _answer(image, width, height, len(opened))


def _of_picture(task: PageTask) -> PagePicture:
    Image.MAX_IMAGE_PIXELS = task.limits.pixels
    try:
        with Image.open(io.BytesIO(task.data)) as opened:
            pages = int(getattr(opened, "n_frames", 1))
            _check(task.number, pages)
            opened.seek(task.number - 1)
            if opened.width * opened.height > task.limits.pixels:
                raise UserError("too-large", "This picture is too large to be shown.")
            image = straightened(opened.convert("L"))
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError):
        raise _damaged() from None
    width, height = image.size
    if width > WIDEST:
        image = image.resize((WIDEST, max(1, height * WIDEST // width)))
    return _answer(image, width, height, pages)


def _check(number: int, pages: int) -> None:
    if not 1 <= number <= pages:
        raise UserError("no-page", f"This document has {pages} pages.")


def _answer(image: Image.Image, width: float, height: float, pages: int) -> PagePicture:
    held = io.BytesIO()
    image.save(held, format="PNG", compress_level=3)
    return PagePicture(png=held.getvalue(), width=width, height=height, pages=pages)


def _damaged() -> UserError:
    return UserError("damaged-file", "This page cannot be drawn; the file is damaged.")


def main() -> None:
    """Answer one frame."""
    confine(int(sys.argv[1]))
    try:
        task = msgspec.msgpack.decode(sys.stdin.buffer.read(), type=PageTask)
        answer = drawn(task)
    except CompendiumError as error:
        answer = PagePicture(code=error.code, message=error.message)
    except MemoryError:
        answer = PagePicture(code="too-heavy", message="Drawing this page takes too much memory.")
    sys.stdout.buffer.write(msgspec.msgpack.encode(answer))


if __name__ == "__main__":
    main()
