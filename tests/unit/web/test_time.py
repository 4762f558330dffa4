"""Timeline, changes and the comparison of two days."""

from __future__ import annotations

import re
from datetime import date
from xml.etree import ElementTree as ET

import pytest
from django.test import Client

from compendium.web.catalogue.charts import Moment, timeline


def text_of(client: Client, path: str, status: int = 200) -> str:
    answer = client.get(path)
    assert answer.status_code == status, path
    return answer.content.decode()


def test_years_run_from_the_newest_and_the_unknown_comes_last(real: Client) -> None:
    page = text_of(real, "/timeline")
    years = [int(y) for y in re.findall(r'<section id="y-(\d{4})"', page)]
    assert years == sorted(years, reverse=True)
    assert page.index('id="y-undated"') > page.index(f'id="y-{years[-1]}"')


def test_kinds_can_be_chosen(real: Client) -> None:
    money = text_of(real, "/timeline?kind=money")
    assert "CFL 16/17-13" in money
    assert "ACL 16-49" not in money


def test_only_what_is_in_force(real: Client) -> None:
    page = text_of(real, "/timeline?standing=yes")
    assert "No longer in force" not in page
    assert "In force" in page


def test_inferred_days_are_marked(real: Client) -> None:
    assert "(inferred)" in text_of(real, "/timeline?kind=letter")


def test_what_comes_after_the_day_is_marked(real: Client) -> None:
    page = text_of(real, "/on/2016-06-01/timeline")
    after = page[page.index('id="y-2024"') :][:3000]
    assert "After the day shown" in after


def test_the_picture_has_a_mark_for_each_listed_entry_with_a_day(real: Client) -> None:
    page = text_of(real, "/timeline?kind=practice")
    drawn = page[page.index('<svg class="line"') : page.index("</svg></div>")]
    listed = page[: page.index('id="drawn"')].count('class="kind practice"')
    assert 0 < drawn.count("<title>") <= listed


def test_moments_that_meet_are_stacked() -> None:
    day = date(2020, 5, 1)
    drawn = timeline([Moment("a", day, day, "x"), Moment("a", day, day, "y")], ["a"], day)
    assert len({(m.x, m.y) for m in drawn.moments}) == 2
    assert timeline([], [], day).moments == []


def test_changes_tell_the_last_year_first_and_who_is_affected(real: Client) -> None:
    page = text_of(real, "/changes")
    assert "in the year before June 1, 2026" in page
    assert "Affects" in page
    assert len(text_of(real, "/changes?for=probation")) < len(page)


def test_a_pending_bill_is_introduced_and_not_decided(real: Client) -> None:
    page = text_of(real, "/changes")
    assert re.search(r"AB 2451 \(2026\)</a> introduced", page)


def test_the_feed_is_atom_with_entries_that_lead_to_pages(real: Client) -> None:
    root = ET.fromstring(text_of(real, "/changes.atom"))
    space = "{http://www.w3.org/2005/Atom}"
    entries = root.findall(f"{space}entry")
    assert entries
    assert len({e.findtext(f"{space}id") for e in entries}) == len(entries)
    for entry in entries:
        link = entry.find(f"{space}link")
        assert link is not None
        path = "/" + link.attrib["href"].split("/", 3)[3]
        assert real.get(path).status_code == 200


def test_before_and_after_the_notice_law(real: Client) -> None:
    page = text_of(real, "/compare?from=2024-12-31&to=2025-01-02")
    assert "2 added" in page
    assert page.count("<strong>Added:</strong> <ins>") == 9
    assert "The day is inferred" in page
    assert "AB 273" not in page
    paragraph = page[page.index('id="paragraph"') :]
    assert "Version summary: changes from December 31, 2024 to January 2, 2025" in paragraph


def test_partners_that_came_in_2018_are_marked_with_words(real: Client) -> None:
    page = text_of(real, "/compare?from=2017-12-31&to=2018-01-02")
    assert "<strong>Added:</strong> <ins>County sheriff</ins>" in page
    assert "County office of education" in page
    assert "<ins>County probation</ins>" not in page


def test_days_without_change_say_so(real: Client) -> None:
    page = re.sub(r"</?span[^>]*>", "", text_of(real, "/compare?from=2010-01-01&to=2010-01-02"))
    assert "Nothing changed from January 1, 2010 to January 2, 2010" in page


def test_days_the_wrong_way_round_can_be_swapped(real: Client) -> None:
    page = text_of(real, "/compare?from=2025-01-02&to=2024-12-31", 400)
    assert 'role="alert"' in page
    assert "from=2024-12-31&amp;to=2025-01-02" in page
    assert 'value="2025-01-02"' in page


@pytest.mark.parametrize("query", ["from=soon&to=2020-01-01", "from=2020-01-01", "to=2020-02-30"])
def test_a_day_that_is_none_is_said_beside_the_form(real: Client, query: str) -> None:
    page = text_of(real, f"/compare?{query}", 400)
    assert "is not a date" in page
    assert '<form class="choose"' in page


def test_without_days_there_are_the_form_and_the_presets(real: Client) -> None:
    page = text_of(real, "/compare")
    assert "Before and after AB 2108" in page
    assert "Before and after January 1, 2018" in page


def test_the_same_day_twice_offers_no_swap(real: Client) -> None:
    assert "Swap" not in text_of(real, "/compare?from=2020-01-01&to=2020-01-01", 400)
