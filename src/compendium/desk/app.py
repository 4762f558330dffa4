"""The desk: who may ask, what is asked, what an editor's judgement does."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any, Final
from urllib.parse import parse_qs, quote

from compendium.desk.answer import WORDS, Answer, Refused, gone_to
from compendium.desk.draft import Draft
from compendium.desk.drafts import CHANGED, Drafts
from compendium.desk.field import Decision, Field
from compendium.desk.fields import fields_of
from compendium.desk.files import sidecar_of
from compendium.desk.guard import HEADERS, LONGEST, Guard
from compendium.desk.handover import Handover
from compendium.desk.letters import Letters
from compendium.desk.pages import Pages
from compendium.desk.unplaced import Unplaced, UnplacedLetters
from compendium.intake.writing import put
from compendium.vocabulary.errors import UserError

StartResponse = Callable[[str, list[tuple[str, str]]], Any]
_INPUTS: Final = 4_000
"""Inputs that a form may have: a table of counties has one for each cell."""


class Desk:
    """The WSGI application. One request at a time: there is one editor.

    ``handover`` is where reviewed drafts may be put; None where there is no content.
    """

    def __init__(
        self,
        drafts: Drafts,
        letters: Letters,
        guard: Guard,
        today: Callable[[], date],
        handover: Handover | None = None,
    ) -> None:
        self._drafts = drafts
        self._unplaced = UnplacedLetters(drafts.root, drafts.base, letters)
        self._handover = handover
        self._guard = guard
        self._today = today
        self._lock = threading.Lock()
        self._pages = Pages(drafts, self._unplaced, letters, handover, guard.token)

    def __call__(self, environ: dict[str, Any], start: StartResponse) -> Iterable[bytes]:
        """Answer one request."""
        try:
            with self._lock:
                answer = self._answer(environ)
        except Refused as refused:
            answer = self._pages.page("refused.html", refused.status, reason=refused.reason)
        headers = [
            ("Content-Type", answer.kind),
            ("Content-Length", str(len(answer.body))),
            *HEADERS,
            *answer.headers,
        ]
        start(WORDS[answer.status], headers)
        return [b"" if environ["REQUEST_METHOD"] == "HEAD" else answer.body]

    def _answer(self, environ: dict[str, Any]) -> Answer:
        if not self._guard.names_this_machine(environ):
            raise Refused(403, "The desk answers at the address that it printed, nowhere else.")
        path = environ.get("PATH_INFO", "/")
        try:
            asked = parse_qs(environ.get("QUERY_STRING", ""), max_num_fields=20)
        except ValueError:
            raise Refused(404, "There is nothing at this address.") from None
        if "key" in asked and path == "/" and self._guard.opens(asked["key"][0]):
            return Answer(303, b"", headers=(("Location", "/"), self._guard.cookie()))
        if not self._guard.has_key(environ):
            raise Refused(403, "Open the address that the program printed when it started.")
        steps = [step for step in path.split("/") if step]
        if environ["REQUEST_METHOD"] == "POST":
            return self._done(self._form(environ), steps)
        if environ["REQUEST_METHOD"] not in ("GET", "HEAD"):
            raise Refused(405, "The desk only shows pages and takes forms.")
        return self._shown(steps, {name: values[0] for name, values in asked.items()})

    def _shown(self, steps: list[str], asked: dict[str, str]) -> Answer:
        match steps:
            case []:
                return self._pages.listing()
            case ["static", name]:
                return self._pages.static(name)
            case ["draft", identifier]:
                return self._pages.draft(self._found(identifier), asked)
            case ["draft", identifier, "discard"]:
                return self._pages.discarding(self._found(identifier))
            case ["draft", identifier, "page", number] if number.isdecimal():
                return self._pages.picture(self._found(identifier).read, int(number[:6]))
            case ["unplaced", name]:
                return self._pages.unplaced(self._waiting(name), asked)
            case ["unplaced", name, "page", number] if number.isdecimal():
                return self._pages.picture(self._waiting(name).read, int(number[:6]))
            case _:
                raise Refused(404, "There is nothing at this address.")

    def _found(self, identifier: str) -> Draft:
        try:
            draft = self._drafts.get(identifier)
        except UserError as error:
            raise Refused(409, f"This draft cannot be read: {error.message}") from None
        if draft is None:
            raise Refused(404, "There is no such draft in this folder.")
        return draft

    def _waiting(self, name: str) -> Unplaced:
        one = self._unplaced.get(name)
        if one is None:
            raise Refused(404, "There is no such letter in this folder, or it has its draft now.")
        return one

    def _done(self, form: dict[str, str], steps: list[str]) -> Answer:
        match steps:
            case ["draft", identifier]:
                return self._judge(self._found(identifier), form)
            case ["draft", identifier, "discard"]:
                self._drafts.discard(self._found(identifier))
                return gone_to("/")
            case ["draft", identifier, "take"]:
                return self._take(self._found(identifier), form)
            case ["unplaced", name]:
                return self._place(self._waiting(name), form)
            case _:
                raise Refused(404, "There is nothing at this address.")

    def _judge(self, draft: Draft, form: Mapping[str, str]) -> Answer:
        fields = fields_of(draft)
        field = next((one for one in fields if one.key == form.get("field")), None)
        wanted = form.get("decision", "")
        if wanted not in (*Decision, "reject-rest"):
            raise Refused(400, "This form cannot be read; open the draft again.")
        if field is None or form.get("seen") != field.seen(draft.decision(field.key)):
            return self._pages.draft(draft, form, 409, CHANGED)
        try:
            if wanted == "reject-rest":
                now = self._drafts.rejected(draft, field.group, self._today())
            else:
                now = self._drafts.judge(draft, field, Decision(wanted), form, self._today())
        except UserError as error:
            status = 409 if error.code == "changed" else 422
            return self._pages.draft(draft, form, status, error.message)
        onward = _onward(fields, now, field)
        where = f"/draft/{quote(now.record.id)}" + (f"?field={quote(onward)}" if onward else "")
        return gone_to(where)

    def _take(self, draft: Draft, form: Mapping[str, str]) -> Answer:
        if self._handover is None:
            raise Refused(404, "There is no content here to put this draft into.")
        try:
            paths = self._handover.take(draft)
            read = {**draft.read, "taken": str(self._today()), "taken_into": paths}
            text = json.dumps(read, ensure_ascii=False, indent=1) + "\n"
            put(sidecar_of(self._drafts.root / draft.path), text)
        except UserError as error:
            return self._pages.draft(draft, form, 422, error.message)
        return gone_to(f"/draft/{quote(draft.record.id)}")

    def _place(self, one: Unplaced, form: Mapping[str, str]) -> Answer:
        try:
            if form.get("decision") == "set-aside":
                self._unplaced.set_aside(one)
                return gone_to("/")
            return gone_to(f"/draft/{quote(self._unplaced.place(one, form))}")
        except UserError as error:
            return self._pages.unplaced(one, form, 422, error.message)

    def _form(self, environ: dict[str, Any]) -> dict[str, str]:
        """The inputs of a form; several of one name are joined with commas."""
        try:
            length = int(environ.get("CONTENT_LENGTH") or 0)
        except ValueError:
            raise Refused(400, "This form cannot be read.") from None
        if not 0 <= length <= LONGEST:
            raise Refused(413, "This form is too long.")
        if not self._guard.is_ours(environ):
            raise Refused(403, "This form was sent from elsewhere; nothing was changed.")
        try:
            body = environ["wsgi.input"].read(length).decode("utf-8")
            given = parse_qs(body, keep_blank_values=True, max_num_fields=_INPUTS)
        except ValueError:
            raise Refused(400, "This form cannot be read.") from None
        form = {name: ", ".join(values) for name, values in given.items()}
        if not self._guard.has_token(form.pop("token", "")):
            raise Refused(403, "This form is from an earlier run; open the draft again.")
        return form


def _onward(fields: list[Field], now: Draft, field: Field) -> str:
    """The key of the next field to judge, looking on from the one just judged."""
    at = fields.index(field)
    keys = [one.key for one in fields[at + 1 :]]
    waiting = [one.key for one in fields_of(now) if now.decision(one.key) is None]
    if field.key in waiting:
        return field.key
    return next((key for key in keys if key in waiting), waiting[0] if waiting else "")
