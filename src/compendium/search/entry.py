"""What the index holds of a document: its heading, its texts, and where it stands among results."""

from __future__ import annotations

from typing import Final, NamedTuple

import msgspec

from compendium.model.instruments import Instrument, Series
from compendium.vocabulary.kinds import Weight

_GROUP_OF_SERIES: Final = {
    "sb": "bill", "ab": "bill", "sbx": "bill", "abx": "bill", "prop": "bill",
    "template": "template", "report": "report", "page": "web-page",
}  # fmt: skip
_GROUP_OF_WEIGHT: Final = {
    Weight.LAW: "law",
    Weight.BINDING: "letter",
    Weight.INFORMATIONAL: "letter",
    Weight.FISCAL: "fiscal-letter",
    Weight.NOT_A_DIRECTIVE: "document",
}


class Heading(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """What is kept at hand of every document: enough to rank, date and name it.

    ``kind`` is the record's kind, ``group`` how results stand together, ``citation``
    the instrument it is or rests on. ``instrument`` governs its status unless it has
    bounds of its own (``starts``, ``until``, EDTF). ``issued`` is when it came to be,
    EDTF, perhaps inferred.
    """

    kind: str
    id: str
    group: str
    title: str
    citation: str | None = None
    instrument: str | None = None
    starts: str | None = None
    until: str | None = None
    issued: str | None = None
    inferred: bool = False


class Entry(NamedTuple):
    """A document to index: its heading and its texts, from telling to incidental.

    ``names`` are spellings it goes by, ``lead`` says what it is, ``called`` how lists
    of others call it, ``body`` is the rest, ``lent`` what records that rest on it say,
    ``about`` are words of its surroundings, ``marks`` exact index words (fiscal years,
    amounts, years), ``other`` is text in another language than English. Only lead, body
    and other are ever shown.
    """

    heading: Heading
    names: str = ""
    lead: str = ""
    called: str = ""
    body: str = ""
    lent: str = ""
    about: str = ""
    marks: str = ""
    other: str = ""


def group_of(one: Instrument, series: Series | None) -> str:
    """Where an instrument stands among results: law, bill, letter, money, template or other."""
    if one.series in _GROUP_OF_SERIES:
        return _GROUP_OF_SERIES[one.series]
    return _GROUP_OF_WEIGHT[series.weight] if series else "document"
