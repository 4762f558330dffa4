"""Reading chaptered laws and the Constitution of California."""

from __future__ import annotations

import re

from compendium.citations.citation import Draft, Region
from compendium.citations.numbers import ordinal
from compendium.citations.scanner import chapter_patterns, constitution_patterns
from compendium.citations.spelling import GAP, JOINER, ORDINAL, PAREN, UNIT

_CHAPTERS = [re.compile(pattern, re.IGNORECASE) for pattern in chapter_patterns()]
_CONSTITUTION = [re.compile(pattern, re.IGNORECASE) for pattern in constitution_patterns()]
_JOINER = re.compile(JOINER, re.IGNORECASE)
_ORDINAL = re.compile(ORDINAL, re.IGNORECASE)
_ARTICLE = re.compile(r"([IVX]+|\d+)\W*([A-D]?)")
_SECTION = re.compile(
    rf"(?P<number>\d+(?:\.\d+)?)(?P<pins>(?:(?:{GAP},?{GAP}{UNIT})?{GAP}{PAREN})*)", re.IGNORECASE
)
_PINS = re.compile(r"\([A-Za-z0-9]+\)")
_SUFFIXES = {1: "st", 2: "nd", 3: "rd"}


def read_chapter(text: str) -> Region | None:
    """Chaptered laws: ``Chapter 29, Statutes of 2014`` is ``Stats 2014 ch 29``."""
    for pattern in _CHAPTERS:
        found = pattern.match(text)
        if found is not None:
            return _chapters(found)
    return None


def _group(found: re.Match[str], *names: str) -> str:
    groups = found.groupdict()
    return next((groups[name] for name in names if groups.get(name)), "")


def _chapters(found: re.Match[str]) -> Region:
    year = re.sub(r"\s*[-/\u2010-\u2015\u2212]\s*", "-", found["year"])
    session = _group(found, "session", "early")
    if session:
        year = f"{_biennium(year)} {_session(session)}"
    stops = bool(_group(found, "other"))
    last = found.start("tail") if stops else found.end()
    section = _group(found, "before", "middle", *(() if stops else ("behind",)))
    pin = f" s {section}" if section else ""
    drafts: list[Draft] = []
    listed = "chapters" if found["chapters"] else "chapter"
    position = found.start(listed)
    numbers = _JOINER.split(found[listed])
    for number in numbers:
        position = found.string.index(number, position)
        only = len(numbers) == 1
        start = found.start() if not drafts else position
        end = last if number is numbers[-1] else position + len(number)
        drafts.append(
            Draft(
                start,
                end,
                "Stats",
                f"{year} ch {int(number)}{pin if only else ''}",
                "stats",
                not only and bool(drafts),
            )
        )
        position += len(number)
    return Region(tuple(drafts), last, again=stops)


def _biennium(year: str) -> str:
    """The two years of a legislative session: 2009 and 2010 are both 2009-10."""
    first = int(year[:4])
    if "-" not in year:
        first -= 1 - first % 2
    return f"{first}-{(first + 1) % 100:02d}"


def _session(text: str) -> str:
    found = _ORDINAL.match(text)
    number = ordinal(found.group()) if found else 1
    return f"{number}{_SUFFIXES.get(number, 'th')} Ex Sess"


def read_constitution(text: str) -> Region | None:
    """``Cal. Const., art. I, § 1`` is ``Cal Const art I s 1``."""
    for pattern in _CONSTITUTION:
        found = pattern.match(text)
        if found is not None:
            foreign = found.groupdict().get("foreign")
            return Region(() if foreign else _articles(found), found.end())
    return None


def _articles(found: re.Match[str]) -> tuple[Draft, ...]:
    """One draft for each section named; the article's own where none is."""
    groups = found.groupdict()
    numeral, letter = _ARTICLE.findall(found["article"].upper())[0]
    article = f"art {_roman(numeral)}{' ' + letter if letter else ''}"
    listed = "sections" if groups.get("sections") else "section"
    if not groups.get(listed):
        return (Draft(0, found.end(), "Cal Const", article, "const"),)
    before = re.sub(r"\s", "", groups.get("units") or "")
    units = "".join(reversed(_PINS.findall(before)))
    ends_with_sections = found.end() == found.end(listed)
    drafts: list[Draft] = []
    for number in _SECTION.finditer(found[listed]):
        start = found.start(listed) + number.start() if drafts else 0
        end = found.start(listed) + number.end()
        behind = "".join(_PINS.findall(re.sub(r"\s", "", number["pins"])))
        pins = behind + (units if not drafts else "")
        cited = f"{article} s {number['number']}{pins}"
        drafts.append(Draft(start, end, "Cal Const", cited, "const", elliptical=True))
    named = 0 if ends_with_sections else -1
    last = drafts[-1]
    drafts[-1] = last._replace(end=found.end())
    drafts[named] = drafts[named]._replace(elliptical=False)
    return tuple(drafts)


def _roman(numeral: str) -> str:
    """An article's number as the Constitution prints it: ``1`` is I."""
    if not numeral.isdigit():
        return numeral
    tens, ones = divmod(int(numeral), 10)
    return "X" * tens + ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")[ones]
