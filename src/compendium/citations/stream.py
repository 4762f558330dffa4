"""Finding citations in a text that arrives in pieces, in bounded memory."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from compendium.citations.citation import Citation
from compendium.citations.find import find
from compendium.citations.forms import Form

CHUNK = 1 << 20
"""How many characters are read together."""
_LONGEST = CHUNK * 4
_PARAGRAPH = re.compile(r"\n[ \t\r]*\n")
_SENTENCE = re.compile(r"[.!?;:][\"')\u201d\u2019]*\s+(?=[A-Z(])")


def find_in_stream(
    pieces: Iterable[str],
    *,
    context_code: str | None = None,
    forms: tuple[Form, ...] | None = None,
) -> Iterator[Citation]:
    """Every citation of a long text given in pieces, offsets counted from its beginning.

    The text is cut between paragraphs, so the answer is the one that ``find`` gives
    on the whole, save for what leans across a paragraph ("that code"). Where no
    paragraph ends for four million characters the cut falls between sentences.
    """
    held, base = "", 0
    for piece in _sized(pieces):
        held += piece
        if len(held) < CHUNK:
            continue
        cut = _cut(held)
        if cut:
            yield from _shifted(held[:cut], base, context_code, forms)
            held, base = held[cut:], base + cut
    yield from _shifted(held, base, context_code, forms)


def _sized(pieces: Iterable[str]) -> Iterator[str]:
    """The pieces, none of them longer than a chunk."""
    for piece in pieces:
        for start in range(0, len(piece), CHUNK):
            yield piece[start : start + CHUNK]


def _cut(held: str) -> int:
    """Where to cut: after the last paragraph, else the last sentence, else nowhere yet."""
    for pattern, allowed in ((_PARAGRAPH, True), (_SENTENCE, len(held) >= _LONGEST)):
        last = 0
        for match in pattern.finditer(held, len(held) // 2):
            last = match.end()
        if last and allowed:
            return last
    return len(held) if len(held) >= 2 * _LONGEST else 0


def _shifted(
    text: str, base: int, context_code: str | None, forms: tuple[Form, ...] | None
) -> Iterator[Citation]:
    for citation in find(text, context_code=context_code, forms=forms):
        yield citation._replace(start=citation.start + base, end=citation.end + base)
