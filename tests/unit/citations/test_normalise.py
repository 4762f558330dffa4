"""One string in any spelling, and an honest answer where there is none."""

from __future__ import annotations

import pytest

from compendium.citations import is_canonical, normalise, split_pinpoint


def test_a_number_alone_is_ambiguous() -> None:
    answer = normalise("16-49")

    assert answer.kind == "ambiguous"
    assert answer.candidates == ("ACL 16-49", "ACWDL 16-49")
    assert answer.canonical is None


def test_a_bare_manual_section_may_be_a_letter_too() -> None:
    assert normalise("31-501").candidates[0] == "MPP 31-501"


@pytest.mark.parametrize("typed", ["", " ", "county plan", "ACL", "see below", "I", "§"])
def test_what_is_no_citation_is_unresolved(typed: str) -> None:
    answer = normalise(typed)

    assert (answer.kind, answer.canonical, answer.candidates) == ("unresolved", None, ())
    assert answer.note


def test_two_citations_are_ambiguous_and_both_named() -> None:
    assert normalise("ACL 16-49 and ACL 16-74").candidates == ("ACL 16-49", "ACL 16-74")


def test_what_was_left_aside_is_said() -> None:
    answer = normalise("information notice 14-19 missing from care")

    assert (answer.canonical, answer.note) == ("ACIN I-14-19", "left aside: missing from care")


def test_the_year_of_a_bill_is_kept() -> None:
    assert normalise("SB 855 of 2014").canonical == "SB 855 (2014)"
    assert is_canonical("SB 855 (2014)")
    assert is_canonical("SB 855")


def test_an_errata_by_any_name() -> None:
    for typed in ("Errata to ACL 23-76", "correction to acl 23-76", "ACL 23-76 errata", "acl2376e"):
        assert normalise(typed).canonical == "ACL 23-76E"


@pytest.mark.parametrize("typed", ["acl 16-49", "ACL16-49", "ACL 16-49.", "WIC §300", "Acl 16-49"])
def test_other_spellings_are_not_canonical(typed: str) -> None:
    assert not is_canonical(typed)


@pytest.mark.parametrize(
    ("citation", "parts"),
    [
        ("WIC 16501.35(b)(2)(F)", ("WIC 16501.35", "(b)(2)(F)")),
        ("WIC 5325(f),(g)", ("WIC 5325", "(f),(g)")),
        ("ACL 16-49", ("ACL 16-49", "")),
        ("SB 855 (2014)", ("SB 855 (2014)", "")),
        ("WIC 300 et seq.", ("WIC 300 et seq.", "")),
    ],
)
def test_a_pinpoint_is_split_off(citation: str, parts: tuple[str, str]) -> None:
    assert split_pinpoint(citation) == parts
