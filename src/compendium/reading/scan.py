"""Pictures of pages: text by the tesseract program, fed and heard through pipes."""

from __future__ import annotations

import io
import shutil
import subprocess
from typing import Final

from PIL import Image

from compendium.reading.assemble import PartPage, assemble
from compendium.reading.document import Box, Document
from compendium.reading.layout import Placed, parts_of
from compendium.reading.limits import Limits
from compendium.reading.straighten import made_ready
from compendium.reading.tickboxes import Recognise, with_boxes
from compendium.reading.words import Word, rows_of, words_of
from compendium.vocabulary.errors import UserError

SECONDS: Final = 45
"""How long one page may take."""

_WHOLE_PAGE: Final = "3"
_ONE_BLOCK: Final = "6"
"""How tesseract is to look at a picture: it finds the columns itself, or there are none."""

_MISSING: Final = (
    "This document holds pictures of pages and no text; "
    "install tesseract (the extra `ocr` in the manual), or give a copy with text."
)


class PictureError(Exception):
    """A picture that gave no text, and whether every other will fail alike."""

    def __init__(self, reason: str, *, lasting: bool = False) -> None:
        super().__init__(reason)
        self.reason = reason
        self.lasting = lasting


def read_picture(data: bytes, name: str, limits: Limits) -> Document:
    """A document from a picture file; each frame of a TIFF is a page.

    Raises UserError ``only-pictures``, ``too-large``, ``damaged-file``.
    """
    Image.MAX_IMAGE_PIXELS = limits.pixels
    pages = []
    try:
        with Image.open(io.BytesIO(data)) as opened:
            for number in range(min(getattr(opened, "n_frames", 1), limits.pages)):
                opened.seek(number)
                if opened.width * opened.height > limits.pixels:
                    raise UserError("too-large", "This picture is too large to be read.")
                lines = recognised(opened.convert("L"), 1.0)
                parts = parts_of(lines, 0.0, opened.height)
                pages.append(PartPage(parts, opened.width, opened.height, scanned=True))
    except PictureError as error:
        raise UserError("only-pictures", error.reason) from None
    except Image.DecompressionBombError:
        raise UserError("too-large", "This picture is too large to be read.") from None
    except (OSError, SyntaxError, ValueError):
        raise UserError(
            "damaged-file", "This picture is damaged or cut off; save it again and retry."
        ) from None
    note = "The text was recognised from a picture and may hold errors."
    return assemble(name, "picture", pages, limits, notes=[note])


def recognised(image: Image.Image, scale: float) -> list[Placed]:
    """The lines of a picture in reading order, their places times ``scale``.

    Places are those on the page as ``made_ready`` lays it level.

    Raises PictureError where there is no tesseract, or it fails on this picture.
    """
    program = shutil.which("tesseract")
    if program is None:
        raise PictureError(_MISSING, lasting=True)
    page = made_ready(image)
    recognise = Recognise(
        lambda whole: _read(program, whole, _WHOLE_PAGE),
        lambda part: _read(program, part, _ONE_BLOCK),
    )
    words = with_boxes(page, recognise.page(page), recognise)
    return [_line(row, scale) for row in rows_of(words)]


def _read(program: str, image: Image.Image, layout: str) -> list[Word]:
    """The words of a picture. Raises PictureError."""
    held = io.BytesIO()
    image.save(held, format="PNG", compress_level=1, dpi=(200, 200))
    try:
        done = subprocess.run(
            [program, "stdin", "stdout", "-l", "eng", "--psm", layout, "tsv"],
            input=held.getvalue(),
            capture_output=True,
            timeout=SECONDS,
            check=True,
        )
    except (subprocess.SubprocessError, OSError):
        raise PictureError("The picture could not be recognised.") from None
    return words_of(done.stdout.decode("utf-8", errors="replace"))


def _line(row: list[Word], scale: float) -> Placed:
    box = Box(
        left=round(min(word.left for word in row) * scale, 1),
        top=round(min(word.top for word in row) * scale, 1),
        right=round(max(word.right for word in row) * scale, 1),
        bottom=round(max(word.bottom for word in row) * scale, 1),
    )
    block = row[0].row[0] * 1000 + row[0].row[1]
    return Placed(" ".join(word.text for word in row), box, block=abs(block))
