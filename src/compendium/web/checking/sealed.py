"""The check between two pages: in the form itself, under our signature, and nowhere else."""

from __future__ import annotations

from typing import Final

import msgspec
from django.core import signing

from compendium.checks.saved import SavedCheck
from compendium.vocabulary.errors import UserError

_SALT: Final = "compendium.checking.sealed"


class _Packed:
    """Checks as bytes for the signer."""

    def dumps(self, check: SavedCheck) -> bytes:
        return msgspec.json.encode(check)

    def loads(self, data: bytes) -> SavedCheck:
        return msgspec.json.decode(data, type=SavedCheck)


def seal(check: SavedCheck) -> str:
    """A check as text for a hidden field."""
    return signing.dumps(check, salt=_SALT, serializer=_Packed, compress=True)


def unsealed(text: str) -> SavedCheck:
    """The check in a hidden field. Raises UserError ``not-sealed`` where it is not ours."""
    try:
        check: SavedCheck = signing.loads(text, salt=_SALT, serializer=_Packed)
    except (signing.BadSignature, msgspec.DecodeError, ValueError):
        raise UserError(
            "not-sealed",
            "This page's check cannot be read any more. Open it again from your saved file.",
        ) from None
    return check
