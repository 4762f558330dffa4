"""Files that mean harm or are broken: one clear sentence each, and nothing left behind."""

from __future__ import annotations

import io
import tempfile
import zipfile
from pathlib import Path

import pytest
import typst
from PIL import Image

from compendium.reading import Limits, Reader, read_document
from compendium.vocabulary.errors import UserError

PDF = bytes(typst.compile(b"Some words of a county."))

ENCRYPTED = b"""%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>endobj
4 0 obj<</Filter/Standard/V 1/R 2/P -4
/O(12345678901234567890123456789012)/U(abcdefghabcdefghabcdefghabcdefgh)>>endobj
trailer<</Root 1 0 R/Encrypt 4 0 R/ID[(0123456789abcdef)(0123456789abcdef)]>>
"""


def archive(**files: bytes) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in files.items():
            made.writestr(name.replace("__", "/"), data)
    return held.getvalue()


def picture_pdf(width: int = 400, height: int = 400) -> bytes:
    held = io.BytesIO()
    Image.new("L", (width, height), 255).save(held, "PDF")
    return held.getvalue()


ENTITIES = (
    b"""<?xml version="1.0"?><!DOCTYPE d [<!ENTITY a "aaaaaaaaaa">
"""
    + b"".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">'.encode() for n in range(9))
    + b"]><w:document xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'>"
    + b"&j;</w:document>"
)

CASES = {
    "empty": (b"", "a.pdf", "empty-file"),
    "blank": (b" \n\x00\n ", "a.txt", "empty-file"),
    "cut off": (PDF[: len(PDF) // 3][:1200].replace(b"obj", b"ob"), "a.pdf", "damaged-file"),
    "cut archive": (archive(word__document=b"x" * 500)[:60], "a.docx", "damaged-file"),
    "encrypted": (ENCRYPTED, "a.pdf", "encrypted"),
    "words called pdf": (b"plain words", "a.pdf", "wrong-extension"),
    "words called docx": (b"plain words", "a.docx", "wrong-extension"),
    "noise": (bytes(range(256)) * 40, "a.bin", "not-text"),
    "another archive": (archive(notes__readme=b"hello"), "a.docx", "unknown-format"),
    "bomb": (archive(**{"word/document.xml": b"0" * (300 << 20)}), "a.docx", "unpacks-too-large"),
    "entities": (archive(**{"word/document.xml": ENTITIES}), "a.docx", "damaged-file"),
    "deep markup": (b"<html><body>" + b"<div>" * 5_000 + b"x", "a.html", None),
    "not a picture": (b"\x89PNG\r\n\x1a\n" + b"\x00" * 90, "a.png", "damaged-file"),
}


@pytest.fixture(scope="module")
def reader() -> object:
    with Reader(Limits(scans=False)) as kept:
        yield kept


@pytest.mark.parametrize("name", CASES)
def test_one_sentence(name: str, reader: Reader) -> None:
    data, called, code = CASES[name]
    try:
        document = reader.read(data, called)
    except UserError as error:
        assert code in (None, error.code)
        assert error.message.endswith(".")
        assert "\n" not in error.message
        assert "Traceback" not in error.message
    else:
        assert code is None
        assert len(document.text) < 1_000


def test_pictures_without_recognition(reader: Reader) -> None:
    with pytest.raises(UserError) as caught:
        reader.read(picture_pdf(), "a.pdf")
    assert caught.value.code == "only-pictures"


def test_the_worker_lives_on_after_every_case(reader: Reader) -> None:
    for data, called, _ in CASES.values():
        try:
            reader.read(data, called)
        except UserError:
            continue
    assert reader.read(PDF, "a.pdf").text == "Some words of a county."


def test_a_name_that_disagrees_is_said(reader: Reader) -> None:
    document = reader.read(PDF, "a.docx")
    assert document.format == "pdf"
    assert "is a PDF" in document.notes[0]


def test_scripts_are_named_and_not_run(reader: Reader) -> None:
    script = (
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R"
        b"/Names<</JavaScript<</Names[(a) 6 0 R]>>>>>>endobj\n"
        b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
        b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]/Contents 4 0 R"
        b"/Resources<</Font<</F 5 0 R>>>>>>endobj\n"
        b"4 0 obj<</Length 38>>stream\n"
        b"BT /F 12 Tf 20 100 Td (Hello there) Tj ET\nendstream endobj\n"
        b"5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj\n"
        b"6 0 obj<</S/JavaScript/JS(app.alert(1))>>endobj\ntrailer<</Root 1 0 R>>\n"
    )
    document = reader.read(script, "a.pdf")
    assert document.text == "Hello there"
    assert document.notes == ("This PDF carries scripts; they were not run.",)


@pytest.mark.parametrize(
    ("limits", "code"),
    [
        (Limits(size=10), "too-large"),
        (Limits(pages=1), "too-many-pages"),
        (Limits(characters=5), "too-long"),
        (Limits(nesting=2), "too-deep"),
    ],
)
def test_limits(limits: Limits, code: str) -> None:
    data = b"<html><body><div><p>many words</p></div></body></html>"
    if code == "too-many-pages":
        data = b"one\ftwo\fthree"
    with pytest.raises(UserError) as caught:
        read_document(data, "a", limits)
    assert caught.value.code == code


def test_a_file_that_takes_too_long_is_given_up_and_the_next_is_read() -> None:
    with Reader(Limits(seconds=0.000_001)) as reader:
        reader.read(b"the first may wait for the worker", "a.txt")
        with pytest.raises(UserError) as caught:
            reader.read(b"word " * 200_000, "a.txt")
        assert caught.value.code == "too-slow"
        assert reader.read(b"again", "a.txt").text == "again"


def test_memory_is_bounded() -> None:
    huge = archive(**{"word/document.xml": b"<w/>" * (50 << 20)})
    with pytest.raises(UserError) as caught:
        read_document(huge, "a.docx", Limits(memory=400 << 20))
    assert caught.value.code in {"too-heavy", "damaged-file"}


def test_nothing_is_left_behind(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    for data, called, _ in list(CASES.values())[:6]:
        with pytest.raises(UserError):
            read_document(data, called)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("path", ["nowhere.pdf", "."])
def test_no_file(path: str, tmp_path: Path) -> None:
    with pytest.raises(UserError) as caught:
        read_document(tmp_path / path)
    assert caught.value.code == "no-file"
