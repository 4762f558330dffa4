"""Properties of citations that hold for any form and any text."""

from __future__ import annotations

import re

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from compendium.citations import (
    Form,
    find,
    find_in_stream,
    link,
    link_html,
    normalise,
    shipped_forms,
    split_pinpoint,
)
from compendium.citations.find import Finder
from compendium.citations.numbers import attach

FORMS = [form for form in shipped_forms() if not form.prints]
DASHES = "-\u2010\u2011\u2012\u2013\u2014\u2212"
SPACES = " \u00a0\u2009\u202f\n\t"

PINS = st.sampled_from(["", "(a)", "(b)(2)", "(f)(1)(A)(ii)", "(26)", "(f),(g)", "(a)(6)-(8)"])
SECTIONS = st.one_of(
    st.integers(100, 99_999).map(str),
    st.tuples(st.integers(100, 30_000), st.integers(1, 999)).map(lambda n: f"{n[0]}.{n[1]}"),
    st.tuples(st.integers(100, 30_000), st.sampled_from("abdhm")).map(lambda n: f"{n[0]}{n[1]}"),
)
PARTS = {
    "year": st.integers(0, 99).map("{:02d}".format),
    "serial": st.integers(1, 199).map("{:02d}".format),
    "errata": st.sampled_from(["", "E"]),
    "notice": st.just("I-"),
    "fiscal": st.integers(0, 99).map(lambda year: f"{year:02d}/{(year + 1) % 100:02d}"),
    "congress": st.integers(70, 130).map(str),
    "law": st.integers(1, 999).map(str),
    "bill": st.one_of(
        st.integers(1, 4_000).map(str),
        st.tuples(st.integers(1, 9), st.integers(1, 99)).map(lambda n: f"X{n[0]} {n[1]}"),
    ),
}


@st.composite
def canonical_of(draw: st.DrawFn, form: Form) -> str:
    """A canonical citation of a form."""
    if form.shape == "series":
        number = re.sub(r"\{(\w+)\}", lambda part: draw(PARTS[part.group(1)]), form.number)
        return attach(form.prefix, number)
    if form.shape == "chapter":
        years = draw(st.sampled_from(["2014", "2009-10 3rd Ex Sess", "2011-12 1st Ex Sess"]))
        return f"Stats {years} ch {draw(st.integers(1, 1_300))}" + draw(
            st.sampled_from(["", " s 79"])
        )
    if form.shape == "constitution":
        article = draw(st.sampled_from(["I", "IV", "XIII B", "XXXV"]))
        return f"Cal Const art {article}" + draw(st.sampled_from(["", " s 1", " s 28(b)(3)"]))
    if form.shape == "manual":
        section = f"{draw(st.integers(10, 99))}-{draw(st.integers(100, 999))}"
        return f"{form.prefix} {section}" + draw(st.sampled_from(["", ".1", ".35"])) + draw(PINS)
    volume = f"{draw(st.integers(1, 999))} " if form.shape == "volume" else ""
    if form.pages:
        return f"{volume}{form.prefix} {draw(st.integers(100, 9_999))}"
    tail = draw(st.one_of(PINS, st.just(" et seq.")))
    return f"{volume}{form.prefix} {draw(SECTIONS)}{tail}"


CITATIONS = st.sampled_from(FORMS).flatmap(canonical_of)
ODD_TEXT = st.text(
    st.one_of(
        st.sampled_from("ACLIN 0123456789-/.()§,;& \nSectionofthePenalCode"),
        st.characters(),
    ),
    max_size=300,
)
WORDS = """
Section|Sections|§|§§|subdivision (a)|paragraph (1)|of|the|and|or|,|, |;|(|)|(b)|300|16501.35|-|–
through |Penal Code|WIC|W&I|this code|that code|Title 42|Part 3|ACL|ACIN|I-|16-49|CFL|16/17|-13|SB
AB|855|X1|U.S.C.|C.F.R.|42|Chapter 29|Statutes of 2014|Stats.|et seq.|E|Article I|é|\ud800
Constitution
(commencing with Section 200)|IM-12-04|No.|is added to|F.3d|inclusive|IV-D|1-59-18|&sect;|to|in|,020
MPP|31-501|Texas |Public Law|\u2003|  |former
"""
PIECES = st.lists(st.sampled_from(["\n", *re.split(r"[|\n]", WORDS.strip("\n"))]), max_size=40).map(
    " ".join
)
ANY_TEXT = st.one_of(ODD_TEXT, PIECES, st.text())


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.id)
def test_print_then_parse_is_the_identity(form: Form) -> None:
    @settings(max_examples=25, deadline=None)
    @given(canonical_of(form))
    def holds(citation: str) -> None:
        assert normalise(citation).canonical == citation
        assert [(one.text, one.canonical) for one in find(citation)] == [(citation, citation)]

    holds()


@settings(deadline=None)
@given(CITATIONS)
def test_parsing_twice_changes_nothing(citation: str) -> None:
    once = normalise(citation).canonical

    assert once is not None
    assert normalise(once).canonical == once
    assert "".join(split_pinpoint(once)) == once


@settings(deadline=None)
@given(
    CITATIONS,
    st.sampled_from(["", "See ", "As said in (", "Counties follow “", "was so.\n\n", "x; "]),
    st.sampled_from(["", ".", "; so be it.", ") and more.", "” again", "\n\nNext.", ", which"]),
)
def test_a_citation_is_found_whatever_stands_around(citation: str, before: str, after: str) -> None:
    (one,) = find(before + citation + after)

    assert (one.canonical, one.start, one.text) == (citation, len(before), citation)


PRINTED = st.sampled_from(
    [
        example.text
        for form in shipped_forms()
        for example in form.examples
        if not example.text.startswith("§")  # a bare number takes any code named behind it
    ]
)


@settings(deadline=None, max_examples=300)
@given(
    PRINTED, PRINTED, st.sampled_from([", ", "; ", " and ", " or ", "; and ", " & ", ". ", ") ("])
)
def test_two_citations_side_by_side_are_both_found(first: str, second: str, between: str) -> None:
    alone = [one.canonical for text in (first, second) for one in find(text)]

    assert [one.canonical for one in find(first + between + second)] == alone


@settings(deadline=None)
@given(PIECES, PIECES)
def test_a_paragraph_does_not_change_its_neighbour(first: str, second: str) -> None:
    seam = ".\n\nNothing is said here at all.\n\n"
    assume("IM-" not in first + second)  # an agency named anywhere in a text counts

    alone = [one.canonical for text in (first, second) for one in find(text, context_code="WIC")]
    together = [one.canonical for one in find(first + seam + second, context_code="WIC")]

    leaning = "that code" in first + second or first.rstrip().endswith(("of", "of ,"))
    assert leaning or together == alone


@settings(deadline=None)
@given(ANY_TEXT, st.sampled_from([None, "WIC"]))
def test_offsets_quote_the_text(text: str, code: str | None) -> None:
    found = find(text, context_code=code)

    for one in found:
        assert one.text == text[one.start : one.end]
        assert one.canonical
    assert [one.start for one in found] == sorted(one.start for one in found)


@settings(deadline=None)
@given(ANY_TEXT)
def test_no_text_raises(text: str) -> None:
    normalise(text)
    list(find_in_stream([text]))
    link(text, lambda one: one.canonical)
    link_html(text, lambda one: one.canonical)


@settings(deadline=None)
@given(ANY_TEXT)
def test_finding_again_finds_the_same(text: str) -> None:
    first = find(text)

    assert find(text) == first


@settings(deadline=None)
@given(CITATIONS, st.sampled_from(DASHES), st.sampled_from(SPACES))
def test_other_dashes_and_spaces_mean_the_same(citation: str, dash: str, space: str) -> None:
    assume("art" not in citation and "Ex Sess" not in citation)
    printed = citation.replace("-", dash).replace(" ", space)

    assert [one.canonical for one in find(printed)] == [citation]
    assert normalise(printed).canonical == citation


@settings(deadline=None)
@given(st.sampled_from([form for form in FORMS if "{serial}" in form.number]).flatmap(canonical_of))
def test_letters_for_digits_mean_the_same(citation: str) -> None:
    head, number = re.match(r"(.*?)((?:I-)?\d.*)", citation).groups()  # type: ignore[union-attr]
    for wrong in (number.replace("1", "l"), number.replace("0", "O"), number.replace("1", "I")):
        assert [one.canonical for one in find(head + wrong)] == [citation]


HOSTILE = (
    "section section section 1-1-1-1 ",
    "ACL 16-49, ",
    "Sections 1, 2, 3, ",
    "Section 1 of, ",
    "Section 1 through ",
    "subdivision (a) of ",
    "paragraph (1) of subdivision (a) and ",
    "(commencing with Section 1) of Part 1 ",
    "PC 111 ",
    "program code PC 111 ",
    "IM-12-04 ",
    "SB 1 (2014) ",
    "FC 111 and 12 days ",
    "Section 300 of this code ",
    "Stats. 2014, ch. 1, ",
    "1 F. Supp. ",
    "§–\u00a0",
    "((((",
    "é Section 1 ",
    "WIC 1, Section 2 of Part 3, ",
    "Section 1 of the Penal Code, 5, 5, ",
    "SB 1, 2, 3, ",
    "Stats. 2014, ch. 1, Section 2 of ",
    "Penal Code 1, WIC 2 ",
)


class Counting(Finder):
    """A finder that counts how many bytes of regions it is asked to read."""

    read = 0
    asked = 0

    def region(self, raw: bytes) -> object:
        self.read += len(raw)
        self.asked += 1
        return super().region(raw)


@pytest.mark.parametrize("piece", HOSTILE)
def test_work_grows_no_faster_than_hostile_text(piece: str) -> None:
    counted = Counting(shipped_forms())
    work = []
    for size in (20_000, 80_000):
        counted.read = counted.asked = 0
        counted.find((piece * (size // len(piece) + 1))[:size], "WIC")
        work.append((counted.read, counted.asked))

    (short, few), (long, many) = work
    assert long <= 80_000 * 3
    assert long <= short * 5 + 100
    assert many <= few * 5 + 10
