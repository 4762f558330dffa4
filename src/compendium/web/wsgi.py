"""The application: today's pages and static files in front, the API next, Django behind."""

from __future__ import annotations

import os
from itertools import islice
from threading import Thread
from typing import Final
from urllib.parse import urlsplit

import django
from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler

from compendium.vocabulary.errors import CompendiumError

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "compendium.web.settings")
django.setup(set_prefix=False)

from compendium.web import editions, standpoint  # noqa: E402  after Django is set up
from compendium.web.api.shortcut import Shortcut  # noqa: E402  the same
from compendium.web.catalogue.sitemap import (  # noqa: E402  the same
    addresses,
    framed_addresses,
)
from compendium.web.prepared import Prepared  # noqa: E402  the same
from compendium.web.steady import keeper  # noqa: E402  the same

_FRAMED_AT_MOST: Final = 1_000
"""Pages for frames that are prepared beforehand; others are when they are asked for."""


def state() -> object:
    """What prepared pages hang on: the edition and the day. None: nothing may be kept."""
    try:
        return editions.current().colophon.edition, standpoint.today()
    except CompendiumError:
        return None


def warm() -> None:
    """Prepare the pages of today, so that nobody waits for them."""
    host = urlsplit(settings.ADDRESS).netloc or "127.0.0.1"
    reader = editions.current()
    keeper.ready(reader)
    framed = islice(framed_addresses(reader), _FRAMED_AT_MOST)
    application.prepare([*addresses(reader), *framed], host)


application: Final = Prepared(Shortcut(WSGIHandler()), state)

if os.environ.get("COMPENDIUM_WARM", "yes") == "yes" and (settings.EDITION or settings.SHELF):
    Thread(target=warm, name="warm", daemon=True).start()
