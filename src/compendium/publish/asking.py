"""Pages of the site asked for without a server, as of one day, from one edition."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import NamedTuple

from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.test import RequestFactory

from compendium.web import editions


class Answer(NamedTuple):
    """What the site answered: media type without its character set, and the bytes."""

    kind: str
    body: bytes


class Site:
    """The served site, asked in this process."""

    def __init__(self) -> None:
        self._requests = RequestFactory(SERVER_NAME="127.0.0.1")
        self._handler = WSGIHandler()

    def ask(self, address: str) -> Answer | None:
        """A page by its address; None where the site does not answer with 200."""
        response = self._handler.get_response(self._requests.get(address))
        if response.status_code != 200:
            return None
        return Answer(response.headers["Content-Type"].partition(";")[0], response.content)


@contextmanager
def site_of(edition: Path, on: date) -> Iterator[Site]:
    """The site over one edition file on a day that stands still."""
    before, today = editions.desk(), settings.TODAY
    editions.lay_out(edition, None)
    settings.TODAY = on
    try:
        yield Site()
    finally:
        settings.TODAY = today
        editions.put_back(before)
