"""Pictures of pages laid level and cleaned before they are recognised."""

from __future__ import annotations

import random

import pytest
from PIL import Image, ImageChops, ImageDraw, ImageStat

from compendium.reading.straighten import made_ready, skew_of, straightened


def page(lines: int = 40) -> Image.Image:
    """Grey bars as lines of text stand on a page, of uneven length."""
    dice = random.Random(lines)
    drawn = Image.new("L", (850, 1100), 255)
    pen = ImageDraw.Draw(drawn)
    for at in range(lines):
        top = 80 + at * 24
        pen.rectangle((100, top, dice.randint(400, 750), top + 10), fill=20)
    return drawn


@pytest.mark.parametrize("degrees", [-4.0, -2.0, -0.7, 0.6, 2.0, 3.5])
def test_the_angle_of_a_tilted_page_is_found(degrees: float) -> None:
    tilted = page().rotate(degrees, resample=Image.Resampling.BICUBIC, fillcolor=255)

    assert skew_of(tilted) == pytest.approx(-degrees, abs=0.2)
    assert straightened(tilted).size == tilted.size
    assert abs(skew_of(straightened(tilted))) <= 0.2


@pytest.mark.parametrize("lines", [0, 1, 40])
def test_a_level_page_is_left_alone(lines: int) -> None:
    drawn = page(lines)

    assert skew_of(drawn) == 0.0
    assert made_ready(drawn) is drawn


def test_grain_is_taken_out() -> None:
    drawn = page()
    dice = random.Random(1)
    grain = Image.frombytes("L", drawn.size, dice.randbytes(850 * 1100))
    grainy = ImageChops.subtract(drawn, grain.point([shade // 4 for shade in range(256)]))
    cleaned = made_ready(grainy)

    def spread(picture: Image.Image) -> float:
        return ImageStat.Stat(picture.crop((0, 0, 90, 60))).stddev[0]

    assert spread(cleaned) < 0.7 * spread(grainy)


@pytest.mark.parametrize("size", [(1, 1), (3, 900), (900, 3)])
def test_odd_pictures(size: tuple[int, int]) -> None:
    assert made_ready(Image.new("L", size, 255)).size == size
