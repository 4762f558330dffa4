"""Who does the work of many letters: local processes, or a Dask cluster where one is named."""

from __future__ import annotations

import contextlib
import importlib
import logging
import os
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing import connection, parent_process, util
from typing import Any, Final, NamedTuple, ParamSpec, TypeVar

from compendium.intake.open_letter import close_reader
from compendium.vocabulary.errors import UserError

P = ParamSpec("P")
T = TypeVar("T")
_ANSWERS_WITHIN: Final = 20
"""Seconds that a scheduler has to answer."""


class Crew(NamedTuple):
    """An executor, how many of its workers work at once, and whether they can be reached.

    The drafts are whole only while ``is_there`` says so: a cluster may be lost for good, and
    what it was given then never comes back.
    """

    executor: Executor
    workers: int
    is_there: Callable[[], bool] = lambda: True


class LocalPool(Executor):
    """Processes of this machine; when one is lost, and all with it, others take their place."""

    def __init__(self, workers: int | None = None) -> None:
        self.workers = workers or os.cpu_count() or 1
        self._pool = self._fresh()

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """Have a function run by a worker."""
        try:
            return self._pool.submit(fn, *args, **kwargs)
        except BrokenProcessPool:
            self._pool.shutdown(wait=False)
            self._pool = self._fresh()
            return self._pool.submit(fn, *args, **kwargs)

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:  # noqa: FBT001, FBT002  the library's signature
        """End the workers."""
        self._pool.shutdown(wait=wait, cancel_futures=cancel_futures)

    def _fresh(self) -> ProcessPoolExecutor:
        return ProcessPoolExecutor(self.workers, initializer=_end_cleanly)


def _end_cleanly() -> None:
    """Let a worker end its reader when it ends, and end itself when its parent is gone."""
    util.Finalize(None, close_reader, exitpriority=1)
    parent = parent_process()
    if parent is not None:
        threading.Thread(target=_outlive_not, args=(parent.sentinel,), daemon=True).start()


def _outlive_not(sentinel: int) -> None:
    connection.wait([sentinel])
    with contextlib.suppress(Exception):  # whatever fails now, the worker must not stay
        close_reader()
    os._exit(1)


@contextmanager
def local(workers: int | None = None) -> Iterator[Crew]:
    """The processes of this machine, ended when done with."""
    with LocalPool(workers) as pool:
        yield Crew(pool, pool.workers)


@contextmanager
def cluster(address: str | None) -> Iterator[Crew | None]:
    """The workers of a Dask cluster at its scheduler's address; None without an address.

    The workers must see the letters under the same paths. Raises UserError ``no-cluster-extra``
    where the extra is not installed, ``no-scheduler`` where nothing answers, ``no-workers``
    where the scheduler has none.
    """
    if address is None:
        yield None
        return
    try:
        distributed: Any = importlib.import_module("distributed")
    except ImportError:
        raise UserError(
            "no-cluster-extra",
            "A scheduler needs the extra `cluster`: pip install 'csec-compendium[cluster]'.",
        ) from None
    _hush()
    with contextlib.ExitStack() as kept:
        try:
            client = kept.enter_context(distributed.Client(address, timeout=_ANSWERS_WITHIN))
            workers = sum(client.nthreads().values())
        except (OSError, ValueError, TypeError) as error:
            raise UserError(
                "no-scheduler",
                f"No Dask scheduler answers at {address}: write its address like "
                f"tcp://192.168.1.10:8786 ({_first_line(error)}).",
            ) from None
        if not workers:
            raise UserError(
                "no-workers", f"The scheduler at {address} has no workers: start some first."
            )
        yield Crew(client.get_executor(), workers, lambda: client.status == "running")


def _hush() -> None:
    """Keep the cluster's own log of lost connections from a person: we say it in one sentence."""
    for name in (*logging.root.manager.loggerDict, "tornado.application"):
        if name.startswith(("distributed", "tornado")):
            logging.getLogger(name).setLevel(logging.CRITICAL)


def _first_line(error: Exception) -> str:
    return (str(error).strip() or type(error).__name__).splitlines()[0].rstrip(".")[:120]
