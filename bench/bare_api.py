"""What the API is measured against, and the API without answers kept in front of it.

``application``: Django with two addresses, no middleware, the same SQLite reads, JSON.
``afresh``: the API as served, but every answer is worked out anew.
"""

from __future__ import annotations

import importlib
import os
import sqlite3
from typing import Any
from wsgiref.types import WSGIApplication

import django
from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.http import HttpRequest, JsonResponse
from django.urls import path

_RECORD = "SELECT record FROM records WHERE kind = 'instrument' AND id = ?"
_STATUS = (
    "SELECT status FROM periods WHERE instrument = ? AND from_day <= ? AND until_day > ? "
    "ORDER BY from_day DESC LIMIT 1"
)


def _bare(edition: str) -> WSGIHandler:
    settings.configure(
        ROOT_URLCONF=__name__, ALLOWED_HOSTS=["127.0.0.1"], MIDDLEWARE=[], SECRET_KEY="bench"
    )
    django.setup(set_prefix=False)
    connection = sqlite3.connect(
        f"file:{edition}?mode=ro&immutable=1", uri=True, check_same_thread=False
    )

    def record(_: HttpRequest, name: str, day: str) -> JsonResponse:
        row = connection.execute(_RECORD, (name,)).fetchone()
        return JsonResponse({"id": name, "as_of": day, "record": row[0]})

    def status(_: HttpRequest, name: str, day: str) -> JsonResponse:
        row = connection.execute(_STATUS, (name, day, day)).fetchone()
        return JsonResponse({"id": name, "as_of": day, "status": row[0]})

    urlpatterns.extend(
        [
            path("record/<str:name>/<str:day>", record),
            path("status/<str:name>/<str:day>", status),
        ]
    )
    return WSGIHandler()


def _afresh() -> WSGIApplication:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "compendium.web.settings")
    wsgi: Any = importlib.import_module("compendium.web.wsgi")
    behind: WSGIApplication = wsgi.application.behind
    return behind


urlpatterns: list[Any] = []
if "BENCH_EDITION" in os.environ:
    application = _bare(os.environ["BENCH_EDITION"])
else:
    afresh = _afresh()
