"""Citations, ids and addresses."""

from __future__ import annotations

import pytest

from compendium.vocabulary.identifiers import address_of, identifier_of, is_identifier, series_of

CASES = {
    "ACL 16-49": ("acl-16-49", "/acl/16-49"),
    "ACL 23-76E": ("acl-23-76e", "/acl/23-76e"),
    "ACIN I-83-16": ("acin-i-83-16", "/acin/i-83-16"),
    "CFL 16/17-13": ("cfl-16-17-13", "/cfl/16-17-13"),
    "SB 855 (2014)": ("sb-855-2014", "/sb/855-2014"),
    "WIC 16501.35": ("wic-16501.35", "/wic/16501.35"),
    "42 USC 671": ("usc-42-671", "/usc/42/671"),
    "PL 113-183": ("pl-113-183", "/pl/113-183"),
    "Stats 2006 ch 701": ("stats-2006-ch-701", "/stats/2006-ch-701"),
}


@pytest.mark.parametrize(("citation", "expected"), CASES.items())
def test_a_citation_gives_its_id_and_address(citation: str, expected: tuple[str, str]) -> None:
    identifier = identifier_of(citation)

    assert (identifier, address_of(identifier)) == expected
    assert is_identifier(identifier)
    assert expected[1].startswith(f"/{series_of(identifier)}/")


@pytest.mark.parametrize("text", ["", "ACL", "a--b", "-a", "a_b", "a b", "é", "a.", "a/b"])
def test_what_is_not_an_id_is_refused(text: str) -> None:
    assert not is_identifier(text)
