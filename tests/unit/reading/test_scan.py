"""Pictures of pages, where tesseract is installed."""

from __future__ import annotations

import io
import shutil

import pypdfium2
import pytest
import typst

from compendium.reading import parse

pytestmark = pytest.mark.skipif(shutil.which("tesseract") is None, reason="needs tesseract")

SOURCE = rb"""
#set page(paper: "us-letter", columns: 2)
#set text(size: 11pt)
= Notice
When a child is missing from care the social worker shall notify the juvenile court
within 24 hours. The worker shall also tell the tribe. This goes on for a while so that the
column has enough lines to be one. The record is kept in the usual way by the desk.
#colbreak()
= Return
On return the worker shall ask why the child left. The worker shall record the answers in
the case file. This goes on for a while so that the column has enough lines to be one.
"""


def test_a_skewed_scan_in_two_columns() -> None:
    opened = pypdfium2.PdfDocument(bytes(typst.compile(SOURCE)))
    picture = opened[0].render(scale=200 / 72, grayscale=True).to_pil().rotate(1, fillcolor=255)
    held = io.BytesIO()
    picture.save(held, "PDF", resolution=200)
    document = parse(held.getvalue(), "scan.pdf")
    words = " ".join(document.text.split())
    assert "notify the juvenile court within 24 hours" in words
    assert words.index("within 24 hours") < words.index("why the child left")
    assert document.pages[0].scanned
    assert "recognised" in document.notes[0]
    box = document.box_of(document.text.index("Return"), document.text.index("Return") + 6)
    assert box is not None
    assert box.left > 300
