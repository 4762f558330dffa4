"""The documentation guide: by system and event, and as of a day."""

from __future__ import annotations

import re

from django.test import Client

PAGE = "/documentation"


def text_of(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, path
    return answer.content.decode()


def entries(page: str) -> list[str]:
    return re.findall(r'<section class="card" id="([a-z0-9-]+)"', page)


def test_six_categories_and_one_code(real: Client) -> None:
    page = text_of(real, PAGE)
    assert len(entries(page)) == 7
    assert "6 categories and 1 code" in page
    assert "6871" in page
    assert page.count("<dd>required</dd>") == 1


def test_a_referral_that_was_evaluated_out_has_one_code(real: Client) -> None:
    page = text_of(real, f"{PAGE}?system=CWS/CMS&event=s-csec-referral")
    assert entries(page) == ["s-csec-referral"]
    assert "S-CSEC Referral" in page
    assert "ACL 16-74" in page
    assert "Replaced: do not use" in page
    assert "ACL 15-49" in page


def test_a_name_that_was_not_seen_is_said(real: Client) -> None:
    page = text_of(real, PAGE)
    assert "names of the four codes were not seen" in page
    assert ">null<" not in page


def test_a_system_without_instructions_says_so(real: Client) -> None:
    page = text_of(real, f"{PAGE}?system=CWS-CARES")
    assert "No state instruction was seen for this in CWS-CARES" in page
    assert entries(page) == []


def test_as_of_the_day_after_the_change_the_doubt_is_told(real: Client) -> None:
    page = text_of(real, f"/on/2016-06-01{PAGE}")
    replaced = page[page.index('id="replaced"') : page.index('id="countable"')]
    assert "ACL 16-49" in replaced
    assert "May 23, 2016" in replaced
    assert "the day on which they stopped being used was not seen" in replaced
    assert "day of <a" in replaced or "day of ACL 16-74" in replaced


def test_before_the_codes_nothing_was_replaced(real: Client) -> None:
    assert 'id="replaced"' not in text_of(real, f"/on/2014-01-01{PAGE}")


def test_what_the_law_counts_stands_with_its_pinpoints(real: Client) -> None:
    page = text_of(real, PAGE)
    countable = page[page.index('id="countable"') : page.index('id="rules"')]
    assert countable.count("<li>") >= 6
    assert "(a)(3)" in countable


def test_the_coming_system_is_said_to_be_uncertain(real: Client) -> None:
    assert "Whether CWS-CARES has started is not known" in text_of(real, PAGE)


def test_an_edition_with_other_codes_is_read_the_same_way(tiny: Client) -> None:
    assert entries(text_of(tiny, PAGE))
