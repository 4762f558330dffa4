"""Counties, departments, organisations: what is known of each, with date and source."""

from __future__ import annotations

from datetime import date

from compendium.model.records import Record, Source
from compendium.vocabulary.dates import PartialDate
from compendium.vocabulary.kinds import PartyKind, Verification


class Participation(Record, frozen=True, kw_only=True):
    """A county's part in a programme, as a source shows it: not the day it joined."""

    program: str
    basis: str
    source: str
    since: str | None = None
    note: str | None = None


class CountyDocument(Record, frozen=True, kw_only=True):
    """A county's protocol, MOU, plan, policy or agreement that a public page shows."""

    id: str
    type: str
    title: str
    what_it_is: str
    text_seen: str
    source: str
    dated: PartialDate | None = None
    partners: tuple[str, ...] = ()
    url: str | None = None
    note: str | None = None


class Claim(Record, frozen=True, kw_only=True):
    """A fact that sources put differently: each value stands with its date and source."""

    about: str
    value: str
    source: str
    as_of: PartialDate | None = None
    note: str | None = None


class Party(Record, frozen=True, kw_only=True):
    """A county, department, organisation or team."""

    id: str
    name: str
    kind: PartyKind
    about: str | None = None
    url: str | None = None
    participation: tuple[Participation, ...] = ()
    documents: tuple[CountyDocument, ...] = ()
    claims: tuple[Claim, ...] = ()
    hotline: str | None = None
    gaps: tuple[str, ...] = ()
    sources: tuple[Source, ...]


class Contact(Record, frozen=True, kw_only=True):
    """One way to reach a help line: phone, text, chat or web."""

    way: str
    value: str
    value_es: str | None = None
    note: str | None = None
    note_es: str | None = None


class HelpLine(Record, frozen=True, kw_only=True):
    """A line that answers people in need. ``checked`` is set by an editor who called it.

    Fields in ``_es`` say the same in Spanish; a proper name has none and stays as it is.
    """

    id: str
    name: str
    name_es: str | None = None
    contacts: tuple[Contact, ...]
    what_for: str
    what_for_es: str | None = None
    hours: str | None = None
    hours_es: str | None = None
    languages: str | None = None
    languages_es: str | None = None
    county: str | None = None
    checked: date | None = None
    verification: Verification
    sources: tuple[Source, ...]
