"""Many letters: drafted in parallel, in order, resumable, one bad file stopping nothing."""

from __future__ import annotations

import itertools
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import Future
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from compendium.intake.county_cells import CountyNames
from compendium.intake.county_places import plain_table, row_places
from compendium.intake.county_tables import CountyTable
from compendium.intake.county_text import county_table_of
from compendium.intake.draft import LetterDraft, draft_letter, plain_draft
from compendium.intake.executors import Crew, local
from compendium.intake.letter_text import Place
from compendium.intake.open_letter import SUFFIXES, bytes_of, digest_of, letter_of
from compendium.vocabulary.errors import CompendiumError, UserError

_AHEAD: Final = 4
"""Files under way for each worker: enough to keep it busy, few enough to keep memory flat."""
_FEW: Final = 4
_LOOK: Final = 5.0
"""Seconds after which it is asked whether the workers are still there."""
NO_COUNTIES: Final[Mapping[str, str]] = {}


@dataclass(frozen=True, slots=True)
class Drafted:
    """What became of one file: a draft, or an error of one sentence. Travels between processes.

    ``rows`` says where the rows of the county table stand.
    """

    file: str
    digest: str = ""
    draft: LetterDraft | None = None
    counties: CountyTable | None = None
    rows: tuple[Place | None, ...] = ()
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

    def sidecar(self) -> dict[str, Any]:
        """What is kept beside a draft: the answer's row, and every cell of the county table."""
        table = plain_table(self.counties, self.rows) if self.counties is not None else None
        return {**self.plain(), "county_table": table}


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
        rows = row_places(letter, table) if table is not None else ()
        return Drafted(str(path), digest, draft_letter(letter), table, rows)
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
    crew: Crew | None = None,
    counties: Mapping[str, str] = NO_COUNTIES,
) -> Iterator[Drafted]:
    """The drafts of many files, in the order of the files.

    ``crew`` holds any ``concurrent.futures`` executor; without one, local processes, and
    this process alone for a few files. Only a few files are under way at once.
    """
    waiting = iter(paths)
    first = list(itertools.islice(waiting, _FEW))
    if crew is None and len(first) < _FEW:
        for path in first:
            yield draft_file(path, counties)
        return
    whole = itertools.chain(first, waiting)
    if crew is not None:
        yield from _through(crew, whole, counties)
        return
    with local() as ours:
        yield from _through(ours, whole, counties)


def _through(crew: Crew, paths: Iterable[Path], counties: Mapping[str, str]) -> Iterator[Drafted]:
    most = _AHEAD * crew.workers
    under_way: deque[tuple[Path, Future[Drafted]]] = deque()
    for path in paths:
        under_way.append((path, _given(crew, path, counties)))
        if len(under_way) >= most:
            yield _result(crew, *under_way.popleft(), counties)
    while under_way:
        yield _result(crew, *under_way.popleft(), counties)


def _given(crew: Crew, path: Path, counties: Mapping[str, str]) -> Future[Drafted]:
    """A file handed to a worker. Raises UserError ``workers-lost``."""
    try:
        return crew.executor.submit(draft_file, path, counties)
    except Exception:
        if crew.is_there():
            raise
        raise _lost() from None


def _result(
    crew: Crew, path: Path, future: Future[Drafted], counties: Mapping[str, str]
) -> Drafted:
    """What became of a file; one whose worker was lost is tried once more by another.

    A worker that is lost takes with it the files of all others; each is then done alone, so
    that only the one that breaks workers fails. Raises UserError ``workers-lost``.
    """
    try:
        return _awaited(crew, future)
    except UserError:
        raise
    except Exception:  # noqa: BLE001  a lost worker's errors differ between executors
        again = _given(crew, path, counties)
    try:
        return _awaited(crew, again)
    except UserError:
        raise
    except Exception as error:  # noqa: BLE001  the same
        message = f"The worker that read {path} was lost ({type(error).__name__})."
        return Drafted(str(path), code="worker-lost", message=message)


def _awaited(crew: Crew, future: Future[Drafted]) -> Drafted:
    """A result, as long as somebody is there to bring it."""
    while True:
        try:
            return future.result(timeout=_LOOK)
        except TimeoutError:
            if future.done() and future.exception() is not None:
                raise  # the work itself took too long
        except Exception:
            if not crew.is_there():
                raise _lost() from None
            raise
        if not crew.is_there():
            raise _lost()


def _lost() -> UserError:
    return UserError(
        "workers-lost", "The cluster was lost: start it, then run this again to go on."
    )
