"""`compendium publish`: the site as files, for any file server, a stick or an intranet.

Django is loaded by name, and only here: no other command has to wait for it.
"""

from __future__ import annotations

import os
import tempfile
import time
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import Any

import click

from compendium.cli.options import answer, dated, note, reader_for, reading, today
from compendium.vocabulary.errors import FaultError, UserError


@click.command("publish")
@click.argument("target", type=click.Path(path_type=Path))
@click.option("--single-file", is_flag=True, help="One printable HTML file instead.")
@click.option("--address", default=None, help="Where the served site stands, for its forms.")
@dated
@reading
def publish(
    target: Path,
    single_file: bool,  # noqa: FBT001  click's way
    address: str | None,
    on: date | None,
    edition: Path | None,
    form: str,
) -> int:
    r"""Write every public page to the folder TARGET.

    \b
    compendium publish site/ --on 2026-06-01
    compendium publish compendium.html --single-file

    The same edition and day give the same bytes. Full-text search needs Pagefind:
    `pip install csec-compendium[publish]`; citations are found without it.
    """
    began = time.monotonic()
    reader = reader_for(edition)
    day = on or today()
    place = address.rstrip("/") if address else None
    if place is None:
        note("Without --address, citations and data name this machine as the site's address.")
    set_up(place)
    try:
        said = _do(reader.path, day, target, place, single=single_file)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise UserError("no-file", f"{target} cannot be written: {reason}.") from None
    said = {"edition": reader.colophon.edition, "as_of": day.isoformat(), **said}
    if form == "json":
        answer(said)
    else:
        took = time.monotonic() - began
        dated = f", {said['dated']} of other days" if said.get("dated") else ""
        new = f"; {said['changed']} files changed" if "changed" in said else ""
        words = f"{said['pages']} pages of edition {said['edition']}{dated} in {took:.1f} s{new}"
        click.echo(f"{words}: {target}")
    return 0


def _do(
    file: Path, day: date, target: Path, address: str | None, *, single: bool
) -> dict[str, Any]:
    if single:
        number = import_module("compendium.publish.single").publish_single(
            file, day, target, address
        )
        return {"path": str(target), "pages": number}
    made = import_module("compendium.publish.site").publish_site(file, day, target, address)
    broken = import_module("compendium.publish.linkcheck").check_links(target)
    if broken:
        first = f"{broken[0].file} to {broken[0].target}"
        raise FaultError("broken-link", f"{len(broken)} links lead nowhere, first: {first}.")
    searched = _search_index(target, changed=made.changed > 0)
    return {
        "path": str(target), "pages": made.pages, "dated": made.dated, "files": len(made.files),
        "changed": made.changed, "search": "full-text" if searched else "citations",
    }  # fmt: skip


def _search_index(target: Path, *, changed: bool) -> bool:
    """Have Pagefind index the site, where it is installed."""
    indexing = import_module("compendium.publish.indexing")
    if not indexing.can_index():
        note("Pagefind is not installed: the site finds citations, not words.")
        return False
    indexing.index(target, changed=changed)
    return True


def set_up(address: str | None) -> None:
    """Django, with nothing kept and nothing served."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "compendium.web.settings")
    os.environ.setdefault("COMPENDIUM_HOME", tempfile.gettempdir())
    if address:
        os.environ.setdefault("COMPENDIUM_ADDRESS", address)
    import_module("django").setup(set_prefix=False)
