"""Today's pages kept in front of Django, and other days' kept between changes."""

from __future__ import annotations

import gzip
import io
import random
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.test import Client

from compendium.model.instruments import Instrument
from compendium.vocabulary.identifiers import address_of
from compendium.web import editions
from compendium.web.assets import asset, shipped
from compendium.web.prepared import Prepared
from compendium.web.rendering import PREPARED

PAGE = b"<p>" + b"page " * 500


class Behind:
    """An application that counts what reaches it."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        self.asked.append(environ["PATH_INFO"])
        kept = environ["PATH_INFO"].startswith("/kept")
        headers = [("Content-Type", "text/html"), ("ETag", 'W/"one"'), ("X-Other", "stays")]
        start_response("200 OK", [*headers, (PREPARED, "yes")] if kept else headers)
        return [PAGE]


def ask(application: Any, path: str, **more: Any) -> tuple[str, dict[str, str], bytes]:
    told: list[Any] = []
    environ = {"REQUEST_METHOD": "GET", "PATH_INFO": path, "QUERY_STRING": "", **more}
    body = b"".join(
        application(environ, lambda status, headers, *_: told.append((status, headers)))
    )
    return told[0][0], dict(told[0][1]), body


def test_only_pages_that_say_so_are_kept() -> None:
    behind = Behind()
    front = Prepared(behind, lambda: "today")

    for _ in range(3):
        assert ask(front, "/kept/a")[2] == PAGE
        ask(front, "/other")
        ask(front, "/kept/a", QUERY_STRING="q=1")
        ask(front, "/kept/a", REQUEST_METHOD="POST")

    assert behind.asked.count("/other") == 3
    assert behind.asked.count("/kept/a") == 1 + 3 + 3
    status, headers, _ = ask(front, "/kept/a")
    assert PREPARED not in headers
    assert (status, headers["X-Other"]) == ("200 OK", "stays")


def test_what_is_kept_is_forgotten_when_day_or_edition_changes() -> None:
    behind = Behind()
    state = ["monday"]
    front = Prepared(behind, lambda: state[0])
    ask(front, "/kept/a")
    ask(front, "/kept/a")
    state[0] = "tuesday"
    ask(front, "/kept/a")

    assert len(behind.asked) == 2


def test_without_an_edition_nothing_is_kept() -> None:
    behind = Behind()
    front = Prepared(behind, lambda: None)
    ask(front, "/kept/a")
    ask(front, "/kept/a")

    assert len(behind.asked) == 2


def test_kept_pages_travel_compressed_to_those_who_take_it() -> None:
    front = Prepared(Behind(), lambda: "today")
    ask(front, "/kept/a")

    _, headers, body = ask(front, "/kept/a", HTTP_ACCEPT_ENCODING="gzip, br")
    assert headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(body) == PAGE
    assert int(headers["Content-Length"]) == len(body) < len(PAGE)

    status, headers, body = ask(front, "/kept/a", HTTP_IF_NONE_MATCH='W/"one"')
    assert (status, body) == ("304 Not Modified", b"")
    assert headers["ETag"] == 'W/"one"'

    status, headers, body = ask(front, "/kept/a", REQUEST_METHOD="HEAD")
    assert (status, body, int(headers["Content-Length"])) == ("200 OK", b"", len(PAGE))


def test_files_have_their_digest_in_their_address_and_are_kept_for_a_year() -> None:
    front = Prepared(Behind(), lambda: "today")

    for name, content in shipped().items():
        status, headers, body = ask(front, asset(name))
        assert (status, body) == ("200 OK", content)
        assert "immutable" in headers["Cache-Control"]
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert "immutable" not in ask(front, f"/static/{name}")[1]["Cache-Control"]
    assert len(shipped()["site.css"]) < 30_000


@pytest.mark.parametrize("seed", range(4))
def test_a_page_kept_between_changes_is_the_page_that_would_be_rendered(
    seed: int, real: Client, settings: Any
) -> None:
    chance = random.Random(seed)
    ids = list(editions.current().all(Instrument))
    for _ in range(12):
        path = address_of(chance.choice(ids))
        first = date(2012, 1, 1) + timedelta(chance.randrange(20 * 365))
        for day in (first, first + timedelta(1), first + timedelta(chance.randrange(400))):
            settings.KEEP_PAGES = True
            kept = real.get(f"/on/{day}{path}").content
            settings.KEEP_PAGES = False
            assert kept == real.get(f"/on/{day}{path}").content, (path, day)


def test_the_days_around_every_known_date_are_right_too(real: Client, settings: Any) -> None:
    for day in ("2016-05-22", "2016-05-23", "2016-05-24", "2024-12-31", "2025-01-01", "2026-05-31",
                "2026-06-01", "2026-06-02"):  # fmt: skip
        for path in ("/acl/15-49", "/acl/16-49", "/wic/16501.35"):
            settings.KEEP_PAGES = True
            kept = real.get(f"/on/{day}{path}").content
            settings.KEEP_PAGES = False
            assert kept == real.get(f"/on/{day}{path}").content, (path, day)


@pytest.mark.django_db  # a request lets go of old connections, where tests before opened one
def test_answers_to_programs_are_kept_by_their_query_and_words_are_not(tiny: Client) -> None:
    asked: list[str] = []
    django = WSGIHandler()

    def behind(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        asked.append(environ["QUERY_STRING"])
        return django(environ, start_response)

    front = Prepared(behind, lambda: "today")
    more = {"SERVER_NAME": "127.0.0.1", "SERVER_PORT": "80", "wsgi.input": io.BytesIO()}
    answers = [
        ask(front, "/api/v1/coverage", QUERY_STRING=query, **more)
        for query in ("on=2016-01-01", "on=2016-01-01", "on=2017-01-01", "bad=1", "bad=1")
    ]
    ask(front, "/api/v1/search", QUERY_STRING="q=missing", **more)
    ask(front, "/api/v1/search", QUERY_STRING="q=missing", **more)
    assert asked == ["on=2016-01-01", "on=2017-01-01", "bad=1", "bad=1", "q=missing", "q=missing"]
    assert answers[0][2] == answers[1][2] != answers[2][2]
    assert PREPARED not in answers[0][1]


def test_an_answer_that_is_not_kept_harms_nothing_while_another_is() -> None:
    def behind(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        if environ["QUERY_STRING"] == "refused":
            ask(front, "/api/v1/status", QUERY_STRING="kept")  # as another thread does meanwhile
            start_response("400 Bad Request", [])
            return [b"no"]
        start_response("200 OK", [("ETag", '"one"'), (PREPARED, "yes")])
        return [b"yes"]

    front = Prepared(behind, lambda: "today")
    assert ask(front, "/api/v1/status", QUERY_STRING="refused")[0] == "400 Bad Request"


def test_what_is_kept_asks_browsers_to_come_encrypted_only_where_they_did(settings: Any) -> None:
    settings.SECURE_HSTS_SECONDS = 60
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    front = Prepared(Behind(), lambda: "today")
    ask(front, "/kept/a")  # prepared beforehand, by no browser
    asset_address = asset("site.css")
    for address in ("/kept/a", asset_address):
        for named in ({}, {"HTTP_IF_NONE_MATCH": f'"one", "{asset_address}"'}):
            encrypted = ask(front, address, HTTP_X_FORWARDED_PROTO="https", **named)[1]
            plain = ask(front, address, HTTP_X_FORWARDED_PROTO="http", **named)[1]
            assert encrypted.pop("Strict-Transport-Security") == "max-age=60"
            assert encrypted == plain
