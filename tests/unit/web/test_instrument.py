"""The page of an instrument: what it is, whether it is in force, what it asks, how we know."""

from __future__ import annotations

import json
import re

import pytest
from django.test import Client


def text(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, path
    return answer.content.decode()


def words(page: str) -> str:
    """What a page says, without its tags."""
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


def test_an_undated_unread_letter_says_what_is_known_and_what_is_not(tiny: Client) -> None:
    said = words(text(tiny, "/acl/15-02"))

    assert "(inferred)" in said
    assert "between" in said
    assert "We have not read this text." in said
    assert "Its issuer lists the series here" in said
    assert "it may hold some" in said
    assert "The text has not been read." in said


@pytest.mark.parametrize(
    ("day", "status"),
    [
        ("2015-01-01", "Not yet in force"),
        ("2015-12-31", "In force"),
        ("2016-05-23", "Partially in force"),
    ],
)
def test_status_is_said_in_words_for_the_day(day: str, status: str, tiny: Client) -> None:
    page = text(tiny, f"/on/{day}/acl/15-01")

    assert re.search(rf'<span class="status \w+"><svg.*?</svg> {status}</span>', page, re.DOTALL)


def test_effects_are_shown_from_both_ends_and_later_ones_are_marked(tiny: Client) -> None:
    older = words(text(tiny, "/acl/15-01"))
    newer = words(text(tiny, "/acl/16-03"))
    before = words(text(tiny, "/on/2016-01-01/acl/15-01"))

    assert "Codes replaced by ACL 16-03 (the four codes)" in older
    assert "Replaces codes of ACL 15-01 (the four codes)" in newer
    assert "Corrected by ACL 16-03E" in newer
    assert "(after the day shown)" in before
    assert "(after the day shown)" not in older


def test_what_is_not_held_is_named_and_not_linked(tiny: Client) -> None:
    assert "<span>acl-14-07</span>" in text(tiny, "/acl/16-03")


def test_a_law_shows_its_duties_and_its_parts_under_the_number_of_the_day(tiny: Client) -> None:
    now = text(tiny, "/wic/100.5")
    then = text(tiny, "/on/2018-01-01/wic/100.5")

    assert "Look at once" in words(now)
    assert 'href="/duties/look-at-once"' in now
    assert '<a class="cite" href="#p-a">(b)</a>' in now
    assert '<a class="cite" href="#p-a">(a)</a>' in then
    assert "At another time numbered (b)." in words(then)


@pytest.mark.parametrize(
    ("typed", "target"),
    [
        ("/ACL%2015_01", "/acl/15-01"),
        ("/acl/15-01/", "/acl/15-01"),
        ("/ACL/15-01", "/acl/15-01"),
        ("/acl15-01", "/acl/15-01"),
        ("/WIC%20100.5(a)", "/wic/100.5#p-a"),
        ("/cfl/15/16-04", "/cfl/15-16-04"),
        ("/on/2016-01-01/ACL%2015_01", "/on/2016-01-01/acl/15-01"),
    ],
)
def test_other_spellings_lead_to_the_one_address(typed: str, target: str, tiny: Client) -> None:
    answer = tiny.get(typed)

    assert (answer.status_code, answer.headers.get("Location")) == (302, target)


def test_every_spelling_the_factsheet_prints_leads_to_its_page(real: Client) -> None:
    for typed, target in (
        ("/ACIN 1-59-18", "/acin/i-59-18"),
        ("/CFL 16/17_13", "/cfl/16-17-13"),
        ("/ACIN-I-79-17", "/acin/i-79-17"),
    ):
        assert real.get(typed).headers.get("Location") == target


def test_a_citation_carries_status_day_edition_and_address(tiny: Client) -> None:
    page = words(text(tiny, "/on/2015-12-31/acl/15-01"))
    csl = json.loads(tiny.get("/on/2015-12-31/acl/15-01/csl.json").content)[0]
    bibtex = tiny.get("/on/2015-12-31/acl/15-01/bibtex").content.decode()

    assert re.search(
        r"ACL 15-01 \(May 25, 2015\), “Codes for recording”; in force as of December 31, 2015\. "
        r"A tiny compendium, edition [0-9a-f]{12}, "
        r"http://\S+/edition/[0-9a-f]{12}/on/2015-12-31/acl/15-01",
        page,
    )
    assert csl["issued"] == {"date-parts": [[2015, 5, 25]]}
    assert csl["URL"].endswith("/on/2015-12-31/acl/15-01")
    assert bibtex.startswith("@misc{acl-15-01,")
    assert "year = {2015}" in bibtex


def test_a_partial_date_is_cited_as_far_as_it_is_known(tiny: Client) -> None:
    csl = json.loads(tiny.get("/acl/16-03e/csl.json").content)[0]

    assert csl["issued"] == {"date-parts": [[2016, 8]]}


def test_money_of_a_letter_is_a_table_that_is_never_summed(real: Client) -> None:
    page = text(real, "/cfl/18-19-38")

    assert "$17,900,000" in page
    assert "never added up" in page


def test_the_worked_example_is_right_on_its_page(real: Client) -> None:
    said = words(text(real, "/on/2016-06-01/acl/15-49"))

    assert "Partially in force" in said
    assert "ACL 16-49" in said
    assert "The day on which the four codes stopped being used was not seen" in said
