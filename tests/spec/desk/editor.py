"""One editor at the desk, and folders of drafts to sit down with."""

from __future__ import annotations

import html
import io
import re
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlencode

from compendium.content.load import load_content
from compendium.desk.app import Desk
from compendium.desk.drafts import Drafts
from compendium.desk.guard import Guard
from compendium.desk.handover import Handover
from compendium.desk.letters import Letters
from compendium.intake.accept import Catalogue, write_draft
from compendium.intake.batch import draft_file
from tests.conftest import TINY

TODAY = date(2026, 6, 1)
HOST = "127.0.0.1:8010"


class Answer(NamedTuple):
    status: int
    headers: dict[str, str]
    body: str
    raw: bytes


class Editor:
    """Asks the application as a browser would."""

    def __init__(
        self,
        root: Path,
        letters: Path | None = None,
        *,
        content: bool = True,
        holds: Path = TINY,
    ) -> None:
        self.root = root
        self.guard = Guard(8010)
        base = load_content(holds) if content else None
        handover = Handover(holds) if content and holds != TINY else None
        drafts = Drafts(root, base)
        self.desk = Desk(drafts, Letters(letters), self.guard, lambda: TODAY, handover)

    def ask(self, path: str, form: dict[str, str] | None = None, **changed: Any) -> Answer:
        path, _, query = path.partition("?")
        body = urlencode(form or {}).encode()
        environ = {
            "REQUEST_METHOD": "GET" if form is None else "POST",
            "PATH_INFO": path,
            "QUERY_STRING": query,
            "HTTP_HOST": HOST,
            "HTTP_COOKIE": f"desk8010={self.guard.key}",
            "CONTENT_LENGTH": str(len(body)),
            "wsgi.input": io.BytesIO(body),
            **changed,
        }
        told: list[Any] = []
        raw = b"".join(self.desk(environ, lambda *given: told.extend(given)))
        text = raw.decode() if "image/png" not in str(told[1]) else ""
        return Answer(int(told[0][:3]), dict(told[1]), text, raw)

    def judge(self, field: str, decision: str, **given: str) -> Answer:
        """Send a field's form as its page shows it now, with what is typed."""
        page = self.ask(f"/draft/{self.only.stem}?field={field}").body
        return self.send(field, decision, self.seen(page), **given)

    def send(self, field: str, decision: str, seen: str, **given: str) -> Answer:
        form = {"token": self.guard.token, "field": field, "decision": decision, "seen": seen}
        return self.ask(f"/draft/{self.only.stem}", {**form, **given})

    @staticmethod
    def seen(page: str) -> str:
        """What a page says of the state of its field."""
        found = re.search(r'name="seen" value="(\w+)"', page)
        return found[1] if found else ""

    @property
    def only(self) -> Path:
        """The one draft of the folder."""
        (found,) = self.root.glob("instruments/*/*/*.yaml")
        return found

    def inputs(self, page: str) -> dict[str, str]:
        """What the form of a page would send as it stands, by the names of its inputs."""
        form = page.partition('aria-label="Correct"')[2]
        made = re.findall(r'<input id="[\w-]+" name="([\w-]+)" value="([^"]*)"', form)
        made += re.findall(r'<input name="(cell-[\d-]+)" value="([^"]*)"', form)
        made += re.findall(r'<textarea id="[\w-]+" name="([\w-]+)"[^>]*>([^<]*)</textarea>', form)
        chosen = r'<select id="[\w-]+" name="([\w-]+)".*?<option value="([^"]*)" selected>'
        made += re.findall(chosen, form)
        return {name: html.unescape(value) for name, value in made}

    def text(self) -> str:
        return self.only.read_text(encoding="utf-8")

    def key(self, label: str, words: str) -> str:
        """The key of the field in the page's list that shows these words."""
        page = self.ask(f"/draft/{self.only.stem}").body
        pattern = rf'field=([\w-]+)"[^>]*>{label}</a>: [^<]*{words}'
        found = re.search(pattern, page)
        assert found, page
        return found[1]


def drafted(folder: Path, name: str, data: bytes) -> Path:
    """A folder of drafts made of one letter."""
    letter = folder / name
    letter.write_bytes(data)
    made = draft_file(letter)
    catalogue = Catalogue(load_content(TINY))
    root = folder / "drafts"
    repeats = catalogue.duplicates(made)
    written = write_draft(made, catalogue.record(made), root, repeats)
    assert written in ("written", "unplaced")
    return root
