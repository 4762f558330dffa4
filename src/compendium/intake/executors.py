"""Who does the work of many letters: local processes, or a Dask cluster where one is named."""

from __future__ import annotations

import importlib
from collections.abc import Iterator
from concurrent.futures import Executor
from contextlib import contextmanager

from compendium.vocabulary.errors import UserError


@contextmanager
def cluster(address: str | None) -> Iterator[Executor | None]:
    """The executor of a Dask cluster at an address; None, for local processes, without one.

    The workers must see the letters under the same paths. Raises UserError
    ``no-dask`` where the extra is not installed, ``no-cluster`` where nothing answers.
    """
    if address is None:
        yield None
        return
    try:
        distributed = importlib.import_module("distributed")
    except ImportError:
        raise UserError(
            "no-dask", "A cluster needs the extra: pip install 'csec-compendium[dask]'."
        ) from None
    try:
        client = distributed.Client(address, timeout=20)
    except (OSError, ValueError, TimeoutError) as error:
        raise UserError("no-cluster", f"No Dask cluster answers at {address}: {error}.") from None
    with client:
        executor: Executor = client.get_executor()
        yield executor
