"""A county's policy with known gaps, and a check of it on the site."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

POLICY = """# Alpine County: children missing from care

## Reporting

When a child is missing from care, the social worker shall notify the parents, the legal
guardians, the attorneys for the parents, the child's attorney, the CASA, the juvenile court,
the tribe and local law enforcement within 24 hours of learning of it.

The social worker shall report the missing child to NCMEC within 48 hours.

## Return

When the child is found, the social worker shall determine the reasons that the child left
and what happened while the child was missing.
"""


class Workspace:
    """The workspace as a browser without script uses it."""

    def __init__(self, client: Client) -> None:
        self.client = client
        self.text = ""

    def start(self, **sent: Any) -> Any:
        answers = {
            "do": "start", "checklist": "missing-from-care", "on": "2026-06-01", "whose": "county",
            "department": ["child-welfare", "probation"], **sent,
        }  # fmt: skip
        return self._seen(self.client.post("/check", answers))

    def press(self, do: str, **changed: Any) -> Any:
        return self._seen(self.client.post("/check", {**self.fields(), "do": do, **changed}))

    def open(self, saved: bytes, **sent: Any) -> Any:
        file = SimpleUploadedFile("check.json", saved)
        return self._seen(self.client.post("/check", {"do": "open", "saved": file, **sent}))

    def _seen(self, response: Any) -> Any:
        """A download leaves the page where it is."""
        if "Content-Disposition" not in response:
            self.text = response.content.decode()
        return response

    def fields(self) -> dict[str, str]:
        """What the page's form would send unchanged."""
        form = self.text[self.text.index('<form class="checklist"') :]
        form = form[: form.index("</form>")]
        found = {"check": re.search(r'name="check" value="([^"]*)"', form)[1]}
        for name, options in re.findall(r'<select id="[^"]*" name="([^"]*)">(.*?)</select>', form):
            chosen = re.search(r'<option value="([^"]*)" selected', options)
            found[name] = chosen[1] if chosen else ""
        inputs = r'<input id="[^"]*" name="([a-z]+-\d+)"[^>]* value="([^"]*)"'
        areas = r'(?s)<textarea id="[^"]*" name="([^"]*)"[^>]*>\n(.*?)</textarea>'
        for name, value in (*re.findall(inputs, form), *re.findall(areas, form)):
            found[name] = html.unescape(value)
        return found

    def number_of(self, title: str) -> int:
        return int(re.search(rf'<h4 id="t-(\d+)">{re.escape(title)}</h4>', self.text)[1])


@pytest.fixture
def workspace(real: Client) -> Workspace:
    """The workspace over the real edition."""
    return Workspace(real)


@pytest.fixture
def held(workspace: Workspace) -> Workspace:
    """The policy, checked."""
    assert workspace.start(text=POLICY).status_code == 200
    return workspace


Opening = Callable[..., Any]
