"""Who does something: a person at the queue, whoever sent a submission, or a command."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acted, as the audit trail names them. Senders are never named there."""

    name: str
    user_id: int | None = None


SENDER = Actor("the person who sent it")
"""Whoever wrote a submission, or holds its link."""


def at_the_queue(user: Any) -> Actor:  # noqa: ANN401  Django's user model
    """A person who is signed in."""
    return Actor(user.get_username(), user.pk)


def command(name: str) -> Actor:
    """An operator's command."""
    return Actor(f"compendium site {name}")
