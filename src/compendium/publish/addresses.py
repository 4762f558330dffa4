"""What is published, and under which file name each address stands.

A page is a file that ends in .html beside the folder of the pages below it, so that links
work from any file server and from a folder on a disk.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Final
from urllib.parse import urlsplit

from compendium.edition.exports.feeds import feeds_of
from compendium.edition.exports.forms import FORMS
from compendium.edition.kinds import KINDS
from compendium.edition.reader import EditionReader
from compendium.model.instruments import Instrument
from compendium.vocabulary.identifiers import address_of
from compendium.web.assets import by_address
from compendium.web.catalogue.sitemap import addresses, framed_addresses

SEARCH: Final = "/search"
_ENDINGS: Final = {
    "text/html": ".html",
    "text/plain": ".txt",
    "text/csv": ".csv",
    "text/markdown": ".md",
    "text/calendar": ".ics",
    "application/json": ".json",
    "application/ld+json": ".jsonld",
    "application/atom+xml": ".atom",
}
_ODD: Final = re.compile(r"[^a-zA-Z0-9.]+")


def pages(reader: EditionReader) -> list[str]:
    """The address of every public page, those most asked for first."""
    return [*addresses(reader), SEARCH]


def downloads(reader: EditionReader) -> Iterator[str]:
    """The address of every file that pages lead to, and of what other sites frame."""
    yield from (f"{one}.md" if one != "/" else "/index.md" for one in addresses(reader))
    yield "/llms.txt"
    yield from framed_addresses(reader)
    for one in reader.all(Instrument):
        yield from (f"{address_of(one)}/{name}" for name in ("csl.json", "bibtex", "jsonld"))
    for kind in KINDS:
        yield from (f"/data/{kind}.json", f"/data/{kind}.csv")
    yield from (f"/data/export/{name}" for name in FORMS)
    yield from ("/data/edition.sqlite", "/funding.csv", "/changes.atom")
    yield from ("/feeds/due.ics", "/api/v1/openapi.json")
    for feed in feeds_of(reader, reader.compendium.stands_at):
        yield from (feed.path_of(number) for number in range(1, feed.pages + 1))


def assets() -> dict[str, bytes]:
    """Stylesheet, icons and script by address."""
    return {address: one.body for address, one in by_address().items()}


def file_of(address: str, kind: str) -> str:
    """The file of an address, as a path inside the site.

    >>> file_of("/", "text/html"), file_of("/acl/16-49", "text/html")
    ('index.html', 'acl/16-49.html')
    >>> file_of("/compare?from=2024-12-31&to=2025-01-01", "text/html")
    'compare--from-2024-12-31-to-2025-01-01.html'
    """
    parts = urlsplit(address)
    path = parts.path.strip("/") or "index"
    if parts.query:
        path += f"--{_ODD.sub('-', parts.query).strip('-')}"
    if path.startswith("data/export/"):
        return _export(path)
    ending = _ENDINGS.get(kind, "")
    has = kind != "text/html" and (PurePosixPath(path).suffix == ending or not ending)
    return path if has else f"{path}{ending}"


def _export(path: str) -> str:
    name = path.removeprefix("data/export/")
    file = "compendium-csv.zip" if name == "csv" else FORMS[name].file
    return f"data/export/{file}"
