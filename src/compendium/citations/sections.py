"""Reading section numbers: one with its pinpoints, a range, a list of them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from compendium.citations.forms import Form
from compendium.citations.pinpoints import PinReader
from compendium.citations.tokens import Token

_GAPS = re.compile(r"\s+")
FILLERS: Final = frozenset({"filler", "comma", "of", "dot"})
"""Kinds of tokens that may stand between a section and the name of its code."""
_ONE_DASH = re.compile(r"[^\d.a-zA-Z]+")


@dataclass(slots=True)
class Item:
    """A section under construction: where it stands, its number, what code it leans on.

    A ``loose`` one is a bare number that counts only if a code is named behind it.
    """

    start: int
    end: int
    number: str
    code: str = ""
    form: str = ""
    fallback: str = ""
    elliptical: bool = False
    loose: bool = False

    def is_large(self, least: int) -> bool:
        """Whether the number has as many digits as the smallest one that is trusted."""
        found = re.match(r"\d+", self.number)
        return found is not None and len(found.group()) >= len(str(least))


class SectionCursor:
    """A place in the tokens of one region, and how numbers are read from it on."""

    def __init__(self, text: str, tokens: list[Token], manual: Form | None) -> None:
        self.text = text
        self.tokens = tokens
        self.manual = manual
        self.pins = PinReader(text, tokens)
        self.at = 0
        self.used = 0
        self.bare_end = False
        self.by_value = False
        """Whether the value of a digit, not only its place, decided something."""

    def kind(self, at: int) -> str:
        """The kind of a token; empty beyond the end."""
        return self.tokens[at].kind if at < len(self.tokens) else ""

    def form_at(self, at: int) -> Form:
        """The form that the name at a position names; LookupError where none stands there."""
        form = self.tokens[at].form
        if form is None:
            raise LookupError(self.tokens[at].value)
        return form

    def _past_section_word(self, at: int) -> int:
        while self.kind(at) in {"sec", "dot", "filler"}:
            at += 1
        return at

    def _numbers(self, start: int, into: list[Item], *, pins: str = "", bare: bool = True) -> bool:
        """A number and, where ``bare`` ones may follow, the list it opens."""
        if self.kind(self.at) not in {"num", "manual"} or self._is_volume(self.at):
            return False
        into.append(self._item(start, pins))
        while bare:
            after = self._past_joint(self.at)
            if after == self.at or self.kind(after) not in {"num", "manual"}:
                break
            if self._is_volume(after):
                break
            self.at = after
            item = self._item(self.tokens[after].start, "")
            item.elliptical = True
            into.append(item)
            self.bare_end = self.at >= len(self.tokens)
        return True

    def _numeral(self, at: int) -> str:
        at += 1
        while self.kind(at) == "dot":
            at += 1
        return self.tokens[at].value if at < len(self.tokens) else ""

    def _past_structure(self, at: int) -> int:
        """Past ``Part 3`` and its numeral; the same position when there is none."""
        at += 1
        while self.kind(at) == "dot":
            at += 1
        if self.kind(at) not in {"num", "word", "manual"}:
            return at
        letter = self.tokens[at + 2 : at + 3]
        if self.kind(at + 1) == "dash" and letter and len(letter[0].value) == 1:
            return at + 3
        return at + 1

    def _past_fillers(self, at: int) -> int:
        while self.kind(at) in FILLERS or self.kind(at) == "bracket":
            at += 1
        return at

    def _past_seam(self, at: int) -> int:
        """Past brackets, commas, structures and section words up to the number."""
        while True:
            kind = self.kind(at)
            if kind == "open" and self.kind(at + 1) == "name":
                at += 3
            elif kind == "structure":
                value = self.tokens[at].value
                after = self._past_structure(at)
                beyond = after + 1 if self.kind(after) == "comma" else after
                follows = self.kind(beyond) in {"sec", "structure", "of"}
                if value.startswith(("part", "pt", "chapter", "ch")) and not follows:
                    return at + 1
                at = after
            elif kind in {"sec", "comma", "dot", "bracket", "dash", "of", "filler"} or (
                kind == "mark" and self.tokens[at].value == ":"
            ):
                at += 1
            else:
                return at

    def _past_joint(self, at: int) -> int:
        while self.kind(at) in {"comma", "join"}:
            at += 1
        return at

    def _item(self, start: int, pins: str) -> Item:
        token = self.tokens[self.at]
        item = Item(start, token.end, _GAPS.sub("", self.text[token.start : token.end]))
        self.bare_end = False
        if token.kind == "manual":
            item.number = _ONE_DASH.sub("-", item.number)
            item.fallback = self.manual.prefix if self.manual else ""
        self.at += 1
        item.number += self._hyphened(token)
        behind, self.at = self.pins.listed(self.at)
        item.number += behind or pins
        self._range(item, behind)
        if not behind and not pins:
            item.number += self._suffix_units()
        item.number += self._et_seq()
        item.end = max(item.end, self.tokens[self.at - 1].end)
        self.used = item.end = self._with_dot(item)
        return item

    def _with_dot(self, item: Item) -> int:
        ends_seq = item.number.endswith("seq.")
        return item.end + 1 if ends_seq and self.text[item.end : item.end + 1] == "." else item.end

    def _hyphened(self, token: Token) -> str:
        """``-8`` of a federal section such as 1396r-8, which is not a range."""
        dash = self.at
        if not token.value[-1].isalpha() or self.kind(dash) != "dash":
            return ""
        if self.kind(dash + 1) != "num" or self.tokens[dash + 1].start != token.end + 1:
            return ""
        self.at += 2
        return "-" + self.tokens[dash + 1].value

    def _range(self, item: Item, behind: str) -> None:
        """``-16524.11`` after ``16524.6``; a shortened end is filled from the start."""
        after = self.at + 1 if self.kind(self.at) == "comma" else self.at
        if self.kind(after) not in {"range", "dash"}:
            return
        after += 1
        after = self._past_section_word(after)
        wanted = "manual" if "-" in item.number else "num"
        if self.kind(after) != wanted or self._is_volume(after):
            return
        token = self.tokens[after]
        end = _GAPS.sub("", self.text[token.start : token.end])
        end = _ONE_DASH.sub("-", end)
        first = item.number.partition("(")[0]
        self.at = after + 1
        self.by_value = True
        pins, self.at = self.pins.run(self.at)
        full = _range_end(first, end)
        if full == first and pins.count("(") == behind.count("(") == 1:
            item.number += "-" + pins
        else:
            item.number += "-" + full + pins
        item.end = self.tokens[self.at - 1].end
        if self.kind(self.at) == "inclusive":
            self.at += 1
        elif self.kind(self.at) == "comma" and self.kind(self.at + 1) == "inclusive":
            self.at += 2

    def _suffix_units(self) -> str:
        """``, subd. (b)(2)`` behind a section, unless it opens the next one."""
        after = self.at
        while self.kind(after) == "comma":
            after += 1
        if self.kind(after) != "unit":
            return ""
        pins, end = self.pins.chain(after)
        following = self._past_of(end)
        if not pins or (following > end and self._opens_section(following)):
            return ""
        self.at = end
        return pins

    def _opens_section(self, at: int) -> bool:
        while self.kind(at) == "filler":
            at += 1
        return self.kind(at) == "sec"

    def _et_seq(self) -> str:
        after = self.at + 1 if self.kind(self.at) == "comma" else self.at
        words = [token.value for token in self.tokens[after : after + 3] if token.kind != "dot"]
        if words[:2] != ["et", "seq"]:
            return ""
        while self.tokens[after].value != "seq":
            after += 1
        self.at = after + 1
        return " et seq."

    def _past_of(self, at: int) -> int:
        after = at + 1 if self.kind(at) == "comma" else at
        return after + 1 if self.kind(after) == "of" else at

    def _is_volume(self, at: int) -> bool:
        following = self.tokens[at + 1] if at + 1 < len(self.tokens) else None
        return (
            following is not None
            and following.kind == "name"
            and following.form is not None
            and following.form.shape == "volume"
            and self.tokens[at].value.isdigit()
            and len(self.tokens[at].value) < 5
        )


def _range_end(first: str, end: str) -> str:
    """The full end of a range: ``16524.6`` to ``11`` is ``16524.11``, ``11360`` to ``76`` 11376."""
    if "." in end or not end.isdigit():
        return end
    head, dot, _ = first.rpartition(".")
    if dot and len(end) <= 3 and int(end) < int(re.match(r"\d+", head + "0").group()):  # type: ignore[union-attr]
        return f"{head}.{end}"
    if first.isdigit() and len(end) < len(first):
        return first[: len(first) - len(end)] + end
    return end
