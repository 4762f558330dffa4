"""A written document as a file: text, Markdown, a web page, Word, PDF, two columns, a scan."""

from __future__ import annotations

import io
from collections.abc import Callable
from html import escape
from typing import Final

import docx
import pypdfium2
import typst

from tests.evaluation.county.grammar import Block, Written


def as_text(one: Written) -> bytes:
    """Plain text of pages with heads and feet, lines of 80 characters."""
    lines: list[str] = []
    for block in one.blocks:
        lines += [*_text_lines(block), ""]
    pages = [lines[at : at + 45] for at in range(0, len(lines), 45)]
    sheets = [
        "\n".join([one.title[:60], "", *page, "", f"Page {number} of {len(pages)}"])
        for number, page in enumerate(pages, 1)
    ]
    return "\f".join(sheets).encode()


def _wrapped(text: str, lead: str = "") -> list[str]:
    lines = [lead]
    for word in text.split():
        if len(lines[-1]) + len(word) > 78:
            lines.append(" " * len(lead))
        lines[-1] += ("" if lines[-1] in ("", lead) or lines[-1].isspace() else " ") + word
    return lines


def _text_lines(block: Block) -> list[str]:
    if block.kind == "heading":
        return [block.text]
    if block.kind == "contents":
        return ["Contents", "", *block.items]
    if block.kind == "list":
        return [
            *_wrapped(block.text),
            "",
            *(line for item in block.items for line in _wrapped(item, "  - ")),
        ]
    if block.kind == "table":
        return [" | ".join(row) for row in block.rows]
    return _wrapped(block.text)


def as_markdown(one: Written) -> bytes:
    """Markdown."""
    pieces = []
    for at, block in enumerate(one.blocks):
        if block.kind == "heading":
            pieces.append(f"{'#' if at == 0 else '##'} {block.text}")
        elif block.kind == "contents":
            pieces.append("## Contents\n\n" + "\n".join(f"- {item}" for item in block.items))
        elif block.kind == "list":
            pieces.append(block.text + "\n\n" + "\n".join(f"- {item}" for item in block.items))
        elif block.kind == "table":
            head, *rows = [f"| {' | '.join(row)} |" for row in block.rows]
            rule = "|" + "---|" * len(block.rows[0])
            pieces.append("\n".join([head, rule, *rows]))
        else:
            pieces.append(block.text.replace("_", r"\_"))
    return "\n\n".join(pieces).encode()


def as_html(one: Written) -> bytes:
    """A web page with a menu and a foot."""
    pieces = [f"<title>{escape(one.title)}</title><nav><a href='/'>Home</a></nav>"]
    for at, block in enumerate(one.blocks):
        if block.kind == "heading":
            tag = "h1" if at == 0 else "h2"
            pieces.append(f"<{tag}>{escape(block.text)}</{tag}>")
        elif block.kind == "contents":
            items = "".join(f"<li>{escape(item)}" for item in block.items)
            pieces.append(f"<h2>Contents</h2><ul>{items}</ul>")
        elif block.kind == "list":
            items = "".join(f"<li>{escape(item)}</li>" for item in block.items)
            pieces.append(f"<p>{escape(block.text)}</p><ul>{items}</ul>")
        elif block.kind == "table":
            pieces.append(_html_table(block))
        else:
            pieces.append(f"<p>{escape(block.text)}</p>")
    body = "".join(pieces)
    return f"<!doctype html><html><body>{body}<footer>County</footer></body></html>".encode()


def _html_table(block: Block) -> str:
    head = "".join(f"<th>{escape(cell)}</th>" for cell in block.rows[0])
    rows = "".join(
        "<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>"
        for row in block.rows[1:]
    )
    return f"<table><tr>{head}</tr>{rows}</table>"


def as_word(one: Written) -> bytes:
    """A Word document."""
    made = docx.Document()
    made.sections[0].header.paragraphs[0].text = one.title
    for at, block in enumerate(one.blocks):
        if block.kind == "heading":
            made.add_heading(block.text, level=1 if at == 0 else 2)
        elif block.kind == "contents":
            for item in block.items:
                made.add_paragraph(item)
        elif block.kind == "table":
            table = made.add_table(rows=len(block.rows), cols=len(block.rows[0]))
            for row, cells in zip(table.rows, block.rows, strict=True):
                for cell, text in zip(row.cells, cells, strict=True):
                    cell.text = text
        else:
            made.add_paragraph(block.text)
            for item in block.items:
                made.add_paragraph(item, style="List Bullet")
        if at and at % 24 == 0:
            made.add_page_break()
    held = io.BytesIO()
    made.save(held)
    return held.getvalue()


_TYPST: Final = """#set page(paper: "us-letter", columns: {columns}, header: [#sys.inputs.head],
  footer: context [Page #counter(page).display()])
#set text(size: 10.5pt, hyphenate: true, lang: "en")
#set par(justify: true)
"""


def as_pdf(one: Written, columns: int = 1) -> bytes:
    """A PDF with running heads and feet and hyphens at line ends."""
    pieces = [_TYPST.format(columns=columns)]
    for at, block in enumerate(one.blocks):
        if block.kind == "heading":
            pieces.append(f"{'=' if at == 0 else '=='} {_quoted(block.text)}")
        elif block.kind == "contents":
            pieces.append("== Contents\n" + " \\\n".join(_quoted(item) for item in block.items))
        elif block.kind == "table":
            cells = ", ".join(f"[{_quoted(cell)}]" for row in block.rows for cell in row)
            pieces.append(f"#table(columns: {len(block.rows[0])}, {cells})")
        else:
            items = "\n".join(f"- {_quoted(item)}" for item in block.items)
            pieces.append(f"{_quoted(block.text)}\n{items}")
    source = "\n\n".join(pieces)
    made = typst.compile(source.encode(), sys_inputs={"head": one.title})
    return bytes(made)


def _quoted(text: str) -> str:
    return "".join(f"\\{letter}" if letter in "#*_`$@<>[]\\=-+/~" else letter for letter in text)


def as_two_columns(one: Written) -> bytes:
    """A PDF in two columns."""
    return as_pdf(one, columns=2)


def as_scan(one: Written) -> bytes:
    """Pictures of a PDF in two columns, a little turned."""
    opened = pypdfium2.PdfDocument(as_two_columns(one))
    pictures = [
        page.render(scale=200 / 72, grayscale=True).to_pil().rotate(0.5, fillcolor=255)
        for page in opened
    ]
    held = io.BytesIO()
    pictures[0].save(held, "PDF", save_all=True, append_images=pictures[1:], resolution=200)
    return held.getvalue()


FORMATS: Final[dict[str, tuple[str, Callable[[Written], bytes]]]] = {
    "text": ("document.txt", as_text),
    "markdown": ("document.md", as_markdown),
    "html": ("document.html", as_html),
    "word": ("document.docx", as_word),
    "pdf": ("document.pdf", as_pdf),
    "two columns": ("document.pdf", as_two_columns),
}
"""The formats that every run uses; scans take seconds a page and are sampled."""
