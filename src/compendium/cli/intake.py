"""`compendium intake`: letters become drafts, a letter list becomes a coverage report."""

from __future__ import annotations

import json
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor
from pathlib import Path
from typing import Any, Final

import click

from compendium.cli.options import answer, formatted, note, paragraph
from compendium.cli.places import content_directory, current_edition
from compendium.content.load import Content, load_content
from compendium.edition.reader import EditionReader, open_edition
from compendium.intake.accept import (
    ENGINE,
    JOURNAL,
    Catalogue,
    problems_of_drafts,
    write_draft,
)
from compendium.intake.batch import Drafted, Journal, draft_files, letter_files
from compendium.intake.coverage import coverage_of
from compendium.intake.executors import cluster
from compendium.intake.list_page import page_lines
from compendium.intake.listing import ListEntry, entries_of
from compendium.intake.open_letter import bytes_of, digest_of
from compendium.intake.record import DraftRecord
from compendium.reading.plain import decoded
from compendium.vocabulary.errors import CompendiumError, UserError
from compendium.vocabulary.problems import Severity

_EVERY: Final = 25
_AT_ONCE: Final = 500
"""How many drafts are checked together: a run over thousands holds no more than these."""
_FIELDS: Final = ("issued", "subject", "references", "supersedes", "effective", "fiscal_year")


@click.command("intake")
@click.argument("files", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--listing",
    type=click.Path(path_type=Path),
    default=None,
    help="A saved page that lists letters: what is held, what is lacking.",
)
@click.option(
    "--accept-into",
    "into",
    type=click.Path(path_type=Path, file_okay=False),
    default=None,
    help="Write drafts and their provenance below this folder; a later run goes on from there.",
)
@click.option("--content", type=click.Path(path_type=Path), help="The content directory.")
@click.option(
    "--edition",
    type=click.Path(path_type=Path),
    default=None,
    help="With --listing: the edition to compare with. Default: the current one.",
)
@click.option(
    "--cluster",
    "address",
    default=None,
    metavar="ADDRESS",
    help="Share the work on a Dask cluster (tcp://…). Default: this machine's processors.",
)
@formatted
def intake(
    files: tuple[Path, ...],
    listing: Path | None,
    into: Path | None,
    content: Path | None,
    edition: Path | None,
    address: str | None,
    form: str,
) -> int:
    """Read letters (FILE… or folders of them) and show a draft of each.

    A draft shows where each field was read. It is checked by the content rules at once; a
    person reviews it before it counts.
    """
    if listing is not None:
        return _listing(listing, edition, as_json=form == "json")
    if not files:
        raise UserError("no-file", "Name at least one letter, or a page with --listing.")
    run = _Run(_base(content), into, as_json=form == "json")
    with cluster(address) as executor:
        return run.over(letter_files(files), executor)


def _base(content: Path | None) -> Content | None:
    """The content to check drafts against; without one, drafts are shown unchecked."""
    if content is not None:
        return load_content(content)
    try:
        return load_content(content_directory())
    except UserError:
        note("No content was found here, so drafts are not checked against it.")
        return None


class _Run:
    """One run over many files: shows, writes, counts."""

    def __init__(self, base: Content | None, into: Path | None, *, as_json: bool) -> None:
        self._catalogue = Catalogue(base) if base is not None else None
        self._into = into
        self._journal = Journal(into / JOURNAL, ENGINE) if into is not None else None
        self._as_json = as_json
        self._unchecked: list[DraftRecord] = []
        self._paths: set[str] = set()
        self._problems: list[dict[str, Any]] = []
        self._counts: Counter[str] = Counter()

    def over(self, files: Iterable[Path], executor: Executor | None = None) -> int:
        """Draft every file and answer; the exit code."""
        if self._as_json:
            click.echo('{"drafts": [', nl=False)
        counties = self._catalogue.counties if self._catalogue is not None else {}
        drafts = draft_files(self._not_done(files), executor, counties)
        for shown, drafted in enumerate(drafts, start=1):
            row = self._take(drafted)
            if self._as_json:
                click.echo(
                    (", " if shown > 1 else "") + json.dumps(row, ensure_ascii=False), nl=False
                )
            else:
                _print_row(row)
            if shown % _EVERY == 0:
                note(f"{shown} letters read")
        self._check()
        problems = self._problems
        if self._as_json:
            click.echo("]" + _tail(self._counts, problems) + "}")
        else:
            _print_summary(self._counts, problems)
        if self._counts["failed"]:
            return UserError.exit_code
        return 1 if any(problem["severity"] == Severity.ERROR for problem in problems) else 0

    def _not_done(self, files: Iterable[Path]) -> Iterator[Path]:
        """The files that no earlier run has finished."""
        for path in files:
            if self._journal is not None:
                try:
                    before = self._journal.done(digest_of(bytes_of(path)))
                except CompendiumError:
                    before = None
                if before is not None:
                    self._counts["done before"] += 1
                    continue
            yield path

    def _take(self, drafted: Drafted) -> dict[str, Any]:
        row = drafted.plain()
        if drafted.draft is None:
            self._counts["failed"] += 1
            return row
        self._counts["read"] += 1
        if self._catalogue is None:
            return row
        repeats = self._catalogue.duplicates(drafted)
        row["duplicates"] = [one.plain() for one in repeats]
        made = self._catalogue.record(drafted)
        row["path"] = made.path if made else None
        if made is not None and made.path not in self._paths:
            self._paths.add(made.path)
            self._unchecked.append(made)
            self._catalogue.hold(made)
            if len(self._unchecked) >= _AT_ONCE:
                self._check()
        if self._into is not None and self._journal is not None:
            row["written"] = write_draft(drafted, made, self._into)
            self._counts[row["written"]] += 1
            self._journal.note(
                drafted.digest,
                {name: row[name] for name in ("file", "citation", "path", "written")},
            )
        return row

    def _check(self) -> None:
        """Hold the drafts since the last time against the content rules, then let them go."""
        if self._catalogue is None or not self._unchecked:
            return
        with tempfile.TemporaryDirectory(prefix="compendium-intake-") as folder:
            found = problems_of_drafts(self._catalogue.content, self._unchecked, Path(folder))
        self._problems += [{**p._asdict(), "severity": p.severity.value} for p in found]
        self._unchecked.clear()


def _tail(counts: Counter[str], problems: list[dict[str, Any]]) -> str:
    value = {"counts": dict(counts), "problems": problems}
    return ", " + json.dumps(value, ensure_ascii=False)[1:-1]


def _print_row(row: dict[str, Any]) -> None:
    if "error" in row:
        click.echo(f"{row['id']}: {row['error']['message']}\n")
        return
    click.secho(f"{row['citation'] or 'no number found'}  ({row['file']})", bold=True)
    for name in _FIELDS:
        value = row[name]
        words = ", ".join(value) if isinstance(value, list) else value
        where = row["provenance"].get(name)
        page = f"  [page {where['page']}, {where['confidence']:.0%}]" if where else ""
        click.echo(
            paragraph(f"{name.replace('_', ' ')}: {words or '–'}{page}", indent=4, first="  ")
        )
    for one in row.get("duplicates", []):
        click.echo(f"  {one['kind']}: {one['citation']} ({one['why']})")
    table = row.get("county_table")
    if table:
        doubtful = table["doubtful_cells"]
        click.echo(f"  county table: {table['counties']} counties, {doubtful} doubtful cells")
    for doubt in row["notes"]:
        click.echo(paragraph(f"note: {doubt}", indent=4, first="  "))
    if row.get("written"):
        click.echo(f"  {row['written']}: {row['path']}")
    click.echo()


def _print_summary(counts: Counter[str], problems: list[dict[str, Any]]) -> None:
    for problem in problems:
        click.echo(f"{problem['path']}: {problem['code']} {problem['message']}")
    words = ", ".join(f"{number} {name}" for name, number in counts.items())
    note(f"{words or 'nothing to do'}.")


def _listing(path: Path, edition: Path | None, *, as_json: bool) -> int:
    entries = entries_of(page_lines(decoded(bytes_of(path))))
    if not entries:
        raise UserError("no-letters", f"{path} lists no letter that can be recognised.")
    coverage = _coverage(entries, edition)
    if as_json:
        answer({"lines": [entry.plain() for entry in entries], "coverage": coverage})
        return 0
    for entry in entries:
        _print_entry(entry)
    if coverage is not None:
        _print_coverage(coverage)
    return 0


def _coverage(entries: list[ListEntry], edition: Path | None) -> dict[str, Any] | None:
    """The report, or None where no edition can be had; an edition that was named must be there."""
    opened: Callable[[], EditionReader] = (
        (lambda: open_edition(edition)) if edition is not None else current_edition
    )
    try:
        return coverage_of(entries, opened())
    except CompendiumError as error:
        if edition is not None:
            raise
        note(f"No coverage report: {error.message}")
        return None


def _print_entry(entry: ListEntry) -> None:
    day = str(entry.issued) if entry.issued else "no date"
    click.echo(paragraph(f"{entry.citation}, {day}: {entry.title or '–'}", indent=4, first=""))
    for relation in entry.relations:
        click.echo(f"    {relation.type} {relation.target} ({relation.guess}: {relation.stated})")
    for doubt in entry.notes:
        click.echo(paragraph(f"note: {doubt}", indent=6, first="    "))


def _print_coverage(coverage: dict[str, Any]) -> None:
    click.echo()
    for name, label in (
        ("held", "Held"),
        ("lacking", "Lacking"),
        ("errata_without_parents", "Errata without their letter"),
        ("not_listed", "Held, not in this list"),
    ):
        listed = coverage[name]
        if listed:
            click.echo(
                paragraph(f"{label} ({len(listed)}): {', '.join(listed)}", indent=2, first="")
            )
    for name, label in (("titles_differ", "Title"), ("dates_differ", "Date")):
        for one in coverage[name]:
            words = f"{label} of {one['citation']}: listed {one['listed']!r}, held {one['held']!r}"
            click.echo(paragraph(words, indent=2, first=""))
