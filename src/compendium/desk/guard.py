"""Who may ask: this machine's own browser, with the key that the program printed."""

from __future__ import annotations

import hmac
import secrets
from dataclasses import dataclass, field
from http.cookies import CookieError, SimpleCookie
from typing import Any, Final

COOKIE: Final = "desk"
LONGEST: Final = 200_000
"""Bytes of a form."""

_POLICY: Final = "; ".join(
    (
        "default-src 'none'",
        "img-src 'self'",
        "style-src 'self'",
        "script-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
HEADERS: Final = (
    ("Content-Security-Policy", _POLICY),
    ("X-Content-Type-Options", "nosniff"),
    ("X-Frame-Options", "DENY"),
    ("Referrer-Policy", "no-referrer"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
    ("Cache-Control", "no-store"),
)


@dataclass(frozen=True)
class Guard:
    """The keys of one run. ``port`` is where the desk listens.

    Other programs of this machine, and pages of other sites that the editor has open, must
    not read or write drafts: a name that is not this machine's own is refused (so that no
    foreign name can be pointed here), every request shows the key, every form a second one.
    """

    port: int
    key: str = field(default_factory=lambda: secrets.token_urlsafe(24), repr=False)
    token: str = field(default_factory=lambda: secrets.token_urlsafe(24), repr=False)

    @property
    def address(self) -> str:
        """Where the editor begins: the address with the key."""
        return f"http://127.0.0.1:{self.port}/?key={self.key}"

    def names_this_machine(self, environ: dict[str, Any]) -> bool:
        """Whether the request was meant for this address."""
        return environ.get("HTTP_HOST", "") in self._hosts

    def is_ours(self, environ: dict[str, Any]) -> bool:
        """Whether a request that changes something comes from a page of ours."""
        origin = environ.get("HTTP_ORIGIN")
        site = environ.get("HTTP_SEC_FETCH_SITE", "same-origin")
        # A page that gives no referrer says "null" for where its form comes from.
        known = origin in (None, "null", *(f"http://{host}" for host in self._hosts))
        return known and site in ("same-origin", "none")

    def has_key(self, environ: dict[str, Any]) -> bool:
        """Whether a request shows the key in its cookie."""
        try:
            held = SimpleCookie(environ.get("HTTP_COOKIE", "")).get(self._cookie)
        except CookieError:
            return False
        return held is not None and _same(held.value, self.key)

    def opens(self, key: str) -> bool:
        """Whether this is the key of the first address."""
        return _same(key, self.key)

    def has_token(self, token: str) -> bool:
        """Whether a form shows the token that its page was given."""
        return _same(token, self.token)

    def cookie(self) -> tuple[str, str]:
        """The header that keeps the key in the browser, out of reach of scripts and sites."""
        return ("Set-Cookie", f"{self._cookie}={self.key}; Path=/; HttpOnly; SameSite=Strict")

    @property
    def _cookie(self) -> str:
        """Cookies know no ports: two desks must not share a name."""
        return f"{COOKIE}{self.port}"

    @property
    def _hosts(self) -> tuple[str, str]:
        return (f"127.0.0.1:{self.port}", f"localhost:{self.port}")


def _same(one: str, two: str) -> bool:
    return hmac.compare_digest(one.encode(), two.encode())
