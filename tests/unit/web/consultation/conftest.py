"""A site with a liaison, over the tiny edition; mail goes into a list."""

from __future__ import annotations

import smtplib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.db import connections
from django.test import Client

from compendium.web import editions
from compendium.web.consultation.people import create_person

PASSWORD = "an-invented-long-password"


@pytest.fixture(autouse=True)
def site(settings: Any, tiny_file: Path) -> Iterator[None]:
    """The settings of these tests, whatever the environment says."""
    settings.ADDRESS = "http://testserver"
    settings.ALLOWED_HOSTS = ["testserver"]
    settings.SECRET_KEY = "a secret of the tests"
    settings.LIAISON = ["liaison@example.org"]
    settings.EDITORS = ["editor@example.org"]
    settings.CONTACT = ""
    settings.KEEP_DAYS = 365
    settings.BEHIND_PROXY = False
    settings.DEFAULT_FROM_EMAIL = "compendium@example.org"
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    editions.lay_out(tiny_file, None)
    yield
    editions.lay_out(None, None)


@pytest.fixture
def reader_client() -> Client:
    """Somebody who reads and asks, with a browser that enforces nothing for us."""
    return Client(enforce_csrf_checks=True)


@pytest.fixture
def liaison(db: None) -> Client:
    """A liaison who is signed in."""
    create_person(name="liaison", password=PASSWORD)
    client = Client()
    client.force_login(get_user_model().objects.get(username="liaison"))
    return client


@pytest.fixture
def broken_mail(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """A mail server that hangs up; undo it to have it back."""

    def refuse(*_: Any, **__: Any) -> int:
        raise smtplib.SMTPServerDisconnected("gone")

    monkeypatch.setattr("django.core.mail.message.EmailMessage.send", refuse)
    return monkeypatch


@pytest.fixture
def rows_of_our_own(transactional_db: None, tmp_path: Path) -> Iterator[Callable[[], None]]:
    """Rows that others can reach as well: a file where the tests' own are in memory.

    Gives what another thread calls to join.
    """
    before = connections["default"]
    if before.vendor != "sqlite":
        yield lambda: None
        return

    def join() -> None:
        fresh = connections.create_connection("default")
        options = {**before.settings_dict["OPTIONS"], "timeout": patience}
        place = str(tmp_path / "rows.sqlite")
        fresh.settings_dict = {**before.settings_dict, "NAME": place, "OPTIONS": options}
        connections["default"] = fresh

    patience = 0.2
    join()
    call_command("migrate", verbosity=0, interactive=False)
    patience = 30.0
    yield join
    connections["default"].close()
    connections["default"] = before
