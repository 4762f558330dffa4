"""What goes back to the browser, and what is refused."""

from __future__ import annotations

from typing import Final, NamedTuple

WORDS: Final = {
    200: "200 OK",
    303: "303 See Other",
    400: "400 Bad Request",
    403: "403 Forbidden",
    404: "404 Not Found",
    405: "405 Method Not Allowed",
    409: "409 Conflict",
    413: "413 Content Too Large",
    422: "422 Unprocessable Content",
}


class Answer(NamedTuple):
    """What goes back."""

    status: int
    body: bytes
    kind: str = "text/html; charset=utf-8"
    headers: tuple[tuple[str, str], ...] = ()


class Refused(Exception):  # noqa: N818  it is an answer, not an error
    """A request that is not served, with the reason for a person."""

    def __init__(self, status: int, reason: str) -> None:
        super().__init__(reason)
        self.status = status
        self.reason = reason


def gone_to(path: str) -> Answer:
    """The browser goes on to another page."""
    return Answer(303, b"", headers=(("Location", path),))
