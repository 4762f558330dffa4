"""Searching the tiny edition: citations, words, days, and anything else people type."""

from __future__ import annotations

import gc
import time
import weakref
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from compendium.edition.reader import EditionReader, open_edition
from compendium.search import SearchAnswer, ask, search
from compendium.search.entry import Heading
from compendium.search.finder import is_visible

ON = date(2020, 1, 1)


@pytest.fixture(scope="module")
def tiny(tiny_file: Path) -> Iterator[EditionReader]:
    reader = open_edition(tiny_file)
    yield reader
    reader.close()


def look(reader: EditionReader, query: str, on: date = ON) -> SearchAnswer:
    return search(reader, query, on=on)


@pytest.mark.parametrize(
    ("typed", "citation"),
    [
        ("acl 15-01", "ACL 15-01"),
        ("ACL15-01", "ACL 15-01"),
        ("All County Letter No. 15-01", "ACL 15-01"),
        ("15-01", "ACL 15-01"),
        ("cfl 1516 04", "CFL 15/16-04"),
        ("errata to ACL 16-03", "ACL 16-03E"),
        ("what replaced acl 15-01 please", "ACL 15-01"),
        ("sb 1", "SB 1 (2014)"),
        ("wic 100.5(a)", "WIC 100.5"),
    ],
)
def test_a_citation_in_any_spelling_comes_first(
    tiny: EditionReader, typed: str, citation: str
) -> None:
    found = look(tiny, typed)
    assert found.exact == citation
    assert found.results[0].citation == citation
    assert found.results[0].kind == "instrument"
    assert found.results[0].score == 1.0
    assert found.not_held is None


@pytest.mark.parametrize("typed", ["100.5", "section 100.5(a)", "what does § 100.5 say", "bill 1"])
def test_a_number_that_only_one_law_has_names_it(tiny: EditionReader, typed: str) -> None:
    found = look(tiny, typed)
    assert found.exact in {"WIC 100.5", "SB 1 (2014)"}
    assert found.results[0].citation == found.exact


@pytest.mark.parametrize("typed", ["section 9", "bill 2", "code 15", "100.5 million", "$100.5"])
def test_other_numbers_name_nothing(tiny: EditionReader, typed: str) -> None:
    assert look(tiny, typed).exact is None


def test_what_was_typed_is_said(tiny: EditionReader) -> None:
    assert look(tiny, "acl 1501").typed == "acl 1501"
    assert "acl 1501" in look(tiny, "acl 1501").results[0].why


def test_a_citation_that_is_not_held_is_an_honest_no(tiny: EditionReader) -> None:
    found = look(tiny, "ACL 16-04")
    assert found.not_held == "ACL 16-04"
    assert found.exact is None
    assert found.results == ()
    assert "ACL 16-03" in found.suggestions
    assert found.list_page == "https://example.org/letters"


def test_the_same_number_in_another_series_is_a_suggestion_only(tiny: EditionReader) -> None:
    found = look(tiny, "ACL 16-04")
    assert "CFL 15/16-04" in found.suggestions
    assert found.results == ()


def test_what_belongs_with_a_named_instrument_follows_it(tiny: EditionReader) -> None:
    found = look(tiny, "ACL 15-01")
    assert "ACL 16-03" in [one.citation for one in found.results[1:]]


def test_nothing_certainly_issued_later_is_shown(tiny: EditionReader) -> None:
    before = look(tiny, "the grid", date(2016, 5, 22))
    after = look(tiny, "the grid", date(2016, 5, 23))
    assert "ACL 16-03" not in [one.citation for one in before.results]
    assert after.results[0].citation == "ACL 16-03"


def test_what_rests_on_a_later_instrument_is_later_too() -> None:
    heading = Heading(
        kind="duty", id="d", group="duty", title="", starts="2014-01-01", issued="2016-05-23"
    )
    assert not is_visible(heading, date(2015, 1, 1))
    assert is_visible(heading, date(2016, 5, 23))


def test_an_undated_letter_stays_while_it_may_have_been_there(tiny: EditionReader) -> None:
    assert not look(tiny, "undated instructions", date(2014, 12, 31)).results
    assert look(tiny, "undated instructions", date(2015, 6, 1)).results
    assert look(tiny, "undated instructions", ON).results


def test_a_named_citation_that_came_later_is_named_but_not_shown(tiny: EditionReader) -> None:
    found = look(tiny, "ACL 16-03", date(2015, 1, 1))
    assert found.exact == "ACL 16-03"
    assert "ACL 16-03" not in [one.citation for one in found.results]


def test_a_day_in_the_query_is_the_day_of_the_answer(tiny: EditionReader) -> None:
    found = look(tiny, "the grid in force on 22 May 2016")
    assert found.on == date(2016, 5, 22)
    assert "ACL 16-03" not in [one.citation for one in found.results]
    assert any("May 22, 2016" in note for note in found.notes)


def test_status_is_that_of_the_day(tiny: EditionReader) -> None:
    early = look(tiny, "acl 15-01", date(2015, 12, 31)).results[0].status
    late = look(tiny, "acl 15-01", ON).results[0].status
    assert early == "in_force"
    assert late != early


@pytest.mark.parametrize("typed", ["AWOL kid", "runnaway", "a youth who ran off", "missing child"])
def test_people_say_it_otherwise(tiny: EditionReader, typed: str) -> None:
    ids = [one.id for one in look(tiny, typed).results]
    assert "look-at-once" in ids


def test_a_corrected_word_is_said(tiny: EditionReader) -> None:
    found = look(tiny, "alocations for planing")
    assert found.corrected == "allocations for planning"
    assert found.results[0].citation == "CFL 15/16-04"


def test_typing_half_a_word_finds_it(tiny: EditionReader) -> None:
    assert look(tiny, "instruc").results[0].citation == "ACL 15-02"


@pytest.mark.parametrize("typed", ["$2.5 million", "2.5m planning", "$2,500,000"])
def test_amounts_are_understood(tiny: EditionReader, typed: str) -> None:
    found = look(tiny, typed)
    assert found.results
    assert {one.citation for one in found.results} == {"CFL 15/16-04"}


def test_a_year_of_money_that_is_not_known_gets_no_other_year(tiny: EditionReader) -> None:
    assert look(tiny, "planning allocation 2015-16").results
    assert look(tiny, "planning allocation 2016-17").results == ()


@pytest.mark.parametrize("typed", ["best pizza in town", "unemployment insurance", "zzzz", ""])
def test_nothing_confident_means_nothing(tiny: EditionReader, typed: str) -> None:
    found = look(tiny, typed)
    assert found.results == ()
    assert found.exact is None
    assert found.not_held is None


HOSTILE = [
    "+-*/()[]{}^~:\\\"'!&|?<>=;,.@#$%",
    "AND OR NOT NEAR",
    "title:grid",
    '"an open quotation',
    "grid^9 ~2 [a TO b}",
    "'; DROP TABLE records; --",
    "(a+)+$ grid",
    "😀 grid 🧒🏽",
    "مفقود من الرعاية grid",
    "\u202egrid\u202c",
    "\x00grid\x00",
    "\ud800 grid",
    "a" * 100_000,
    "grid " * 20_000,
    "acl 15-01 " * 10_000,
    "a-1 " * 25_000,
    "$1,000,000 2018-19 " * 5_000,
    "January 2016 " * 7_500,
    "((((" * 25_000,
    "section " * 12_000,
    "§ 100.5(a)" * 10_000,
    "SELECT * FROM records WHERE id LIKE '%grid%' UNION ALL SELECT 1 --",
    "^(?:grid|child)+$ [[:alpha:]]{2,} \\d+ .*",
    "field:(grid OR child)^2 +must -not ~fuzzy* ?wild",
    "<script>alert('grid')</script>",
    "%00%0a../../etc/passwd grid",
    "טופס ילד נעדר grid",
    "g\u0301r\u0301i\u0301d\u0301",
    "👩‍👧‍👦" * 3_000,
]


@pytest.mark.parametrize("typed", HOSTILE, ids=lambda text: ascii(text[:20]))
def test_every_text_is_searched_as_text_and_in_time(tiny: EditionReader, typed: str) -> None:
    look(tiny, "warm")
    start = time.process_time()
    found = look(tiny, typed)
    # Answered in milliseconds; the bound only tells that from work that explodes.
    assert time.process_time() - start < 5.0
    assert found.query == typed


@pytest.mark.parametrize("typed", [one for one in HOSTILE if len(one) > 2_000])
def test_of_an_endless_query_only_the_beginning_is_read(tiny: EditionReader, typed: str) -> None:
    cut = look(tiny, typed[:2_000])
    whole = look(tiny, typed)
    assert [one.id for one in whole.results] == [one.id for one in cut.results]


def test_operators_mean_nothing(tiny: EditionReader) -> None:
    plain = [one.id for one in look(tiny, "the grid").results]
    for dressed in ("+the +grid", "the:grid", "(the) [grid]", "“the grid”", "the & grid!"):
        assert [one.id for one in look(tiny, dressed).results] == plain, dressed


def test_the_plain_answer_has_exactly_its_fields(tiny: EditionReader) -> None:
    plain = look(tiny, "the grid").plain()
    assert list(plain) == ["query", "exact", "not_held", "results", "suggestions"]
    fields = ["citation", "id", "kind", "title", "status", "score", "why"]
    assert all(list(one) == fields for one in plain["results"])


def test_scores_fall_and_snippets_mark_what_they_show(tiny: EditionReader) -> None:
    for query in ("the grid", "acl 15-01", "missing child", "invented instrument"):
        found = look(tiny, query)
        scores = [one.score for one in found.results]
        assert scores == sorted(scores, reverse=True)
        for one in found.results:
            assert all(
                0 <= span.start < span.end <= len(one.snippet.text)
                for span in one.snippet.highlights
            )


def test_results_stand_in_groups(tiny: EditionReader) -> None:
    found = look(tiny, "missing child")
    listed = [one for _, some in found.grouped() for one in some]
    assert sorted(one.id for one in listed) == sorted(one.id for one in found.results)


def test_all_matches_are_counted_and_not_only_those_shown(tiny: EditionReader) -> None:
    whole = search(tiny, "invented instrument", on=ON, limit=500, chosen={})
    part = search(tiny, "invented instrument", on=ON, limit=2, chosen={})
    assert part.total == whole.total == len(whole.results) > 2
    assert part.facets == whole.facets
    assert sum(part.facets["type"].values()) == part.total


def test_each_count_is_what_narrowing_by_it_leaves(tiny: EditionReader) -> None:
    for query in ("invented instrument", "missing child", "acl 15-01"):
        for name, counts in search(tiny, query, on=ON, chosen={}).facets.items():
            for value, count in counts.items():
                narrowed = search(tiny, query, on=ON, limit=500, chosen={name: frozenset({value})})
                assert narrowed.total == count == len(narrowed.results), (query, name, value)


def test_a_facets_counts_do_not_follow_its_own_boxes(tiny: EditionReader) -> None:
    free = search(tiny, "invented instrument", on=ON, chosen={})
    kind = next(iter(free.facets["type"]))
    ticked = search(tiny, "invented instrument", on=ON, chosen={"type": frozenset({kind})})
    assert ticked.facets["type"] == free.facets["type"]


def test_statuses_are_counted_as_of_the_day(tiny: EditionReader) -> None:
    early = search(tiny, "acl 15-01", on=date(2015, 12, 31), chosen={})
    late = search(tiny, "acl 15-01", on=ON, chosen={})
    assert early.results[0].status != late.results[0].status
    assert all(status in early.facets["status"] for status in {early.results[0].status})
    assert early.facets["status"] != late.facets["status"]


def test_every_match_is_reached_stretch_by_stretch(tiny: EditionReader) -> None:
    whole = search(tiny, "invented instrument", on=ON, limit=500, chosen={}).results
    seen = []
    for start in range(0, len(whole), 3):
        seen += search(tiny, "invented instrument", on=ON, limit=3, start=start, chosen={}).results
    assert [one.id for one in seen] == [one.id for one in whole]


def test_the_limit_is_kept(tiny: EditionReader) -> None:
    assert len(search(tiny, "invented instrument", on=ON, limit=2).results) == 2


def test_a_question_gets_words_that_stand_in_the_record(tiny: EditionReader) -> None:
    reply = ask(tiny, "who looks for a missing child", ON)
    assert reply.passages[0].text == "Look for a child who is missing from care."
    assert reply.passages[0].citation == "WIC 100.5"
    assert len(reply.passages) <= 3


def test_a_question_nothing_answers_names_where_to_ask(tiny: EditionReader) -> None:
    reply = ask(tiny, "best pizza in town", ON)
    assert reply.passages == ()
    assert reply.said == "Nothing here answers that."
    assert any("https://example.org/letters" in place for place in reply.where_to_ask)


def test_an_edition_can_be_let_go_of(tiny_file: Path) -> None:
    reader = open_edition(tiny_file)
    look(reader, "the grid")
    gone = weakref.ref(reader)
    reader.close()
    del reader
    gc.collect()
    assert gone() is None
