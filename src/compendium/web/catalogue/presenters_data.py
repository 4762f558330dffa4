"""What can be downloaded: the records of each kind as JSON and CSV, and the edition itself."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import dataclass
from typing import Any, NamedTuple

import msgspec

from compendium.edition.exports.forms import FORMS, Form
from compendium.edition.kinds import KINDS
from compendium.edition.reader import EditionReader
from compendium.model.records import Record, to_plain
from compendium.model.reference import Page
from compendium.web.standpoint import Standpoint


class Field(NamedTuple):
    """A field of a kind of record."""

    name: str
    required: bool


class Download(NamedTuple):
    """A kind of record: how many there are, and what fields they have."""

    kind: str
    about: str
    held: int
    fields: list[Field]


@dataclass(frozen=True, slots=True)
class DataPage:
    """The downloads, and the size of the edition in bytes."""

    downloads: list[Download]
    forms: list[Form]
    size: int
    prose: Page | None


def present_data(here: Standpoint) -> DataPage:
    """What can be downloaded now."""
    reader = here.reader
    downloads = [
        Download(word, _about(kind), len(reader.all(kind)), _fields(kind))
        for word, kind in KINDS.items()
    ]
    return DataPage(
        downloads, list(FORMS.values()), reader.path.stat().st_size, reader.one(Page, "en/data")
    )


def records_json(reader: EditionReader, word: str) -> str:
    """All records of a kind as a JSON list, with the edition they are from."""
    kind = KINDS[word]
    value = {
        "kind": word,
        "edition": reader.colophon.edition,
        "stands_at": reader.colophon.stands_at,
        "records": [to_plain(record) for record in reader.all(kind).values()],
    }
    return json.dumps(value, ensure_ascii=False, indent=1)


def records_csv(reader: EditionReader, word: str) -> str:
    """All records of a kind as CSV: a column a field, lists and records inside as JSON."""
    kind = KINDS[word]
    names = [field.name for field in _fields(kind)]
    written = io.StringIO()
    writer = csv.writer(written)
    writer.writerow(names)
    for record in reader.all(kind).values():
        plain = to_plain(record)
        writer.writerow([_cell(plain.get(name)) for name in names])
    return written.getvalue()


def _cell(value: Any) -> str:  # noqa: ANN401  a plain JSON value
    """A value as text that no spreadsheet takes for a formula; unknown is empty."""
    if value is None:
        return ""
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text


def _fields(kind: type[Record]) -> list[Field]:
    return [Field(f.encode_name, f.required) for f in msgspec.structs.fields(kind)]


def _about(kind: type[Record]) -> str:
    """The first sentence of what the record type says of itself."""
    said = " ".join((kind.__doc__ or "").replace("``", "").split())
    return said.partition(". ")[0].rstrip(".")
