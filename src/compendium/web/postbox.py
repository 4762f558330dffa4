"""How mail leaves: one setting becomes Django's."""

from __future__ import annotations

import re
from typing import Any, Final
from urllib.parse import parse_qs, unquote, urlsplit

from compendium.vocabulary.errors import UserError

_ADDRESS: Final = re.compile(r"[^@\s<>,;]+@[^@\s<>,;]+\.[^@\s<>,;]+|[^@\s<>,;]+@localhost")
_SECONDS: Final = 5
"""How long a mail server may take; a visitor waits for the first attempt."""
_BACKENDS: Final = "django.core.mail.backends"


def mail_settings(url: str) -> dict[str, Any]:
    """Django's mail settings from COMPENDIUM_MAIL.

    Understands ``console:`` (the default: mail is printed), ``files:/directory`` and
    ``smtp://user:password@host:port?tls=starttls`` (or ``tls=yes`` from the first byte,
    ``tls=no`` for a server on this machine). Raises UserError ``bad-setting``.
    """
    parts = urlsplit(url or "console:")
    if parts.scheme == "console":
        return {"EMAIL_BACKEND": f"{_BACKENDS}.console.EmailBackend"}
    if parts.scheme == "files" and parts.path:
        return {
            "EMAIL_BACKEND": f"{_BACKENDS}.filebased.EmailBackend",
            "EMAIL_FILE_PATH": unquote(parts.path),
        }
    if parts.scheme == "smtp" and parts.hostname:
        tls = parse_qs(parts.query).get("tls", ["starttls"])[-1]
        if tls in {"starttls", "yes", "no"}:
            port = {"starttls": 587, "yes": 465, "no": 25}[tls]
            return {
                "EMAIL_BACKEND": f"{_BACKENDS}.smtp.EmailBackend",
                "EMAIL_HOST": parts.hostname,
                "EMAIL_PORT": parts.port or port,
                "EMAIL_HOST_USER": unquote(parts.username or ""),
                "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
                "EMAIL_USE_TLS": tls == "starttls",
                "EMAIL_USE_SSL": tls == "yes",
                "EMAIL_TIMEOUT": _SECONDS,
            }
    raise UserError(
        "bad-setting",
        "COMPENDIUM_MAIL is not understood: write console:, files:/directory or "
        "smtp://user:password@host:587?tls=starttls.",
    )


def mail_leaves(url: str) -> bool:
    """Whether mail goes to a server or a directory, and is not merely printed."""
    return (urlsplit(url).scheme or "console") != "console"


def addresses(name: str, written: list[str]) -> list[str]:
    """Mail addresses of a setting. Raises UserError ``bad-setting`` for what is none."""
    for one in written:
        if not _ADDRESS.fullmatch(one):
            raise UserError("bad-setting", f"{name} holds {one!r}, which is no mail address.")
    return written
