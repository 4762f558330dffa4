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
from compendium.publish.dated import Versions, dated_answers
from compendium.publish.leading import Leads
from compendium.publish.manifest import (
    Manifest,
    read_manifest,
    source_of,
    stands,
    sum_of,
    write_manifest,
)
from compendium.publish.notices import other_days, standing, standing_elsewhen
from compendium.publish.rewriting import Rewriter, parsed, search_page, written
from compendium.vocabulary.errors import FaultError
from compendium.vocabulary.identifiers import address_of

NAMES: Final = "names.js"
_SCRIPT: Final = "search.js"
_ID: Final = re.compile(rb'\sid="([^"]+)"')
_SERVED: Final = (SEARCH, "/report-a-problem", "/alerts")
"""Pages that a server alone can answer: none of them is followed."""
_MOST_QUERIES: Final = 600
"""Pages with a query (a role, two days) that are followed from other pages, at most."""


class Published(NamedTuple):
    """What was written: all files, how many are pages, how many of other days, how many are new.

    ``changed`` counts files that were not there before, or not with these bytes.
    """

    files: dict[str, str]
    pages: int
    dated: int
    changed: int


def publish_site(edition: Path, on: date, folder: Path, address: str | None = None) -> Published:
    """Write the site of an edition as of a day into a folder.

    ``address`` is where the served site stands, for what needs a server. Files whose bytes
    are the same are left alone; those of a site published there before that are no longer
    part of it are removed. Where the same site stands there whole, nothing is made at all.
    Raises FaultError where a page cannot be made: then nothing was written.
    """
    reader = open_edition(edition, verify=False)
    source = source_of(reader.colophon.digest, on, address)
    before = read_manifest(folder)
    if before is not None and before.source == source and stands(folder, before.files):
        return Published(before.files, before.pages, before.dated, 0)
    with site_of(edition, on) as site:
        answers = _asked(site, reader)
        versions, dated = dated_answers(site, reader, on)
    built = _built(reader, on, {**answers, **dated}, versions, address)
    said = Manifest(
        edition=reader.colophon.edition,
        as_of=on.isoformat(),
        source=source,
        pages=sum(answer.kind == "text/html" for answer in answers.values()),
        dated=len(dated),
        files={name: hashlib.sha256(body).hexdigest() for name, body in sorted(built.items())},
        search=before.search if before is not None else {},
    )
    return _written(folder, built, said, before.files if before is not None else {})


def _asked(site: Site, reader: EditionReader) -> dict[str, Answer]:
    """The answer to every address, and to addresses with a query that pages lead to.

    Raises FaultError where the site does not answer with a page that it should have.
    """
    found: dict[str, Answer] = {}
    must = pages(reader)
    for address in must:
        answer = site.ask(address)
        if answer is None:
            raise FaultError("broken-page", f"The page {address} failed: nothing was written.")
        found[address] = answer
    queries = sorted({one for answer in found.values() for one in _queries(answer)})
    for address in [*downloads(reader), *queries[:_MOST_QUERIES]]:
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
        if address.startswith("/") and parts.path not in _SERVED:
            yield address


def _built(
    reader: EditionReader,
    on: date,
    answers: dict[str, Answer],
    versions: Versions,
    address: str | None,
) -> dict[str, bytes]:
    """Every file of the site by its path."""
    places = {name: file_of(name, answer.kind) for name, answer in answers.items()}
    places |= {name: name.lstrip("/") for name in assets()}
    leads = Leads(
        places.get, reader.colophon.edition, on, versions,
        {
            places[name]: frozenset(one.decode() for one in _ID.findall(answer.body))
            for name, answer in answers.items()
            if answer.kind == "text/html"
        },
    )  # fmt: skip
    rewriter = Rewriter(leads, address, standing(reader, on))
    built = {name.lstrip("/"): body for name, body in assets().items()}
    for name, answer in answers.items():
        body = answer.body
        if answer.kind == "text/html":
            body = _page(rewriter, leads, name, places[name], body)
        built[places[name]] = body
    built[NAMES] = _names(reader, places).encode()
    built[_SCRIPT] = files("compendium.publish").joinpath(_SCRIPT).read_bytes()
    return built


def _page(rewriter: Rewriter, leads: Leads, name: str, file: str, body: bytes) -> bytes:
    """One page, with what it says of its day and of others."""
    path, day = leads.read(name)
    notice = other_days(leads.versions, path, leads.on, day)
    if day is None:
        return rewriter.page(_search(body) if name == SEARCH else body, file, notice=notice)
    days = leads.versions[path]
    said = standing_elsewhen(leads.edition, leads.on, day, days)
    return rewriter.page(body, file, day=day, notice=notice, standing=said)


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
    folder: Path, built: dict[str, bytes], said: Manifest, before: dict[str, str]
) -> Published:
    """Write what is not there yet with these bytes, and take away what is no longer part of it."""
    folder.mkdir(parents=True, exist_ok=True)
    changed = [name for name, value in said.files.items() if sum_of(folder / name) != value]
    for name in changed:
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(built[name])
    for name in before.keys() - said.files.keys():
        _take_away(folder, folder / name)
    write_manifest(folder, said)
    return Published(said.files, said.pages, said.dated, len(changed))


def _take_away(folder: Path, file: Path) -> None:
    """Remove a file, and the folders that it leaves empty."""
    file.unlink(missing_ok=True)
    for place in file.parents:
        if place == folder or not place.is_dir() or any(place.iterdir()):
            return
        place.rmdir()
