"""Many letters: drafted in parallel, in order, resumable, one bad file stopping nothing."""

from __future__ import annotations

import itertools
import json
import os
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from compendium.intake.county_cells import CountyNames
from compendium.intake.county_tables import CountyTable
from compendium.intake.county_text import county_table_of
from compendium.intake.draft import LetterDraft, draft_letter, plain_draft
from compendium.intake.open_letter import SUFFIXES, bytes_of, digest_of, letter_of
from compendium.vocabulary.errors import CompendiumError, UserError

_AHEAD: Final = 4
"""Files under way for each worker: enough to keep it busy, few enough to keep memory flat."""
_FEW: Final = 4
NO_COUNTIES: Final[Mapping[str, str]] = {}


@dataclass(frozen=True, slots=True)
class Drafted:
    """What became of one file: a draft, or an error of one sentence. Travels between processes."""

    file: str
    digest: str = ""
    draft: LetterDraft | None = None
    counties: CountyTable | None = None
    code: str = ""
    message: str = ""

    def plain(self) -> dict[str, Any]:
        """The answer's row for this file."""
        if self.draft is None:
            return {"id": self.file, "error": {"code": self.code, "message": self.message}}
        table = self.counties.plain() if self.counties is not None else None
        return {
            "file": self.file,
            "sha256": self.digest,
            **plain_draft(self.draft),
            "county_table": table,
        }


def letter_files(paths: Iterable[Path]) -> Iterator[Path]:
    """The files named, and those that folders hold, in order."""
    for path in paths:
        if path.is_dir():
            yield from sorted(
                one for one in path.rglob("*") if one.suffix.lower() in SUFFIXES and one.is_file()
            )
        else:
            yield path


def draft_file(path: Path, counties: Mapping[str, str] = NO_COUNTIES) -> Drafted:
    """The draft of one file. Nothing is raised: what went wrong is in the answer.

    ``counties`` are the names whose tables are wanted, with their ids.
    """
    digest = ""
    try:
        data = bytes_of(path)
        digest = digest_of(data)
        letter = letter_of(data, path.name)
        table = county_table_of(letter, CountyNames(counties)) if counties else None
        return Drafted(str(path), digest, draft_letter(letter), table)
    except CompendiumError as error:
        return Drafted(str(path), digest, code=error.code, message=error.message)
    except MemoryError:
        message = f"{path.name} takes too much memory."
        return Drafted(str(path), digest, code="memory", message=message)
    except Exception as error:  # noqa: BLE001  one letter's surprise must not end a long run
        message = f"{path.name} could not be drafted, by a fault of ours: {error!r}."
        return Drafted(str(path), digest, code="fault", message=message)


def draft_files(
    paths: Iterable[Path],
    executor: Executor | None = None,
    counties: Mapping[str, str] = NO_COUNTIES,
) -> Iterator[Drafted]:
    """The drafts of many files, in the order of the files.

    ``executor`` is any ``concurrent.futures`` executor; without one, local processes, and
    this process alone for a few files. Only a few files are under way at once.
    """
    waiting = iter(paths)
    first = list(itertools.islice(waiting, _FEW))
    if executor is None and len(first) < _FEW:
        for path in first:
            yield draft_file(path, counties)
        return
    whole = itertools.chain(first, waiting)
    if executor is not None:
        yield from _through(executor, whole, counties)
        return
    with ProcessPoolExecutor() as pool:
        yield from _through(pool, whole, counties)


def _through(
    executor: Executor, paths: Iterable[Path], counties: Mapping[str, str]
) -> Iterator[Drafted]:
    most = _AHEAD * (os.cpu_count() or 1)
    under_way: deque[tuple[Path, Future[Drafted]]] = deque()
    for path in paths:
        under_way.append((path, executor.submit(draft_file, path, counties)))
        if len(under_way) >= most:
            yield _result(*under_way.popleft())
    while under_way:
        yield _result(*under_way.popleft())


def _result(path: Path, future: Future[Drafted]) -> Drafted:
    try:
        return future.result()
    except BrokenProcessPool:
        message = f"The worker that read {path} was lost."
        return Drafted(str(path), code="worker-lost", message=message)


class Journal:
    """What a run has done, so that the next one goes on: one JSON line for each file."""

    def __init__(self, path: Path, version: str) -> None:
        self._path = path
        self._version = version
        self._done = dict(self._read())

    def done(self, digest: str) -> dict[str, Any] | None:
        """What became of a file with these bytes, read by this version; None where it was not."""
        return self._done.get(digest)

    def note(self, digest: str, row: dict[str, Any]) -> None:
        """Write down what became of a file."""
        self._path.parent.mkdir(parents=True, exist_ok=True)
        entry = {"sha256": digest, "version": self._version, **row}
        with self._path.open("a", encoding="utf-8") as file:
            file.write(json.dumps(entry, ensure_ascii=False) + "\n")
        self._done[digest] = entry

    def _read(self) -> Iterator[tuple[str, dict[str, Any]]]:
        try:
            lines = self._path.read_text(encoding="utf-8").splitlines()
        except FileNotFoundError:
            return
        except (OSError, UnicodeDecodeError):
            raise UserError("bad-journal", f"{self._path} cannot be read; remove it.") from None
        for line in lines:
            try:
                entry = json.loads(line)
            except json.JSONDecodeError:
                continue
            if isinstance(entry, dict) and entry.get("version") == self._version:
                yield str(entry.get("sha256")), entry
