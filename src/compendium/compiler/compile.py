"""Checked content → sealed edition."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Mapping
from importlib.resources import files
from pathlib import Path

from compendium.citations import normalise
from compendium.compiler.seal import write_sealed
from compendium.content.check import CheckedContent
from compendium.edition.colophon import FORM, Colophon, digest_of, write_colophon
from compendium.edition.entries import entry_of, issue_dates
from compendium.edition.kinds import KINDS, key_of, label_of
from compendium.edition.names import BARE_BILL, fold
from compendium.force.brackets import IssueDate
from compendium.force.graph import EffectGraph, build_graph
from compendium.force.timeline import periods_of
from compendium.model.instruments import Instrument, Series
from compendium.model.records import to_json
from compendium.model.reference import Compendium
from compendium.vocabulary.identifiers import identifier_of, series_of


def compile_edition(
    checked: CheckedContent, target: Path, *, commit: str | None = None
) -> Colophon:
    """Write the edition of checked content to ``target`` and return its colophon.

    The same content gives the same digest, whatever the commit or the hour. The target
    is replaced only by a whole and verified file; see ``write_sealed`` for the errors.
    """
    sealed: list[Colophon] = []

    def write(connection: sqlite3.Connection) -> None:
        _fill(connection, checked)
        colophon = _colophon(connection, checked, commit)
        write_colophon(connection, colophon)
        sealed.append(colophon)

    write_sealed(target, write)
    return sealed[0]


def _fill(connection: sqlite3.Connection, checked: CheckedContent) -> None:
    schema = files("compendium.edition").joinpath("schema.sql").read_text(encoding="utf-8")
    connection.executescript(schema)
    _records(connection, checked)
    instruments = checked.of(Instrument)
    series = {run.id: run for run in checked.of(Series)}
    dates = issue_dates(instruments, series, checked.of(Compendium)[0].stands_at)
    graph = build_graph(entry_of(one, series.get(one.series), dates[one.id]) for one in instruments)
    _names(connection, instruments)
    _starts(connection, instruments, series, dates)
    _links(connection, instruments)
    _periods(connection, instruments, graph)
    connection.executemany(
        "INSERT INTO warnings VALUES (?, ?, ?, ?)",
        [(at, w.code, w.message, w.path) for at, w in enumerate(checked.warnings)],
    )


def _records(connection: sqlite3.Connection, checked: CheckedContent) -> None:
    for word, kind in KINDS.items():
        rows = [
            (word, key_of(record), at, label_of(record), to_json(record))
            for at, record in enumerate(checked.of(kind))
        ]
        connection.executemany("INSERT INTO records VALUES (?, ?, ?, ?, ?)", rows)


def _names(connection: sqlite3.Connection, instruments: list[Instrument]) -> None:
    rows = {
        (fold(printed), one.id): printed
        for one in instruments
        for printed in reversed([one.citation, one.id, *_spellings(one)])
        if fold(printed)
    }
    connection.executemany(
        "INSERT INTO names VALUES (?, ?, ?)",
        sorted((name, one, printed) for (name, one), printed in rows.items()),
    )


def _spellings(instrument: Instrument) -> Iterator[str]:
    """Every spelling that leads to an instrument beside its citation and id."""
    for alias in instrument.aliases:
        yield alias
        canonical = normalise(alias).canonical
        if canonical and series_of(identifier_of(canonical)) == instrument.series:
            yield canonical
    for line in instrument.factsheet:
        yield line.printed
    bare = BARE_BILL.match(instrument.citation)
    if bare:
        yield bare[1]


def _starts(
    connection: sqlite3.Connection,
    instruments: list[Instrument],
    series: Mapping[str, Series],
    dates: Mapping[str, IssueDate],
) -> None:
    rows = []
    for one in instruments:
        dated = dates[one.id]
        directive = entry_of(one, series.get(one.series), dated).directive
        start = one.in_force_from or dated.date
        issued = str(dated.date) if dated.date else None
        reasons = json.dumps(dated.reasons, ensure_ascii=False)
        begins = str(start) if start else None
        rows.append(
            (one.id, one.citation, int(directive), issued, begins, int(dated.inferred), reasons)
        )
    connection.executemany("INSERT INTO starts VALUES (?, ?, ?, ?, ?, ?, ?)", rows)


def _links(connection: sqlite3.Connection, instruments: list[Instrument]) -> None:
    connection.executemany(
        "INSERT INTO effects VALUES (?, ?, ?, ?)",
        [
            (one.id, at, effect.target, effect.verb.value)
            for one in instruments
            for at, effect in enumerate(one.effects)
        ],
    )
    connection.executemany(
        "INSERT INTO relations VALUES (?, ?, ?, ?)",
        [
            (one.id, at, relation.target, relation.type.value)
            for one in instruments
            for at, relation in enumerate(one.relations)
        ],
    )


def _periods(
    connection: sqlite3.Connection, instruments: list[Instrument], graph: EffectGraph
) -> None:
    rows = []
    for one in instruments:
        for period in periods_of(graph, one.id):
            begins = period.starts.isoformat() if period.starts else ""
            ends = period.until.isoformat() if period.until else "~"
            status = period.status.value if period.status else None
            rows.append((one.id, begins, ends, status))
    connection.executemany("INSERT INTO periods VALUES (?, ?, ?, ?)", rows)


def _colophon(
    connection: sqlite3.Connection, checked: CheckedContent, commit: str | None
) -> Colophon:
    digest = digest_of(connection)
    compendium = checked.of(Compendium)[0]
    return Colophon(
        form=FORM,
        edition=digest[:12],
        digest=digest,
        title=compendium.title,
        stands_at=compendium.stands_at.isoformat(),
        commit=commit,
        counts={word: len(checked.of(kind)) for word, kind in KINDS.items()},
        gaps=len(compendium.known_gaps),
        warnings=len(checked.warnings),
    )
