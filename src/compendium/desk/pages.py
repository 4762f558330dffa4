"""What the desk shows: the list, a draft beside its letter, a letter without a draft."""

from __future__ import annotations

from collections.abc import Mapping
from importlib.resources import files
from itertools import groupby
from typing import Any, Final

from jinja2 import Environment, PackageLoader, StrictUndefined

from compendium.desk.answer import Answer, Refused
from compendium.desk.draft import Draft
from compendium.desk.drafts import Drafts
from compendium.desk.field import Field, Group
from compendium.desk.fields import fields_of, left_of
from compendium.desk.handover import Handover
from compendium.desk.letters import Letters
from compendium.desk.queue import Queue
from compendium.desk.table_field import KEY as TABLE
from compendium.desk.table_field import table_of
from compendium.desk.unplaced import Unplaced, UnplacedLetters, shown
from compendium.vocabulary.errors import UserError
from compendium.vocabulary.problems import Severity

_STATIC: Final = {"desk.css": "text/css", "desk.js": "text/javascript", "desk.svg": "image/svg+xml"}
_NOTHING: Final[dict[str, Any]] = {
    "picture": None, "box": None, "words": None, "missing": "", "pages": 0,
}  # fmt: skip
_SAID: Final = {"accept": "accepted", "correct": "corrected", "reject": "rejected"}
_MANY: Final = (Group.DUTIES, Group.MONEY, Group.CODES, Group.ENCLOSURES)
"""Groups whose waiting fields may be rejected all at once."""


class Pages:
    """Makes the pages. ``token`` goes into every form."""

    def __init__(
        self,
        drafts: Drafts,
        unplaced: UnplacedLetters,
        letters: Letters,
        handover: Handover | None,
        token: str,
    ) -> None:
        self._drafts = drafts
        self._queue = Queue(drafts)
        self._unplaced = unplaced
        self._letters = letters
        self._handover = handover
        self._token = token
        self._templates = Environment(
            loader=PackageLoader("compendium.desk"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
        )

    def static(self, name: str) -> Answer:
        """A stylesheet, a script, a picture of our own."""
        if name not in _STATIC:
            raise Refused(404, "There is nothing at this address.")
        body = files("compendium.desk").joinpath("static", name).read_bytes()
        return Answer(200, body, f"{_STATIC[name]}; charset=utf-8")

    def listing(self) -> Answer:
        """All drafts, what cannot be read, and the letters without a draft."""
        rows = self._queue.rows()
        return self.page(
            "list.html",
            200,
            rows=[row for row in rows if not row.why],
            broken=[row for row in rows if row.why],
            unplaced=self._unplaced.all(),
        )

    def picture(self, read: dict[str, Any], number: int) -> Answer:
        """A page of a letter as a picture."""
        try:
            return Answer(200, self._letters.picture(read, number).png, "image/png")
        except UserError as error:
            raise Refused(404, error.message) from None

    def draft(
        self, draft: Draft, asked: Mapping[str, str], status: int = 200, error: str = ""
    ) -> Answer:
        """One draft beside its letter, one field of it to judge."""
        fields = fields_of(draft)
        waiting = next((one for one in fields if draft.decision(one.key) is None), fields[0])
        chosen = next((one for one in fields if one.key == asked.get("field")), waiting)
        at = fields.index(chosen)
        place = _place(draft, chosen, asked.get("row", ""))
        page = _page_number(asked, place)
        problems = self._drafts.problems(draft)
        errors = [one for one in problems if one.severity is Severity.ERROR]
        return self.page(
            "draft.html",
            status,
            draft=draft,
            fields=fields,
            groups=_grouped(fields),
            left=left_of(draft),
            said=lambda key: _SAID.get(draft.decision(key) or "", ""),
            chosen=chosen,
            many=chosen.group in _MANY,
            seen=chosen.seen(draft.decision(chosen.key)),
            table=table_of(draft.read) if chosen.key == TABLE else None,
            row=asked.get("row", ""),
            place=place,
            before=fields[at - 1] if at else None,
            after=fields[at + 1] if at + 1 < len(fields) else None,
            following=self._queue.after(draft.record.id),
            page=page,
            letter=self._letter(draft.read, page, place),
            problems=errors,
            warnings=[one for one in problems if one.severity is not Severity.ERROR],
            checks=self._drafts.checks,
            takes=self._takes(draft, errors),
            taken=_taken(draft),
            repeats=draft.read.get("repeats", ()),
            error=error,
            typed=asked,
        )

    def unplaced(
        self, one: Unplaced, asked: Mapping[str, str], status: int = 200, error: str = ""
    ) -> Answer:
        """A letter without a draft: what is missing, and a form to fill it in."""
        page = _page_number(asked, None)
        values = {**shown(one), **{k: v for k, v in asked.items() if error}}
        return self.page(
            "unplaced.html", status, one=one, values=values, error=error, page=page,
            letter=self._letter(one.read, page, None),
        )  # fmt: skip

    def discarding(self, draft: Draft) -> Answer:
        """The question before a draft is taken away."""
        return self.page("discard.html", 200, draft=draft)

    def page(self, name: str, status: int, **shown: Any) -> Answer:  # noqa: ANN401
        """A page from its template."""
        text = self._templates.get_template(name).render(token=self._token, **shown)
        return Answer(status, text.encode())

    def _takes(self, draft: Draft, errors: list[Any]) -> str:
        """Where a finished draft may be put; empty while it may not."""
        if self._handover is None or errors or left_of(draft):
            return ""
        return str(self._handover.root)

    def _letter(
        self, read: dict[str, Any], page: int, place: Mapping[str, Any] | None
    ) -> dict[str, Any]:
        """What the letter's half of the page shows."""
        here = place if place is not None and place["page"] == page else None
        try:
            if self._letters.is_drawn(read):
                picture = self._letters.picture(read, page)
                box = here.get("box") if here else None
                return {**_NOTHING, "picture": picture, "box": box, "pages": picture.pages}
            words = self._letters.words(read, page, here)
        except UserError as error:
            return {**_NOTHING, "missing": error.message}
        return {**_NOTHING, "words": words, "pages": words.pages}


def _place(draft: Draft, field: Field, row: str) -> Mapping[str, Any] | None:
    """Where a field stands; of a table, where one of its rows does."""
    table = table_of(draft.read) if field.key == TABLE else None
    if table is not None and row:
        return next((one["place"] for one in table["rows"] if one["county"] == row), field.place)
    return field.place


def _page_number(asked: Mapping[str, str], place: Mapping[str, Any] | None) -> int:
    number = asked.get("page", "")
    if number.isdecimal():
        return int(number[:6])
    return int(place["page"]) if place else 1


def _grouped(fields: list[Field]) -> list[tuple[Group, list[Field]]]:
    return [(group, list(held)) for group, held in groupby(fields, key=lambda one: one.group)]


def _taken(draft: Draft) -> str:
    """The day on which a draft was put into the content, or nothing."""
    return str(draft.read.get("taken", ""))
