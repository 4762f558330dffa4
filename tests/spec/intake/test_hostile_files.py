"""Broken and hostile files: a draft or one clear sentence, never a crash, nothing left behind."""

from __future__ import annotations

import io
import random
import shutil
import tempfile
import time
import zipfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image, ImageDraw

from compendium.intake.batch import draft_file
from compendium.intake.open_letter import close_reader
from compendium.reading import DEFAULT_LIMITS
from tests.evaluation.letters import EXAMPLES
from tests.spec.intake.corpus import plain_pdf
from tests.spec.intake.typeset import as_docx, as_pdf
from tests.unit.reading.test_hostile import ENCRYPTED, ENTITIES

START = 30.0
"""Seconds beyond a file's own time: a busy machine may need long to start a worker."""
SHARES = {
    ".pdf": 30, ".docx": 27, ".html": 18, ".txt": 13, ".png": 3, ".jpg": 3, ".tif": 2, ".rtf": 4,
}  # fmt: skip
"""Of a hundred mutated files; pictures and what LibreOffice opens take seconds each."""


def as_picture(text: str, kind: str) -> bytes:
    """A small picture of some words."""
    page = Image.new("L", (500, 160), 255)
    ImageDraw.Draw(page).text((10, 10), text[:200], fill=0, font_size=16)
    held = io.BytesIO()
    page.save(held, kind, dpi=(100, 100))
    return held.getvalue()


def as_rtf(text: str) -> bytes:
    body = text.replace("\\", "\\\\").replace("\n", "\\par\n")
    return ("{\\rtf1\\ansi{\\fonttbl{\\f0 Times;}}\\f0 " + body + "}").encode("ascii", "replace")


def as_html(text: str) -> bytes:
    paragraphs = "".join(f"<p>{one}</p>\n" for one in text.split("\n\n"))
    return f"<html><head><title>Letter</title></head><body>{paragraphs}</body></html>".encode()


def mutated(data: bytes, dice: random.Random) -> bytes:
    """Bytes with some flipped, cut out, doubled or cut off."""
    held = bytearray(data)
    for _ in range(dice.randint(1, 12)):
        if not held:
            break
        at = dice.randrange(len(held))
        what = dice.randrange(4)
        if what == 0:
            held[at] = dice.randrange(256)
        elif what == 1:
            del held[at : at + dice.randint(1, 200)]
        elif what == 2:
            held[at:at] = held[at : at + dice.randint(1, 200)]
        else:
            del held[max(at, len(held) // 4) :]
    return bytes(held)


def mutations(number: int) -> Iterator[tuple[str, bytes]]:
    """About that many mutated letters of every format, as endings and bytes."""
    text = (EXAMPLES / "letters" / "acl-12-05.txt").read_text(encoding="utf-8")
    whole = {
        ".pdf": as_pdf(text), ".docx": as_docx(text), ".txt": text.encode(),
        ".html": as_html(text), ".rtf": as_rtf(text[:1_500]), ".png": as_picture(text, "PNG"),
        ".jpg": as_picture(text, "JPEG"), ".tif": as_picture(text, "TIFF"),
    }  # fmt: skip
    dice = random.Random(8)
    for suffix, share in SHARES.items():
        for _ in range(max(1, round(number * share / 100))):
            yield suffix, mutated(whole[suffix], dice)


def survive(folder: Path, number: int, monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """Draft mutated files one by one, in this process; what became of them.

    Files may appear in the reader's own folder while a file is read, nowhere afterwards.
    """
    letters, made, here = (folder / name for name in ("letters", "made", "here"))
    for one in (letters, made, here):
        one.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(made))
    monkeypatch.chdir(here)
    close_reader()
    became: Counter[str] = Counter()
    for at, (suffix, data) in enumerate(mutations(number)):
        path = letters / f"{at}{suffix}"
        path.write_bytes(data)
        start = time.monotonic()
        drafted = draft_file(path)
        assert time.monotonic() - start < DEFAULT_LIMITS.seconds + START, path
        assert drafted.code != "fault", drafted.message
        assert drafted.draft is not None or drafted.message.endswith(".")
        assert path.read_bytes() == data
        became[f"{suffix} {drafted.code or 'drafted'}"] += 1
        path.unlink()
    close_reader()
    assert [one for one in folder.rglob("*") if one.is_file()] == []
    assert list(made.iterdir()) == []
    return became


def test_mutated_letters_of_every_format(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    became = survive(tmp_path, 60, monkeypatch)

    assert {name.split()[0] for name in became} == set(SHARES)
    assert became.total() >= 60


@pytest.mark.slow
def test_a_thousand_mutated_letters(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    became = survive(tmp_path, 1_000, monkeypatch)

    print(*sorted(became.items()), sep="\n")
    assert became.total() >= 1_000


def zipped(name: str, data: bytes) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("[Content_Types].xml", "x")
        made.writestr(name, data)
    return held.getvalue()


def picture_alone(size: tuple[int, int], points: float = 72) -> bytes:
    """A PDF whose one page is an empty picture; fewer points to the inch make a larger page."""
    held = io.BytesIO()
    Image.new("1", size, 1).save(held, "PDF", resolution=points)
    return held.getvalue()


WHOLE = plain_pdf("May 1, 2016\n\nALL COUNTY LETTER NO. 16-49\n\nSUBJECT: WORDS")
NO_RTF = {"damaged-file", "empty-document", "old-format"}
KINDS = {
    "encrypted": ("a.pdf", ENCRYPTED, {"encrypted"}),
    "truncated PDF": ("a.pdf", as_pdf("May 1, 2016")[:200], {"damaged-file"}),
    "truncated Word": ("a.docx", as_docx("May 1, 2016")[:900], {"damaged-file"}),
    "zip bomb": ("a.docx", zipped("word/document.xml", b"0" * 300_000_000), {"unpacks-too-large"}),
    "entities": ("a.docx", zipped("word/document.xml", ENTITIES), {"damaged-file"}),
    "out of the archive": ("a.docx", zipped("../../evil.txt", b"x"), {"unknown-format"}),
    "huge page": ("a.pdf", picture_alone((20_000, 20_000), 7), {"too-large", "only-pictures"}),
    "huge picture": ("a.png", b"", {"too-large"}),
    "wrong ending": ("a.pdf", b"ALL COUNTY LETTER NO. 16-49", {"wrong-extension"}),
    "zero bytes": ("a.pdf", b"", {"empty-file"}),
    "pictures alone": ("a.pdf", picture_alone((300, 300)), {"only-pictures", "empty-document"}),
    "deep markup": ("a.html", b"<div>" * 5_000 + b"x" + b"</div>" * 5_000, {"too-deep"}),
    "broken RTF": ("a.rtf", b"{\\rtf1" + b"{" * 9_000, NO_RTF),
}  # fmt: skip


def bytes_for(kind: str) -> tuple[str, bytes, set[str]]:
    name, data, codes = KINDS[kind]
    if kind == "huge picture":
        held = io.BytesIO()
        Image.new("1", (12_000, 12_000), 1).save(held, "PNG")
        data = held.getvalue()
    return name, data, codes


@pytest.mark.parametrize("kind", KINDS)
def test_each_hostile_kind_gets_one_sentence(kind: str, tmp_path: Path) -> None:
    name, data, codes = bytes_for(kind)
    path = tmp_path / name
    path.write_bytes(data)
    drafted = draft_file(path)

    assert drafted.draft is None
    assert drafted.code in codes, (drafted.code, drafted.message)
    assert drafted.message.endswith(".")
    assert "\n" not in drafted.message
    assert "Traceback" not in drafted.message
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize(
    "held",
    [
        b"/Names<</JavaScript<</Names[(a)<</S/JavaScript/JS(app.alert\\(1\\))>>]>>>>",
        b"/OpenAction<</Type/Action /S /JavaScript/JS(app.alert\\(1\\))>>",
        b"/AA<</WC<</S/JavaScript/JS(app.alert\\(1\\))>>>>",
    ],
)
def test_scripts_in_a_letter_are_named_and_never_run(held: bytes, tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    root = b"<</Type/Catalog/Pages 2 0 R"
    path.write_bytes(WHOLE.replace(root, root + held))
    drafted = draft_file(path)

    assert drafted.draft is not None, drafted.message
    assert drafted.draft.citation == "ACL 16-49"
    assert drafted.draft.notes == ("This PDF carries scripts; they were not run.",)


needs_office = pytest.mark.skipif(not shutil.which("soffice"), reason="needs LibreOffice")


@needs_office
def test_an_old_word_file_is_drafted_through_libreoffice(tmp_path: Path) -> None:
    path = tmp_path / "a.rtf"
    path.write_bytes(as_rtf("May 1, 2016\n\nALL COUNTY LETTER NO. 16-49\n\nSUBJECT: WORDS\n"))
    drafted = draft_file(path)

    assert drafted.draft is not None, drafted.message
    assert drafted.draft.citation == "ACL 16-49"
