"""A page as a picture, drawn by a process of its own."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from compendium.reading import DEFAULT_LIMITS, page_picture
from compendium.reading.picture import PageTask, drawn
from compendium.vocabulary.errors import UserError
from tests.spec.intake.typeset import as_pdf, as_scan

PDF = as_pdf("ALL COUNTY LETTER NO. 16-03\n\n" + "Words of the letter. " * 30)


def test_a_page_of_a_pdf() -> None:
    made = page_picture(PDF, "letter.pdf", 1)

    assert (made.width, made.height, made.pages) == (612, 792, 1)
    with Image.open(io.BytesIO(made.png)) as picture:
        assert picture.width / picture.height == pytest.approx(612 / 792, abs=0.01)


def test_a_scan_is_laid_level_and_keeps_its_measure() -> None:
    scan = as_scan(PDF)
    made = drawn(PageTask(data=scan, name="a.tif", number=1, limits=DEFAULT_LIMITS))

    with Image.open(io.BytesIO(scan)) as given:
        assert (made.width, made.height) == given.size


@pytest.mark.parametrize(
    ("data", "name", "number", "code"),
    [
        (PDF, "a.pdf", 2, "no-page"),
        (PDF, "a.pdf", 0, "no-page"),
        (PDF[:200], "a.pdf", 1, "damaged-file"),
        (b"\x89PNG\r\n\x1a\n cut off", "a.png", 1, "damaged-file"),
        (b"only words", "a.txt", 1, "no-picture"),
        (b"", "a.pdf", 1, "empty-file"),
    ],
)
def test_what_cannot_be_drawn(data: bytes, name: str, number: int, code: str) -> None:
    with pytest.raises(UserError) as caught:
        page_picture(data, name, number)

    assert caught.value.code == code
    assert caught.value.message.endswith(".")
