"""Pictures of pages made ready for recognition: specks taken out, lines laid level."""

from __future__ import annotations

from itertools import pairwise
from typing import Final

from PIL import Image, ImageChops, ImageFilter

_GRAIN: Final = 2
"""By how many of 255 shades a pixel differs from those around it on a page with grain."""

_WIDTH: Final = 500
"""Pixels across of the small copy that angles are tried on."""

_STEEPEST: Final = 5.0
_COARSE: Final = 0.5
_FINE: Final = 0.1
_LEVEL: Final = 0.15
"""Degrees: angles below this are left alone."""

_GAIN: Final = 1.03
"""How much clearer the lines must stand apart for a page to be turned."""


def made_ready(page: Image.Image) -> Image.Image:
    """A grey page without grain and with its lines level, of the same size.

    A page that is clean and level already is given back as it is.
    """
    return straightened(_without_grain(page))


def straightened(page: Image.Image) -> Image.Image:
    """A grey page turned around its centre until its lines are level; the size stays."""
    angle = skew_of(page)
    if not angle:
        return page
    return page.rotate(angle, resample=Image.Resampling.BICUBIC, fillcolor=_paper(page))


def skew_of(page: Image.Image) -> float:
    """The degrees, counter-clockwise, by which to turn a grey page; 0 where it is level.

    Lines of text that are level give rows that are dark and rows that are light: the angle
    at which neighbouring rows differ most is the one.
    """
    small = page.resize((_WIDTH, max(1, page.height * _WIDTH // max(1, page.width))))
    small = ImageChops.invert(small)
    steps = int(_STEEPEST / _COARSE)
    rough = max(
        (step * _COARSE for step in range(-steps, steps + 1)), key=lambda a: _clear(small, a)
    )
    near = int(_COARSE / _FINE)
    angle = max(
        (rough + step * _FINE for step in range(-near, near + 1)), key=lambda a: _clear(small, a)
    )
    if abs(angle) < _LEVEL or _clear(small, angle) <= _GAIN * _clear(small, 0.0):
        return 0.0
    return round(angle, 2)


def _clear(small: Image.Image, angle: float) -> float:
    """How far the rows of a small dark-on-nothing page stand apart when it is turned."""
    turned = small.rotate(angle, resample=Image.Resampling.BILINEAR)
    rows = turned.convert("F").resize((1, turned.height), Image.Resampling.BOX).tobytes()
    shades = memoryview(rows).cast("f")
    return float(sum((one - two) ** 2 for one, two in pairwise(shades)))


def _without_grain(page: Image.Image) -> Image.Image:
    """A page without the noise of its scanner; thin strokes of a clean page are not touched."""
    smooth = page.filter(ImageFilter.MedianFilter(3))
    counts = ImageChops.difference(page, smooth).histogram()
    return smooth if sum(counts[:_GRAIN]) < sum(counts) / 2 else page


def _paper(page: Image.Image) -> int:
    """The shade of the paper: the lighter half's middle."""
    counts = page.histogram()
    left = sum(counts) // 4
    for shade in range(255, 0, -1):
        left -= counts[shade]
        if left <= 0:
            return shade
    return 255
