"""The role switch: the same duty in the words of child welfare, of probation, or of both."""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import StrEnum
from typing import Final

from compendium.model.duties import Duty
from compendium.vocabulary.kinds import Bearer


class Role(StrEnum):
    """For whom a page is read."""

    ALL = "all"
    BOTH = "both"
    CHILD_WELFARE = "child-welfare"
    PROBATION = "probation"


ROLE_WORDS: Final = {
    Role.ALL: "Everyone",
    Role.BOTH: "Child welfare and probation",
    Role.CHILD_WELFARE: "Child welfare",
    Role.PROBATION: "Probation",
}

WORKER: Final = {
    Role.ALL: "Social worker or probation officer",
    Role.BOTH: "Social worker or probation officer",
    Role.CHILD_WELFARE: "Social worker",
    Role.PROBATION: "Probation officer",
}

_BEARERS: Final = {
    Role.BOTH: frozenset({Bearer.CHILD_WELFARE, Bearer.PROBATION}),
    Role.CHILD_WELFARE: frozenset({Bearer.CHILD_WELFARE}),
    Role.PROBATION: frozenset({Bearer.PROBATION}),
}

_SHARED: Final = (
    (re.compile(r"\bChild welfare and probation\b"), "Child welfare", "Probation"),
    (re.compile(r"\bSocial workers (?:and|or) probation officers\b"), "Social workers",
     "Probation officers"),
    (re.compile(r"\bsocial workers (?:and|or) probation officers\b"), "social workers",
     "probation officers"),
    (re.compile(r"\bsocial worker or probation officer\b"), "social worker", "probation officer"),
    (re.compile(r"\btheir workers\b"), "its social workers", "its probation officers"),
    (re.compile(r"\bWorkers\b"), "Social workers", "Probation officers"),
)  # fmt: skip
"""What content says of both departments, and what it is for one of them."""


def role_of(said: str) -> Role:
    """The role that an address names; everyone where it names none that is known."""
    try:
        return Role(said)
    except ValueError:
        return Role.ALL


def binds(duty: Duty, role: Role) -> bool:
    """Whether a duty binds those for whom a page is read."""
    wanted = _BEARERS.get(role)
    return wanted is None or not wanted.isdisjoint(duty.bearers)


def in_role(text: str, role: Role) -> str:
    """A sentence in the words of one department; the duty in it stays the same.

    >>> in_role("Workers must find out the reasons.", Role.PROBATION)
    'Probation officers must find out the reasons.'
    """
    if role not in (Role.CHILD_WELFARE, Role.PROBATION):
        return text
    for pattern, child_welfare, probation in _SHARED:
        text = pattern.sub(child_welfare if role is Role.CHILD_WELFARE else probation, text)
    return text


def shared_words(bearers: Iterable[Bearer], role: Role) -> list[Bearer]:
    """The bearers of a duty, only the chosen department where it is one of them."""
    listed = list(bearers)
    wanted = _BEARERS.get(role)
    own = [bearer for bearer in listed if wanted and bearer in wanted]
    return own or listed
