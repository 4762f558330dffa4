"""Reference numbers: short, readable aloud, telling nothing of how many came before."""

from __future__ import annotations

import secrets
from typing import Final

_LETTERS: Final = "23456789CDFGHJKMNPQRTVWXY"
"""No vowels, so no words; no letter or digit that looks like another."""
_GROUPS: Final = 2
_EACH: Final = 4

REQUEST: Final = "REQ"
REPORT: Final = "REP"


def fresh_reference(kind: str) -> str:
    """A new reference: REQ-4F7K-29QX. The database makes sure that it is the only one."""
    groups = ("".join(secrets.choice(_LETTERS) for _ in range(_EACH)) for _ in range(_GROUPS))
    return "-".join((kind, *groups))
