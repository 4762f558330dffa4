"""`compendium links`: ask every published address whether it still answers."""

from __future__ import annotations

import urllib.error
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from pathlib import Path
from typing import Final

import click

from compendium import __version__
from compendium.cli.options import answer, formatted, note, today
from compendium.cli.places import content_directory
from compendium.content.check import check_directory
from compendium.content.write import write_records
from compendium.model.duties import Duty
from compendium.model.instruments import Instrument, Series
from compendium.model.records import Record
from compendium.model.reference import LinkCheck
from compendium.vocabulary.errors import FaultError

_TIMEOUT: Final = 20
_AT_ONCE: Final = 4
_NO_ANSWER: Final = "no answer"


@click.command("links")
@click.option("--content", type=click.Path(path_type=Path), help="The content directory.")
@click.option("--days", default=30, show_default=True, help="Skip what was checked since then.")
@click.option("--list", "only_list", is_flag=True, help="List the addresses, ask nobody.")
@formatted
def links(content: Path | None, days: int, only_list: bool, form: str) -> int:  # noqa: FBT001
    """Check the addresses that pages show, and note what they answer.

    Needs a network. Results go to link-checks.yaml; a run that is stopped goes on
    where it was, since addresses checked lately are skipped.
    """
    root = content or content_directory()
    checked = check_directory(root)
    held = {one.url: one for one in checked.of(LinkCheck)}
    records: list[Record] = [*checked.of(Instrument), *checked.of(Series), *checked.of(Duty)]
    addresses = sorted({url for record in records for url in _addresses(record)})
    since = today() - timedelta(days=days)
    due = [url for url in addresses if url not in held or held[url].checked < since]
    if only_list:
        _show(form, addresses, held)
        return 0
    note(f"{len(due)} of {len(addresses)} addresses to check")
    fresh = _ask_all(due, today())
    if due and all(one.result == _NO_ANSWER for one in fresh):
        raise FaultError("no-network", "No address answered: is there a network? Nothing changed.")
    held.update({one.url: one for one in fresh})
    ordered = [held[url] for url in sorted(held)]
    (root / "link-checks.yaml").write_text(write_records(ordered), encoding="utf-8")
    _show(form, addresses, held)
    return 0 if all(held[url].result == "answers" for url in addresses) else 1


def _addresses(record: Record) -> Iterator[str]:
    """The addresses of a record that pages show as links."""
    for source in getattr(record, "sources", ()):
        if source.url:
            yield source.url
    place = getattr(record, "whereabouts", None)
    if place is not None:
        yield place.url
    for page in getattr(record, "list_pages", ()):
        yield page.url


def _ask_all(addresses: list[str], day: date) -> list[LinkCheck]:
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        found = []
        results = pool.map(_ask, addresses)
        for number, (url, result) in enumerate(zip(addresses, results, strict=True), start=1):
            note(f"{number}/{len(addresses)} {result}: {url}")
            found.append(LinkCheck(url=url, checked=day, result=result))
    return found


def _ask(url: str) -> str:
    """What an address answers: `answers`, `gone (404)`, `no answer`."""
    request = urllib.request.Request(  # noqa: S310  the content rule admits http and https alone
        url, headers={"User-Agent": f"csec-compendium/{__version__} (link check)"}
    )
    try:
        with urllib.request.urlopen(request, timeout=_TIMEOUT):  # noqa: S310  as above
            return "answers"
    except urllib.error.HTTPError as error:
        return (
            f"refused ({error.code})" if error.code in (401, 403, 429) else f"gone ({error.code})"
        )
    except (urllib.error.URLError, TimeoutError, OSError, ValueError):
        return _NO_ANSWER


def _show(form: str, addresses: list[str], held: dict[str, LinkCheck]) -> None:
    rows = [
        {
            "url": url,
            "checked": held[url].checked.isoformat() if url in held else None,
            "result": held[url].result if url in held else None,
        }
        for url in addresses
    ]
    if form == "json":
        answer({"links": rows})
        return
    for row in rows:
        click.echo(
            f"{row['checked'] or 'never checked':<14} {row['result'] or '':<14} {row['url']}"
        )
