"""More invented county tables: halves, codes, odd signs, broken rows, and a picture."""

from __future__ import annotations

from collections.abc import Callable

import typst

from compendium.intake.letter_text import from_document, from_plain_text
from compendium.reading import parse
from tests.spec.intake.county_layouts import Figures, Wanted, figures, money
from tests.spec.intake.typeset import as_scan


def _aligned(name: str, cells: list[str]) -> str:
    return f"  {name:<22}" + "".join(f"{cell:>16}" for cell in cells)


def _rows(made: Figures) -> list[str]:
    return [_aligned(county, list(map(money, row))) for county, row in made.cells.items()]


def _total(made: Figures) -> str:
    return _aligned("Total", list(map(money, made.totals())))


def _text(made: Figures, lines: list[str]) -> Wanted:
    return Wanted(from_plain_text("\n".join(lines)), made.cells, made.columns)


def halves_side_by_side(seed: int) -> Wanted:
    made = figures(seed, 2)
    held = _rows(made)
    head = _aligned("County", made.columns)
    lines = [f"{one}   {two}" for one, two in zip(held[:29], held[29:], strict=True)]
    blank = " " * (len(head) + 3)
    return _text(made, [f"{head}   {head}", *lines, blank + _total(made)])


def total_on_top(seed: int) -> Wanted:
    made = figures(seed, 3)
    return _text(made, [_aligned("County", made.columns), _total(made), *_rows(made)])


def codes_before_names(seed: int) -> Wanted:
    made = figures(seed, 2)
    lines = [f" {at:02d}  06{2 * at - 1:03d} {line}" for at, line in enumerate(_rows(made), 1)]
    return _text(made, ["Code  FIPS  County", *lines, " " * 11 + _total(made)])


def row_broken_by_a_page(seed: int) -> Wanted:
    made = figures(seed, 2)
    head = f"ATTACHMENT II\n{_aligned('County', made.columns)}"
    held = _rows(made)
    name, values = held[29][:24].rstrip(), " " * 24 + held[29][24:]
    one, two = [head, *held[:29], name], [head, values, *held[30:], _total(made)]
    return _text(made, ["\n".join(one) + "\f" + "\n".join(two)])


def odd_negatives(seed: int) -> Wanted:
    made = figures(seed, 2, negative=0.2)

    def printed(value: int | None) -> str:
        if value is None or value >= 0:
            return money(value)
        plain = f"{-value:,}"
        return made.random.choice(
            [f"($ {plain})", f"$({plain})", f"-${plain}", f"{plain}-", f"<{plain}>"]
        )

    lines = [_aligned(name, list(map(printed, row))) for name, row in made.cells.items()]
    return _text(made, [_aligned("County", made.columns), *lines, _total(made)])


def marks_that_touch(seed: int) -> Wanted:
    made = figures(seed, 2)

    def printed(value: int | None) -> str:
        marked = made.random.random() < 0.15
        return money(value) + (made.random.choice(["1/", "a", "(1)", "¹", "*"]) if marked else "")

    lines = [_aligned(name, list(map(printed, row))) for name, row in made.cells.items()]
    return _text(made, [_aligned("County", made.columns), *lines, _total(made)])


def dashes_for_zero(seed: int) -> Wanted:
    made = figures(seed, 3, empty=0.25)
    for row in made.cells.values():
        row[:] = [value or 0 for value in row]

    def printed(value: int | None) -> str:
        return money(value) if value else made.random.choice(["-", "--", "—", "$-", "$  -"])

    lines = [_aligned(name, list(map(printed, row))) for name, row in made.cells.items()]
    return _text(made, [_aligned("County", made.columns), *lines, _total(made)])


def names_in_three_lines(seed: int) -> Wanted:
    made = figures(seed, 2)
    lines = []
    for name, row in made.cells.items():
        words = name.split()
        cells = list(map(money, row))
        if len(words) > 1:
            middle = words[1] if len(words) > 2 else ""
            lines += [f"  {words[0]}", _aligned(middle, cells), f"  {words[-1]}"]
        else:
            lines.append(_aligned(name, cells))
    return _text(made, [_aligned("County", made.columns), *lines, _total(made)])


def shares_in_percent(seed: int) -> Wanted:
    made = figures(seed, 1)
    total = made.totals()[0]
    held = {name: row[0] or 0 for name, row in made.cells.items()}
    shares = {name: round(100 * value / total) for name, value in held.items()}
    lines = [_aligned(name, [f"{shares[name]}%", money(value)]) for name, value in held.items()]
    lines = [_aligned("County", ["Share", "Amount"]), *lines]
    letter = from_plain_text("\n".join([*lines, _aligned("Total", ["100%", money(total)])]))
    return Wanted(letter, {name: [shares[name], held[name]] for name in held}, ["Share", "Amount"])


LAYOUTS: dict[str, Callable[[int], Wanted]] = {
    one.__name__: one
    for one in (
        halves_side_by_side,
        total_on_top,
        codes_before_names,
        row_broken_by_a_page,
        odd_negatives,
        marks_that_touch,
        dashes_for_zero,
        names_in_three_lines,
        shares_in_percent,
    )
}


def scanned(seed: int) -> Wanted:
    """A table without rules as a noisy scan; it is read column by column."""
    made = figures(seed, 2, negative=0.05)
    rows = [["County", *made.columns]]
    rows += [[county, *map(money, row)] for county, row in made.cells.items()]
    rows.append(["Total", *map(money, made.totals())])
    cells = ", ".join('"' + cell.replace("$", "\\u{24}") + '"' for row in rows for cell in row)
    source = (
        '#set page(paper: "us-letter", margin: 0.8in)\n#set text(size: 10pt)\n'
        f"#table(columns: 3, stroke: none, align: (left, right, right), {cells})"
    )
    document = parse(as_scan(typst.compile(source.encode()), seed, degrees=1.0), "table.tif")
    return Wanted(from_document(document), made.cells, made.columns)
