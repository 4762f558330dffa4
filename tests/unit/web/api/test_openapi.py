"""The OpenAPI document is valid, says all that is asked, and the API does what it says."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from django.core.handlers.wsgi import WSGIHandler
from django.test import Client, override_settings
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openapi_spec_validator import OpenAPIV31SpecValidator
from schemathesis import GenerationMode
from schemathesis.specs.openapi.checks import positive_data_acceptance

from compendium.edition.colophon import Colophon
from compendium.edition.reader import open_edition
from compendium.web import editions
from compendium.web.api.openapi import document
from compendium.web.api.parameters import cursor_at
from compendium.web.api.questions import QUESTIONS
from compendium.web.api.shortcut import Shortcut

FEW, MANY = 20, 300
"""Requests of each mode for each question: in every run, and in the campaign."""
_held: dict[str, Colophon] = {}


def test_the_document_is_openapi_3_1() -> None:
    OpenAPIV31SpecValidator(document()).validate()


def test_the_document_is_served(real: Client) -> None:
    answer = real.get("/api/v1/openapi.json")
    assert answer.status_code == 200
    assert answer.json()["openapi"] == "3.1.0"
    assert real.get("/api/v1/openapi.json?x=1").status_code == 400


def test_every_question_is_documented_with_the_parameters_that_are_parsed() -> None:
    paths = document()["paths"]
    assert len(paths) == len(QUESTIONS)
    for one in QUESTIONS:
        said = paths[f"/{one.path}"]["get"]["parameters"]
        assert [parameter["name"] for parameter in said] == [p.name for p in one.parameters]
        assert {"on", "edition"} <= {parameter["name"] for parameter in said}


@pytest.fixture(scope="module")
def api_schema(edition_file: Path) -> Iterator[Any]:
    """The API over the real edition, as Schemathesis meets it."""
    editions.lay_out(edition_file, None)
    opened = open_edition(edition_file)
    _held["now"] = opened.colophon
    opened.close()
    with override_settings(TODAY=date(2026, 6, 1)):
        yield schemathesis.openapi.from_wsgi(
            "/api/v1/openapi.json", _plain(Shortcut(WSGIHandler()))
        )
    editions.lay_out(None, None)


def _plain(application: Any) -> Any:
    """The application as asked by a client that unpacks nothing."""

    def answer(environ: dict[str, Any], start_response: Any) -> Any:
        environ.pop("HTTP_ACCEPT_ENCODING", None)
        return application(environ, start_response)

    return answer


def _years() -> st.SearchStrategy[str]:
    return st.integers(1990, 2060).map(lambda year: f"{year}-{(year + 1) % 100:02d}")


def _cursors() -> st.SearchStrategy[str]:
    return st.integers(0, 2_000).map(lambda place: cursor_at(_held["now"].edition, place))


schemathesis.openapi.format("fiscal-year", _years())
schemathesis.openapi.format("cursor", st.deferred(_cursors))


@pytest.mark.parametrize("name", [one.name for one in QUESTIONS])
def test_the_api_does_what_its_document_says(api_schema: Any, name: str) -> None:
    """Requests by the document and against it, for each question."""
    operation = api_schema.find_operation_by_id(name)
    for mode in GenerationMode:
        _try(operation.as_strategy(generation_mode=mode), _beyond(name, mode), FEW)


@pytest.mark.slow
@pytest.mark.parametrize("name", [one.name for one in QUESTIONS])
def test_the_api_does_what_its_document_says_at_length(api_schema: Any, name: str) -> None:
    """The same, much longer, and with other requests each time."""
    operation = api_schema.find_operation_by_id(name)
    for mode in GenerationMode:
        _try(operation.as_strategy(generation_mode=mode), _beyond(name, mode), MANY)


def _try(cases: st.SearchStrategy[Any], beyond: list[Any], how_many: int) -> None:
    @given(case=cases)
    @settings(
        max_examples=how_many,
        deadline=None,
        derandomize=how_many == FEW,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    def one(case: Any) -> None:
        case.call_and_validate(excluded_checks=beyond)

    one()


def _beyond(name: str, mode: GenerationMode) -> list[Any]:
    """What no schema can say: which of two days is the later one."""
    if name == "compare" and mode is GenerationMode.POSITIVE:
        return [positive_data_acceptance]
    return []
