"""The typed, read-only way into an edition."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping
from contextlib import closing
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar

from compendium.edition.colophon import Colophon, digest_of, read_colophon
from compendium.edition.entries import entry_of
from compendium.edition.graph import EditionGraph
from compendium.edition.kinds import WORD_OF
from compendium.force.brackets import IssueDate
from compendium.force.graph import ForceEntry
from compendium.model.documentation import DocumentationCode
from compendium.model.duties import Duty
from compendium.model.instruments import Effect, Instrument, Relation, Series
from compendium.model.money import Allocation, ClaimingCode
from compendium.model.records import Record, from_json
from compendium.model.reference import Compendium
from compendium.vocabulary.dates import PartialDate
from compendium.vocabulary.errors import UserError
from compendium.vocabulary.kinds import Status

R = TypeVar("R", bound=Record)


def open_edition(path: Path, *, verify: bool = True) -> EditionReader:
    """Open an edition, checking its digest unless ``verify`` is off.

    Raises UserError ``missing-edition`` where there is no file, ``damaged-edition``
    where the file is not an edition, has another form, or fails its digest.
    """
    if not path.is_file():
        raise UserError("missing-edition", f"There is no edition at {path}.")
    connection = sqlite3.connect(
        f"file:{_quoted(path)}?mode=ro&immutable=1", uri=True, check_same_thread=False
    )
    try:
        colophon = read_colophon(connection)
        if verify:
            _verify(connection, colophon)
    except (sqlite3.Error, ValueError, TypeError) as error:
        connection.close()
        raise UserError(
            "damaged-edition", f"The edition at {path} is damaged or not an edition: {error}."
        ) from None
    return EditionReader(connection, colophon, path)


class EditionReader:
    """Everything that may be asked of one edition. Answers are frozen and kept."""

    def __init__(self, connection: sqlite3.Connection, colophon: Colophon, path: Path) -> None:
        self._connection = connection
        self._kept: dict[type[Record], dict[str, Any]] = {}
        self._issue_dates: dict[str, IssueDate] = {}
        self._effects: dict[str, list[tuple[Instrument, Effect]]] = {}
        self._relations: dict[str, list[tuple[Instrument, Relation]]] = {}
        self.colophon = colophon
        self.path = path

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    def all(self, kind: type[R]) -> Mapping[str, R]:
        """All records of a kind by id (pages by language/id), in content order."""
        kept = self._kept.get(kind)
        if kept is None:
            rows = self._rows(
                "SELECT id, record FROM records WHERE kind = ? ORDER BY position", WORD_OF[kind]
            )
            kept = {name: from_json(record, kind) for name, record in rows}
            self._kept[kind] = kept
        return kept

    def one(self, kind: type[R], identifier: str) -> R | None:
        """One record by id, or None."""
        kept = self._kept.get(kind)
        if kept is not None:
            found: R | None = kept.get(identifier)
            return found
        rows = self._rows(
            "SELECT record FROM records WHERE kind = ? AND id = ?", WORD_OF[kind], identifier
        )
        return from_json(rows[0][0], kind) if rows else None

    @cached_property
    def compendium(self) -> Compendium:
        """What the compendium says of itself."""
        return next(iter(self.all(Compendium).values()))

    def named(self, folded: str) -> tuple[str, ...]:
        """The ids of instruments that a folded spelling leads to."""
        rows = self._rows("SELECT instrument FROM names WHERE name = ?", folded)
        return tuple(row[0] for row in rows)

    def names(self) -> list[tuple[str, str, str]]:
        """Every folded spelling, the instrument it leads to, and the spelling as printed."""
        return self._rows("SELECT name, instrument, printed FROM names")

    def issue_date(self, instrument: str) -> IssueDate:
        """When an instrument was issued: known, bracketed with its reasons, or unknown."""
        found = self._issue_dates.get(instrument)
        if found is None:
            row = self._rows(
                "SELECT issued, inferred, reasons FROM starts WHERE instrument = ?", instrument
            )[0]
            issued = PartialDate.parse(row[0]) if row[0] else None
            reasons = tuple(json.loads(row[2]))
            found = IssueDate(date=issued, inferred=bool(row[1]), reasons=reasons)
            self._issue_dates[instrument] = found
        return found

    @cached_property
    def graph(self) -> EditionGraph:
        """The effects of instruments on each other, ready to be asked for status."""
        return EditionGraph(self._force_entry, self.effects_on, self.relations_to)

    def status_on(self, instrument: str, on: date) -> Status | None:
        """The status of a held instrument on a day, from the periods computed beforehand.

        None for what has no force of its own. Raises KeyError where it is not held.
        """
        rows = self._rows(
            "SELECT status FROM periods WHERE instrument = ? AND from_day <= ? "
            "ORDER BY from_day DESC LIMIT 1",
            instrument,
            on.isoformat(),
        )
        if not rows:
            raise KeyError(instrument)
        return Status(rows[0][0]) if rows[0][0] else None

    def periods(self, instrument: str) -> list[tuple[str, str, str | None]]:
        """The course of an instrument's status: from, until ('~': for good), status."""
        return self._rows(
            "SELECT from_day, until_day, status FROM periods WHERE instrument = ? "
            "ORDER BY from_day",
            instrument,
        )

    def series_of(self, instrument: Instrument) -> Series | None:
        """The series that an instrument belongs to."""
        return self.one(Series, instrument.series)

    def effects_on(self, instrument: str) -> list[tuple[Instrument, Effect]]:
        """The effects that other instruments have on one, with their holders."""
        found = self._effects.get(instrument)
        if found is None:
            rows = self._rows(
                "SELECT holder, position FROM effects WHERE target = ? ORDER BY holder, position",
                instrument,
            )
            found = [(h, h.effects[at]) for h, at in self._held(rows)]
            self._effects[instrument] = found
        return list(found)

    def relations_to(self, instrument: str) -> list[tuple[Instrument, Relation]]:
        """The relations that other instruments have to one, with their holders."""
        found = self._relations.get(instrument)
        if found is None:
            rows = self._rows(
                "SELECT holder, position FROM relations WHERE target = ? ORDER BY holder, position",
                instrument,
            )
            found = [(h, h.relations[at]) for h, at in self._held(rows)]
            self._relations[instrument] = found
        return list(found)

    def duties_of(self, instrument: str) -> list[Duty]:
        """The duties that rest on an instrument or that it guides."""
        return list(self._duties_by_instrument.get(instrument, ()))

    def money_of(self, instrument: str) -> list[Allocation]:
        """The amounts that an instrument speaks of."""
        return list(self._money_by_instrument.get(instrument, ()))

    def codes_of(self, instrument: str) -> list[ClaimingCode | DocumentationCode]:
        """The codes that an instrument gives: to claim with, then to record with."""
        return list(self._codes_by_instrument.get(instrument, ()))

    @cached_property
    def _money_by_instrument(self) -> dict[str, list[Allocation]]:
        found: dict[str, list[Allocation]] = {}
        for one in self.all(Allocation).values():
            if one.instrument is not None:
                found.setdefault(one.instrument, []).append(one)
        return found

    @cached_property
    def _codes_by_instrument(self) -> dict[str, list[ClaimingCode | DocumentationCode]]:
        found: dict[str, list[ClaimingCode | DocumentationCode]] = {}
        for claiming in self.all(ClaimingCode).values():
            found.setdefault(claiming.instrument, []).append(claiming)
        for recorded in self.all(DocumentationCode).values():
            for name in dict.fromkeys((recorded.instrument, recorded.statute)):
                if name is not None:
                    found.setdefault(name, []).append(recorded)
        return found

    @cached_property
    def _duties_by_instrument(self) -> dict[str, list[Duty]]:
        """The duties by what they rest on or are guided by, in content order."""
        found: dict[str, list[Duty]] = {}
        for duty in self.all(Duty).values():
            named = (*(b.instrument for b in duty.basis), *(g.instrument for g in duty.guidance))
            for instrument in dict.fromkeys(named):
                found.setdefault(instrument, []).append(duty)
        return found

    def warnings(self) -> list[tuple[str, str, str]]:
        """What the rules reported without refusing it: code, message, path."""
        return self._rows("SELECT code, message, path FROM warnings ORDER BY position")

    def _force_entry(self, identifier: str) -> ForceEntry | None:
        one = self.one(Instrument, identifier)
        if one is None:
            return None
        return entry_of(one, self.series_of(one), self.issue_date(identifier))

    def _held(self, rows: list[tuple[str, int]]) -> list[tuple[Instrument, int]]:
        found = []
        for holder, at in rows:
            one = self.one(Instrument, holder)
            if one is not None:
                found.append((one, at))
        return found

    def _rows(self, sql: str, *values: object) -> list[Any]:
        with closing(self._connection.execute(sql, values)) as cursor:
            return cursor.fetchall()


def _verify(connection: sqlite3.Connection, colophon: Colophon) -> None:
    if digest_of(connection) != colophon.digest:
        raise ValueError("its digest does not fit")


def _quoted(path: Path) -> str:
    return str(path.resolve()).replace("%", "%25").replace("?", "%3f").replace("#", "%23")
