"""Every form that an edition can be exported in, by name."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, Final, NamedTuple

from compendium.edition.exports.citing import bibtex_list, csl_list
from compendium.edition.exports.files import jsonl_of, write_csv, write_sqlite, write_xlsx
from compendium.edition.exports.jsonld import jsonld_graph
from compendium.edition.exports.oscal import oscal_catalog
from compendium.edition.reader import EditionReader


class Form(NamedTuple):
    """A form: what its file is called, its media type, what it is for, how it is written."""

    name: str
    file: str
    kind: str
    about: str
    write: Callable[[EditionReader, date, str, Path], None]


def _text(make: Callable[[EditionReader, date, str], str]) -> Callable[..., None]:
    def write(reader: EditionReader, on: date, address: str, target: Path) -> None:
        target.write_text(make(reader, on, address), encoding="utf-8", newline="")

    return write


def _json(value: Any) -> str:  # noqa: ANN401  a JSON value
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


def _csv(reader: EditionReader, on: date, address: str, target: Path) -> None:  # noqa: ARG001  one shape for all
    write_csv(reader, on, target)


def _xlsx(reader: EditionReader, on: date, address: str, target: Path) -> None:  # noqa: ARG001  the same
    write_xlsx(reader, on, target)


def _sqlite(reader: EditionReader, on: date, address: str, target: Path) -> None:  # noqa: ARG001  the same
    write_sqlite(reader, on, target)


_SHEET: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FORMS: Final = {
    one.name: one
    for one in (
        Form("csv", "csv", "text/csv", "A folder of tables with a data dictionary", _csv),
        Form(
            "jsonl", "compendium.jsonl", "application/x-ndjson", "Every record on a line",
            _text(lambda reader, on, address: jsonl_of(reader)),  # noqa: ARG005  one shape for all
        ),
        Form("xlsx", "compendium.xlsx", _SHEET, "A workbook for analysts", _xlsx),
        Form(
            "sqlite", "compendium.db", "application/vnd.sqlite3",
            "One SQLite file of plain tables, as Datasette opens it", _sqlite,
        ),
        Form(
            "csl", "compendium.csl.json", "application/vnd.citationstyles.csl+json",
            "Every instrument as a reference (CSL-JSON)",
            _text(lambda reader, on, address: _json(csl_list(reader, on, address))),
        ),
        Form(
            "bibtex", "compendium.bib", "application/x-bibtex", "The same for BibTeX",
            _text(bibtex_list),
        ),
        Form(
            "oscal", "duties.oscal.json", "application/json",
            "The duties as an OSCAL catalogue, those that ended kept as withdrawn",
            _text(lambda reader, on, address: _json(oscal_catalog(reader, on))),  # noqa: ARG005  the same
        ),
        Form(
            "jsonld", "compendium.jsonld", "application/ld+json",
            "Every instrument in the words of schema.org",
            _text(lambda reader, on, address: _json(jsonld_graph(reader, on, address))),
        ),
    )
}  # fmt: skip
