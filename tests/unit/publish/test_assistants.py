"""The tools for assistants, asked by the protocol's own client."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from typing import Any

import pytest

from compendium.edition.reader import EditionReader

pytest.importorskip("mcp", reason="the extra for assistants is not installed")
from mcp.shared.memory import create_connected_server_and_client_session

from compendium.publish.assistants import server_for

DAY = date(2026, 6, 1)
TALK: list[tuple[str, dict[str, Any]]] = [
    ("search", {"query": "ACL 16-49"}),
    ("get_instrument", {"citation": "acl 16/49"}),
    ("status_on_a_date", {"citation": "ACL 15-49", "on": "2016-06-01"}),
    ("duties_for", {"bearer": "probation", "on": "2026-01-01"}),
    ("compare_dates", {"first": "2016-01-01", "second": "2017-01-01"}),
    ("funding", {"year": "2018-19"}),
    ("coverage", {}),
]
WRONG: list[tuple[str, dict[str, Any], str]] = [
    ("status_on_a_date", {"citation": "ACL 99-99"}, "is not in this compendium"),
    ("status_on_a_date", {"citation": "ACL 15-49", "on": "June"}, "is not a date"),
    ("duties_for", {"bearer": "everyone"}, "There are: child-welfare"),
    ("compare_dates", {"first": "2017-01-01", "second": "2016-01-01"}, "earlier day first"),
    ("funding", {"year": "2018-25"}, "is not a fiscal year"),
    ("search", {"query": "x", "limit": 9999}, "whole number"),
    ("search", {"query": " "}, "Give 'query' as text"),
    ("search", {"query": 7}, "Give 'query' as text"),
    ("status_on_a_date", {}, "Give 'citation'. status_on_a_date takes: citation, on."),
    ("status_on_a_date", {"citation": "ACL 15-49", "date": "2016-06-01"}, "'date' is no argument"),
    ("duties_for", {"limit": "many"}, "Give 'limit' as a whole number"),
    ("duties_for", {"full": "perhaps"}, "Give 'full' as true or false"),
    ("compare_dates", {"first": "2016-01-01"}, "Give 'second'"),
    ("compare_dates", {"first": "soon", "second": "2016-01-01"}, "is not a date"),
    ("coverage", {"on": "2016-01-01"}, "'on' is no argument here. coverage takes: full."),
    ("no_such_tool", {}, "There are: search, get_instrument"),
]
MOST: int = 8_000
"""Characters of an answer, unless more is asked for."""


def finished(work: Coroutine[Any, Any, list[Any]]) -> list[Any]:
    """What some work gives, in a thread of its own: a browser may hold this one's loop."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, work).result()


def talk(reader: EditionReader, calls: list[tuple[str, dict[str, Any]]]) -> list[Any]:
    async def run() -> list[Any]:
        server = server_for(reader, DAY)
        async with create_connected_server_and_client_session(server._mcp_server) as client:
            return [await client.call_tool(name, given) for name, given in calls]

    return finished(run())


def test_a_conversation_over_every_tool(reader: EditionReader) -> None:
    async def names() -> list[Any]:
        server = server_for(reader, DAY)
        async with create_connected_server_and_client_session(server._mcp_server) as client:
            return list((await client.list_tools()).tools)

    tools = finished(names())
    assert {one.name for one in tools} == {name for name, _ in TALK}
    assert all(one.annotations.readOnlyHint and one.description for one in tools)
    for (name, _), answer in zip(TALK, talk(reader, TALK), strict=True):
        assert not answer.isError, (name, answer.content)
        value = json.loads(answer.content[0].text)
        assert value["edition"] == reader.colophon.edition, name
        assert value["as_of"], name


def test_answers_say_how_sure_they_are_and_what_is_not_known(reader: EditionReader) -> None:
    for answer in talk(reader, [TALK[1], TALK[2]]):
        value = json.loads(answer.content[0].text)
        assert value["verification"]
        assert isinstance(value["not_known"], list)
        assert value["status"]


def test_answers_are_small_unless_asked_for_more(reader: EditionReader) -> None:
    wide = ("compare_dates", {"first": "2012-01-01", "second": "2026-01-01"})
    for call, answer in zip([*TALK, wide], talk(reader, [*TALK, wide]), strict=True):
        assert len(answer.content[0].text) < MOST, call
    more = [(name, given) for name, given in [*TALK, wide]
            if name in ("get_instrument", "duties_for", "compare_dates", "coverage")]  # fmt: skip
    for short, whole in zip(
        talk(reader, more),
        talk(reader, [(name, {**given, "full": True}) for name, given in more]),
        strict=True,
    ):
        assert len(short.content[0].text) <= len(whole.content[0].text)
    said = json.loads(talk(reader, [wide])[0].content[0].text)
    assert said["left_out"]["added"] > 0


def test_a_duty_can_be_quoted_from_the_short_answer(reader: EditionReader) -> None:
    value = json.loads(talk(reader, [TALK[3]])[0].content[0].text)
    assert value["items"]
    for one in value["items"]:
        assert one["statement"]
        assert one["verification"]
        assert one["state"]
        assert isinstance(one["not_known"], list)
        assert "sources" not in one


def test_wrong_arguments_get_a_sentence_that_helps(reader: EditionReader) -> None:
    answers = talk(reader, [(name, given) for name, given, _ in WRONG])
    for (name, given, words), answer in zip(WRONG, answers, strict=True):
        assert answer.isError, (name, given)
        assert words in answer.content[0].text
        assert "Traceback" not in answer.content[0].text
        assert "pydantic" not in answer.content[0].text
