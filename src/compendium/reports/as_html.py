"""An outline as one HTML file that needs nothing else and prints well."""

from __future__ import annotations

from datetime import datetime
from functools import cache
from html import escape
from importlib.resources import files

from compendium.reports.outline import Grid, Heading, Items, Outline, Piece, Words


def html_of(outline: Outline, made: datetime) -> bytes:
    """The file. ``made`` is the moment of making, in words of ISO 8601."""
    facts = "".join(f"<dt>{escape(a)}</dt><dd>{escape(b)}</dd>" for a, b in outline.facts)
    body = "\n".join(_piece(piece) for piece in outline.pieces)
    kind = ' class="compact"' if outline.compact else ""
    page = (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<meta name="date" content="{made.isoformat()}">'
        f"<title>{escape(outline.title)}</title><style>{_style()}</style></head>\n<body{kind}><main>\n"
        f'<h1>{escape(outline.title)}</h1>\n<p class="caution">{escape(outline.caution)}</p>\n'
        f'<dl>{facts}</dl>\n{body}\n</main>\n<footer class="foot">{escape(outline.foot)}</footer>'
        "</body></html>\n"
    )
    return page.encode()


def _piece(piece: Piece) -> str:
    if isinstance(piece, Heading):
        return f"<h{piece.level}>{escape(piece.text)}</h{piece.level}>"
    if isinstance(piece, Words):
        text = escape(piece.text)
        return f"<p><strong>{text}</strong></p>" if piece.strong else f"<p>{text}</p>"
    if isinstance(piece, Items):
        return f"<ul>{''.join(f'<li>{escape(one)}</li>' for one in piece.items)}</ul>"
    return _grid(piece)


def _grid(grid: Grid) -> str:
    whole = sum(grid.shares)
    columns = "".join(f'<col style="width:{share * 100 // whole}%">' for share in grid.shares)
    head = "".join(f'<th scope="col">{escape(one)}</th>' for one in grid.head)
    rows = "".join(
        f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in row)}</tr>" for row in grid.rows
    )
    return (
        f"<table><caption>{escape(grid.caption)}</caption><colgroup>{columns}</colgroup>"
        f"<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"
    )


@cache
def _style() -> str:
    return files(__package__).joinpath("report.css").read_text(encoding="utf-8")
