"""JSON Schema of the records, taken from their types, and of what is computed beside them."""

from __future__ import annotations

from typing import Any, Final

import msgspec

from compendium.edition.course import Happening
from compendium.edition.kinds import KINDS
from compendium.vocabulary.dates import PartialDate
from compendium.vocabulary.fiscal_years import FiscalYear
from compendium.web.api.declared import Schema

TEXT: Final[Schema] = {"type": "string"}
YES_NO: Final[Schema] = {"type": "boolean"}
MAYBE: Final[Schema] = {"type": ["string", "null"]}
TEXTS: Final[Schema] = {"type": "array", "items": TEXT}
ERROR: Final[Schema] = {
    "type": "object",
    "required": ["error"],
    "additionalProperties": False,
    "properties": {
        "error": {
            "type": "object",
            "required": ["code", "message"],
            "additionalProperties": False,
            "properties": {
                "code": {"type": "string", "description": "A stable short word."},
                "message": {"type": "string", "description": "One sentence for people."},
            },
        }
    },
}
STANDING: Final[Schema] = {
    "edition": {"type": "string", "description": "What was known: the id of the edition."},
    "as_of": {"type": "string", "format": "date", "description": "The day answered for."},
    "projected": {
        "type": "boolean",
        "description": "The day is to come: what is known today, carried forward.",
    },
}


def record(kind: str) -> Schema:
    """A reference to the schema of a kind of record."""
    return {"$ref": f"#/components/schemas/{KINDS[kind].__name__}"}


def with_more(kind: str, **more: Schema) -> Schema:
    """A record with fields that are computed for the day."""
    return {"allOf": [record(kind), fields(**more)]}


def fields(**named: Schema) -> Schema:
    """An object that has these fields, and perhaps others in time to come."""
    return {"type": "object", "required": list(named), "properties": named}


def array(of: Schema) -> Schema:
    """A list."""
    return {"type": "array", "items": of}


def components() -> dict[str, Schema]:
    """The schemas of all records, open to fields that are added later."""
    _, made = msgspec.json.schema_components(
        [*KINDS.values(), Happening],
        schema_hook=_written_as_text,
        ref_template="#/components/schemas/{name}",
    )
    opened: dict[str, Schema] = {name: _opened(schema) for name, schema in made.items()}
    return {**opened, "Error": ERROR}


def _written_as_text(kind: type) -> Schema:
    if kind is PartialDate:
        return {
            "type": "string",
            "description": "An EDTF date: a day, a month, a year, or bounds as 2016-01-01/2016-03.",
        }
    if kind is FiscalYear:
        return {"type": "string", "pattern": r"^\d{4}-\d{2}$", "examples": ["2018-19"]}
    raise NotImplementedError(kind)


def _opened(value: Any) -> Any:  # noqa: ANN401  any part of a schema
    """A schema without the word that refuses further fields."""
    if isinstance(value, dict):
        return {
            name: _opened(part)
            for name, part in value.items()
            if name != "additionalProperties" or part is not False
        }
    return [_opened(part) for part in value] if isinstance(value, (list, tuple)) else value
