"""The short way to the API says what the long way says, byte for byte."""

from __future__ import annotations

import gzip
import io
from collections.abc import Iterable
from typing import Any
from urllib.parse import quote

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.test import Client, override_settings
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from compendium.web import editions
from compendium.web.api.questions import QUESTIONS
from compendium.web.api.shortcut import Shortcut

pytestmark = pytest.mark.django_db
"""Django's own way looks after connections when a request ends, also where none was used."""

ASKED = [
    "", "/", "/openapi.json", "/openapi.json?x=1", "/nothing/here", "?x=1", "/coverage/",
    "/coverage%0A", "/instruments/", "/duties/", "//coverage", "/search?q=missing+from+care",
    "/instruments/acl-16-49", "/instruments/ACL%2016-49?on=2016-06-01", "/instruments/acl/16-49",
    "/instruments/acl-99-99", "/instruments/wic-16501.35?on=2030-01-01", "/instruments/%FF",
    "/status", "/status?citation=ACL+15-49", "/status?citation=ACL+15-49&on=2010-01-01",
    "/status?citation=%20", "/status?citation=&on=", "/status?citation=ACL+16-49&on=tomorrow",
    "/status?citation=ACL+16-49&citation=ACL+15-49", "/status?citation=WIC+16501.35(b)(2)(F)",
    "/status?citation=caf\u00e9", "/status?citation=caf\u00c3\u00a9&on=%E2%82",
    "/status?citation=a%20b+c%2B%26&=&==&&on", "/status?on=2016-06-01;citation=x",
    "/status?citation=%FF%FE", "/status?citation=" + "x" * 400, "/status?x=1;citation=2",
    "/duties?limit=1", "/duties?limit=0", "/duties?bearer=everyone", "/duties?cursor=abc",
    "/duties/no-such-duty", "/counties/fresno", "/counties/atlantis", "/funding?year=2018-21",
    "/compare?from=2016-01-01", "/compare?from=2020-01-01&to=2019-01-01",
    "/coverage?edition=000000000000", "/coverage?edition=nothing", "/coverage?colour=red",
    "/coverage?" + "&".join(f"a{n}=1" for n in range(2_100)),
    *(f"/{one.path}" for one in QUESTIONS),
]  # fmt: skip


def asked(application: Any, address: str, **more: Any) -> tuple[str, dict[str, str], bytes]:
    told: list[Any] = []
    path, _, query = address.partition("?")
    environ = {
        "REQUEST_METHOD": "GET", "PATH_INFO": _unquoted(path), "QUERY_STRING": query,
        "SERVER_NAME": "127.0.0.1", "SERVER_PORT": "80", "HTTP_HOST": "127.0.0.1",
        "wsgi.url_scheme": "http", "wsgi.input": io.BytesIO(), "wsgi.errors": io.StringIO(),
        **more,
    }  # fmt: skip
    answer: Iterable[bytes] = application(
        environ, lambda status, headers: told.append((status, headers))
    )
    body = b"".join(answer)
    status, headers = told[0]
    assert len(dict(headers)) == len(headers)
    return status, dict(headers), body


def _unquoted(path: str) -> str:
    """A path as WSGI gives it: bytes, each as one sign."""
    raw = io.BytesIO()
    rest = path
    while "%" in rest:
        before, _, rest = rest.partition("%")
        raw.write(before.encode() + bytes.fromhex(rest[:2]))
        rest = rest[2:]
    raw.write(rest.encode())
    return raw.getvalue().decode("latin-1")


def same(address: str, **more: Any) -> tuple[str, dict[str, str], bytes]:
    """Ask both ways; what the short one said, when the long one said the same."""
    reached: list[str] = []

    def behind(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        reached.append(environ["PATH_INFO"])
        return WSGIHandler()(environ, start_response)

    short = asked(Shortcut(behind), address, **more)
    assert bool(reached) == bool(more.get("_long")), "the way that was meant"
    long = asked(WSGIHandler(), address, **more)
    assert short[:1] == long[:1]
    packed = short[1].get("Content-Encoding") == "gzip"
    varies = {"Content-Length"} if packed else set()  # random bytes hide the length
    assert {k: v for k, v in short[1].items() if k not in varies} == {
        k: v for k, v in long[1].items() if k not in varies
    }, (address, short[2][:200], long[2][:200])
    assert more.get("_long") or int(short[1]["Content-Length"]) == len(short[2])
    assert _plain(short, packed=packed) == _plain(long, packed=packed)
    return short


def _plain(answer: tuple[str, dict[str, str], bytes], *, packed: bool) -> bytes:
    return gzip.decompress(answer[2]) if packed else answer[2]


@pytest.mark.parametrize("address", ASKED)
@pytest.mark.parametrize("accepts", ["", "gzip, br"])
def test_every_address_and_every_error(real: Client, address: str, accepts: str) -> None:
    if address == "":
        assert asked(Shortcut(WSGIHandler()), "/api")[1] == asked(WSGIHandler(), "/api")[1]
    status, headers, _ = same(f"/api/v1{address}", HTTP_ACCEPT_ENCODING=accepts)
    assert headers["Access-Control-Allow-Origin"] == "*"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert "Set-Cookie" not in headers
    assert not status.startswith("5")
    if headers.get("ETag"):
        for held in (headers["ETag"], f'"other", {headers["ETag"].removeprefix("W/")}', "*"):
            again, said, body = same(
                f"/api/v1{address}", HTTP_ACCEPT_ENCODING=accepts, HTTP_IF_NONE_MATCH=held
            )
            if held == "*" or not held.startswith("W/"):
                assert again.startswith("304")
                assert body == b""
                assert "Content-Type" not in said


@pytest.mark.parametrize("address", ["/coverage", "/nothing", "/status"])
def test_asking_for_the_head_alone(real: Client, address: str) -> None:
    same(f"/api/v1{address}", REQUEST_METHOD="HEAD")


@pytest.mark.parametrize(
    "more",
    [
        {"REQUEST_METHOD": "POST"},
        {"REQUEST_METHOD": "OPTIONS"},
        {"REQUEST_METHOD": "DELETE"},
        {"HTTP_HOST": "elsewhere.example"},
        {"HTTP_HOST": "bad host"},
        {"HTTP_COOKIE": "sessionid=x"},
        {"SCRIPT_NAME": "/below"},
        {"CONTENT_TYPE": "text/plain; charset=latin-1"},
    ],
)
def test_what_is_not_plain_reading_goes_the_long_way(real: Client, more: dict[str, str]) -> None:
    same("/api/v1/coverage", _long=True, **more)


@pytest.mark.parametrize("address", ["/", "/acl/16-49", "/on/2016-06-01/api/v1/coverage", "/api"])
def test_other_addresses_go_the_long_way(real: Client, address: str) -> None:
    same(address, _long=True)


def test_over_https_it_says_so_to_browsers(real: Client) -> None:
    proxy = ("HTTP_X_FORWARDED_PROTO", "https")
    with override_settings(SECURE_HSTS_SECONDS=60, SECURE_PROXY_SSL_HEADER=proxy):
        for more in ({"HTTP_X_FORWARDED_PROTO": "https"}, {"wsgi.url_scheme": "https"}):
            _, headers, _ = same("/api/v1/coverage", **more)
        assert headers["Strict-Transport-Security"] == "max-age=60"
        same("/api/v1/coverage", HTTP_X_FORWARDED_PROTO="http")


def test_without_an_edition_the_site_itself_says_so(today: Any) -> None:
    editions.lay_out(None, None)
    assert same("/api/v1/coverage", _long=True)[0].startswith("503")


def test_a_fault_is_said_alike_and_nothing_of_it_is_shown(
    real: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: Any) -> Any:
        raise RuntimeError("secret")

    monkeypatch.setattr("compendium.web.api.routes.answered", broken)
    monkeypatch.setattr("compendium.web.api.routes.read_parameters", broken)
    status, _, body = same("/api/v1/coverage")
    assert status.startswith("500")
    assert b"secret" not in body


@settings(
    max_examples=150, deadline=None, derandomize=True, database=None,
    suppress_health_check=list(HealthCheck),
)  # fmt: skip
@given(
    path=st.sampled_from([one.path for one in QUESTIONS]),
    name=st.text(max_size=12),
    query=st.lists(
        st.tuples(
            st.sampled_from(["on", "edition", "limit", "cursor", "citation", "q", "bearer", "zz"]),
            st.one_of(st.text(max_size=12), st.sampled_from(["2016-06-01", "5", "acl-16-49"])),
        ),
        max_size=3,
    ),
)
def test_whatever_is_asked(
    real: Client, path: str, name: str, query: list[tuple[str, str]]
) -> None:
    fixed = path.partition("{")[0]
    address = fixed + (quote(name) if "{" in path else "")
    pairs = "&".join(f"{quote(k)}={quote(v)}" for k, v in query)
    same(f"/api/v1/{address}?{pairs}")
