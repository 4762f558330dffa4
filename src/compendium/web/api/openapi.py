"""The OpenAPI 3.1 document, written from the declarations that parse the parameters."""

from __future__ import annotations

from functools import cache
from typing import Final

from compendium import __version__
from compendium.web.api.declared import Parameter, Question, Schema
from compendium.web.api.questions import QUESTIONS
from compendium.web.api.schemas import MAYBE, STANDING, array, components, fields

_JSON: Final = "application/json"
_PROMISE: Final = (
    "What California's counties were told about children who are or may become commercially "
    "sexually exploited, as of any day, with its source. Policy information, not legal advice.\n\n"
    "Promise: within v1 no field is removed, renamed or given another meaning; fields may be "
    "added. `on` is the day in law, `edition` what was known. A name that was never seen is "
    "null or absent, never zero. Unknown parameters are refused. No key, no cookies, no limits "
    "but good manners."
)
_ERRORS: Final = {
    "400": "The request cannot be read; the message says what to do.",
    "404": "There is no such thing here.",
    "500": "A fault of ours. Nothing of it is shown.",
}


@cache
def document() -> Schema:
    """The whole document."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "California CSEC Policy Compendium",
            "version": __version__,
            "summary": "What applied, on any day, and who says so",
            "description": _PROMISE,
            "license": {
                "name": "CC0 1.0 for the content",
                "url": "https://creativecommons.org/publicdomain/zero/1.0/",
            },
        },
        "servers": [{"url": "/api/v1"}],
        "paths": {f"/{one.path}": {"get": _operation(one)} for one in QUESTIONS},
        "components": {"schemas": components()},
    }


def _operation(question: Question) -> Schema:
    return {
        "operationId": question.name,
        "summary": question.summary,
        "description": question.said,
        "parameters": [_parameter(one) for one in question.parameters],
        "responses": {
            "200": {
                "description": "The answer.",
                "headers": {"ETag": {"schema": {"type": "string"}}},
                "content": {_JSON: {"schema": _shape(question)}},
            },
            **{
                status: {
                    "description": said,
                    "content": {_JSON: {"schema": {"$ref": "#/components/schemas/Error"}}},
                }
                for status, said in _ERRORS.items()
            },
        },
    }


def _parameter(one: Parameter) -> Schema:
    written: Schema = {
        "name": one.name,
        "in": "path" if one.in_path else "query",
        "description": one.about,
        "required": one.required,
        "schema": one.schema,
    }
    return {**written, "example": one.example} if one.example else written


def _shape(question: Question) -> Schema:
    """The schema of an answer: where it stands, then a page of lines or one thing."""
    standing = fields(**STANDING)
    if question.item is None:
        return {"allOf": [standing, question.answer_schema]}
    paged = fields(total={"type": "integer"}, next=MAYBE, items=array(question.item))
    return {"allOf": [standing, paged]}
