"""Reading a region that a series opens: its name, one number or a list of them."""

from __future__ import annotations

import re

from compendium.citations.citation import AGENCY, Draft, Region
from compendium.citations.forms import Form
from compendium.citations.numbers import NumberTemplate, attach
from compendium.citations.scanner import label_pattern
from compendium.citations.spelling import JOINER, caseless

_PLURAL = re.compile(r"s\b|\)s|['\u2019]s", re.IGNORECASE)
_DIGIT = re.compile(r"\d")
_YEARS = re.compile(r"\s*[,(]?\s*\(?(?:Stats\.?|Statutes of|of)?\s*((?:19|20)\d\d)\b")


class SeriesReader:
    """Reads regions of one series."""

    def __init__(self, form: Form, *, loose: bool = False) -> None:
        self.form = form
        self.template = NumberTemplate(form.number)
        self._loose = loose
        item = self.template.loose if loose else self.template.strict
        label = f"(?P<label>{label_pattern(form)})"
        if form.short:
            label = rf"(?:{label}|(?P<short>{form.short}))"
        self._first = re.compile(
            rf"{label}{caseless(self.template.seam)}(?P<number>{caseless(item)})"
        )
        self._next = re.compile(rf"{caseless(JOINER)}(?P<number>{caseless(item)})(?!\w)")

    def read(self, text: str) -> Region | None:
        """The citations of a region; None when it does not open with this series."""
        found = self._first.match(text)
        if found is None:
            return None
        number = self.template.read(found["number"], loose=self._loose)
        if number is None:
            return None
        prefix = self.form.prefix
        if self.form.short and found["short"]:
            prefix = AGENCY + prefix
        drafts = [self._draft(found.start(), _past_bracket(text, found), prefix, number)]
        end = found.end()
        while self._lists(text[: found.start("number")]):
            more = self._next.match(text, end)
            if more is None:
                break
            number = self.template.read(more["number"], loose=self._loose)
            if number is None:
                break
            drafts.append(self._draft(more.start("number"), more.end(), prefix, number, leans=True))
            end = more.end()
        used = max(end, drafts[-1].end)
        left = _DIGIT.search(text, used) is not None
        return Region(tuple(drafts), used, bare_end=len(drafts) > 1, again=left)

    def _draft(self, start: int, end: int, code: str, number: str, *, leans: bool = False) -> Draft:
        return Draft(start, end, code, number, self.form.prints or self.form.id, leans)

    def _lists(self, label: str) -> bool:
        """Whether bare numbers may follow: always when they carry a dash, else in the plural."""
        return self.template.dashed or _PLURAL.search(label) is not None

    def canonical(self, number: str) -> str:
        """The canonical citation of a number as ``NumberTemplate.read`` prints it."""
        return attach(self.form.prefix, number)


def _past_bracket(text: str, found: re.Match[str]) -> int:
    """The end of the number, with the bracket that was opened just before it."""
    opened = text[found.start("number") - 1 : found.start("number")]
    closed = {"[": "]", "(": ")"}.get(opened, "")
    end = found.end()
    return end + 1 if closed and text[end : end + 1] == closed else end
