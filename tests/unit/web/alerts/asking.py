"""Asking for alerts as somebody does: the form, the mail, the button."""

from __future__ import annotations

import re
from typing import Any

from django.core import mail
from django.test import Client

ASK: dict[str, Any] = {"address": "analyst@alpine.example.org", "topics": ["missing"]}
_LINK = re.compile(r"http://testserver(/alerts/\S+)")


def links(body: str) -> list[str]:
    """The pages of the alerts that a mail leads to, as paths."""
    return _LINK.findall(body)


def ask(client: Client, **changed: Any) -> Any:
    """The answer to the form."""
    return client.post("/alerts", {**ASK, **changed})


def subscribe(client: Client, **changed: Any) -> str:
    """Ask, open the mail's page, press the button; the path of one's own page."""
    assert ask(client, **changed).status_code == 303
    (seal,) = links(mail.outbox[-1].body)
    assert client.get(seal).status_code == 200
    answer = client.post(seal)
    assert answer.status_code == 303, answer.content.decode()
    return str(answer["Location"])


def key_of(own: str) -> str:
    """The key in the path of one's own page."""
    return own.rpartition("/")[2]
