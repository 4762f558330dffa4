"""Putting one string right: whatever somebody typed, the citation it names.

Stricter readings go first. Where several are fair the answer is *ambiguous* and
names them; where none is, *unresolved*. Nothing is guessed from what exists: that
is the resolver's part.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from functools import lru_cache
from typing import Final

from compendium.citations.citation import Citation, Normalised
from compendium.citations.find import Finder, finder_of
from compendium.citations.forms import Form, shipped_forms
from compendium.citations.numbers import NumberTemplate, attach
from compendium.citations.series import SeriesReader
from compendium.citations.statutes import StatuteReader

_LONGEST: Final = 2_000
_DASHES = re.compile("[\u00ad\u2010-\u2015\u2043\u2212\u30fc\ufe58\ufe63\uff0d]")
_SPACES = re.compile(r"[\s\u200b\u2060\ufeff]+")
_OPENING = re.compile(
    r"^(?:[\s*\u2022\"'\u201c\u201d\u2018\u2019(\[<.,:;-]+"
    r"|(?:the|see|see also|per|under|re|in|of|cdss|cdss's|state|what is|"
    r"what does|show|show me|find)\b[\s:]*)+",
    re.IGNORECASE,
)
_ERRATA = re.compile(
    r"^(?:an?\s+)?(?:errata|erratum|correction)s?\s+(?:to|for|of)\s+(?:the\s+)?", re.IGNORECASE
)
_MARKED_ERRATA = re.compile(r"[(\[-]?\s*(?:E|errata|erratum)", re.IGNORECASE)
_RUNS_ON = re.compile(r"\w|[-/]\d")
_GLUED = re.compile(r"(?<=\d)(?=[A-Za-z]{2})|(?<=[A-Za-z]{2})(?=\d)")
_SECTION = re.compile(r"\d{2}-\d{3}(?:\.\d+)?")
_MANUAL = re.compile(r"\b(\d{2})[ .]+(\d{3})\b")
_CLOSING = " \t\r\n.,;:)]>\"'\u201d\u2019?!"
_BETWEEN = re.compile(r"\s*(?:[,;/&+]|and|or|to|through|vs\.?|versus|-)*\s*", re.IGNORECASE)
_YEAR = re.compile(
    r"^\s*[-,]?\s*(?:\(\s*|of\s+)?(?:Stats?(?:utes)?\.?\s*(?:of\s+)?)?((?:19|20)\d\d)(?![\d-])",
    re.IGNORECASE,
)
_BILL_OF_YEAR = re.compile(r"(?P<bill>[A-Z]+(?:X\d)? \d{1,4}) \((?P<year>(?:19|20)\d\d)\)")
_TITLE_ALONE = re.compile(r"\d{1,2} (?:CFR|USC|CCR)")


def _loosened(form: Form) -> Form:
    names = (*form.names, *form.exact, *form.loose)
    return replace(form, names=names, exact=(), loose=(), least=0)


class Normaliser:
    """Normalises strings by a set of forms."""

    def __init__(self, forms: tuple[Form, ...]) -> None:
        loose = tuple(_loosened(form) for form in forms)
        self._finder: Finder = finder_of(forms)
        self._series = [SeriesReader(form, loose=True) for form in loose if form.shape == "series"]
        self._statutes = StatuteReader(loose, loose=True)
        self._lettered = [
            (form, NumberTemplate(form.number))
            for form in loose
            if form.shape == "series" and re.match(r"\{(?:year|fiscal|notice)\}", form.number)
        ]
        self._manuals = [form.prefix for form in forms if form.shape == "manual"]
        self._bills = {form.id for form in forms if "{bill}" in form.number}
        self._with_errata = {form.id for form in forms if "{errata}" in form.number}

    def normalise(self, text: str) -> Normalised:
        """What a string names."""
        plain = _plain(text)
        corrects = _ERRATA.match(plain)
        body = plain[corrects.end() :] if corrects else plain
        answer = self._strict(body) or self._loose(body) or self._turned(body) or self._bare(body)
        if answer is None and _GLUED.search(body):
            answer = self._loose(_GLUED.sub(" ", body))
        if answer is None and _MANUAL.search(body):
            answer = self._loose(_MANUAL.sub(r"\1-\2", body, count=1))
        if answer is None:
            answer = self._anywhere(plain)
        if corrects and answer.canonical:
            return self._as_errata(answer)
        return answer

    def _strict(self, text: str) -> Normalised | None:
        """A citation that opens the string and that running text would also show."""
        found = self._finder.find(text)
        if not found or found[0].start > 0:
            return None
        return self._leading(text, found)

    def _leading(self, text: str, found: list[Citation]) -> Normalised:
        first = found[0]
        if len(found) > 1 and _BETWEEN.fullmatch(text[first.end : found[1].start]):
            names = tuple(dict.fromkeys(citation.canonical for citation in found))
            if len(names) > 1:
                return Normalised("ambiguous", None, names, "the text names several citations")
        rest = text[first.end :].strip(_CLOSING)
        return self._exact(first.canonical, first.form, rest)

    def _exact(self, canonical: str, form: str, rest: str) -> Normalised:
        if form in self._with_errata and _MARKED_ERRATA.fullmatch(rest):
            canonical, rest = canonical.removesuffix("E") + "E", ""
        year = _YEAR.match(rest) if form in self._bills else None
        if year:
            canonical = f"{canonical} ({year.group(1)})"
            rest = rest[year.end() :]
        note = f"left aside: {rest}" if rest.strip(_CLOSING) else None
        return Normalised("exact", canonical, (canonical,), note)

    def _loose(self, text: str) -> Normalised | None:
        """A name in any case and sloppy numbers: ``acl1649``, ``cfl 1617 13``."""
        for series in self._series:
            region = series.read(text)
            if region is None or _RUNS_ON.match(text, region.used):
                continue
            draft = region.drafts[0]
            return self._exact(
                attach(draft.code.lstrip("!"), draft.number),
                draft.form,
                text[region.used :].strip(_CLOSING),
            )
        region, _ = self._statutes.read(text)
        named = [draft for draft in region.drafts if draft.code[:1].isalnum()]
        if not named or named[0].start > 0:
            return None
        names = tuple(dict.fromkeys(attach(draft.code, draft.number) for draft in named))
        if len(names) > 1:
            return Normalised("ambiguous", None, names, "the text names several citations")
        return self._exact(names[0], named[0].form, text[named[0].end :].strip(_CLOSING))

    def _turned(self, text: str) -> Normalised | None:
        """The number before the name: "the 16 85 letter", "16-49 ACL", "300 WIC"."""
        found = re.fullmatch(r"([\dIlO][\dIlO /_.-]*E?)\s+([A-Za-z][A-Za-z '.&-]*)", text)
        if found is None:
            return None
        turned = f"{found[2]} {found[1]}"
        regions = [series.read(turned) for series in self._series]
        regions.append(self._statutes.read(turned)[0])
        for region in regions:
            if region is None or not region.drafts or region.used != len(turned):
                continue
            draft = region.drafts[0]
            if draft.code[:1].isalpha():
                canonical = attach(draft.code, draft.number)
                note = f"read \u201c{found[2]}\u201d as {draft.code}"
                return Normalised("exact", canonical, (canonical,), note)
        return None

    def _bare(self, text: str) -> Normalised | None:
        """A number alone: every series that could have printed it."""
        if not re.fullmatch(r"(?:[Ii1l|]\s*[ -]\s*|[Ii]\s*)?[\dIlO][\dIlO /_.-]*E?", text):
            return None
        lettered = re.match(r"[Iil|](?=[\d\s-])", text) is not None
        names = [f"{prefix} {text}" for prefix in self._manuals if _SECTION.fullmatch(text)]
        for form, template in self._lettered:
            notice = "{notice}" in form.number
            if lettered and not notice:
                continue
            if notice and not lettered and len(re.findall(r"\d+", text)) < 3:
                continue
            number = template.read(text, loose=True)
            if number is not None and not number.startswith("-"):
                names.append(attach(form.prefix, number))
        if not names:
            return None
        if lettered and len(names) == 1:
            return Normalised("exact", names[0], tuple(names), "the series follows from the I")
        return Normalised(
            "ambiguous",
            None,
            tuple(dict.fromkeys(names)),
            "the number alone does not say which series",
        )

    def _anywhere(self, text: str) -> Normalised:
        """The one citation inside other words, if there is just one."""
        names = tuple(dict.fromkeys(citation.canonical for citation in self._finder.find(text)))
        if len(names) == 1:
            return Normalised("exact", names[0], names, "found among other words")
        if names:
            return Normalised("ambiguous", None, names, "the text names several citations")
        if _TITLE_ALONE.fullmatch(text):
            return Normalised("exact", text, (text,), None)
        return Normalised("unresolved", None, (), "no citation was recognised")

    def _as_errata(self, answer: Normalised) -> Normalised:
        canonical = answer.canonical or ""
        series = any(
            canonical.startswith(form.prefix + " ") and form.id in self._with_errata
            for form in self._finder.forms
        )
        if not series or canonical.endswith("E"):
            return answer
        return Normalised(
            "exact", canonical + "E", (canonical + "E",), f"the errata to {canonical}"
        )


def _plain(text: str) -> str:
    """The string with ordinary spaces and dashes, without what people put around it."""
    plain = unicodedata.normalize("NFKC", text[:_LONGEST])
    plain = _SPACES.sub(" ", _DASHES.sub("-", plain)).strip()
    return _OPENING.sub("", plain).rstrip(_CLOSING.replace(")", "").replace("]", ""))


@lru_cache(maxsize=8)
def normaliser_of(forms: tuple[Form, ...]) -> Normaliser:
    """The normaliser of a set of forms, made once."""
    return Normaliser(forms)


def normalise(text: str, *, forms: tuple[Form, ...] | None = None) -> Normalised:
    """The citation that one string names, in any spelling.

    >>> normalise("acl16-49").canonical
    'ACL 16-49'
    >>> normalise("16-49").candidates
    ('ACL 16-49', 'ACWDL 16-49')
    >>> normalise("county plan").kind
    'unresolved'
    """
    return normaliser_of(shipped_forms() if forms is None else forms).normalise(text)


def is_canonical(citation: str, *, forms: tuple[Form, ...] | None = None) -> bool:
    """Whether a string is a citation exactly as this project prints it."""
    bill = _BILL_OF_YEAR.fullmatch(citation)
    answer = normalise(bill["bill"] if bill else citation, forms=forms)
    if bill:
        return answer.canonical == bill["bill"]
    return answer.kind == "exact" and answer.canonical == citation
