"""Turning citations into links: in plain text, in Markdown, in HTML.

Where a link leads is the caller's knowledge: ``address`` is asked for each
citation and may answer None, which leaves the words as they are.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator
from typing import Literal

from compendium.citations.citation import Citation
from compendium.citations.find import find
from compendium.citations.forms import Form

Address = Callable[[Citation], str | None]
"""From a citation to the address that its link leads to; None for no link."""

_TAG = re.compile(r"<!--.*?-->|<[A-Za-z/!?][^<>]*>", re.DOTALL)
_TAG_NAME = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9]*)")
_QUIET = frozenset({"a", "script", "style", "textarea", "title", "button", "select", "code", "pre"})
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_MARKDOWN = re.compile(r"([\\\[\]])")


def link(
    text: str,
    address: Address,
    *,
    markup: Literal["html", "markdown"] = "html",
    context_code: str | None = None,
    forms: tuple[Form, ...] | None = None,
) -> str:
    """Plain text with its citations as links; in HTML everything else is escaped."""
    escape = html.escape if markup == "html" else str
    out: list[str] = []
    position = 0
    for citation in find(text, context_code=context_code, forms=forms):
        target = address(citation)
        if target is None or citation.start < position:
            continue
        out.append(escape(text[position : citation.start]))
        out.append(
            _anchor(citation.text, target) if markup == "html" else _markdown(citation.text, target)
        )
        position = citation.end
    out.append(escape(text[position:]))
    return "".join(out)


def link_html(
    source: str,
    address: Address,
    *,
    context_code: str | None = None,
    forms: tuple[Form, ...] | None = None,
) -> str:
    """HTML with its citations as links.

    Tags, comments, existing links, scripts, styles and code stay as they are.
    Entities are read as the characters that they stand for. A citation that a tag
    interrupts ("ACL <b>16-49</b>") is left alone.
    """
    out: list[str] = []
    for piece, quiet in _pieces(source):
        out.append(piece if quiet else _linked_piece(piece, address, context_code, forms))
    return "".join(out)


def _pieces(source: str) -> Iterator[tuple[str, bool]]:
    """The source in order: stretches of text, and what must not be touched."""
    position = 0
    depth: list[str] = []
    for tag in _TAG.finditer(source):
        if tag.start() > position:
            yield source[position : tag.start()], bool(depth)
        yield tag.group(), True
        position = tag.end()
        _step(depth, tag.group())
    yield source[position:], bool(depth)


def _step(depth: list[str], tag: str) -> None:
    """Open or close an element whose content is left alone."""
    found = _TAG_NAME.match(tag)
    if found is None or tag.endswith("/>"):
        return
    closing, name = found.group(1), found.group(2).lower()
    if name not in _QUIET:
        return
    if not closing:
        depth.append(name)
    elif name in depth:
        while depth.pop() != name:
            pass


def _linked_piece(
    piece: str, address: Address, context_code: str | None, forms: tuple[Form, ...] | None
) -> str:
    text, places = _unescaped(piece)
    out: list[str] = []
    position = 0
    for citation in find(text, context_code=context_code, forms=forms):
        target = address(citation)
        start, end = places[citation.start], places[citation.end]
        if target is None or start < position:
            continue
        out.append(piece[position:start])
        out.append(f'<a href="{html.escape(target)}">{piece[start:end]}</a>')
        position = end
    out.append(piece[position:])
    return "".join(out)


def _unescaped(piece: str) -> tuple[str, list[int]]:
    """The text of a piece, and for each of its characters the place in the source."""
    text: list[str] = []
    places: list[int] = []
    position = 0
    for entity in _ENTITY.finditer(piece):
        text.append(piece[position : entity.start()])
        places.extend(range(position, entity.start()))
        meant = html.unescape(entity.group())
        text.append(meant)
        places.extend([entity.start()] * len(meant))
        position = entity.end()
    text.append(piece[position:])
    places.extend(range(position, len(piece) + 1))
    return "".join(text), places


def _anchor(words: str, target: str) -> str:
    return f'<a href="{html.escape(target)}">{html.escape(words)}</a>'


def _markdown(words: str, target: str) -> str:
    shown = _MARKDOWN.sub(r"\\\1", words)
    return f"[{shown}]({target.replace(' ', '%20').replace(')', '%29')})"
