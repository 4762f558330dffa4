"""The scan: one google-re2 pattern over bytes that finds regions worth reading.

A region is a run of citation words: it may hold one citation, a whole list, or a
trap that the reader then refuses. The pattern has no capturing groups, so the
engine needs its two automata only and stays linear whatever the text.
"""

from __future__ import annotations

import re
from typing import Final

import re2

from compendium.citations.forms import Form
from compendium.citations.numbers import NumberTemplate
from compendium.citations.spelling import (
    DASH,
    GAP,
    JOINER,
    ORDINAL,
    PAREN,
    SECTION_SIGN,
    SECTION_WORD,
    SPACES,
    UNIT,
    caseless,
)
from compendium.citations.statute_scan import names_of, statute_pattern

_MEMORY: Final = 512 << 20
"""Bound of the automata's memory: far above what real text makes them use."""

STATUTES: Final = r"\bstat(?:ute)?s?\b\.?"
YEAR: Final = rf"\d{{4}}(?:{GAP}(?:{DASH}|[/]){GAP}(?:\d{{4}}|\d{{2}}))?"
SESSION: Final = rf"{ORDINAL}{SPACES}Ex(?:traordinary|tra|t)?\.?{GAP}Sess(?:ion|\.)?"


def label_pattern(form: Form) -> str:
    """A name, perhaps with a second in brackets: "All County Letter (ACL)"."""
    names = names_of([form])
    return rf"{names}(?:{GAP}[(\[]{GAP}{names}{GAP}[)\]])?"


def series_pattern(form: Form) -> str:
    """A series' name and one number or a list of them."""
    template = NumberTemplate(form.number)
    item, seam = template.strict, template.seam
    label = label_pattern(form)
    if form.short:
        label = rf"(?:{label}|{form.short})"
    return rf"\b{label}{caseless(rf'{seam}{item}(?:{JOINER}{item})*')}\b[\])]?"


def chapter_patterns() -> list[str]:
    """Chaptered laws, the section before or behind, sessions in their places.

    A section behind that goes on ("of the Labor Code") is that of something ``other``.
    """
    numbers = rf"(?P<chapters>\d{{1,4}}(?:{JOINER}\d{{1,4}}\b)+)"
    chapter = (
        rf"(?:(?:chapters|chaps\.?|chs\.?){GAP}{numbers}"
        rf"|(?:chapters?|chaps?\.?|chs?\.?|c\.){GAP}(?P<chapter>\d{{1,4}}))"
    )
    bill = rf"(?:{GAP}\({GAP}[A-Z .]{{2,16}}(?:\d(?:{DASH}|{SPACES}))?\d{{1,4}}{GAP}\){GAP})?"
    of = rf"{GAP},?{GAP}(?:of{SPACES})?(?:the{SPACES})?(?:California{SPACES})?"
    number = r"\d+(?:\.\d+)?"
    section = rf"(?:\b{SECTION_WORD}{GAP}(?P<before>{number}){GAP}(?:,|{SPACES}of{SPACES}){GAP})?"
    behind = (
        rf"(?P<tail>(?:{GAP},{GAP}{SECTION_WORD}|{GAP},?{GAP}(?:{SECTION_SIGN}|\bs\b))"
        rf"{GAP}(?P<behind>{number})\b(?P<other>{GAP}(?:{PAREN}|,?{SPACES}of{SPACES}))?)?"
    )
    session = rf"(?:{GAP},?{GAP}(?:of{SPACES})?(?:the{SPACES})?(?P<session>{SESSION}))?"
    year = rf"(?P<year>{YEAR})"
    stats = rf"{STATUTES}{GAP}(?:of{SPACES})?"
    first = (
        rf"{section}\b{chapter}{bill}(?:{GAP},?{SECTION_WORD}{GAP}(?P<middle>\d+))?"
        rf"(?:{of}(?P<early>{SESSION}))?{of}{stats}{year}{session}{bill}{behind}"
    )
    second = (
        rf"{stats}{year}{GAP},?{session}(?:{SPACES}{YEAR})?{GAP},?{GAP}\(?{GAP}"
        rf"{chapter}{bill}{behind}"
    )
    third = (
        rf"{section}\b{chapter}{of}{year}{GAP}(?P<session>{SESSION})"
        rf"(?:{of}(?P<late>{YEAR}))?{behind}"
    )
    fourth = (
        rf"{section}\b{chapter}{of}(?:{STATUTES}{of})?(?P<session>{SESSION})"
        rf"(?:{of}(?:{stats})?){year}"
    )
    return [first, second, third, fourth]


def constitution_patterns() -> list[str]:
    """The Constitution of California, section first or article first.

    "The Constitution" alone is California's to a California text; that of the United
    States is matched as well, so that the reader can refuse it.
    """
    article = (
        rf"(?:articles?|arts?\.?){GAP}"
        rf"(?P<article>(?:[IVX]+|\d{{1,2}})(?:(?:{GAP}|{DASH})[A-D]\b)?)"
    )
    number = rf"\d+(?:\.\d+)?(?:(?:{GAP},?{GAP}{UNIT})?{GAP}{PAREN})*"
    section = (
        rf"(?:(?:sections|secs?\.?|{SECTION_SIGN}{GAP}{SECTION_SIGN}){GAP}"
        rf"(?P<sections>{number}(?:{JOINER}{number})+)"
        rf"|(?:{SECTION_WORD}|\bs\b){GAP}(?P<section>{number}))"
    )
    united = rf"{SPACES}of{SPACES}the{SPACES}(?P<foreign>United{SPACES}States)"
    work = (
        rf"(?:(?:California|Cal\.?|State){SPACES}Const(?:itution|\.)?"
        rf"|Constitution{SPACES}of{SPACES}(?:the{SPACES}State{SPACES}of{SPACES})?California)"
    )
    alone = rf"(?:{work}|Constitution(?:{united})?)"
    units = rf"(?P<units>(?:{UNIT}{GAP}{PAREN}{SPACES}of{SPACES}){{0,4}})"
    section_first = (
        rf"\b{units}{section}{GAP}(?:,|of){GAP}{article}"
        rf"{GAP},?{GAP}(?:of{SPACES})?(?:the{SPACES})?{alone}"
    )
    return [
        section_first,
        rf"\b{article}(?:{GAP},?{GAP}{section})?{GAP},?{GAP}(?:of{SPACES})?(?:the{SPACES})?{work}",
        rf"\b{work}{GAP},?{GAP}{article}(?:{GAP},?{GAP}{section})?",
    ]


def region_pattern(forms: tuple[Form, ...]) -> str:
    """The whole pattern: every shape, leftmost first."""
    parts = [series_pattern(form) for form in forms if form.shape == "series"]
    shapes = {form.shape for form in forms}
    if "chapter" in shapes:
        parts += [caseless(pattern) for pattern in chapter_patterns()]
    if "constitution" in shapes:
        parts += [caseless(pattern) for pattern in constitution_patterns()]
    parts.append(statute_pattern(forms))
    joined = "|".join(f"(?:{part})" for part in parts)
    return re.sub(r"\(\?P<\w+>", "(?:", joined)


def compile_scanner(forms: tuple[Form, ...]) -> re2._Regexp:
    """The scan pattern of some forms over UTF-8 bytes."""
    options = re2.Options()
    options.max_mem = _MEMORY
    options.log_errors = False
    return re2.compile(region_pattern(forms).encode("utf-8", "surrogatepass"), options)
