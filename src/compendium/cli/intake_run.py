"""One run of `compendium intake`: shows, writes, counts, goes on where an earlier one stopped."""

from __future__ import annotations

import json
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, Final

import click

from compendium.cli.options import note, paragraph, print_error
from compendium.content.load import Content
from compendium.content.write import write_record
from compendium.intake.accept import (
    ENGINE,
    JOURNAL,
    Catalogue,
    problems_of_texts,
    write_draft,
)
from compendium.intake.batch import Drafted, draft_files
from compendium.intake.executors import Crew
from compendium.intake.journal import Journal
from compendium.intake.open_letter import bytes_of, digest_of
from compendium.intake.record import DraftRecord
from compendium.vocabulary.errors import CompendiumError, UserError
from compendium.vocabulary.problems import Problem, Severity

_AT_ONCE: Final = 500
"""How many drafts are checked together: a run over thousands holds no more than these."""
_FIRST, _LAST = 2.0, 30.0
"""Seconds until progress is shown, first and at most; the wait doubles from one to the next."""
_FIELDS: Final = ("issued", "subject", "references", "supersedes", "effective", "fiscal_year")


class Progress:
    """Says how far a run is, not before two seconds and then ever more seldom."""

    def __init__(self, whole: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._whole = whole
        self._clock = clock
        self._wait = _FIRST
        self._next = clock() + _FIRST

    def said(self, done: int) -> None:
        """Tell how many files are done, if it is time."""
        now = self._clock()
        if now < self._next:
            return
        note(f"{done} of {self._whole} letters")
        self._wait = min(_LAST, self._wait * 2)
        self._next = now + self._wait


class Run:
    """One run over many files."""

    def __init__(self, base: Content | None, into: Path | None, *, as_json: bool) -> None:
        self._catalogue = Catalogue(base if base is not None else Content(Path()))
        self._checks = base is not None
        self._into = into
        self._journal = Journal(into / JOURNAL, ENGINE) if into is not None else None
        self._as_json = as_json
        self._unchecked: dict[str, str] = {}
        self._seen: set[str] = set()
        self._problems: list[dict[str, Any]] = []
        self._counts: Counter[str] = Counter()
        self._take_up()

    def over(self, files: Sequence[str], crew: Crew | None = None) -> int:
        """Draft every file and answer; the exit code."""
        if self._as_json:
            click.echo('{"drafts": [', nl=False)
        stopped: CompendiumError | None = None
        try:
            self._draft(files, crew)
            self._check()
        except CompendiumError as error:
            stopped = error
        self._close(stopped)
        if stopped is not None:
            return stopped.exit_code
        if self._counts["failed"]:
            return UserError.exit_code
        return 1 if any(one["severity"] == Severity.ERROR for one in self._problems) else 0

    def _draft(self, files: Sequence[str], crew: Crew | None) -> None:
        progress = Progress(len(files))
        counties = self._catalogue.counties
        for shown, drafted in enumerate(draft_files(self._not_done(files), crew, counties)):
            row = self._take(drafted)
            if self._as_json:
                lead = ", " if shown else ""
                click.echo(lead + json.dumps(row, ensure_ascii=False), nl=False)
            else:
                _print_row(row)
            progress.said(shown + 1 + self._counts["done before"])

    def _close(self, stopped: CompendiumError | None) -> None:
        """The end of the answer: what was counted, what the rules say, why it stopped."""
        if not self._as_json:
            _print_summary(self._counts, self._problems)
            if stopped is not None:
                print_error(stopped.code, stopped.message, as_json=False)
            return
        value: dict[str, Any] = {"counts": dict(self._counts), "problems": self._problems}
        if stopped is not None:
            value["error"] = {"code": stopped.code, "message": stopped.message}
        click.echo("], " + json.dumps(value, ensure_ascii=False)[1:])

    def _take_up(self) -> None:
        """The drafts that an earlier run wrote and was stopped before it could check them."""
        if self._journal is None or self._into is None:
            return
        for name in self._journal.unchecked:
            try:
                self._unchecked[name] = (self._into / name).read_text(encoding="utf-8")
            except (OSError, UnicodeDecodeError):
                continue

    def _not_done(self, files: Sequence[str]) -> Iterator[Path]:
        """The files that no earlier run has finished.

        They are held as words: a path remembers all that was asked of it.
        """
        for path in map(Path, files):
            if self._journal is not None:
                try:
                    done = self._journal.done(digest_of(bytes_of(path)))
                except CompendiumError:
                    done = False
                if done:
                    self._counts["done before"] += 1
                    continue
            yield path

    def _take(self, drafted: Drafted) -> dict[str, Any]:
        """The answer's row for a file, once its draft is written."""
        row = drafted.plain()
        if drafted.draft is None:
            self._counts["failed"] += 1
            return row
        self._counts["read"] += 1
        repeats = self._catalogue.duplicates(drafted)
        row["duplicates"] = [one.plain() for one in repeats]
        made = self._catalogue.record(drafted)
        row["path"] = made.path if made else None
        if self._into is not None and self._journal is not None:
            row["written"] = write_draft(drafted, made, self._into, repeats)
            self._counts[row["written"]] += 1
            self._journal.note(
                drafted.digest,
                {name: row[name] for name in ("file", "citation", "path", "written")},
            )
        if made is not None and made.record.id not in self._seen:
            self._hold(made)
        return row

    def _hold(self, made: DraftRecord) -> None:
        """Know a draft, and check it with the next lot."""
        self._seen.add(made.record.id)
        self._unchecked[made.path] = write_record(made.record)
        self._catalogue.hold(made)
        if len(self._unchecked) >= _AT_ONCE:
            self._check()

    def _check(self) -> None:
        """Hold the drafts since the last time against the content rules, then let them go."""
        if not self._unchecked:
            return
        if self._checks:
            with tempfile.TemporaryDirectory(prefix="compendium-intake-") as folder:
                found = problems_of_texts(self._catalogue.content, self._unchecked, Path(folder))
            self._problems += map(_plain, found)
        self._unchecked.clear()
        if self._journal is not None:
            self._journal.note_checked()


def _plain(problem: Problem) -> dict[str, Any]:
    return {**problem._asdict(), "severity": problem.severity.value}


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
        where = row["path"] if row["written"] != "unplaced" else "see `compendium desk`"
        click.echo(f"  {row['written']}: {where}")
    click.echo()


def _print_summary(counts: Counter[str], problems: list[dict[str, Any]]) -> None:
    for problem in problems:
        click.echo(f"{problem['path']}: {problem['code']} {problem['message']}")
    words = ", ".join(f"{number} {name}" for name, number in counts.items())
    note(f"{words or 'nothing to do'}.")
