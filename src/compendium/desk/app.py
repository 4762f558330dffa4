"""The desk's pages: a list of drafts, a draft beside its letter, a judgement taken."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable
from datetime import date
from importlib.resources import files
from typing import Any, Final, NamedTuple
from urllib.parse import parse_qs, quote

from jinja2 import Environment, PackageLoader, StrictUndefined

from compendium.desk.drafts import Draft, Drafts
from compendium.desk.fields import Decision, Field
from compendium.desk.guard import HEADERS, LONGEST, Guard
from compendium.desk.letters import Letters
from compendium.vocabulary.errors import UserError
from compendium.vocabulary.problems import Severity

StartResponse = Callable[[str, list[tuple[str, str]]], Any]
_STATIC: Final = {"desk.css": "text/css", "desk.js": "text/javascript", "desk.svg": "image/svg+xml"}
_NOTHING: Final[dict[str, Any]] = {
    "picture": None, "box": None, "words": None, "missing": "", "pages": 0,
}  # fmt: skip
_WORDS: Final = {
    200: "200 OK",
    303: "303 See Other",
    400: "400 Bad Request",
    403: "403 Forbidden",
    404: "404 Not Found",
    405: "405 Method Not Allowed",
    413: "413 Content Too Large",
    422: "422 Unprocessable Content",
}


class Answer(NamedTuple):
    """What goes back."""

    status: int
    body: bytes
    kind: str = "text/html; charset=utf-8"
    headers: tuple[tuple[str, str], ...] = ()


class Refused(Exception):  # noqa: N818  it is an answer, not an error
    """A request that is not served, with the reason for a person."""

    def __init__(self, status: int, reason: str) -> None:
        super().__init__(reason)
        self.status = status
        self.reason = reason


class Desk:
    """The WSGI application. One request at a time: there is one editor."""

    def __init__(
        self, drafts: Drafts, letters: Letters, guard: Guard, today: Callable[[], date]
    ) -> None:
        self._drafts = drafts
        self._letters = letters
        self._guard = guard
        self._today = today
        self._lock = threading.Lock()
        self._pages = Environment(
            loader=PackageLoader("compendium.desk"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
        )

    def __call__(self, environ: dict[str, Any], start: StartResponse) -> Iterable[bytes]:
        """Answer one request."""
        try:
            with self._lock:
                answer = self._answer(environ)
        except Refused as refused:
            answer = self._page("refused.html", refused.status, reason=refused.reason)
        headers = [
            ("Content-Type", answer.kind),
            ("Content-Length", str(len(answer.body))),
            *HEADERS,
            *answer.headers,
        ]
        start(_WORDS[answer.status], headers)
        return [b"" if environ["REQUEST_METHOD"] == "HEAD" else answer.body]

    def _answer(self, environ: dict[str, Any]) -> Answer:
        if not self._guard.names_this_machine(environ):
            raise Refused(403, "The desk answers at the address that it printed, nowhere else.")
        path = environ.get("PATH_INFO", "/")
        asked = parse_qs(environ.get("QUERY_STRING", ""), max_num_fields=20)
        if "key" in asked and path == "/" and self._guard.opens(asked["key"][0]):
            return Answer(303, b"", headers=(("Location", "/"), self._guard.cookie()))
        if not self._guard.has_key(environ):
            raise Refused(403, "Open the address that the program printed when it started.")
        steps = [step for step in path.split("/") if step]
        if environ["REQUEST_METHOD"] == "POST":
            return self._judge(environ, steps)
        if environ["REQUEST_METHOD"] not in ("GET", "HEAD"):
            raise Refused(405, "The desk only shows pages and takes forms.")
        return self._shown(steps, {name: values[0] for name, values in asked.items()})

    def _shown(self, steps: list[str], asked: dict[str, str]) -> Answer:
        match steps:
            case []:
                return self._page("list.html", 200, drafts=self._drafts.all())
            case ["static", name] if name in _STATIC:
                body = files("compendium.desk").joinpath("static", name).read_bytes()
                return Answer(200, body, f"{_STATIC[name]}; charset=utf-8")
            case ["draft", identifier]:
                return self._draft(self._found(identifier), asked)
            case ["draft", identifier, "page", number] if number.isdecimal():
                return self._picture(self._found(identifier), int(number[:6]))
            case _:
                raise Refused(404, "There is nothing at this address.")

    def _found(self, identifier: str) -> Draft:
        draft = self._drafts.get(identifier)
        if draft is None:
            raise Refused(404, "There is no such draft in this folder, or it cannot be read.")
        return draft

    def _picture(self, draft: Draft, number: int) -> Answer:
        try:
            return Answer(200, self._letters.picture(draft.read, number).png, "image/png")
        except UserError as error:
            raise Refused(404, error.message) from None

    def _draft(
        self, draft: Draft, asked: dict[str, str], status: int = 200, error: str = ""
    ) -> Answer:
        fields = draft.fields
        waiting = next((one for one in fields if draft.decision(one) is None), fields[0])
        chosen = next((one for one in fields if one.key == asked.get("field")), waiting)
        at = fields.index(chosen)
        number = asked.get("page", "")
        place = chosen.place
        page = int(number[:6]) if number.isdecimal() else place["page"] if place else 1
        problems = self._drafts.problems(draft)
        return self._page(
            "draft.html",
            status,
            draft=draft,
            fields=fields,
            chosen=chosen,
            before=fields[at - 1] if at else None,
            after=fields[at + 1] if at + 1 < len(fields) else None,
            following=self._drafts.after(draft.record.id),
            page=page,
            letter=self._letter(draft, page, place),
            problems=[one for one in problems if one.severity is Severity.ERROR],
            warnings=[one for one in problems if one.severity is not Severity.ERROR],
            checks=self._drafts.checks,
            error=error,
            typed=asked,
        )

    def _letter(self, draft: Draft, page: int, place: dict[str, Any] | None) -> dict[str, Any]:
        """What the letter's half of the page shows."""
        here = place if place is not None and place["page"] == page else None
        try:
            if self._letters.is_drawn(draft.read):
                picture = self._letters.picture(draft.read, page)
                box = here.get("box") if here else None
                return {**_NOTHING, "picture": picture, "box": box, "pages": picture.pages}
            words = self._letters.words(draft.read, page, here)
        except UserError as error:
            return {**_NOTHING, "missing": error.message}
        return {**_NOTHING, "words": words, "pages": words.pages}

    def _judge(self, environ: dict[str, Any], steps: list[str]) -> Answer:
        form = self._form(environ)
        if len(steps) != 2 or steps[0] != "draft":
            raise Refused(404, "There is nothing at this address.")
        draft = self._found(steps[1])
        field = next((one for one in draft.fields if one.key == form.get("field")), None)
        if field is None or form.get("decision") not in set(Decision):
            raise Refused(400, "This field is no longer there; open the draft again.")
        try:
            now = self._drafts.judge(draft, field, Decision(form["decision"]), form, self._today())
        except UserError as error:
            return self._draft(draft, form, 422, error.message)
        onward = self._onward(draft, now, field)
        where = f"/draft/{quote(now.record.id)}" + (f"?field={quote(onward)}" if onward else "")
        return Answer(303, b"", headers=(("Location", where),))

    def _onward(self, before: Draft, now: Draft, field: Field) -> str:
        """The key of the next field to judge, looking on from the one just judged."""
        at = before.fields.index(field)
        keys = [one.key for one in before.fields[at + 1 :]]
        waiting = [one.key for one in now.fields if now.decision(one) is None]
        return next((key for key in keys if key in waiting), waiting[0] if waiting else "")

    def _form(self, environ: dict[str, Any]) -> dict[str, str]:
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
            given = parse_qs(body, keep_blank_values=True, max_num_fields=50)
        except ValueError:
            raise Refused(400, "This form cannot be read.") from None
        form = {name: values[0] for name, values in given.items()}
        if not self._guard.has_token(form.pop("token", "")):
            raise Refused(403, "This form is from an earlier run; open the draft again.")
        return form

    def _page(self, name: str, status: int, **shown: Any) -> Answer:  # noqa: ANN401
        text = self._pages.get_template(name).render(token=self._guard.token, **shown)
        return Answer(status, text.encode())
