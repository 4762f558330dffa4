"""How long a county's document of some 60 pages takes: read by the worker, held to a checklist.

The document is made of several that the evaluation's grammar writes, set as PDF and as a Word
file. Loading the edition, the words and the worker's program is done before and not counted.
Beside it stands what PDFium alone takes to give out the text of the same pages.

Run it with ``python -m bench.checks``.
"""

from __future__ import annotations

import argparse
import dataclasses
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from datetime import date
from statistics import median

import pypdfium2 as pdfium

from compendium.checks import Jurisdiction
from compendium.cli.places import current_edition
from compendium.edition.checking import begin, setup_for
from compendium.edition.reader import EditionReader
from compendium.reading import DEFAULT_LIMITS, parse, read_document
from tests.evaluation.county.grammar import Written, write_documents
from tests.evaluation.county.render import as_pdf, as_word

TODAY = date(2026, 6, 1)
CHECKLISTS = ("missing-from-care", "csec-policies", "interagency-protocol", "mou", "county-plan")
REGION = ("Inyo", "Mono", "Kern")


def long_document(pages: int) -> Written:
    """One document of at least so many pages, its parts one after the other."""
    parts = write_documents("tune", 40)
    whole = parts[0]
    for part in parts[1:]:
        if _pages(as_pdf(whole)) >= pages:
            break
        whole = dataclasses.replace(whole, blocks=[*whole.blocks, *part.blocks])
    return whole


def _pages(data: bytes) -> int:
    with closing(pdfium.PdfDocument(data)) as opened:
        return len(opened)


def checked(reader: EditionReader, data: bytes, name: str, wanted: str, *region: str) -> None:
    """Read and check a file as the command does."""
    setup = setup_for(reader, wanted, TODAY, counties=region, told=Jurisdiction.COUNTY)
    begin(reader, setup, read_document(data, name, DEFAULT_LIMITS))


def bare(data: bytes) -> None:
    """The text of the pages, and nothing else."""
    with closing(pdfium.PdfDocument(data)) as opened:
        for page in opened:
            with closing(page.get_textpage()) as text:
                text.get_text_range(errors="replace")


def timed(work: Callable[[], None], rounds: int) -> Sequence[float]:
    """Seconds of each round."""
    taken = []
    for _ in range(rounds):
        began = time.perf_counter()
        work()
        taken.append(time.perf_counter() - began)
    return taken


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--pages", type=int, default=60)
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    reader = current_edition()
    written = long_document(options.pages)
    pdf, word = as_pdf(written), as_word(written)
    begin(reader, setup_for(reader, "mou", TODAY), parse(b"A first look loads the words.", "a.txt"))
    print(f"  {_pages(pdf)} pages, {len(pdf) / 1000:,.0f} kB as PDF")
    rows: list[tuple[str, Callable[[], None]]] = [
        (f"PDF, {name}", lambda name=name: checked(reader, pdf, "a.pdf", name))  # type: ignore[misc]
        for name in CHECKLISTS
    ]
    rows += [
        ("Word, missing-from-care", lambda: checked(reader, word, "a.docx", "missing-from-care")),
        (
            f"PDF, {len(REGION)} counties",
            lambda: checked(reader, pdf, "a.pdf", "interagency-protocol", *REGION),
        ),
        ("bare pypdfium2 text", lambda: bare(pdf)),
    ]
    for name, work in rows:
        taken = timed(work, options.rounds)
        print(f"  {name:<28} median {median(taken):5.2f} s, slowest {max(taken):5.2f} s")


if __name__ == "__main__":
    main()
