"""What the site is told by its environment: plain words become typed settings."""

from __future__ import annotations

import os
import secrets
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from compendium.vocabulary.dates import parse_day
from compendium.vocabulary.errors import UserError

_YES = frozenset({"1", "yes", "true", "on"})
_NO = frozenset({"", "0", "no", "false", "off"})


def text(name: str, default: str = "") -> str:
    """A setting in words; the default where it is unset or empty."""
    return os.environ.get(name, "").strip() or default


def flag(name: str, *, default: bool = False) -> bool:
    """A yes or no. Raises UserError ``bad-setting`` for anything else."""
    said = os.environ.get(name)
    if said is None:
        return default
    if said.strip().lower() in _YES:
        return True
    if said.strip().lower() in _NO:
        return False
    raise UserError("bad-setting", f"{name} is {said!r}: write yes or no.")


def number(name: str, default: int) -> int:
    """A whole number that is not negative. Raises UserError ``bad-setting``."""
    said = text(name)
    if not said:
        return default
    if not (said.isascii() and said.isdigit()):
        raise UserError("bad-setting", f"{name} is {said!r}: write a whole number.")
    return int(said)


def listed(name: str) -> list[str]:
    """Words separated by commas."""
    return [word.strip() for word in text(name).split(",") if word.strip()]


def path(name: str) -> Path | None:
    """A file or directory, or None."""
    said = text(name)
    return Path(said) if said else None


def day(name: str) -> date | None:
    """A day, or None. Raises UserError ``bad-date``."""
    said = text(name)
    return parse_day(said) if said else None


def secret(name: str) -> str:
    """The secret of this name, or one made up that dies with this process."""
    return text(name) or secrets.token_urlsafe(48)


def database(url: str, home: Path) -> dict[str, Any]:
    """Django's database settings: SQLite under ``home``, or what ``url`` names.

    Understands ``sqlite:///path`` and ``postgresql://user:password@host:port/name``.
    Raises UserError ``bad-setting`` for anything else.
    """
    if not url:
        return _sqlite(home / "site.sqlite")
    parts = urlsplit(url)
    if parts.scheme == "sqlite" and parts.path:
        return _sqlite(Path(unquote(parts.path)))
    name = unquote(parts.path.lstrip("/"))
    if parts.scheme in {"postgres", "postgresql"} and name:
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": name,
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": unquote(parts.hostname or ""),
            "PORT": str(parts.port or ""),
            "CONN_MAX_AGE": 60,
            "CONN_HEALTH_CHECKS": True,
            "OPTIONS": {"connect_timeout": 3, "options": "-c lock_timeout=3000"},
        }
    raise UserError(
        "bad-setting",
        "DATABASE_URL is not understood: write sqlite:///path/to/file or "
        "postgresql://user:password@host/name.",
    )


def _sqlite(file: Path) -> dict[str, Any]:
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(file),
        "OPTIONS": {
            "timeout": 3,
            "transaction_mode": "IMMEDIATE",
            # What was sent survives a power cut, and what was deleted is overwritten.
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; "
            "PRAGMA secure_delete=ON;",
        },
    }
