"""What is said to a program: status, bytes and headers, whoever carries them."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Callable
from typing import Final, NamedTuple

import msgspec

from compendium.vocabulary.errors import FaultError, UserError
from compendium.web.api.declared import NOT_FOUND
from compendium.web.api.routes import Named, Query, Route
from compendium.web.standpoint import Standpoint

JSON: Final = "application/json"
OPEN: Final = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "ETag",
    "Cross-Origin-Resource-Policy": "cross-origin",
}
"""Every site's pages may read what is said here."""
_LOG: Final = logging.getLogger(__name__)
_ENCODE: Final = msgspec.json.Encoder().encode


class Said(NamedTuple):
    """An answer. ``etag`` is empty where it must not be held; ``kept`` says it may be kept."""

    status: int
    body: bytes
    etag: str = ""
    kept: bool = False

    @property
    def headers(self) -> dict[str, str]:
        """The headers of its own; a 304 says no type, since it has no body."""
        typed = {} if self.status == 304 else {"Content-Type": JSON}
        held = {"ETag": self.etag, "Cache-Control": "no-cache"}
        return {**typed, **OPEN, **(held if self.etag else {"Cache-Control": "no-store"})}


def say(
    route: Route, standpoint: Standpoint, path: Named, query: Callable[[], Query], named: str
) -> Said:
    """The answer to a request for reading: JSON, whatever happens.

    ``query`` gives the parameters, and raises UserError for more than anybody can mean;
    ``named`` are the answers that are held already (If-None-Match).
    """
    try:
        body = _ENCODE(route.answer(standpoint, query(), path))
        etag = f'"{hashlib.blake2b(body, digest_size=9).hexdigest()}"'
        if named and (etag in named or named.strip() == "*"):
            return Said(304, b"", etag)
        return Said(200, body, etag, kept=route.kept and not standpoint.is_fixed)
    except UserError as error:
        return refused(error.code, error.message, 404 if error.code in NOT_FOUND else 400)
    except FaultError as error:
        _LOG.error("the API failed: %s", error.message)
    except Exception:  # noqa: BLE001  the last door: programs are answered in JSON whatever fails
        _LOG.exception("the API failed")
    return refused("fault", "Something of ours failed.", 500)


def refused(code: str, message: str, status: int) -> Said:
    """The one shape of an error."""
    return Said(status, _ENCODE({"error": {"code": code, "message": message}}))


def too_many() -> UserError:
    """What is said of more parameters than anybody can mean."""
    return UserError("too-many-parameters", "Give each parameter once.")
