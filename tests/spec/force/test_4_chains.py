"""Chapter 4. Chains of replacement: hops, splits, merges, circles; paragraphs that moved."""

from __future__ import annotations

from datetime import date

from compendium.force.chains import chain_of
from compendium.force.numbering import provision_at
from compendium.model.instruments import Instrument
from compendium.model.records import from_plain
from tests.spec.force.build import does, graph, letter

HELD = graph(
    letter("a", "2010"),
    letter("b", "2011", does("supersedes", "a")),
    letter("c", "2012", does("supersedes", "b"), does("supersedes", "x")),
    letter("d", "2013", does("supersedes", "b", part="chapter 2")),
    letter("x", "2009"),
)


def test_a_chain_is_followed_to_its_ends_and_back_to_its_beginnings() -> None:
    chain = chain_of(HELD, "b")

    assert chain.replaced_by == ("c",)
    assert chain.partly_replaced_by == ("d",)
    assert chain.ends == ("c",)
    assert [(link.newer, link.older, link.whole) for link in chain.links] == [
        ("b", "a", True), ("c", "b", True), ("d", "b", False),
    ]  # fmt: skip


def test_what_nothing_replaced_is_its_own_end() -> None:
    assert chain_of(HELD, "c").ends == ("c",)


def test_a_merge_shows_both_of_its_beginnings() -> None:
    assert {link.older for link in chain_of(HELD, "c").links} == {"a", "b", "x"}


def test_a_circle_is_told_and_never_followed() -> None:
    held = graph(
        letter("a", "2010", does("supersedes", "c")),
        letter("b", "2011", does("supersedes", "a")),
        letter("c", "2012", does("supersedes", "b")),
    )

    chain = chain_of(held, "a")

    assert set(chain.circle) == {"a", "b", "c"}
    assert chain.ends == ()


LAW = from_plain(
    {
        "id": "wic-1", "citation": "WIC 1", "title": "A law", "title_basis": "descriptive",
        "series": "wic", "issuer": "legislature", "summary": "A law.", "verification": "primary",
        "sources": [],
        "provisions": [
            {"id": "moved", "label": "Exploited children", "in_force_from": "2014-06-20",
             "numbering": [{"pinpoint": "(b)(2)", "until": "2023-01-01"},
                           {"pinpoint": "(b)(4)", "from": "2023-01-01"}]},
            {"id": "new", "label": "Limits for poverty", "in_force_from": "2023-01-01",
             "numbering": [{"pinpoint": "(b)(2)", "from": "2023-01-01"}]},
        ],
    },
    Instrument,
)  # fmt: skip


def test_a_number_means_what_it_meant_on_the_day() -> None:
    then = provision_at(LAW, "(b)(2)", date(2022, 12, 31))
    now = provision_at(LAW, "(b)(2)", date(2023, 1, 1))

    assert (then.label, then.numbered_now) == ("Exploited children", "(b)(4)")
    assert "It is now numbered (b)(4)." in then.sentence
    assert now.label == "Limits for poverty"
    assert "(exploited children) is (b)(4)" in now.sentence


def test_a_new_number_finds_its_paragraph_under_the_old_one() -> None:
    old = provision_at(LAW, "(b)(4)", date(2020, 1, 1))

    assert (old.numbered_then, old.numbered_now) == ("(b)(2)", "(b)(4)")


def test_a_part_that_is_not_recorded_is_placed_within_what_is() -> None:
    part = provision_at(LAW, "(b)(4)(A)", date(2024, 1, 1))

    assert (part.label, part.numbered_then) == (None, None)
    assert "it stands within (b)(4): exploited children" in part.sentence
