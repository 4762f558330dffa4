"""Tokens of a region: words, numbers, bracketed pinpoints, and names of works."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final, NamedTuple

from compendium.citations.forms import Form
from compendium.citations.spelling import DASH, GAP, SECTION_SIGN, SPACES


class Token(NamedTuple):
    """A piece of a region: its kind, its text in lower case, where it stands."""

    kind: str
    value: str
    start: int
    end: int
    form: Form | None = None
    exact: bool = False


_TOKEN = re.compile(
    rf"(?P<gap>{SPACES})"
    rf"|(?P<pin>\({GAP}(?:[A-Za-z]{{1,5}}|\d{{1,3}}){GAP}\))"
    rf"|(?P<manual>\d{{2}}{GAP}{DASH}{GAP}\d{{3}}(?!\d)(?:\.\d+[a-z]?)*(?:\.[a-z](?=\s?\())?)"
    r"|(?P<num>\d+[A-Za-z]{0,3}(?:\.\d+[A-Za-z]{0,3})*)"
    rf"|(?P<sec>{SECTION_SIGN}(?:{GAP}{SECTION_SIGN})?|(?:&sect;)+)"
    r"|(?P<amp>&(?:amp;)?)"
    r"|(?P<word>[A-Za-z]+(?:['\u2019][A-Za-z]+)?)"
    rf"|(?P<dash>{DASH})"
    r"|(?P<mark>.)",
    re.DOTALL,
)

_UNITS: Final = (
    "subdivision subdivisions subdiv subdivs subd subds subsection subsections subsec subsecs",
    "paragraph paragraphs para paras par pars",
    "subparagraph subparagraphs subpara subparas subpar subpars",
    "clause clauses cl cls",
    "subclause subclauses",
)
UNIT_LEVEL: Final = {
    word: level for level, words in enumerate(_UNITS, start=1) for word in words.split()
}
"""How deep a unit lies: a subdivision is 1, a subclause 5."""

_WORDS: Final = {
    "sec": "section sections sec secs sect sects",
    "unit": " ".join(_UNITS),
    "structure": (
        "chapter chapters article articles part parts division divisions title titles subpart"
        " subparts subchapter subchapters subtitle subtitles chap chaps ch chs art arts pt pts"
        " div divs tit tits"
    ),
    "join": "and or",
    "range": "to through thru",
    "of": "of in",
    "filler": "the former federal state california",
    "this": "this",
    "that": "that said such same",
    "inclusive": "inclusive",
    "commencing": "commencing",
    "code": "code",
}
_KINDS: Final = {word: kind for kind, words in _WORDS.items() for word in words.split()}
_MARKS: Final = {",": "comma", ";": "comma", "/": "comma", "(": "open", ")": "close", ".": "dot"}


class Named(NamedTuple):
    """A form that a text names: the token after it, if in the exact case, if a dot ends it."""

    form: Form
    after: int
    exact: bool
    dotted: bool


class _Node:
    """A step in the tree of names."""

    __slots__ = ("ends", "steps")

    def __init__(self) -> None:
        self.steps: dict[str, _Node] = {}
        self.ends: list[tuple[Form, str, bool]] = []


class NameTree:
    """Names of works, word by word; finds the longest one that starts at a token."""

    def __init__(self, forms: Iterable[Form], *, loose: bool = False) -> None:
        self._root = _Node()
        for form in forms:
            for name in form.names:
                self._add(name, form, "")
            for name in form.exact:
                self._add(name, form, "" if loose else name)

    def _add(self, name: str, form: Form, exact: str) -> None:
        for variant in {name.replace("(s)", ""), name.replace("(s)", "s")}:
            node = self._root
            for match in _TOKEN.finditer(variant):
                word = _key(match.lastgroup or "", match.group())
                if word:
                    node = node.steps.setdefault(word, _Node())
            node.ends.append((form, _letters(exact), name.endswith(".")))

    def longest(self, text: str, tokens: list[Token], at: int) -> Named | None:
        """The longest name that starts at a token; or None."""
        node = self._root
        found: Named | None = None
        position = at
        while position < len(tokens):
            token = tokens[position]
            if token.kind in {"dot", "dash"}:
                if position == at:
                    return None
                position += 1
                continue
            step = node.steps.get(token.value)
            if step is None:
                break
            node = step
            position += 1
            for form, exact, dotted in node.ends:
                if not exact or _letters(text[tokens[at].start : token.end]) == exact:
                    found = Named(form, position, bool(exact), dotted)
                    break
        return found


def _letters(text: str) -> str:
    return "".join(c for c in text if c.isalnum())


def _key(group: str, text: str) -> str:
    """What a token counts as inside a name; empty for dots, commas, dashes and gaps."""
    if group == "pin" or text in {"(", ")"}:
        return text.lower()
    if group == "amp":
        return "and"
    return text.lower().replace("\u2019", "'") if group in {"word", "num"} else ""


def tokens_of(text: str, names: NameTree) -> list[Token]:
    """The tokens of a region, names of works folded into one token each."""
    plain: list[Token] = []
    for match in _TOKEN.finditer(text):
        group = match.lastgroup or "mark"
        if group == "gap":
            continue
        value = match.group().lower().replace("\u2019", "'")
        if group == "word":
            group = _KINDS.get(value, "word")
        elif group == "amp":
            group, value = "join", "and"
        elif group == "mark":
            group = _MARKS.get(value, "mark")
        plain.append(Token(group, value, match.start(), match.end()))
    return _folded(text, plain, names)


def _folded(text: str, plain: list[Token], names: NameTree) -> list[Token]:
    folded: list[Token] = []
    position = 0
    while position < len(plain):
        token = plain[position]
        found = None
        if token.kind not in {"num", "manual", "pin", "comma", "open", "close", "sec"}:
            found = names.longest(text, plain, position)
        elif token.kind == "pin":
            behind = bool(folded) and folded[-1].kind == "name"
            found = _named_pin(text, token, names, behind=behind)
            if found:
                folded.append(Token("bracket", token.value, token.start, token.end, found.form))
                position += 1
                continue
        if found is None:
            folded.append(token)
            position += 1
            continue
        form, after, exact, dotted = found
        end = plain[after - 1].end
        if dotted and text[end : end + 1] == ".":
            end += 1
        folded.append(Token("name", token.value, token.start, end, form, exact))
        while after < len(plain) and plain[after].start < end:
            after += 1
        position = after
    return folded


def _named_pin(text: str, token: Token, names: NameTree, *, behind: bool) -> Named | None:
    """``(WIC)`` names a code; ``(a)`` does not, and ``(PC)`` only right behind a name."""
    inner = text[token.start : token.end].strip("() \t\r\n")
    if len(inner) < 3 and not (behind and len(inner) == 2 and inner.isupper()):
        return None
    return names.longest(inner.upper(), [Token("word", inner.lower(), 0, len(inner))], 0)
