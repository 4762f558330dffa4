"""What templates are written with: the Jinja2 environment, its filters, and linked text."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from functools import cache, lru_cache
from html import unescape
from typing import Any, Final
from weakref import WeakKeyDictionary

from jinja2 import Environment, StrictUndefined, pass_context
from jinja2.runtime import Context
from markdown_it import MarkdownIt
from markupsafe import Markup, escape

from compendium.citations import Citation, find, split_pinpoint
from compendium.edition.names import fold
from compendium.edition.reader import EditionReader
from compendium.model.instruments import Instrument
from compendium.vocabulary.dates import PartialDate, day_in_words, days_written_out
from compendium.vocabulary.identifiers import address_of
from compendium.web import wording
from compendium.web.standpoint import Standpoint

__all__ = ["Markup", "Writer", "environment", "writer_for"]

_MARKDOWN: Final = MarkdownIt("commonmark", {"html": False}).enable("table")
_KEPT: Final = 20_000
_SHORT: Final = 24
"""Citations up to this many characters are not broken over lines."""
_NOTHING: Final = Markup("")
_HEADING: Final = re.compile(r"(</?h)([1-4])>")


class Writer:
    """Text of one edition with its citations as links. Where they lie is found once."""

    def __init__(self, reader: EditionReader) -> None:
        self._targets: dict[str, str | None] = {}
        self._pieces = lru_cache(maxsize=_KEPT)(self._cut)
        self._rendered = lru_cache(maxsize=_KEPT)(_MARKDOWN.render)
        self._named = reader.named
        self._one = reader.one

    def linked(self, text: str | None, here: Standpoint) -> Markup:
        """Plain text as HTML, its citations linked as seen from a standpoint."""
        if not text:
            return _NOTHING
        pieces = self._pieces(text)
        if len(pieces) == 1:
            return pieces[0][0]
        linked = "".join(
            piece
            if target is None or target == here.path
            else f'<a href="{here.prefix}{target}"{_unbroken(piece)}>{piece}</a>'
            for piece, target in pieces
        )
        return Markup(linked)  # noqa: S704  every piece is escaped

    def prose(self, text: str | None, here: Standpoint, under: int = 0) -> Markup:
        """Markdown as HTML, raw HTML in it shown as text, its citations linked.

        Its headings go ``under`` ranks lower, below those of the page it stands on.
        """
        if not text:
            return _NOTHING
        html: str = self._rendered(text)
        if under:
            html = _HEADING.sub(lambda found: f"{found[1]}{int(found[2]) + under}>", html)
        return Markup(_outside_tags(html, lambda words: self._relinked(words, here)))  # noqa: S704  raw HTML is off

    def target(self, citation: str) -> str | None:
        """The address of what a canonical citation names here, or None."""
        if citation not in self._targets:
            self._targets[citation] = self._look_up(citation)
        return self._targets[citation]

    def _relinked(self, words: str, here: Standpoint) -> str:
        return self.linked(unescape(words), here)

    def _cut(self, text: str) -> list[tuple[Markup, str | None]]:
        pieces: list[tuple[Markup, str | None]] = []
        text = days_written_out(text)
        position = 0
        for citation in find(text):
            target = self.target(_whole(citation))
            if target is None or citation.start < position:
                continue
            pieces.append((escape(text[position : citation.start]), None))
            pieces.append((escape(citation.text), target))
            position = citation.end
        pieces.append((escape(text[position:]), None))
        return pieces

    def _look_up(self, citation: str) -> str | None:
        head, pinpoint = split_pinpoint(citation)
        ids = self._named(fold(head))
        one = self._one(Instrument, ids[0]) if len(ids) == 1 else None
        if one is None:
            return None
        part = next(
            (p.id for p in one.provisions if any(n.pinpoint == pinpoint for n in p.numbering)), None
        )
        return address_of(one.id) + (f"#p-{part}" if part else "")


_writers: WeakKeyDictionary[EditionReader, Writer] = WeakKeyDictionary()


def writer_for(reader: EditionReader) -> Writer:
    """The writer of an edition, made once."""
    found = _writers.get(reader)
    if found is None:
        found = _writers[reader] = Writer(reader)
    return found


def _unbroken(citation: str) -> str:
    """What keeps a citation on one line, where it is short enough to stand on one."""
    return ' class="whole"' if len(citation) <= _SHORT else ""


def _whole(citation: Citation) -> str:
    """The citation with the year that the text gives its bill, where it gives one."""
    bare = citation.year is not None and "(" not in citation.canonical
    return f"{citation.canonical} ({citation.year})" if bare else citation.canonical


def _outside_tags(html: str, change: Any) -> str:  # noqa: ANN401  a function from text to text
    """HTML with its text changed, and its tags, links and code left as they are."""
    out: list[str] = []
    quiet = 0
    for number, piece in enumerate(html.replace("<", "\0<").replace(">", ">\0").split("\0")):
        if number % 2 or piece.startswith("<"):
            quiet += _depth(piece)
            out.append(piece)
        else:
            out.append(piece if quiet or not piece.strip() else change(piece))
    return "".join(out)


def _depth(tag: str) -> int:
    if tag.startswith(("<a ", "<code", "<pre")):
        return 1
    return -1 if tag.startswith(("</a", "</code", "</pre")) else 0


@lru_cache(maxsize=4096)
def day(value: date | PartialDate | str | None) -> str:
    """A date in words, its unknown parts said plainly."""
    if value is None or value == "":
        return "not known"
    if isinstance(value, date):
        return day_in_words(value)
    parsed = PartialDate.parse(value) if isinstance(value, str) else value
    return parsed.in_words()


def day_es(value: date) -> str:
    """A day in Spanish words."""
    return f"{value.day} de {wording.MONTHS_ES[value.month - 1]} de {value.year}"


def money(value: int | None) -> str:
    """An amount in whole dollars; what was not seen is said, never shown as zero."""
    return "not seen" if value is None else f"${value:,}"


def counted(number: int, one: str, many: str | None = None) -> str:
    """A number with its noun: 1 duty, 3 duties."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def tel(value: str) -> str:
    """A telephone number as a link wants it: digits, and a plus where it has one."""
    return "".join(sign for sign in value if sign.isdigit() or sign == "+")


@pass_context
def instrument_link(context: Context, identifier: str, pinpoint: str | None = None) -> Markup:
    """A link to an instrument by id; its id in words where it is not held."""
    here: Standpoint = context["here"]
    one = here.reader.one(Instrument, identifier)
    if one is None:
        return Markup(f"<span>{escape(identifier)}</span>")  # noqa: S704  escaped
    target = writer_for(here.reader).target(one.citation + (pinpoint or ""))
    address = here.address(target or address_of(one.id))
    words = escape(one.citation + (pinpoint or ""))
    kind = "cite whole" if len(words) <= _SHORT else "cite"
    return Markup(f'<a href="{escape(address)}" class="{kind}">{words}</a>')  # noqa: S704  escaped


def environment(**options: Any) -> Environment:  # noqa: ANN401  Django passes its own
    """The environment that all pages and mails are rendered in; everything is escaped."""
    options["autoescape"] = True
    options["auto_reload"] = False
    options["undefined"] = StrictUndefined
    options["trim_blocks"] = options["lstrip_blocks"] = True
    made = Environment(**options)  # noqa: S701  autoescape is on, above
    made.filters.update(
        day=day, day_es=day_es, days=days_written_out, money=money, counted=counted, tel=tel,
        bearer=wording.bearer_words, status_words=wording.status_words,
        instrument=instrument_link, group_words=wording.group_words,
    )  # fmt: skip
    made.globals["words"] = wording
    made.globals["status"] = _constant(made, "status")
    made.globals["force"] = _constant(made, "force")
    return made


def _constant(made: Environment, name: str) -> Callable[[Any], Markup]:
    """A macro of one value that says the same for it everywhere: rendered once for each."""

    @cache
    def render(value: Any) -> Markup:  # noqa: ANN401  a word of a closed vocabulary
        macro = getattr(made.get_template("macros.html").module, name)
        rendered: Markup = macro(value)
        return rendered

    return render
