"""What a found citation says of itself, and what the words around it decide."""

from __future__ import annotations

import pytest

from compendium.citations import find


def canonical(text: str, code: str | None = None) -> list[str]:
    return [one.canonical for one in find(text, context_code=code)]


def test_a_span_covers_the_whole_phrase() -> None:
    text = "as defined in paragraph (2) of subdivision (b) of Section 300 of the Penal Code."

    (one,) = find(text)

    assert one.text == text[one.start : one.end]
    assert one.text == "paragraph (2) of subdivision (b) of Section 300 of the Penal Code"


def test_offsets_count_characters_where_the_text_is_not_ascii() -> None:
    text = "“Niño” — véase ACL 16–49 y W&IC § 300…"

    assert [text[one.start : one.end] for one in find(text)] == ["ACL 16–49", "W&IC § 300"]


def test_list_items_lean_on_their_neighbour() -> None:
    found = find("Sections 300, 301 and 302 of the Penal Code; ACLs 14-62 and 15-48")

    assert [(one.canonical, one.elliptical) for one in found] == [
        ("PEN 300", True),
        ("PEN 301", True),
        ("PEN 302", False),
        ("ACL 14-62", False),
        ("ACL 15-48", True),
    ]


def test_a_section_without_a_code_takes_that_of_the_context() -> None:
    (one,) = find("Section 300 of this code", context_code="WIC")

    assert (one.canonical, one.implicit) == ("WIC 300", True)
    assert find("Section 300 of this code") == []


def test_that_code_is_the_one_named_last_whatever_letter_stands_between() -> None:
    text = "Section 261 of the Penal Code, ACL 16-49, SB 855 and Section 289 of that code"

    assert canonical(text, "FAM") == ["PEN 261", "ACL 16-49", "SB 855", "PEN 289"]


def test_a_code_may_follow_after_an_aside() -> None:
    text = "Section 14132 of, and an aide under Section 14133 of, the Penal Code"

    assert canonical(text, "WIC") == ["PEN 14132", "PEN 14133"]
    assert canonical("Section 300 of, as was said. Section 301 of the Penal Code") == ["PEN 301"]


def test_a_bill_keeps_the_year_printed_behind_it() -> None:
    assert [one.year for one in find("SB 855 (2014), AB 12 of 2010 and SB 794")] == [
        2014,
        2010,
        None,
    ]


def test_a_short_federal_name_counts_only_after_its_agency() -> None:
    assert canonical("The Children's Bureau wrote IM-12-04.") == ["ACYF-CB-IM-12-04"]
    assert canonical("They wrote IM-12-04.") == []


def test_pc_is_no_penal_code_in_a_text_about_program_codes() -> None:
    assert canonical("program code: PC 143 and PC 144") == []
    assert canonical("see PC 236") == ["PEN 236"]
    assert canonical("the Penal Code, not a program code: PC 236") == ["PEN 236"]


@pytest.mark.parametrize("unit", ["days", "percent", "counties", "children", "working days"])
def test_a_list_ends_where_the_next_number_is_a_measure(unit: str) -> None:
    assert canonical(f"Sections 300 and 30 {unit}", "WIC") == ["WIC 300"]


@pytest.mark.parametrize("dash", list("-_\u00ad\u2010\u2011\u2012\u2013\u2014\u2212\ufe63\uff0d"))
def test_any_dash_will_do(dash: str) -> None:
    assert canonical(f"ACIN I{dash}83{dash}16") == ["ACIN I-83-16"]


@pytest.mark.parametrize("space", [*"\t\n\u00a0\u2003\u2007\u2009\u202f\u3000", "\r\n", "  "])
def test_any_space_will_do(space: str) -> None:
    text = f"ALL{space}COUNTY{space}LETTER{space}NO.{space}16-49"

    assert canonical(text) == ["ACL 16-49"]


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("ACL l6-O8", "ACL 16-08"),
        ("ACL I6-49", "ACL 16-49"),
        ("ACIN 1-59-18", "ACIN I-59-18"),
        ("ACIN l-59-18", "ACIN I-59-18"),
        ("CFL 16117-13", "CFL 16/17-13"),
        ("CFL l6/l7-13", "CFL 16/17-13"),
    ],
)
def test_letters_that_optical_reading_took_for_digits(text: str, meant: str) -> None:
    assert canonical(text) == [meant]


def test_a_fiscal_letter_has_two_neighbouring_years() -> None:
    assert canonical("CFL 16/18-13") == []
    assert canonical("CFL 99/00-12") == ["CFL 99/00-12"]


def test_a_region_of_thousands_of_sections_is_read() -> None:
    text = (
        "Sections " + ", ".join(str(number) for number in range(300, 3300)) + " of the Penal Code"
    )

    assert canonical(text) == [f"PEN {number}" for number in range(300, 3300)]
