"""Today's pages, kept ready as compressed bytes and sent before Django is entered.

A page is kept from its first answer until the day or the edition changes. Only pages
that say of themselves that they may be kept are (``rendering.PREPARED``): searches,
forms and pages of other days never are.
"""

from __future__ import annotations

import gzip
from collections.abc import Callable, Iterable
from typing import Any, Final, NamedTuple

from compendium.web.assets import by_address
from compendium.web.headers import HSTS, SECURITY, only_encrypted
from compendium.web.rendering import PREPARED

Environ = dict[str, Any]
Application = Callable[..., Iterable[bytes]]
Headers = list[tuple[str, str]]

_MOST: Final = 4_000
"""Pages kept at most; an edition has a few hundred."""
_ANSWERS: Final = "/api/"
_MOST_BYTES: Final = 32_000_000
"""Bytes of answers to programs that are kept at most, before all of them are forgotten."""
_NOT_KEPT: Final = frozenset({"content-length", "content-encoding", HSTS.lower(), PREPARED.lower()})
"""What hangs on how an answer travels, and is said anew each time."""


class Kept(NamedTuple):
    """An answer, ready: plain and compressed, with the headers of each."""

    etag: str
    plain: bytes
    plain_headers: Headers
    packed: bytes
    packed_headers: Headers
    same_headers: Headers


def keep(body: bytes, headers: Iterable[tuple[str, str]], etag: str) -> Kept:
    """An answer made ready from its body and its other headers."""
    common = [(name, value) for name, value in headers if name.lower() not in _NOT_KEPT]
    packed = gzip.compress(body, 9, mtime=0)
    if len(packed) >= len(body):
        packed = body
    coded = [("Content-Encoding", "gzip")] if packed is not body else []
    return Kept(
        etag,
        body,
        [*common, ("Content-Length", str(len(body)))],
        packed,
        [*common, *coded, ("Content-Length", str(len(packed)))],
        [one for one in common if one[0].lower() != "content-type"],
    )


class Prepared:
    """A WSGI application that answers from what is kept, or asks the one behind it.

    ``state`` names edition and day; when it changes, what was kept is forgotten.
    """

    def __init__(self, behind: Application, state: Callable[[], object]) -> None:
        self.behind = behind
        self._state = state
        self._known: object = None
        self._kept: dict[str, Kept] = {}
        self._answers: dict[str, Kept] = {}
        self._answers_bytes = 0
        self._fixed = {
            address: keep(one.body, _asset_headers(one.kind, one.caching, address), f'"{address}"')
            for address, one in by_address().items()
        }

    def __call__(self, environ: Environ, start_response: Callable[..., Any]) -> Iterable[bytes]:
        """Answer one request."""
        method = environ["REQUEST_METHOD"]
        path = environ.get("PATH_INFO") or "/"
        if method in ("GET", "HEAD") and path.startswith(_ANSWERS):
            return self._to_program(environ, start_response, method, path)
        if method not in ("GET", "HEAD") or environ.get("QUERY_STRING"):
            return self.behind(environ, start_response)
        found = self._fixed.get(path)
        if found is None:
            found = self._pages().get(path)
        if found is None:
            return self._asked(path, environ, start_response)
        return _sent(found, environ, start_response, method)

    def prepare(self, paths: Iterable[str], host: str) -> int:
        """Ask for pages beforehand; how many are kept."""
        for path in paths:
            environ = _request_for(path, host)
            for _ in self._asked(path, environ, lambda *_: None):
                pass
        return len(self._pages())

    def _pages(self) -> dict[str, Kept]:
        state = self._state()
        if state != self._known:
            self._known, self._kept = state, {}
            self._answers, self._answers_bytes = {}, 0
        return self._kept

    def _to_program(
        self, environ: Environ, start_response: Callable[..., Any], method: str, path: str
    ) -> Iterable[bytes]:
        """An answer of the API: it hangs on its query, and there is no end of queries."""
        self._pages()
        key = f"{path}?{environ.get('QUERY_STRING', '')}"
        found = self._answers.get(key)
        if found is not None:
            return _sent(found, environ, start_response, method)
        answers = self._answers
        answer = self._asked(key, environ, start_response, answers)
        kept = answers.get(key)  # other threads keep other answers meanwhile
        if kept is not None:
            self._answers_bytes += len(kept.plain) + len(kept.packed) + len(key)
            if self._answers_bytes > _MOST_BYTES:
                self._answers, self._answers_bytes = {}, 0
        return answer

    def _asked(
        self,
        path: str,
        environ: Environ,
        start_response: Callable[..., Any],
        kept: dict[str, Kept] | None = None,
    ) -> Iterable[bytes]:
        """The answer from behind, kept where it says that it may be."""
        pages = self._pages() if kept is None else kept
        told: list[tuple[str, Headers]] = []

        def started(status: str, headers: Headers, *rest: Any) -> Any:  # noqa: ANN401  WSGI
            told.append((status, headers))
            shown = [one for one in headers if one[0] != PREPARED]
            return start_response(status, shown, *rest)

        answer = self.behind(environ, started)
        status, headers = told[-1]
        may = {name: value for name, value in headers if name in (PREPARED, "Content-Encoding")}
        full = len(pages) >= _MOST or self._known is None
        if PREPARED not in may or not status.startswith("200") or full:
            return answer
        sent = b"".join(answer)
        _closed(answer)
        body = gzip.decompress(sent) if may.get("Content-Encoding") == "gzip" else sent
        if environ["REQUEST_METHOD"] == "GET":
            etag = next((value for name, value in headers if name == "ETag"), "")
            pages[path] = keep(body, headers, etag)
        return [sent]


def _sent(
    found: Kept, environ: Environ, start_response: Callable[..., Any], method: str
) -> Iterable[bytes]:
    named = environ.get("HTTP_IF_NONE_MATCH")
    travels = only_encrypted(environ)
    if named and found.etag and found.etag.removeprefix("W/") in named:
        start_response("304 Not Modified", [*found.same_headers, *travels])
        return []
    packed = "gzip" in environ.get("HTTP_ACCEPT_ENCODING", "")
    headers = found.packed_headers if packed else found.plain_headers
    start_response("200 OK", [*headers, *travels])
    if method == "HEAD":
        return []
    return [found.packed if packed else found.plain]


def _asset_headers(kind: str, caching: str, address: str) -> Headers:
    return [
        ("Content-Type", kind),
        ("Cache-Control", caching),
        ("ETag", f'"{address}"'),
        ("Vary", "Accept-Encoding"),
        *SECURITY.items(),
    ]


def _request_for(path: str, host: str) -> Environ:
    name, _, port = host.partition(":")
    return {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": path,
        "SCRIPT_NAME": "",
        "QUERY_STRING": "",
        "SERVER_NAME": name,
        "SERVER_PORT": port or "80",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "HTTP_HOST": host,
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": "http",
        "wsgi.input": _Nothing(),
        "wsgi.errors": _Nothing(),
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
    }


class _Nothing:
    """An empty body to read, and a place to write to that keeps nothing."""

    def read(self, *_: int) -> bytes:
        return b""

    def readline(self, *_: int) -> bytes:
        return b""

    def write(self, *_: str) -> None:
        return None

    def flush(self) -> None:
        return None


def _closed(answer: Iterable[bytes]) -> None:
    close = getattr(answer, "close", None)
    if close is not None:
        close()
