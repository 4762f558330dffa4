"""Finding every citation of a text."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

from compendium.citations.chapters import read_chapter, read_constitution
from compendium.citations.citation import (
    AGENCY,
    ANTECEDENT,
    BARE,
    DOUBTFUL,
    IMPLICIT,
    SUSPENDED,
    Citation,
    Draft,
    Region,
)
from compendium.citations.elsewhere import OTHER_WORK, names_other_state
from compendium.citations.forms import Form, shipped_forms
from compendium.citations.numbers import attach
from compendium.citations.scanner import compile_scanner
from compendium.citations.series import SeriesReader
from compendium.citations.shapes import ShapeMemory
from compendium.citations.spelling import GAP, SPACES
from compendium.citations.statutes import StatuteReader

_MEMO_LENGTH = 200
_MEMO_SIZE = 1 << 16
_PEEK = 48

_BRACKETED_BILL = re.compile(r"\(\s*([A-Za-z][A-Za-z. ]{1,15}[\d -]*\d)\s*\)")
_SIGNED: tuple[tuple[re.Pattern[str], Callable[[str], Region | None]], ...] = (
    (re.compile(r"\bstat(?:ute)?s?\b|extraordinary|\bex\.? sess", re.IGNORECASE), read_chapter),
    (re.compile(r"\bconst", re.IGNORECASE), read_constitution),
)
"""Words that only some regions hold, and who reads those."""
_STRUCTURE = r"(?:[Pp]art|[Cc]hapter|[Aa]rticle|[Dd]ivision|[Tt]itle|[Ss]ub[a-z]+)"
_INNER = (
    rf"(?:{GAP},?{SPACES}of{SPACES}{_STRUCTURE}{SPACES}[\w.-]{{1,8}})*{GAP},?{SPACES}of{SPACES}"
)
_FOREIGN = re.compile(
    rf"{_INNER}(?:the|that|this|such|said|former|(?!{_STRUCTURE}\b)[A-Z][A-Za-z]+)\b"
    rf"|{SPACES}(?i:housing|vouchers?|plans?\b|accommodation)"
)
_HOME = re.compile(rf"{_INNER}this{SPACES}(?:code|part|chapter|article|division|title)\b")
_MEASURE = re.compile(
    r"(?i)(?:[-/:]?\d|%"
    r"|\s*(?:calendar |business |working |court |judicial |additional |other |new )*"
    r"(?:percent|days?|hours?|weeks?|months?|years?|minutes?|cents|dollars?|million|billion|thousand"
    r"|counties|county|children|youths?|minors?|persons?|people|individuals?|families|members|cases"
    r"|copies|pages|states|C\.?F\.?R|U\.?S\.?C|F\.|Fed\.|Cal\.|Code of|U\.|United States Code)\b)"
)
_SENTENCE = re.compile(rb"[.;:]\s")
_BILL_YEAR = re.compile(r"\s*(?:\((?:Stats\.?\s*|Statutes of\s+)?|of\s+)((?:19|20)\d\d)\b(?!\s*-)")
_LEANING = frozenset({IMPLICIT, ANTECEDENT, SUSPENDED})
_UNSURE = frozenset(mark[0] for mark in (*_LEANING, AGENCY, BARE, DOUBTFUL))
"""How the codes of drafts begin that need a look at the context."""
_RUNS_ON = frozenset({b"-", b"/", b"."})
_ASIDE = 600
"""How many bytes a section may wait for the code that its sentence names at last."""


class Finder:
    """Finds citations by a set of forms."""

    def __init__(self, forms: tuple[Form, ...]) -> None:
        self.forms = forms
        self.scanner = compile_scanner(forms)
        self._statutes = StatuteReader(forms)
        self._shapes = ShapeMemory(self._read_shape, forms)
        self._series = _by_letter(forms)
        self.agencies = {
            AGENCY + form.prefix: tuple(need.encode() for need in form.needs)
            for form in forms
            if form.short
        }
        self.bills = frozenset(form.id for form in forms if "{bill}" in form.number)
        self.codes = frozenset(form.id for form in forms if form.shape == "code")
        self.works = self.codes | {form.id for form in forms if form.titled}
        self.claims = {
            form.prefix: (form.title.lower().encode(), *(word.encode() for word in form.unless))
            for form in forms
            if form.unless
        }
        self._memo: dict[bytes, Region] = {}

    def region(self, raw: bytes) -> Region:
        """What a region holds, remembered for the next time the same bytes come."""
        held = self._memo.get(raw)
        if held is None:
            held = self._read(raw.decode("utf-8", "surrogatepass"))
            if len(raw) <= _MEMO_LENGTH:
                if len(self._memo) >= _MEMO_SIZE:
                    self._memo.clear()
                self._memo[raw] = held
        return held

    def _read(self, text: str) -> Region:
        for series in self._series.get(text[:1].lower(), ()):
            region = series.read(text)
            if region is not None:
                return region
        return self._shapes.region(text)

    def _read_shape(self, text: str) -> tuple[Region, bool]:
        """A region that no series opens; and whether the value of a digit decided."""
        for sign, reader in _SIGNED:
            if sign.search(text):
                region = reader(text)
                if region is not None:
                    return self._with_bill(region, text), True
        return self._statutes.read(text)

    def _with_bill(self, region: Region, text: str) -> Region:
        """A chaptered law with the bill in brackets that a region prints inside of it."""
        found = _BRACKETED_BILL.search(text)
        if found is None:
            return region
        at = found.start(1)
        for series in self._series.get(text[at].lower(), ()):
            bill = series.read(text[at:])
            if bill is not None:
                moved = (d._replace(start=d.start + at, end=d.end + at) for d in bill.drafts)
                return region._replace(drafts=tuple(sorted((*region.drafts, *moved))))
        return region

    def find(self, text: str, context_code: str | None = None) -> list[Citation]:
        """Every citation, in order."""
        return _Search(self, text, context_code).citations()


def _by_letter(forms: tuple[Form, ...]) -> dict[str, list[SeriesReader]]:
    """The series readers by the first letter of their names, so that few are asked."""
    found: dict[str, list[SeriesReader]] = {}
    for form in forms:
        if form.shape == "series":
            reader = SeriesReader(form)
            names = (*form.names, *form.exact, *((form.short,) if form.short else ()))
            for letter in sorted({name[0].lower() for name in names}):
                found.setdefault(letter, []).append(reader)
    return found


class _Waiting(NamedTuple):
    """A section left open by "of, ...": where to insert it, and until where it may wait."""

    place: int
    base: int
    end: int
    draft: Draft


class _Search:
    """One search of one text."""

    def __init__(self, finder: Finder, text: str, context_code: str | None) -> None:
        self.finder = finder
        self.text = text
        self.raw = text.encode("utf-8", "surrogatepass")
        self.ascii = len(self.raw) == len(text)
        self.context = context_code
        self.found: list[Citation] = []
        self.antecedent: str | None = None
        self.waiting: list[_Waiting] = []
        self.doubts: dict[str, bool] = {}
        self._seen_bytes = 0
        self._seen_chars = 0

    def citations(self) -> list[Citation]:
        """Scan, read each region, and place what it holds."""
        scanner, raw, read = self.finder.scanner, self.raw, self.finder.region
        position: int | None = 0
        while position is not None:
            matches, position = scanner.finditer(raw, position), None
            for match in matches:
                start, end = match.span()
                region = read(raw[start:end])
                if not region.drafts:
                    continue
                position = self._place(region, start, end)
                if position is not None:
                    break
        self._release(None)
        return self.found

    def _chars(self, offset: int) -> int:
        """The character offset of a byte offset; offsets must not go back."""
        if self.ascii:
            return offset
        piece = self.raw[self._seen_bytes : offset]
        self._seen_chars += len(piece.decode("utf-8", "surrogatepass"))
        self._seen_bytes = offset
        return self._seen_chars

    def _place(self, region: Region, start: int, end: int) -> int | None:
        """Add a region's citations; a byte offset to search again from, or None."""
        if self.waiting and self._expired(start):
            self._release(None)
        drafts, again = self._kept(region, start, end)
        base = self._chars(start)
        for draft in drafts:
            code = draft.code
            if code[0] in _UNSURE:
                self._add_unsure(draft, base, end)
            else:
                self._add(draft, code, base)
        if drafts and drafts[-1].form in self.finder.bills:
            self._date_bill(end)
        return again

    def _kept(self, region: Region, start: int, end: int) -> tuple[tuple[Draft, ...], int | None]:
        """The drafts that what stands around the region does not disprove."""
        raw, drafts = self.raw, region.drafts
        if region.named and start:
            drafts = self._of_ours(drafts, start)
            if not drafts:
                return drafts, None
        if region.bare_end and drafts[-1].elliptical and _MEASURE.match(self._after(end)):
            return drafts[:-1], self._offset(start, end, drafts[-1].start)
        following = raw[end : end + 2]
        if following[:1] in _RUNS_ON:
            if following[1:].isdigit():
                drafts = drafts[:-1]
        elif following[:1].isalnum() and raw[end - 1 : end].isalnum():
            drafts = drafts[:-1]
        again = region.again and region.used > 0
        return drafts, self._offset(start, end, region.used) if again else None

    def _offset(self, start: int, end: int, characters: int) -> int:
        """The byte offset of a place in a region."""
        before = self.raw[start:end].decode("utf-8", "surrogatepass")[:characters]
        return start + len(before.encode("utf-8", "surrogatepass"))

    def _of_ours(self, drafts: tuple[Draft, ...], start: int) -> tuple[Draft, ...]:
        """The drafts without those that the words before give to another state's law."""
        first = drafts[0]
        before = self.raw[max(0, start - _PEEK // 2) : start]
        if before.endswith(b"-") and first.form in self.finder.codes:
            return drafts[1:]
        bare = first.code[0] == BARE
        if OTHER_WORK.search(before) if bare else names_other_state(before):
            return tuple(draft for draft in drafts if draft.code != first.code)
        return drafts

    def _after(self, end: int) -> str:
        return self.raw[end : end + _PEEK].decode("utf-8", "ignore")

    def _add(self, draft: Draft, code: str, base: int, *, implicit: bool = False) -> None:
        """Add a citation whose code is known."""
        start, end, _, number, form, leans, _ = draft
        if not implicit and form in self.finder.works:
            self.antecedent = code
            if self.waiting:
                self._release(code, form)
        first, last = base + start, base + end
        quoted = self.text[first:last]
        self.found.append(
            Citation(first, last, quoted, attach(code, number), form, leans, implicit)
        )

    def _add_unsure(self, draft: Draft, base: int, end: int) -> None:
        """Add a citation if the context completes its code, or if nothing speaks against it."""
        code = draft.code
        if code not in _LEANING:
            if code[0] == BARE or not self._disowned(code):
                self._add(draft, code[1:], base)
            return
        if code != ANTECEDENT and self._foreign(end):
            return
        if code == SUSPENDED:
            self.waiting.append(_Waiting(len(self.found), base, end, draft))
            return
        borrowed = self.antecedent if code == ANTECEDENT else self.context
        if borrowed is not None:
            self._add(draft, borrowed, base, implicit=True)

    def _date_bill(self, end: int) -> None:
        """Note the year that a text prints right behind a bill."""
        found = _BILL_YEAR.match(self._after(end))
        if found and self.found:
            self.found[-1] = self.found[-1]._replace(year=int(found.group(1)))

    def _foreign(self, end: int) -> bool:
        """Whether "of the ..." after a section names a work that we do not know."""
        after = self._after(end)
        return _FOREIGN.match(after) is not None and _HOME.match(after) is None

    def _disowned(self, code: str) -> bool:
        """Whether the rest of the text speaks against a short name; asked once a text."""
        if code not in self.doubts:
            self.doubts[code] = self._spoken_against(code)
        return self.doubts[code]

    def _spoken_against(self, code: str) -> bool:
        if code[0] == AGENCY:
            return not any(need in self.raw for need in self.finder.agencies[code])
        title, *others = self.finder.claims[code[1:]]
        lower = self.raw.lower()
        return title not in lower and any(word in lower for word in others)

    # Sections left open by "of, ..."

    def _expired(self, start: int) -> bool:
        """Whether the sentence that left a section open has ended."""
        last = self.waiting[-1].end
        return start - last > _ASIDE or _SENTENCE.search(self.raw, last, start) is not None

    def _release(self, code: str | None, form: str = "") -> None:
        """Give waiting sections the code named at last, else the context's, else none."""
        borrowed = code or self.context
        if borrowed is not None and self.waiting:
            at = self.waiting[0].place
            late = [
                self._late(waiting, borrowed, form, implicit=code is None)
                for waiting in self.waiting
            ]
            self.found[at:] = sorted([*self.found[at:], *late])
        self.waiting.clear()

    def _late(self, waiting: _Waiting, code: str, form: str, *, implicit: bool) -> Citation:
        draft = waiting.draft
        first, last = waiting.base + draft.start, waiting.base + draft.end
        text, canonical = self.text[first:last], attach(code, draft.number)
        return Citation(first, last, text, canonical, form, elliptical=True, implicit=implicit)


@lru_cache(maxsize=8)
def finder_of(forms: tuple[Form, ...]) -> Finder:
    """The finder of a set of forms, compiled once."""
    return Finder(forms)


def find(
    text: str, *, context_code: str | None = None, forms: tuple[Form, ...] | None = None
) -> list[Citation]:
    """Every citation in a text, in order, with character offsets and canonical form.

    ``context_code`` is the code that the text itself belongs to (``"FAM"``): it
    completes "Section 6924" and "of this code". ``forms`` replaces the shipped
    forms; build it with ``with_extra``. Any text is accepted; nothing is raised.
    """
    return finder_of(shipped_forms() if forms is None else forms).find(text, context_code)
