"""Reading a region of sections: codes, regulations, titled works, manuals, reporters."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from compendium.citations.citation import (
    ANTECEDENT,
    BARE,
    DOUBTFUL,
    IMPLICIT,
    SUSPENDED,
    Draft,
    Region,
)
from compendium.citations.forms import Form
from compendium.citations.sections import FILLERS, Item, SectionCursor
from compendium.citations.tokens import NameTree, Token, tokens_of


class StatuteReader:
    """Reads regions with the names of some forms."""

    def __init__(self, forms: tuple[Form, ...], *, loose: bool = False) -> None:
        works = [form for form in forms if form.shape in {"code", "volume", "manual"}]
        self._names = NameTree(works, loose=loose)
        manuals = [form for form in forms if form.shape == "manual"]
        self._manual = manuals[0] if manuals else None

    def read(self, text: str) -> tuple[Region, bool]:
        """The citations of a region, in order; and whether the value of a digit decided."""
        reading = _Reading(text, tokens_of(text, self._names), self._manual)
        return reading.region(), reading.by_value


class _Reading(SectionCursor):
    """One pass over the tokens of one region."""

    def __init__(self, text: str, tokens: list[Token], manual: Form | None) -> None:
        super().__init__(text, tokens, manual)
        self.done: list[Item] = []
        self.open: list[Item] = []
        self.lead: tuple[str, Form] | None = None
        self.joins = False
        self.dangling = False
        self.title: tuple[int, str] | None = None
        """A title before its sections, "Title 22, Section 89201": where it stands, its number."""

    def region(self) -> Region:
        """Read everything and settle what is still open."""
        while self.at < len(self.tokens):
            before = self.at
            self._step()
            if self.at == before:
                self.at += 1
        again = self._left_over()
        self._settle()
        self.done.sort(key=lambda item: item.start)
        drafts = tuple(
            Draft(item.start, item.end, item.code, item.number, item.form, item.elliptical)
            for item in self.done
        )
        opens_named = self.kind(0) == "name" or (bool(drafts) and drafts[0].code[0] == BARE)
        return Region(drafts, self.used, self.bare_end, opens_named, again)

    def _left_over(self) -> bool:
        """Whether the end of the region is to be read anew, as a region of its own.

        Sections behind a finished citation that name no code may begin something else:
        "Section 300 of the Penal Code and Section 6 of Article I of the Constitution".
        """
        leans = self.lead is not None and not self.dangling
        bare = any(item.fallback for item in self.open)
        if self.done and self.open and not (self.joins or leans or bare):
            self.used = self.open[0].start
            self.bare_end = False
            self.open.clear()
        return bool(self.done) and any(
            token.kind in {"num", "manual"} and token.start >= self.used for token in self.tokens
        )

    def _step(self) -> None:
        kind = self.kind(self.at)
        if kind == "name":
            self._named()
        elif kind == "num" and self._is_volume(self.at):
            self._volume()
        elif (
            kind == "sec"
            or (kind == "filler" and self.kind(self.at + 1) == "sec")
            or (kind == "commencing" and self.kind(self.at + 2) == "sec")
        ):
            self._sections()
        elif kind == "unit":
            self._units()
        elif kind == "structure":
            self._structure()
        elif kind in {"of", "comma"} or (kind == "range" and self._names_next()):
            self._tail()
        elif kind in {"num", "manual"}:
            self._loose_number()

    # Sections

    def _sections(self) -> None:
        """Sections; with the title named before them, and "et seq." where they commence a part."""
        commence = self.kind(self.at) == "commencing"
        if commence:
            self.at += 2
        first = len(self.open)
        start = self.title[0] if self.title and not self.open else self.tokens[self.at].start
        self.at = self._past_section_word(self.at)
        if self._numbers(start, self.open) and commence:
            self.open[first].number += " et seq."

    # Units and structures before a section

    def _units(self) -> None:
        start = self.tokens[self.at].start
        pins, after = self.pins.chain(self.at)
        self.at = max(after, self.at + 1)
        following = self._past_of(after)
        section = self._past_section_word(following)
        if section > following and self.kind(section) in {"num", "manual"}:
            self.at = section
            self._numbers(start, self.open, pins=pins)

    def _structure(self) -> None:
        """``Chapter 2 (commencing with Section 11200)``, or ``Title 22 CCR Section 80000``."""
        start, at = self.tokens[self.at].start, self.at
        after = self._past_structure(at)
        if self.kind(after) == "open" and self.kind(after + 1) == "commencing":
            self._commencing(start, after)
            return
        name = after
        while self.kind(name) in FILLERS:
            name += 1
        form = self.tokens[name].form if self.kind(name) == "name" else None
        if form is not None and form.titled and self.tokens[at].value.startswith("tit"):
            self._book(start, self._numeral(at), name, form)
            return
        if self.tokens[at].value in {"part", "parts"} and self._of_regulations(after):
            self.at = at + 1
            self._numbers(start, self.open)
            return
        if self.tokens[at].value.startswith("tit") and self.kind(after) == "comma":
            self.title = (start, self._numeral(at))
        self.at = after

    def _of_regulations(self, at: int) -> bool:
        """Whether a title of a work cited by parts follows: "Parts 160 and 164 of Title 45"."""
        while self.kind(at) in {"num", "comma", "join"}:
            at += 1
        titled = False
        while self.kind(at) in FILLERS or self.kind(at) == "structure":
            titled = titled or self.tokens[at].value.startswith("tit")
            at = self._past_structure(at) if self.kind(at) == "structure" else at + 1
        form = self.tokens[at].form if self.kind(at) == "name" else None
        return titled and form is not None and form.parts

    def _commencing(self, start: int, opening: int) -> None:
        at = opening + 2
        while self.kind(at) not in {"num", "manual", ""}:
            at += 1
        if at >= len(self.tokens):
            self.at = at
            return
        self.at = at
        item = self._item(start, "")
        item.number += " et seq."
        if self.kind(self.at) == "close":
            self.at += 1
        self.used = item.end = self.tokens[self.at - 1].end
        self.open.append(item)

    # Names before the number

    def _volume(self) -> None:
        start, volume = self.tokens[self.at].start, self.tokens[self.at].value
        form = self.form_at(self.at + 1)
        self._book(start, volume, self.at + 1, form)

    def _book(self, start: int, volume: str, name: int, form: Form) -> None:
        """A work cited by volume or title, from its name on."""
        self.at = self._past_seam(name + 1)
        code = f"{volume.lstrip('0') or volume} {form.prefix}"
        self._led(start, code, form)

    def _led(self, start: int, code: str, form: Form) -> None:
        """Numbers after a name; they, and what joins them, take its code."""
        self._settle()
        listed: list[Item] = []
        had_word = self.at > 0 and self.kind(self.at - 1) in {"sec", "dot"}
        pins = self._leading_pins()
        if form.shape == "manual" and self.kind(self.at) != "manual":
            return
        if not self._numbers(start, listed, pins=pins, bare=not form.pages):
            return
        if form.pages and not self._whole_page(listed[0]):
            return
        if form.least and not had_word and not listed[0].is_large(form.least):
            return
        for item in listed:
            self._close(item, code, form)
        self.lead = None if form.pages else (code, form)

    def _whole_page(self, item: Item) -> bool:
        """Whether an item is a page; one of four digits may be printed with a comma."""
        tokens = self.tokens[self.at : self.at + 2]
        if (
            [token.kind for token in tokens] == ["comma", "num"]
            and (tokens[0].start, tokens[1].start) == (item.end, item.end + 1)
            and len(tokens[1].value) == 3
        ):
            item.number += tokens[1].value
            self.used = item.end = tokens[1].end
            self.at += 2
        return re.fullmatch(r"\d+(?:-\d+)?", item.number) is not None

    def _leading_pins(self) -> str:
        if self.kind(self.at) != "unit":
            return ""
        pins, after = self.pins.chain(self.at)
        following = self._past_section_word(self._past_of(after))
        if not pins or self.kind(following) not in {"num", "manual"}:
            return ""
        self.at = following
        return pins

    def _named(self) -> None:
        """A name that stands before its number, or alone."""
        token = self.tokens[self.at]
        form = self.form_at(self.at)
        if form.titled:
            title = self._past_fillers(self.at + 1)
            if self.kind(title) == "structure" and self.tokens[title].value.startswith("tit"):
                volume = self._numeral(title)
                self._book(token.start, volume, self._past_structure(title) - 1, form)
                return
            self.at += 1
            return
        if form.shape == "volume":
            self.at += 1
            return
        if self.open and self._closes(self.at, ""):
            self._closed_by(self.at, "")
            return
        self.at = self._past_seam(self.at + 1)
        doubtful = DOUBTFUL if token.exact and form.unless else ""
        self._led(token.start, doubtful + form.prefix, form)

    def _loose_number(self) -> None:
        """A number that follows a separator, after a tail or a lead closed its list."""
        if self.at == 0 or self.kind(self.at - 1) not in {"comma", "join"}:
            return
        listed: list[Item] = []
        self._numbers(self.tokens[self.at].start, listed)
        if self.lead is None:
            self.open.extend(replace(item, loose=True) for item in listed if self.done)
            return
        code, form = self.lead
        for item in listed:
            item.elliptical = True
            self._close(item, code, form)

    # Tails

    def _tail(self) -> None:
        """``of the Penal Code``, ``, Penal Code``, ``of this code``, ``of,`` after sections."""
        at, title, had_of = self.at, self.title[1] if self.title else "", False
        if self.kind(at) == "range":
            at += 1
            had_of = True
        while self.kind(at) in FILLERS or self.kind(at) == "structure":
            had_of = had_of or self.kind(at) == "of"
            if self.kind(at) == "structure":
                if self.tokens[at].value.startswith("tit"):
                    title = self._numeral(at)
                at = self._past_structure(at)
            else:
                at += 1
        kind = self.kind(at)
        if kind == "name" and self._closes(at, title):
            self._closed_by(at, title)
        elif had_of and kind in {"this", "that"}:
            self._pointed(at, IMPLICIT if kind == "this" else ANTECEDENT)
        elif kind == "num" and self._is_volume(at) and self.open and self._ends(at + 2, had_of):
            self._closed_by_volume(at)
        elif had_of and (kind == "" or self._suspends(self.at)):
            self._hang(self.at, at)
            self.used = self.tokens[min(at, len(self.tokens)) - 1].end
            self.at = max(at, self.at + 1)

    def _names_next(self) -> bool:
        """Whether "to" leads to a name, as in "added to the Penal Code", and not to a number."""
        return self.kind(self.at + 1) in {"comma", "filler", "structure", "name"}

    def _hang(self, start: int, end: int) -> None:
        """Note that the code follows later, or that a part of one is named and no code."""
        if self.open:
            pairs = pairwise(self.kind(at) for at in range(start, end))
            self.joins = self.joins or ("of", "comma") in pairs
            self.dangling = True

    def _suspends(self, at: int) -> bool:
        return self.kind(at) == "of" and self.kind(at + 1) == "comma"

    def _closes(self, at: int, title: str) -> bool:
        """Whether the name at a position ends the open list rather than opens a new one."""
        form = self.tokens[at].form
        if form is None or not self.open or (form.titled and not title):
            return False
        had_of = any(self.kind(i) in {"of", "range"} for i in range(self.at, at))
        return self.kind(at + 1) == "comma" or self._ends(at + 1, had_of)

    def _ends(self, after: int, had_of: bool) -> bool:  # noqa: FBT001  one fact, not a mode
        """Whether a name that ends before a position belongs to the sections before it."""
        return had_of or self.kind(self._past_seam(after)) not in {"num", "manual"}

    def _closed_by(self, at: int, title: str) -> None:
        form = self.form_at(at)
        after = at + 1
        if self.kind(after) == "bracket":
            after += 1
        elif self.kind(after) == "open" and self.kind(after + 1) == "name":
            after += 3
        code = f"{title.lstrip('0') or title} {form.prefix}" if form.titled else form.prefix
        self._assign(code, form, min(after, len(self.tokens)))

    def _closed_by_volume(self, at: int) -> None:
        form = self.form_at(at + 1)
        self._assign(f"{self.tokens[at].value} {form.prefix}", form, at + 2)

    def _assign(self, code: str, form: Form, after: int) -> None:
        self.at = after
        self.open[-1].end = self.used = self.tokens[after - 1].end
        for item in self.open:
            if item.fallback and form is not self.manual:
                self._fall_back(item)
                continue
            item.elliptical = item is not self.open[-1]
            self._close(item, code, form)
        self.open.clear()
        self.lead, self.bare_end = None, False

    def _fall_back(self, item: Item) -> None:
        """Close a section whose number alone says that it is of the manual."""
        item.code = BARE + item.fallback
        item.form = self.manual.id if self.manual else ""
        self.done.append(item)

    def _pointed(self, at: int, mark: str) -> None:
        """``of this code``: an end of the list whose code the context knows."""
        after = at + 1
        if self.kind(after) in {"that", "filler"}:
            after += 1
        if self.kind(after) not in {"code", "structure"} or not self.open:
            self.at = at
            return
        self.at = after + 1
        self.open[-1].end = self.used = self.tokens[after].end
        for item in self.open:
            item.code = mark
            item.elliptical = item is not self.open[-1]
            self.done.append(item)
        self.open.clear()
        self.bare_end = False

    # Closing

    def _close(self, item: Item, code: str, form: Form) -> None:
        item.code = code
        item.form = form.prints or form.id
        self.done.append(item)

    def _settle(self) -> None:
        """Give open items the lead's code, their own fallback, or the context's."""
        for item in self.open:
            if item.loose or (self.title and self.lead is None):
                continue
            if item.fallback:
                self._fall_back(item)
                continue
            if self.lead is not None:
                item.code, item.form = self.lead[0], self.lead[1].prints or self.lead[1].id
                item.elliptical = True
            else:
                item.code = SUSPENDED if self.dangling else IMPLICIT
            self.done.append(item)
        self.open.clear()
