"""The printed lines of a PDF page with their places, sizes and weights."""

from __future__ import annotations

import ctypes
import re
from typing import Final

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from compendium.reading.document import Box
from compendium.reading.layout import Placed

_BOLD: Final = 600
_BREAK: Final = re.compile(r"\r\n|\r|\n")
_SPACES: Final = re.compile(r"[ \u00a0]+")


def lines_of(text: pdfium.PdfTextPage, page: pdfium.PdfPage) -> list[Placed]:
    """The lines of a page in the order of the file, empty ones left out."""
    whole = text.get_text_range(errors="replace")
    plain = len(whole) == text.count_chars()
    turned = page.get_rotation()
    width, height = page.get_size()
    left, bottom, _, top = page.get_bbox()
    lines = []
    at = 0
    for hit in _BREAK.finditer(whole + "\n"):
        words = whole[at : hit.start()]
        if words.strip():
            start = at if plain else _char_index(text, at)
            placed = _placed(text, words, start, len(words))
            box = _on_page(placed, (left, bottom, top), turned, (width, height))
            lines.append(
                Placed(
                    _SPACES.sub(" ", words).strip(),
                    box,
                    raw.FPDFText_GetFontSize(text.raw, start),
                    raw.FPDFText_GetFontWeight(text.raw, start) >= _BOLD,
                )
            )
        at = hit.end()
    return lines


def _char_index(text: pdfium.PdfTextPage, at: int) -> int:
    """The character that a place in the text stands for; surrogates and gaps shift them."""
    return max(0, int(raw.FPDFText_GetCharIndexFromTextIndex(text.raw, at)))


def _placed(
    text: pdfium.PdfTextPage, words: str, start: int, count: int
) -> tuple[float, float, float, float]:
    """The rectangle around characters, in the file's own axes: left, bottom, right, top."""
    lead = len(words) - len(words.lstrip())
    count_rects = raw.FPDFText_CountRects(text.raw, start + lead, count - lead)
    one, two, three, four = (ctypes.c_double() for _ in range(4))
    left, bottom, right, top = float("inf"), float("inf"), float("-inf"), float("-inf")
    for number in range(count_rects):
        if raw.FPDFText_GetRect(text.raw, number, one, two, three, four):
            left, right = min(left, one.value), max(right, three.value)
            top, bottom = max(top, two.value), min(bottom, four.value)
    if left == float("inf"):
        return 0.0, 0.0, 0.0, 0.0
    return left, bottom, right, top


def _on_page(
    placed: tuple[float, float, float, float],
    origin: tuple[float, float, float],
    turned: int,
    size: tuple[float, float],
) -> Box:
    """A rectangle as one sees it: from the top left corner, the page turned as it is shown."""
    left, bottom, right, top = placed
    x, y, high = origin
    upright = (left - x, high - top, right - x, high - bottom)
    width, height = size
    if turned == 90:
        lower, upper = bottom - y, top - y
        upright = (lower, left - x, upper, right - x)
    elif turned == 180:
        upright = (width - (right - x), bottom - y, width - (left - x), top - y)
    elif turned == 270:
        upright = (
            width - (top - y),
            height - (right - x),
            width - (bottom - y),
            height - (left - x),
        )
    one, two, three, four = (round(edge, 1) for edge in upright)
    return Box(left=one, top=two, right=three, bottom=four)
