"""Letters in many layouts and formats give the same fields, each with its place."""

from __future__ import annotations

import io
import shutil
from collections.abc import Callable
from typing import Any

import docx
import pytest

from compendium.intake.draft import draft_letter, plain_draft
from compendium.intake.letter_text import from_document, from_plain_text
from compendium.reading import parse
from tests.evaluation.letters import EXACT, EXAMPLES, Tally, rows, score_letters, score_list
from tests.spec.intake.layouts import LAYOUTS
from tests.spec.intake.layouts_of_old import LAYOUTS as OLD_LAYOUTS
from tests.spec.intake.typeset import as_docx, as_pdf, as_scan

HEAD = ("citation", "series", "number", "is_errata", "issued", "fiscal_year", "subject")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [row[1:] for row in (*LAYOUTS, *OLD_LAYOUTS)],
    ids=[row[0] for row in (*LAYOUTS, *OLD_LAYOUTS)],
)
def test_layouts(text: str, wanted: dict[str, Any]) -> None:
    got = plain_draft(draft_letter(from_plain_text(text)))

    assert {name: got[name] for name in wanted} == wanted


def shares(tally: Tally) -> dict[str, float]:
    return {name: tally.right[name] / tally.asked for name in HEAD}


def test_labelled_letters_as_text() -> None:
    tally = score_letters()

    assert min(shares(tally).values()) >= 0.95, tally.misses
    assert tally.f1("references") >= 0.95
    assert tally.right["supersedes"] == tally.asked
    assert tally.right["supersession_statement"] == tally.asked


def test_every_field_says_where_it_was_read() -> None:
    for row in rows("letters_dev.jsonl"):
        text = (EXAMPLES / row["file"]).read_text(encoding="utf-8")
        got = plain_draft(draft_letter(from_plain_text(text)))
        for name in EXACT:
            if got[name] and name in got["provenance"]:
                where = got["provenance"][name]
                assert text[where["start"] : where["end"]] == where["text"]
        assert {"citation", "issued", "subject"} <= set(got["provenance"])


def as_old_pdf(text: str) -> bytes:
    return as_pdf(text, aside=True)


def as_drawn_pdf(text: str) -> bytes:
    return as_pdf(text, aside=True, drawn=True)


@pytest.mark.parametrize(
    ("name", "setting"),
    [
        ("letter.pdf", as_pdf),
        ("letter.pdf", as_old_pdf),
        ("letter.pdf", as_drawn_pdf),
        ("letter.docx", as_docx),
    ],
    ids=["pdf", "pdf with the boxes aside", "pdf with drawn boxes", "word"],
)
def test_labelled_letters_typeset(name: str, setting: Any) -> None:
    tally = score_letters(lambda text: from_document(parse(setting(text), name)))

    assert min(shares(tally).values()) >= 0.95, tally.misses
    assert tally.right["reason_boxes"] == tally.asked
    assert tally.f1("references") >= 0.95
    assert tally.right["supersedes"] == tally.asked


MEMO = [
    ("TO:", "ALL COUNTY WELFARE DIRECTORS\nALL CHIEF PROBATION OFFICERS"),
    ("SUBJECT:", "GUIDE FOR CHILDREN FROM BIRTH TO FIVE YEARS"),
    ("REFERENCE:", "ACL 17-92; WIC 16501.1(a)"),
]


def as_web_memo() -> tuple[bytes, str]:
    rows = "".join(
        f"<tr><td>{label}</td><td>{words.replace(chr(10), '<br>')}</td></tr>"
        for label, words in MEMO
    )
    page = (
        "<html><body><p>June 5, 2020</p><p>ALL COUNTY LETTER NO. 20-94</p>"
        f"<table>{rows}</table><p>This ACL supersedes ACIN I-38-19.</p></body></html>"
    )
    return page.encode(), "letter.html"


def as_word_memo() -> tuple[bytes, str]:
    file = docx.Document()
    file.add_paragraph("June 5, 2020")
    file.add_paragraph("ALL COUNTY LETTER NO. 20-94")
    table = file.add_table(rows=0, cols=2)
    for label, words in MEMO:
        cells = table.add_row().cells
        cells[0].text, cells[1].text = label, words
    file.add_paragraph("This ACL supersedes ACIN I-38-19.")
    held = io.BytesIO()
    file.save(held)
    return held.getvalue(), "letter.docx"


@pytest.mark.parametrize("made", [as_web_memo, as_word_memo])
def test_a_head_set_as_a_table(made: Callable[[], tuple[bytes, str]]) -> None:
    got = plain_draft(draft_letter(from_document(parse(*made()))))

    assert (got["citation"], got["issued"]) == ("ACL 20-94", "2020-06-05")
    assert got["addressees"] == ["ALL COUNTY WELFARE DIRECTORS", "ALL CHIEF PROBATION OFFICERS"]
    assert got["subject"] == "GUIDE FOR CHILDREN FROM BIRTH TO FIVE YEARS"
    assert got["references"] == ["ACL 17-92", "WIC 16501.1(a)"]
    assert got["supersedes"] == ["ACIN I-38-19"]


def test_a_replaced_form_supersedes_no_letter() -> None:
    text = (
        "ALL COUNTY LETTER NO. 20-94\n\nSUBJECT: FORMS\n\n"
        "This letter sends form SOC 1, which replaces the form issued with ACL 17-92.\n"
    )
    got = plain_draft(draft_letter(from_plain_text(text)))

    assert (got["supersedes"], got["supersession_statement"]) == ([], None)


def test_a_pdf_gives_boxes() -> None:
    text = (EXAMPLES / "letters" / "acl-12-05.txt").read_text(encoding="utf-8")
    got = plain_draft(draft_letter(from_document(parse(as_pdf(text), "a.pdf"))))

    left, top, right, bottom = got["provenance"]["citation"]["box"]
    assert 0 < left < right
    assert 0 < top < bottom


needs_tesseract = pytest.mark.skipif(not shutil.which("tesseract"), reason="needs tesseract")


def scanned(text: str) -> Any:
    return from_document(parse(as_scan(as_pdf(text)), "letter.tif"))


@needs_tesseract
def test_one_noisy_scan() -> None:
    text = (EXAMPLES / "letters" / "cfl-11-12-18.txt").read_text(encoding="utf-8")
    got = plain_draft(draft_letter(scanned(text)))

    assert (got["citation"], got["issued"], got["scanned"]) == ("CFL 11/12-18", "2011-09-16", True)


SCANNED_TOO = (*HEAD, "addressees", "effective", "amounts", "reason_boxes", "references")


@needs_tesseract
@pytest.mark.slow
@pytest.mark.parametrize(
    "setting", [as_pdf, as_old_pdf, as_drawn_pdf], ids=["plain", "boxes aside", "boxes drawn"]
)
def test_labelled_letters_scanned(setting: Callable[[str], bytes]) -> None:
    tally = score_letters(lambda text: from_document(parse(as_scan(setting(text)), "letter.tif")))

    assert min(tally.right[name] for name in SCANNED_TOO) >= 0.85 * tally.asked, tally.misses
    assert tally.f1("references") >= 0.85
    assert tally.right["supersedes"] == tally.asked


def test_labelled_list_lines() -> None:
    tally = score_list()

    assert tally.right["citation"] == tally.asked
    assert tally.right["issued"] >= 0.95 * tally.asked
    assert tally.right["is_errata"] == tally.asked
    found, wanted = zip(*tally.pairs["relations"], strict=True)
    assert not [got - gold for got, gold in zip(found, wanted, strict=True) if got - gold]
