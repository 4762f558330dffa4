"""A bare Starlette page to measure the site against: three SQLite reads, one Jinja2 template.

It shows rows of the same edition, as many as it takes to be as large as the page that it
stands beside, with the same care (autoescape) and nothing else: no addresses by date, no
status, no headers.
"""

from __future__ import annotations

import os
import sqlite3

from jinja2 import Environment
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse
from starlette.routing import Route

EDITION = os.environ["BENCH_EDITION"]
SIZE = int(os.environ["BENCH_SIZE"])

connection = sqlite3.connect(
    f"file:{EDITION}?mode=ro&immutable=1", uri=True, check_same_thread=False
)
template = Environment(autoescape=True).from_string(
    "<!doctype html><html lang=en><head><title>{{ title }}</title></head><body>"
    "<h1>{{ title }}</h1><p>as of {{ day }}</p><table>{% for row in rows %}"
    "<tr><th>{{ row[0] }}</th><td><a href='/{{ row[1] }}'>{{ row[2] }}</a></td>"
    "<td>{{ row[3] }}</td></tr>{% endfor %}</table></body></html>"
)


def render(identifier: str, day: str, most: int) -> str:
    """The page: the record, its period, and rows of names."""
    one = connection.execute(
        "SELECT label, record FROM records WHERE kind = 'instrument' AND id = ?", (identifier,)
    ).fetchone()
    period = connection.execute(
        "SELECT status FROM periods WHERE instrument = ? AND from_day <= ? AND until_day > ?",
        (identifier, day, day),
    ).fetchone()
    rows = connection.execute(
        "SELECT kind, id, label, position FROM records LIMIT ?", (most,)
    ).fetchall()
    title = one[0] if one else str(period)
    return template.render(title=title, day=day, rows=rows)


def fitting() -> int:
    """How many rows make the page as large as it has to be."""
    most = 1
    while len(render("wic-16501.35", "2016-06-01", most).encode()) < SIZE and most < 2_000:
        most += 1
    return most


ROWS = fitting()


async def page(request: Request) -> HTMLResponse:
    """One page for one day."""
    return HTMLResponse(render(request.path_params["name"], request.path_params["day"], ROWS))


application = Starlette(routes=[Route("/on/{day}/{name}", page)])
