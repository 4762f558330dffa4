"""The page of search results: exact matches, honest noes, filters, and nothing private."""

from __future__ import annotations

import logging
import re
from html import unescape
from urllib.parse import quote

import pytest
from django.test import Client


def heading(page: str) -> str:
    found = re.search(r"<h1>(.*?)</h1>", page, re.DOTALL)
    assert found
    return found[1]


def find(client: Client, query: str, more: str = "") -> str:
    answer = client.get(f"/search?q={quote(query)}{more}")
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "no-store"
    return answer.content.decode()


@pytest.mark.parametrize(
    ("typed", "citation", "address"),
    [
        ("ACIN 1-59-18", "ACIN I-59-18", "/acin/i-59-18"),
        ("CFL 16/17_13", "CFL 16/17-13", "/cfl/16-17-13"),
        ("acl16-85", "ACL 16-85", "/acl/16-85"),
        ("I-79-17", "ACIN I-79-17", "/acin/i-79-17"),
    ],
)
def test_any_spelling_lands_on_the_record_and_says_what_was_typed(
    typed: str, citation: str, address: str, real: Client
) -> None:
    page = find(real, typed)

    assert heading(page) == f"{citation} is here"
    assert f'<a href="{address}">' in page
    assert "You typed" in page


def test_what_is_not_held_is_said_with_where_its_issuer_lists_it(real: Client) -> None:
    page = find(real, "ACL 25-99")

    assert heading(page) == "No ACL 25-99 here"
    assert "look in its issuer's own list" in page
    assert "Near it" in page


def test_words_for_a_missing_child_lead_to_the_steps_first(real: Client) -> None:
    page = find(real, "runaway")

    assert page.index("step by step") < page.index('class="results"')
    assert 'href="/missing-from-care"' in page


def test_filters_have_counts_and_narrow_the_results(real: Client) -> None:
    whole = find(real, "missing")
    letters = find(real, "missing", "&type=letter")

    shown = re.search(r'value="letter">\s*Letters and notices \((\d+)\)', whole)
    assert shown
    assert heading(letters).startswith(f"{shown[1]} result")
    assert 'value="letter" checked' in letters
    assert "Remove all filters" in letters


def test_every_match_is_reached_page_by_page_without_a_script(real: Client) -> None:
    page = find(real, "exploited children")
    total = int(heading(page).split()[0])
    seen: list[str] = []
    address = "/search?q=exploited+children"
    while address:
        page = real.get(address).content.decode()
        seen += re.findall(r"<li><h3>(.*?)</h3>", page)
        more = re.search(r'rel="next" href="([^"]+)"', page)
        address = unescape(more[1]) if more else ""

    assert total > 20
    assert len(seen) == total
    assert "Results before" in page


@pytest.mark.parametrize("number", ["0", "999", "-1", "x", "²", "9" * 50])
def test_any_page_number_gets_a_page(number: str, real: Client) -> None:
    assert "<h1>" in find(real, "missing", f"&page={quote(number)}")


def test_a_filter_keeps_to_the_pages_that_follow(real: Client) -> None:
    page = find(real, "exploited children", "&type=law")
    more = re.search(r'rel="next" href="([^"]+)"', page)

    assert more is None or "type=law" in more[1]


def test_a_question_is_answered_first_with_recipients_time_limit_and_source(real: Client) -> None:
    page = find(real, "who must be told when a child is missing")
    told = page[page.index('class="told"') : page.index('class="results"')]

    assert '<a href="/duties/notify-when-missing">Tell nine kinds of people' in told
    assert "The tribe or tribal representative" in told
    assert "never later than 24 hours" in told
    assert "WIC 16501.35" in told


def test_nothing_found_shows_ways_in_and_where_to_ask(real: Client) -> None:
    page = find(real, "how do I bake bread")

    assert heading(page).startswith("Nothing found")
    assert "Other ways in" in page
    assert "Where to ask" in page
    assert 'href="/browse"' in page


def test_a_long_query_stands_whole_in_its_box_and_short_in_the_heading(tiny: Client) -> None:
    query = "zebra " * 300
    text = tiny.get("/search", {"q": query}).content.decode()
    heading = text.partition("<h1>")[2].partition("</h1>")[0]
    assert "zebra" in heading
    assert len(heading) < 200
    assert query.strip() in text


def test_another_spelling_is_offered_as_a_link(real: Client) -> None:
    page = find(real, "safe harbor law for miners")

    assert "Did you mean" in page
    assert 'href="/search?q=safe%20harbor%20law%20for%20minors"' in page


def test_filters_that_leave_nothing_say_so(real: Client) -> None:
    assert "The filters leave nothing" in find(real, "missing", "&year=1950")


@pytest.mark.parametrize(
    "query", ["Maria Lopez, born 2010-03-04", "case number 12-345678", "DOB 03/04/2010"]
)
def test_what_looks_like_a_childs_details_is_neither_searched_nor_repeated(
    query: str, real: Client, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        page = find(real, query)

    assert "Do not enter details about a child" in page
    assert query not in page
    assert quote(query) not in page
    assert query not in caplog.text


@pytest.mark.parametrize(
    "query", ["", "   ", "<script>alert(1)</script>", '"><b>', "a" * 5_000, "%00", "*"]
)
def test_any_text_is_a_query_and_none_of_it_is_markup(query: str, tiny: Client) -> None:
    page = find(tiny, query)

    assert "<script>alert" not in page
    assert '"><b>' not in page


def test_a_search_as_of_a_day_keeps_the_day(real: Client) -> None:
    answer = real.get("/on/2016-06-01/search?q=missing+youth")
    page = answer.content.decode()

    assert 'action="/on/2016-06-01/search"' in page
    assert "ACL 25-67:" not in page
