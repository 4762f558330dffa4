"""The chain of replacements: listed, drawn, and honest about circles."""

from __future__ import annotations

from django.test import Client

from compendium.web.catalogue.charts import Node, chain_drawing


def test_older_boxes_stand_above_newer_ones() -> None:
    nodes = [Node(name, name) for name in "abcd"]
    edges = [("a", "b", True), ("b", "d", True), ("c", "d", False)]
    drawn = chain_drawing(nodes, edges)
    y = {one.node.id: one.y for one in drawn.nodes}
    assert y["a"] < y["b"] < y["d"]
    assert y["c"] < y["d"]
    assert all(edge.y1 < edge.y2 for edge in drawn.edges)
    assert all(0 <= one.x <= drawn.width - drawn.box[0] for one in drawn.nodes)
    assert max(y.values()) + drawn.box[1] <= drawn.height


def test_a_letter_in_a_chain_lists_and_draws_it(real: Client) -> None:
    page = real.get("/acl/15-49").content.decode()
    chain = page[page.index('id="chain"') :]
    assert "replaced a part of" in chain[:600]
    assert "May 23, 2016" in chain[:600]
    assert '<svg class="drawn-chain"' in chain


def test_a_letter_outside_any_chain_shows_none(real: Client) -> None:
    assert 'id="chain"' not in real.get("/acl/16-74").content.decode()


def test_a_replacement_that_had_not_come_is_marked(real: Client) -> None:
    page = real.get("/on/2015-12-31/acl/15-49").content.decode()
    assert "after the day shown" in page[page.index('id="chain"') :][:700]
