"""The chain of replacements through an instrument: a list first, a picture second."""

from __future__ import annotations

from typing import NamedTuple

from compendium.force.chains import chain_of
from compendium.model.instruments import Instrument
from compendium.vocabulary.dates import PartialDate
from compendium.vocabulary.identifiers import address_of
from compendium.web.catalogue.charts import ChainDrawing, Node, chain_drawing
from compendium.web.standpoint import Standpoint


class Named(NamedTuple):
    """An instrument of a chain; ``address`` is None where it is not held."""

    citation: str
    address: str | None


class Hop(NamedTuple):
    """One replacement; ``later``: it had not come by the day shown."""

    newer: Named
    older: Named
    whole: bool
    when: PartialDate | None
    later: bool


class ChainShown(NamedTuple):
    """What the instrument's page shows: hops, the picture, and a circle where one was met."""

    hops: list[Hop]
    drawing: ChainDrawing | None
    circle: list[str]
    own: str


def present_chain(here: Standpoint, one: Instrument) -> ChainShown | None:
    """The chain through an instrument, whatever the day; None where nothing is replaced.

    A circle is told in words and not drawn.
    """
    chain = chain_of(here.reader.graph, one.id)
    if not chain.links:
        return None
    ids = dict.fromkeys(name for link in chain.links for name in (link.older, link.newer))
    named = {name: _named(here, name) for name in ids}
    hops = [
        Hop(
            named[link.newer],
            named[link.older],
            link.whole,
            link.when,
            link.when is not None and link.when.reached_by(here.on) is False,
        )
        for link in chain.links
    ]
    drawing = None
    if not chain.circle:
        nodes = [Node(name, said.citation) for name, said in named.items()]
        drawing = chain_drawing(nodes, [(lk.older, lk.newer, lk.whole) for lk in chain.links])
    return ChainShown(hops, drawing, [_named(here, name).citation for name in chain.circle], one.id)


def _named(here: Standpoint, identifier: str) -> Named:
    held = here.reader.one(Instrument, identifier)
    if held is None:
        return Named(identifier, None)
    return Named(held.citation, here.address(address_of(identifier)))
