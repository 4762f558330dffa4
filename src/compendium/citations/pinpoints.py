"""Pinpoints: "(b)(2)", "(f),(g)", and "paragraph (1) of subdivision (a)" put in order."""

from __future__ import annotations

import re
from itertools import pairwise

from compendium.citations.tokens import UNIT_LEVEL, Token

_INSIDE = re.compile(r"[\W_]+")
_PINPOINT = re.compile(r"(?:[,-]?\([A-Za-z0-9]{1,5}\))+$")


def split_pinpoint(canonical: str) -> tuple[str, str]:
    """A canonical citation in two: the section, and what it points to inside.

    >>> split_pinpoint("WIC 16501.35(b)(2)(F)")
    ('WIC 16501.35', '(b)(2)(F)')
    >>> split_pinpoint("ACL 16-49")
    ('ACL 16-49', '')
    """
    found = _PINPOINT.search(canonical)
    if found is None:
        return canonical, ""
    head = canonical[: found.start()]
    if re.search(r"\d{4} \($", head + "("):
        return canonical, ""
    return (head, found.group()) if not head.endswith(" ") else (canonical, "")


def pin_text(source: str, token: Token) -> str:
    """``(b)`` from a bracket token, as printed but without the spaces inside."""
    return f"({_INSIDE.sub('', source[token.start : token.end])})"


class PinReader:
    """Reads pinpoints from the tokens of a region."""

    def __init__(self, source: str, tokens: list[Token]) -> None:
        self._source = source
        self._tokens = tokens

    def kind(self, at: int) -> str:
        """The kind of a token; empty beyond the end."""
        return self._tokens[at].kind if at < len(self._tokens) else ""

    def run(self, at: int) -> tuple[str, int]:
        """A run of brackets, such as ``(b)(2)(F)``, and the position after it."""
        out = ""
        while self.kind(at) == "pin":
            out += pin_text(self._source, self._tokens[at])
            at += 1
        return out, at

    def listed(self, at: int) -> tuple[str, int]:
        """Runs joined by commas, "and" or "to": ``(f),(g)``, ``(6)-(8)``."""
        out, at = self.run(at)
        while out:
            mark, after = self._joint(at)
            if not mark or self.kind(after) != "pin":
                break
            more, at = self.run(after)
            out += mark + more
        return out, self._past_inclusive(at)

    def _joint(self, at: int) -> tuple[str, int]:
        if self.kind(at) in {"range", "dash"}:
            return "-", at + 1
        start = at
        while self.kind(at) in {"comma", "join"}:
            at += 1
        return ("," if at > start else ""), at

    def _past_inclusive(self, at: int) -> int:
        after = at + 1 if self.kind(at) == "comma" else at
        if self.kind(after) != "inclusive":
            return at
        return after + 1

    def chain(self, at: int) -> tuple[str, int]:
        """Units before a section, innermost first; their pinpoint, outermost first.

        Where alternatives lie at different depths, the answer is what they share.
        """
        elements: list[list[tuple[int, str]]] = []
        while True:
            groups, at = self._groups(at)
            if not groups:
                return "", at
            elements.append(groups)
            after = self._past_of(at)
            if after == at or self.kind(after) != "unit":
                return _composed(elements), at
            at = after

    def _groups(self, at: int) -> tuple[list[tuple[int, str]], int]:
        groups: list[tuple[int, str]] = []
        while self.kind(at) == "unit":
            level = UNIT_LEVEL[self._tokens[at].value]
            after = at + 1
            while self.kind(after) == "dot":
                after += 1
            pins, after = self.listed(after)
            if not pins:
                break
            groups.append((level, pins))
            at = after
            _, after = self._joint(at)
            if self.kind(after) != "unit":
                break
            at = after
        return groups, at

    def _past_of(self, at: int) -> int:
        after = at + 1 if self.kind(at) == "comma" else at
        return after + 1 if self.kind(after) == "of" else at


def _composed(elements: list[list[tuple[int, str]]]) -> str:
    """One pinpoint from units inside units; what they share where they part ways."""
    path = ""
    shallowest = min(level for level, _ in elements[-1])
    if any(level <= shallowest for groups in elements[:-1] for level, _ in groups):
        return path
    for depth, groups in enumerate(reversed(elements)):
        innermost = depth == len(elements) - 1
        pins = [pin for _, pin in groups]
        levels = {level for level, _ in groups}
        if len(elements) == 1 and _descending(groups):
            return "".join(pins)
        if len(levels) > 1 or (len(groups) > 1 and not innermost):
            return path
        joined = ",".join(pins)
        if not innermost and ("," in joined or "-" in joined):
            return path
        path += joined
    return path


def _descending(groups: list[tuple[int, str]]) -> bool:
    """Whether each unit lies in the one before: "subd. (b), par. (2)"."""
    levels = [level for level, _ in groups]
    return all(first < second for first, second in pairwise(levels))
