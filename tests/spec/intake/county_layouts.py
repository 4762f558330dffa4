"""Invented county tables in many layouts, with the cells that must come out of each."""

from __future__ import annotations

import io
import random
from collections.abc import Callable
from dataclasses import dataclass, field

import docx
import typst

from compendium.intake.letter_text import LetterText, from_document, from_plain_text
from compendium.reading import parse

NAMES = """
    Alameda; Alpine; Amador; Butte; Calaveras; Colusa; Contra Costa; Del Norte; El Dorado;
    Fresno; Glenn; Humboldt; Imperial; Inyo; Kern; Kings; Lake; Lassen; Los Angeles;
    Madera; Marin; Mariposa; Mendocino; Merced; Modoc; Mono; Monterey; Napa; Nevada;
    Orange; Placer; Plumas; Riverside; Sacramento; San Benito; San Bernardino; San Diego;
    San Francisco; San Joaquin; San Luis Obispo; San Mateo; Santa Barbara; Santa Clara;
    Santa Cruz; Shasta; Sierra; Siskiyou; Solano; Sonoma; Stanislaus; Sutter; Tehama;
    Trinity; Tulare; Tuolumne; Ventura; Yolo; Yuba
"""
COUNTIES: dict[str, str] = {
    name: name.lower().replace(" ", "-") for name in (one.strip() for one in NAMES.split(";"))
}


@dataclass
class Wanted:
    """What a layout printed: the value of each county's cells, None for an empty one."""

    letter: LetterText
    cells: dict[str, list[int | None]]
    columns: list[str]


@dataclass
class Figures:
    """Random amounts of every county, in columns."""

    columns: list[str]
    cells: dict[str, list[int | None]]
    random: random.Random = field(repr=False)

    def totals(self) -> list[int]:
        return [sum(row[at] or 0 for row in self.cells.values()) for at in range(len(self.columns))]


def figures(seed: int, columns: int = 2, *, empty: float = 0.0, negative: float = 0.0) -> Figures:
    dice = random.Random(seed)
    names = ["Base Funds", "Augmentation", "State Share", "Federal Share"][:columns]

    def one() -> int | None:
        if dice.random() < empty:
            return None
        value = dice.choice(
            [dice.randint(0, 999), dice.randint(1_000, 99_999), dice.randint(100_000, 9_999_999)]
        )
        return -value if dice.random() < negative else value

    return Figures(names, {county: [one() for _ in names] for county in COUNTIES}, dice)


def money(value: int | None, sign: str = "$") -> str:
    if value is None:
        return ""
    return f"({sign}{-value:,})" if value < 0 else f"{sign}{value:,}"


def _text(made: Figures, line: Callable[[str, list[str]], str], sign: str = "$") -> str:
    rows = [line("County", made.columns)]
    rows += [line(county, [money(v, sign) for v in row]) for county, row in made.cells.items()]
    rows.append(line("TOTAL", [money(v, sign) for v in made.totals()]))
    return "\n".join(rows)


def _aligned(name: str, cells: list[str]) -> str:
    return f"  {name:<22}" + "".join(f"{cell:>16}" for cell in cells)


def aligned_columns(seed: int) -> Wanted:
    made = figures(seed, 3)
    return Wanted(from_plain_text(_text(made, _aligned)), made.cells, made.columns)


def empty_cells(seed: int) -> Wanted:
    made = figures(seed, 3, empty=0.15)
    return Wanted(from_plain_text(_text(made, _aligned, "")), made.cells, made.columns)


def negatives_and_notes(seed: int) -> Wanted:
    made = figures(seed, 2, negative=0.1)

    def line(name: str, cells: list[str]) -> str:
        mark = "*" if made.random.random() < 0.1 and name in COUNTIES else ""
        return _aligned(name + mark, cells)

    return Wanted(from_plain_text(_text(made, line)), made.cells, made.columns)


def single_spaces(seed: int) -> Wanted:
    made = figures(seed, 2)
    text = _text(made, lambda name, cells: " ".join([name, *cells]))
    return Wanted(from_plain_text(text), made.cells, made.columns)


def two_pages(seed: int) -> Wanted:
    made = figures(seed, 2)
    head = "ATTACHMENT I\n" + _aligned("County", made.columns) + "\n"
    rows = list(made.cells.items())
    pages = []
    for part in (rows[:29], rows[29:]):
        body = "\n".join(_aligned(county, [money(v) for v in row]) for county, row in part)
        below = [sum(row[at] or 0 for _, row in part) for at in range(2)]
        pages.append(f"{head}{body}\n{_aligned('Page Total', [money(v) for v in below])}\n")
    end = _aligned("Statewide Total", [money(v) for v in made.totals()])
    return Wanted(from_plain_text("\f".join(pages) + end), made.cells, made.columns)


def wrapped_names(seed: int) -> Wanted:
    made = figures(seed, 2)

    def line(name: str, cells: list[str]) -> str:
        first, _, second = name.rpartition(" ")
        if name in COUNTIES and first and len(name) > 11:
            return f"  {first}\n" + _aligned(second, cells)
        return _aligned(name, cells)

    return Wanted(from_plain_text(_text(made, line)), made.cells, made.columns)


def web_table(seed: int) -> Wanted:
    made = figures(seed, 4, negative=0.05)
    rows = [("County", *made.columns)]
    rows += [(f"{county} County", *map(money, row)) for county, row in made.cells.items()]
    rows.append(("Total", *map(money, made.totals())))
    html = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    page = f"<html><body><h1>Allocation</h1><table>{html}</table></body></html>"
    return Wanted(from_document(parse(page.encode(), "a.html")), made.cells, made.columns)


def side_by_side(seed: int) -> Wanted:
    made = figures(seed, 1)
    rows = [("County", "Base Funds", "County", "Base Funds")]
    held = list(made.cells.items())
    for left, right in zip(held[:29], held[29:], strict=True):
        rows.append((left[0], money(left[1][0]), right[0], money(right[1][0])))
    rows.append(("Total", money(made.totals()[0]), "", ""))
    html = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    page = f"<html><body><table>{html}</table></body></html>"
    return Wanted(from_document(parse(page.encode(), "a.html")), made.cells, made.columns)


def word_table(seed: int) -> Wanted:
    made = figures(seed, 2, empty=0.1)
    made.cells["Alpine"] = [None, None]
    file = docx.Document()
    file.add_paragraph("County allocations")
    table = file.add_table(rows=0, cols=3)
    rows = [("County", *made.columns)]
    rows += [(county, *map(money, row)) for county, row in made.cells.items()]
    rows.append(("TOTALS", *map(money, made.totals())))
    for row in rows:
        for cell, words in zip(table.add_row().cells, row, strict=True):
            cell.text = words
    held = io.BytesIO()
    file.save(held)
    return Wanted(from_document(parse(held.getvalue(), "a.docx")), made.cells, made.columns)


def numbered_lower_ranks(seed: int) -> Wanted:
    made = figures(seed, 2)
    order = {county: at for at, county in enumerate(COUNTIES, start=1)}

    def line(name: str, cells: list[str]) -> str:
        lead = f"{order[name]:02d} " if name in order else "   "
        return lead + f"{name:.<24}" + "".join(f"{cell:>15}" for cell in cells)

    return Wanted(from_plain_text(_text(made, line)), made.cells, made.columns)


def _typeset(made: Figures, *, ruled: bool) -> LetterText:
    rows = [["County", *made.columns]]
    rows += [[county, *map(money, row)] for county, row in made.cells.items()]
    rows.append(["Total", *map(money, made.totals())])
    cells = ", ".join('"' + cell.replace("$", "\\u{24}") + '"' for row in rows for cell in row)
    stroke = "0.5pt" if ruled else "none"
    align = "(left, " + "right, " * len(made.columns) + ")"
    source = (
        '#set page(paper: "us-letter", margin: 1in, footer: align(center)[Attachment I])\n'
        f"#table(columns: {len(made.columns) + 1}, stroke: {stroke}, align: {align}, {cells})"
    )
    return from_document(parse(typst.compile(source.encode()), "table.pdf"))


def ruled_pdf(seed: int) -> Wanted:
    made = figures(seed, 3, empty=0.05)
    return Wanted(_typeset(made, ruled=True), made.cells, made.columns)


def unruled_pdf(seed: int) -> Wanted:
    made = figures(seed, 2, negative=0.05)
    return Wanted(_typeset(made, ruled=False), made.cells, made.columns)


LAYOUTS: dict[str, Callable[[int], Wanted]] = {
    one.__name__: one
    for one in (
        aligned_columns,
        empty_cells,
        negatives_and_notes,
        single_spaces,
        two_pages,
        wrapped_names,
        web_table,
        side_by_side,
        word_table,
        numbered_lower_ranks,
        ruled_pdf,
        unruled_pdf,
    )
}
