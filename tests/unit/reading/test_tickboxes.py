"""Boxes to tick on a picture: read a second time, larger, and judged by the ink inside."""

from __future__ import annotations

import io
import shutil

import pypdfium2 as pdfium
import pytest
import typst
from PIL import Image, ImageDraw

from compendium.reading import parse
from compendium.reading.tickboxes import EMPTY, TICKED, Recognise, with_boxes
from compendium.reading.words import Word, rows_of, words_of

LABELS = ("State", "Federal", "Court", "Clarification", "Initiated")


def page(ticked: set[int]) -> Image.Image:
    """A page with five drawn boxes, crosses in some; labels stand to their right at x = 140."""
    image = Image.new("L", (800, 400), 255)
    draw = ImageDraw.Draw(image)
    for at in range(5):
        top = 60 + 40 * at
        draw.rectangle((110, top, 130, top + 20), outline=0, width=2)
        if at in ticked:
            draw.line((113, top + 3, 127, top + 17), fill=0, width=3)
            draw.line((127, top + 3, 113, top + 17), fill=0, width=3)
    return image


def words(scale: int, left: float, top: float, *, marks: tuple[str, ...] = ()) -> list[Word]:
    """What a recognition program reads of that page, cut off at a place and enlarged."""
    found = [
        Word(text, 100 + 80 * at, 10, 160 + 80 * at, 30, (1, 1, 1))
        for at, text in enumerate(("REASON", "FOR", "THIS", "TRANSMITTAL"))
    ]
    for at, label in enumerate(LABELS):
        y = 60 + 40 * at
        if marks:
            found.append(Word(marks[at], 110, y, 130, y + 20, (1, 1, at + 2)))
        found.append(Word(label, 140, y, 220, y + 20, (1, 1, at + 2)))
    return [
        Word(
            word.text,
            (word.left - left) * scale,
            (word.top - top) * scale,
            (word.right - left) * scale,
            (word.bottom - top) * scale,
            word.row,
        )
        for word in found
    ]


def marks_seen(ticked: set[int], marks: tuple[str, ...] = ()) -> list[str]:
    first = words(1, 0, 0, marks=marks)

    def again(part: Image.Image) -> list[Word]:
        return words(2, 800 - part.width / 2, max(0.0, 10 - 20), marks=marks)

    made = with_boxes(page(ticked), first, Recognise(again, again))
    return [row[0].text for row in rows_of(made) if row[-1].text in LABELS]


@pytest.mark.parametrize("ticked", [set(), {0}, {4}, {1, 3}, {0, 1, 2, 3, 4}])
def test_the_ink_inside_a_box_decides(ticked: set[int]) -> None:
    assert marks_seen(ticked) == [TICKED if at in ticked else EMPTY for at in range(5)]


def test_a_mark_that_is_read_clearly_counts() -> None:
    marks = ("[X]", "[]", "()", "DH]", "{]")

    assert marks_seen({3}, marks) == [TICKED, EMPTY, EMPTY, TICKED, EMPTY]


def test_a_page_without_boxes_is_left_alone() -> None:
    prose = [Word("Counties", 10, 10, 90, 30, (1, 1, 1)), Word("may", 100, 10, 140, 30, (1, 1, 1))]

    def never(part: Image.Image) -> list[Word]:
        raise AssertionError(part.size)

    assert with_boxes(page(set()), prose, Recognise(never, never)) == prose


def test_numbers_of_letters_are_no_specks() -> None:
    head = "level\tpage_num\tblock_num\tpar_num\tline_num\tleft\ttop\twidth\theight\tconf\ttext"
    rows = [("1-88-06,", 0.0), ("(O/I)", 2.0), ("~,", 3.0), ("ACL", 96.0), ("zu", 9.0)]
    table = "\n".join(
        [
            head,
            *(
                f"5\t1\t1\t1\t1\t{at}\t0\t9\t9\t{sure}\t{text}"
                for at, (text, sure) in enumerate(rows)
            ),
        ]
    )

    assert [word.text for word in words_of(table)] == ["1-88-06,", "(O/I)", "ACL"]


SOURCE = """
#set page(paper: "us-letter", margin: 1in)
#let tick(on) = box(stroke: 0.6pt, width: 0.75em, height: 0.75em, align(center + horizon,
  if on { text(0.8em, weight: "bold")[×] }))
#align(right, box(stroke: 0.5pt, inset: 6pt, align(left, text(9pt)[
REASON FOR THIS TRANSMITTAL \\
#tick(false) State Law Change \\
#tick(true) Federal Law or Regulation Change \\
#tick(false) Court Order \\
#tick(false) Clarification Requested by One or More Counties \\
#tick(true) Initiated by CDSS])))

May 5, 2016

ALL COUNTY LETTER NO. 16-99
"""


@pytest.mark.skipif(shutil.which("tesseract") is None, reason="needs tesseract")
def test_drawn_boxes_of_a_scan_become_brackets() -> None:
    opened = pdfium.PdfDocument(typst.compile(SOURCE.encode()))
    picture = opened[0].render(scale=200 / 72, grayscale=True).to_pil().rotate(1, fillcolor=255)
    held = io.BytesIO()
    picture.save(held, "TIFF", dpi=(200, 200))
    text = parse(held.getvalue(), "letter.tif").text

    assert "[ ] State Law Change" in text
    assert "[X] Federal Law or Regulation" in text
    assert "[ ] Court Order" in text
    assert "[X] Initiated by CDSS" in text
