"""A file of a directory or of an HTTPS address, piece by piece, whatever goes wrong on the way."""

from __future__ import annotations

import ssl
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPException, HTTPMessage
from pathlib import Path
from typing import IO, BinaryIO, Final
from urllib.parse import urlsplit

from compendium.vocabulary.errors import FaultError, UserError

_TIMEOUT: Final = 60
_PIECE: Final = 1 << 20


class _SamePlace(urllib.request.HTTPRedirectHandler):
    """Follows a redirect only where it stays at the same host and is safe."""

    def redirect_request(
        self,
        req: urllib.request.Request,
        fp: IO[bytes],
        code: int,
        msg: str,
        headers: HTTPMessage,
        newurl: str,
    ) -> urllib.request.Request | None:
        """The next request, or a refusal. Raises UserError ``sent-elsewhere``."""
        before, after = urlsplit(req.full_url), urlsplit(newurl)
        if (before.scheme, before.netloc) != (after.scheme, after.netloc):
            raise UserError(
                "sent-elsewhere",
                f"{before.netloc} sends on to {after.scheme}://{after.netloc}, which was not "
                "asked for: pull from there yourself if you trust it.",
            )
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def pieces(place: str, name: str, most: int) -> Iterator[bytes]:
    """A file of a place, piece by piece, and no more of it than ``most`` bytes.

    Raises UserError for a place that cannot be used, FaultError where it does not answer.
    """
    left = most
    with _understood(place, name), _opened(place, name) as opened:
        while piece := opened.read(min(_PIECE, left + 1)):
            left -= len(piece)
            if left < 0:
                raise UserError("too-large", f"{name} of {place} is larger than it may be.")
            yield piece


@contextmanager
def _understood(place: str, name: str) -> Iterator[None]:
    """What went wrong, in one sentence that says what to do."""
    try:
        yield
    except urllib.error.HTTPError as error:
        said = "has no" if error.code == 404 else "does not give out"
        raise UserError("no-list", f"{place} {said} {name} ({error.code}).") from None
    except urllib.error.URLError as error:
        if isinstance(error.reason, ssl.SSLCertVerificationError):
            raise UserError(
                "not-trusted",
                f"{place} shows a certificate that this machine does not trust "
                f"({error.reason.verify_message}); nothing was brought.",
            ) from None
        raise FaultError("no-answer", f"{place} does not answer: {error.reason}.") from None
    except HTTPException:
        raise FaultError("broken-off", f"{name} of {place} broke off: try again.") from None
    except ValueError:
        raise UserError("no-list", f"{place} is no address that can be read.") from None
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise UserError("no-list", f"{name} of {place} cannot be read: {reason}.") from None


def _opened(place: str, name: str) -> BinaryIO:
    scheme = urlsplit(place).scheme
    if scheme == "http":
        raise UserError("not-https", f"{place} is not safe to pull from: use https.")
    if scheme != "https":
        return (Path(place) / name).open("rb")
    opener = urllib.request.build_opener(_SamePlace)
    answer: BinaryIO = opener.open(f"{place.rstrip('/')}/{name}", timeout=_TIMEOUT)
    return answer
