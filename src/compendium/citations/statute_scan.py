"""The scan pattern of sections: codes, regulations, titled works, manuals, reporters."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from compendium.citations.forms import Form
from compendium.citations.spelling import (
    AND,
    DASH,
    GAP,
    PAREN,
    SECTION_WORD_STARTING,
    SPACES,
    UNIT,
    any_of,
    caseless,
    spelled,
)

_NUMBER: Final = (
    rf"\d+[A-Za-z]{{0,3}}(?:\.\d+[A-Za-z]{{0,3}})*(?:\.[a-z]{GAP}{PAREN})?(?:{GAP}{PAREN})*"
)
"""A section with its pinpoints; the manual's definitions have a letter too: 63-102.d (2)."""
_NUMERAL: Final = r"(?:\d+[A-Z]?(?:\.\d+)*|[IVXLC]+(?:-[A-Z])?|[A-Z]{1,2})"
_STRUCTURE_WORD: Final = (
    r"(?:chapters?|articles?|parts?|divisions?|titles?|subparts?|subchapters?|subtitles?"
    r"|chaps?\.|chs?\.|arts?\.|pts?\.|divs?\.|tits?\.)"
)
_STRUCTURE: Final = caseless(rf"\b{_STRUCTURE_WORD}{GAP}") + _NUMERAL
_TITLE: Final = caseless(rf"(?:titles?|tit\.?){SPACES}\d{{1,2}}\b")
_SECTION: Final = rf"(?:{caseless(SECTION_WORD_STARTING)}{GAP})"
_COMMENCING: Final = (
    rf"\({GAP}{caseless('commencing')}{SPACES}{caseless('with|at|on')}{SPACES}"
    rf"{_SECTION}{_NUMBER}{GAP}\)"
)
_OF: Final = rf"(?:{caseless('of')}{SPACES})?"
_THE: Final = rf"(?:{caseless('the')}{SPACES})?"
_BETWEEN: Final = (
    rf"{AND}|[bt]o|or|through|thru|inclusive|former|either|both|of|any|acts?|offenses?|crimes?"
    r"|conduct|the|in|under|described|specified|defined|listed|enumerated"
)
_JOINT: Final = (
    rf"(?:{GAP}(?:[,;]|{DASH}|{caseless(_BETWEEN)})\b{GAP}|{GAP}[,;&]{GAP}|{GAP}{DASH}{GAP})"
)
"""What may stand between two sections of one list."""
_UNITS: Final = (
    caseless(rf"\b{UNIT}{GAP}")
    + PAREN
    + rf"(?:{_JOINT}*(?:{GAP}{PAREN}|{caseless(UNIT)}{GAP}{PAREN}))*"
)
_SEAM: Final = (
    rf"{GAP}[,:]?{GAP}(?:{_STRUCTURE}{GAP},?{GAP}{_OF})*"
    rf"(?:{caseless('parts?|chapters?')}{SPACES}|{_SECTION}|{caseless(UNIT)}{GAP})?"
)
"""What may stand between the name of a work and the number."""
_POINTED: Final = caseless(
    "(?:this|that|said|such|the same) (?:code|part|chapter|article|division|title)"
)
_BRACKETED: Final = rf"\.?(?:{GAP}\({GAP}[A-Z][A-Za-z.&]{{1,5}}(?: [A-Z][A-Za-z]{{1,5}})?{GAP}\))?"
"""A second, short name in brackets: "Penal Code (PC)"."""
_ADDED: Final = rf"(?:is|are){SPACES}(?:hereby{SPACES})?added{SPACES}to"


def names_of(forms: Iterable[Form]) -> str:
    """Every name of some forms, the longest first; exact ones keep their case."""
    forms = list(forms)
    free = [spelled(name) for form in forms for name in form.names]
    exact = [spelled(name) for form in forms for name in form.exact]
    groups = [caseless(any_of(free))] if free else []
    if exact:
        groups.append(any_of(exact))
    return "(?:" + "|".join(groups) + ")"


def statute_pattern(forms: tuple[Form, ...]) -> str:
    """Sections with their lists and tails: how a region starts, and how it may go on.

    Lists of names are long, and every copy slows the first pass over a text, in which
    the automaton is built: each stands here as few times as it can.
    """
    works = names_of(form for form in forms if form.shape in {"code", "manual"})
    volumes = [form for form in forms if form.shape == "volume"]
    book = rf"{names_of(form for form in volumes if form.titled)}\b{_BRACKETED}"
    volume = rf"{names_of(volumes)}\b{_BRACKETED}"
    starts = _starts(works, book, volume)
    follow = _follow(works, book, volume)
    return "(?:" + "|".join(starts) + ")(?:" + "|".join(follow) + ")*"


def _starts(works: str, book: str, volume: str) -> list[str]:
    titled = rf"{_TITLE}{GAP},?{GAP}{_OF}{_THE}{book}"
    parts = (
        rf"\b{caseless('parts?')}{GAP}\d{{1,4}}(?:{_JOINT}+\d{{1,4}})*{GAP},?{SPACES}"
        rf"(?:{caseless('of')}{SPACES}(?:{_STRUCTURE}),?{GAP})*{_OF}"
    )
    return [
        rf"\b{works}(?:\b{_BRACKETED})?{_SEAM}{_NUMBER}",
        rf"{_STRUCTURE}{GAP}{_COMMENCING}",
        rf"(?:{_UNITS}{_JOINT}*|{caseless('commencing with')}{SPACES})?{_SECTION}{_NUMBER}",
        rf"{_TITLE}{GAP},{GAP}(?:{_STRUCTURE}{GAP},?{GAP}{_OF})*{_SECTION}{_NUMBER}",
        rf"\b\d+{SPACES}?{volume}{_SEAM}{_NUMBER}",
        rf"(?:{titled}|\b{book}{GAP},?{GAP}{_TITLE}){_SEAM}{_NUMBER}",
        rf"{parts}{titled}",
    ]


def _follow(works: str, book: str, volume: str) -> list[str]:
    fillers = caseless("the|said|former|federal|state|california|of")
    listed = (
        rf"\d+{SPACES}?{volume}{_SEAM}{_NUMBER}|{_NUMBER}"
        rf"|(?:{_UNITS}{_JOINT}*)?{_SECTION}{_NUMBER}|{_STRUCTURE}{GAP}{_COMMENCING}"
    )
    named = (
        rf"{GAP},?{GAP}(?:{SPACES}{caseless(f'of|in|to,|{_ADDED}')}{GAP},?{SPACES})?"
        rf"(?:(?:{_STRUCTURE}|{fillers}|,){GAP},?{GAP})*"
        rf"(?:(?:{works}\b{_BRACKETED}|{book})(?:{_SEAM}{_NUMBER})?|{_POINTED})"
    )
    return [
        rf"{_JOINT}+(?:{listed})",
        named,
        rf"{GAP},?{SPACES}{caseless('of')}{SPACES}{_STRUCTURE}",
        rf"(?:{_JOINT}*|{GAP}){_UNITS}",
        rf"{_JOINT}*{PAREN}",
        rf"{GAP},?{GAP}(?:{caseless(rf'et{GAP}[.]?{GAP}seq')}\.?|{caseless('inclusive')})",
        rf"{SPACES}{caseless('of')},",
    ]
