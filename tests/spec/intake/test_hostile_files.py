"""Broken and hostile files: a draft or one clear sentence, never a crash, nothing left behind."""

from __future__ import annotations

import random
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from compendium.intake.batch import draft_file, draft_files
from tests.evaluation.letters import EXAMPLES
from tests.spec.intake.typeset import as_docx, as_pdf


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


def mutations(folder: Path, number: int) -> Iterator[Path]:
    """That many mutated letters, one at a time."""
    text = (EXAMPLES / "letters" / "acl-12-05.txt").read_text(encoding="utf-8")
    whole = {".pdf": as_pdf(text), ".docx": as_docx(text), ".txt": text.encode()}
    dice = random.Random(8)
    for at in range(number):
        suffix = dice.choice(list(whole))
        path = folder / f"{at}{suffix}"
        path.write_bytes(mutated(whole[suffix], dice))
        yield path


def run(folder: Path, number: int) -> None:
    files = list(mutations(folder, number))
    before = sorted(folder.rglob("*"))
    for drafted in draft_files(files):
        assert drafted.draft is not None or drafted.message.endswith(".")
        assert drafted.code != "fault", drafted.message
    assert sorted(folder.rglob("*")) == before


def test_mutated_letters(tmp_path: Path) -> None:
    run(tmp_path, 40)


@pytest.mark.slow
def test_a_thousand_mutated_letters(tmp_path: Path) -> None:
    run(tmp_path, 1000)


def test_each_hostile_kind_gets_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "zero.pdf").write_bytes(b"")
    (tmp_path / "wrong.pdf").write_text("ALL COUNTY LETTER NO. 16-49")
    (tmp_path / "cut.pdf").write_bytes(as_pdf("May 1, 2016")[:200])
    with zipfile.ZipFile(tmp_path / "bomb.docx", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "x")
        archive.writestr("word/document.xml", b"0" * 300_000_000)
    for path in sorted(tmp_path.iterdir()):
        drafted = draft_file(path)
        assert drafted.draft is None
        assert drafted.message.endswith(".")
        assert "Traceback" not in drafted.message
