"""What a check-answers page carries: the answers, and our signature over them.

Nothing is kept on our side between the form and the sending: no row and no cookie.
The signature holds a key that was made for this page. The key becomes the sender's link,
and makes a second press of the button find the first.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import secrets
from collections.abc import Mapping
from typing import Any, Final

from django.core import signing

_SALT: Final = "compendium.consultation.carried"
_SECONDS: Final = 24 * 60 * 60
_KEY_BYTES: Final = 24


def sealed(answers: Mapping[str, Any], purpose: str) -> str:
    """A signature over answers, with a fresh key in it."""
    key = secrets.token_urlsafe(_KEY_BYTES)
    return signing.dumps([key, _digest(answers, purpose)], salt=_SALT)


def opened(seal: str, answers: Mapping[str, Any], purpose: str) -> str | None:
    """The key of a seal, or None where it is not ours, too old, or over other answers."""
    try:
        key, digest = signing.loads(seal, salt=_SALT, max_age=_SECONDS)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    fits = hmac.compare_digest(str(digest), _digest(answers, purpose))
    return str(key) if fits else None


def digest_of(key: str) -> str:
    """What is kept of a key."""
    return hashlib.sha256(key.encode()).hexdigest()


def _digest(answers: Mapping[str, Any], purpose: str) -> str:
    plain = json.dumps([purpose, answers], sort_keys=True, ensure_ascii=False, default=str)
    return hashlib.sha256(plain.encode()).hexdigest()
