"""Going through the forms as a browser does: fill in, read the hidden fields back, send."""

from __future__ import annotations

import html
import re
from typing import Any

from django.test import Client

FORM = "/consultation"
REQUEST: dict[str, Any] = {
    "agency": "Alpine County Child Welfare",
    "role": "Program analyst",
    "contact": "CSEC team",
    "email": "csec-team@alpine.example.org",
    "phone": "(530) 555-0100 ext. 12",
    "help": ["training", "placement"],
    "stage": "draft",
    "needed_by": "",
    "meeting": "video",
    "budget": "unknown",
    "note": "We revise our protocol.\r\nTwo partners are new.",
}
REPORT: dict[str, Any] = {
    "page": "/acl/16-49",
    "kind": "fact",
    "text": "The date differs from the list of the issuer.",
    "answer_to": "",
}
_HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)">')


def hidden(page: Any) -> dict[str, list[str]]:
    """The hidden fields of a page, as a browser would send them back."""
    return hidden_fields(page.content.decode())


def hidden_fields(text: str) -> dict[str, list[str]]:
    """The same of a page's text."""
    found: dict[str, list[str]] = {}
    for name, value in _HIDDEN.findall(text):
        found.setdefault(name, []).append(html.unescape(value))
    return found


def check(client: Client, answers: dict[str, Any], path: str = FORM, **changed: Any) -> Any:
    """The answer to the first button."""
    return client.post(path, {**answers, **changed, "step": "check"})


def send(client: Client, answers: dict[str, Any], path: str = FORM, **changed: Any) -> Any:
    """The answer to the second button, the check page having been seen."""
    checked = check(client, answers, path, **changed)
    assert checked.status_code == 200, checked.content.decode()
    return client.post(path, {**hidden(checked), "step": "send"})


def words(page: Any) -> str:
    """What a page says, without its tags."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", page.content.decode())).split())
