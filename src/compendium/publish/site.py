"""A whole site as files: the same bytes for the same edition and day, every link checked."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import Final, NamedTuple
from urllib.parse import urldefrag, urlsplit

from compendium.edition.reader import EditionReader, open_edition
from compendium.model.instruments import Instrument
from compendium.publish.addresses import SEARCH, assets, downloads, file_of, pages
from compendium.publish.asking import Answer, Site, site_of
from compendium.publish.rewriting import Rewriter, parsed, search_page, written
from compendium.vocabulary.dates import day_in_words
from compendium.vocabulary.identifiers import address_of

MANIFEST: Final = "site.json"
NAMES: Final = "names.js"
_SCRIPT: Final = "search.js"
_ID: Final = re.compile(rb'\sid="([^"]+)"')
_MOST_QUERIES: Final = 600
"""Pages with a query (a role, two days) that are followed from other pages, at most."""


class Published(NamedTuple):
    """What was written: all files, how many are pages, how many changed since last time."""

    files: dict[str, str]
    pages: int
    changed: int


def publish_site(edition: Path, on: date, folder: Path, address: str | None = None) -> Published:
    """Write the site of an edition as of a day into a folder.

    ``address`` is where the served site stands, for what needs a server. Files whose bytes
    are the same are left alone; those of a site published there before that are no longer
    part of it are removed.
    """
    reader = open_edition(edition, verify=False)
    with site_of(edition, on) as site:
        answers = _asked(site, reader)
    built = _built(reader, on, answers, address)
    number = sum(answer.kind == "text/html" for answer in answers.values())
    return _written(folder, built, reader, on, number)


def standing(reader: EditionReader, on: date) -> str:
    """What every page of a copy says of itself."""
    return (
        f"Policy as of {day_in_words(on)}, from edition {reader.colophon.edition}. "
        "This copy does not change by itself; look at its date before you rely on it."
    )


def prefix_of_copy(reader: EditionReader, on: date) -> str:
    """The prefix that addresses of just this edition and day have."""
    return f"/edition/{reader.colophon.edition}/on/{on.isoformat()}"


def _asked(site: Site, reader: EditionReader) -> dict[str, Answer]:
    """The answer to every address, and to addresses with a query that pages lead to."""
    found: dict[str, Answer] = {}
    wanted = [*pages(reader), *downloads(reader)]
    for address in wanted:
        answer = site.ask(address)
        if answer is not None:
            found[address] = answer
    queries = [one for answer in found.values() for one in _queries(answer)]
    for address in sorted(dict.fromkeys(queries))[:_MOST_QUERIES]:
        answer = site.ask(address)
        if answer is not None:
            found[address] = answer
    return found


def _queries(answer: Answer) -> Iterator[str]:
    if answer.kind != "text/html":
        return
    for one in parsed(answer.body).xpath("//main//a[contains(@href, '?')]"):
        address = urldefrag(one.get("href")).url
        parts = urlsplit(address)
        if address.startswith("/") and parts.path not in (SEARCH, "/report-a-problem"):
            yield address


def _built(
    reader: EditionReader, on: date, answers: dict[str, Answer], address: str | None
) -> dict[str, bytes]:
    """Every file of the site by its path."""
    places = {name: file_of(name, answer.kind) for name, answer in answers.items()}
    places |= {name: name.lstrip("/") for name in assets()}
    named = {
        places[name]: frozenset(_ID.findall(answer.body))
        for name, answer in answers.items()
        if answer.kind == "text/html"
    }
    there = {file: frozenset(one.decode() for one in ids) for file, ids in named.items()}
    rewriter = Rewriter(
        places.get, address, standing(reader, on), prefix_of_copy(reader, on), there
    )
    built = {name.lstrip("/"): body for name, body in assets().items()}
    for name, answer in answers.items():
        body = answer.body
        if answer.kind == "text/html":
            body = rewriter.page(_search(body) if name == SEARCH else body, places[name])
        built[places[name]] = body
    built[NAMES] = _names(reader, places).encode()
    built[_SCRIPT] = files("compendium.publish").joinpath(_SCRIPT).read_bytes()
    return built


def _search(body: bytes) -> bytes:
    tree = parsed(body)
    search_page(tree, [NAMES, _SCRIPT])
    return written(tree)


def _names(reader: EditionReader, places: dict[str, str]) -> str:
    """Every spelling of a citation with its page, as a script that needs no server."""
    named: dict[str, list[tuple[str, str]]] = {}
    for folded, identifier, _ in sorted(reader.names()):
        one = reader.one(Instrument, identifier)
        file = places.get(address_of(identifier))
        if one is not None and file is not None:
            named.setdefault(folded, []).append((file, f"{one.citation}: {one.title}"))
    written_out = json.dumps(named, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    return f"window.COMPENDIUM_NAMES = {written_out};\n"


def _written(
    folder: Path, built: dict[str, bytes], reader: EditionReader, on: date, number: int
) -> Published:
    folder.mkdir(parents=True, exist_ok=True)
    sums = {name: hashlib.sha256(body).hexdigest() for name, body in sorted(built.items())}
    before = _before(folder)
    changed = [
        name for name in sums if before.get(name) != sums[name] or not (folder / name).is_file()
    ]
    for name in changed:
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(built[name])
    for name in before.keys() - sums.keys():
        (folder / name).unlink(missing_ok=True)
    said = {"edition": reader.colophon.edition, "as_of": on.isoformat(), "files": sums}
    (folder / MANIFEST).write_text(f"{json.dumps(said, indent=1)}\n", encoding="utf-8")
    return Published(sums, number, len(changed))


def _before(folder: Path) -> dict[str, str]:
    """The files of the site that was published here before, with their digests."""
    try:
        said = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        return {name: str(value) for name, value in said["files"].items() if _inside(name)}
    except (OSError, ValueError, KeyError, AttributeError, TypeError):
        return {}


def _inside(name: str) -> bool:
    return not name.startswith("/") and ".." not in Path(name).parts
