"""Pictures of pages: text by the tesseract program, fed and heard through pipes."""

from __future__ import annotations

import csv
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
from compendium.vocabulary.errors import UserError

SECONDS: Final = 45
"""How long one page may take."""

SURE: Final = 25.0
"""Words that tesseract trusts less (of 100) are specks."""

SURE_OF_NUMBERS: Final = 5.0
"""The same for words that hold a digit: tesseract knows no dictionary of letter numbers."""

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
    held = io.BytesIO()
    made_ready(image).save(held, format="PNG", compress_level=1, dpi=(200, 200))
    try:
        done = subprocess.run(
            [program, "stdin", "stdout", "-l", "eng", "--psm", "3", "tsv"],
            input=held.getvalue(),
            capture_output=True,
            timeout=SECONDS,
            check=True,
        )
    except (subprocess.SubprocessError, OSError):
        raise PictureError("The picture could not be recognised.") from None
    return _lines(done.stdout.decode("utf-8", errors="replace"), scale)


def _least(word: str) -> float:
    return SURE_OF_NUMBERS if any(sign.isdigit() for sign in word) else SURE


def _lines(table: str, scale: float) -> list[Placed]:
    lines: list[Placed] = []
    words: list[str] = []
    key: tuple[str, ...] = ()
    edges: list[tuple[float, float, float, float]] = []

    def close() -> None:
        if words:
            box = Box(
                left=round(min(edge[0] for edge in edges) * scale, 1),
                top=round(min(edge[1] for edge in edges) * scale, 1),
                right=round(max(edge[2] for edge in edges) * scale, 1),
                bottom=round(max(edge[3] for edge in edges) * scale, 1),
            )
            block = int(key[1]) * 1000 + int(key[2])
            lines.append(Placed(" ".join(words), box, block=block))

    for row in csv.DictReader(io.StringIO(table), delimiter="\t", quoting=csv.QUOTE_NONE):
        text = (row.get("text") or "").strip()
        if row["level"] != "5" or not text or float(row["conf"]) < _least(text):
            continue
        here = (row["page_num"], row["block_num"], row["par_num"], row["line_num"])
        if here != key:
            close()
            words, edges, key = [], [], here
        left, top = float(row["left"]), float(row["top"])
        words.append(text)
        edges.append((left, top, left + float(row["width"]), top + float(row["height"])))
    close()
    return lines
