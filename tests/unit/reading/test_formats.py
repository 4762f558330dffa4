"""The same document read from many formats: pages, blocks in order, offsets that hold."""

from __future__ import annotations

import io

import docx
import pytest
import typst

from compendium.reading import Block, BlockKind, Document, parse, read_document
from compendium.vocabulary.errors import UserError

HTML = b"""<!doctype html><html><head><title>Site</title><style>p{}</style></head><body>
<nav>Menu</nav><h1>Policy</h1><p>The worker <a href="/acl">shall
report</a><br>at once.</p><script>alert(1)</script>
<ul><li>one<ul><li>inner</li></ul></li><li>two</li></ul>
<table><tr><th>Who<th>When</tr><tr><td>Court<td>24 hours</tr></table>
<p style="display:none">hidden</p><footer>Foot</footer></body></html>"""

MARKDOWN = b"""# Policy

The worker *shall* report.

1. First
2. Second

| Who | When |
|-----|------|
| Court | 24 hours |
"""

TEXT = b"""COUNTY POLICY

The depart-
ment shall follow ACL 16-
15 and be trauma-
informed.

1. First step
2. Second step
   goes on

Contents
Purpose ........ 3

Who\tWhen
Court\t24 hours
"""

TYPST = r"""
#set page(paper: "us-letter", header: [County Protocol #h(1fr) Draft],
  footer: context [Page #counter(page).display()])
#set text(size: 11pt)
= Purpose
The county shall act.
#table(columns: 2, [Who], [When], [Court], [24 hours], [Tribe], [24 hours])
After the table.#footnote[A note below.]
#pagebreak()
= Next
More words here.
#pagebreak()
= Last
The end of it.
"""

TWO_COLUMNS = r"""
#set page(paper: "us-letter", columns: 2)
#set text(size: 11pt)
= Left
{left}
#colbreak()
= Right
{right}
"""


def holds(document: Document) -> None:
    """Offsets of pages, blocks, lines and cells point at their words."""
    for block in document.blocks:
        assert document.text[block.start : block.end] == block.text
        assert document.page_of(block.start) == block.page
        for line in block.lines:
            assert block.start <= line.start <= line.end <= block.end
        for row in block.rows:
            for cell in row:
                assert document.text[cell.start : cell.end] == cell.text
        for link in block.links:
            assert block.start <= link.start < link.end <= block.end


def kinds(document: Document) -> list[tuple[str, str]]:
    return [(block.kind.value, block.text) for block in document.blocks]


def of_kind(document: Document, kind: BlockKind) -> list[Block]:
    return [block for block in document.blocks if block.kind is kind]


def word_file() -> bytes:
    made = docx.Document()
    made.add_heading("Policy", 1)
    made.add_paragraph("The worker shall report.")
    made.add_paragraph("one", style="List Bullet")
    bold = made.add_paragraph()
    bold.add_run("Response Steps").bold = True
    table = made.add_table(rows=2, cols=2)
    for cell, words in zip(
        (c for row in table.rows for c in row.cells),
        ("Who", "When", "Court", "24 hours"),
        strict=True,
    ):
        cell.text = words
    made.add_page_break()
    made.add_paragraph("Next page.")
    held = io.BytesIO()
    made.save(held)
    return held.getvalue()


def test_web_page() -> None:
    document = parse(HTML, "page.html")
    holds(document)
    assert document.title == "Policy"
    assert kinds(document) == [
        ("heading", "Policy"),
        ("paragraph", "The worker shall report\nat once."),
        ("list-item", "one"),
        ("list-item", "inner"),
        ("list-item", "two"),
        ("table", "Who | When\nCourt | 24 hours"),
    ]
    link = document.blocks[1].links[0]
    assert document.text[link.start : link.end] == "shall report"
    assert link.target == "/acl"
    assert [block.level for block in of_kind(document, BlockKind.LIST_ITEM)] == [1, 2, 1]


def test_markdown() -> None:
    document = parse(MARKDOWN, "page.md")
    holds(document)
    assert kinds(document) == [
        ("heading", "Policy"),
        ("paragraph", "The worker shall report."),
        ("list-item", "First"),
        ("list-item", "Second"),
        ("table", "Who | When\nCourt | 24 hours"),
    ]
    assert [block.marker for block in of_kind(document, BlockKind.LIST_ITEM)] == ["1.", "2."]


def test_plain_text() -> None:
    document = parse(TEXT, "page.txt")
    holds(document)
    paragraph = of_kind(document, BlockKind.PARAGRAPH)[0].text
    assert "department\nshall" in paragraph
    assert "ACL 16-15" in paragraph
    assert "trauma-informed" in paragraph
    assert [block.text for block in of_kind(document, BlockKind.LIST_ITEM)] == [
        "First step",
        "Second step\ngoes on",
    ]
    assert [block.text for block in document.blocks if block.contents] == ["Purpose ........ 3"]
    assert of_kind(document, BlockKind.TABLE)[0].rows[1][1].text == "24 hours"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_encodings(encoding: str) -> None:
    document = parse("Protección de menores – 24 horas.".encode(encoding), "page.txt")
    assert document.text == "Protección de menores – 24 horas."


def test_form_feeds_turn_pages_and_heads_and_feet_go() -> None:
    sheets = [
        f"County Protocol\n\nWords of page {word}.\n\nPage {n} of 3"
        for n, word in enumerate(("one", "two", "three"), 1)
    ]
    document = parse("\f".join(sheets).encode(), "page.txt")
    holds(document)
    assert len(document.pages) == 3
    assert document.text.count("County Protocol") == 1, "the first page keeps its head"
    assert "Page 2" not in document.text
    assert document.page_of(document.text.index("two")) == 2


def test_rows_of_figures_are_no_running_lines() -> None:
    rows = "\n".join(f"{n} {n * 7} {n * 9}" for n in range(1, 8))
    document = parse(f"Table A\n\n{rows}\f\n{rows}".encode(), "page.txt")
    assert document.text.count("7 49 63") == 2


def test_word_file() -> None:
    document = parse(word_file(), "page.docx")
    holds(document)
    assert kinds(document) == [
        ("heading", "Policy"),
        ("paragraph", "The worker shall report."),
        ("list-item", "one"),
        ("heading", "Response Steps"),
        ("table", "Who | When\nCourt | 24 hours"),
        ("paragraph", "Next page."),
    ]
    assert len(document.pages) == 2


def test_pdf() -> None:
    document = parse(bytes(typst.compile(TYPST.encode())), "page.pdf")
    holds(document)
    assert len(document.pages) == 3
    assert [block.text for block in of_kind(document, BlockKind.HEADING)] == [
        "Purpose",
        "Next",
        "Last",
    ]
    assert [[cell.text for cell in row] for row in of_kind(document, BlockKind.TABLE)[0].rows] == [
        ["Who", "When"],
        ["Court", "24 hours"],
        ["Tribe", "24 hours"],
    ]
    order = [document.text.index(words) for words in ("shall act", "24 hours", "After the table")]
    assert order == sorted(order)
    assert of_kind(document, BlockKind.FOOTNOTE)[0].text == "A note below."
    assert document.text.count("County Protocol") == 1
    assert "Page 2" not in document.text
    box = document.box_of(document.text.index("More words"), document.text.index("More words") + 4)
    assert box is not None
    assert 70 < box.left < 80


def test_two_columns_are_read_one_after_the_other() -> None:
    left = "The left column speaks of notice and of the court and goes on for some lines. " * 6
    right = "The right column speaks of return and of screening and goes on as well. " * 6
    source = TWO_COLUMNS.format(left=left, right=right)
    document = parse(bytes(typst.compile(source.encode())), "page.pdf")
    holds(document)
    assert [block.text for block in of_kind(document, BlockKind.HEADING)] == ["Left", "Right"]
    assert " ".join(left.split()) in " ".join(document.text.split())
    assert " ".join(right.split()) in " ".join(document.text.split())


RTF = rb"{\rtf1\ansi The worker shall report at once.\par\par Next words.\par}"


def test_rtf_is_read_through_libreoffice_or_refused_with_a_sentence() -> None:
    try:
        document = read_document(RTF, "page.rtf")
    except UserError as error:
        assert error.code in {"old-format", "damaged-file"}
        assert error.message.endswith(".")
    else:
        assert "The worker shall report at once." in document.text
        assert document.format == "office"
