"""The site over the tiny and over the real edition, on a day that stands still."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from compendium.web import editions

TODAY = date(2026, 6, 1)


@pytest.fixture
def today(settings: Any) -> date:
    """The day that the site takes for today."""
    settings.TODAY = TODAY
    return TODAY


@pytest.fixture
def tiny(today: date, tiny_file: Path) -> Iterator[Client]:
    """A reader of the tiny edition."""
    editions.lay_out(tiny_file, None)
    yield Client(headers={"host": "127.0.0.1"})
    editions.lay_out(None, None)


@pytest.fixture
def real(today: date, edition_file: Path) -> Iterator[Client]:
    """A reader of the real edition."""
    editions.lay_out(edition_file, None)
    yield Client(headers={"host": "127.0.0.1"})
    editions.lay_out(None, None)
